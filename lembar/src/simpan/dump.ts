/**
 * The rescue file: every row as it lies in the database, ciphertext and wrapped keys, without opening any of it. It
 * needs no PIN to be made, and the paper key or the office to be read.
 */

import type { Ubahan } from "../inti/bentuk.ts";
import { tolak } from "../inti/batas.ts";
import { bukaSegel } from "../inti/segel.ts";
import { bacaJson, bukaBaris, kunciAes, type Baris } from "./baris.ts";
import type { KunciToko } from "./gudang.ts";
import type { BarisKunci } from "./kunci.ts";
import type { AsalPulih } from "./masuk.ts";
import type { BarisLampiran } from "./ruang.ts";

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

export function bacaDump(bytes: Uint8Array): Dump {
    try {
        return JSON.parse(new TextDecoder().decode(bytes), (_, v: unknown) => {
            const b64 = typeof v === "object" && v !== null ? (v as { $b64?: unknown }).$b64 : undefined;
            return typeof b64 === "string" ? dariB64(b64) : v;
        }) as Dump;
    } catch {
        return tolak("RUSAK", "berkas penyelamatan");
    }
}

/** Its ubahan and attachments, by an identity that the data key was sealed to; what is damaged is passed over. */
export async function bukaDump(bytes: Uint8Array, identitas: string): Promise<AsalPulih> {
    const dump = bacaDump(bytes);
    const utama = dump.toko["kunci"]?.find(([k]) => k === "utama")?.[1] as BarisKunci | undefined;
    if (!utama?.umum) return tolak("ASING", "berkas penyelamatan tanpa kunci pemulihan");
    const data = await kunciAes((await bukaSegel(utama.umum.isi, [identitas])).isi);
    const ubahan: Ubahan[] = [];
    for (const [, b] of dump.toko["ubahan"] ?? []) {
        const isi = await bukaBaris(data, "ubahan", b as Baris).catch(() => null);
        if (isi !== null) ubahan.push(bacaJson<Ubahan>(isi));
    }
    const lampiran: AsalPulih["lampiran"] = [];
    for (const [, l] of dump.toko["lampiran"] ?? []) {
        const { baris, ...meta } = l as BarisLampiran;
        const isi = await bukaBaris(data, "lampiran", baris).catch(() => null);
        if (isi !== null) lampiran.push({ meta, isi });
    }
    return { ubahan: ubahan.sort((a, b) => a.n - b.n), lampiran };
}

function keB64(bytes: Uint8Array): string {
    let biner = "";
    for (let i = 0; i < bytes.length; i += 8192) biner += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(biner);
}

function dariB64(teks: string): Uint8Array {
    return Uint8Array.from(atob(teks), (c) => c.charCodeAt(0));
}
