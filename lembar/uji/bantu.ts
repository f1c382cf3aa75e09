/** What the tests share: the case files of the repository, and small worlds to work in. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const KASUS = fileURLToPath(new URL("../../tests/cases/", import.meta.url));

export function bacaKasus<T>(nama: string): T {
    return JSON.parse(readFileSync(KASUS + nama, "utf8")) as T;
}

export function bacaBerkas(nama: string): Uint8Array {
    return new Uint8Array(readFileSync(KASUS + nama));
}
