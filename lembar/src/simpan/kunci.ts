/**
 * Keys of one laptop. A random data key encrypts every row; it lies wrapped by the PIN, and by age for the office,
 * its escrow and the village's paper key, so that neither a forgotten PIN nor a broken laptop loses the work.
 */

import { buf } from "../inti/hash.ts";
import { buatKunciSegel, bukaSegel, segel } from "../inti/segel.ts";
import { buatKunciTanda, type KunciTanda } from "../inti/tanda.ts";
import type { Alg, Jwk } from "../inti/bentuk.ts";
import { bukaBaris, kunciAes, tutupBaris, type Acak, type Baris } from "./baris.ts";

export const PUTARAN = 600_000;
export const PIN_TERPENDEK = 6;

/** The row `kunci/utama`. */
export interface BarisKunci {
    v: 1;
    garam: Uint8Array;
    putaran: number;
    pin: Baris;
    /** The data key sealed to these recipients; null until the first worksheet brought them. */
    umum: { penerima: string[]; isi: Uint8Array } | null;
    tanda: { alg: Alg; jwk: Jwk; kid: string; rahasia: Baris };
    segel: { umum: string; rahasia: Baris };
    nama: string;
    dibuat: string;
}

/** Everything unwrapped, in memory while the store is open. */
export interface KunciTerbuka {
    mentah: Uint8Array;
    data: CryptoKey;
    tanda: KunciTanda;
    identitas: string;
    umum: string;
}

/** The PIN is wrong, or it is too early to try again. */
export class PinSalah extends Error {
    override name = "PinSalah";
    readonly kalimat: string;
    constructor(readonly tunggu: number) {
        const detik = Math.ceil(tunggu / 1000);
        const kalimat = detik > 0 ? `PIN salah. Coba lagi ${detik} detik lagi.` : "PIN salah. Coba lagi.";
        super(kalimat);
        this.kalimat = kalimat;
    }
}

/** Where keys come from; the simulator makes them from a seed. */
export interface SumberKunci {
    acak: Acak;
    tanda?: () => Promise<{ kunci: KunciTanda; pkcs8: Uint8Array }>;
    segel?: () => Promise<{ identitas: string; umum: string }>;
}

async function kunciPin(pin: string, garam: Uint8Array, putaran: number): Promise<CryptoKey> {
    const bahan = new TextEncoder().encode(pin.normalize("NFC"));
    const asal = await crypto.subtle.importKey("raw", bahan, "PBKDF2", false, ["deriveKey"]);
    const cara = { name: "PBKDF2", hash: "SHA-256", salt: buf(garam), iterations: putaran };
    return crypto.subtle.deriveKey(cara, asal, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const EC = { name: "ECDSA", namedCurve: "P-256" };

export function imporRahasia(pkcs8: Uint8Array, alg: Alg, bolehKeluar = false): Promise<CryptoKey> {
    const macam = alg === "ES256" ? EC : { name: "Ed25519" };
    return crypto.subtle.importKey("pkcs8", buf(pkcs8), macam, bolehKeluar, ["sign"]);
}

/** New keys of a laptop. The signing key can be taken out of WebCrypto only here, to be wrapped. */
async function buatTanda(): Promise<{ kunci: KunciTanda; pkcs8: Uint8Array }> {
    const lepas = await buatKunciTanda("ES256", true);
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", lepas.rahasia));
    return { kunci: { ...lepas, rahasia: await imporRahasia(pkcs8, "ES256") }, pkcs8 };
}

export async function buatKunci(
    pin: string,
    nama: string,
    dibuat: string,
    sumber: SumberKunci,
    putaran = PUTARAN,
): Promise<{ baris: BarisKunci; terbuka: KunciTerbuka }> {
    const { acak } = sumber;
    const mentah = acak(32);
    const data = await kunciAes(mentah);
    const { kunci: tanda, pkcs8 } = await (sumber.tanda ?? buatTanda)();
    const { identitas, umum } = await (sumber.segel ?? buatKunciSegel)();
    const rahasia = await tutupBaris(data, "kunci", { id: "tanda" }, pkcs8, acak);
    const isiSegel = await tutupBaris(data, "kunci", { id: "segel" }, new TextEncoder().encode(identitas), acak);
    pkcs8.fill(0);
    const { garam, pin: terbungkus } = await bungkusPin(mentah, pin, acak, putaran);
    const baris: BarisKunci = {
        v: 1,
        garam,
        putaran,
        pin: terbungkus,
        umum: null,
        tanda: { alg: tanda.alg, jwk: tanda.jwk, kid: tanda.kid, rahasia },
        segel: { umum, rahasia: isiSegel },
        nama,
        dibuat,
    };
    return { baris, terbuka: { mentah, data, tanda, identitas, umum } };
}

export async function bungkusPin(
    mentah: Uint8Array,
    pin: string,
    acak: Acak,
    putaran: number,
): Promise<{ garam: Uint8Array; pin: Baris }> {
    const garam = acak(16);
    const kunci = await kunciPin(pin, garam, putaran);
    return { garam, pin: await tutupBaris(kunci, "kunci", { id: "pin" }, mentah, acak) };
}

/** Null for a wrong PIN. */
export async function bukaPin(baris: BarisKunci, pin: string): Promise<Uint8Array | null> {
    const kunci = await kunciPin(pin, baris.garam, baris.putaran);
    return bukaBaris(kunci, "kunci", baris.pin).catch(() => null);
}

export async function bukaSemuaKunci(baris: BarisKunci, mentah: Uint8Array): Promise<KunciTerbuka> {
    const data = await kunciAes(mentah);
    const pkcs8 = await bukaBaris(data, "kunci", baris.tanda.rahasia);
    const rahasia = await imporRahasia(pkcs8, baris.tanda.alg);
    pkcs8.fill(0);
    const identitas = new TextDecoder().decode(await bukaBaris(data, "kunci", baris.segel.rahasia));
    const { alg, jwk, kid } = baris.tanda;
    return { mentah, data, tanda: { alg, jwk, kid, rahasia }, identitas, umum: baris.segel.umum };
}

/** The data key for the office, its escrow and the paper key. */
export async function bungkusUmum(mentah: Uint8Array, penerima: string[]): Promise<BarisKunci["umum"]> {
    return penerima.length > 0 ? { penerima, isi: await segel(mentah, penerima) } : null;
}

/** The data key, and the recipient whose identity opened it. */
export async function bukaUmum(
    baris: BarisKunci,
    identitas: string,
): Promise<{ isi: Uint8Array; dibuka: string }> {
    if (baris.umum === null) throw new TypeError("no recovery recipients yet");
    return bukaSegel(baris.umum.isi, [identitas]);
}
