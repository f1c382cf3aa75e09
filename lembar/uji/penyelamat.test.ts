/** The rescue page's raw half needs nothing that can fail with the core; the worker lets it through when caches fail. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { transformWithOxc } from "vite";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** Files and packages whose code `path` loads; types leave nothing behind. */
function listMuat(path: string, sudah = new Set<string>()): Set<string> {
    if (sudah.has(path)) return sudah;
    sudah.add(path);
    const isi = readFileSync(path, "utf8");
    for (const [, macam, dari = ""] of isi.matchAll(/^(?:import|export) (type )?[^;]*?from "([^"]+)";/gm)) {
        if (macam) continue;
        if (!dari.startsWith(".")) sudah.add(dari);
        else {
            const tuju = resolve(dirname(path), dari);
            const ada = [tuju, `${tuju}.ts`, `${tuju}.tsx`].find((p) => /\.tsx?$/.test(p) && existsSync(p));
            listMuat(ada ?? tuju, sudah);
        }
    }
    return sudah;
}

test("the raw copy loads no core and no package", () => {
    const muat = [...listMuat(`${SRC}penyelamat.ts`)].map((p) => relative(SRC, p)).sort();
    expect(muat).toEqual(["penyelamat.ts", "simpan/dump.ts", "simpan/nama.ts", "simpan/penanda.ts", "simpan/selamat.ts"]);
    const bangun = readFileSync(`${SRC}../bangun.mjs`, "utf8");
    expect(bangun.indexOf('"penyelamat.ts"')).toBeLessThan(bangun.indexOf('"penyelamat_paket.ts"'));
});

async function makePekerja(caches: object, lembar: object) {
    const { code } = await transformWithOxc(readFileSync(`${SRC}sw.ts`, "utf8"), "sw.ts");
    const kerja = new Map<string, (e: object) => void>();
    const diminta: string[] = [];
    let lepas = 0;
    const diri = {
        LEMBAR: lembar,
        location: { origin: "https://a.example" },
        registration: { unregister: async () => { lepas += 1; } },
        clients: { claim: async () => undefined },
        skipWaiting: async () => undefined,
        addEventListener: (jenis: string, f: (e: object) => void) => kerja.set(jenis, f),
    };
    const fetch = async (r: { url: string }) => { diminta.push(r.url); return "dari server"; };
    runInNewContext(code, { self: diri, caches, fetch, URL, Response, Promise });
    return { kerja, diminta, lepas: () => lepas };
}
const minta = (jalur: string, mode: string) => ({ url: `https://a.example${jalur}`, method: "GET", mode });

test("with caches that fail, pages and files still come from the server", async () => {
    const rusak = new Proxy({}, { get: () => () => Promise.reject(new Error("caches")) });
    const { kerja } = await makePekerja(rusak, { versi: "1", berkas: ["/static/lembar/penyelamat.js"] });
    for (const [jalur, mode] of [["/lembar/penyelamat/", "navigate"], ["/lembar/", "navigate"], ["/static/lembar/penyelamat.js", "no-cors"]] as const) {
        let jawab: unknown;
        kerja.get("fetch")?.({ request: minta(jalur, mode), respondWith: (j: unknown) => { jawab = j; } });
        expect(await jawab).toBe("dari server");
    }
});

test("the rescue page keeps its own program until the new version has run", async () => {
    const isi: { [nama: string]: { [alamat: string]: string } } = {
        "lembar-2": { "/static/lembar/penyelamat.js": "baru", "/static/lembar/lembar.js": "baru" },
        "penyelamat-lembar": { "/static/lembar/penyelamat.js": "teruji" },
    };
    const caches = {
        has: async (n: string) => n in isi,
        open: async (n: string) => ({ match: async (a: string) => isi[n]?.[a] }),
        match: async () => undefined,
    };
    const { kerja } = await makePekerja(caches, { versi: "2", berkas: Object.keys(isi["lembar-2"] ?? {}) });
    const ambil = async (jalur: string): Promise<unknown> => {
        let jawab: unknown;
        kerja.get("fetch")?.({ request: minta(jalur, "no-cors"), respondWith: (j: unknown) => { jawab = j; } });
        return jawab;
    };
    expect(await ambil("/static/lembar/penyelamat.js")).toBe("teruji");
    expect(await ambil("/static/lembar/lembar.js")).toBe("baru");
});

test("switched off, the worker drops its caches and itself, and answers nothing", async () => {
    const dibuang: string[] = [];
    const caches = { keys: async () => ["lembar-1", "penyelamat-lembar", "keadaan-lembar", "lain"], delete: async (n: string) => dibuang.push(n) };
    const { kerja, lepas } = await makePekerja(caches, { versi: "1", berkas: ["/lembar/"], mati: true });
    let tunggu: Promise<unknown> = Promise.resolve();
    kerja.get("activate")?.({ waitUntil: (j: Promise<unknown>) => { tunggu = j; } });
    await tunggu;
    expect(dibuang).toEqual(["lembar-1", "penyelamat-lembar", "keadaan-lembar"]);
    expect(lepas()).toBe(1);
    let jawab: unknown;
    kerja.get("fetch")?.({ request: minta("/lembar/", "navigate"), respondWith: (j: unknown) => { jawab = j; } });
    expect(jawab).toBeUndefined();
});
