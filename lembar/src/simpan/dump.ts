/**
 * The rescue file: every row as it lies in the database, ciphertext and wrapped keys, without opening any of it. It
 * needs no PIN to be made, and the paper key or the office to be read (`dump_buka.ts`). No cryptography here: the rescue
 * page loads this and must stay small.
 */

import type { KunciToko } from "./gudang.ts";

export const BENTUK_DUMP = "opensiks-penyelamatan/1";

export interface Dump {
    bentuk: typeof BENTUK_DUMP;
    akun: string;
    /** Room name → [key, row]; bytes are {"$b64": "…"}. */
    toko: { [nama: string]: [KunciToko, unknown][] };
    /** Rooms or rows that could not be read. */
    rusak: string[];
}

export function tulisDump(dump: Dump): Uint8Array {
    const teks = JSON.stringify(dump, (_, v: unknown) => (v instanceof Uint8Array ? { $b64: keB64(v) } : v));
    return new TextEncoder().encode(teks);
}

export function isDump(bytes: Uint8Array): boolean {
    return new TextDecoder().decode(bytes.subarray(0, 64)).startsWith(`{"bentuk":"${BENTUK_DUMP}"`);
}

function keB64(bytes: Uint8Array): string {
    let biner = "";
    for (let i = 0; i < bytes.length; i += 8192) biner += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(biner);
}
