/**
 * A whole package: sealed file → container → signed manifest → body and attachments, each layer proven before the
 * next. The body is not looked at before the signature over its digest holds.
 */

import {
    dalamBatas,
    MAKS_BERKAS,
    MAKS_FOTO,
    MAKS_ISI,
    MAKS_MANIFES,
    MAKS_PDF,
    MAKS_UBAHAN,
    MIMETYPE,
    tolak,
} from "./batas.ts";
import { bacaBaku, bacaBaris } from "./baku.ts";
import type { Arah, Jwk, Manifes, Nilai, Objek, Sertifikat, Ubahan } from "./bentuk.ts";
import { sha256Hex, utf8 } from "./hash.ts";
import { kanonik } from "./kanonik.ts";
import { BADAN, daftarCacat, hitungJumlah } from "./manifes.ts";
import { bukaSegel, segel } from "./segel.ts";
import {
    algDari,
    bacaManifesJws,
    bacaSertifikat,
    cariJwk,
    periksaTanda,
    tandaiManifes,
    type KunciTanda,
    type Tanda,
} from "./tanda.ts";
import { bacaDaftar, buka, GANJAL, kemas, type Entri, type EntriBaru } from "./wadah.ts";

const LAMPIRAN = "lampiran/";
const AWAL_ISI: { [jenis: string]: number[] } = {
    "image/jpeg": [0xff, 0xd8, 0xff],
    "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
};

export interface Paket {
    manifes: Manifes;
    manifesBytes: Uint8Array;
    /** The signature as read, for a caller that learns the signer's key only from the body. */
    tanda: Tanda;
    /** The package's name in `sebelum` and in receipts. */
    manifesSha256: string;
    badan: Uint8Array;
    ubahan: Ubahan[];
    /** The one document of `turun` and `tanda_terima`; null for `naik`. */
    isi: Objek | null;
    lampiran: Map<string, Uint8Array>;
    kid: string;
    dibuka: string;
    sertifikat: Sertifikat | null;
}

export interface OpsiBuka {
    /** Public keys of those who may sign certificates, worksheets and receipts; null: not proven. */
    registrar: readonly Jwk[] | null;
    /** Seconds since 1970, for the certificate's time. */
    saat?: number;
    kantor?: string;
    arah?: Arah;
}

interface Bungkus {
    wadah: Uint8Array;
    daftar: Entri[];
    tanda: Tanda;
    manifes: Manifes;
    dibuka: string;
}

export async function bukaPaket(
    data: Uint8Array,
    identitas: readonly string[],
    opsi: OpsiBuka,
): Promise<Paket> {
    const b = await bukaBungkus(data, identitas);
    if (opsi.arah !== undefined && b.manifes.arah !== opsi.arah) tolak("SALAH_BENTUK", "manifes: arah");
    const sertifikat = await periksaBungkus(b, opsi);
    const { kunci, kantor } = b.manifes.kepada;
    if (!kunci.includes(b.dibuka) || (opsi.kantor && opsi.kantor !== kantor)) tolak("ASING", "manifes: kepada");
    const badan = await bacaBadan(b);
    const lampiran = await bacaLampiran(b);
    const naik = b.manifes.arah === "naik";
    return {
        manifes: b.manifes,
        manifesBytes: b.tanda.isi,
        tanda: b.tanda,
        manifesSha256: await sha256Hex(b.tanda.isi),
        badan,
        ubahan: naik ? bacaIsiNaik(b.manifes, badan) : [],
        isi: naik ? null : bacaDokumen(badan, b.manifes.isi.nama),
        lampiran,
        kid: b.tanda.kid,
        dibuka: b.dibuka,
        sertifikat,
    };
}

