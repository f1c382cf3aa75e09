// What the list remembers while the operator walks between the list and the families.
import { makeSinyal } from "../dasar/sinyal";
import type { Saringan, Urut } from "./saring";

export interface KeadaanDaftar {
    cari: string;
    saring: Saringan;
    urut: Urut;
    kini: string;
    pilih: ReadonlySet<string>;
    /** Decided since the filter was chosen. */
    tetap: ReadonlySet<string>;
}

const AWAL: KeadaanDaftar = { cari: "", saring: "semua", urut: "rt", kini: "", pilih: new Set(), tetap: new Set() };
export const daftarKini = makeSinyal<KeadaanDaftar>(AWAL);
export const changeDaftar = (ubah: Partial<KeadaanDaftar>): void => daftarKini.set({ ...daftarKini.nilai, ...ubah });
/** The families in the order of the list, for "1 dari 31" and J, K. */
export const urutan = makeSinyal<readonly string[]>([]);
/** Families opened in this sitting: only these may be picked although a finding asks for a look. */
export const dilihat = new Set<string>();
/** Moments of TETAP in this sitting, for the calm sentence about haste. */
export const saatTetap: number[] = [];

export function countTergesa(kini: number): number {
    return saatTetap.filter((s) => kini - s < 120_000).length;
}
