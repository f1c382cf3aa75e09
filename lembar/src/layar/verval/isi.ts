// A visit as an ubahan, with what the operator saw. Pure.
import { isTanggal } from "../../inti/nik";
import type { Lembar, Objek, UbahanBaru } from "../../inti/bentuk";
import type { KeluargaKini } from "../../inti/lipat";
import type { GalatIsian } from "../dasar/isian";
import { today, writeDate } from "../dasar/tulis";

/** What stood there when the decision was made: the Dinas compares it with what stands there now. */
export function readDasar(k: KeluargaKini): Objek {
    const v = k.keluarga.verval;
    return { versi: k.keluarga.versi, status: k.keluarga.status, verval: v ? { hasil: v.hasil, pada: v.pada } : null };
}

export function composeVerval(
    k: KeluargaKini, isi: { hasil: string; tanggal: string; catatan: string }, id?: string,
): UbahanBaru<"verval"> {
    const baru: UbahanBaru<"verval"> = {
        jenis: "verval", pokok: k.keluarga.id, dasar: readDasar(k),
        isi: { hasil: isi.hasil, tanggal: isi.tanggal, catatan: isi.catatan.normalize("NFC").trim() },
    };
    return id ? { ...baru, id } : baru;
}

export function composeBatal(k: KeluargaKini, alasan: string): UbahanBaru<"batal_verval"> {
    return { jenis: "batal_verval", pokok: k.keluarga.id, dasar: readDasar(k), isi: { alasan } };
}

/** Today, but never before the worksheet was made: a clock that stands in another year puts no visit there. */
export function visitDay(lembar: Lembar): string {
    const dibuat = lembar.dibuat.slice(0, 10);
    const hari = today();
    return hari < dibuat ? dibuat : hari;
}

/** A day of the period that has come; the server has the last word (a wrong clock refuses nobody). */
export function checkTanggal(tanggal: string, lembar: Lembar, hariIni: string): GalatIsian | undefined {
    if (!isTanggal(tanggal)) return { menahan: true, kalimat: "Isi tanggal kunjungan." };
    const mulai = lembar.periode.mulai.slice(0, 10);
    if (tanggal > hariIni) return { menahan: true, kalimat: "Tanggal kunjungan belum terjadi.", langkah: "Periksa tanggalnya." };
    if (tanggal < mulai) return { menahan: false, kalimat: `Tanggal ini sebelum periode dibuka, ${writeDate(mulai)}.`, langkah: "Dinas akan memeriksanya." };
    return undefined;
}
