/**
 * The shape of a package's manifest and of its lines. Checked whole and closed: an unknown key is a fault. The
 * server's `rules/manifes.py` holds the same; the vectors of tests/cases/paket keep them equal.
 */

import type { JumlahPaket, Manifes, Nilai, Ubahan } from "./bentuk.ts";
import { BENTUK } from "./batas.ts";

export const SHA256 = /^[0-9a-f]{64}$/;
export const KID = /^[A-Za-z0-9_-]{43}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const PENERIMA = /^age1[02-9ac-hj-np-z]{58}$/;
export const SAAT =
    /^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](0[0-9]|1[0-4]):[0-5][0-9]$/;
// What a column of four bytes holds.
const MAKS_BULAT = 2 ** 31 - 1;
export const DESA = /^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$/;
const KANTOR = /^([0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?)?$/;
export const PERIODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,23}$/;
export const BADAN: { [arah: string]: string } = {
    naik: "ubahan.jsonl",
    turun: "lembar.json",
    tanda_terima: "tanda_terima.json",
};
export const JENIS_LAMPIRAN = ["image/jpeg", "application/pdf"];
const JUMLAH_NAIK = ["verval", "usulan", "musyawarah", "putusan", "lain", "orang"] as const;

type Periksa = (v: unknown) => boolean;
type Bentuk = { [kunci: string]: Periksa | Bentuk };

const pola =
    (p: RegExp): Periksa =>
    (v) =>
        typeof v === "string" && p.test(v);
const mungkin =
    (p: Periksa): Periksa =>
    (v) =>
        v === null || p(v);
const salahSatu =
    (...daftar: string[]): Periksa =>
    (v) =>
        typeof v === "string" && daftar.includes(v);
const pendek =
    (maks: number, min = 0): Periksa =>
    (v) => {
        // eslint-disable-next-line no-control-regex
        return typeof v === "string" && /^[\u0000-\u007f]*$/.test(v) && v.length >= min && v.length <= maks;
    };
const bulat: Periksa = (v) => typeof v === "number" && Number.isSafeInteger(v) && v >= 0;
const cacah: Periksa = (v) => bulat(v) && (v as number) <= MAKS_BULAT;
/** Up to the end of the year 2099, as in every other time of a package. */
const detik: Periksa = (v) => bulat(v) && (v as number) < 4_102_444_800;
/** A second of this century with its distance from UTC, on a day that exists. */
export const isSaat: Periksa = (v) => {
    if (typeof v !== "string" || !SAAT.test(v)) return false;
    const hari = new Date(`${v.slice(0, 10)}T00:00:00Z`);
    return hari.getUTCDate() === Number(v.slice(8, 10));
};
const sekali = (v: readonly unknown[]): boolean => new Set(v.map((x) => JSON.stringify(x))).size === v.length;
const larik =
    (p: Periksa, min = 0, maks = 2_000): Periksa =>
    (v) =>
        Array.isArray(v) && v.length >= min && v.length <= maks && v.every(p) && sekali(v);
const isObjek = (v: unknown): v is { [k: string]: Nilai } =>
    typeof v === "object" && v !== null && !Array.isArray(v);

const LAMPIRAN: Bentuk = {
    sha256: pola(SHA256),
    ukuran: cacah,
    jenis: salahSatu(...JENIS_LAMPIRAN),
    guna: pendek(32),
    ikut: (v) => typeof v === "boolean",
};
const MANIFES: Bentuk = {
    bentuk: salahSatu(BENTUK),
    arah: salahSatu(...Object.keys(BADAN)),
    paket: pola(UUID7),
    periode: pola(PERIODE),
    desa: pola(DESA),
    kepada: { kantor: pola(KANTOR), kunci: larik(pola(PENERIMA), 1, 16) },
    urutan: (v) => cacah(v) && v !== 0,
    sebelum: mungkin(pola(SHA256)),
    tanda_terima: larik(pola(SHA256)),
    lembar: { id: pola(UUID), bentuk: pola(/^lembar\/[1-9][0-9]*$/), kode: pola(SHA256), aplikasi: pendek(40, 1) },
    isi: { nama: salahSatu(...Object.values(BADAN)), sha256: pola(SHA256), ukuran: cacah, jumlah: cacah },
    waktu: { perangkat: isSaat, server_terakhir: mungkin(isSaat), mono_ms: bulat },
};

// What a newer worksheet says besides, and an older one leaves out.
const UJUNG: Bentuk = { seq: (v) => bulat(v) && v !== 0, sidik: pola(SHA256) };

export function isUjung(v: unknown): boolean {
    return cacat(v, UJUNG, "").length === 0;
}

/** The keys that are wrong, dotted ("kepada.kantor"); empty for a manifest of this format. */
export function daftarCacat(manifes: unknown): string[] {
    if (!isObjek(manifes)) return ["manifes"];
    const naik = manifes["arah"] === "naik";
    const bentuk: Bentuk = {
        ...MANIFES,
        perangkat: naik ? { kid: pola(KID), sertifikat: pendek(8_192, 1) } : { kid: pola(KID) },
        jumlah: naik
            ? Object.fromEntries(JUMLAH_NAIK.map((k) => [k, cacah]))
            : (v) => isObjek(v) && Object.keys(v).length <= 40 && Object.values(v).every(cacah),
        lampiran: larik((v) => cacat(v, LAMPIRAN, "").length === 0),
        ...(naik && "gema" in manifes ? { gema: UJUNG } : {}),
    };
    const salah = cacat(manifes, bentuk, "");
    return salah.length > 0 ? salah : tidakCocok(manifes as unknown as Manifes);
}

