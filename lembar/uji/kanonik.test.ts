/** The strict reader accepts exactly what the canonical writer writes. */

import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bacaKanonik, kanonik, kanonikTeks, keNfc, utf8, type Nilai } from "../src/inti/index.ts";

const teks = fc.string({ unit: "grapheme", maxLength: 12 }).map((t) => t.normalize("NFC"));
const nilai = fc.letrec<{ nilai: Nilai }>((lagi) => ({
    nilai: fc.oneof(
        { depthSize: "small", maxDepth: 6 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map((n) => n + 0 || 0),
        teks,
        fc.array(lagi("nilai"), { maxLength: 4 }),
        fc.dictionary(teks, lagi("nilai"), { maxKeys: 4 }) as fc.Arbitrary<Nilai>,
    ),
})).nilai;

test("whatever is written canonically is read back as it was", () => {
    fc.assert(
        fc.property(nilai, (isi) => {
            const baku = keNfc(isi);
            expect(kanonikTeks(bacaKanonik(kanonik(baku)))).toBe(canonicalize(baku));
        }),
    );
});

test("a text is accepted just when writing its value again gives the same text", () => {
    const potong = fc.constantFrom('"a"', "1", "-1", "0", "-0", "01", "1.0", "1e2", " ", "\n", "{", "}", "[", "]", ",", ":", '"b"', '"\\u0041"', '"\\n"', '"\\u000a"', '"\\u001f"', '"\\u001F"', '"\\/"', '"é"', '"€"', "true", "null", '"\u007f"', "9007199254740991", "9007199254740992");
    fc.assert(
        fc.property(fc.array(potong, { maxLength: 9 }), (bagian) => {
            const isi = bagian.join("");
            let harap = false;
            try {
                const v = JSON.parse(isi) as Nilai;
                harap = kanonikTeks(v) === isi;
            } catch {
                // No JSON, or a number that is not ours.
            }
            let jadi = true;
            try {
                bacaKanonik(utf8(isi));
            } catch {
                jadi = false;
            }
            expect(jadi).toBe(harap);
        }),
        { numRuns: 3_000 },
    );
});
