/**
 * Folds worksheet, ubahan and receipts into what the screens show. Pure: the same input gives the same state, and
 * the order in which receipts were loaded does not matter.
 */

import type { Keluarga, Lembar, PetaIsi, PutusanBaris, TandaTerima, Ubahan, VervalLembar } from "./bentuk.ts";
import { hitungKirim, pilihPutusan, type PaketDiketahui, type StatusKirim } from "./kirim.ts";
import { lipatRapat, type RapatKini } from "./lipat_rapat.ts";
import { lipatUsulan, type UsulanKini } from "./lipat_usulan.ts";

export interface UbahanKini {
    ubahan: Ubahan;
    kirim: StatusKirim;
    putusan: PutusanBaris | null;
    /** Taken back by a later ubahan of ours, or refused: it no longer has an effect here. */
    gugur: boolean;
}

export interface VervalKini {
    hasil: string;
    tanggal: string;
    catatan: string;
    /** Id of the ubahan, or null when it came with the worksheet. */
    ubahan: string | null;
    kirim: StatusKirim | null;
    oleh: string | null;
}

export interface KeluargaKini {
    keluarga: Keluarga;
    verval: VervalKini | null;
    catatan: UbahanKini[];
    foto: UbahanKini[];
    /** References of its usulan, and of its members'. */
    usulan: string[];
    /** The last verdict of the Dinas that asks for attention: refused, or waiting for a person. */
    perhatian: PutusanBaris | null;
}

export interface Jumlah {
    keluarga: number;
    diverval: number;
    belum: number;
    perHasil: { [hasil: string]: number };
    usulanTerbuka: number;
    usulanDiputus: number;
    rapat: number;
    ubahan: number;
    kirim: { [S in StatusKirim]: number };
}

export interface Keadaan {
    keluarga: ReadonlyMap<string, KeluargaKini>;
    /** By reference: "ubahan:<id>" for our own, "usulan:<id>" for what came with the worksheet. */
    usulan: ReadonlyMap<string, UsulanKini>;
    rapat: readonly RapatKini[];
    ubahan: ReadonlyMap<string, UbahanKini>;
    jumlah: Jumlah;
}

export interface OpsiLipat {
    paket?: readonly PaketDiketahui[];
    /** `manifes` of receipts loaded before this worksheet was: what they settled is already in it. */
    terserap?: ReadonlySet<string>;
}

export function lipat(
    lembar: Lembar,
    ubahan: readonly Ubahan[],
    tandaTerima: readonly TandaTerima[],
    opsi: OpsiLipat = {},
): Keadaan {
    const urut = [...ubahan].sort((a, b) => a.n - b.n);
    const putusan = pilihPutusan(tandaTerima);
    const kirim = hitungKirim(urut, putusan, opsi.paket ?? []);
    const gugur = cariGugur(urut, putusan);
    const kini = new Map<string, UbahanKini>();
    for (const u of urut) {
        kini.set(u.id, {
            ubahan: u,
            kirim: kirim.get(u.id) ?? "laptop",
            putusan: putusan.get(u.id) ?? null,
            gugur: gugur.has(u.id),
        });
    }
    const terserap = cariTerserap(tandaTerima, opsi.terserap ?? new Set());
    const peta = lipatKeluarga(lembar, kini, terserap);
    const usulan = lipatUsulan(lembar, [...kini.values()]);
    for (const [ref, u] of usulan) peta.ambil(u.keluarga)?.usulan.push(ref);
    const keluarga = peta.isi;
    const rapat = lipatRapat([...kini.values()], usulan);
    return { keluarga, usulan, rapat, ubahan: kini, jumlah: hitung(keluarga, usulan, rapat, kini) };
}

/** Refused by the Dinas, or taken back by ourselves; a refused taking-back takes nothing back. */
function cariGugur(urut: readonly Ubahan[], putusan: ReadonlyMap<string, PutusanBaris>): Set<string> {
    const gugur = new Set<string>();
    for (const u of urut) {
        if (putusan.get(u.id)?.putusan === "DITOLAK") {
            gugur.add(u.id);
        } else if ((u.jenis === "cabut" || u.jenis === "tarik") && u.pokok.startsWith("ubahan:")) {
            gugur.add(u.pokok.slice("ubahan:".length));
        }
    }
    return gugur;
}

/** Ids settled by receipts that the worksheet already knows. */
function cariTerserap(tandaTerima: readonly TandaTerima[], manifes: ReadonlySet<string>): Set<string> {
    const hasil = new Set<string>();
    for (const t of tandaTerima) {
        if (!manifes.has(t.manifes)) continue;
        for (const p of t.putusan) if (p.putusan === "DITERIMA" || p.putusan === "SAMA") hasil.add(p.id);
    }
    return hasil;
}

interface Dasar {
    keluarga: ReadonlyMap<string, KeluargaKini>;
    /** Family of every person. */
    pemilik: ReadonlyMap<string, string>;
}

/** What a worksheet says by itself; the same object for every fold, because a worksheet never changes. */
const DASAR = new WeakMap<Lembar, Dasar>();

