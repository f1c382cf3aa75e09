/** What an open store holds in memory, and how it comes out of its rows. */

import type { Jwk, KunciLembar, Lembar, TandaTerima, Ubahan, Ujung } from "../inti/bentuk.ts";
import type { LampiranDiketahui } from "../inti/muatan.ts";
import { unzlibSync, zlibSync } from "fflate";
import type { BarisRusak, PaketTercatat } from "./api.ts";
import { bacaJson, bukaBaris, sidikBaris, tulisJson, tutupBaris, type Acak, type Baris } from "./baris.ts";
import type { Gudang, Toko, Tulis } from "./gudang.ts";
import type { KunciTerbuka } from "./kunci.ts";

/** The row `keadaan/hitungan`: what must only ever grow. */
export interface Hitungan {
    n: number;
    /** Hash of the last row of ubahan. */
    rantai: string;
    urutan: number;
    /** SHA-256 of the last package's payload. */
    payload: string | null;
}

/** The row `keadaan/pasti`, encrypted: what the Dinas told us and we hold it to. */
export interface Pasti {
    registrar: Jwk[];
    kunci: (KunciLembar & { pada: string }) | null;
    server: string | null;
    pencabutan: { versi: number; kid: string[] };
    perangkat: { id: string; status: string } | null;
}

export interface BarisPaket extends PaketTercatat {
    /** What it echoed of the village's trail; rows from before that have none. */
    gema?: Ujung | null;
    lampiran: string[];
    ikut: string[];
    /** Kept until the Dinas has it; a newer package contains whatever an older one did. */
    bytes: Uint8Array | null;
}

export interface BarisLampiran extends LampiranDiketahui {
    /** Null: known by name only, because the copy that it was recovered from had no photos. */
    baris: Baris | null;
}

export interface InfoLembar {
    id: string;
    /** SHA-256 of the code lists, as the worksheet's manifest names it. */
    kode: string;
    potong: number;
    panjang: number;
    /** `manifes` of the receipts that were loaded before this worksheet. */
    terserap: string[];
}

export interface Ruang {
    gudang: Gudang;
    acak: Acak;
    kunci: KunciTerbuka;
    hitungan: Hitungan;
    pasti: Pasti;
    ubahan: Ubahan[];
    perId: Map<string, Ubahan>;
    lampiran: Map<string, LampiranDiketahui>;
    paket: BarisPaket[];
    tandaTerima: Map<string, TandaTerima>;
    lembar: Lembar | null;
    info: InfoLembar | null;
    rusak: BarisRusak[];
}

export const HITUNGAN_AWAL: Hitungan = { n: 0, rantai: "", urutan: 0, payload: null };
export const PASTI_AWAL: Pasti = {
    registrar: [],
    kunci: null,
    server: null,
    pencabutan: { versi: 0, kid: [] },
    perangkat: null,
};
const POTONG = 512 * 1024;

/** Reads everything. A row that does not open is named and passed over; the others are there. */
export async function muatRuang(gudang: Gudang, kunci: KunciTerbuka, acak: Acak): Promise<Ruang> {
    const ruang: Ruang = {
        gudang,
        acak,
        kunci,
        hitungan: { ...HITUNGAN_AWAL, ...((await gudang.baca("keadaan", "hitungan")) as Hitungan | undefined) },
        pasti: PASTI_AWAL,
        ubahan: [],
        perId: new Map(),
        lampiran: new Map(),
        paket: [],
        tandaTerima: new Map(),
        lembar: null,
        info: null,
        rusak: [],
    };
    ruang.pasti = { ...PASTI_AWAL, ...(await bukaSatu<Pasti>(ruang, "keadaan", "pasti")) };
    await muatUbahan(ruang);
    for (const [sha256, isi] of await gudang.semua("lampiran")) {
        const { ukuran, jenis, guna } = isi as BarisLampiran;
        ruang.lampiran.set(String(sha256), { sha256: String(sha256), ukuran, jenis, guna });
    }
    ruang.paket = (await gudang.semua("paket")).map(([, isi]) => isi as BarisPaket);
    for (const [sha256] of await gudang.semua("tanda_terima")) {
        const isi = await bukaSatu<TandaTerima>(ruang, "tanda_terima", String(sha256));
        if (isi !== null) ruang.tandaTerima.set(String(sha256), isi);
    }
    await muatIsiLembar(ruang);
    return ruang;
}

