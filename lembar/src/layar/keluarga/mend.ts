// What mends a finding without a line: a field, equal answers, or the way to the form. Pure; keyed by the rule.
// Whatever changes data becomes a proposal; an answer that says the record is right becomes a note for the Dinas.
import type { Anggota, Keluarga, Temuan } from "../../inti/bentuk";
import { lowerFirst, writeDate, writeName } from "../dasar/tulis";

export interface Jawab {
    kata: string;
    /** Proposes this value for this field of the person. */
    kolom?: string;
    nilai?: string;
    /** The record is right: written down as a note. */
    benar?: boolean;
    /** Leads to the form of a jenis. */
    jenis?: string;
    individu?: string;
}
export interface Mend {
    /** A field to fill in, with the jenis that carries it. */
    isi?: { jenis: "PERBAIKAN_ID" | "PERBAIKAN_DATA"; kolom: string };
    jawab: Jawab[];
}

const BELUM: Jawab = { kata: "KTP belum dilihat" };
const WAJIB: readonly (readonly [kata: string, kolom: string, perorangan: boolean])[] = [
    ["nama ibu kandung", "nama_ibu", true], ["tempat lahir", "tempat_lahir", true], ["tanggal lahir", "tanggal_lahir", true],
    ["jenis kelamin", "jenis_kelamin", true], ["hubungan keluarga", "shdk", true], ["status kawin", "status_kawin", true],
    ["nomor kk", "no_kk", false], ["alamat", "alamat", false], ["nama", "nama", true],
];
const TAG: Readonly<Record<string, string>> = {
    R28: "Kepala keluarga meninggal", R28a: "Pengurus meninggal", R32: "Pekerjaan perlu dilihat", R42: "NIK tidak 16 angka",
    R42a: "NIK tidak 16 angka", R42b: "NIK tidak 16 angka", R43: "NIK tidak mungkin", R44: "NIK tidak mungkin",
    R45: "Jenis kelamin beda NIK", R46: "Tgl lahir beda NIK", R47: "Tgl lahir tertukar", R48: "NIK dari daerah lain",
    R48a: "Wilayah NIK tidak dikenal", R49: "Tanpa NIK", R50: "NIK dipakai lebih dari 1 orang", R51: "No. KK tidak mungkin",
    R51a: "No. KK perlu dilihat", R52: "Ada di beberapa keluarga", R53: "Kepala keluarga tidak satu", R55: "Nama perlu dilihat",
    R55a: "Nama perlu dilihat", R55b: "Nama perlu dilihat", R56: "Umur tidak wajar", R56a: "Umur tidak wajar",
    R56b: "Tgl lahir belum terjadi", R57: "Umur ibu tidak wajar", R57a: "Umur ibu tidak wajar", R58: "Isian kurang",
    R58a: "Isian tidak perlu", R59: "Kode tidak dikenal", R60: "Status hamil perlu dilihat", R60a: "Status hamil perlu dilihat",
    R61: "Jumlah anggota beda", R61a: "Jumlah keluarga beda", R62: "Anggota KK kurang",
};

/** The list's short words for a finding. */
export function tagTemuan(t: Temuan): string {
    const ada = TAG[t.kode];
    if (ada) return ada;
    const kosong = t.kode === "R54" ? findWajib(t)?.[0] : undefined;
    if (kosong) return kosong === "nama ibu kandung" ? "Ibu kandung kosong" : `${kosong.charAt(0).toUpperCase()}${kosong.slice(1)} kosong`;
    const awal = t.kalimat.split(". ")[0] ?? t.kalimat;
    return awal.length > 30 ? `${awal.slice(0, 29).trimEnd()}…` : awal.replace(/\.$/, "");
}

const findWajib = (t: Temuan) => WAJIB.find(([kata]) => t.kalimat.toLowerCase().startsWith(kata));

