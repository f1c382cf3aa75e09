// Lighter stand-ins for the browser's bundles; Node's build of the core keeps the whole packages.
import { fileURLToPath } from "node:url";

const di = (nama) => fileURLToPath(new URL(nama, import.meta.url));
export const RINGAN = [
    { find: "@noble/post-quantum/hybrid.js", replacement: di("kosong.mjs") },
    { find: "@noble/curves/nist.js", replacement: di("kosong.mjs") },
    { find: "@noble/hashes/scrypt.js", replacement: di("kosong.mjs") },
    { find: "@noble/curves/ed25519.js", replacement: di("x25519.mjs") },
    { find: "@scure/base", replacement: di("basis.mjs") },
    { find: "uuidv7", replacement: di("uuid.mjs") },
    { find: "jose", replacement: di("jose.mjs") },
];