async function bukaBungkus(data: Uint8Array, identitas: readonly string[]): Promise<Bungkus> {
    const { isi: wadah, dibuka } = await bukaSegel(data, identitas);
    const daftar = bacaDaftar(wadah);
    const nama = daftar.map((e) => e.nama);
    const [mime, man] = daftar;
    const akhir = daftar.at(-1);
    if (mime?.nama !== "mimetype" || man?.nama !== "manifes.jws.json" || akhir?.nama !== GANJAL || mime.cara) {
        return tolak("SALAH_BENTUK", "wadah: susunan entri");
    }
    if (new TextDecoder("latin1").decode(buka(wadah, mime)) !== MIMETYPE) {
        tolak("SALAH_BENTUK", "wadah: mimetype");
    }
    const ganjal = buka(wadah, akhir);
    if (akhir.cara || ganjal.some((b) => b !== 0)) tolak("SALAH_BENTUK", "wadah: ganjal");
    dalamBatas(man.ukuran, MAKS_MANIFES, "ukuran manifes");
    const tanda = bacaManifesJws(buka(wadah, man));
    const isi = bacaBaku(tanda.isi, "manifes");
    const cacat = daftarCacat(isi);
    if (cacat.length > 0) tolak("SALAH_BENTUK", `manifes: ${cacat.join(", ")}`);
    const manifes = isi as unknown as Manifes;
    dalamBatas(manifes.isi.jumlah, MAKS_UBAHAN, "jumlah baris");
    const ikut = manifes.lampiran.filter((x) => x.ikut).map((x) => LAMPIRAN + x.sha256);
    const wajib = [manifes.isi.nama, ...ikut.sort()];
    const ada = [nama[2] ?? "", ...nama.slice(3, -1).sort()];
    if (nama.length < 4 || ada.length !== wajib.length || ada.some((n, i) => n !== wajib[i])) {
        tolak("SALAH_BENTUK", "wadah: entri tidak sama dengan manifes");
    }
    return { wadah, daftar, tanda, manifes, dibuka };
}

/** The signature and who may give it. */
async function periksaBungkus(b: Bungkus, opsi: OpsiBuka): Promise<Sertifikat | null> {
    const { perangkat, arah, desa, periode } = b.manifes;
    if (perangkat.kid !== b.tanda.kid) tolak("TANDA_TANGAN", "manifes: perangkat.kid");
    if (arah !== "naik") {
        if (opsi.registrar !== null) {
            const jwk = await cariJwk(opsi.registrar, b.tanda.kid);
            if (jwk === null) return tolak("TANDA_TANGAN", "kunci registrar tidak dikenal");
            await periksaTanda(b.tanda, jwk, algDari(jwk) ?? "");
        }
        return null;
    }
    const klaim = await bacaSertifikat(perangkat.sertifikat ?? "", opsi.registrar);
    await periksaTanda(b.tanda, klaim.cnf.jwk, klaim.alg);
    const dalamMasa = opsi.saat === undefined || (klaim.nbf <= opsi.saat && opsi.saat < klaim.exp);
    if (!klaim.desa.includes(desa) || klaim.periode !== periode || !dalamMasa) {
        tolak("SERTIFIKAT", "sertifikat: desa, periode atau waktu");
    }
    return klaim;
}

async function bacaBadan(b: Bungkus): Promise<Uint8Array> {
    const { ukuran, sha256, nama } = b.manifes.isi;
    const badan = buka(b.wadah, b.daftar[2] as Entri);
    if (badan.length !== ukuran || (await sha256Hex(badan)) !== sha256) tolak("SALAH_BENTUK", `${nama}: sidik isi`);
    return badan;
}

/** Every attachment that came along, each equal to its digest, size and kind. */
async function bacaLampiran(b: Bungkus): Promise<Map<string, Uint8Array>> {
    const entri = new Map(b.daftar.map((e) => [e.nama, e]));
    const hasil = new Map<string, Uint8Array>();
    for (const x of b.manifes.lampiran) {
        dalamBatas(x.ukuran, x.jenis === "image/jpeg" ? MAKS_FOTO : MAKS_PDF, "ukuran lampiran");
        if (!x.ikut) continue;
        const e = entri.get(LAMPIRAN + x.sha256) as Entri;
        if (e.cara || e.ukuran !== x.ukuran) tolak("SALAH_BENTUK", "lampiran: ukuran");
        const isi = buka(b.wadah, e);
        if ((await sha256Hex(isi)) !== x.sha256 || !isJenis(isi, x.jenis)) {
            tolak("SALAH_BENTUK", "lampiran: sidik atau jenis");
        }
        hasil.set(x.sha256, isi);
    }
    return hasil;
}

/** The first bytes are those of its kind. */
export function isJenis(isi: Uint8Array, jenis: string): boolean {
    const awal = AWAL_ISI[jenis];
    return awal !== undefined && awal.every((b, i) => isi[i] === b);
}

