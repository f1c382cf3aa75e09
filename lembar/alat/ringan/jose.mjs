// The four calls of the signature package that the worksheet makes, straight on WebCrypto: one signature, compact,
// ES256 or Ed25519, the algorithm named by the caller. Nothing here decides whom to trust; `inti/tanda.ts` does.
const toB64 = (bytes) => {
    let teks = "";
    for (let i = 0; i < bytes.length; i += 8192) teks += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(teks).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};
const fromB64 = (teks) => {
    if (!/^[A-Za-z0-9_-]*$/.test(teks) || teks.length % 4 === 1) throw new TypeError("not base64url");
    return Uint8Array.from(atob(teks.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
};
const ascii = (teks) => new TextEncoder().encode(teks);

const UNTUK = {
    ES256: { masuk: { name: "ECDSA", namedCurve: "P-256" }, pakai: { name: "ECDSA", hash: "SHA-256" }, kty: "EC", crv: "P-256" },
    Ed25519: { masuk: { name: "Ed25519" }, pakai: { name: "Ed25519" }, kty: "OKP", crv: "Ed25519" },
};
const find = (alg) => {
    const ada = Object.hasOwn(UNTUK, alg) ? UNTUK[alg] : undefined;
    if (!ada) throw new TypeError("alg");
    return ada;
};

/** RFC 7638. */
export async function calculateJwkThumbprint(jwk) {
    const anggota = jwk.kty === "EC" ? ["crv", "kty", "x", "y"] : jwk.kty === "OKP" ? ["crv", "kty", "x"] : null;
    if (!anggota || anggota.some((k) => typeof jwk[k] !== "string" || !jwk[k])) throw new TypeError("jwk");
    const isi = JSON.stringify(Object.fromEntries(anggota.map((k) => [k, jwk[k]])));
    return toB64(new Uint8Array(await crypto.subtle.digest("SHA-256", ascii(isi))));
}

/** A public key, for verifying only. A key of another curve than the algorithm's is refused. */
export async function importJWK(jwk, alg) {
    const u = find(alg);
    if (jwk.kty !== u.kty || jwk.crv !== u.crv || jwk.d !== undefined) throw new TypeError("jwk");
    const { kty, crv, x, y } = jwk;
    return crypto.subtle.importKey("jwk", y === undefined ? { kty, crv, x } : { kty, crv, x, y }, u.masuk, true, ["verify"]);
}

/** Throws unless the one signature is good and the header's algorithm is among those the caller allows. */
export async function compactVerify(jws, kunci, { algorithms }) {
    const bagian = jws.split(".");
    if (bagian.length !== 3) throw new TypeError("jws");
    const [kepala, badan, tanda] = bagian;
    const protectedHeader = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromB64(kepala)));
    if (!algorithms.includes(protectedHeader.alg) || "crit" in protectedHeader || "b64" in protectedHeader) throw new TypeError("alg");
    const u = find(protectedHeader.alg);
    if (kunci.algorithm.name !== u.masuk.name) throw new TypeError("key");
    if (!(await crypto.subtle.verify(u.pakai, kunci, fromB64(tanda), ascii(`${kepala}.${badan}`)))) throw new TypeError("signature");
    return { payload: fromB64(badan), protectedHeader };
}

export class CompactSign {
    constructor(isi) {
        this.isi = isi;
    }
    setProtectedHeader(kepala) {
        this.kepala = kepala;
        return this;
    }
    async sign(kunci) {
        const dua = `${toB64(ascii(JSON.stringify(this.kepala)))}.${toB64(this.isi)}`;
        const tanda = await crypto.subtle.sign(find(this.kepala.alg).pakai, kunci, ascii(dua));
        return `${dua}.${toB64(new Uint8Array(tanda))}`;
    }
}
