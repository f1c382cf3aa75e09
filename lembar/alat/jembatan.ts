/**
 * Virtual laptops for a simulator in another language: one JSON object per line in, one per line out, strictly one
 * after the other. The store is the browser's own, on rooms in memory; everything random comes from the laptop's seed.
 *
 * In:  {"id": …, "perintah": "laptop_baru", "laptop": "A", …}
 * Out: {"id": …, "hasil": {…}} or {"id": …, "galat": {"nama", "kode", "kalimat", "langkah"}}
 */

import { createInterface } from "node:readline";
import type { Alg, UbahanBaru } from "../src/inti/bentuk.ts";
import type { LampiranBaru, PaketTercatat, Store } from "../src/simpan/api.ts";
import type { Acak } from "../src/simpan/baris.ts";
import { GudangMemori } from "../src/simpan/memori.ts";
import { openStore } from "../src/simpan/store.ts";
import { acakBenih, tandaDariBenih } from "./benih.ts";

const PIN = "laptop-maya";

interface Laptop {
    store: Store;
    gudang: GudangMemori;
    akun: string;
    acak: Acak;
    jam: number;
    /** Commits that are still to fail, each with this error. */
    gagal: { sisa: number; nama: string };
}

interface Pesan {
    id?: unknown;
    perintah: string;
    laptop: string;
    [isian: string]: unknown;
}

const semua = new Map<string, Laptop>();
// age asks the platform for randomness; here the platform is the laptop whose turn it is.
let giliran: Acak = acakBenih("awal");
Object.defineProperty(globalThis.crypto, "getRandomValues", {
    value: <T extends ArrayBufferView>(larik: T): T => {
        new Uint8Array(larik.buffer, larik.byteOffset, larik.byteLength).set(giliran(larik.byteLength));
        return larik;
    },
});

async function pasang(nama: string, l: Omit<Laptop, "store">, baru: Alg | null): Promise<Laptop> {
    giliran = l.acak;
    const laptop = l as Laptop;
    l.gudang.sebelumTulis = () => {
        if (laptop.gagal.sisa <= 0) return;
        laptop.gagal.sisa -= 1;
        throw new DOMException("told to fail", laptop.gagal.nama);
    };
    const tanda = () => tandaDariBenih(l.acak(32), baru ?? "ES256");
    const jam = () => laptop.jam;
    const opsi = { gudang: l.gudang, jam, mono: () => 0, acak: l.acak, sumber: { tanda }, putaran: 1, tab: false };
    laptop.store = await openStore(l.akun, opsi);
    if (baru !== null) await laptop.store.buat(PIN, nama);
    else await laptop.store.buka(PIN);
    semua.set(nama, laptop);
    return laptop;
}

function ambil(p: Pesan): Laptop {
    const laptop = semua.get(p.laptop);
    if (laptop === undefined) throw new TypeError(`no laptop ${p.laptop}`);
    giliran = laptop.acak;
    return laptop;
}

const dariB64 = (v: unknown): Uint8Array => new Uint8Array(Buffer.from(String(v), "base64"));
const keB64 = (b: Uint8Array): string => Buffer.from(b).toString("base64");
const waktu = (v: unknown): number => (typeof v === "number" ? v : Date.parse(String(v)));

