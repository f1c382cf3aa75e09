/** What a reader of the code may rely on: one place touches the database, and every write waits for its commit. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const berkas = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((n) => /\.tsx?$/.test(n))
    .map((nama) => ({ nama, isi: readFileSync(SRC + nama, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "") }));

const yang = (pola: RegExp, boleh: RegExp): string[] =>
    berkas.filter((b) => pola.test(b.isi) && !boleh.test(b.nama)).map((b) => b.nama);

test("only src/simpan touches IndexedDB", () => {
    expect(yang(/indexedDB\.|from "idb"|IDBDatabase/, /^simpan\//)).toEqual([]);
});

test("there is one transaction that writes; it is strict and waits for its commit", () => {
    const menulis = berkas.flatMap((b) => (b.isi.match(/"readwrite"[^;]*;/g) ?? []).map((m) => [b.nama, m]));
    expect(menulis).toEqual([["simpan/idb.ts", expect.stringContaining('durability: "strict"')]]);
    const idb = berkas.find((b) => b.nama === "simpan/idb.ts")?.isi ?? "";
    const badan = idb.slice(idb.indexOf('"readwrite"'));
    expect(badan.indexOf("await tx.done")).toBeGreaterThan(badan.indexOf(".put("));
    // The shortcuts of idb commit by themselves, without saying when.
    expect(yang(/\bdb\.(put|add|delete|clear)\(/, /^$/)).toEqual([]);
});

test("the core reads no clock, no randomness, no storage and no network of its own", () => {
    const liar = /Date\.now|new Date\(\)|Math\.random|getRandomValues|localStorage|fetch\(|performance\./;
    expect(berkas.filter((b) => b.nama.startsWith("inti/") && liar.test(b.isi)).map((b) => b.nama)).toEqual([]);
});

test("nothing is typed away", () => {
    expect(yang(/:\s*any\b|as any\b|<any>|@ts-ignore|@ts-expect-error/, /^$/)).toEqual([]);
});

test("files stay short enough to be read", () => {
    const panjang = berkas.filter((b) => readFileSync(SRC + b.nama, "utf8").split("\n").length > 310);
    expect(panjang.map((b) => b.nama)).toEqual([]);
});
