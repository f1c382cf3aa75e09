/** Everything random of a virtual laptop from one seed, so that a run of the simulator can be repeated. */

import type { Alg } from "../src/inti/bentuk.ts";
import { gabung } from "../src/inti/hash.ts";
import { jwkUmum, sidikJari, type KunciTanda } from "../src/inti/tanda.ts";
import type { Acak } from "../src/simpan/baris.ts";
import { imporRahasia } from "../src/simpan/kunci.ts";

/** xoshiro128** over four words of the seed: good enough for tests, and for nothing else. */
export function acakBenih(benih: string): Acak {
    let h = 2166136261;
    const kata = new Uint32Array(4).map((_, i) => {
        for (const c of `${i}|${benih}`) h = Math.imul(h ^ (c.codePointAt(0) as number), 16777619);
        return (h ^ (h >>> 15)) >>> 0 || i + 1;
    }) as Uint32Array & [number, number, number, number];
    const putar = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
    const berikut = (): number => {
        const hasil = Math.imul(putar(Math.imul(kata[1], 5), 7), 9) >>> 0;
        const t = kata[1] << 9;
        kata[2] ^= kata[0];
        kata[3] ^= kata[1];
        kata[1] ^= kata[2];
        kata[0] ^= kata[3];
        kata[2] ^= t;
        kata[3] = putar(kata[3], 11);
        return hasil;
    };
    for (let i = 0; i < 20; i++) berikut();
    return (panjang) => Uint8Array.from({ length: panjang }, () => berikut() >>> 24);
}

// PKCS #8 around 32 secret bytes.
const AWAL_EC = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
const AWAL_ED = "302e020100300506032b657004220420";

/** A signing key from 32 bytes: only for the simulator's virtual laptops. */
export async function tandaDariBenih(benih: Uint8Array, alg: Alg): Promise<{ kunci: KunciTanda; pkcs8: Uint8Array }> {
    const awal = alg === "ES256" ? AWAL_EC : AWAL_ED;
    const pkcs8 = gabung(Uint8Array.from(awal.match(/../g) ?? [], (h) => parseInt(h, 16)), benih);
    const lepas = await imporRahasia(pkcs8, alg, true);
    const jwk = jwkUmum(await crypto.subtle.exportKey("jwk", lepas));
    return { kunci: { alg, rahasia: await imporRahasia(pkcs8, alg), jwk, kid: await sidikJari(jwk) }, pkcs8 };
}