async function muatUbahan(ruang: Ruang): Promise<void> {
    const baris = await ruang.gudang.semua("ubahan");
    const { data } = ruang.kunci;
    const hasil = await Promise.all(
        baris.map(async ([kunci, isi]) => {
            const b = isi as Baris;
            const [teks, sidik] = await Promise.all([
                bukaBaris(data, "ubahan", b).catch(() => null),
                sidikBaris("ubahan", b),
            ]);
            return { n: Number(kunci), b, sidik, ubahan: teks && bacaJson<Ubahan>(teks) };
        }),
    );
    let sebelum = "";
    let n = 0;
    for (const h of hasil) {
        // A gap or a foreign predecessor: something was taken out or put back.
        for (let hilang = n + 1; hilang < h.n; hilang++) ruang.rusak.push({ toko: "ubahan", kunci: String(hilang) });
        const asing = h.n === n + 1 && h.b.sebelum !== sebelum;
        if (h.ubahan === null || asing || h.ubahan.n !== h.n) ruang.rusak.push({ toko: "ubahan", kunci: String(h.n) });
        if (h.ubahan !== null) masukkan(ruang, h.ubahan);
        n = h.n;
        sebelum = h.sidik;
    }
    for (let hilang = n + 1; hilang <= ruang.hitungan.n; hilang++) {
        ruang.rusak.push({ toko: "ubahan", kunci: String(hilang) });
    }
    if (n > ruang.hitungan.n) ruang.hitungan = { ...ruang.hitungan, n, rantai: sebelum };
}

/** What the marker remembers and the database lost: those numbers are never used again for something else. */
export function tambalHitungan(ruang: Ruang, n: number, urutan: number): void {
    for (let hilang = ruang.hitungan.n + 1; hilang <= n; hilang++) {
        ruang.rusak.push({ toko: "ubahan", kunci: String(hilang) });
    }
    const { hitungan } = ruang;
    ruang.hitungan = { ...hitungan, n: Math.max(n, hitungan.n), urutan: Math.max(urutan, hitungan.urutan) };
}

export function masukkan(ruang: Ruang, ubahan: Ubahan): void {
    ruang.ubahan.push(ubahan);
    ruang.perId.set(ubahan.id, ubahan);
}

/** The value of one encrypted row; null when it is missing or does not open (which is named). */
export async function bukaSatu<T>(ruang: Ruang, toko: Toko, kunci: string): Promise<T | null> {
    const baris = (await ruang.gudang.baca(toko, kunci)) as Baris | undefined;
    if (baris === undefined) return null;
    try {
        return bacaJson<T>(await bukaBaris(ruang.kunci.data, toko, baris));
    } catch {
        ruang.rusak.push({ toko, kunci });
        return null;
    }
}

export async function tulisSatu(ruang: Ruang, toko: Toko, kunci: string, nilai: unknown): Promise<Tulis> {
    const baris = await tutupBaris(ruang.kunci.data, toko, { id: kunci }, tulisJson(nilai), ruang.acak);
    return { toko, kunci, nilai: baris };
}

/** The rows of a worksheet: packed, cut and encrypted, with its description. */
export async function tulisIsiLembar(ruang: Ruang, lembar: Lembar, info: Omit<InfoLembar, "potong" | "panjang">) {
    const padat = zlibSync(tulisJson(lembar), { level: 1 });
    const potong = Math.ceil(padat.length / POTONG);
    const lengkap: InfoLembar = { ...info, potong, panjang: padat.length };
    const daftar: Tulis[] = [await tulisSatu(ruang, "lembar", "info", lengkap)];
    for (let i = 0; i < potong; i++) {
        const isi = padat.subarray(i * POTONG, (i + 1) * POTONG);
        const baris = await tutupBaris(ruang.kunci.data, "lembar", { id: info.id, n: i }, isi, ruang.acak);
        daftar.push({ toko: "lembar", kunci: `potong-${i}`, nilai: baris });
    }
    for (let i = potong; i < (ruang.info?.potong ?? 0); i++) {
        daftar.push({ toko: "lembar", kunci: `potong-${i}`, hapus: true });
    }
    return { daftar, info: lengkap };
}

async function muatIsiLembar(ruang: Ruang): Promise<void> {
    const info = await bukaSatu<InfoLembar>(ruang, "lembar", "info");
    if (info === null) return;
    const padat = new Uint8Array(info.panjang);
    try {
        for (let i = 0; i < info.potong; i++) {
            const baris = (await ruang.gudang.baca("lembar", `potong-${i}`)) as Baris;
            if (baris.id !== info.id || baris.n !== i) throw new RangeError("part of another worksheet");
            padat.set(await bukaBaris(ruang.kunci.data, "lembar", baris), i * POTONG);
        }
        ruang.lembar = bacaJson<Lembar>(unzlibSync(padat));
        ruang.info = info;
    } catch {
        ruang.rusak.push({ toko: "lembar", kunci: info.id });
    }
}
