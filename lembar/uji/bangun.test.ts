/** What the build rests on: a change of the server's files that the screens take in makes a new build. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

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
