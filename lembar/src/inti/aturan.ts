/**
 * The few rules that help offline, as warnings: the server decides. Sentences are the server's own and come with the
 * worksheet; the shared cases of tests/cases keep the predicates equal.
 */

import { pilihanBerlaku } from "./akhir.ts";
import type { IsianLembar, KalimatAturan, Lembar, Objek, PetaIsi } from "./bentuk.ts";
import { isKk, isNik, isTanggal, umur } from "./nik.ts";

export interface Peringatan {
    kode: string;
    kalimat: string;
    langkah: string;
    /** Name of the field it is about; "" for the whole. */
    isian: string;
}

type Data = { [nama: string]: string };

/** The rule's sentence with its blanks filled; the code alone where the worksheet does not know the rule. */
export function tulisPeringatan(
    aturan: { [kode: string]: KalimatAturan },
    kode: string,
    data: Data = {},
    isian = "",
): Peringatan {
    const { kalimat = kode, langkah = "" } = aturan[kode] ?? {};
    return { kode, kalimat: kalimat.replace(/\{(\w+)\}/g, (_, nama: string) => data[nama] ?? "…"), langkah, isian };
}

const MAKS_UMUR = 120;
const NEGERI: { [sumbu: string]: [number, number] } = { lintang: [-11.5, 6.5], bujur: [94.5, 141.5] };

/** The rule that a typed value breaks, or null. `nilai` as typed; `hariIni` ISO. */
export function kodeIsian(isian: IsianLembar, nilai: string, hariIni: string): string | null {
    const teks = nilai.trim().replace(/\s+/g, " ");
    if (teks === "") return isian.wajib ? "R132" : null;
    switch (isian.macam) {
        case "nik": {
            const nomor = teks.replace(/[ .-]/g, "");
            if (!/^[0-9]{16}$/.test(nomor)) return "R42";
            return isNik(nomor) ? null : "R44";
        }
        case "kk":
            return isKk(teks.replace(/[ .-]/g, "")) ? null : "R51";
        case "tanggal":
            if (!isTanggal(teks)) return "R133";
            if (teks > hariIni) return "R56";
            return isian.nama === "tanggal_lahir" && umur(teks, hariIni) > MAKS_UMUR ? "R56" : null;
        case "pilihan":
            return isian.pilihan?.some(([kode]) => String(kode) === teks) ? null : "R59";
        case "angka":
            if (isian.nama === "anggota_di_kk") return /^[0-9]+$/.test(teks) && +teks >= 1 && +teks <= 40 ? null : "R61";
            return /^[0-9]{1,3}$/.test(teks) ? null : "R59";
        case "derajat": {
            const [bawah, atas] = NEGERI[isian.nama] ?? [-180, 180];
            const sah = /^-?[0-9]{1,3}\.[0-9]{1,6}$/.test(teks) && +teks >= bawah && +teks <= atas;
            return sah ? null : "R134";
        }
        case "teks":
            return isian.maks !== undefined && [...teks].length > isian.maks ? "R131" : null;
    }
}

export function periksaIsian(lembar: Lembar, isian: IsianLembar, nilai: string, hariIni: string): Peringatan | null {
    const kode = kodeIsian(isian, nilai, hariIni);
    const data = { isian: isian.label, batas: String(isian.maks ?? ""), nilai: nilai.slice(0, 20) };
    return kode === null ? null : tulisPeringatan(lembar.aturan, kode, data, isian.nama);
}