const PERINTAH: { [nama: string]: (p: Pesan) => Promise<unknown> } = {
    /** benih, akun, alg?, jam? → the enrolment request */
    async laptop_baru(p) {
        const alg = (p["alg"] as Alg | undefined) ?? "ES256";
        const acak = acakBenih(String(p["benih"]));
        const jam = waktu(p["jam"] ?? "2021-07-01T08:00:00+07:00");
        const gagal = { sisa: 0, nama: "" };
        const l = await pasang(p.laptop, { gudang: new GudangMemori(), akun: String(p["akun"]), acak, jam, gagal }, alg);
        return l.store.permintaan();
    },
    /** b64 */
    muat_turun: async (p) => ambil(p).store.muatLembar(dariB64(p["b64"])),
    /** ubahan, lampiran?: [{b64, jenis}] */
    async catat(p) {
        const berkas = (p["lampiran"] ?? []) as { b64: string; jenis: LampiranBaru["jenis"] }[];
        const lampiran = berkas.map((l) => ({ isi: dariB64(l.b64), jenis: l.jenis }));
        return { ubahan: await ambil(p).store.catat(p["ubahan"] as UbahanBaru, { lampiran }) };
    },
    /** foto, zirah? */
    async buat_paket(p) {
        const { store } = ambil(p);
        const { bytes, ...jadi } = await store.buatPaket({ foto: p["foto"] === true, zirah: p["zirah"] === true });
        const tercatat = store.paket().at(-1) as PaketTercatat;
        return { ...jadi, b64: keB64(bytes), n: tercatat.n, manifes: tercatat.manifes };
    },
    /** urutan, sha256 */
    tandai_tersalin: async (p) => ambil(p).store.tandaiTersalin(Number(p["urutan"]), String(p["sha256"])),
    /** urutan, jws, jalur? */
    tandai_titip: async (p) =>
        ambil(p).store.tandaiTitip(Number(p["urutan"]), String(p["jws"]), String(p["jalur"] ?? "JARINGAN")),
    /** b64 */
    muat_tanda_terima: async (p) => ambil(p).store.muatTandaTerima(dariB64(p["b64"])),
    /** ke: the name of the clone; benih?: its own randomness from now on */
    async salin(p) {
        const l = ambil(p);
        const acak = acakBenih(String(p["benih"] ?? `${p.laptop}>${String(p["ke"])}`));
        const gagal = { sisa: 0, nama: "" };
        await pasang(String(p["ke"]), { gudang: l.gudang.klon(), akun: l.akun, acak, jam: l.jam, gagal }, null);
        return {};
    },
    /** The same disk after a power cut: whatever was not committed is gone. */
    async mulai_ulang(p) {
        const { gudang, akun, acak, jam } = ambil(p);
        await pasang(p.laptop, { gudang: gudang.klon(), akun, acak, jam, gagal: { sisa: 0, nama: "" } }, null);
        return {};
    },
    /** b64, identitas */
    pulihkan: async (p) => ambil(p).store.pulihkan(dariB64(p["b64"]), String(p["identitas"])),
    /** identitas: the PIN is forgotten, a recovery key opens → the ubahan that tells it */
    async lupa_pin(p) {
        const { store } = ambil(p);
        store.kunci();
        await store.bukaDenganPemulihan(String(p["identitas"]), PIN);
        return { ubahan: store.semua().at(-1) };
    },
    /** ke: milliseconds or ISO */
    async jam(p) {
        const l = ambil(p);
        l.jam = waktu(p["ke"]);
        return { peringatan: l.store.peringatanJam() };
    },
    /** kali, nama?: the next commits fail */
    async gagal(p) {
        ambil(p).gagal = { sisa: Number(p["kali"] ?? 1), nama: String(p["nama"] ?? "QuotaExceededError") };
        return {};
    },
    async keadaan(p) {
        const { store } = ambil(p);
        const kini = store.lipatan.nilai;
        return {
            keadaan: store.keadaan.nilai,
            jumlah: kini?.jumlah ?? null,
            ubahan: [...(kini?.ubahan.values() ?? [])].map(({ ubahan: { id, n, jenis, pokok, pada }, ...u }) => {
                return { id, n, jenis, pokok, pada, kirim: u.kirim, putusan: u.putusan?.putusan ?? null, gugur: u.gugur };
            }),
            verval: Object.fromEntries([...(kini?.keluarga ?? [])].map(([id, k]) => [id, k.verval?.hasil ?? null])),
            paket: store.paket(),
            rusak: store.rusak(),
            jejak: store.bedaJejak(),
            dicabut: store.dicabut(),
        };
    },
    async hapus(p) {
        ambil(p).store.tutup();
        semua.delete(p.laptop);
        return {};
    },
};

interface Galat extends Error {
    kode?: string;
    kalimat?: string;
    langkah?: string;
}

for await (const baris of createInterface({ input: process.stdin })) {
    if (baris.trim() === "") continue;
    let id: unknown = null;
    let jawab: unknown;
    try {
        const pesan = JSON.parse(baris) as Pesan;
        id = pesan.id ?? null;
        const kerja = PERINTAH[pesan.perintah];
        if (kerja === undefined) throw new TypeError(`no command ${pesan.perintah}`);
        jawab = { id, hasil: (await kerja(pesan)) ?? {} };
    } catch (e) {
        const { name: nama, message, kode, kalimat, langkah } = e as Galat;
        jawab = { id, galat: { nama, kode: kode ?? "", kalimat: kalimat ?? message, langkah: langkah ?? "" } };
    }
    process.stdout.write(`${JSON.stringify(jawab)}\n`);
}
