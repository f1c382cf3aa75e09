// How big a package will be, said before anybody waits for it.
import type { Aplikasi } from "../dasar/konteks";

export interface Ukuran {
    keputusan: number;
    foto: number;
    ringan: number;
    berat: number;
}

/** The envelope pads to buckets of 12 %, the first of 16 KiB, so that size tells nothing. */
export function padSize(byte: number): number {
    let ember = 16 * 1024;
    while (ember < byte) ember = Math.ceil(ember * 1.12);
    return ember;
}

/** An estimate from what waits: lines shrink to about 30 %, photos not at all. */
export function estimateSize({ keadaan }: Pick<Aplikasi, "keadaan">): Ukuran {
    let teks = 0;
    let keputusan = 0;
    const foto = new Set<string>();
    for (const k of keadaan.ubahan.values()) {
        if (k.kirim === "diterima" || k.kirim === "ditolak") continue;
        keputusan += 1;
        teks += JSON.stringify(k.ubahan).length;
        for (const sidik of k.ubahan.lampiran) foto.add(sidik);
    }
    const ringan = padSize(Math.round(teks * 0.3) + 4096 + foto.size * 160);
    return { keputusan, foto: foto.size, ringan, berat: padSize(ringan + foto.size * 180 * 1024) };
}
