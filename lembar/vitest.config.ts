import { defineConfig } from "vitest/config";

const lain = new URL("src/tanpa/kurva_lain.ts", import.meta.url).pathname;

export default defineConfig({
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    // As in the build: what is tested is what is shipped.
    resolve: { alias: [{ find: /^@noble\/(post-quantum\/hybrid|curves\/nist)\.js$/, replacement: lain }] },
    test: {
        server: { deps: { inline: ["age-encryption"] } },
        include: [process.env["LEMBAR_UKUR"] ? "uji/*.ukur.ts" : "uji/**/*.test.{ts,tsx}"],
        // Two cores are shared with the tests of the server.
        maxWorkers: 2,
        testTimeout: 20_000,
    },
});
