// A village in the words of its own place, as they stand on its papers.
import type { Lembar } from "../../inti/bentuk";
import { upperFirst } from "../dasar/tulis";
import { findLabel } from "../hitung";

const KEPALA: Readonly<Record<string, string>> = { kelurahan: "lurah", pekon: "peratin", gampong: "keuchik", nagari: "wali nagari", kampung: "kepala kampung", tiyuh: "kepalo tiyuh" };
const DEWAN: Readonly<Record<string, string>> = { kelurahan: "LPM", pekon: "LHP", gampong: "tuha peut", nagari: "Bamus nagari", kampung: "Bamuskam", tiyuh: "BPT" };
const ZONA: Readonly<Record<string, string>> = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

export const findKepala = (sebutan: string): string => KEPALA[sebutan] ?? "kepala desa";
export const writeZona = (zona: string): string => ZONA[zona] ?? (zona.length <= 4 ? zona : "WIB");

/** What a group is called on this village's paper. */
export function writeUnsur(lembar: Lembar, unsur: string): string {
    const s = lembar.desa.sebutan;
    const kata: Readonly<Record<string, string>> = {
        KADES_LURAH: `${findKepala(s)} atau wakilnya`, RT_RW: "ketua RT dan RW", BPD: DEWAN[s] ?? "BPD", PERANGKAT: `perangkat ${s}`,
    };
    return upperFirst(kata[unsur] ?? findLabel(lembar.daftar.unsur, unsur));
}