function dasarLembar(lembar: Lembar): Dasar {
    const lama = DASAR.get(lembar);
    if (lama !== undefined) return lama;
    const keluarga = new Map<string, KeluargaKini>();
    const pemilik = new Map<string, string>();
    for (const k of lembar.keluarga) {
        const verval = k.verval && dariLembar(k.verval);
        keluarga.set(k.id, { keluarga: k, verval, catatan: [], foto: [], usulan: [], perhatian: null });
        for (const a of k.anggota) pemilik.set(a.id, k.id);
    }
    const dasar = { keluarga, pemilik };
    DASAR.set(lembar, dasar);
    return dasar;
}

/** The families of a fold: those that nothing happened to are the worksheet's own, the others are copied once. */
class PetaKeluarga {
    readonly isi: Map<string, KeluargaKini>;
    private readonly milikSendiri = new Set<string>();

    constructor(private readonly dasar: Dasar) {
        this.isi = new Map(dasar.keluarga);
    }

    /** By id of a family or of a person in it; to be changed. */
    ambil(id: string): KeluargaKini | undefined {
        const kunci = this.isi.has(id) ? id : (this.dasar.pemilik.get(id) ?? "");
        const lama = this.isi.get(kunci);
        if (lama === undefined || this.milikSendiri.has(kunci)) return lama;
        this.milikSendiri.add(kunci);
        const baru = { ...lama, catatan: [...lama.catatan], foto: [...lama.foto], usulan: [...lama.usulan] };
        this.isi.set(kunci, baru);
        return baru;
    }
}

function lipatKeluarga(
    lembar: Lembar,
    ubahan: ReadonlyMap<string, UbahanKini>,
    terserap: ReadonlySet<string>,
): PetaKeluarga {
    const peta = new PetaKeluarga(dasarLembar(lembar));
    for (const kini of ubahan.values()) {
        const u = kini.ubahan;
        const k = peta.ambil(u.pokok);
        if (k === undefined) {
            if (u.jenis === "cabut" && !isDitolak(kini)) batalkan(peta, ubahan, u.pokok);
            continue;
        }
        if (kini.putusan && perluPerhatian(kini.putusan)) k.perhatian = kini.putusan;
        else if (u.jenis === "verval") k.perhatian = null;
        if (isDitolak(kini)) continue;
        if (u.jenis === "catatan") k.catatan.push(kini);
        else if (u.jenis === "foto") k.foto.push(kini);
        else if (terserap.has(u.id)) continue;
        else if (u.jenis === "verval") k.verval = dariUbahan(u.isi, kini);
        else if (u.jenis === "batal_verval") k.verval = null;
    }
    return peta;
}

/** `cabut` of a verval: as if it had been cancelled, when it is the one that stands. */
function batalkan(
    peta: PetaKeluarga,
    ubahan: ReadonlyMap<string, UbahanKini>,
    pokok: string,
): void {
    const asal = ubahan.get(pokok.slice("ubahan:".length))?.ubahan;
    if (asal?.jenis !== "verval") return;
    const k = peta.ambil(asal.pokok);
    if (k?.verval?.ubahan === asal.id) k.verval = null;
}

function dariLembar(v: VervalLembar): VervalKini {
    return { hasil: v.hasil, tanggal: v.pada, catatan: "", ubahan: null, kirim: null, oleh: v.oleh };
}

function dariUbahan(isi: PetaIsi["verval"], kini: UbahanKini): VervalKini {
    return { ...isi, ubahan: kini.ubahan.id, kirim: kini.kirim, oleh: null };
}

function isDitolak(kini: UbahanKini): boolean {
    return kini.putusan?.putusan === "DITOLAK";
}

function perluPerhatian(p: PutusanBaris): boolean {
    return p.putusan === "DITOLAK" || p.putusan === "DITAHAN" || p.putusan === "BELUM_DIDUKUNG";
}

function hitung(
    keluarga: ReadonlyMap<string, KeluargaKini>,
    usulan: ReadonlyMap<string, UsulanKini>,
    rapat: readonly RapatKini[],
    ubahan: ReadonlyMap<string, UbahanKini>,
): Jumlah {
    const perHasil: { [hasil: string]: number } = {};
    let diverval = 0;
    for (const k of keluarga.values()) {
        if (k.verval === null) continue;
        diverval += 1;
        perHasil[k.verval.hasil] = (perHasil[k.verval.hasil] ?? 0) + 1;
    }
    const kirim = { laptop: 0, disalin: 0, dinas: 0, diterima: 0, ditolak: 0 };
    for (const u of ubahan.values()) kirim[u.kirim] += 1;
    const terbuka = [...usulan.values()].filter((u) => !u.gugur);
    return {
        keluarga: keluarga.size,
        diverval,
        belum: keluarga.size - diverval,
        perHasil,
        usulanTerbuka: terbuka.length,
        usulanDiputus: terbuka.filter((u) => u.putusan !== null).length,
        rapat: rapat.length,
        ubahan: ubahan.size,
        kirim,
    };
}
