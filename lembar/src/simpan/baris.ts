/**
 * One stored row: AES-256-GCM under the data key. Store, id, number and the hash of the row before are authenticated,
 * so a row that was swapped, copied elsewhere or rolled back does not open.
 */

import { buf, gabung, sha256Hex, utf8 } from "../inti/hash.ts";

export interface Baris {
    id: string;
    n: number;
    sebelum: string;
    iv: Uint8Array;
    isi: Uint8Array;
}

/** Random bytes; the simulator hands in a seeded one. */
export type Acak = (panjang: number) => Uint8Array;

export function acakPeramban(panjang: number): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(panjang));
}

function aad(toko: string, b: { id: string; n: number; sebelum: string }): Uint8Array {
    return utf8(`${toko}|${b.id}|${b.n}|${b.sebelum}`);
}

export function kunciAes(mentah: Uint8Array): Promise<CryptoKey> {
    return crypto.subtle.importKey("raw", buf(mentah), "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function tutupBaris(
    kunci: CryptoKey,
    toko: string,
    kepala: { id: string; n?: number; sebelum?: string },
    isi: Uint8Array,
    acak: Acak,
): Promise<Baris> {
    const k = { id: kepala.id, n: kepala.n ?? 0, sebelum: kepala.sebelum ?? "" };
    const iv = acak(12);
    const macam = { name: "AES-GCM", iv: buf(iv), additionalData: buf(aad(toko, k)) };
    return { ...k, iv, isi: new Uint8Array(await crypto.subtle.encrypt(macam, kunci, buf(isi))) };
}

/** Throws OperationError for a row that is not what it says. */
export async function bukaBaris(kunci: CryptoKey, toko: string, b: Baris): Promise<Uint8Array> {
    const macam = { name: "AES-GCM", iv: buf(b.iv), additionalData: buf(aad(toko, b)) };
    return new Uint8Array(await crypto.subtle.decrypt(macam, kunci, buf(b.isi)));
}

/** Names a row for its successor. */
export function sidikBaris(toko: string, b: Baris): Promise<string> {
    return sha256Hex(gabung(aad(toko, b), b.iv, b.isi));
}

export function tulisJson(nilai: unknown): Uint8Array {
    return utf8(JSON.stringify(nilai));
}

export function bacaJson<T>(bytes: Uint8Array): T {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
