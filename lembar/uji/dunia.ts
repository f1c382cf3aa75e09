/** A small Dinas for the tests: its keys, a village's worksheet, and answers to what a laptop hands over. */

import type { Jwk, Keluarga, Lembar, Manifes, Nilai, PutusanBaris, TandaTerima } from "../src/inti/bentuk.ts";
import { buatKunciSegel, buatKunciTanda, bukaPaket, kanonik, sha256Hex, tandaiPadat } from "../src/inti/index.ts";
import { buatPaket, type Paket } from "../src/inti/paket.ts";
import type { KunciTanda } from "../src/inti/tanda.ts";
import type { PermintaanPerangkat } from "../src/simpan/api.ts";

export const DESA = "18.04.01.2001";
export const PERIODE = "2021-kampanye";

export interface Dinas {
    registrar: KunciTanda;
    kantor: { identitas: string; umum: string };
    cadangan: { identitas: string; umum: string };
    pemulihan: { identitas: string; umum: string };
    urutan: number;
}

export async function buatDinas(): Promise<Dinas> {
    return {
        registrar: await buatKunciTanda("ES256"),
        kantor: await buatKunciSegel(),
        cadangan: await buatKunciSegel(),
        pemulihan: await buatKunciSegel(),
        urutan: 0,
    };
}

let nomor = 0;
export function uuid(): string {
    nomor += 1;
    return `017a5f36-3a60-7000-8000-${nomor.toString(16).padStart(12, "0")}`;
}

export function buatKeluarga(i: number): Keluarga {
    const nik = `18040105088${String(50000 + i).slice(-5)}`;
    return {
        id: `K${String(i).padStart(6, "0")}`,
        no_kk: "1804010508105003",
        kepala: `KEPALA ${i}`,
        alamat: "DUSUN SATU",
        dusun: "SATU",
        rt: "001",
        rw: "002",
        status: "AKTIF",
        versi: 1,
        beku_pada: null,
        verval: null,
        verval_terakhir: null,
        anggota: [1, 2, 3].map((k) => ({
            id: `I${String(i).padStart(6, "0")}-${k}`,
            nik,
            nama: `ORANG ${i} ${k}`,
            tempat_lahir: "LIWA",
            tanggal_lahir: "1985-08-05",
            jenis_kelamin: k === 1 ? "L" : "P",
            shdk: k,
            nama_ibu: "IBU CONTOH",
            pekerjaan: "PETANI",
            status_kawin: 2,
            status: "AKTIF",
            versi: 1,
        })),
        temuan: [],
        program: ["PKH"],
        jawaban: {},
    };
}

export async function buatLembar(d: Dinas, m: PermintaanPerangkat, ubah: Partial<Lembar> = {}): Promise<Lembar> {
    const klaim = {
        iss: "opensiks",
        sub: "sari",
        akun: 7,
        nama: "Sari",
        desa: [DESA],
        periode: PERIODE,
        boleh: ["verval", "usulan"],
        alg: m.alg,
        cnf: { jwk: m.jwk as unknown as Nilai },
        umum: m.umum,
        nbf: 1_600_000_000,
        exp: 2_000_000_000,
        jti: uuid(),
    };
    const daftar: Lembar["daftar"] = {
        jenis: [],
        hasil_verval: [],
        alasan_tidak_layak: [["MAMPU", "Keluarga sudah mampu."]],
        alasan_tidak_ditemukan: [["1", "Pindah."]],
        program: [["PKH", "PKH"]],
        unsur: [],
        unsur_wajib: [],
        bukti: [["KTP", "salinan KTP"]],
        bukti_wajib: { MENINGGAL: [["AKTA_KEMATIAN", "SURAT_KEMATIAN"]] },
        shdk: [],
        status_kawin: [],
        jenis_foto: [],
        status_usulan: [],
        isian: {},
    };
    return {
        bentuk: "lembar/1",
        id: uuid(),
        dibuat: "2021-07-01T08:00:00+07:00",
        versi: 1,
        periode: {
            kode: PERIODE,
            label: "Kampanye 2021",
            profil: "2021",
            mulai: "2021-07-01T00:00:00+07:00",
            tenggat_desa: "2021-08-01T00:00:00+07:00",
            tenggat_kab: "2021-08-15T00:00:00+07:00",
            zona: "Asia/Jakarta",
            terbuka: true,
        },
        desa: { kode: DESA, nama: "Contoh", sebutan: "pekon", kecamatan: "Liwa", kabupaten: "Lampung Barat" },
        operator: { akun: 7, nama: "Sari" },
        keluarga: Array.from({ length: 20 }, (_, i) => buatKeluarga(i)),
        usulan: [
            { id: "usulan:12", jenis: "PINDAH", pokok: "K000003", nama: "KEPALA 3", status: "DIAJUKAN", orang: 3, alasan: "pindah", program: "", kode_alasan: "" },
        ],
        daftar,
        aturan: {},
        wilayah: [[DESA, "Contoh"]],
        kunci: {
            kantor: [d.kantor.umum],
            cadangan: d.cadangan.umum,
            pemulihan: d.pemulihan.umum,
            registrar: { jwk: d.registrar.jwk as Jwk },
        },
        pencabutan: { versi: 0, kid: [] },
        sertifikat: await tandaiPadat(klaim, d.registrar, "opensiks-sertifikat+jwt"),
        ...ubah,
    };
}

