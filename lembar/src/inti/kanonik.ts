/**
 * Canonical JSON (RFC 8785) and a reader that refuses whatever two languages could understand differently:
 * duplicate keys, floats, numbers beyond 2^53, text that is not NFC, a byte order mark, depth beyond the limit.
 */

import canonicalize from "canonicalize";
import type { Nilai } from "./bentuk.ts";
import { utf8 } from "./hash.ts";

export const DALAM_MAKS = 8;

export class SalahBentuk extends Error {
    override name = "SalahBentuk";
}

export function kanonik(nilai: Nilai): Uint8Array {
    return utf8(kanonikTeks(nilai));
}

export function kanonikTeks(nilai: Nilai): string {
    periksa(nilai);
    const teks = canonicalize(nilai);
    if (teks === undefined) throw new SalahBentuk("nilai tidak dapat ditulis");
    return teks;
}

/** Every text in composed form: people type, paste and dictate the same letter in two ways. */
export function keNfc<T extends Nilai>(nilai: T): T {
    if (typeof nilai === "string") return nilai.replaceAll("\0", "").normalize("NFC") as T;
    if (Array.isArray(nilai)) return nilai.map((n) => keNfc(n)) as T;
    if (typeof nilai !== "object" || nilai === null) return nilai;
    return Object.fromEntries(Object.entries(nilai).map(([k, n]) => [k.normalize("NFC"), keNfc(n)])) as T;
}

/** Whole numbers only, as on the server: no two machines can print the same number differently. */
function periksa(nilai: unknown): void {
    if (nilai === null || typeof nilai === "boolean") return;
    if (typeof nilai === "string") {
        if (SETENGAH.test(nilai)) throw new SalahBentuk("teks terpotong");
        return;
    }
    if (typeof nilai === "number") {
        if (!Number.isSafeInteger(nilai) || Object.is(nilai, -0)) throw new SalahBentuk("angka di luar batas");
        return;
    }
    if (typeof nilai !== "object") throw new SalahBentuk("jenis nilai tidak dikenal");
    if (Array.isArray(nilai)) for (const n of nilai) periksa(n);
    else {
        for (const [k, n] of Object.entries(nilai)) {
            if (SETENGAH.test(k)) throw new SalahBentuk("nama isian terpotong");
            periksa(n);
        }
    }
}

const ASCII = /^[\u0000-\u007f]*$/;
// `isWellFormed` came only with Chrome 111.
const SETENGAH = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Well-formed UTF-16 in composed form. A lone surrogate has no UTF-8, so it must not be hashed. */
function isTeksBaik(teks: string): boolean {
    // No column of a database takes U+0000.
    if (teks.includes("\0")) return false;
    if (ASCII.test(teks)) return true;
    return !SETENGAH.test(teks) && teks === teks.normalize("NFC");
}

export interface OpsiBaca {
    dalam?: number;
}

/** Reads strictly; the value is canonical in content, and `kanonik(value)` equals the bytes or it is refused. */
export function bacaKanonik(bytes: Uint8Array, opsi: OpsiBaca = {}): Nilai {
    const teks = bacaUtf8(bytes);
    const nilai = bacaKetat(teks, opsi);
    if (canonicalize(nilai) !== teks) throw new SalahBentuk("bukan bentuk baku");
    return nilai;
}

export function bacaUtf8(bytes: Uint8Array): string {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        throw new SalahBentuk("bukan UTF-8");
    }
}

/** Strict reading without the demand of canonical order. */
export function bacaKetat(teks: string, opsi: OpsiBaca = {}): Nilai {
    return new Pembaca(teks, opsi.dalam ?? DALAM_MAKS).bacaSemua();
}

const ANGKA = /-?(?:0|[1-9][0-9]*)/y;
const TEKS = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const RUANG = /[ \t\n\r]*/y;

class Pembaca {
    private letak = 0;

    constructor(
        private readonly teks: string,
        private readonly maks: number,
    ) {}

    bacaSemua(): Nilai {
        const nilai = this.nilai(0);
        this.ruang();
        if (this.letak !== this.teks.length) throw this.salah("ada sisa sesudah nilai");
        return nilai;
    }

    private salah(kata: string): SalahBentuk {
        return new SalahBentuk(`${kata} (huruf ke-${this.letak + 1})`);
    }

    private ruang(): void {
        RUANG.lastIndex = this.letak;
        this.letak += RUANG.exec(this.teks)?.[0].length ?? 0;
    }

    private ambil(pola: RegExp): string | null {
        pola.lastIndex = this.letak;
        const cocok = pola.exec(this.teks);
        if (cocok === null) return null;
        this.letak += cocok[0].length;
        return cocok[0];
    }

    private makan(huruf: string): boolean {
        this.ruang();
        if (this.teks[this.letak] !== huruf) return false;
        this.letak += 1;
        return true;
    }

    private nilai(dalam: number): Nilai {
        this.ruang();
        switch (this.teks[this.letak]) {
            case "{":
                return this.objek(dalam);
            case "[":
                return this.larik(dalam);
            case '"':
                return this.kata();
            case "t":
                return this.tetap("true", true);
            case "f":
                return this.tetap("false", false);
            case "n":
                return this.tetap("null", null);
            default:
                return this.angka();
        }
    }

    private tetap<T extends Nilai>(tulisan: string, nilai: T): T {
        if (!this.teks.startsWith(tulisan, this.letak)) throw this.salah("nilai tidak dikenal");
        this.letak += tulisan.length;
        return nilai;
    }

    private angka(): number {
        const tulisan = this.ambil(ANGKA);
        if (tulisan === null) throw this.salah("nilai tidak dikenal");
        const lanjut = this.teks[this.letak] ?? "";
        if (".eE".includes(lanjut) && lanjut !== "") throw this.salah("pecahan tidak diterima");
        const angka = Number(tulisan);
        if (!Number.isSafeInteger(angka) || Object.is(angka, -0)) throw this.salah("angka di luar batas");
        return angka;
    }

    private kata(): string {
        const tulisan = this.ambil(TEKS);
        if (tulisan === null) throw this.salah("teks rusak");
        const kata = tulisan.includes("\\") ? (JSON.parse(tulisan) as string) : tulisan.slice(1, -1);
        if (!isTeksBaik(kata)) throw this.salah("teks bukan NFC");
        return kata;
    }

    private objek(dalam: number): Nilai {
        if (dalam >= this.maks) throw this.salah("terlalu dalam");
        this.letak += 1;
        // No prototype: a key named __proto__ is data like any other.
        const hasil: { [k: string]: Nilai } = Object.create(null) as { [k: string]: Nilai };
        if (this.makan("}")) return hasil;
        do {
            this.ruang();
            const kunci = this.kata();
            if (kunci in hasil) throw this.salah("nama isian ganda");
            if (!this.makan(":")) throw this.salah("titik dua hilang");
            hasil[kunci] = this.nilai(dalam + 1);
        } while (this.makan(","));
        if (!this.makan("}")) throw this.salah("kurung tutup hilang");
        return hasil;
    }

    private larik(dalam: number): Nilai[] {
        if (dalam >= this.maks) throw this.salah("terlalu dalam");
        this.letak += 1;
        const hasil: Nilai[] = [];
        if (this.makan("]")) return hasil;
        do hasil.push(this.nilai(dalam + 1));
        while (this.makan(","));
        if (!this.makan("]")) throw this.salah("kurung tutup hilang");
        return hasil;
    }
}
