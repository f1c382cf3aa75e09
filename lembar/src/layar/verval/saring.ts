// Search and filters over the whole village in memory. Pure: the list is prepared once, a keystroke only walks it.
import type { Keadaan, KeluargaKini } from "../../inti/lipat";
import { countPerlu, isAkanBeku } from "../hitung";

export type Saringan = "semua" | "belum" | "beku" | "temuan" | "selesai";
export const SARINGAN: readonly (readonly [Saringan, string])[] = [
    ["semua", "Semua"], ["belum", "Belum"], ["beku", "Akan beku"], ["temuan", "Ada temuan"], ["selesai", "Selesai"],
];
export type Urut = "nama" | "rt" | "orang" | "verval";

export interface Entri {
    id: string;
    k: KeluargaKini;
    nama: string;
    nomor: string[];
    rt: string;
    urutRt: string;
}

const fold = (teks: string): string => teks.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function makeIndeks(keadaan: Keadaan): Entri[] {
    const hasil: Entri[] = [];
    for (const k of keadaan.keluarga.values()) {
        const { keluarga } = k;
        hasil.push({
            id: keluarga.id, k,
            nama: fold(` ${[keluarga.kepala, ...keluarga.anggota.map((a) => a.nama), keluarga.alamat, keluarga.dusun].join(" | ")}`),
            nomor: [keluarga.no_kk, ...keluarga.anggota.map((a) => a.nik)].filter(Boolean),
            rt: keluarga.rt.replace(/^0+/, ""),
            urutRt: `${keluarga.rt.padStart(3, "0")}${keluarga.rw.padStart(3, "0")}${fold(keluarga.kepala)}`,
        });
    }
    return hasil;
}

type Uji = (e: Entri) => boolean;

/** Reads a search once: name parts, digits of a NIK or KK, "rt 3". A keystroke then only compares. */
export function compileCari(cari: string): Uji {
    const uji = fold(cari).replace(/\brt\s*0*(\d+)/g, "rt$1").split(/\s+/).filter(Boolean).map((k): Uji => {
        const rt = /^rt(\d+)$/.exec(k)?.[1];
        if (rt !== undefined) return (e) => e.rt === rt;
        if (!/^\d+$/.test(k)) return (e) => e.nama.includes(k);
        if (k.length < 3) return () => true;
        return k.length <= 4 ? (e) => e.nomor.some((n) => n.endsWith(k)) : (e) => e.nomor.some((n) => n.includes(k));
    });
    return (e) => uji.every((u) => u(e));
}

/** All words must fit. */
export const matchCari = (e: Entri, cari: string): boolean => compileCari(cari)(e);

export function matchSaringan(k: KeluargaKini, saring: Saringan): boolean {
    switch (saring) {
        case "semua": return true;
        case "belum": return k.verval === null;
        case "selesai": return k.verval !== null;
        case "beku": return isAkanBeku(k);
        case "temuan": return k.verval === null && countPerlu(k.keluarga) > 0;
    }
}

const BANDING: Readonly<Record<Urut, (a: Entri, b: Entri) => number>> = {
    nama: (a, b) => (a.nama < b.nama ? -1 : a.nama > b.nama ? 1 : 0),
    rt: (a, b) => (a.urutRt < b.urutRt ? -1 : a.urutRt > b.urutRt ? 1 : 0),
    orang: (a, b) => b.k.keluarga.anggota.length - a.k.keluarga.anggota.length || BANDING.rt(a, b),
    verval: (a, b) => (a.k.verval ? 1 : 0) - (b.k.verval ? 1 : 0) || BANDING.rt(a, b),
};

export interface HasilSaring {
    baris: Entri[];
    /** Counts of every filter within the same search, so that number and list never disagree. */
    jumlah: Record<Saringan, number>;
    orang: number;
}

/** `tetap`: decided in this sitting; they stay in place until the filter changes, so that nothing jumps. */
export function filterKeluarga(
    indeks: readonly Entri[], cari: string, saring: Saringan, urut: Urut, tetap: ReadonlySet<string> = new Set(),
): HasilSaring {
    const jumlah: Record<Saringan, number> = { semua: 0, belum: 0, beku: 0, temuan: 0, selesai: 0 };
    const cocok = cari.trim().length >= 2 ? compileCari(cari) : () => true;
    const baris: Entri[] = [];
    let orang = 0;
    for (const e of indeks) {
        if (!cocok(e)) continue;
        for (const [s] of SARINGAN) if (matchSaringan(e.k, s)) jumlah[s] += 1;
        if (!matchSaringan(e.k, saring) && !tetap.has(e.id)) continue;
        baris.push(e);
        orang += e.k.keluarga.anggota.length;
    }
    return { baris: baris.sort(BANDING[urut]), jumlah, orang };
}
