/**
 * The container: a plain ZIP in its narrowest form, so that two readers can never see two different contents.
 * Written out here, because a general library accepts more shapes than one; fflate packs and unpacks the bytes.
 */

import { deflateSync, Inflate } from "fflate";
import { dalamBatas, MAKS_ENTRI, MAKS_ISI, MAKS_RASIO, tolak, undak } from "./batas.ts";
import { utf8 } from "./hash.ts";

export const GANJAL = "ganjal";
const LOKAL = 30;
const PUSAT = 46;
const AKHIR = 22;
const SIMPAN = 0;
const DEFLASI = 8;
/** Bits 1 and 2 tell how hard deflate tried, bit 11 that names are UTF-8. */
const BENDERA = 0b1000_0000_0110;
const VERSI = 20;
const TANGGAL = 0x21;
/** Steps in which packed bytes are fed: none of them can grow beyond a thousand times itself. */
const SUAP = 16 * 1024;

export interface Entri {
    nama: string;
    cara: number;
    crc: number;
    terkemas: number;
    ukuran: number;
    mulai: number;
}

export interface EntriBaru {
    nama: string;
    isi: Uint8Array;
    simpan: boolean;
}

function salah(letak: string): never {
    return tolak("SALAH_BENTUK", `wadah: ${letak}`);
}

const TABEL_CRC = Uint32Array.from({ length: 256 }, (_, i) => {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    return c >>> 0;
});

export function crc32(isi: Uint8Array): number {
    let c = 0xffffffff;
    for (let i = 0; i < isi.length; i++) c = (TABEL_CRC[(c ^ (isi[i] as number)) & 255] as number) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
}

// --- reading -----------------------------------------------------------------------------------------

/** The entries in order, nothing unpacked. */
export function bacaDaftar(wadah: Uint8Array): Entri[] {
    if (wadah.length < AKHIR) salah("terpotong");
    const lihat = new DataView(wadah.buffer, wadah.byteOffset, wadah.byteLength);
    const akhir = wadah.length - AKHIR;
    if (lihat.getUint32(akhir, true) !== 0x06054b50 || lihat.getUint16(akhir + 20, true) !== 0) {
        salah("byte sesudah akhir");
    }
    const jumlah = lihat.getUint16(akhir + 10, true);
    const panjang = lihat.getUint32(akhir + 12, true);
    const letak = lihat.getUint32(akhir + 16, true);
    const disk = lihat.getUint16(akhir + 4, true) || lihat.getUint16(akhir + 6, true);
    if (disk || lihat.getUint16(akhir + 8, true) !== jumlah || letak + panjang !== akhir) salah("daftar entri");
    dalamBatas(jumlah, MAKS_ENTRI, "jumlah entri");
    const daftar = bacaPusat(wadah, lihat, letak, jumlah);
    if (new Set(daftar.map((e) => e.nama)).size !== daftar.length) salah("nama entri ganda");
    const semua = daftar.reduce((n, e) => n + e.ukuran, 0);
    dalamBatas(semua, MAKS_ISI, "ukuran isi");
    for (const e of daftar) dalamBatas(e.ukuran, MAKS_RASIO * Math.max(1, e.terkemas), "rasio kemasan");
    if (wadah.length !== undak(wadah.length)) salah("ganjal");
    return daftar;
}

function bacaPusat(wadah: Uint8Array, lihat: DataView, letak: number, jumlah: number): Entri[] {
    const daftar: Entri[] = [];
    const akhir = wadah.length - AKHIR;
    let pusat = letak;
    let lokal = 0;
    for (let i = 0; i < jumlah; i++) {
        if (pusat + PUSAT > akhir || lihat.getUint32(pusat, true) !== 0x02014b50) salah("daftar entri");
        const komentar = lihat.getUint16(pusat + 32, true);
        const disk = lihat.getUint16(pusat + 34, true);
        if (komentar || disk || lihat.getUint32(pusat + 42, true) !== lokal) salah("daftar entri");
        const macam = (lihat.getUint32(pusat + 38, true) >>> 16) & 0o170000;
        if (macam !== 0 && macam !== 0o100000) salah("entri bukan berkas");
        const [entri, berikut] = bacaLokal(wadah, lihat, lokal, pusat, letak);
        pusat += PUSAT;
        for (let k = 0; k < entri.nama.length; k++) {
            if (wadah[pusat + k] !== entri.nama.charCodeAt(k)) salah("nama entri");
        }
        pusat += entri.nama.length;
        lokal = berikut;
        daftar.push(entri);
    }
    if (lokal !== letak || pusat !== akhir) salah("daftar entri");
    return daftar;
}