/** R55 for a name as written: odd signs explain more than length, length more than a single word. */
export function kodeNama(nama: string): "R55" | "R55a" | "R55b" | null {
    const rapi = nama.trim();
    if (rapi === "") return null;
    if (!/^\p{L}+$/u.test(rapi.replace(/[ '.\-/,]/g, ""))) return "R55b";
    if ([...rapi].length > 60) return "R55a";
    return rapi.includes(" ") ? null : "R55";
}

// --- usulan ------------------------------------------------------------------------------------------

/** Groups of evidence that are not there yet, each as its alternatives. */
export function buktiKurang(wajib: Lembar["daftar"]["bukti_wajib"], jenis: string, ada: readonly string[]): string[][] {
    return (wajib[jenis] ?? []).filter((kelompok) => !kelompok.some((b) => ada.includes(b)));
}

/** Kinds of evidence of a proposal: its files, and what is written in it instead. */
export function adaBukti(bukti: readonly { jenis: string }[], muatan: Objek): string[] {
    const ada = bukti.map((b) => b.jenis);
    const keluarga = (muatan["keluarga"] ?? {}) as Objek;
    if (muatan["kriteria"] && Object.keys(muatan["kriteria"]).length > 0) ada.push("KRITERIA");
    if (keluarga["lintang"] && keluarga["bujur"]) ada.push("KOORDINAT");
    return ada;
}

/** The rules of the content that a laptop can judge by itself, by code. */
export function kodeUsulan(lembar: Lembar, isi: PetaIsi["usulan"], pokok: string, hariIni: string): string[] {
    const { daftar } = lembar;
    const punya = (nama: "program" | "alasan_tidak_layak" | "alasan_tidak_ditemukan", kode: string): boolean =>
        pilihanBerlaku(daftar, nama, hariIni).some(([k]) => k === kode);
    const tanggal = String(isi.muatan["tanggal"] ?? "");
    const sudahTerjadi = isTanggal(tanggal) && tanggal <= hariIni;
    const kode: string[] = [];
    const perlu = (rule: string, benar: boolean): void => {
        if (!benar) kode.push(rule);
    };
    switch (isi.jenis) {
        case "PERBAIKAN_ID":
        case "PERBAIKAN_DATA":
            perlu("R118", Object.keys(isi.muatan).length > 0);
            break;
        case "MENINGGAL":
            perlu("R27", sudahTerjadi && tanggal >= lahirDari(lembar, pokok));
            break;
        case "PINDAH":
            perlu("R29", String(isi.muatan["tujuan"] ?? "") !== "");
            perlu("R29b", sudahTerjadi);
            break;
        case "GANDA": {
            const tetap = String(isi.muatan["dipertahankan"] ?? "");
            perlu("R30", tetap !== "" && tetap !== pokok);
            break;
        }
        case "TIDAK_LAYAK":
            perlu("R31", punya("program", isi.program) && punya("alasan_tidak_layak", isi.kode_alasan));
            break;
        case "TIDAK_DITEMUKAN":
            perlu("R119", punya("alasan_tidak_ditemukan", isi.kode_alasan));
            break;
        case "BANSOS_MASUK":
            perlu("R117", punya("program", isi.program));
            break;
        case "BANSOS_HENTI":
            perlu("R117", punya("program", isi.program));
            perlu("R31", punya("program", isi.program) && punya("alasan_tidak_layak", isi.kode_alasan));
            break;
    }
    perlu("R109", buktiKurang(daftar.bukti_wajib, isi.jenis, adaBukti(isi.bukti, isi.muatan)).length === 0);
    return kode;
}

export function periksaUsulan(lembar: Lembar, isi: PetaIsi["usulan"], pokok: string, hariIni: string): Peringatan[] {
    const label = new Map(lembar.daftar.bukti.map(([kode, nama]) => [String(kode), nama]));
    const kurang = buktiKurang(lembar.daftar.bukti_wajib, isi.jenis, adaBukti(isi.bukti, isi.muatan));
    const bukti = kurang.map((k) => k.map((b) => label.get(b) ?? b).join(" atau ")).join(", ");
    return kodeUsulan(lembar, isi, pokok, hariIni).map((kode) => tulisPeringatan(lembar.aturan, kode, { bukti }));
}

function lahirDari(lembar: Lembar, pokok: string): string {
    for (const k of lembar.keluarga) {
        const orang = k.anggota.find((a) => a.id === pokok);
        if (orang !== undefined) return orang.tanggal_lahir ?? "";
    }
    return "";
}

// --- the meeting -------------------------------------------------------------------------------------

export interface FaktaRapat {
    mulai: string;
    selesai: string;
    tempat: string;
    pemimpin: string;
    /** Per unsur: [diundang, laki, perempuan]. */
    kehadiran: { [unsur: string]: [number, number, number] };
    unsur_wajib: readonly string[];
}

const hadir = (f: FaktaRapat, unsur: string): number => {
    const [, laki, perempuan] = f.kehadiran[unsur] ?? [0, 0, 0];
    return laki + perempuan;
};

/** Rules of the record of a meeting, by code; times are "HH:MM". */
export function kodeRapatKurang(f: FaktaRapat): string[] {
    const kode: string[] = [];
    if (!f.mulai || !f.selesai || !f.tempat.trim() || !f.pemimpin.trim()) kode.push("R13");
    if (f.mulai && f.selesai && f.mulai >= f.selesai) kode.push("R13a");
    if (f.unsur_wajib.some((u) => hadir(f, u) === 0)) kode.push("R14");
    if (hadir(f, "BPD") === 0 || hadir(f, "WAKIL_KPM") === 0) kode.push("R15");
    if (hadir(f, "RT_RW") > (f.kehadiran["RT_RW"]?.[0] ?? 0)) kode.push("R16");
    if (Object.values(f.kehadiran).some((k) => k.some((n) => n < 0))) kode.push("R16a");
    return kode;
}

export function periksaRapat(lembar: Lembar, f: FaktaRapat): Peringatan[] {
    const label = new Map(lembar.daftar.unsur.map(([kode, nama]) => [String(kode), nama]));
    const unsur = f.unsur_wajib.filter((u) => hadir(f, u) === 0).map((u) => label.get(u) ?? u);
    return kodeRapatKurang(f).map((kode) => tulisPeringatan(lembar.aturan, kode, { unsur: unsur.join(", ") }));
}

/** R24a: a decision that is not a plain yes, or that somebody objected to, says why. */
export function kodePutusan(hasil: string, alasan: string, keberatan: boolean): "R24a" | null {
    return (hasil !== "SETUJU" || keberatan) && alasan.trim() === "" ? "R24a" : null;
}

// --- verval --------------------------------------------------------------------------------------------

/** Rules of recording one family, by code; dates ISO. `temuan`: its open findings. */
export function kodeVerval(f: {
    hasil: string;
    tanggal: string;
    mulai: string;
    hariIni: string;
    status: string;
    temuan: readonly { tingkat: string }[];
}): string[] {
    const kode: string[] = [];
    if (!isTanggal(f.tanggal) || f.tanggal < f.mulai || f.tanggal > f.hariIni) kode.push("R71d");
    if (f.hasil === "TETAP" && f.temuan.some((t) => t.tingkat === "B")) kode.push("R72a");
    if (f.status === "NONAKTIF") kode.push("R72b");
    return kode;
}

export function periksaVerval(lembar: Lembar, keluarga: string, isi: PetaIsi["verval"], hariIni: string): Peringatan[] {
    const k = lembar.keluarga.find((x) => x.id === keluarga);
    if (k === undefined) return [];
    const mulai = lembar.periode.mulai.slice(0, 10);
    const fakta = { ...isi, mulai, hariIni, status: k.status, temuan: k.temuan };
    const data = { mulai, hari_ini: hariIni, nama: k.kepala };
    return kodeVerval(fakta).map((kode) => tulisPeringatan(lembar.aturan, kode, data));
}
