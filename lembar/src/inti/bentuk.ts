/** The shapes of everything that travels in a package or stands in the worksheet. Types only; no code. */

export type * from "./bentuk_terima.ts";

export type Nilai = null | boolean | number | string | Nilai[] | { [kunci: string]: Nilai };
export type Objek = { [kunci: string]: Nilai };

export type Arah = "naik" | "turun" | "tanda_terima";
export type Alg = "ES256" | "Ed25519";

/** Public key in the only shape that is sent: P-256 or Ed25519. */
export interface Jwk {
    kty: string;
    crv: string;
    x: string;
    y?: string;
    [lain: string]: Nilai | undefined;
}

// --- one operation ---------------------------------------------------------------------------------

export interface BuktiIsi {
    jenis: string;
    sha256: string;
    nama: string;
}

/** What each kind of ubahan carries. */
export interface PetaIsi {
    verval: { hasil: string; tanggal: string; catatan: string };
    batal_verval: { alasan: string };
    usulan: {
        jenis: string;
        program: string;
        kode_alasan: string;
        alasan: string;
        muatan: Objek;
        bukti: BuktiIsi[];
    };
    tarik: { alasan: string };
    foto: { jenis: string; sha256: string };
    catatan: { isi: string };
    musyawarah: {
        tanggal: string;
        mulai: string;
        tempat: string;
        pimpinan_nama: string;
        pimpinan_jabatan: string;
        catatan: string;
    };
    /** Per unsur: [diundang, laki, perempuan]. */
    kehadiran: { unsur: { [unsur: string]: [number, number, number] } };
    keberatan: { musyawarah: string; isi: string; nama: string; dirahasiakan: boolean };
    putusan: { musyawarah: string; hasil: string; alasan: string };
    tutup: { selesai: string; catatan: string; kode_daftar: string };
    /** With a berita acara: the code on that paper, and who signed it. */
    berkas: { guna: "BERITA_ACARA" | "DAFTAR_HADIR" | "FOTO"; sha256: string } & {
        kode_daftar?: string; ttd_kades?: boolean; ttd_operator?: boolean; halaman?: number };
    cabut: { alasan: string };
    /** The laptop was opened without its PIN, with the village's paper key or one of the Dinas. */
    pemulihan: { cara: "KERTAS" | "DINAS"; pada: string };
}

export type JenisUbahan = keyof PetaIsi;

export type Ubahan<J extends JenisUbahan = JenisUbahan> = {
    [K in J]: {
        id: string;
        n: number;
        sv: number;
        jenis: K;
        pokok: string;
        dasar: Objek;
        isi: PetaIsi[K];
        perlu: string[];
        lampiran: string[];
        pada: string;
    };
}[J];

/** What a form hands over; the store adds n, pada, and id when none was chosen at the form's opening. */
export type UbahanBaru<J extends JenisUbahan = JenisUbahan> = {
    [K in J]: {
        id?: string;
        jenis: K;
        pokok: string;
        dasar?: Objek;
        isi: PetaIsi[K];
        perlu?: string[];
    };
}[J];

// --- manifest ----------------------------------------------------------------------------------------

export interface LampiranManifes {
    sha256: string;
    ukuran: number;
    jenis: string;
    guna: string;
    ikut: boolean;
}

export interface JumlahPaket {
    verval: number;
    usulan: number;
    musyawarah: number;
    putusan: number;
    lain: number;
    orang: number;
}

export interface Manifes {
    bentuk: string;
    arah: Arah;
    paket: string;
    periode: string;
    desa: string;
    kepada: { kantor: string; kunci: string[] };
    perangkat: { kid: string; sertifikat?: string };
    urutan: number;
    sebelum: string | null;
    tanda_terima: string[];
    lembar: { id: string; bentuk: string; kode: string; aplikasi: string };
    isi: { nama: string; sha256: string; ukuran: number; jumlah: number };
    lampiran: LampiranManifes[];
    jumlah: JumlahPaket;
    waktu: { perangkat: string; server_terakhir: string | null; mono_ms: number };
    /** The furthest end of the village's trail that a receipt showed. */
    gema?: Ujung;
}

