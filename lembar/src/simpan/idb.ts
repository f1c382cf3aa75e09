/**
 * IndexedDB, and nothing else touches it. Every write is strict and waits for `tx.done`: a request that succeeded is
 * not a row on the disk yet.
 */

import { openDB, type IDBPDatabase } from "idb";
import {
    BukanPenulis,
    GudangRusak,
    TOKO,
    TOKO_TETAP,
    type Gudang,
    type KunciToko,
    type Toko,
    type Tulis,
} from "./gudang.ts";
import { namaDb } from "./nama.ts";

/** Version of the database = newest generation of rooms that this program knows. */
export const GENERASI = 1;

/** "ubahan" for the first generation, "ubahan@2" for the second. */
export function namaToko(toko: Toko, generasi: number): string {
    return generasi === 1 || TOKO_TETAP.includes(toko) ? toko : `${toko}@${generasi}`;
}

export interface OpsiIdb {
    generasi?: number;
    /** Another tab wants to upgrade, or the browser closed the database under us. */
    padaTutup?: (sebab: string) => void;
    /** Milliseconds before a blocked opening is given up. */
    sabar?: number;
}

export async function bukaIdb(akun: string, opsi: OpsiIdb = {}): Promise<Gudang> {
    const garis: Garis = { db: null, sambung: () => sambung(akun, opsi, garis) };
    const db = await garis.sambung();
    const catatan = (await db.get("keadaan", "generasi")) as { generasi: number } | undefined;
    return new GudangIdb(garis, catatan?.generasi ?? 1);
}

/** The connection, made again when the browser cut it: it does so when the disk is full, and the data are still there. */
interface Garis {
    db: IDBPDatabase | null;
    sambung: () => Promise<IDBPDatabase>;
}

/** The one way to write. */
function beginWrite(db: IDBPDatabase, toko: string[]) {
    return db.transaction(toko, "readwrite", { durability: "strict" });
}

const RETAK = "opensiks-lembar-retak";
const POTONG = 60 * 1024;
const SEKALI = 80;

/**
 * A write that a full disk cut short leaves a torn end in the browser's own log. The browser would append to it, and
 * at its next start throw the whole store away as damaged. So nothing of ours is written after such a failure before
 * the browser has begun a new log, which it does after a few megabytes; and that only where there is room for them.
 */
async function beginLog(db: IDBPDatabase): Promise<void> {
    if (!(await hasRoom())) throw new DOMException("no room", "QuotaExceededError");
    const semua: string[] = [];
    for (let putaran = 0; putaran < 2; putaran++) {
        const tx = beginWrite(db, ["draf"]);
        for (let i = 0; i < SEKALI; i++) {
            const kunci = `log:${putaran}:${i}`;
            semua.push(kunci);
            void tx.objectStore("draf").put(crypto.getRandomValues(new Uint8Array(POTONG)), kunci).catch(() => undefined);
        }
        await tx.done;
    }
    const tx = beginWrite(db, ["draf"]);
    for (const kunci of semua) void tx.objectStore("draf").delete(kunci).catch(() => undefined);
    await tx.done;
    localStorage.removeItem(RETAK);
}

/** Asked elsewhere on the disk than where the decisions are. */
async function hasRoom(): Promise<boolean> {
    const nama = "cek-tempat";
    try {
        const kotak = await caches.open(nama);
        await kotak.put("/lembar/cek-tempat", new Response(new Blob([crypto.getRandomValues(new Uint8Array(65536)), new Uint8Array(12 * 1024 ** 2)])));
        return true;
    } catch {
        return false;
    } finally {
        await caches.delete(nama).catch(() => false);
    }
}

function markTorn(): void {
    try {
        localStorage.setItem(RETAK, "ya");
    } catch {
        // Remembered in this tab by the connection that is cut.
    }
}

function isTorn(): boolean {
    return typeof localStorage !== "undefined" && localStorage.getItem(RETAK) !== null;
}

