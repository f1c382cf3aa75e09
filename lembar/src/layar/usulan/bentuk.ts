// What the form of each jenis is made of. Labels, limits and choices come with the worksheet (`daftar.isian`); this
// table says only which parts a form has and in which order, as the online forms do.
import { pilihanBerlaku } from "../../inti/akhir";
import type { DaftarLembar, IsianLembar, Keluarga } from "../../inti/bentuk";

export const REGISTRI = "REGISTRI";

export interface BentukForm {
    /** The person it is about: must be named, may be named (else the whole family), or never. */
    orang: "wajib" | "boleh" | "tidak";
    kataOrang?: string;
    kataKeluarga?: string;
    program?: "ada" | "belum" | "ada_atau_registri";
    kataProgram?: string;
    alasanKode?: "alasan_tidak_layak" | "alasan_tidak_ditemukan";
    kataAlasan: string;
    /** Fields of the worksheet's schema, by group and name. */
    bidang?: { kelompok: string; nama: readonly string[]; wajib: readonly string[] };
    /** New people: blocks of one person each. */
    orangBaru?: "satu" | "banyak";
    /** Members that move to a new card. */
    ikut?: boolean;
    kriteria?: boolean;
    /** Only what changes is proposed. */
    perbaikan?: boolean;
}

const ALAMAT = ["alamat", "dusun", "rt", "rw"] as const;
const ORANG = ["nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "pekerjaan", "status_kawin", "shdk"] as const;
export const WAJIB_ORANG = ["nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "status_kawin", "shdk"] as const;
export const KOLOM_ORANG = ORANG;
export const SHDK_KEPALA = "1";
export const MAKS_ORANG = 12;

export const BENTUK: Readonly<Record<string, BentukForm>> = {
    BARU: {
        orang: "tidak", kataAlasan: "Keadaan keluarga", orangBaru: "banyak", kriteria: true,
        bidang: { kelompok: "KELUARGA", nama: ["no_kk", ...ALAMAT, "lintang", "bujur"], wajib: ["no_kk", "alamat"] },
    },
    PERBAIKAN_ID: {
        orang: "wajib", kataOrang: "Data siapa yang diperbaiki", kataAlasan: "Keterangan", perbaikan: true,
        bidang: { kelompok: "INDIVIDU", nama: ORANG, wajib: [] },
    },
    PERBAIKAN_DATA: {
        orang: "tidak", kataAlasan: "Keterangan", perbaikan: true,
        bidang: { kelompok: "KELUARGA", nama: ["no_kk", ...ALAMAT, "anggota_di_kk", "lintang", "bujur"], wajib: [] },
    },
    TAMBAH_ART: { orang: "tidak", kataAlasan: "Keterangan", orangBaru: "satu" },
    PECAH_KK: {
        orang: "tidak", kataAlasan: "Keterangan", ikut: true,
        bidang: { kelompok: "PECAH_KK", nama: ["no_kk", "kepala", ...ALAMAT], wajib: ["no_kk", "kepala"] },
    },
    TIDAK_LAYAK: {
        orang: "tidak", program: "ada_atau_registri", kataProgram: "Tidak layak untuk", alasanKode: "alasan_tidak_layak",
        kataAlasan: "Apa yang terlihat, siapa yang menyampaikan",
    },
    MENINGGAL: {
        orang: "wajib", kataOrang: "Siapa yang meninggal", kataAlasan: "Keterangan",
        bidang: { kelompok: "MENINGGAL", nama: ["tanggal", "kepala_baru"], wajib: ["tanggal"] },
    },
    PINDAH: {
        orang: "boleh", kataOrang: "Siapa yang pindah", kataKeluarga: "Seluruh keluarga", kataAlasan: "Keterangan",
        bidang: { kelompok: "PINDAH", nama: ["tujuan", "tanggal", "nomor_surat", ...ALAMAT], wajib: ["tujuan", "tanggal"] },
    },
    GANDA: {
        orang: "boleh", kataOrang: "Catatan yang ditutup", kataKeluarga: "Seluruh keluarga ini", kataAlasan: "Keterangan",
        bidang: { kelompok: "GANDA", nama: ["dipertahankan"], wajib: ["dipertahankan"] },
    },
    TIDAK_DITEMUKAN: { orang: "tidak", alasanKode: "alasan_tidak_ditemukan", kataAlasan: "Siapa yang ditanya" },
    PENGURUS: {
        orang: "tidak", program: "ada", kataAlasan: "Keterangan",
        bidang: { kelompok: "PENGURUS", nama: ["pengurus"], wajib: ["pengurus"] },
    },
    BANSOS_MASUK: { orang: "tidak", program: "belum", kataAlasan: "Keadaan keluarga" },
    BANSOS_HENTI: { orang: "tidak", program: "ada", alasanKode: "alasan_tidak_layak", kataAlasan: "Keterangan" },
    REAKTIVASI: {
        orang: "wajib", kataOrang: "Peserta PBI", kataAlasan: "Keterangan",
        bidang: { kelompok: "REAKTIVASI", nama: ["tanggal"], wajib: ["tanggal"] },
    },
};

/** The actions of a family's page, with the keys of the online page. */
export const AKSI: readonly (readonly [jenis: string, kata: string, kunci: string])[] = [
    ["PERBAIKAN_DATA", "Perbaiki data", "P"], ["TAMBAH_ART", "Tambah anggota", "A"], ["MENINGGAL", "Ada yang meninggal", "M"],
    ["PINDAH", "Pindah", "D"], ["GANDA", "Data ganda", "R"], ["TIDAK_DITEMUKAN", "Tidak ditemukan", "N"],
    ["TIDAK_LAYAK", "Usul tidak layak", "L"], ["PERBAIKAN_ID", "Perbaiki identitas", "I"], ["PECAH_KK", "Pecah KK", ""],
    ["BANSOS_MASUK", "Usul bantuan", ""], ["BANSOS_HENTI", "Usul henti bantuan", ""], ["PENGURUS", "Ganti pengurus", ""],
    ["REAKTIVASI", "Hidupkan PBI lagi", ""],
];
/** Who goes in and who goes out is always the forum's to say. */
export const SELALU_MUSYAWARAH: ReadonlySet<string> = new Set(["BARU", "TIDAK_LAYAK", "BANSOS_MASUK", "BANSOS_HENTI"]);

/** What the visit answers about a family that is proposed. Recorded, never a cut-off. */
export const KRITERIA: readonly (readonly [kode: string, kata: string])[] = [
    ["tempat_tinggal", "Tidak punya tempat tinggal sehari-hari"],
    ["pekerjaan", "Kepala keluarga atau pengurus tidak bekerja"],
    ["makan", "Pernah khawatir tidak makan, atau tidak makan, setahun terakhir"],
    ["pengeluaran", "Pengeluaran makan lebih dari separuh"],
    ["pakaian", "Tidak membeli pakaian setahun terakhir"],
    ["lantai", "Lantai sebagian besar tanah atau plester"],
    ["dinding", "Dinding sebagian besar bambu, kawat, papan, terpal, rumbia atau seng"],
    ["jamban", "Tidak punya jamban sendiri"],
    ["listrik", "Listrik 450 VA atau bukan PLN"],
];
/** Evidence that is an answer of the form, not a file. */
export const BUKAN_BERKAS: ReadonlySet<string> = new Set(["KRITERIA", "KOORDINAT"]);

/** Where a worksheet of an older Dinas has no schema for a field, the label still has to be one. */
const LABEL: Readonly<Record<string, Partial<IsianLembar>>> = {
    tanggal: { label: "Tanggal", macam: "tanggal" }, tujuan: { label: "Desa tujuan" }, nomor_surat: { label: "Nomor surat pindah", maks: 80 },
    kepala_baru: { label: "Kepala keluarga baru" }, kepala: { label: "Kepala keluarga baru" }, pengurus: { label: "Pengurus baru" },
    dipertahankan: { label: "Catatan yang dipertahankan" }, no_kk: { label: "Nomor KK baru", macam: "kk" }, alamat: { label: "Alamat", maks: 240 },
    dusun: { label: "Dusun", maks: 80 }, rt: { label: "RT", macam: "angka" }, rw: { label: "RW", macam: "angka" }, lintang: { label: "Lintang", macam: "derajat" },
    bujur: { label: "Bujur", macam: "derajat" }, nik: { label: "NIK", macam: "nik" }, nama: { label: "Nama", maks: 120 },
    tempat_lahir: { label: "Tempat lahir", maks: 80 }, tanggal_lahir: { label: "Tanggal lahir", macam: "tanggal" },
    jenis_kelamin: { label: "Jenis kelamin", macam: "pilihan", pilihan: [["L", "Laki-laki"], ["P", "Perempuan"]] },
    nama_ibu: { label: "Nama ibu kandung", maks: 120 }, pekerjaan: { label: "Pekerjaan", maks: 80 },
    anggota_di_kk: { label: "Jumlah anggota di KK", macam: "angka" }, shdk: { label: "Hubungan keluarga" }, status_kawin: { label: "Status kawin" },
};
const TANGGAL: Readonly<Record<string, string>> = {
    MENINGGAL: "Tanggal meninggal", PINDAH: "Tanggal pindah", REAKTIVASI: "Tanggal dinonaktifkan",
};

function findIsian(daftar: DaftarLembar, kelompok: string, nama: string): IsianLembar {
    const dari = daftar.isian[kelompok]?.find((i) => i.nama === nama) ?? daftar.isian["KELUARGA"]?.find((i) => i.nama === nama);
    const umum: IsianLembar = { nama, label: nama, macam: "teks", wajib: false, ...LABEL[nama] };
    if (nama === "shdk") umum.macam = "pilihan";
    if (nama === "status_kawin") umum.macam = "pilihan";
    const hasil: IsianLembar = { ...umum, ...dari };
    if (nama === "shdk") hasil.pilihan ??= daftar.shdk;
    if (nama === "status_kawin") hasil.pilihan ??= daftar.status_kawin;
    if (nama === "jenis_kelamin") hasil.pilihan ??= LABEL["jenis_kelamin"]?.pilihan;
    if (nama === "tanggal" && TANGGAL[kelompok]) hasil.label = TANGGAL[kelompok] ?? hasil.label;
    return hasil;
}

/** The fields of a jenis in the order of its form. */
export function listBidang(daftar: DaftarLembar, jenis: string): IsianLembar[] {
    const b = BENTUK[jenis]?.bidang;
    if (!b) return [];
    return b.nama.map((nama) => ({ ...findIsian(daftar, b.kelompok, nama), wajib: b.wajib.includes(nama) }));
}

/** The fields of one new person. */
export function listBidangOrang(daftar: DaftarLembar, jenis: string): IsianLembar[] {
    return ORANG.map((nama) => {
        const i = { ...findIsian(daftar, "INDIVIDU", nama), wajib: (WAJIB_ORANG as readonly string[]).includes(nama) };
        // One family has one head: another member cannot be a second one.
        if (nama === "shdk" && jenis === "TAMBAH_ART") i.pilihan = (i.pilihan ?? []).filter(([kode]) => String(kode) !== SHDK_KEPALA);
        return i;
    });
}

/** Programmes that may be chosen: those the family has, those it has not, and the registry itself. */
export function listProgram(daftar: DaftarLembar, jenis: string, k: Keluarga | null, hari: string): [string, string][] {
    const cara = BENTUK[jenis]?.program;
    const ada = new Set(k?.program ?? []);
    const semua = pilihanBerlaku(daftar, "program", hari).filter(([kode]) => kode !== REGISTRI);
    if (cara === "belum") return semua.filter(([kode]) => !ada.has(kode));
    const punya = semua.filter(([kode]) => ada.has(kode));
    return cara === "ada_atau_registri" ? [...punya, [REGISTRI, "Semua bantuan: keluar dari data"]] : punya;
}
