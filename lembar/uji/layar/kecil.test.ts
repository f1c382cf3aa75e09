/** Small rules of the screens: search, freeze, waiting, PIN, private windows, dates, the light stand-ins. */

import { CompactSign, compactVerify, calculateJwkThumbprint, importJWK } from "jose";
import { x25519 } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";
// @ts-expect-error plain modules of the build
import * as ringanJose from "../../alat/ringan/jose.mjs";
// @ts-expect-error plain modules of the build
import * as ringanX from "../../alat/ringan/x25519.mjs";
import { countMaju, isAkanBeku, nextFreeze } from "../../src/layar/hitung.ts";
import { makeQr } from "../../src/layar/dasar/qr.ts";
import { listTries } from "../../src/layar/dasar/foto.ts";
import { maskNik, writeName, writeSize, writeWhen } from "../../src/layar/dasar/tulis.ts";
import { makeMend, tagTemuan } from "../../src/layar/keluarga/mend.ts";
import { isSamaran, weighPin } from "../../src/layar/mulai/samaran_pin.ts";
import { isBolehUlang, nextWait, readRetryAfter } from "../../src/layar/serah/jeda.ts";
import { filterKeluarga, makeIndeks, matchCari } from "../../src/layar/verval/saring.ts";
import { keadaan, keluarga, lembar, orang } from "./contoh.ts";

const indeks = makeIndeks(keadaan(lembar()));
const cari = (kata: string) => indeks.filter((e) => matchCari(e, kata)).map((e) => e.id);

describe("search", () => {
    it("finds by parts of a name, RT, and the end of a number", () => {
        expect(cari("siti ami")).toEqual(["K1"]);
        expect(cari("rt 3")).toEqual(["K1"]);
        expect(cari("rt003 aminah")).toEqual(["K1"]);
        expect(cari("5004")).toEqual(["K2"]);
        expect(cari("tegal")).toEqual(["K1", "K2"]);
        expect(cari("tidak ada")).toEqual([]);
    });
    it("counts every filter within the same search", () => {
        const h = filterKeluarga(indeks, "bejo", "belum", "nama");
        expect(h.baris.map((e) => e.id)).toEqual(["K2"]);
        expect(h.jumlah).toMatchObject({ semua: 1, belum: 1, selesai: 0 });
        expect(h.orang).toBe(1);
    });
    it("keeps what was decided in place until the filter changes", () => {
        const k = keadaan(lembar({ keluarga: [keluarga("K1", { verval: { hasil: "TETAP", pada: "2026-11-01", oleh: "x" } })] }));
        expect(filterKeluarga(makeIndeks(k), "", "belum", "rt").baris).toHaveLength(0);
        expect(filterKeluarga(makeIndeks(k), "", "belum", "rt", new Set(["K1"])).baris).toHaveLength(1);
    });
});

it("freezes on the first of next month, never in January of the same year", () => {
    expect(nextFreeze("2026-12-09")).toBe("2027-01-01");
    const k = (beku: string) => keadaan(lembar({ keluarga: [keluarga("K1", { beku_pada: beku })] })).keluarga.get("K1");
    const isi = (beku: string) => { const x = k(beku); return x ? isAkanBeku(x, "2026-11-22") : null; };
    expect(isi("2026-12-01")).toBe(true);
    expect(isi("2027-01-01")).toBe(false);
    expect(isi("2026-11-01")).toBe(false);
    const m = countMaju(keadaan(lembar()));
    expect(m.sudah + m.belum).toBe(m.keluarga);
});

describe("waiting before another try", () => {
    it("doubles, stays within its bound, and never goes below what the server asked", () => {
        expect(nextWait(0, null, 0)).toBe(500);
        expect(nextWait(3, null, 0.5)).toBe(8000);
        expect(nextWait(30, null, 0.999)).toBeLessThanOrEqual(120_000);
        expect(nextWait(0, 30_000, 0)).toBe(30_000);
    });
    it("reads seconds and dates; tries again only where that can help", () => {
        expect(readRetryAfter("12")).toBe(12_000);
        expect(readRetryAfter("Sun, 22 Nov 2026 09:00:10 GMT", Date.parse("2026-11-22T09:00:00Z"))).toBe(10_000);
        expect(readRetryAfter("kapan-kapan")).toBeNull();
        expect([0, 429, 503].every(isBolehUlang)).toBe(true);
        expect([400, 401, 413, 422].some(isBolehUlang)).toBe(false);
    });
});

