// The rules of the rulebook that a form asks while somebody types, in the words of the field. Warnings only: the server
// decides again.
import { bacaNik, daftarTanggal, isKk, isNik, type ArtiNik } from "../inti/nik";
import type { GalatIsian } from "./dasar/isian";

export { bacaNik as readNik, type ArtiNik };

/** Birth dates a NIK can mean on `pada`; the one nearest to the recorded date first, else the youngest. */
export function listTanggalNik(nik: string, pada: string, tercatat: string | null = null): string[] {
    const hasil = [...daftarTanggal(nik, pada)];
    if (!tercatat) return hasil;
    const jauh = (iso: string): number => Math.abs(Date.parse(iso) - Date.parse(tercatat));
    return hasil.sort((a, b) => jauh(a) - jauh(b));
}

const menahan = (kalimat: string, langkah: string): GalatIsian => ({ menahan: true, kalimat, langkah });
const ingat = (kalimat: string, langkah: string): GalatIsian => ({ menahan: false, kalimat, langkah });

export function checkNik(label: string, nilai: string): GalatIsian | undefined {
    if (!nilai || isNik(nilai)) return undefined;
    if (!/^\d*$/.test(nilai)) return menahan(`${label} hanya boleh angka.`, "Salin dari KTP atau KK.");
    if (nilai.length !== 16) return menahan(`${label} harus 16 angka; yang diisi ${nilai.length} angka.`, "Salin NIK dari KTP atau KK.");
    return menahan(`${label} memuat tanggal atau nomor urut yang tidak ada.`, "Periksa tiap angka dengan KTP.");
}

export function checkKk(label: string, nilai: string): GalatIsian | undefined {
    if (!nilai || isKk(nilai)) return undefined;
    return menahan(`${label} harus 16 angka dan memuat tanggal yang ada.`, "Salin nomor KK dari kartu keluarga.");
}

/** R45, R46: the NIK against what is written beside it. A look, never a wall. */
export function checkNikCocok(nik: string, lahir: string, kelamin: string, hari: string): GalatIsian | undefined {
    const arti = bacaNik(nik);
    if (!arti) return undefined;
    if (kelamin && kelamin !== arti.jenis_kelamin) return ingat(`Menurut NIK ${arti.jenis_kelamin === "L" ? "laki-laki" : "perempuan"}.`, "Lihat KTP.");
    if (lahir && !listTanggalNik(nik, hari).includes(lahir)) return ingat("Tanggal lahir tidak sama dengan NIK.", "Lihat KTP.");
    return undefined;
}
