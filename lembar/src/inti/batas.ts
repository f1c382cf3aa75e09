/** Limits of opensiks-paket/1 and why a package is refused. The server's `rules/paket.py` holds the same. */

export const BENTUK = "opensiks-paket/1";
export const MIMETYPE = "application/vnd.opensiks.paket+zip";

export const MAKS_BERKAS = 25 * 1024 ** 2;
export const MAKS_ISI = 100 * 1024 ** 2;
export const MAKS_ENTRI = 2_000;
export const MAKS_RASIO = 100;
export const MAKS_MANIFES = 256 * 1024;
export const MAKS_BARIS = 16 * 1024;
export const MAKS_UBAHAN = 20_000;
export const MAKS_FOTO = 300 * 1024;
export const MAKS_PDF = 2 * 1024 ** 2;
export const MAKS_DALAM = 8;
export const MAKS_PENERIMA = 16;
export const UNDAK_PERTAMA = 16 * 1024;

/** The smallest step that holds `ukuran` bytes: 16 KiB, then 12 % more each time, rounded down. */
export function undak(ukuran: number): number {
    let langkah = UNDAK_PERTAMA;
    while (langkah < ukuran) langkah = Math.floor((langkah * 28) / 25);
    return langkah;
}

export type KodePaket = "RUSAK" | "ASING" | "SALAH_BENTUK" | "BATAS" | "TANDA_TANGAN" | "SERTIFIKAT";

const KALIMAT: { [K in KodePaket]: [string, string] } = {
    RUSAK: [
        "Berkas rusak, terpotong, atau bukan paket OpenSIKS.",
        "Salin ulang berkas itu, lalu muat lagi.",
    ],
    ASING: [
        "Paket ini disegel untuk kantor atau perangkat lain.",
        "Minta berkas yang dibuat untuk laptop ini.",
    ],
    SALAH_BENTUK: [
        "Isi paket tidak menurut bentuk opensiks-paket/1.",
        "Perbarui lembar kerja, lalu muat lagi.",
    ],
    BATAS: ["Paket melampaui batas ukuran atau jumlah.", "Minta berkas baru dari Dinas."],
    TANDA_TANGAN: [
        "Tanda tangan paket tidak cocok dengan isinya.",
        "Jangan pakai berkas ini; minta yang baru dari Dinas.",
    ],
    SERTIFIKAT: [
        "Sertifikat perangkat tidak berlaku untuk paket ini.",
        "Minta Dinas mendaftarkan laptop ini lagi.",
    ],
};

/** A package that is not opened. `letak` names the place, without personal data. */
export class PaketDitolak extends Error {
    override name = "PaketDitolak";
    readonly kalimat: string;
    readonly langkah: string;

    constructor(
        readonly kode: KodePaket,
        readonly letak = "",
    ) {
        super(letak ? `${kode}: ${letak}` : kode);
        [this.kalimat, this.langkah] = KALIMAT[kode];
    }
}

export function tolak(kode: KodePaket, letak: string): never {
    throw new PaketDitolak(kode, letak);
}

export function dalamBatas(nilai: number, batas: number, letak: string): void {
    if (nilai > batas) tolak("BATAS", letak);
}
