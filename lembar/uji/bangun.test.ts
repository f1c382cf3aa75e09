/** What the build rests on, how heavy it may be, and that the rescue page outlives the core. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const AKAR = fileURLToPath(new URL("../../", import.meta.url));
const SRC = `${AKAR}lembar/src/`;

test("script/lembar watches exactly the files of the server that the screens import", () => {
    const diimpor = readdirSync(SRC, { recursive: true, encoding: "utf8" })
        .filter((nama) => /\.(tsx?|css)$/.test(nama))
        .flatMap((nama) => {
            const isi = readFileSync(SRC + nama, "utf8");
            return [...isi.matchAll(/(?:from |import |url\()"(\.[^"?]+)(?:\?\w+)?"/g)].map((m) => resolve(dirname(SRC + nama), m[1] ?? ""));
        })
        .map((path) => relative(AKAR, path))
        .filter((path) => path.startsWith("src/opensiks/"));
    const skrip = readFileSync(`${AKAR}script/lembar`, "utf8");
    const dijaga = /sha256sum (src\/opensiks\/.+)/.exec(skrip)?.[1]?.split(" ") ?? [];
    expect(dijaga.sort()).toEqual([...new Set(diimpor)].sort());
    expect(dijaga.length).toBeGreaterThan(0);
});

describe("the built files", () => {
    /** What a village may have to download over a phone before it can work without a line. */
    const BATAS = 120_000;
    const folder = mkdtempSync(join(tmpdir(), "lembar-"));
    const baca = (nama: string): string => readFileSync(join(folder, nama), "utf8");
    const gzip = (nama: string): number => gzipSync(baca(nama), { level: 9 }).length;

    beforeAll(() => {
        const env = { ...process.env, LEMBAR_KELUAR: `${folder}/`, LEMBAR_INTI: `${folder}/inti/` };
        execFileSync(process.execPath, ["bangun.mjs"], { cwd: `${AKAR}lembar`, env, stdio: "pipe" });
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    test("program and style together stay within the budget", () => {
        const [js, css] = [gzip("lembar.js"), gzip("lembar.css")];
        expect(js + css, `lembar.js ${js} + lembar.css ${css} byte`).toBeLessThanOrEqual(BATAS);
    });

    test("in one file the raw copy runs first, in a scope of its own", () => {
        const isi = baca("penyelamat.js");
        const batas = isi.indexOf(";\n(function");
        expect(batas).toBeGreaterThan(1_000);
        const mentah = isi.slice(0, batas);
        expect(mentah.length).toBeLessThan(10_000);
        expect(mentah).toContain("indexedDB.open");
        // Nothing of the core, and nothing that the other half declares.
        expect(mentah).not.toMatch(/PBKDF2|age-encryption|AGE-SECRET/);
        expect(isi.slice(batas)).toMatch(/PBKDF2/);
        expect(readdirSync(folder).sort()).toEqual(["inti", "lembar.css", "lembar.js", "penyelamat.js", "pindai.js", "sw.js"]);
    });
});
