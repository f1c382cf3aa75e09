/** What the next package carries: every ubahan not settled yet, within the limits, and which photos go along. */

import { MAKS_UBAHAN } from "./batas.ts";
import type { Lembar, LampiranManifes, Ubahan } from "./bentuk.ts";

/** Names of attachments in one manifest: 190 bytes each, a third more in base64, below 256 KiB. */
export const MAKS_LAMPIRAN = 900;
/** Bytes of photos in one package; the rest of 25 MiB is for armour (a third more), lines and padding. */
export const MAKS_FOTO_PAKET = 15 * 1024 ** 2;
/** Bytes of lines: in armour and padded they must stay below the limit together with the photos. */
const MAKS_BADAN = 24 * 1024 ** 2;

export interface LampiranDiketahui {
    sha256: string;
    ukuran: number;
    jenis: string;
    guna: string;
}

/**
 * The ubahan to pack, by n. When not all of them fit, those that never travelled go first, so that every package
 * brings something away; otherwise it is simply all of them.
 */
export function pilihUbahan(belum: readonly Ubahan[], pernah: ReadonlySet<number>, ukuran: (u: Ubahan) => number): Ubahan[] {
    const urut = [...belum].sort((a, b) => Number(pernah.has(a.n)) - Number(pernah.has(b.n)) || a.n - b.n);
    const lampiran = new Set<string>();
    const terpilih: Ubahan[] = [];
    let bytes = 0;
    for (const u of urut) {
        const baru = u.lampiran.filter((s) => !lampiran.has(s));
        bytes += ukuran(u);
        const penuh = terpilih.length >= MAKS_UBAHAN || lampiran.size + baru.length > MAKS_LAMPIRAN || bytes > MAKS_BADAN;
        if (penuh) break;
        for (const s of baru) lampiran.add(s);
        terpilih.push(u);
    }
    return terpilih.sort((a, b) => a.n - b.n);
}

/**
 * The manifest's attachments. With `foto` the bytes of those that the office lacks go along, newest need first:
 * `sudah` are those that a receipt did not miss, `pernah` those that travelled before.
 */
export function pilihLampiran(
    ubahan: readonly Ubahan[],
    dikenal: ReadonlyMap<string, LampiranDiketahui>,
    opsi: { foto: boolean; sudah: ReadonlySet<string>; pernah: ReadonlySet<string> },
): LampiranManifes[] {
    const sidik = [...new Set(ubahan.flatMap((u) => u.lampiran))].filter((s) => dikenal.has(s));
    const urut = [...sidik].sort((a, b) => Number(opsi.pernah.has(a)) - Number(opsi.pernah.has(b)));
    const ikut = new Set<string>();
    let bytes = 0;
    for (const s of opsi.foto ? urut : []) {
        const { ukuran } = dikenal.get(s) as LampiranDiketahui;
        if (opsi.sudah.has(s) || bytes + ukuran > MAKS_FOTO_PAKET) continue;
        ikut.add(s);
        bytes += ukuran;
    }
    return sidik.map((s) => ({ ...(dikenal.get(s) as LampiranDiketahui), ikut: ikut.has(s) }));
}

/** People whose families were looked at in these lines: what the village head counts on paper. */
export function hitungOrang(ubahan: readonly Ubahan[], lembar: Lembar | null): number {
    const besar = new Map(lembar?.keluarga.map((k) => [k.id, k.anggota.length]));
    const keluarga = new Set(ubahan.filter((u) => u.jenis === "verval").map((u) => u.pokok));
    return [...keluarga].reduce((n, id) => n + (besar.get(id) ?? 0), 0);
}

/** What a file is for, in the manifest: the kind of evidence, or the paper of the meeting. */
export function gunaLampiran(u: Ubahan, sha256: string): string {
    if (u.jenis === "usulan") return u.isi.bukti.find((b) => b.sha256 === sha256)?.jenis ?? "LAINNYA";
    if (u.jenis === "foto") return u.isi.jenis;
    return u.jenis === "berkas" ? u.isi.guna : "LAINNYA";
}
