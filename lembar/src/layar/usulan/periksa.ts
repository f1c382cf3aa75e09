// What is wrong with a form before it is saved. Nonsense is refused here; what needs the registry is only a warning,
// because the server decides it. Pure.
import { adaBukti, buktiKurang, kodeIsian } from "../../inti/aturan";
import { bacaNik, daftarTanggal, umur } from "../../inti/nik";
import type { IsianLembar, Lembar } from "../../inti/bentuk";
import type { Keadaan, KeluargaKini } from "../../inti/lipat";
import type { GalatIsian } from "../dasar/isian";
import { maskNik, writeDate, writeName } from "../dasar/tulis";
import { isTerbuka } from "../hitung";
import { BENTUK, BUKAN_BERKAS, listBidang, listBidangOrang, SHDK_KEPALA } from "./bentuk";
import { listPerubahan, type IsiForm } from "./isi";

/** Errors and warnings by the id of their field: "bidang-tanggal", "orang-0-nik", "program", "umum". */
export type Galat = Record<string, GalatIsian>;

const CONTOH: Readonly<Record<string, string>> = { lintang: "-5.032100", bujur: "104.081200" };
const tahan = (kalimat: string, langkah = ""): GalatIsian => ({ menahan: true, kalimat, langkah });
const lihat = (kalimat: string, langkah = ""): GalatIsian => ({ menahan: false, kalimat, langkah });
const polos = (nilai: string): string => nilai.replace(/[ .-]/g, "");

/** One field by its kind: the rule is the core's, the words name the field. */
export function checkBidang(i: IsianLembar, mentah: string, hari: string): GalatIsian | undefined {
    const kode = kodeIsian(i, mentah, hari);
    if (!kode) return undefined;
    const nilai = mentah.trim();
    const { kalimat, langkah = "" } = KATA[kode]?.(i, nilai, hari) ?? { kalimat: "belum benar." };
    return tahan(`${i.label} ${kalimat}`, langkah);
}

type Kata = (i: IsianLembar, nilai: string, hari: string) => { kalimat: string; langkah?: string };
const KATA: Readonly<Record<string, Kata>> = {
    R132: () => ({ kalimat: "harus diisi." }),
    R131: (i) => ({ kalimat: `terlalu panjang; paling banyak ${i.maks} huruf.` }),
    R42: (_, nilai) => ({ kalimat: /^\d*$/.test(polos(nilai)) ? `harus 16 angka; yang diisi ${polos(nilai).length} angka.` : "hanya boleh angka.", langkah: "Salin dari KTP atau KK." }),
    R44: () => ({ kalimat: "memuat tanggal atau nomor urut yang tidak ada.", langkah: "Periksa tiap angka dengan KTP." }),
    R51: () => ({ kalimat: "harus 16 angka dan memuat tanggal yang ada.", langkah: "Salin dari kartu keluarga." }),
    R133: () => ({ kalimat: "bukan tanggal yang ada." }),
    R56: (_, nilai, hari) => ({ kalimat: nilai > hari ? `${writeDate(nilai)} belum terjadi.` : `memberi umur ${umur(nilai, hari)} tahun.`, langkah: "Periksa tahunnya." }),
    R59: (i) => ({ kalimat: i.pilihan ? "tidak ada di pilihan." : "diisi angka, paling banyak tiga." }),
    R61: () => ({ kalimat: "diisi angka 1 sampai 40." }),
    R134: (i) => ({ kalimat: `harus derajat desimal di Indonesia, misalnya ${CONTOH[i.nama] ?? "0.0"}.` }),
};

/** R45, R46: the NIK against what is written beside it. A look, never a wall. */
export function checkNikCocok(nik: string, lahir: string, kelamin: string, hari: string): GalatIsian | undefined {
    const arti = bacaNik(nik);
    if (!arti) return undefined;
    if (kelamin && kelamin !== arti.jenis_kelamin) return lihat(`Menurut NIK ${arti.jenis_kelamin === "L" ? "laki-laki" : "perempuan"}.`, "Lihat KTP.");
    return lahir && !daftarTanggal(nik, hari).includes(lahir) ? lihat("Tanggal lahir tidak sama dengan NIK.", "Lihat KTP.") : undefined;
}

