/** An old laptop without Curve25519 in its browser seals, opens and signs like a new one. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bukaPaket, bukaSegel, buatKunciSegel, hitungPenerima, PaketDitolak, segel, type Jwk } from "../src/inti/index.ts";
import { bacaBerkas, bacaKasus } from "./bantu.ts";
import { bukaDiDinas } from "./dunia.ts";
import { pakaiLaptop, siapkan, verval } from "./laptop.ts";

pakaiLaptop();
const kunci = bacaKasus<{ [nama: string]: { identitas: string; jwk: Jwk } }>("paket/kunci.json");

beforeEach(() => {
    for (const nama of ["importKey", "generateKey", "deriveBits", "sign", "verify"] as const) {
        const asli = crypto.subtle[nama].bind(crypto.subtle) as (...a: unknown[]) => unknown;
        vi.spyOn(crypto.subtle, nama).mockImplementation(((...a: unknown[]) => {
            if (/25519/.test(JSON.stringify(a.map((x) => (x instanceof Uint8Array ? "" : x))))) {
                throw new DOMException("Algorithm: Unrecognized name", "NotSupportedError");
            }
            return asli(...a);
        }) as never);
    }
});
afterEach(() => vi.restoreAllMocks());

test("without 25519 the server's packages open, and ours open at the server's key", async () => {
    const p = await bukaPaket(bacaBerkas("paket/baik/tanda_terima.age"), [kunci["perangkat"]?.identitas ?? ""], {
        registrar: [kunci["registrar"]?.jwk as Jwk],
    });
    expect(p.manifes.arah).toBe("tanda_terima");
    const { d, store } = await siapkan();
    await store.catat(verval(1));
    expect((await bukaDiDinas(d, (await store.buatPaket({ foto: false })).bytes)).ubahan).toHaveLength(1);
});

test("armour survives mail and chat; a changed or cut file never opens", async () => {
    const { identitas, umum } = await buatKunciSegel();
    const isi = crypto.getRandomValues(new Uint8Array(40_000));
    const teks = new TextDecoder().decode(await segel(isi, [umum], { zirah: true }));
    const rusak = [teks.replace(/\n/g, "\r\n"), `\n\n  ${teks}\n\n`, teks.replace(/\n/g, "  \n"), teks.replace(/(.{64})\n(?!-)/g, "$1")];
    for (const t of rusak) expect((await bukaSegel(new TextEncoder().encode(t), [identitas])).isi).toEqual(isi);
    const biner = await segel(isi, [umum, (await buatKunciSegel()).umum]);
    expect(hitungPenerima(biner)).toBe(2);
    for (const letak of [0, 30, 200, 5_000, biner.length - 1]) {
        const salin = Uint8Array.from(biner);
        salin[letak] = (salin[letak] as number) ^ 1;
        await expect(bukaSegel(salin, [identitas])).rejects.toBeInstanceOf(PaketDitolak);
        await expect(bukaSegel(biner.subarray(0, letak), [identitas])).rejects.toBeInstanceOf(PaketDitolak);
    }
    await expect(bukaSegel(biner, [(await buatKunciSegel()).identitas])).rejects.toMatchObject({ kode: "ASING" });
});
