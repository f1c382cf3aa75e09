/** What the worksheet's screens may ask of the store. The store is made by `openStore` of `store.ts`. */

import type { Alg, Jwk, Lembar, TandaTerima, Ubahan, UbahanBaru } from "../inti/bentuk.ts";
import type { BedaJejak } from "../inti/gema.ts";
import type { Keadaan } from "../inti/lipat.ts";

/** A value that tells its listeners when it changes. `langgan` calls at once and returns the way out. */
export interface Sinyal<T> {
    readonly nilai: T;
    langgan(dengar: (nilai: T) => void): () => void;
}

export type StatusStore =
    /** Nothing was ever here: `buat`. */
    | "baru"
    /** This laptop held data that is gone: recovery, never a silent fresh start. */
    | "hilang"
    /** The database is there and cannot be opened: the rescue page, never a new database over it. */
    | "rusak"
    | "terkunci"
    | "terbuka";

/** Where the ubahan are, in whole numbers; `tertua` is the oldest that exists on this laptop only. */
export interface KeadaanLaptop {
    hanyaDiLaptop: number;
    tertua: string | null;
    tersalin: number;
    diDinas: number;
    diterima: number;
    ditolak: number;
    /** Sum of the five above. */
    semua: number;
}

/** A file to store with an ubahan: a photo re-encoded by the screen, or a PDF. */
export interface LampiranBaru {
    isi: Uint8Array;
    jenis: "image/jpeg" | "application/pdf";
}

export interface OpsiCatat {
    lampiran?: LampiranBaru[];
    /** Key of the draft that this ubahan finishes; removed in the same transaction. */
    draf?: string;
}

export interface PaketJadi {
    bytes: Uint8Array;
    nama: string;
    /** Twelve characters of the file's hash, to read aloud and compare: "7K4M-2Q9D-XTR8". */
    kode: string;
    urutan: number;
    sha256: string;
    jumlah: { verval: number; usulan: number; musyawarah: number; putusan: number; lain: number; orang: number };
    /** Hashes of photos named in the package that did not travel with it. */
    tanpaFoto: string[];
}

/** One made package, newest last. */
export interface PaketTercatat {
    urutan: number;
    nama: string;
    kode: string;
    sha256: string;
    manifes: string;
    dibuat: string;
    ukuran: number;
    denganFoto: boolean;
    /** Its ubahan, by n. */
    n: number[];
    /** Read back from outside and found identical. */
    tersalin: string | null;
    /** Deposit receipt of the server (signature checked), when it was deposited. */
    titip: { nomor: string; pada: string; jalur: string } | null;
    /** A verdict receipt was loaded. */
    dinilai: boolean;
}

export interface RingkasanTanda {
    urutan: number;
    pada: string;
    diterima: number;
    sama: number;
    ditolak: number;
    ditahan: number;
    menunggu: number;
    lampiranKurang: string[];
    /** The same receipt had been loaded before; nothing changed. */
    sudah: boolean;
}

export interface RingkasanLembar {
    id: string;
    versi: number;
    keluarga: number;
    /** Ubahan not yet settled, kept over the change of worksheet. */
    tetap: number;
}

export interface PermintaanPerangkat {
    jwk: Jwk;
    umum: string;
    alg: Alg;
    nama: string;
    kid: string;
    /** Six words that the Dinas sees too. */
    kata: string[];
}

/** A row or file that could not be read; everything else could. */
export interface BarisRusak {
    toko: string;
    kunci: string;
}

export interface Store {
    readonly akun: string;
    readonly status: Sinyal<StatusStore>;
    /** True in the one tab that may write. */
    readonly penulis: Sinyal<boolean>;
    readonly keadaan: Sinyal<KeadaanLaptop>;
    /** The fold of everything; null while locked or before a worksheet is loaded. */
    readonly lipatan: Sinyal<Keadaan | null>;
    /** Where the status is "hilang": what the marker remembers. */
    readonly sisa: { sampai_n: number; urutan: number; pada: string; kid: string } | null;
    /** Why the database could not be opened, where the status is "rusak". */
    readonly sebab: string;

    // door
    buat(pin: string, nama: string): Promise<PermintaanPerangkat>;
    buka(pin: string): Promise<void>; // throws PinSalah (with .tunggu in ms)
    kunci(): void;
    gantiPin(lama: string, baru: string): Promise<void>;
    bukaDenganPemulihan(identitas: string, pinBaru: string): Promise<void>;
    /** Milliseconds until another PIN may be tried; 0 = now. */
    tungguPin(): Promise<number>;
    ambilAlih(): Promise<void>;
    tutup(): void;

    // enrolment
    permintaan(): PermintaanPerangkat;
    simpanPerangkat(info: { id: string; status: string }): Promise<void>;
    /** The Dinas revoked this laptop: what it deposits from now on waits for a person. */
    dicabut(): boolean;
    perangkat(): { id: string; status: string } | null;

    // worksheet
    lembar(): Lembar | null;
    muatLembar(bytes: Uint8Array): Promise<RingkasanLembar>;

    // work
    idBaru(): string;
    catat(baru: UbahanBaru, opsi?: OpsiCatat): Promise<Ubahan>;
    semua(): readonly Ubahan[];
    lampiran(sha256: string): Promise<{ isi: Uint8Array; jenis: string } | null>;
    /** Without `isi`: reads. With null: removes. */
    draf(kunci: string): Promise<unknown>;
    draf(kunci: string, isi: unknown): Promise<void>;
    daftarDraf(): Promise<string[]>;

    // out and back
    buatPaket(opsi: { foto: boolean; zirah?: boolean }): Promise<PaketJadi>;
    paket(): readonly PaketTercatat[];
    /** The stored bytes of a made package, to copy or deposit again; null when they were let go. */
    bytesPaket(urutan: number): Promise<Uint8Array | null>;
    tandaiTersalin(urutan: number, sha256Dibaca: string): Promise<void>;
    /** `jws`: the server's signed deposit receipt. */
    tandaiTitip(urutan: number, jws: string, jalur: string): Promise<void>;
    /** Made, not deposited, oldest first: what a connection should bring away now. */
    belumTitip(): readonly PaketTercatat[];
    muatTandaTerima(bytes: Uint8Array): Promise<RingkasanTanda>;
    tandaTerima(): readonly TandaTerima[];
    /** Reads an own exported package with the paper key and records its ubahan here again. */
    pulihkan(bytes: Uint8Array, identitas: string): Promise<{ ubahan: number; sudah: number }>;

    // the clock, and what is wrong
    /** A sentence when the laptop's clock cannot be right; null otherwise. */
    peringatanJam(): string | null;
    catatWaktuServer(iso: string): Promise<void>;
    /** Receipts that show a shorter trail than the Dinas had shown before, or another one. */
    bedaJejak(): readonly BedaJejak[];
    rusak(): readonly BarisRusak[];
    tempat(): Promise<{ dipakai: number; batas: number; awet: boolean }>;
}