/** Labels of the evidence still to attach, as the rules group them. */
export function listKurangBukti(lembar: Lembar, form: IsiForm): string[] {
    const kriteria = Object.fromEntries(Object.entries(form.kriteria).filter(([, v]) => v));
    const { lintang = "", bujur = "" } = form.bidang;
    const ada = adaBukti(form.bukti, { kriteria, keluarga: { lintang, bujur } });
    const label = new Map(lembar.daftar.bukti.map(([k, v]) => [String(k), v]));
    return buktiKurang(lembar.daftar.bukti_wajib, form.jenis, ada).map((kelompok) => kelompok.map((b) => label.get(b) ?? b).join(" atau "));
}

/** The kinds of evidence that are files, those the rules ask for first. */
export function listJenisBukti(lembar: Lembar, jenis: string): [string, string][] {
    const perlu = (lembar.daftar.bukti_wajib[jenis] ?? []).flat();
    const urut = (k: string): number => (perlu.includes(k) ? perlu.indexOf(k) : 99);
    return lembar.daftar.bukti.map(([k, v]): [string, string] => [String(k), v]).filter(([k]) => !BUKAN_BERKAS.has(k)).sort((a, b) => urut(a[0]) - urut(b[0]));
}

export interface Sekitar {
    lembar: Lembar;
    keadaan: Keadaan;
    hari: string;
}

/** Everything to say about a whole form. */
export function checkForm({ lembar, keadaan, hari }: Sekitar, form: IsiForm, k: KeluargaKini | null): Galat {
    const g: Galat = {};
    const bentuk = BENTUK[form.jenis];
    if (!bentuk) return { umum: tahan("Jenis usulan ini tidak dikenal lembar kerja.") };
    const taruh = (id: string, isi: GalatIsian | undefined): void => {
        if (isi && (!g[id] || (isi.menahan && !g[id]?.menahan))) g[id] = isi;
    };
    if (bentuk.orang === "wajib" && !form.individu) taruh("individu", tahan("Pilih orangnya."));
    if (bentuk.program && !form.program) taruh("program", tahan("Pilih programnya."));
    if (bentuk.alasanKode && !form.kode_alasan) taruh("kode_alasan", tahan("Pilih alasannya."));
    if (form.alasan.length > 400) taruh("alasan", tahan("Keterangan paling banyak 400 huruf."));
    for (const i of listBidang(lembar.daftar, form.jenis)) taruh(`bidang-${i.nama}`, checkBidang(i, form.bidang[i.nama] ?? "", hari));
    form.orang.forEach((o, n) => {
        for (const i of listBidangOrang(lembar.daftar, form.jenis)) taruh(`orang-${n}-${i.nama}`, checkBidang(i, o[i.nama] ?? "", hari));
        taruh(`orang-${n}-nik`, checkNikCocok(polos(o["nik"] ?? ""), o["tanggal_lahir"] ?? "", o["jenis_kelamin"] ?? "", hari));
        taruh(`orang-${n}-nik`, findNik(keadaan, polos(o["nik"] ?? "")));
    });
    checkKeluargaBaru(form, taruh);
    if (bentuk.perbaikan && !Object.keys(listPerubahan(lembar, form, k?.keluarga ?? null).muatan).length)
        taruh("umum", tahan("Ubah paling sedikit satu isian."));
    if (form.jenis === "PERBAIKAN_ID")
        taruh("bidang-nik", checkNikCocok(polos(form.bidang["nik"] ?? ""), form.bidang["tanggal_lahir"] ?? "", form.bidang["jenis_kelamin"] ?? "", hari));
    if (k) checkAnggota(form, k, hari, taruh);
    if (k) taruh("umum", findGandaUsulan(keadaan, form, k));
    const kurang = listKurangBukti(lembar, form);
    // A line is final: nothing can be added to it later, and the Dinas refuses one without its evidence (R109).
    if (kurang.length) taruh("bukti", tahan(`Bukti belum lengkap: ${kurang.join(", ")}.`, "Dinas menolak usulan tanpa bukti ini. Lengkapi dahulu; isiannya tersimpan sebagai draf."));
    return g;
}

type Taruh = (id: string, isi: GalatIsian | undefined) => void;

