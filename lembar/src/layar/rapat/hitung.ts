// The meeting in numbers and words: the same values on the screen, on the paper and in the package. Pure.
import type { Lembar } from "../../inti/bentuk";
import type { Keadaan } from "../../inti/lipat";
import type { RapatKini } from "../../inti/lipat_rapat";
import type { UsulanKini } from "../../inti/lipat_usulan";
import { kodeRapatKurang } from "../../inti/aturan";
import { isMenunggu, SINGKAT } from "../hitung";
import type { NamaIkon } from "../dasar/ikon";
import { writeUnsur } from "./tempat";
import { REGISTRI } from "../usulan/bentuk";

/** Jenis → title on the screen, what follows a yes, what follows a no; {p} is the aid it is about. */
const AKIBAT: Readonly<Record<string, readonly [string, string, string]>> = {
    BARU: ["Usul keluarga baru", "Masuk usulan", "Tidak diusulkan"], PERBAIKAN_ID: ["Perbaikan identitas", "Data diperbaiki", "Data tetap"],
    PERBAIKAN_DATA: ["Perbaikan data rumah tangga", "Data diperbaiki", "Data tetap"], TAMBAH_ART: ["Tambah anggota", "Anggota ditambah", "Tidak ditambah"],
    PECAH_KK: ["Pecah KK", "KK dipecah", "KK tetap satu"], TIDAK_LAYAK: ["Usul tidak layak lagi", "{p} berhenti", "{p} tetap"],
    MENINGGAL: ["Meninggal", "Dicatat meninggal", "Data tetap"], PINDAH: ["Pindah", "Dicatat pindah", "Data tetap"],
    GANDA: ["Data ganda", "Satu catatan ditutup", "Keduanya tetap"], TIDAK_DITEMUKAN: ["Tidak ditemukan", "Dikeluarkan dari data", "Tetap di data"],
    PENGURUS: ["Ganti pengurus", "Pengurus diganti", "Pengurus tetap"], BANSOS_MASUK: ["Usul bantuan", "{p} diusulkan", "Tidak diusulkan"],
    BANSOS_HENTI: ["Usul henti bantuan", "{p} berhenti", "{p} tetap"], REAKTIVASI: ["Hidupkan PBI lagi", "PBI diusulkan hidup lagi", "PBI tetap nonaktif"],
};

export interface KataBaris {
    judul: string;
    setuju: string;
    tolak: string;
}

/** The words of one line on the screen that thirty people read. */
export function writeBaris(u: Pick<UsulanKini, "jenis" | "program">): KataBaris {
    if (u.program === REGISTRI) return { judul: "Usul tidak layak lagi: keluar dari data", setuju: "Keluar dari data", tolak: "Tetap di data" };
    const [judul, setuju, tolak] = AKIBAT[u.jenis] ?? [u.jenis, "Disetujui", "Ditolak"];
    const p = SINGKAT[u.program] ?? (u.program || "Semua bantuan");
    return { judul: u.program ? `${judul}: ${p}` : judul, setuju: setuju.replace("{p}", p), tolak: tolak.replace("{p}", p) };
}

/** The agenda: what waits, and what this meeting has already decided. The order chosen by hand comes first. */
export function listAgenda(keadaan: Keadaan, rapat: RapatKini, urutan: readonly string[] = [], jenis: readonly string[] = []): UsulanKini[] {
    const di = (u: UsulanKini): boolean => !u.gugur && (u.putusan ? u.putusan.rapat === rapat.id : isMenunggu(u) && !rapat.tutup);
    const letak = (u: UsulanKini): number => {
        const n = urutan.indexOf(u.ref);
        return n < 0 ? urutan.length : n;
    };
    const urutJenis = (u: UsulanKini): number => {
        const n = jenis.indexOf(u.jenis);
        return n < 0 ? jenis.length : n;
    };
    return [...keadaan.usulan.values()].filter(di).sort((a, b) => letak(a) - letak(b) || urutJenis(a) - urutJenis(b));
}

export interface Ringkasan {
    semua: number;
    setuju: number;
    tolak: number;
    tunda: number;
    belum: number;
    keberatan: number;
    orang: number;
}

/** semua = setuju + tolak + tunda + belum, always. */
export function countAgenda(agenda: readonly UsulanKini[]): Ringkasan {
    const r: Ringkasan = { semua: agenda.length, setuju: 0, tolak: 0, tunda: 0, belum: 0, keberatan: 0, orang: 0 };
    for (const u of agenda) {
        r.keberatan += u.keberatan.length;
        r.orang += u.orang;
        if (u.putusan?.hasil === "SETUJU") r.setuju += 1;
        else if (u.putusan?.hasil === "TOLAK") r.tolak += 1;
        else if (u.putusan?.hasil === "TUNDA") r.tunda += 1;
        else r.belum += 1;
    }
    return r;
}

export interface BarisJumlah {
    jenis: string;
    dibahas: number;
    setuju: number;
    tolak: number;
    tunda: number;
    orang: number;
}

