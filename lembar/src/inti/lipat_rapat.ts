/** The meeting part of the fold: attendance, decisions, closing and papers of every musyawarah held offline. */

import type { PetaIsi } from "./bentuk.ts";
import type { StatusKirim } from "./kirim.ts";
import type { UbahanKini } from "./lipat.ts";
import { idRapat, type UsulanKini } from "./lipat_usulan.ts";

export interface RapatKini {
    /** Id of the ubahan that opened it. */
    id: string;
    isi: PetaIsi["musyawarah"];
    kehadiran: PetaIsi["kehadiran"]["unsur"];
    /** References of the usulan decided here, in the order of the first decision. */
    diputus: string[];
    tutup: (PetaIsi["tutup"] & { ubahan: string }) | null;
    berkas: (PetaIsi["berkas"] & { ubahan: string })[];
    kirim: StatusKirim;
    gugur: boolean;
}

/** The number of the next page of a paper: what it is for, and the code at its foot. */
export function nextHalaman(berkas: RapatKini["berkas"], guna: string, kode = ""): number {
    const sama = berkas.filter((b) => b.guna === guna && (b.kode_daftar ?? "") === kode);
    return Math.max(0, ...sama.map((b) => b.halaman ?? 1)) + 1;
}

export function lipatRapat(
    ubahan: readonly UbahanKini[],
    usulan: ReadonlyMap<string, UsulanKini>,
): RapatKini[] {
    const rapat = new Map<string, RapatKini>();
    for (const kini of ubahan) {
        const u = kini.ubahan;
        if (u.jenis === "musyawarah") {
            rapat.set(u.id, {
                id: u.id,
                isi: u.isi,
                kehadiran: {},
                diputus: [],
                tutup: null,
                berkas: [],
                kirim: kini.kirim,
                gugur: kini.gugur,
            });
            continue;
        }
        const r = rapat.get(idRapat(u.pokok));
        if (r === undefined || kini.gugur) continue;
        if (u.jenis === "kehadiran") r.kehadiran = { ...r.kehadiran, ...u.isi.unsur };
        else if (u.jenis === "tutup") r.tutup = { ...u.isi, ubahan: u.id };
        else if (u.jenis === "berkas") r.berkas.push({ ...u.isi, ubahan: u.id });
    }
    for (const u of usulan.values()) if (u.putusan) rapat.get(u.putusan.rapat)?.diputus.push(u.ref);
    return [...rapat.values()];
}