function checkKeluargaBaru(form: IsiForm, taruh: Taruh): void {
    if (form.jenis !== "BARU") return;
    const kepala = form.orang.filter((o) => o["shdk"] === SHDK_KEPALA).length;
    if (kepala !== 1) taruh("umum", tahan(`Keluarga harus punya satu kepala keluarga; di isian ada ${kepala}.`));
    const nomor = form.orang.map((o) => polos(o["nik"] ?? "")).filter(Boolean);
    if (new Set(nomor).size !== nomor.length) taruh("umum", tahan("NIK yang sama ditulis untuk dua orang."));
}

function checkAnggota(form: IsiForm, k: KeluargaKini, hari: string, taruh: Taruh): void {
    const aktif = k.keluarga.anggota.filter((a) => a.status === "AKTIF");
    const orang = aktif.find((a) => a.id === form.individu);
    if (form.jenis === "PECAH_KK") {
        if (!form.ikut.length) taruh("ikut", tahan("Pilih anggota yang ikut ke KK baru."));
        else if (form.ikut.length >= aktif.length) taruh("ikut", tahan("Sisakan anggota di KK lama."));
        if (form.bidang["kepala"] && !form.ikut.includes(form.bidang["kepala"])) taruh("bidang-kepala", tahan("Pilih kepala keluarga dari anggota yang ikut."));
    }
    if (form.jenis === "MENINGGAL" && orang) {
        const tanggal = form.bidang["tanggal"] ?? "";
        if (tanggal && orang.tanggal_lahir && tanggal < orang.tanggal_lahir) taruh("bidang-tanggal", tahan("Tanggal meninggal sebelum tanggal lahir."));
        if (String(orang.shdk) === SHDK_KEPALA && aktif.length > 1 && !form.bidang["kepala_baru"]) taruh("bidang-kepala_baru", lihat("Masih ada anggota keluarga yang hidup. Pilih kepala keluarga baru."));
    }
    if (form.jenis === "PENGURUS") {
        const calon = aktif.find((a) => a.id === form.bidang["pengurus"]);
        if (calon?.tanggal_lahir && umur(calon.tanggal_lahir, hari) <= 17) taruh("bidang-pengurus", tahan(`${writeName(calon.nama)} baru ${umur(calon.tanggal_lahir, hari)} tahun.`, "Pilih anggota yang lebih tua."));
    }
    if (form.jenis === "REAKTIVASI" && form.bidang["tanggal"] && addMonths(form.bidang["tanggal"], 6) <= hari) taruh("bidang-tanggal", lihat("Reaktivasi berlaku bila nonaktifnya belum enam bulan.", "Pakai usul bantuan."));
    if ((form.jenis === "BANSOS_MASUK" || form.jenis === "REAKTIVASI") && !aktif.some((a) => a.nik)) taruh("program", lihat("Belum ada NIK di keluarga ini.", "Lengkapi NIK dahulu."));
}

function addMonths(iso: string, n: number): string {
    const t = new Date(Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1 + n, 1));
    const akhir = new Date(Date.UTC(t.getUTCFullYear(), t.getUTCMonth() + 1, 0)).getUTCDate();
    t.setUTCDate(Math.min(+iso.slice(8, 10), akhir));
    return t.toISOString().slice(0, 10);
}

/** R36 as far as this village knows: the number is already somebody's. */
function findNik(keadaan: Keadaan, nik: string): GalatIsian | undefined {
    if (nik.length !== 16) return undefined;
    for (const k of keadaan.keluarga.values()) {
        const a = k.keluarga.anggota.find((o) => o.nik === nik);
        if (a) return lihat(`NIK ini sudah terdaftar di lembar ini: ${writeName(a.nama)}, ${maskNik(nik)}.`, "Pakai pindah, tambah anggota, atau data ganda.");
    }
    return undefined;
}

/** R26: an open line of the same jenis for the same subject. */
function findGandaUsulan(keadaan: Keadaan, form: IsiForm, k: KeluargaKini): GalatIsian | undefined {
    const pokok = form.individu || form.keluarga;
    const ada = k.usulan.map((r) => keadaan.usulan.get(r)).find((u) => u && isTerbuka(u) && u.jenis === form.jenis && u.pokok === pokok && u.program === form.program);
    return ada ? lihat("Usulan yang sama sudah ada untuk ini.", "Periksa dahulu di tab Usulan.") : undefined;
}