function cacat(v: unknown, bentuk: Bentuk, depan: string): string[] {
    if (!isObjek(v)) return [depan.replace(/\.$/, "") || "isi"];
    const salah: string[] = [];
    // A name that we do not know is not repeated: it could be anything.
    if (Object.keys(v).some((k) => !Object.hasOwn(bentuk, k))) salah.push(`${depan}kunci tak dikenal`);
    for (const [kunci, periksa] of Object.entries(bentuk)) {
        if (!(kunci in v)) salah.push(depan + kunci);
        else if (typeof periksa !== "function") salah.push(...cacat(v[kunci], periksa, `${depan}${kunci}.`));
        else if (!periksa(v[kunci])) salah.push(depan + kunci);
    }
    return salah;
}

/** Faults between keys that are each well formed. */
function tidakCocok(m: Manifes): string[] {
    const salah: string[] = [];
    if (m.isi.nama !== BADAN[m.arah]) salah.push("isi.nama");
    if (m.arah === "naik") {
        if ((m.urutan === 1) !== (m.sebelum === null)) salah.push("sebelum");
        const { orang, ...baris } = m.jumlah;
        if (m.isi.jumlah !== Object.values(baris).reduce((a, b) => a + b, 0)) salah.push("jumlah");
    }
    if (new Set(m.lampiran.map((x) => x.sha256)).size !== m.lampiran.length) salah.push("lampiran.sha256");
    return salah;
}

const ISIAN = ["id", "n", "sv", "jenis", "pokok", "dasar", "isi", "perlu", "lampiran", "pada"] as const;
const KOSONG = { pokok: "", dasar: {}, isi: {}, perlu: [], lampiran: [], pada: "" };

/** The line as an Ubahan, or null when its shape is wrong. Keys of a newer schema are left out. */
export function bacaUbahan(isi: unknown): Ubahan | null {
    if (!isObjek(isi)) return null;
    let u: { [k: string]: Nilai } = isi;
    if (typeof u["sv"] === "number" && u["sv"] > 1) {
        u = { ...KOSONG, ...Object.fromEntries(ISIAN.filter((k) => k in isi).map((k) => [k, isi[k] as Nilai])) };
    }
    if (Object.keys(u).length !== ISIAN.length || !ISIAN.every((k) => k in u)) return null;
    return isUbahan(u) ? (u as unknown as Ubahan) : null;
}

function isUbahan(u: { [k: string]: Nilai }): boolean {
    const { n, sv, jenis, pokok, dasar, isi, perlu, lampiran, pada } = u;
    if (!cacah(n) || n === 0 || !cacah(sv) || sv === 0 || !pendek(40, 1)(jenis)) return false;
    if (!pola(UUID7)(u["id"]) || !pendek(64)(pokok) || typeof pada !== "string") return false;
    if (!isObjek(dasar) || !isObjek(isi) || (sv === 1 && !isSaat(pada))) return false;
    return larik(pola(UUID7), 0, Infinity)(perlu) && larik(pola(SHA256), 0, Infinity)(lampiran);
}

/** The control totals of a manifest by kind; `orang` is for the caller, who knows the families. */
export function hitungJumlah(daftar: readonly { jenis: string }[]): Omit<JumlahPaket, "orang"> {
    const jumlah = { verval: 0, usulan: 0, musyawarah: 0, putusan: 0, lain: 0 };
    for (const u of daftar) jumlah[u.jenis in jumlah ? (u.jenis as keyof typeof jumlah) : "lain"] += 1;
    return jumlah;
}

const SERTIFIKAT: { [klaim: string]: Periksa } = {
    iss: salahSatu("opensiks"),
    sub: pola(/^[^\n]{1,150}$/u),
    akun: bulat,
    nama: pola(/^[^\n]{1,200}$/u),
    desa: teksTeks(DESA),
    periode: pola(PERIODE),
    boleh: teksTeks(/^[a-z_]{1,40}$/),
    alg: salahSatu("ES256", "Ed25519"),
    cnf: (v) => isObjek(v) && Object.keys(v).length === 1 && isObjek(v["jwk"]),
    umum: pola(PENERIMA),
    nbf: detik,
    exp: detik,
    jti: pola(/^[0-9a-f-]{1,64}$/),
};

function teksTeks(p: RegExp): Periksa {
    return (v) => Array.isArray(v) && v.length > 0 && v.length <= 100 && v.every(pola(p));
}

/** The first wrong claim, or null. */
export function cacatSertifikat(klaim: { [k: string]: Nilai }): string | null {
    const nama = Object.keys(SERTIFIKAT);
    if (Object.keys(klaim).length !== nama.length || !nama.every((k) => k in klaim)) {
        return "kunci tak dikenal atau kurang";
    }
    return nama.find((k) => !SERTIFIKAT[k]?.(klaim[k])) ?? null;
}