async function sambung(akun: string, opsi: OpsiIdb, garis: Garis): Promise<IDBPDatabase> {
    const versi = opsi.generasi ?? GENERASI;
    const tutup = opsi.padaTutup ?? (() => undefined);
    let terhalang: ReturnType<typeof setTimeout> | undefined;
    const buka = openDB(namaDb(akun), versi, {
        upgrade(db, lama) {
            // Rooms are only ever added: whatever an older program wrote stays readable.
            for (let g = lama + 1; g <= versi; g++) {
                for (const toko of TOKO) {
                    const nama = namaToko(toko, g);
                    if (!db.objectStoreNames.contains(nama)) db.createObjectStore(nama);
                }
            }
        },
        blocking() {
            void buka.then((db) => db.close());
            tutup("Aplikasi diperbarui di tab lain. Muat ulang halaman ini.");
        },
        terminated() {
            garis.db = null;
            markTorn();
        },
    });
    const tunggu = new Promise<never>((_, gagal) => {
        terhalang = setTimeout(
            () => gagal(new GudangRusak("Tutup tab lain yang memakai lembar kerja, lalu muat ulang.")),
            opsi.sabar ?? 8_000,
        );
    });
    try {
        garis.db = await Promise.race([buka, tunggu]);
        return garis.db;
    } catch (galat) {
        void buka.then((db) => db.close()).catch(() => undefined);
        if (galat instanceof GudangRusak) throw galat;
        const nama = galat instanceof Error ? galat.name : "galat";
        const sebab = nama === "VersionError" ? "dibuat oleh aplikasi yang lebih baru" : nama;
        throw new GudangRusak(`Penyimpanan di laptop ini tidak dapat dibuka (${sebab}).`);
    } finally {
        clearTimeout(terhalang);
    }
}

class GudangIdb implements Gudang {
    constructor(
        private readonly garis: Garis,
        public generasi: number,
    ) {}

    private async db(): Promise<IDBPDatabase> {
        return this.garis.db ?? this.garis.sambung();
    }

    async baca(toko: Toko, kunci: KunciToko): Promise<unknown> {
        return (await this.db()).get(namaToko(toko, this.generasi), kunci);
    }

    async semua(toko: Toko, generasi = this.generasi): Promise<[KunciToko, unknown][]> {
        const tx = (await this.db()).transaction(namaToko(toko, generasi), "readonly");
        const [kunci, nilai] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
        await tx.done;
        return kunci.map((k, i) => [k as KunciToko, nilai[i]]);
    }

    async tulis(daftar: readonly Tulis[], penjaga?: string | null): Promise<void> {
        await this.tulisKe(this.generasi, daftar, [], penjaga ?? null);
    }

    async tulisGenerasi(generasi: number, daftar: readonly Tulis[], kosongkan: readonly Toko[] = []): Promise<void> {
        await this.tulisKe(generasi, daftar, kosongkan, null);
    }

    async pakaiGenerasi(generasi: number): Promise<void> {
        await this.tulis([{ toko: "keadaan", kunci: "generasi", nilai: { generasi } }]);
        this.generasi = generasi;
    }

    private async tulisKe(
        generasi: number,
        daftar: readonly Tulis[],
        kosongkan: readonly Toko[],
        penjaga: string | null,
    ): Promise<void> {
        const nama = new Set([...daftar.map((t) => t.toko), ...kosongkan].map((t) => namaToko(t, generasi)));
        if (penjaga !== null) nama.add("keadaan");
        if (nama.size === 0) return;
        const db = await this.db();
        if (isTorn()) await beginLog(db);
        const tx = beginWrite(db, [...nama]);
        // Requests that fail after an abort must not surface as rejections that nobody waits for.
        const janji: Promise<unknown>[] = [];
        try {
            if (penjaga !== null) {
                const kini = (await tx.objectStore("keadaan").get("penulis")) as { token: string } | undefined;
                if (kini?.token !== penjaga) throw new BukanPenulis("another tab writes");
            }
            for (const toko of kosongkan) janji.push(tx.objectStore(namaToko(toko, generasi)).clear());
            for (const t of daftar) {
                const toko = tx.objectStore(namaToko(t.toko, generasi));
                if ("hapus" in t) janji.push(toko.delete(t.kunci));
                else janji.push(t.baru ? toko.add(t.nilai, t.kunci) : toko.put(t.nilai, t.kunci));
            }
            await Promise.all(janji);
            await tx.done;
        } catch (galat) {
            await Promise.allSettled(janji);
            try {
                tx.abort();
            } catch {
                // It had ended by itself.
            }
            await tx.done.catch(() => undefined);
            if (galat instanceof Error && /Quota|Unknown|Abort|Data/.test(galat.name)) markTorn();
            throw galat;
        }
    }

    tutup(): void {
        this.garis.db?.close();
    }
}
