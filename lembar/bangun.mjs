// Builds everything the browser and the simulator load. One file per entry and no chunks: a file that is missing
// after an update cannot happen when there is only one.
import { appendFile, mkdir, readFile, readdir, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { RINGAN } from "./alat/ringan/index.mjs";

// Whatever the shell says: what is built here is what villages load.
process.env.NODE_ENV = "production";
const akar = fileURLToPath(new URL(".", import.meta.url));
const statis = process.env.LEMBAR_KELUAR ?? fileURLToPath(new URL("../src/opensiks/web/static/lembar/", import.meta.url));
const simpul = process.env.LEMBAR_INTI ?? fileURLToPath(new URL("dist/", import.meta.url));

/** The oldest browser that village laptops still run (Windows 7). */
const PERAMBAN = "chrome109";

const dasar = (outDir) => ({
    root: akar,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    // What age brings along and the format never uses: a third of the whole.
    resolve: { alias: [{ find: /^@noble\/(post-quantum\/hybrid|curves\/nist)\.js$/, replacement: `${akar}src/tanpa/kurva_lain.ts` }] },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { outDir, emptyOutDir: false, reportCompressedSize: false, modulePreload: false, copyPublicDir: false },
});

function peramban(masuk, nama) {
    const d = dasar(statis);
    return {
        ...d,
        resolve: { alias: RINGAN },
        build: {
            ...d.build,
            target: PERAMBAN,
            cssCodeSplit: false,
            assetsInlineLimit: 0,
            rolldownOptions: {
                input: `${akar}src/${masuk}`,
                output: {
                    format: "iife",
                    entryFileNames: `${nama}.js`,
                    assetFileNames: `${nama}[extname]`,
                    codeSplitting: false,
                },
            },
        },
    };
}

function node(masuk, nama) {
    const d = dasar(simpul);
    return {
        ...d,
        ssr: { noExternal: true },
        build: {
            ...d.build,
            target: "node20",
            minify: false,
            ssr: `${akar}${masuk}`,
            rolldownOptions: { output: { format: "es", entryFileNames: `${nama}.mjs`, codeSplitting: false } },
        },
    };
}

await mkdir(statis, { recursive: true });
await mkdir(simpul, { recursive: true });
const sebelum = Date.now();
await build(peramban("utama.tsx", "lembar"));
// The rescue page's raw half needs nothing else; the half that needs the core follows it, each in its own scope.
await build(peramban("penyelamat.ts", "penyelamat"));
await build(peramban("penyelamat_paket.ts", "penyelamat_paket"));
await appendFile(`${statis}penyelamat.js`, `;\n${await readFile(`${statis}penyelamat_paket.js`, "utf8")}`);
await rm(`${statis}penyelamat_paket.js`);
await build(peramban("sw.ts", "sw"));
// Not of the worksheet: the desk's eye for the QR of a laptop, loaded on that page only.
await build(peramban("pindai.ts", "pindai"));
await build(node("src/inti/index.ts", "inti"));
await build(node("alat/jembatan.ts", "jembatan"));

// What an earlier build left behind would be served and cached for ever.
for (const folder of [statis, simpul]) {
    for (const nama of await readdir(folder)) {
        if ((await stat(folder + nama)).mtimeMs < sebelum - 2000) await rm(folder + nama);
    }
}