/** The entry whose local header agrees byte for byte with the central one, and where the next begins. */
function bacaLokal(
    wadah: Uint8Array,
    lihat: DataView,
    mulai: number,
    pusat: number,
    letak: number,
): [Entri, number] {
    if (mulai + LOKAL > letak || lihat.getUint32(mulai, true) !== 0x04034b50) salah("kepala entri");
    // Both headers carry the same 26 bytes: from 4 here, from 6 there.
    for (let i = 0; i < 26; i++) if (wadah[mulai + 4 + i] !== wadah[pusat + 6 + i]) salah("kepala entri");
    const bendera = lihat.getUint16(mulai + 6, true);
    const tambahan = lihat.getUint16(mulai + 28, true);
    if (tambahan || bendera & ~BENDERA) salah("kepala entri");
    const cara = lihat.getUint16(mulai + 8, true);
    const crc = lihat.getUint32(mulai + 14, true);
    const terkemas = lihat.getUint32(mulai + 18, true);
    const ukuran = lihat.getUint32(mulai + 22, true);
    if (cara !== SIMPAN && cara !== DEFLASI) salah("cara kemas");
    if (cara === SIMPAN && terkemas !== ukuran) salah("cara kemas");
    const isi = mulai + LOKAL + lihat.getUint16(mulai + 26, true);
    if (isi + terkemas > letak) salah("kepala entri");
    const nama = wadah.subarray(mulai + LOKAL, isi);
    if (nama.some((b) => b > 127)) salah("kepala entri");
    return [{ nama: String.fromCharCode(...nama), cara, crc, terkemas, ukuran, mulai: isi }, isi + terkemas];
}

/** The content of one entry, equal to what its header says. */
export function buka(wadah: Uint8Array, e: Entri): Uint8Array {
    const terkemas = wadah.subarray(e.mulai, e.mulai + e.terkemas);
    const isi = e.cara === SIMPAN ? terkemas : kembangkan(terkemas, e.ukuran);
    if (isi === null || isi.length !== e.ukuran || crc32(isi) !== e.crc) return salah("isi entri");
    return isi;
}

/** Inflates to exactly `ukuran` bytes from exactly these bytes, or gives null; stops as soon as it is more. */
export function kembangkan(terkemas: Uint8Array, ukuran: number): Uint8Array | null {
    const hasil = new Uint8Array(ukuran);
    let letak = 0;
    let selesai = false;
    const mesin = new Inflate((potong, akhir) => {
        if (letak + potong.length > ukuran) throw new RangeError("more than announced");
        hasil.set(potong, letak);
        letak += potong.length;
        selesai = akhir;
    });
    try {
        for (let i = 0; i < terkemas.length || i === 0; i += SUAP) {
            mesin.push(terkemas.subarray(i, i + SUAP), i + SUAP >= terkemas.length);
        }
    } catch {
        return null;
    }
    // What is left unread after the last block: fflate keeps it, and the bit where it stopped.
    const { p: sisa, s: keadaan } = mesin as unknown as { p: Uint8Array; s: { p: number; f: number } };
    const terpakai = keadaan.p > 0 ? 1 : 0;
    return selesai && letak === ukuran && keadaan.f === 1 && sisa.length === terpakai ? hasil : null;
}

// --- writing -----------------------------------------------------------------------------------------

/** Entries in order as a container padded to the next step. What would pack too well is stored. */
export function kemas(daftar: readonly EntriBaru[]): Uint8Array {
    const lokal: Uint8Array[] = [];
    const pusat: Uint8Array[] = [];
    let letak = 0;
    let lebarPusat = 0;
    const tambah = (e: EntriBaru): void => {
        const [l, p] = tulisEntri(e, letak);
        lokal.push(...l);
        letak += l.reduce((n, b) => n + b.length, 0);
        pusat.push(p);
        lebarPusat += p.length;
    };
    daftar.forEach(tambah);
    const penuh = letak + lebarPusat + LOKAL + PUSAT + 2 * GANJAL.length + AKHIR;
    tambah({ nama: GANJAL, isi: new Uint8Array(undak(penuh) - penuh), simpan: true });

    const akhir = new DataView(new ArrayBuffer(AKHIR));
    akhir.setUint32(0, 0x06054b50, true);
    akhir.setUint16(8, pusat.length, true);
    akhir.setUint16(10, pusat.length, true);
    akhir.setUint32(12, lebarPusat, true);
    akhir.setUint32(16, letak, true);
    const hasil = new Uint8Array(letak + lebarPusat + AKHIR);
    let di = 0;
    for (const b of [...lokal, ...pusat, new Uint8Array(akhir.buffer)]) {
        hasil.set(b, di);
        di += b.length;
    }
    return hasil;
}

function tulisEntri(e: EntriBaru, letak: number): [Uint8Array[], Uint8Array] {
    const nama = utf8(e.nama);
    let terkemas = e.isi;
    let cara = SIMPAN;
    if (!e.simpan) {
        const deflasi = deflateSync(e.isi, { level: 6 });
        if (deflasi.length < e.isi.length && e.isi.length <= MAKS_RASIO * deflasi.length) {
            terkemas = deflasi;
            cara = DEFLASI;
        }
    }
    const kepala = new DataView(new ArrayBuffer(LOKAL));
    kepala.setUint32(0, 0x04034b50, true);
    kepala.setUint16(4, VERSI, true);
    kepala.setUint16(8, cara, true);
    kepala.setUint16(12, TANGGAL, true);
    kepala.setUint32(14, crc32(e.isi), true);
    kepala.setUint32(18, terkemas.length, true);
    kepala.setUint32(22, e.isi.length, true);
    kepala.setUint16(26, nama.length, true);
    const lokal = new Uint8Array(kepala.buffer);
    const pusat = new Uint8Array(PUSAT + nama.length);
    const lihat = new DataView(pusat.buffer);
    lihat.setUint32(0, 0x02014b50, true);
    lihat.setUint16(4, VERSI, true);
    pusat.set(lokal.subarray(4, 30), 6);
    lihat.setUint32(42, letak, true);
    pusat.set(nama, PUSAT);
    return [[lokal, nama, terkemas], pusat];
}
