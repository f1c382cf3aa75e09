// An open form is kept as it is typed: 600 ms after the last key, and when it is left. Photos are kept once each.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../../simpan/api";
import { formulirTerbuka } from "../pembaruan";
import type { Lampiran } from "./foto";
import { nowIso, writeTime } from "./tulis";

export interface Draf<T> {
    isi: T;
    foto: Lampiran[];
    pada: string;
}
interface FotoDraf {
    jenis: Lampiran["jenis"];
    sha256: string;
    base64: string;
}

const toBase64 = (isi: Uint8Array): string => {
    let teks = "";
    for (let i = 0; i < isi.length; i += 8192) teks += String.fromCharCode(...isi.subarray(i, i + 8192));
    return btoa(teks);
};
const fromBase64 = (teks: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(teks), (c) => c.charCodeAt(0));

interface IsiDraf<T> {
    isi: T;
    foto: string[];
    pada: string;
}

export async function readDraf<T>(store: Store, kunci: string): Promise<Draf<T> | null> {
    const d = (await store.draf(kunci)) as IsiDraf<T> | null | undefined;
    if (!d) return null;
    const foto: Lampiran[] = [];
    for (const sidik of d.foto) {
        const f = (await store.draf(`foto:${kunci}:${sidik}`)) as FotoDraf | null | undefined;
        if (f) foto.push({ isi: fromBase64(f.base64), jenis: f.jenis, sha256: f.sha256 });
    }
    return { isi: d.isi, foto, pada: d.pada };
}

export async function dropDraf(store: Store, kunci: string): Promise<void> {
    const d = (await store.draf(kunci)) as IsiDraf<unknown> | null | undefined;
    for (const sidik of d?.foto ?? []) await store.draf(`foto:${kunci}:${sidik}`, null);
    await store.draf(kunci, null);
}

/** Keeps a form. Returns the words for its state line, and a way to be done with it. */
export function useDraf<T>(store: Store, kunci: string, isi: T, foto: Lampiran[], berubah: boolean): { kata: string; galat: boolean; done: () => void } {
    const [kata, setKata] = useState("");
    const [galat, setGalat] = useState(false);
    const kini = useRef({ isi, foto, berubah, selesai: false });
    kini.current.isi = isi;
    kini.current.foto = foto;
    kini.current.berubah = berubah;
    const tersimpan = useRef(new Set<string>());
    const tulis = async (): Promise<void> => {
        const k = kini.current;
        if (!k.berubah || k.selesai) return;
        try {
            for (const f of k.foto) {
                if (tersimpan.current.has(f.sha256)) continue;
                await store.draf(`foto:${kunci}:${f.sha256}`, { jenis: f.jenis, sha256: f.sha256, base64: toBase64(f.isi) } satisfies FotoDraf);
                tersimpan.current.add(f.sha256);
            }
            await store.draf(kunci, { isi: k.isi, foto: k.foto.map((f) => f.sha256), pada: nowIso() } satisfies IsiDraf<T>);
            setKata(`Draf tersimpan ${writeTime(nowIso())}`);
            setGalat(false);
        } catch {
            // The form stays on the screen; what was typed is not lost unless the window is closed.
            setKata("Draf BELUM tersimpan. Ruang penuh?");
            setGalat(true);
        }
    };
    useEffect(() => {
        if (!berubah) return;
        setKata("Menyimpan draf…");
        const jam = setTimeout(() => void tulis(), 600);
        return () => clearTimeout(jam);
    }, [isi, foto, berubah]);
    useEffect(() => {
        if (!berubah) return;
        formulirTerbuka.set(formulirTerbuka.nilai + 1);
        return () => formulirTerbuka.set(formulirTerbuka.nilai - 1);
    }, [berubah]);
    useEffect(() => () => void tulis(), []);
    return { kata, galat, done: () => void (kini.current.selesai = true) };
}
