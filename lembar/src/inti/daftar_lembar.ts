/**
 * The list of a meeting as its paper prints it, and the code at the foot of every page. The server computes the same
 * from its registry (rules/daftar_lembar.py); tests/cases/daftar_lembar.json keeps the two equal.
 */

import type { Objek } from "./bentuk.ts";
import { sha256Hex } from "./hash.ts";
import { kanonik } from "./kanonik.ts";
import { kodeDaftar } from "./kode.ts";
import type { Keadaan } from "./lipat.ts";
import type { RapatKini } from "./lipat_rapat.ts";

export const BENTUK_DAFTAR = "daftar_lembar/1";

export interface DaftarRapat {
    desa: string;
    /** Id of the line that called the meeting. */
    rapat: string;
    /** Decision by proposal, as the line of the decision names it. */
    putusan: ReadonlyMap<string, string>;
    /** Verdict by family. */
    verval: ReadonlyMap<string, string>;
}

/** The form that is hashed; both lists sorted by their ids, which are ASCII. */
export function tulisDaftar({ desa, rapat, putusan, verval }: DaftarRapat): Objek {
    return { bentuk: BENTUK_DAFTAR, desa, rapat, usulan: urut(putusan), verval: urut(verval) };
}

export async function kodeLembar(daftar: DaftarRapat): Promise<string> {
    return kodeDaftar(await sha256Hex(kanonik(tulisDaftar(daftar))));
}

/** The list of one meeting as the laptop holds it now. What was withdrawn or refused is on no list. */
export function daftarRapat(rapat: RapatKini, keadaan: Keadaan, desa: string): DaftarRapat {
    const putusan = new Map<string, string>();
    for (const u of keadaan.usulan.values()) {
        if (!u.gugur && u.putusan?.rapat === rapat.id) putusan.set(u.putusan.pokok, u.putusan.hasil);
    }
    const verval = new Map<string, string>();
    for (const [id, k] of keadaan.keluarga) if (k.verval) verval.set(id, k.verval.hasil);
    return { desa, rapat: rapat.id, putusan, verval };
}

/** Printed on the berita acara: another list gives another code, so an old print is known at sight. */
export async function kodeRapat(rapat: RapatKini, keadaan: Keadaan, desa: string): Promise<string> {
    return kodeLembar(daftarRapat(rapat, keadaan, desa));
}

function urut(peta: ReadonlyMap<string, string>): string[][] {
    return [...peta].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
