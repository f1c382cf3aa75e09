/**
 * The rooms that rows lie in, and the one way to write: a list of rows in one transaction, all or nothing. The
 * browser's is in `idb.ts`; the simulator has one in memory, so the same store runs in both.
 */

export const TOKO = ["kunci", "lembar", "ubahan", "lampiran", "paket", "tanda_terima", "draf", "keadaan"] as const;
export type Toko = (typeof TOKO)[number];
/** Never copied by a migration: they say how to read the others. */
export const TOKO_TETAP: readonly Toko[] = ["kunci", "keadaan"];

export type KunciToko = string | number;

export type Tulis =
    /** `baru`: refused when the key is there already. */
    | { toko: Toko; kunci: KunciToko; nilai: unknown; baru?: boolean }
    | { toko: Toko; kunci: KunciToko; hapus: true };

export interface Gudang {
    /** Which copy of the rooms is the living one; see `pindah.ts`. */
    readonly generasi: number;
    baca(toko: Toko, kunci: KunciToko): Promise<unknown>;
    /** Every row of a room, by key. */
    semua(toko: Toko, generasi?: number): Promise<[KunciToko, unknown][]>;
    /** One strict transaction. With `penjaga` nothing is written unless this token is still the writer's. */
    tulis(daftar: readonly Tulis[], penjaga?: string | null): Promise<void>;
    /** For migrations: rows of a copy that is not the living one. */
    tulisGenerasi(generasi: number, daftar: readonly Tulis[], kosongkan?: readonly Toko[]): Promise<void>;
    /** The pointer switch. */
    pakaiGenerasi(generasi: number): Promise<void>;
    tutup(): void;
}

/** Another tab has become the writer since. */
export class BukanPenulis extends Error {
    override name = "BukanPenulis";
}

/** The database is there and does not open. Nothing is ever made over it. */
export class GudangRusak extends Error {
    override name = "GudangRusak";
}

/** What the person reads when a save failed; the form stays as it is. */
export class GagalSimpan extends Error {
    override name = "GagalSimpan";
    constructor(
        readonly kalimat: string,
        readonly langkah: string,
    ) {
        super(kalimat);
    }
}

export function gagalSimpan(galat: unknown): GagalSimpan {
    if (galat instanceof GagalSimpan) return galat;
    const nama = galat instanceof Error ? galat.name : "";
    if (nama === "BukanPenulis") {
        return new GagalSimpan(
            "TIDAK tersimpan: tab lain sudah mengambil alih.",
            "Teruskan di tab lain itu, atau ambil alih di sini lalu simpan lagi.",
        );
    }
    if (nama === "QuotaExceededError") {
        return new GagalSimpan(
            "TIDAK tersimpan: ruang di laptop ini penuh.",
            "Hapus berkas yang tidak dipakai, lalu simpan lagi. Isian Anda tetap di layar.",
        );
    }
    return new GagalSimpan(
        "TIDAK tersimpan: laptop tidak dapat menulis.",
        "Hapus berkas lain bila ruang penuh, lalu simpan lagi. Isian Anda tetap di layar.",
    );
}
