// What every screen of the opened worksheet shares: the store, the fold, and the one way to save.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lembar, Ubahan, UbahanBaru } from "../../inti/bentuk";
import type { Keadaan } from "../../inti/lipat";
import type { KeadaanLaptop, OpsiCatat, Store } from "../../simpan/api";
import { makeSinyal } from "./sinyal";
import { nowIso, writeTime } from "./tulis";
import { umumkan } from "./umum";

export interface Aplikasi {
    store: Store;
    lembar: Lembar;
    keadaan: Keadaan;
    laptop: KeadaanLaptop;
    /** False in a tab that may only look. */
    boleh: boolean;
}

export const KonteksAplikasi = createContext<Aplikasi | null>(null);

export function useAplikasi(): Aplikasi {
    const a = useContext(KonteksAplikasi);
    if (!a) throw new Error("outside the opened worksheet");
    return a;
}

const diHp = /Android|iPhone|Mobile/i.test(navigator.userAgent);
/** What people call the thing in front of them. */
export const alat = diHp ? "HP ini" : "laptop ini";
export const kataAlat = diHp ? "HP" : "laptop";

/** Nothing is called saved before the disk has it. A failure stays on screen until something could be saved. */
export const gagalSimpan = makeSinyal<string | null>(null);
export const tersimpan = makeSinyal<string | null>(null);

export interface Urung {
    kata: string;
    ubahan: string;
}
/** The last decision that can be taken back with one press. */
export const urung = makeSinyal<Urung | null>(null);

/** The store's own sentence and what to do; without the words that the red band says already. */
export function readGagal(e: unknown): string {
    const g = e as { kalimat?: string; langkah?: string; message?: string };
    const kalimat = (g.kalimat ?? g.message ?? "").replace(/^TIDAK tersimpan: /, "");
    return `${kalimat ? kalimat.charAt(0).toUpperCase() + kalimat.slice(1) : "Penyimpanan tidak menjawab."} ${g.langkah ?? `Hapus berkas lain di ${alat}, lalu tekan Simpan lagi. Isian tetap di layar.`}`;
}

/** Saves one ubahan. Null means NOT saved; the red band says why and the form stays as it is. */
export async function simpan(store: Store, baru: UbahanBaru, opsi?: OpsiCatat): Promise<Ubahan | null> {
    try {
        const u = await store.catat(baru, opsi);
        gagalSimpan.set(null);
        tersimpan.set(nowIso());
        umumkan(`Tersimpan di ${alat} ${writeTime(nowIso())}`);
        return u;
    } catch (e) {
        const kalimat = readGagal(e);
        gagalSimpan.set(kalimat);
        umumkan(`TIDAK tersimpan. ${kalimat}`, true);
        return null;
    }
}

/** The village as it is called: "Pekon Way Suluh". */
export const labelDesa = (l: Lembar): string => {
    const s = l.desa.sebutan;
    return `${s.charAt(0).toUpperCase()}${s.slice(1)} ${l.desa.nama}`;
};
