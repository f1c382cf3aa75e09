/** The usulan part of the fold: what came with the worksheet and our own, one entry each whatever names it. */

import type { BuktiIsi, Lembar, Nilai, Objek } from "./bentuk.ts";
import type { StatusKirim } from "./kirim.ts";
import type { UbahanKini } from "./lipat.ts";

export interface PutusanRapat {
    hasil: string;
    alasan: string;
    /** Id of the meeting's ubahan. */
    rapat: string;
    /** The usulan as the line of the decision names it, whatever names it since: what the list's code is made of. */
    pokok: string;
    ubahan: string;
    kirim: StatusKirim;
}

export interface KeberatanKini {
    ubahan: string;
    rapat: string;
    isi: string;
    nama: string;
    dirahasiakan: boolean;
}

export interface UsulanKini {
    ref: string;
    /** "usulan:12" once the server has it. */
    server: string | null;
    /** Id of our ubahan; null when it came with the worksheet only. */
    ubahan: string | null;
    jenis: string;
    pokok: string;
    /** The family it belongs to; "" for a new one. */
    keluarga: string;
    /** Of the person or the head of the family; of a new family the head in its form. */
    nama: string;
    /** The server's status; "" while it is ours only. */
    status: string;
    /** Persons it is about: those named in the form, else the family or the one person. */
    orang: number;
    alasan: string;
    program: string;
    kode_alasan: string;
    muatan: Objek;
    bukti: BuktiIsi[];
    kirim: StatusKirim | null;
    /** Withdrawn by us or refused by the Dinas. */
    gugur: boolean;
    keberatan: KeberatanKini[];
    putusan: PutusanRapat | null;
}

/** Everything by reference. Our own is entered as "ubahan:<id>" even when the server has named it since. */
export function lipatUsulan(lembar: Lembar, ubahan: readonly UbahanKini[]): Map<string, UsulanKini> {
    const tempat = petaKeluarga(lembar);
    const hasil = new Map<string, UsulanKini>();
    const alias = new Map<string, string>();
    for (const kini of ubahan) {
        const u = kini.ubahan;
        if (u.jenis !== "usulan") continue;
        const ref = `ubahan:${u.id}`;
        const server = kini.putusan?.hasil || null;
        if (server !== null) alias.set(server, ref);
        const orang = tempat.get(u.pokok);
        const anggota = daftarAnggota(u.isi.muatan);
        hasil.set(ref, {
            ref,
            server,
            ubahan: u.id,
            jenis: u.isi.jenis,
            pokok: u.pokok,
            keluarga: orang?.keluarga ?? "",
            nama: orang?.nama ?? namaKepala(anggota),
            status: "",
            orang: anggota.length || (orang?.orang ?? 1),
            alasan: u.isi.alasan,
            program: u.isi.program,
            kode_alasan: u.isi.kode_alasan,
            muatan: u.isi.muatan,
            bukti: u.isi.bukti,
            kirim: kini.kirim,
            gugur: kini.gugur,
            keberatan: [],
            putusan: null,
        });
    }
    for (const s of lembar.usulan) {
        const milik = hasil.get(alias.get(s.id) ?? "");
        if (milik !== undefined) {
            milik.status = s.status;
            milik.orang = s.orang;
            continue;
        }
        hasil.set(s.id, {
            ...s,
            ref: s.id,
            server: s.id,
            ubahan: null,
            keluarga: tempat.get(s.pokok)?.keluarga ?? "",
            muatan: {},
            bukti: [],
            kirim: null,
            gugur: false,
            keberatan: [],
            putusan: null,
        });
    }
    terapkan(hasil, alias, ubahan);
    return hasil;
}

/** Objections, decisions and withdrawals, in the order they were made; the last decision stands. */
function terapkan(
    hasil: Map<string, UsulanKini>,
    alias: ReadonlyMap<string, string>,
    ubahan: readonly UbahanKini[],
): void {
    for (const kini of ubahan) {
        if (kini.gugur) continue;
        const u = kini.ubahan;
        const usulan = hasil.get(alias.get(u.pokok) ?? u.pokok);
        if (usulan === undefined) continue;
        if (u.jenis === "tarik" || u.jenis === "cabut") usulan.gugur = true;
        else if (u.jenis === "keberatan") {
            const { isi, nama, dirahasiakan } = u.isi;
            usulan.keberatan.push({ ubahan: u.id, rapat: idRapat(u.isi.musyawarah), isi, nama, dirahasiakan });
        } else if (u.jenis === "putusan") {
            const { hasil: jadi, alasan } = u.isi;
            const rapat = idRapat(u.isi.musyawarah);
            usulan.putusan = { hasil: jadi, alasan, rapat, pokok: u.pokok, ubahan: u.id, kirim: kini.kirim };
        }
    }
}

export function idRapat(ref: string): string {
    return ref.startsWith("ubahan:") ? ref.slice("ubahan:".length) : ref;
}

interface Tempat {
    keluarga: string;
    nama: string;
    orang: number;
}

/** The same for every fold of a worksheet, which never changes. */
const PETA = new WeakMap<Lembar, ReadonlyMap<string, Tempat>>();

function petaKeluarga(lembar: Lembar): ReadonlyMap<string, Tempat> {
    const lama = PETA.get(lembar);
    if (lama !== undefined) return lama;
    const peta = new Map<string, Tempat>();
    PETA.set(lembar, peta);
    for (const k of lembar.keluarga) {
        for (const a of k.anggota) peta.set(a.id, { keluarga: k.id, nama: a.nama, orang: 1 });
        peta.set(k.id, { keluarga: k.id, nama: k.kepala, orang: k.anggota.length });
    }
    return peta;
}

/** The members in a form: new people as objects, those of the family that move as their ids. */
function daftarAnggota(muatan: Objek): Nilai[] {
    const { anggota } = muatan;
    return Array.isArray(anggota) ? anggota : [];
}

const SHDK_KEPALA = "1";

function namaKepala(anggota: readonly Nilai[]): string {
    const baru = anggota.filter((a): a is Objek => typeof a === "object" && a !== null && !Array.isArray(a));
    const kepala = baru.find((a) => String(a["shdk"]) === SHDK_KEPALA) ?? baru[0];
    return typeof kepala?.["nama"] === "string" ? kepala["nama"] : "";
}
