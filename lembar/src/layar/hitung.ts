// Numbers and words about families and proposals, made once for every screen. Pure.
import type { Keluarga, Lembar, Temuan, VervalLembar } from "../inti/bentuk";
import type { Keadaan, KeluargaKini } from "../inti/lipat";
import type { UsulanKini } from "../inti/lipat_usulan";
import { countDays, today, writeDateShort, writeName } from "./dasar/tulis";

export const SINGKAT: Readonly<Record<string, string>> = { PKH: "PKH", SEMBAKO: "Sembako", PBI_JK: "PBI-JK", BST: "BST" };
export const writeProgram = (kode: readonly string[]): string => kode.map((p) => SINGKAT[p] ?? p).join(", ");

export const isAktif = (a: { status: string }): boolean => a.status === "AKTIF";
export const listAktif = (k: Keluarga): Keluarga["anggota"] => k.anggota.filter(isAktif);
/** Blocks TETAP. R49 blocks only a proposal for aid. */
export const isMenahan = (t: Temuan): boolean => t.tingkat === "B" && t.kode !== "R49";
const URUT: Readonly<Record<string, number>> = { B: 0, W: 1, I: 2 };
export const sortTemuan = (t: readonly Temuan[]): Temuan[] =>
    [...t].sort((a, b) => (URUT[a.tingkat] ?? 3) - (URUT[b.tingkat] ?? 3));
export const countPerlu = (k: Keluarga): number => k.temuan.filter((t) => t.tingkat !== "I").length;

export function lastVerval(k: Keluarga): string | null {
    const v = k.verval_terakhir as VervalLembar | string | null;
    return typeof v === "string" ? v : v ? v.pada : null;
}

/** The first day of the month after: the day on which the next families freeze. */
export function nextFreeze(hari: string): string {
    const [tahun = 0, bulan = 0] = hari.split("-").map(Number);
    return bulan === 12 ? `${tahun + 1}-01-01` : `${tahun}-${String(bulan + 1).padStart(2, "0")}-01`;
}

let ingat = { saat: 0, hari: "" };
/** Today by the laptop, asked for at most once a minute: a keystroke walks thousands of families. */
export function hariIni(): string {
    if (Date.now() - ingat.saat > 60_000) ingat = { saat: Date.now(), hari: today() };
    return ingat.hari;
}

/** Freezes on the first of next month when nobody looks at the family until then: the same words as online. */
export function isAkanBeku(k: KeluargaKini, hari = hariIni()): boolean {
    const pada = k.keluarga.beku_pada;
    return k.verval === null && pada !== null && pada > hari && pada <= nextFreeze(hari) && k.keluarga.status !== "BEKU";
}
export const isBeku = (k: KeluargaKini): boolean => k.keluarga.status === "BEKU" && k.verval === null;

export interface Maju {
    keluarga: number;
    sudah: number;
    belum: number;
    temuan: number;
    beku: number;
    orangBeku: number;
    bekuPada: string | null;
}

/** *belum* = no verdict this period; *temuan* and *beku* are of those. The same count on every screen. */
export function countMaju(keadaan: Keadaan): Maju {
    const m: Maju = { keluarga: 0, sudah: 0, belum: 0, temuan: 0, beku: 0, orangBeku: 0, bekuPada: null };
    for (const k of keadaan.keluarga.values()) {
        m.keluarga += 1;
        if (k.verval) {
            m.sudah += 1;
            continue;
        }
        m.belum += 1;
        if (countPerlu(k.keluarga)) m.temuan += 1;
        if (!isAkanBeku(k)) continue;
        m.beku += 1;
        m.orangBeku += listAktif(k.keluarga).length;
        const pada = k.keluarga.beku_pada;
        if (pada && (!m.bekuPada || pada < m.bekuPada)) m.bekuPada = pada;
    }
    return m;
}

/** "batas 12 hari lagi", "batas hari ini", "batas lewat 2 hari": days to the village's deadline by the laptop's day. */
export function writeTenggat(lembar: Lembar, hariIni: string): string {
    const sisa = countDays(hariIni, lembar.periode.tenggat_desa.slice(0, 10));
    if (sisa < 0) return `batas lewat ${-sisa} hari`;
    return sisa === 0 ? "batas hari ini" : `batas ${sisa} hari lagi`;
}

const STATUS_TUTUP = new Set(["BATAL", "DITOLAK_PUSAT", "DITETAPKAN", "DITOLAK", "SELESAI"]);
/** Waits for the meeting: our own without a decision, or the server's that it calls ready. */
export function isMenunggu(u: UsulanKini): boolean {
    if (u.gugur || u.putusan) return false;
    return u.status === "" || u.status === "SIAP_MUSDES";
}
export const isTerbuka = (u: UsulanKini): boolean => !u.gugur && !STATUS_TUTUP.has(u.status);

interface IsiMuatan {
    keluarga?: { dusun?: string; rt?: string; rw?: string };
}

const isOrang = (u: UsulanKini): boolean => u.pokok !== u.keluarga && u.pokok !== "";

/** "Keluarga Yuliana Sabri", "Suparjo Wiratman": whom a line is about. A new family is called after its head. */
export function nameUsulan(u: UsulanKini): string {
    const nama = writeName(u.nama) || "tanpa nama";
    return isOrang(u) ? nama : `Keluarga ${nama}`;
}

export function placeUsulan(u: UsulanKini, keadaan: Keadaan): { dusun: string; rt: string; rw: string } {
    const baru = (u.muatan as unknown as IsiMuatan).keluarga;
    const k = keadaan.keluarga.get(u.keluarga)?.keluarga;
    return k ? { dusun: k.dusun, rt: k.rt, rw: k.rw } : { dusun: baru?.dusun ?? "", rt: baru?.rt ?? "", rw: baru?.rw ?? "" };
}

export function findLabel(daftar: readonly (readonly [string | number, string])[], kode: string | number | null): string {
    return daftar.find(([k]) => String(k) === String(kode))?.[1] ?? String(kode ?? "");
}

/** "Tidak layak: PKH", "Tidak layak: keluar dari data". */
export function labelUsulan(lembar: Lembar, u: { jenis: string; program: string }): string {
    const jenis = findLabel(lembar.daftar.jenis, u.jenis);
    if (!u.program) return jenis;
    return `${jenis}: ${u.program === "REGISTRI" ? "keluar dari data" : (SINGKAT[u.program] ?? u.program)}`;
}

/** "Meninggal, 3 Okt 2026": what was decided, short, for the list of what is not delivered. */
export function labelPendek(lembar: Lembar, u: UsulanKini): string {
    const tanggal = u.muatan["tanggal"];
    const isi = labelUsulan(lembar, u);
    return typeof tanggal === "string" ? `${isi}, ${writeDateShort(tanggal, true)}` : isi;
}
