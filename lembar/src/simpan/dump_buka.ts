/** Reading a rescue file back: the data key by age, then row by row. */

import type { Ubahan } from "../inti/bentuk.ts";
import { tolak } from "../inti/batas.ts";
import { bukaSegel } from "../inti/segel.ts";
import { bacaJson, bukaBaris, kunciAes, type Baris } from "./baris.ts";
import type { Dump } from "./dump.ts";
import type { BarisKunci } from "./kunci.ts";
import type { AsalPulih } from "./masuk.ts";
import type { BarisLampiran } from "./ruang.ts";

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
        // What cannot be read keeps its name, because ubahan still point at it.
        lampiran.push({ meta, isi: baris && (await bukaBaris(data, "lampiran", baris).catch(() => null)) });
    }
    return { ubahan: ubahan.sort((a, b) => a.n - b.n), lampiran };
}

function bacaDump(bytes: Uint8Array): Dump {
    try {
        return JSON.parse(new TextDecoder().decode(bytes), (_, v: unknown) => {
            const b64 = typeof v === "object" && v !== null ? (v as { $b64?: unknown }).$b64 : undefined;
            return typeof b64 === "string" ? dariB64(b64) : v;
        }) as Dump;
    } catch {
        return tolak("RUSAK", "berkas penyelamatan");
    }
}

function dariB64(teks: string): Uint8Array {
    return Uint8Array.from(atob(teks), (c) => c.charCodeAt(0));
}