/** The sentence with names as people write them; one that names nobody says first whom it is about. */
export function sayTemuan(t: Temuan, k: Keluarga): { judul: string; petunjuk: string } {
    const a = k.anggota.find((o) => o.id === t.individu);
    let kalimat = t.kalimat;
    if (a?.nama.trim() && !kalimat.includes(a.nama)) kalimat = `${a.nama}: ${lowerFirst(kalimat)}`;
    for (const nama of [...new Set(k.anggota.map((o) => o.nama).filter((n) => n.trim()))].sort((x, y) => y.length - x.length))
        kalimat = kalimat.split(nama).join(writeName(nama));
    const [judul = "", ...sisa] = kalimat.split(". ");
    return { judul: judul.replace(/\.$/, ""), petunjuk: sisa.join(". ") };
}

const id = (kolom: string): Mend => ({ isi: { jenis: "PERBAIKAN_ID", kolom }, jawab: [] });
const data = (kolom: string): Mend => ({ isi: { jenis: "PERBAIKAN_DATA", kolom }, jawab: [] });
const ke = (jenis: string, kata: string, benar?: string): Mend => ({
    jawab: [{ kata, jenis }, ...(benar ? [{ kata: benar, benar: true }] : [])],
});

/** `lahirNik`: the birth date that the person's NIK says, ISO; "" when it says none. */
export function makeMend(t: Temuan, k: Keluarga, a: Anggota | undefined, lahirNik: string, hariIni: string): Mend {
    const atau = (benar: string, kata: string): Mend => ({
        jawab: [{ kata: benar, benar: true }, { kata, jenis: "PERBAIKAN_ID", individu: a?.id ?? "" }],
    });
    switch (t.kode) {
        case "R42": case "R42a": case "R42b": case "R43": case "R44": case "R49": return id("nik");
        case "R45":
            return { jawab: [["Laki-laki", "L"], ["Perempuan", "P"]].map(([kata = "", nilai = ""]): Jawab =>
                (a?.jenis_kelamin === nilai ? { kata, benar: true } : { kata, kolom: "jenis_kelamin", nilai })).concat(BELUM) };
        case "R46": case "R47": {
            const jawab: Jawab[] = a?.tanggal_lahir ? [{ kata: writeDate(a.tanggal_lahir), benar: true }] : [];
            if (lahirNik && lahirNik !== a?.tanggal_lahir && lahirNik <= hariIni) jawab.push({ kata: writeDate(lahirNik), kolom: "tanggal_lahir", nilai: lahirNik });
            return { jawab: [...jawab, BELUM] };
        }
        case "R48a": return atau("NIK sudah benar", "Isi NIK");
        case "R51": return data("no_kk");
        case "R51a": return { jawab: [{ kata: "Nomor sudah benar", benar: true }, { kata: "Isi No. KK", jenis: "PERBAIKAN_DATA" }] };
        case "R54": {
            const w = findWajib(t);
            return w ? (w[2] ? id(w[1]) : data(w[1])) : ke("PERBAIKAN_DATA", "Perbaiki data");
        }
        case "R53": return { jawab: k.anggota.slice(0, 4).map((o) => ({ kata: `Perbaiki hubungan ${writeName(o.nama)}`, jenis: "PERBAIKAN_ID", individu: o.id })) };
        case "R55": case "R55a": case "R55b": return atau("Nama sudah benar", "Perbaiki nama");
        case "R56": case "R56b": return id("tanggal_lahir");
        case "R56a": return atau("Umur sudah benar", "Perbaiki tanggal");
        case "R56c": return atau("Sudah benar", "Pilih kepala keluarga");
        case "R57": case "R57a": return atau("Benar", "Perbaiki");
        case "R28": case "R28a": return ke("PENGURUS", "Usul pengurus baru");
        case "R32": return ke("TIDAK_LAYAK", "Usul tidak layak", "Bukan lagi");
        case "R50": case "R52": return ke("GANDA", "Bandingkan keduanya");
        case "R60": case "R60a": return { jawab: [{ kata: "Benar", benar: true }] };
        case "R61": return data("anggota_di_kk");
        case "R62": return ke("TAMBAH_ART", "Tambah anggota", "Memang 1 orang");
        default: return { jawab: [] };
    }
}
