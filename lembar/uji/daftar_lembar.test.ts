/** The code at the foot of a berita acara, by the cases that the server computes too. */

import { expect, test } from "vitest";
import { kanonikTeks, kodeLembar, sha256Hex, tulisDaftar, utf8 } from "../src/inti/index.ts";
import { bacaKasus } from "./bantu.ts";

interface Kasus {
    kasus: string;
    desa: string;
    rapat: string;
    putusan: [string, string][];
    verval: [string, string][];
    kanonik: string;
    sha256: string;
    kode: string;
}
const { daftar } = bacaKasus<{ daftar: Kasus[] }>("daftar_lembar.json");

test.each(daftar)("$kasus", async ({ desa, rapat, putusan, verval, kanonik, sha256, kode }) => {
    const d = { desa, rapat, putusan: new Map(putusan), verval: new Map(verval) };
    expect(kanonikTeks(tulisDaftar(d))).toBe(kanonik);
    expect(await sha256Hex(utf8(kanonik))).toBe(sha256);
    expect(await kodeLembar(d)).toBe(kode);
});
