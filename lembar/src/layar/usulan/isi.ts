// From a form to an ubahan. Pure: no store, no screen. What a form holds is text as it was typed; what goes out has
// the shape the server reads (whole numbers, ISO dates, text without doubled spaces).
import type { BuktiIsi, Keluarga, Lembar, Nilai, Objek, UbahanBaru } from "../../inti/bentuk";
import { BENTUK, KOLOM_ORANG, listBidang, listBidangOrang } from "./bentuk";

export type Teks = Record<string, string>;

export interface IsiForm {
    jenis: string;
    keluarga: string;
    individu: string;
    program: string;
    kode_alasan: string;
    alasan: string;
    bidang: Teks;
    orang: Teks[];
    ikut: string[];
    kriteria: Teks;
    bukti: BuktiIsi[];
}

const text = (nilai: Nilai | undefined): string => (nilai === null || nilai === undefined ? "" : String(nilai));
const tidy = (nilai: string): string => nilai.normalize("NFC").replace(/\s+/g, " ").trim();
const digits = (nilai: string): string => nilai.replace(/[ .-]/g, "");

/** What the registry holds now for the fields of a correction. */
export function readSekarang(k: Keluarga | null, individu: string): Teks {
    const a = k?.anggota.find((o) => o.id === individu);
    if (a) return Object.fromEntries(KOLOM_ORANG.map((n) => [n, text(a[n as keyof typeof a] as Nilai)]));
    if (!k) return {};
    return { no_kk: k.no_kk, alamat: k.alamat, dusun: k.dusun, rt: k.rt, rw: k.rw };
}

/** An empty form, with what is known filled in. */
export function startForm(jenis: string, k: Keluarga | null, individu = ""): IsiForm {
    const bentuk = BENTUK[jenis];
    const satu = k?.anggota.length === 1 ? (k.anggota[0]?.id ?? "") : "";
    const orang = bentuk?.orang === "wajib" ? individu || satu : bentuk?.orang === "boleh" ? individu : "";
    return {
        jenis, keluarga: k?.id ?? "", individu: orang, program: jenis === "REAKTIVASI" ? "PBI_JK" : "", kode_alasan: "", alasan: "",
        bidang: bentuk?.perbaikan ? readSekarang(k, orang) : {},
        orang: bentuk?.orangBaru ? [bentuk.orangBaru === "banyak" ? { shdk: "1" } : {}] : [],
        ikut: [], kriteria: {}, bukti: [],
    };
}

/** One value as the server stores it. */
function readNilai(nama: string, macam: string, mentah: string): Nilai {
    const nilai = tidy(mentah);
    if (macam === "nik" || macam === "kk") return digits(nilai);
    if ((nama === "rt" || nama === "rw") && /^\d{1,3}$/.test(nilai)) return nilai.padStart(3, "0");
    const bulat = nama === "shdk" || nama === "status_kawin" || macam === "angka" || nama.startsWith("jawaban.");
    return bulat && /^\d{1,9}$/.test(nilai) ? Number(nilai) : nilai;
}

function readBidang(lembar: Lembar, form: IsiForm): Objek {
    const hasil: Objek = {};
    for (const i of listBidang(lembar.daftar, form.jenis)) {
        const nilai = readNilai(i.nama, i.macam, form.bidang[i.nama] ?? "");
        if (nilai !== "") hasil[i.nama] = nilai;
    }
    return hasil;
}

function readOrang(lembar: Lembar, form: IsiForm, isi: Teks): Objek {
    const hasil: Objek = { nik: "" };
    for (const i of listBidangOrang(lembar.daftar, form.jenis)) {
        const nilai = readNilai(i.nama, i.macam, isi[i.nama] ?? "");
        if (nilai !== "") hasil[i.nama] = nilai;
    }
    return hasil;
}

/** Only the fields that differ from what the operator saw. Emptying a field changes nothing. */
export function listPerubahan(lembar: Lembar, form: IsiForm, k: Keluarga | null): { muatan: Objek; lama: Objek } {
    const sekarang = readSekarang(k, form.individu);
    const muatan: Objek = {};
    const lama: Objek = {};
    for (const [nama, nilai] of Object.entries(readBidang(lembar, form))) {
        if (String(nilai) === text(sekarang[nama])) continue;
        muatan[nama] = nilai;
        lama[nama] = nama === "shdk" || nama === "status_kawin" ? toNumber(sekarang[nama]) : (sekarang[nama] ?? "");
    }
    return { muatan, lama };
}

const toNumber = (nilai: string | undefined): Nilai => (nilai && /^\d+$/.test(nilai) ? Number(nilai) : null);

/** The content of a proposal, in the shape of its jenis. */
export function composeMuatan(lembar: Lembar, form: IsiForm, k: Keluarga | null): Objek {
    const bidang = readBidang(lembar, form);
    const bentuk = BENTUK[form.jenis];
    if (bentuk?.perbaikan) return listPerubahan(lembar, form, k).muatan;
    if (form.jenis === "BARU") {
        const kriteria = Object.fromEntries(Object.entries(form.kriteria).filter(([, v]) => v));
        const dasar: Objek = { keluarga: bidang, anggota: form.orang.map((o) => readOrang(lembar, form, o)) };
        return Object.keys(kriteria).length ? { ...dasar, kriteria } : dasar;
    }
    if (bentuk?.orangBaru) return { anggota: form.orang.map((o) => readOrang(lembar, form, o)) };
    if (bentuk?.ikut) return { ...bidang, anggota: [...form.ikut].sort() };
    return bidang;
}

/** The ubahan of a whole form. `id` was chosen when the form was opened: pressing twice is one proposal. */
export function composeUsulan(lembar: Lembar, form: IsiForm, k: Keluarga | null, id: string): UbahanBaru<"usulan"> {
    const a = k?.anggota.find((o) => o.id === form.individu);
    const dasar: Objek = {};
    if (k) dasar["versi"] = a ? a.versi : k.versi;
    if (BENTUK[form.jenis]?.perbaikan) dasar["lama"] = listPerubahan(lembar, form, k).lama;
    return {
        id, jenis: "usulan", pokok: a ? a.id : form.keluarga, dasar,
        isi: {
            jenis: form.jenis, program: form.program, kode_alasan: form.kode_alasan, alasan: tidy(form.alasan),
            muatan: composeMuatan(lembar, form, k), bukti: form.bukti.map((b) => ({ ...b, nama: b.nama.normalize("NFC") })),
        },
    };
}

/** How many persons a proposal is about, as the berita acara counts them. */
export function countOrang(form: IsiForm, k: Keluarga | null): number {
    if (form.orang.length) return form.orang.length;
    if (BENTUK[form.jenis]?.ikut) return form.ikut.length;
    return form.individu ? 1 : (k?.anggota.filter((a) => a.status === "AKTIF").length ?? 0);
}