it("weighs a PIN in words and knows a private window", () => {
    expect(weighPin("12345").cukup).toBe(false);
    expect(weighPin("123456").cukup).toBe(false);
    expect(weighPin("777777").cukup).toBe(false);
    expect(weighPin("080590")).toMatchObject({ cukup: true, bentuk: "perlu" });
    expect(weighPin("kopi robusta 7")).toMatchObject({ kata: "Kuat.", cukup: true });
    expect(isSamaran({ persisted: false, quota: 1e9, heap: 4e9, opfsTertutup: false })).toBe(true);
    expect(isSamaran({ persisted: true, quota: 1e9, heap: 4e9, opfsTertutup: false })).toBe(false);
    expect(isSamaran({ persisted: false, quota: 1e12, heap: 4e9, opfsTertutup: false })).toBe(false);
});

it("writes as people read", () => {
    expect(writeName("SITI AMINAH BINTI M. ALI III")).toBe("Siti Aminah binti M. Ali III");
    expect(writeName("dr. Ayu")).toBe("dr. Ayu");
    expect(maskNik("1804124508855009")).toBe("180412••••••5009");
    expect(writeSize(98_304)).toBe("96 KB");
    expect(writeSize(3_250_586)).toBe("3,1 MB");
    expect(writeWhen("2026-10-15T16:20:00+07:00", "2026-10-18T09:00:00+07:00")).toBe("Kamis 15 Oktober, 16.20");
    expect([...listTries(3000)][0]).toEqual({ sisi: 1600, mutu: 0.85 });
});

it("offers mends by the finding's rule", () => {
    const k = keluarga("K1");
    const t = (kode: string, kalimat: string) => ({ kode, tingkat: "W", kalimat, langkah: "", individu: "I1" });
    const a = orang(1, { tanggal_lahir: "1985-05-08" });
    const lahir = makeMend(t("R46", "x"), k, a, "1985-08-05", "2026-11-22").jawab.map((j) => j.kata);
    expect(lahir).toEqual(["8 Mei 1985", "5 Agustus 1985", "KTP belum dilihat"]);
    expect(makeMend(t("R54", "Nama ibu kandung SITI masih kosong. Lihat di KK."), k, a, "", "2026-11-22").isi).toEqual({ jenis: "PERBAIKAN_ID", kolom: "nama_ibu" });
    expect(tagTemuan(t("R54", "Nama ibu kandung SITI masih kosong. Lihat di KK."))).toBe("Ibu kandung kosong");
});

it("draws a QR code of the right size, or none at all", () => {
    expect(makeQr("7K4M-2Q9D-XTR8")).toHaveLength(21);
    expect(makeQr("a".repeat(600))?.length).toBe(93);
    expect(makeQr("a".repeat(2000))).toBeNull();
});

describe("the light stand-ins do what the whole packages do", () => {
    it("multiplies alike", () => {
        for (let i = 0; i < 4; i += 1) {
            const [a, b] = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(32))];
            expect(ringanX.x25519.getPublicKey(a)).toEqual(x25519.getPublicKey(a));
            expect(ringanX.x25519.getSharedSecret(a, x25519.getPublicKey(b))).toEqual(x25519.getSharedSecret(a, x25519.getPublicKey(b)));
        }
    });
    it("signs and verifies across, and refuses what was altered, another algorithm or another key", async () => {
        const kunci = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
        const jwk = (await crypto.subtle.exportKey("jwk", kunci.publicKey)) as Record<string, string>;
        const kepala = { alg: "ES256", kid: "k", typ: "t" };
        const isi = new TextEncoder().encode('{"a":1}');
        const kita = await new ringanJose.CompactSign(isi).setProtectedHeader(kepala).sign(kunci.privateKey);
        const mereka = await new CompactSign(isi).setProtectedHeader(kepala).sign(kunci.privateKey);
        expect((await compactVerify(kita, await importJWK(jwk, "ES256"))).payload).toEqual(isi);
        const umum = await ringanJose.importJWK(jwk, "ES256");
        expect((await ringanJose.compactVerify(mereka, umum, { algorithms: ["ES256"] })).payload).toEqual(isi);
        expect(await ringanJose.calculateJwkThumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk));
        const [a, b, c] = mereka.split(".") as [string, string, string];
        const tanpa = btoa('{"alg":"none"}').replace(/=/g, "");
        for (const salah of [`${a}.${b}A.${c}`, `${a}.${b}.${c.slice(0, -4)}AAAA`, `${tanpa}.${b}.`, `${a}.${b}`, `${a}.${b}.${c}.d`])
            await expect(ringanJose.compactVerify(salah, umum, { algorithms: ["ES256"] })).rejects.toThrow();
        await expect(ringanJose.compactVerify(mereka, umum, { algorithms: ["Ed25519"] })).rejects.toThrow();
        await expect(ringanJose.importJWK({ ...jwk, crv: "P-384" }, "ES256")).rejects.toThrow();
    });
});
