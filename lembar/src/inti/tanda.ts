/**
 * Signatures: JWS over bytes as they came, certificates as JWT, keys named by their RFC 7638 thumbprint. The
 * algorithm is never taken from a header: it comes from the certificate or the known key, and the header must agree.
 */

import { calculateJwkThumbprint, compactVerify, CompactSign, importJWK } from "jose";
import { tolak } from "./batas.ts";
import { bacaBaku } from "./baku.ts";
import type { Alg, Jwk, Nilai, Sertifikat } from "./bentuk.ts";
import { kanonik } from "./kanonik.ts";
import { cacatSertifikat, KID } from "./manifes.ts";

export const TYP_PAKET = "opensiks-paket+json";
export const TYP_SERTIFIKAT = "opensiks-sertifikat+jwt";

/** What signs: the private half never leaves WebCrypto. */
export interface KunciTanda {
    alg: Alg;
    rahasia: CryptoKey;
    jwk: Jwk;
    kid: string;
}

/** A signature as read, not verified. */
export interface Tanda {
    alg: string;
    kid: string;
    isi: Uint8Array;
    padat: string;
}

const KURVA: { [crv: string]: { alg: Alg; kty: string; anggota: string[] } } = {
    "P-256": { alg: "ES256", kty: "EC", anggota: ["crv", "kty", "x", "y"] },
    Ed25519: { alg: "Ed25519", kty: "OKP", anggota: ["crv", "kty", "x"] },
};

/** ES256 or Ed25519 by the key's curve; null for any other, and for a key with members that we do not know. */
export function algDari(jwk: Jwk): Alg | null {
    const kurva = KURVA[String(jwk.crv)];
    if (kurva === undefined || jwk.kty !== kurva.kty) return null;
    const anggota = Object.keys(jwk).sort();
    const cocok = anggota.length === kurva.anggota.length && anggota.every((k, i) => k === kurva.anggota[i]);
    return cocok && anggota.every((k) => typeof jwk[k] === "string") ? kurva.alg : null;
}

export function sidikJari(jwk: Jwk): Promise<string> {
    return calculateJwkThumbprint(jwk as Record<string, string>, "sha256");
}

/** The public members of a key, those that its thumbprint is made of. */
export function jwkUmum(jwk: JsonWebKey): Jwk {
    const kurva = KURVA[String(jwk.crv)];
    if (kurva === undefined) throw new TypeError("not a P-256 or Ed25519 key");
    return Object.fromEntries(kurva.anggota.map((k) => [k, String(jwk[k as keyof JsonWebKey])])) as unknown as Jwk;
}

export async function buatKunciTanda(alg: Alg = "ES256", bolehKeluar = false): Promise<KunciTanda> {
    const macam = alg === "ES256" ? { name: "ECDSA", namedCurve: "P-256" } : { name: "Ed25519" };
    const pasang = (await crypto.subtle.generateKey(macam, bolehKeluar, ["sign", "verify"])) as CryptoKeyPair;
    const jwk = jwkUmum(await crypto.subtle.exportKey("jwk", pasang.publicKey));
    return { alg, rahasia: pasang.privateKey, jwk, kid: await sidikJari(jwk) };
}

// --- signing -----------------------------------------------------------------------------------------

async function tandatangani(isi: Uint8Array, kunci: KunciTanda, typ: string): Promise<string> {
    const kepala = { alg: kunci.alg, kid: kunci.kid, typ };
    return new CompactSign(isi).setProtectedHeader(kepala).sign(kunci.rahasia);
}

/** manifes.jws.json: General JSON Serialization with one signature, canonical. */
export async function tandaiManifes(isi: Uint8Array, kunci: KunciTanda): Promise<Uint8Array> {
    const [kepala, badan, tanda] = (await tandatangani(isi, kunci, TYP_PAKET)).split(".") as [string, string, string];
    return kanonik({ payload: badan, signatures: [{ protected: kepala, signature: tanda }] });
}

export function tandaiPadat(isi: Nilai, kunci: KunciTanda, typ: string): Promise<string> {
    return tandatangani(kanonik(isi), kunci, typ);
}

// --- reading -----------------------------------------------------------------------------------------

export function bacaManifesJws(bytes: Uint8Array): Tanda {
    const isi = bacaBaku(bytes, "manifes");
    if (isObjek(isi, ["payload", "signatures"])) {
        const { payload, signatures } = isi;
        if (typeof payload === "string" && Array.isArray(signatures) && signatures.length === 1) {
            const [satu] = signatures;
            if (isObjek(satu, ["protected", "signature"])) {
                const { protected: kepala, signature } = satu;
                if (typeof kepala === "string" && typeof signature === "string") {
                    return bacaPadat(`${kepala}.${payload}.${signature}`, TYP_PAKET, "manifes");
                }
            }
        }
    }
    return tolak("SALAH_BENTUK", "manifes: bukan JWS dengan satu tanda tangan");
}

