/**
 * Migration by copying: the rooms of the next generation are filled from the living ones, counted and compared, and
 * only then one row says which are alive. A crash at any step leaves the old rooms in use, and it begins again.
 */

import { sha256Hex } from "../inti/hash.ts";
import { TOKO, TOKO_TETAP, type Gudang, type KunciToko, type Toko, type Tulis } from "./gudang.ts";
import { tulisDump } from "./dump.ts";

const SEKALI = 200;

/** What a row becomes; null leaves it behind. */
export type UbahBaris = (toko: Toko, kunci: KunciToko, isi: unknown) => Promise<unknown> | unknown;

export class GagalPindah extends Error {
    override name = "GagalPindah";
}

/** Brings the rooms to `tujuan`; returns false when they are there already. */
export async function pindahkan(gudang: Gudang, tujuan: number, ubah: UbahBaris): Promise<boolean> {
    if (gudang.generasi >= tujuan) return false;
    const daftar = TOKO.filter((t) => !TOKO_TETAP.includes(t));
    // Whatever an interrupted attempt left behind is not trusted.
    await gudang.tulisGenerasi(tujuan, [], daftar);
    const sidik = new Map<Toko, string>();
    for (const toko of daftar) {
        const baris: [KunciToko, unknown][] = [];
        for (const [kunci, isi] of await gudang.semua(toko)) {
            const baru = await ubah(toko, kunci, isi);
            if (baru !== null) baris.push([kunci, baru]);
        }
        for (let i = 0; i < baris.length; i += SEKALI) {
            const tulis: Tulis[] = baris.slice(i, i + SEKALI).map(([kunci, nilai]) => ({ toko, kunci, nilai }));
            await gudang.tulisGenerasi(tujuan, tulis);
        }
        sidik.set(toko, await sidikToko(baris));
    }
    for (const toko of daftar) {
        if ((await sidikToko(await gudang.semua(toko, tujuan))) !== sidik.get(toko)) {
            throw new GagalPindah(`rows of ${toko} are not what was written`);
        }
    }
    await gudang.pakaiGenerasi(tujuan);
    return true;
}

/** After the next receipt: the office has what the old rooms hold. Their names stay, their rows go. */
export async function lepaskanLama(gudang: Gudang): Promise<void> {
    const daftar = TOKO.filter((t) => !TOKO_TETAP.includes(t));
    for (let g = 1; g < gudang.generasi; g++) await gudang.tulisGenerasi(g, [], daftar);
}

function sidikToko(baris: readonly [KunciToko, unknown][]): Promise<string> {
    const urut = [...baris].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return sha256Hex(tulisDump({ bentuk: "opensiks-penyelamatan/1", akun: "", toko: { isi: urut }, rusak: [] }));
}
