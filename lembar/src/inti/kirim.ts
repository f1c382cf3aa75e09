/** Where each ubahan is: on this laptop only, copied out, at the Dinas, settled. Pure. */

import type { PutusanBaris, TandaTerima, Ubahan } from "./bentuk.ts";

export type StatusKirim = "laptop" | "disalin" | "dinas" | "diterima" | "ditolak";

/** What is known of a made package: which ubahan it carries and how far it got. */
export interface PaketDiketahui {
    urutan: number;
    n: readonly number[];
    tersalin: string | null;
    titip: unknown;
}

const MAPAN = new Set(["DITERIMA", "SAMA", "DITOLAK"]);

export function isMapan(putusan: string): boolean {
    return MAPAN.has(putusan);
}

/**
 * The verdict that counts for every ubahan, by id: that of the receipt which the Dinas issued last, so that a line
 * which is held again after it had been accepted is shown as held. Of receipts of one moment a settled verdict stays
 * settled, and among open ones the package made last speaks. The order in which receipts are loaded does not matter.
 */
export function pilihPutusan(daftar: readonly TandaTerima[]): Map<string, PutusanBaris> {
    const urut = [...daftar].sort(
        (a, b) =>
            banding(terbit(a), terbit(b)) ||
            a.urutan - b.urutan ||
            banding(a.pada, b.pada) ||
            banding(a.manifes, b.manifes),
    );
    const hasil = new Map<string, PutusanBaris>();
    const saat = new Map<string, string>();
    for (const tanda of urut) {
        for (const baris of tanda.putusan) {
            const lama = hasil.get(baris.id);
            const lebihBaru = terbit(tanda) > (saat.get(baris.id) ?? "");
            if (lama === undefined || lebihBaru || !isMapan(lama.putusan)) hasil.set(baris.id, baris);
            saat.set(baris.id, terbit(tanda));
        }
    }
    return hasil;
}

function terbit(tanda: TandaTerima): string {
    return tanda.terbit ?? "";
}

/** Status of every ubahan, by id. */
export function hitungKirim(
    ubahan: readonly Ubahan[],
    putusan: ReadonlyMap<string, PutusanBaris>,
    paket: readonly PaketDiketahui[],
): Map<string, StatusKirim> {
    const disalin = new Set<number>();
    const dinas = new Set<number>();
    for (const p of paket) {
        if (p.titip !== null && p.titip !== undefined) for (const n of p.n) dinas.add(n);
        if (p.tersalin !== null) for (const n of p.n) disalin.add(n);
    }
    const hasil = new Map<string, StatusKirim>();
    for (const u of ubahan) {
        const v = putusan.get(u.id)?.putusan;
        if (v === "DITERIMA" || v === "SAMA") hasil.set(u.id, "diterima");
        else if (v === "DITOLAK") hasil.set(u.id, "ditolak");
        else if (v !== undefined || dinas.has(u.n)) hasil.set(u.id, "dinas");
        else hasil.set(u.id, disalin.has(u.n) ? "disalin" : "laptop");
    }
    return hasil;
}

/** Ubahan that the next package carries: all without a settled verdict, in the order they were made. */
export function belumMapan(
    ubahan: readonly Ubahan[],
    putusan: ReadonlyMap<string, PutusanBaris>,
): Ubahan[] {
    return ubahan.filter((u) => !isMapan(putusan.get(u.id)?.putusan ?? ""));
}

function banding(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
