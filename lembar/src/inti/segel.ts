/**
 * Sealing with age v1 (X25519 recipients). The library falls back to its own arithmetic where the browser's
 * WebCrypto has no Curve25519, so an old laptop seals and opens like a new one.
 */

import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { dalamBatas, MAKS_BERKAS, MAKS_PENERIMA, PaketDitolak, tolak } from "./batas.ts";

const AWAL = "-----BEGIN AGE ENCRYPTED FILE-----";
const AKHIR = "-----END AGE ENCRYPTED FILE-----";
const KEPALA = "age-encryption.org/v1\n";
const MAKS_KEPALA = 8 * 1024;

export async function buatKunciSegel(): Promise<{ identitas: string; umum: string }> {
    const identitas = await generateX25519Identity();
    return { identitas, umum: await identityToRecipient(identitas) };
}

export function umumDari(identitas: string): Promise<string> {
    return identityToRecipient(identitas);
}

export async function segel(
    isi: Uint8Array,
    penerima: readonly string[],
    opsi: { zirah?: boolean } = {},
): Promise<Uint8Array> {
    if (penerima.length < 1 || penerima.length > MAKS_PENERIMA) throw new RangeError("1 to 16 recipients");
    const mesin = new Encrypter();
    for (const p of penerima) mesin.addRecipient(p);
    const biner = await mesin.encrypt(isi);
    return opsi.zirah ? new TextEncoder().encode(armor.encode(biner)) : biner;
}

/** The bytes inside, and the recipient whose identity opened them. */
export async function bukaSegel(
    berkas: Uint8Array,
    identitas: readonly string[],
): Promise<{ isi: Uint8Array; dibuka: string }> {
    const biner = bacaZirah(berkas);
    hitungPenerima(biner);
    for (const satu of identitas) {
        const mesin = new Decrypter();
        mesin.addIdentity(satu);
        try {
            return { isi: await mesin.decrypt(biner), dibuka: await umumDari(satu) };
        } catch (galat) {
            if (!(galat instanceof Error && galat.message.startsWith("no identity matched"))) {
                throw new PaketDitolak("RUSAK", "segel");
            }
        }
    }
    return tolak("ASING", "segel");
}

/** The binary age file, armoured or not. Mail and chat change line ends and add blanks: that is forgiven. */
export function bacaZirah(berkas: Uint8Array): Uint8Array {
    dalamBatas(berkas.length, MAKS_BERKAS, "ukuran berkas");
    if (mulaiDengan(berkas, KEPALA)) return berkas;
    const teks = new TextDecoder("latin1").decode(berkas).replace(/^[ \t\n\r\v\f]+|[ \t\n\r\v\f]+$/g, "");
    if (!teks.startsWith(AWAL)) tolak("RUSAK", "awal berkas");
    if (!teks.endsWith(AKHIR) || teks.length < AWAL.length + AKHIR.length) tolak("RUSAK", "akhir berkas");
    const inti = teks.slice(AWAL.length, -AKHIR.length).replace(/[ \t\n\r\v\f]+/g, "");
    if (inti.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(inti)) tolak("RUSAK", "teks segel");
    const biner = dariBase64(inti);
    if (!mulaiDengan(biner, KEPALA)) tolak("RUSAK", "awal segel");
    return biner;
}

function dariBase64(teks: string): Uint8Array {
    const mentah = atob(teks);
    const hasil = new Uint8Array(mentah.length);
    for (let i = 0; i < mentah.length; i++) hasil[i] = mentah.charCodeAt(i);
    return hasil;
}

/** Stanzas in the header, which anyone may count. */
export function hitungPenerima(biner: Uint8Array): number {
    const kepala = new TextDecoder("latin1").decode(biner.subarray(0, MAKS_KEPALA));
    const akhir = kepala.indexOf("\n--- ");
    if (akhir < 0) tolak("RUSAK", "kepala segel");
    const jumlah = kepala.slice(0, akhir + 1).split("\n-> ").length - 1;
    dalamBatas(jumlah, MAKS_PENERIMA, "jumlah penerima");
    return jumlah;
}

function mulaiDengan(bytes: Uint8Array, teks: string): boolean {
    if (bytes.length < teks.length) return false;
    for (let i = 0; i < teks.length; i++) if (bytes[i] !== teks.charCodeAt(i)) return false;
    return true;
}
