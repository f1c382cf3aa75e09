/** The light stand-ins of encodings and identifiers: value for value the whole packages, and as strict. */

import { base64, base64nopad, bech32 } from "@scure/base";
import fc from "fast-check";
import { expect, test } from "vitest";
import { V7Generator } from "uuidv7";
// @ts-expect-error plain modules of the build
import * as basis from "../alat/ringan/basis.mjs";
// @ts-expect-error plain modules of the build
import * as uuid from "../alat/ringan/uuid.mjs";

/** Both answer the same, or both refuse. */
function sama<T>(penuh: () => T, ringan: () => T): void {
    const jawab = (kerja: () => T): { hasil: T } | "ditolak" => {
        try {
            return { hasil: kerja() };
        } catch {
            return "ditolak";
        }
    };
    expect(jawab(ringan)).toEqual(jawab(penuh));
}
const byte = fc.uint8Array({ maxLength: 100 });
const huruf = (daftar: string) => fc.string({ unit: fc.constantFrom(...daftar), maxLength: 12 });

test("base64 and base64 without padding", () => {
    fc.assert(fc.property(byte, huruf("AQg9+/=_ \nZé"), fc.nat(), (b, teks, i) => {
        sama(() => base64.encode(b), () => basis.base64.encode(b));
        sama(() => base64nopad.encode(b), () => basis.base64nopad.encode(b));
        const rusak = base64.encode(b).split("");
        rusak.splice(i % (rusak.length + 1), 1, ...teks.slice(0, 2));
        for (const t of [teks, base64.encode(b), base64nopad.encode(b), rusak.join("")]) {
            sama(() => base64.decode(t), () => basis.base64.decode(t));
            sama(() => base64nopad.decode(t), () => basis.base64nopad.decode(t));
        }
    }), { numRuns: 500 });
    const besar = new Uint8Array(100_003).map((_, i) => i * 7);
    expect(basis.base64.decode(basis.base64.encode(besar))).toEqual(besar);
});

test("bech32 of keys: the same text, and every other text refused alike", () => {
    fc.assert(fc.property(byte, fc.constantFrom("age", "AGE-SECRET-KEY-", "a", "", "é", "a b"), huruf("qpz1QbA2é "), fc.nat(), (b, awal, teks, i) => {
        sama(() => bech32.encodeFromBytes(awal, b), () => basis.bech32.encodeFromBytes(awal, b));
        sama(() => bech32.encode(awal, bech32.toWords(b), false), () => basis.bech32.encode(awal, basis.bech32.toWords(b), false));
        const panjang = awal && awal !== "é" && awal !== "a b" ? bech32.encode(awal, bech32.toWords(b), false) : teks;
        const ganti = panjang.split("");
        ganti[i % (ganti.length + 1)] = teks[0] ?? "q";
        for (const t of [teks, panjang, panjang.toUpperCase(), ganti.join(""), `${panjang}q`, panjang.slice(1)]) {
            sama(() => bech32.decode(t, false), () => basis.bech32.decode(t, false));
            sama(() => bech32.decodeToBytes(t), () => basis.bech32.decodeToBytes(t));
        }
    }), { numRuns: 500 });
    // Words whose last bits are not zero, or too many of them, are no bytes.
    for (const kata of [[31], [0], [0, 1], [0, 4], [1, 2, 3], []]) sama(() => bech32.fromWords(kata), () => basis.bech32.fromWords(kata));
});

test("identifiers: the same clock and randomness give the same one, always greater", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -20_000, max: 20_000 }), { maxLength: 30 }), fc.nat(), (langkah, awal) => {
        const acak = (): { nextUint32: () => number } => {
            let n = awal;
            return { nextUint32: () => (n = (Math.imul(n, 1_664_525) + 1_013_904_223) >>> 0) };
        };
        const [penuh, ringan] = [new V7Generator(acak()), new uuid.V7Generator(acak())];
        let ms = 1_700_000_000_000;
        for (const l of [...langkah, 0, 0, 0]) {
            ms += l;
            expect(ringan.generateOrResetCore(ms, 10_000)).toBe(penuh.generateOrResetCore(ms, 10_000).toString());
        }
        ms += 1_000_000;
        const [a, b] = [ringan.generateOrResetCore(ms, 10_000), ringan.generateOrResetCore(ms - 9_999, 10_000)];
        expect(b > a).toBe(true);
    }));
});
