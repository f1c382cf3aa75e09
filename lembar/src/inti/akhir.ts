/** Codes that are no longer chosen after a day; the worksheet does not offer them, the server holds them. Pure. */

import type { DaftarLembar, Pilihan } from "./bentuk.ts";

type DenganAkhir = "jenis" | "hasil_verval" | "alasan_tidak_layak" | "alasan_tidak_ditemukan" | "program" | "bukti" | "jenis_foto";

/** The code may be chosen on that day (ISO). An older worksheet knows no ends. */
export function isBerlaku(daftar: Pick<DaftarLembar, "akhir">, nama: DenganAkhir, kode: string, hari: string): boolean {
    const akhir = daftar.akhir?.[nama]?.[kode];
    return akhir === undefined || hari <= akhir[0];
}

/** The choices of a list on a day, as text. */
export function pilihanBerlaku(daftar: DaftarLembar, nama: DenganAkhir, hari: string): [string, string][] {
    const semua: readonly Pilihan[] = daftar[nama];
    return semua.map(([k, kata]): [string, string] => [String(k), kata]).filter(([k]) => isBerlaku(daftar, nama, k, hari));
}
