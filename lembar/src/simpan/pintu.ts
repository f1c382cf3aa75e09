/** The door of a laptop's data: first PIN, unlocking with a growing delay, another PIN, the paper key. Never a wipe. */

import { bukaPin, bukaSemuaKunci, bukaUmum, bungkusPin, PIN_TERPENDEK, PinSalah, type BarisKunci } from "./kunci.ts";
import type { KunciTerbuka } from "./kunci.ts";
import type { Acak } from "./baris.ts";
import type { BarisPemulihan } from "./pulih.ts";
import { GagalSimpan, gagalSimpan, type Gudang, type Tulis } from "./gudang.ts";

/** The row `keadaan/pin`. */
interface BarisCoba {
    gagal: number;
    sampai: number;
}

const BEBAS = 4;
const TUNGGU_AWAL = 15_000;
const TUNGGU_MAKS = 15 * 60_000;

/** Four tries at once; then 15 seconds, doubling, at most a quarter of an hour. */
export function tungguSetelah(gagal: number): number {
    return gagal <= BEBAS ? 0 : Math.min(TUNGGU_AWAL * 2 ** (gagal - BEBAS - 1), TUNGGU_MAKS);
}

export function periksaPin(pin: string): void {
    if ([...pin].length < PIN_TERPENDEK) {
        throw new GagalSimpan(`PIN paling sedikit ${PIN_TERPENDEK} huruf atau angka.`, "Pilih PIN yang lebih panjang.");
    }
}

export async function tungguPin(gudang: Gudang, sekarang: number): Promise<number> {
    const coba = (await gudang.baca("keadaan", "pin")) as BarisCoba | undefined;
    if (coba === undefined) return 0;
    // A clock that was set back must not lengthen the delay.
    return Math.max(0, Math.min(coba.sampai - sekarang, tungguSetelah(coba.gagal)));
}

export async function bacaKunciUtama(gudang: Gudang): Promise<BarisKunci | null> {
    return ((await gudang.baca("kunci", "utama")) as BarisKunci | undefined) ?? null;
}

export async function bukaDenganPin(gudang: Gudang, pin: string, sekarang: number): Promise<KunciTerbuka> {
    const tunggu = await tungguPin(gudang, sekarang);
    if (tunggu > 0) throw new PinSalah(tunggu);
    const utama = await wajibUtama(gudang);
    const mentah = await bukaPin(utama, pin);
    if (mentah === null) {
        const gagal = (((await gudang.baca("keadaan", "pin")) as BarisCoba | undefined)?.gagal ?? 0) + 1;
        const jeda = tungguSetelah(gagal);
        await gudang.tulis([{ toko: "keadaan", kunci: "pin", nilai: { gagal, sampai: sekarang + jeda } }]);
        throw new PinSalah(jeda);
    }
    await gudang.tulis([{ toko: "keadaan", kunci: "pin", hapus: true }]).catch(() => undefined);
    return bukaSemuaKunci(utama, mentah);
}

export async function gantiPin(gudang: Gudang, lama: string, baru: string, sekarang: number, acak: Acak): Promise<void> {
    periksaPin(baru);
    const { mentah } = await bukaDenganPin(gudang, lama, sekarang);
    await pasangPin(gudang, await wajibUtama(gudang), mentah, baru, acak);
}

/** The village's paper key, or the office's, opens what the PIN no longer can. */
export async function bukaDenganKertas(
    gudang: Gudang,
    identitas: string,
    pinBaru: string,
    acak: Acak,
    saat: { id: string; pada: string },
): Promise<KunciTerbuka> {
    periksaPin(pinBaru);
    const utama = await wajibUtama(gudang);
    let segel: { isi: Uint8Array; dibuka: string };
    try {
        segel = await bukaUmum(utama, identitas.trim().toUpperCase());
    } catch {
        throw new GagalSimpan(
            "Kunci pemulihan ini bukan untuk data di laptop ini.",
            "Periksa lagi tiap huruf di kertas kunci.",
        );
    }
    const terbuka = await bukaSemuaKunci(utama, segel.isi);
    const nilai: BarisPemulihan = { ...saat, umum: segel.dibuka };
    await pasangPin(gudang, utama, segel.isi, pinBaru, acak, [{ toko: "keadaan", kunci: "pemulihan", nilai }]);
    return terbuka;
}

async function pasangPin(
    gudang: Gudang,
    utama: BarisKunci,
    mentah: Uint8Array,
    pin: string,
    acak: Acak,
    serta: readonly Tulis[] = [],
): Promise<void> {
    const bungkus = await bungkusPin(mentah, pin, acak, utama.putaran);
    try {
        await gudang.tulis([
            ...serta,
            { toko: "kunci", kunci: "utama", nilai: { ...utama, ...bungkus } satisfies BarisKunci },
            { toko: "keadaan", kunci: "pin", hapus: true },
        ]);
    } catch (galat) {
        throw gagalSimpan(galat);
    }
}

async function wajibUtama(gudang: Gudang): Promise<BarisKunci> {
    const utama = await bacaKunciUtama(gudang);
    if (utama === null) throw new TypeError("this laptop has no keys yet");
    return utama;
}
