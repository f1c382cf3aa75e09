/**
 * For the rescue page: reads the databases of this laptop raw and read-only, whatever the program around them does.
 * It never creates, upgrades or repairs anything.
 */

import { BENTUK_DUMP, tulisDump, type Dump } from "./dump.ts";
import { daftarDb, namaDb } from "./nama.ts";
import { bacaPenanda } from "./penanda.ts";

export interface Selamat {
    akun: string;
    bytes: Uint8Array;
    nama: string;
    ubahan: number;
    lampiran: number;
    /** Made packages whose sealed bytes are still here: these can be handed over as they are. */
    paket: { nama: string; bytes: Uint8Array }[];
    rusak: string[];
}

/** Accounts that left something here, by the databases and by the marker. */
export async function daftarAkun(): Promise<string[]> {
    const db = await daftarDb().catch(() => []);
    return [...new Set([...db, ...bacaPenanda().map((p) => p.akun)])].sort();
}

export async function selamatkan(akun: string, tanggal: string): Promise<Selamat> {
    const dump: Dump = { bentuk: BENTUK_DUMP, akun, toko: {}, rusak: [] };
    try {
        const db = await bukaAdanya(akun);
        for (const toko of db.objectStoreNames) await bacaToko(db, toko, dump);
        db.close();
    } catch (galat) {
        dump.rusak.push(`basis data: ${galat instanceof Error ? galat.name : "galat"}`);
    }
    const baris = (nama: string) => dump.toko[nama] ?? [];
    const paket = baris("paket").flatMap(([, p]) => {
        const { nama, bytes } = p as { nama: string; bytes: Uint8Array | null };
        return bytes ? [{ nama, bytes }] : [];
    });
    return {
        akun,
        bytes: tulisDump(dump),
        nama: `opensiks_penyelamatan_${akun}_${tanggal}.json`,
        ubahan: baris("ubahan").length,
        lampiran: baris("lampiran").length,
        paket,
        rusak: dump.rusak,
    };
}

/** Opens what is there, at its own version; a database that is not there is not made. */
function bukaAdanya(akun: string): Promise<IDBDatabase> {
    return new Promise((ada, gagal) => {
        const minta = indexedDB.open(namaDb(akun));
        minta.onupgradeneeded = () => minta.transaction?.abort();
        minta.onsuccess = () => ada(minta.result);
        minta.onerror = () => gagal(minta.error ?? new Error("open"));
        minta.onblocked = () => gagal(new Error("blocked"));
    });
}

/** Row by row with a cursor, so that one bad row does not take the others with it. */
function bacaToko(db: IDBDatabase, toko: string, dump: Dump): Promise<void> {
    const isi: Dump["toko"][string] = [];
    dump.toko[toko] = isi;
    return new Promise((selesai) => {
        const rusak = (kata: string): void => {
            dump.rusak.push(`${toko}: ${kata}`);
            selesai();
        };
        try {
            const minta = db.transaction(toko, "readonly").objectStore(toko).openCursor();
            minta.onsuccess = () => {
                const kursor = minta.result;
                if (kursor === null) return selesai();
                isi.push([kursor.key as string | number, kursor.value as unknown]);
                kursor.continue();
            };
            minta.onerror = () => rusak(minta.error?.name ?? "galat");
        } catch (galat) {
            rusak(galat instanceof Error ? galat.name : "galat");
        }
    });
}
