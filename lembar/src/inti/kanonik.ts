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

/** Reads canonical JSON and nothing else: what is accepted is exactly what a writer would have written. */
export function bacaKanonik(bytes: Uint8Array, dalam = DALAM_MAKS): Nilai {
    const teks = bacaUtf8(bytes);
    // A text that is composed as a whole is composed in its parts; the other way round an escape may stand between.
    const periksaNfc = !ASCII.test(teks) && teks !== teks.normalize("NFC");
    return new Pembaca(teks, dalam, periksaNfc).bacaSemua();
}

export function bacaUtf8(bytes: Uint8Array): string {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        throw new SalahBentuk("bukan UTF-8");
    }
}

const BULAT = /-?(?:0|[1-9][0-9]*)/y;
// Short escapes where there is one, \u00xx in small letters for the other control characters, nothing else; no
// NUL, which the office's database cannot keep.
const LEPAS = String.raw`\\(?:["\\bfnrt]|u00(?:0[1-7be-f]|1[0-9a-f]))`;
const POLOS = String.raw`[^"\\\u0000-\u001f]*`;
const TEKS = new RegExp(`"${POLOS}(?:${LEPAS}${POLOS})*"`, "y");

class Pembaca {
    private letak = 0;

    constructor(
        private readonly teks: string,
        private readonly maks: number,
        private readonly periksaNfc: boolean,
    ) {}

    bacaSemua(): Nilai {
        const nilai = this.nilai(0);
        if (this.letak !== this.teks.length) throw this.salah("ada sisa sesudah nilai");
        return nilai;
    }

    private salah(kata: string): SalahBentuk {
        return new SalahBentuk(`${kata} (huruf ke-${this.letak + 1})`);
    }

    private ambil(pola: RegExp): string | null {
        pola.lastIndex = this.letak;
        const cocok = pola.exec(this.teks);
        if (cocok === null) return null;
        this.letak += cocok[0].length;
        return cocok[0];
    }

    private makan(huruf: string): boolean {
        if (this.teks[this.letak] !== huruf) return false;
        this.letak += 1;
        return true;
    }

    private nilai(dalam: number): Nilai {
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
        const tulisan = this.ambil(BULAT);
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
        if (this.periksaNfc && kata !== kata.normalize("NFC")) throw this.salah("teks bukan NFC");
        return kata;
    }

    private objek(dalam: number): Nilai {
        if (dalam >= this.maks) throw this.salah("terlalu dalam");
        this.letak += 1;
        // No prototype: a key named __proto__ is data like any other.
        const hasil: { [k: string]: Nilai } = Object.create(null) as { [k: string]: Nilai };
        if (this.makan("}")) return hasil;
        let terakhir: string | null = null;
        do {
            const kunci = this.kata();
            // JavaScript compares by UTF-16 code units, which is the order of RFC 8785.
            if (terakhir !== null && kunci <= terakhir) throw this.salah("nama isian ganda atau tidak urut");
            terakhir = kunci;
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
