/** A small worksheet for the tests of the screens' logic; every name and number is made up. */

import type { Anggota, Keluarga, Lembar, TandaTerima, Ubahan, UbahanBaru } from "../../src/inti/bentuk.ts";
import { lipat, type Keadaan } from "../../src/inti/lipat.ts";

export const HARI = "2026-11-22";

export function orang(n: number, ubah: Partial<Anggota> = {}): Anggota {
    return {
        id: `I${n}`, nik: `180412${String(41 + n).padStart(2, "0")}0885500${n}`, nama: `ORANG ${n}`, tempat_lahir: "LIWA", tanggal_lahir: "1985-08-01",
        jenis_kelamin: "P", shdk: 3, nama_ibu: "IBU", pekerjaan: "PETANI", status_kawin: 2, status: "AKTIF", versi: 1, ...ubah,
    };
}

export function keluarga(id: string, ubah: Partial<Keluarga> = {}): Keluarga {
    return {
        id, no_kk: "1804120101155001", kepala: "SITI AMINAH", alamat: "JALAN PEKON", dusun: "TEGAL ARUM", rt: "003", rw: "002", status: "AKTIF", versi: 4,
        beku_pada: "2027-01-01", verval: null, verval_terakhir: "2026-09-19", anggota: [orang(1, { shdk: 1, nama: "SITI AMINAH" }), orang(2), orang(3)],
        temuan: [], program: ["PKH", "PBI_JK"], jawaban: {}, ...ubah,
    };
}

export function lembar(ubah: Partial<Lembar> = {}): Lembar {
    return {
        bentuk: "lembar/1", id: "l1", dibuat: "2026-11-01T08:00:00+07:00", versi: 1,
        periode: { kode: "2026-4", label: "Oktober–Desember 2026", profil: "2026", mulai: "2026-10-01T00:00:00+07:00", tenggat_desa: "2026-12-04T23:59:00+07:00", tenggat_kab: "2026-12-20T00:00:00+07:00", zona: "Asia/Jakarta", terbuka: true },
        desa: { kode: "18.04.12.2001", nama: "Way Suluh", sebutan: "pekon", kecamatan: "Kebun Tebu", kabupaten: "Lampung Barat" },
        operator: { akun: 7, nama: "Sarmini" },
        keluarga: [keluarga("K1"), keluarga("K2", { kepala: "BEJO SANTIKA", rt: "001", anggota: [orang(4, { shdk: 1, nama: "BEJO SANTIKA" })], program: [] })],
        usulan: [{ id: "usulan:12", jenis: "TIDAK_LAYAK", pokok: "K2", nama: "BEJO SANTIKA", status: "SIAP_MUSDES", orang: 1, alasan: "bengkel", program: "PKH", kode_alasan: "MAMPU" }],
        daftar: {
            jenis: [["BARU", "Keluarga baru"], ["PERBAIKAN_ID", "Perbaikan identitas"], ["TIDAK_LAYAK", "Tidak layak"], ["MENINGGAL", "Meninggal"]],
            hasil_verval: [["TETAP", "Ditemukan, tetap"]], alasan_tidak_layak: [["MAMPU", "Keluarga sudah mampu."]], alasan_tidak_ditemukan: [["1", "Pindah."]],
            program: [["PKH", "Program Keluarga Harapan"], ["SEMBAKO", "Sembako"], ["PBI_JK", "PBI"], ["REGISTRI", "Keluar dari data"]],
            unsur: [["KADES_LURAH", "kepala desa/lurah atau wakilnya"], ["OPERATOR", "operator"], ["RT_RW", "RT/RW"], ["BPD", "BPD"], ["WAKIL_KPM", "wakil keluarga yang diusulkan"]],
            unsur_wajib: ["KADES_LURAH", "OPERATOR", "RT_RW"], bukti: [["KTP", "salinan KTP"], ["KK", "salinan KK"], ["KRITERIA", "jawaban kriteria"], ["SURAT_KEMATIAN", "surat kematian"]],
            bukti_wajib: { MENINGGAL: [["SURAT_KEMATIAN"]], BARU: [["KTP"], ["KRITERIA"]] }, shdk: [[1, "kepala keluarga"], [3, "istri"]], status_kawin: [[1, "belum kawin"], [2, "kawin"]],
            jenis_foto: [["RUMAH", "rumah"]], status_usulan: [], isian: {},
        },
        aturan: {}, wilayah: [["18.04.12.2001", "Way Suluh"]], kunci: { kantor: [], cadangan: "", pemulihan: "" }, pencabutan: { versi: 0, kid: [] }, sertifikat: "", ...ubah,
    };
}

export function ubahan(n: number, baru: UbahanBaru): Ubahan {
    return { id: `u${n}`, dasar: {}, perlu: [], lampiran: [], sv: 1, n, pada: "2026-11-22T09:00:00+07:00", ...baru } as Ubahan;
}

export const keadaan = (l: Lembar, daftar: Ubahan[] = [], tanda: TandaTerima[] = []): Keadaan => lipat(l, daftar, tanda);
