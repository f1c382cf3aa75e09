/** The core in one import: what the simulator, the tests and the rescue page load. No clock, no storage, no network. */

export * from "./akhir.ts";
export * from "./aturan.ts";
export * from "./baku.ts";
export * from "./batas.ts";
export type * from "./bentuk.ts";
export * from "./daftar_lembar.ts";
export * from "./gema.ts";
export * from "./hash.ts";
export * from "./kanonik.ts";
export * from "./kata.ts";
export * from "./kirim.ts";
export * from "./kode.ts";
export * from "./lipat.ts";
export * from "./lipat_rapat.ts";
export * from "./lipat_usulan.ts";
export * from "./manifes.ts";
export * from "./muatan.ts";
export * from "./nik.ts";
export * from "./paket.ts";
export * from "./segel.ts";
export * from "./tanda.ts";
export * from "./terima.ts";
export * from "./wadah.ts";
export * from "./waktu.ts";
