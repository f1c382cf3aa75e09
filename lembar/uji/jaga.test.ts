/** What a reader of the code may rely on: one place touches the database, and every write waits for its commit. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const berkas = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((n) => /\.tsx?$/.test(n))
    .map((nama) => ({ nama, isi: readFileSync(SRC + nama, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "") }));

/** What is wrong with how these files write; empty when every write waits for its commit. */
function salahTulis(daftar: { nama: string; isi: string }[]): string[] {
    return daftar.flatMap(({ nama, isi }) => {
        const salah: string[] = [];
        const buka = isi.match(/"readwrite"[^;]*;/g) ?? [];
        if (buka.length > 0 && nama !== "simpan/idb.ts") salah.push(`${nama}: writes outside simpan/idb.ts`);
        if (buka.some((m) => !m.includes('durability: "strict"'))) salah.push(`${nama}: not strict`);
        // Each transaction up to the next one: after its last write it must wait.
        for (const badan of isi.split(/"readwrite"|= beginWrite\(|\.transaction\(/).slice(1)) {
            const tulis = Math.max(...[...badan.matchAll(/(?:\btoko|objectStore\(.*?\))\.(?:put|add|delete|clear)\(/g)].map((m) => m.index));
            if (tulis >= 0 && !badan.includes("await tx.done;", tulis)) salah.push(`${nama}: does not wait for its commit`);
        }
        // The shortcuts of idb commit by themselves, without saying when.
        if (/\bdb\.(put|add|delete|clear)\(/.test(isi)) salah.push(`${nama}: commits without saying when`);
        return salah;
    });
}

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

test("Kegagalan 3: code that writes without waiting for its transaction fails the build", () => {
    expect(salahTulis(berkas)).toEqual([]);
    const idb = berkas.find((b) => b.nama === "simpan/idb.ts")?.isi ?? "";
    const rusak = (nama: string, isi: string): string[] => salahTulis([{ nama, isi }]);
    expect(rusak("simpan/idb.ts", idb)).toEqual([]);
    // Whichever wait is taken away, it is noticed; the one of the reading transaction is not about writing.
    const tunggu = [...idb.matchAll(/await tx\.done;/g)].map((m) => idb.slice(0, m.index) + idb.slice(m.index + m[0].length));
    const ketahuan = tunggu.filter((isi) => rusak("simpan/idb.ts", isi).includes("simpan/idb.ts: does not wait for its commit"));
    expect(ketahuan.length).toBe(idb.split("= beginWrite(").length - 1);
    expect(tunggu.length - ketahuan.length).toBe(idb.split('"readonly"').length - 1);
    expect(rusak("simpan/idb.ts", idb.replace('durability: "strict"', ""))).toEqual(["simpan/idb.ts: not strict"]);
    expect(rusak("layar/isi.ts", idb)).toEqual(["layar/isi.ts: writes outside simpan/idb.ts"]);
    expect(rusak("simpan/store.ts", 'await db.put("ubahan", 1);')).toEqual(["simpan/store.ts: commits without saying when"]);
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