export function bacaPadat(teks: string, typ: string, letak: string): Tanda {
    const bagian = teks.split(".").map((b) => dariB64Url(b, letak));
    const [kepala, isi] = bagian;
    if (bagian.length !== 3 || kepala === undefined || isi === undefined) {
        return tolak("SALAH_BENTUK", `${letak}: bukan JWS`);
    }
    const k = bacaBaku(kepala, `${letak}: kepala tanda tangan`);
    if (isObjek(k, ["alg", "kid", "typ"]) && k["typ"] === typ) {
        const { alg, kid } = k;
        if (typeof alg === "string" && typeof kid === "string" && KID.test(kid)) return { alg, kid, isi, padat: teks };
    }
    return tolak("SALAH_BENTUK", `${letak}: kepala tanda tangan`);
}

/** Refuses unless the header names exactly this key and algorithm, and the bytes are signed by it. */
export async function periksaTanda(tanda: Tanda, jwk: Jwk, alg: string): Promise<void> {
    const pasti = algDari(jwk);
    if (pasti === null || pasti !== alg || tanda.alg !== alg || tanda.kid !== (await sidikJari(jwk))) {
        tolak("TANDA_TANGAN", "kepala tanda tangan");
    }
    try {
        const kunci = await importJWK(jwk as Record<string, string>, alg);
        await compactVerify(tanda.padat, kunci, { algorithms: [alg] });
    } catch {
        tolak("TANDA_TANGAN", "tanda tangan");
    }
}

/** What a compact JWS says, signed by one of `kunci` (null: not verified). */
export async function bacaTertanda(
    teks: string,
    kunci: readonly Jwk[] | null,
    typ: string,
    letak: string,
): Promise<{ [k: string]: Nilai }> {
    const tanda = bacaPadat(teks, typ, letak);
    if (kunci !== null) {
        const jwk = await cariJwk(kunci, tanda.kid);
        if (jwk === null) return tolak("TANDA_TANGAN", `${letak}: kunci tidak dikenal`);
        await periksaTanda(tanda, jwk, algDari(jwk) ?? "");
    }
    const isi = bacaBaku(tanda.isi, letak);
    if (typeof isi !== "object" || isi === null || Array.isArray(isi)) return tolak("SALAH_BENTUK", letak);
    return isi;
}

/** Claims of a certificate signed by one of the registrar keys (null: not verified). */
export async function bacaSertifikat(jwt: string, registrar: readonly Jwk[] | null): Promise<Sertifikat> {
    let klaim: { [k: string]: Nilai };
    try {
        klaim = await bacaTertanda(jwt, registrar, TYP_SERTIFIKAT, "sertifikat");
    } catch {
        return tolak("SERTIFIKAT", "sertifikat");
    }
    const cacat = cacatSertifikat(klaim);
    if (cacat !== null) return tolak("SERTIFIKAT", `sertifikat: ${cacat}`);
    const baca = klaim as unknown as Sertifikat;
    if (algDari(baca.cnf.jwk) !== baca.alg) return tolak("SERTIFIKAT", "sertifikat: alg");
    return baca;
}

export async function cariJwk(daftar: readonly Jwk[], kid: string): Promise<Jwk | null> {
    for (const jwk of daftar) if ((await sidikJari(jwk)) === kid) return jwk;
    return null;
}

// --- base64url ---------------------------------------------------------------------------------------

export function keB64Url(bytes: Uint8Array): string {
    let biner = "";
    for (const b of bytes) biner += String.fromCharCode(b);
    return btoa(biner).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Unpadded base64url, in the one way to write it. */
export function dariB64Url(teks: string, letak: string): Uint8Array {
    if (/^[A-Za-z0-9_-]*$/.test(teks) && teks.length % 4 !== 1) {
        const biner = atob(teks.replace(/-/g, "+").replace(/_/g, "/"));
        const bytes = Uint8Array.from(biner, (c) => c.charCodeAt(0));
        if (keB64Url(bytes) === teks) return bytes;
    }
    return tolak("SALAH_BENTUK", `${letak}: bukan base64url`);
}

function isObjek(v: unknown, kunci: readonly string[]): v is { [k: string]: Nilai } {
    if (typeof v !== "object" || v === null || Array.isArray(v)) return false;
    const ada = Object.keys(v);
    return ada.length === kunci.length && kunci.every((k) => k in v);
}