/** Where a trail ends: how many events, and the hash of the last one. */
export interface Ujung {
    seq: number;
    sidik: string;
}

export interface Sertifikat {
    iss: string;
    sub: string;
    akun: number;
    nama: string;
    desa: string[];
    periode: string;
    boleh: string[];
    alg: Alg;
    cnf: { jwk: Jwk };
    umum: string;
    nbf: number;
    exp: number;
    jti: string;
}

// --- worksheet ---------------------------------------------------------------------------------------

export interface VervalLembar {
    hasil: string;
    pada: string;
    oleh: string;
}

export interface Anggota {
    id: string;
    nik: string;
    nama: string;
    tempat_lahir: string;
    tanggal_lahir: string | null;
    jenis_kelamin: string;
    shdk: number | string | null;
    nama_ibu: string;
    pekerjaan: string;
    status_kawin: number | string | null;
    status: string;
    versi: number;
}

export interface Temuan {
    kode: string;
    tingkat: string;
    kalimat: string;
    langkah: string;
    individu: string | null;
}

export interface Keluarga {
    id: string;
    no_kk: string;
    kepala: string;
    alamat: string;
    dusun: string;
    rt: string;
    rw: string;
    status: string;
    versi: number;
    beku_pada: string | null;
    verval: VervalLembar | null;
    /** Day of the last one of any period. */
    verval_terakhir: string | null;
    anggota: Anggota[];
    temuan: Temuan[];
    program: string[];
    jawaban: Objek;
}

export interface UsulanLembar {
    id: string;
    jenis: string;
    pokok: string;
    nama: string;
    status: string;
    orang: number;
    alasan: string;
    program: string;
    kode_alasan: string;
}

export interface IsianLembar {
    nama: string;
    label: string;
    macam: "teks" | "tanggal" | "pilihan" | "nik" | "kk" | "angka" | "derajat";
    pilihan?: Pilihan[];
    maks?: number;
    wajib: boolean;
}

/** A code and its label. */
export type Pilihan = [string | number, string];

export interface DaftarLembar {
    jenis: Pilihan[];
    hasil_verval: Pilihan[];
    alasan_tidak_layak: Pilihan[];
    alasan_tidak_ditemukan: Pilihan[];
    program: Pilihan[];
    unsur: Pilihan[];
    unsur_wajib: string[];
    bukti: Pilihan[];
    /** Per jenis usulan: groups, one kind of each group is needed. */
    bukti_wajib: { [jenis: string]: string[][] };
    shdk: Pilihan[];
    status_kawin: Pilihan[];
    jenis_foto: Pilihan[];
    status_usulan: Pilihan[];
    isian: { [kelompok: string]: IsianLembar[] };
    /** List → code → [last day on which it is chosen, what is chosen since or ""]. */
    akhir?: { [daftar: string]: { [kode: string]: [string, string] } };
}

export interface KalimatAturan {
    kalimat: string;
    langkah: string;
}

export interface KunciLembar {
    kantor: string[];
    cadangan: string;
    pemulihan: string;
    registrar?: { jwk: Jwk };
}

export interface Pencabutan {
    versi: number;
    kid: string[];
}

export interface Lembar {
    bentuk: string;
    id: string;
    dibuat: string;
    versi: number;
    periode: {
        kode: string;
        label: string;
        profil: string;
        mulai: string;
        tenggat_desa: string;
        tenggat_kab: string;
        zona: string;
        terbuka: boolean;
    };
    desa: { kode: string; nama: string; sebutan: string; kecamatan: string; kabupaten: string };
    operator: { akun: number; nama: string };
    keluarga: Keluarga[];
    usulan: UsulanLembar[];
    daftar: DaftarLembar;
    aturan: { [kode: string]: KalimatAturan };
    wilayah: [string, string][];
    kunci: KunciLembar;
    pencabutan: Pencabutan;
    sertifikat: string;
}