function bacaIsiNaik(manifes: Manifes, badan: Uint8Array): Ubahan[] {
    const { nama } = manifes.isi;
    const daftar = bacaBaris(badan, nama);
    const jumlah: Objek = { ...hitungJumlah(daftar), orang: manifes.jumlah.orang };
    const sama = Object.entries(manifes.jumlah).every(([k, v]) => jumlah[k] === v);
    if (daftar.length !== manifes.isi.jumlah || !sama) {
        tolak("SALAH_BENTUK", `${nama}: jumlah berbeda dari manifes`);
    }
    const dikenal = new Set(manifes.lampiran.map((x) => x.sha256));
    const asing = daftar.find((u) => !u.lampiran.every((s) => dikenal.has(s)));
    if (asing !== undefined) tolak("SALAH_BENTUK", `${nama} ubahan ${asing.n}: lampiran tidak ada di manifes`);
    return daftar;
}

function bacaDokumen(badan: Uint8Array, nama: string): Objek {
    const isi = bacaBaku(badan, nama);
    if (typeof isi !== "object" || isi === null || Array.isArray(isi)) return tolak("SALAH_BENTUK", nama);
    return isi;
}

// --- making --------------------------------------------------------------------------------------------

/** A manifest before its body is known: `isi` and `kepada.kunci` are filled in by `buatPaket`. */
export type ManifesAwal = Omit<Manifes, "isi" | "bentuk" | "kepada"> & {
    kepada: { kantor: string };
    isi: { jumlah: number };
};

export interface PaketBuatan {
    bytes: Uint8Array;
    manifes: Manifes;
    manifesSha256: string;
}

/** A sealed package; throws RangeError for what no reader would take. */
export async function buatPaket(
    awal: ManifesAwal,
    badan: Uint8Array,
    lampiran: ReadonlyMap<string, Uint8Array>,
    kunci: KunciTanda,
    penerima: readonly string[],
    opsi: { zirah?: boolean } = {},
): Promise<PaketBuatan> {
    const nama = BADAN[awal.arah] as string;
    const manifes: Manifes = {
        ...awal,
        bentuk: "opensiks-paket/1",
        kepada: { kantor: awal.kepada.kantor, kunci: [...penerima] },
        isi: { nama, sha256: await sha256Hex(badan), ukuran: badan.length, jumlah: awal.isi.jumlah },
    };
    const cacat = daftarCacat(manifes);
    if (cacat.length > 0) throw new RangeError(`not a manifest: ${cacat.join(", ")}`);
    const muatan = kanonik(manifes as unknown as Nilai);
    const entri: EntriBaru[] = [
        { nama: "mimetype", isi: utf8(MIMETYPE), simpan: true },
        { nama: "manifes.jws.json", isi: await tandaiManifes(muatan, kunci), simpan: false },
        { nama, isi: badan, simpan: false },
    ];
    for (const x of manifes.lampiran) {
        if (!x.ikut) continue;
        entri.push({ nama: LAMPIRAN + x.sha256, isi: lampiran.get(x.sha256) as Uint8Array, simpan: true });
    }
    const semua = entri.reduce((n, e) => n + e.isi.length, 0);
    if (semua > MAKS_ISI || (entri[1] as EntriBaru).isi.length > MAKS_MANIFES) throw new RangeError("too large");
    const bytes = await segel(kemas(entri), penerima, opsi);
    if (bytes.length > MAKS_BERKAS) throw new RangeError("too large");
    return { bytes, manifes, manifesSha256: await sha256Hex(muatan) };
}

/** One canonical line per ubahan, each ended by LF. */
export function tulisBaris(daftar: readonly Ubahan[]): Uint8Array {
    const baris = daftar.map((u) => kanonik(u as unknown as Nilai));
    const hasil = new Uint8Array(baris.reduce((n, b) => n + b.length + 1, 0));
    let letak = 0;
    for (const b of baris) {
        hasil.set(b, letak);
        letak += b.length;
        hasil[letak++] = 10;
    }
    return hasil;
}

/** `opensiks_1804012001_2021-kampanye_0007.age`; never trusted when read. */
export function namaBerkas(desa: string, periode: string, urutan: number, zirah: boolean): string {
    const nomor = String(urutan).padStart(4, "0");
    return `opensiks_${desa.replace(/\./g, "")}_${periode}_${nomor}.age${zirah ? ".txt" : ""}`;
}
