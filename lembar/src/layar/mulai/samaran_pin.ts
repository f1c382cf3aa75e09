// What can be told without touching the page: a private window by its numbers, and how good a PIN is. Pure.

export interface Tanda {
    persisted: boolean;
    quota: number;
    heap: number | null;
    /** The private file system of the origin cannot be opened (private windows of Firefox and Safari). */
    opfsTertutup: boolean;
}

/** Chromium gives a private window a share of memory instead of the disk. Pure, for the test. */
export function isSamaran(t: Tanda): boolean {
    if (t.persisted) return false;
    if (t.opfsTertutup) return true;
    return t.heap !== null && t.quota > 0 && t.quota < t.heap * 2;
}

/** The strength of a PIN in words. */
export function weighPin(pin: string): { kata: string; bentuk: "harus" | "perlu" | "selesai"; cukup: boolean } {
    const n = [...pin].length;
    if (n < 6) return { kata: `Kurang ${6 - n} huruf atau angka lagi.`, bentuk: "harus", cukup: false };
    const kode = [...pin].map((c) => c.charCodeAt(0));
    const langkah = kode.slice(1).map((c, i) => c - (kode[i] ?? 0));
    if (new Set(langkah).size === 1 && Math.abs(langkah[0] ?? 9) <= 1) return { kata: "Terlalu mudah ditebak. Jangan angka urut atau sama.", bentuk: "harus", cukup: false };
    if (new Set(kode).size <= 2) return { kata: "Terlalu mudah ditebak. Pakai lebih banyak angka berbeda.", bentuk: "harus", cukup: false };
    if (/^(19|20)\d{2}(0[1-9]|1[0-2])|^\d{2}(0[1-9]|1[0-2])(19|20)?\d{2}$/.test(pin)) return { kata: "Cukup, tetapi mirip tanggal lahir. Pakai yang lain bila bisa.", bentuk: "perlu", cukup: true };
    if (n >= 10 || (n >= 8 && /\D/.test(pin) && /\d/.test(pin))) return { kata: "Kuat.", bentuk: "selesai", cukup: true };
    return { kata: "Cukup. Lebih panjang lebih baik, misalnya tiga kata.", bentuk: "perlu", cukup: true };
}
