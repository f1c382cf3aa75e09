/**
 * The village's own trail at the Dinas, as its receipts showed it. Each names where that trail ended; a later answer
 * that names an earlier end, or another event at the same place, contradicts one that the Dinas signed. Pure.
 */

import type { Ujung } from "./bentuk.ts";

/** What a receipt showed, and what the package that it answers had echoed. */
export interface Ditunjukkan {
    manifes: string;
    jejak: Ujung | null;
    gema: Ujung | null;
}

export interface BedaJejak {
    sebab: "LEBIH_PENDEK" | "BERBEDA";
    /** The receipt that does not fit, by the package it answers. */
    manifes: string;
    pernah: Ujung;
    kini: Ujung;
}

export const KALIMAT_JEJAK = "Jejak di server lebih pendek dari yang pernah ditunjukkan.";
export const LANGKAH_JEJAK = "Beri tahu Dinas dan kepala desa. Buktinya ikut dalam paket berikutnya.";

/** The furthest end that was ever shown: what the next package echoes. */
export function ujungTerjauh(daftar: readonly Ditunjukkan[]): Ujung | null {
    let jauh: Ujung | null = null;
    for (const { jejak } of daftar) if (jejak !== null && jejak.seq > (jauh?.seq ?? 0)) jauh = jejak;
    return jauh;
}

/**
 * Receipts that cannot both be true. An older one that is loaded late is no contradiction: only an answer to a package
 * that had echoed a further end is. The order in which receipts were loaded does not matter.
 */
export function bandingJejak(daftar: readonly Ditunjukkan[]): BedaJejak[] {
    const hasil: BedaJejak[] = [];
    const lihat = new Map<number, Ujung>();
    for (const { manifes, jejak: kini, gema } of daftar) {
        if (kini === null) continue;
        const sama = lihat.get(kini.seq);
        if (gema !== null && kini.seq < gema.seq) hasil.push({ sebab: "LEBIH_PENDEK", manifes, pernah: gema, kini });
        else if (sama !== undefined && sama.sidik !== kini.sidik) hasil.push({ sebab: "BERBEDA", manifes, pernah: sama, kini });
        lihat.set(kini.seq, sama ?? kini);
    }
    return hasil;
}
