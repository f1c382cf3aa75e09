/** The shape of a verdict receipt. Types only; no code. */

import type { KunciLembar, Objek, Pencabutan, Ujung } from "./bentuk.ts";

export type Putusan = "DITERIMA" | "SAMA" | "DITOLAK" | "DITAHAN" | "MENUNGGU" | "BELUM_DIDUKUNG";

export interface PutusanBaris {
    id: string;
    n: number;
    putusan: Putusan;
    kode: string;
    kalimat: string;
    hasil: string;
    versi: number | null;
    lawan?: Objek;
}

export interface TandaTerima {
    bentuk: string;
    titipan: string;
    paket: string;
    manifes: string;
    urutan: number;
    pada: string;
    putusan: PutusanBaris[];
    lampiran_kurang: string[];
    jumlah: { [putusan: string]: number };
    pencabutan: Pencabutan;
    kunci: KunciLembar;
    sampai_n: number;
    /** Where the village's trail ended when it was issued; older servers do not say. */
    jejak?: Ujung;
    /** The manifest as the Dinas signed it: with the body above, the proof of what it said. */
    jws?: string;
    /** When the Dinas issued it: the time in its signed manifest. Receipts stored before this was kept have none. */
    terbit?: string;
}