async function kirim(d: Dinas, arah: "turun" | "tanda_terima", isi: Nilai, umum: string, lembar: string) {
    const badan = kanonik(isi);
    d.urutan += 1;
    const awal = {
        arah,
        paket: uuid(),
        periode: PERIODE,
        desa: DESA,
        kepada: { kantor: "18.04" },
        perangkat: { kid: d.registrar.kid },
        urutan: d.urutan,
        sebelum: null,
        tanda_terima: [],
        lembar: { id: lembar, bentuk: "lembar/1", kode: "a".repeat(64), aplikasi: "opensiks" },
        isi: { jumlah: 1 },
        lampiran: [],
        jumlah: {} as Manifes["jumlah"],
        waktu: { perangkat: "2021-07-02T08:00:00+07:00", server_terakhir: null, mono_ms: 0 },
    };
    return (await buatPaket(awal, badan, new Map(), d.registrar, [umum, d.pemulihan.umum])).bytes;
}

export function kirimLembar(d: Dinas, lembar: Lembar, umum: string): Promise<Uint8Array> {
    return kirim(d, "turun", lembar as unknown as Nilai, umum, lembar.id);
}

export function bukaDiDinas(d: Dinas, bytes: Uint8Array): Promise<Paket> {
    return bukaPaket(bytes, [d.kantor.identitas], { registrar: [d.registrar.jwk], kantor: "18.04", arah: "naik" });
}

/** Judges a package: everything DITERIMA, except what `lain` says. */
export async function nilai(
    d: Dinas,
    bytes: Uint8Array,
    umum: string,
    lain: (n: number) => Partial<PutusanBaris> = () => ({}),
    ubah: Partial<TandaTerima> = {},
    oleh: Dinas = d,
): Promise<Uint8Array> {
    const p = await bukaDiDinas(d, bytes);
    const putusan = p.ubahan.map((u) => ({
        id: u.id,
        n: u.n,
        putusan: "DITERIMA" as const,
        kode: "",
        kalimat: "",
        hasil: "",
        versi: 2,
        ...lain(u.n),
    }));
    const isi: TandaTerima = {
        bentuk: "tanda_terima/1",
        titipan: await sha256Hex(bytes),
        paket: p.manifes.paket,
        manifes: p.manifesSha256,
        urutan: p.manifes.urutan,
        pada: "2021-07-20T10:00:00+07:00",
        putusan,
        lampiran_kurang: p.manifes.lampiran.filter((x) => !x.ikut).map((x) => x.sha256),
        jumlah: {},
        pencabutan: { versi: 0, kid: [] },
        kunci: { kantor: [d.kantor.umum], cadangan: d.cadangan.umum, pemulihan: d.pemulihan.umum },
        sampai_n: Math.max(0, ...p.ubahan.map((u) => u.n)),
        ...ubah,
    };
    return kirim(oleh, "tanda_terima", isi as unknown as Nilai, umum, p.manifes.lembar.id);
}
