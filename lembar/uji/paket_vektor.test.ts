/** The vectors that the server made and reads itself: the same answer here, refusal for refusal. */

import { describe, expect, test } from "vitest";
import {
    bacaBaku,
    bukaPaket,
    enamKata,
    kanonikTeks,
    kodeDaftar,
    PaketDitolak,
    sha256Hex,
    sidikJari,
    undak,
    utf8,
    type Jwk,
    type Nilai,
} from "../src/inti/index.ts";
import { bacaBerkas, bacaKasus } from "./bantu.ts";

interface Harap {
    arah: string;
    manifes_sha256: string;
    isi_sha256: string;
    kid: string;
    ubahan: number;
    lampiran: string[];
}
interface Kasus {
    berkas: string;
    keterangan: string;
    identitas: string[];
    registrar?: string[];
    kantor?: string;
    at_detik?: number;
    harap?: Harap;
    kode?: string;
}
interface Indeks {
    kantor: string;
    at_detik: number;
    registrar: string[];
    baik: Kasus[];
    buruk?: Kasus[];
    cacat?: Kasus[];
}
interface Vektor {
    baku: { nilai: Nilai; teks: string; sha256: string }[];
    terima: string[];
    tolak: string[];
    kode: { sha256: string; kode: string }[];
    kunci: { jwk: Jwk; sidik: string; kata: string[] }[];
    undak: number[];
}

const indeks = bacaKasus<Indeks>("paket/indeks.json");
const kunci = bacaKasus<{ [nama: string]: { identitas: string; jwk: Jwk } }>("paket/kunci.json");
const vektor = bacaKasus<Vektor>("paket/vektor.json");

function buka(k: Kasus) {
    const registrar = (k.registrar ?? indeks.registrar).map((n) => kunci[n]?.jwk as Jwk);
    const identitas = k.identitas.map((n) => kunci[n]?.identitas as string);
    const opsi = { registrar, saat: k.at_detik ?? indeks.at_detik, kantor: k.kantor ?? indeks.kantor };
    return bukaPaket(bacaBerkas(`paket/${k.berkas}`), identitas, opsi);
}

test.each(indeks.baik)("$berkas opens: $keterangan", async (k) => {
    const p = await buka(k);
    const harap = k.harap as Harap;
    expect(p.manifes.arah).toBe(harap.arah);
    expect(p.manifesSha256).toBe(harap.manifes_sha256);
    expect(await sha256Hex(p.badan)).toBe(harap.isi_sha256);
    expect(p.kid).toBe(harap.kid);
    expect(p.ubahan).toHaveLength(harap.ubahan);
    expect([...p.lampiran.keys()].sort()).toEqual([...harap.lampiran].sort());
});

const buruk = [...(indeks.buruk ?? []), ...(indeks.cacat ?? [])];
test.skipIf(buruk.length === 0).each(buruk)("$berkas is refused: $keterangan", async (k) => {
    const galat = await buka(k).catch((e: unknown) => e);
    expect(galat).toBeInstanceOf(PaketDitolak);
    expect((galat as PaketDitolak).kode).toBe(k.kode);
});

describe("small vectors", () => {
    test.each(vektor.baku)("canonical $teks", async ({ nilai, teks, sha256 }) => {
        expect(kanonikTeks(nilai)).toBe(teks);
        expect(await sha256Hex(utf8(teks))).toBe(sha256);
    });
    test.each(vektor.terima)("read %j", (teks) => {
        expect(kanonikTeks(bacaBaku(utf8(teks), "kasus"))).toBe(teks);
    });
    test.each(vektor.tolak.map((t) => [t.slice(0, 40), t]))("refused %j", (_, teks) => {
        expect(() => bacaBaku(new TextEncoder().encode(teks), "kasus")).toThrow(PaketDitolak);
    });
    test.each(vektor.kode)("code of $sha256", ({ sha256, kode }) => {
        expect(kodeDaftar(sha256)).toBe(kode);
    });
    test.each(vektor.kunci)("words of $sidik", async ({ jwk, sidik, kata }) => {
        expect(await sidikJari(jwk)).toBe(sidik);
        expect(enamKata(sidik)).toEqual(kata);
    });
    test("steps of the container", () => {
        expect(vektor.undak.map((u) => undak(u))).toEqual(vektor.undak);
        expect(vektor.undak.slice(0, -1).map((u) => undak(u + 1))).toEqual(vektor.undak.slice(1));
    });
});