/** Decisions by jenis as the berita acara prints them; undecided lines are put off when the meeting closes. */
export function countPerJenis(lembar: Lembar, agenda: readonly UsulanKini[]): { baris: BarisJumlah[]; jumlah: BarisJumlah } {
    const per = new Map<string, BarisJumlah>();
    const jumlah: BarisJumlah = { jenis: "Jumlah usulan", dibahas: 0, setuju: 0, tolak: 0, tunda: 0, orang: 0 };
    for (const [kode, kata] of lembar.daftar.jenis) per.set(String(kode), { ...jumlah, jenis: kata });
    for (const u of agenda) {
        if (!u.putusan) continue;
        const b = per.get(u.jenis) ?? { ...jumlah, jenis: u.jenis, dibahas: 0, setuju: 0, tolak: 0, tunda: 0, orang: 0 };
        per.set(u.jenis, b);
        for (const x of [b, jumlah]) {
            x.dibahas += 1;
            x.orang += u.orang;
            if (u.putusan.hasil === "SETUJU") x.setuju += 1;
            else if (u.putusan.hasil === "TOLAK") x.tolak += 1;
            else x.tunda += 1;
        }
    }
    return { baris: [...per.values()].filter((b) => b.dibahas), jumlah };
}

/** Families that stay as they are, and their persons: the last line of the table of decisions. */
export function countTetap(keadaan: Keadaan): { keluarga: number; orang: number } {
    let keluarga = 0;
    let orang = 0;
    for (const k of keadaan.keluarga.values()) {
        if (k.verval?.hasil !== "TETAP") continue;
        keluarga += 1;
        orang += k.keluarga.anggota.length;
    }
    return { keluarga, orang };
}

export interface BarisHadir {
    unsur: string;
    nama: string;
    diundang: number;
    laki: number;
    perempuan: number;
    hadir: number;
    wajib: boolean;
    bentuk: NamaIkon;
    kata: string;
}

const DIHARAP = new Set(["BPD", "WAKIL_KPM"]);

/** Every unsur, the mandatory ones first: red blocks closing (R14), yellow is written down (R15). */
export function listHadir(lembar: Lembar, rapat: RapatKini): BarisHadir[] {
    const wajib = lembar.daftar.unsur_wajib;
    const urut = [...wajib, ...lembar.daftar.unsur.map(([k]) => String(k)).filter((k) => !wajib.includes(k))];
    return urut.map((unsur) => {
        const [diundang, laki, perempuan] = rapat.kehadiran[unsur] ?? [0, 0, 0];
        const hadir = laki + perempuan;
        const w = wajib.includes(unsur);
        const [bentuk, kata]: [NamaIkon, string] = hadir ? ["selesai", w ? "Wajib, hadir" : "Hadir"] : w ? ["harus", "Wajib, belum ada"] : [DIHARAP.has(unsur) ? "perlu" : "belum", "Belum ada"];
        return { unsur, nama: writeUnsur(lembar, unsur), diundang, laki, perempuan, hadir, wajib: w, bentuk, kata };
    });
}

export interface Halangan {
    menahan: boolean;
    kalimat: string;
}

/** What blocks closing, and what is only written down (R13-R16); the rules are the core's, the words the screen's. */
export function checkTutup(hadir: readonly BarisHadir[], rapat: RapatKini, selesai: string): Halangan[] {
    const { mulai, tempat, pimpinan_nama } = rapat.isi;
    const wajib = hadir.filter((h) => h.wajib).map((h) => h.unsur);
    const kode = kodeRapatKurang({ mulai, selesai, tempat, pemimpin: pimpinan_nama, kehadiran: rapat.kehadiran, unsur_wajib: wajib });
    const absen = (siapa: (h: BarisHadir) => boolean): string[] => hadir.filter((h) => siapa(h) && !h.hadir).map((h) => h.nama);
    const kalimat: Readonly<Record<string, Halangan>> = {
        R13: { menahan: true, kalimat: selesai ? "Lengkapi waktu, tempat dan pemimpin musyawarah." : "Isi jam selesai." },
        R13a: { menahan: true, kalimat: "Isi jam selesai setelah jam mulai." },
        R14: { menahan: true, kalimat: `Catat kehadiran unsur wajib yang belum ada: ${absen((h) => h.wajib).join(", ")}.` },
        R15: { menahan: false, kalimat: `Perhatikan: ${absen((h) => DIHARAP.has(h.unsur)).join(" dan ")} tidak tercatat hadir.` },
        R16: { menahan: true, kalimat: "Isi jumlah hadir RT/RW tidak melebihi yang diundang." },
        R16a: { menahan: true, kalimat: "Jumlah hadir tidak boleh kurang dari nol." },
    };
    return kode.map((k) => kalimat[k] ?? { menahan: true, kalimat: k });
}

export const sumHadir = (hadir: readonly BarisHadir[]) =>
    hadir.reduce((j, h) => ({ diundang: j.diundang + h.diundang, laki: j.laki + h.laki, perempuan: j.perempuan + h.perempuan, hadir: j.hadir + h.hadir }), { diundang: 0, laki: 0, perempuan: 0, hadir: 0 });
