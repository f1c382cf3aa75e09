/** SHA-256 and the small conversions that everything shares. */

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", buf(bytes)));
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
    return hex(await sha256(bytes));
}

export function hex(bytes: Uint8Array): string {
    let teks = "";
    for (const b of bytes) teks += b.toString(16).padStart(2, "0");
    return teks;
}

export function utf8(teks: string): Uint8Array {
    return new TextEncoder().encode(teks);
}

/** WebCrypto's types want a buffer that is surely not shared; ours never are. */
export function buf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return bytes as Uint8Array<ArrayBuffer>;
}

export function gabung(...bagian: Uint8Array[]): Uint8Array {
    const hasil = new Uint8Array(bagian.reduce((n, b) => n + b.length, 0));
    let letak = 0;
    for (const b of bagian) {
        hasil.set(b, letak);
        letak += b.length;
    }
    return hasil;
}

export function isSama(a: Uint8Array, b: Uint8Array): boolean {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
}
