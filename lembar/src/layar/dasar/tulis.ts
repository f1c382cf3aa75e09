// How numbers, dates and secrets are written for Indonesian readers; the same forms as the online pages.

const BULAN = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
];
const BULAN_PENDEK = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"];
const HARI = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
export const KOSONG = "–";

/** 1234 → "1.234"; nothing is an en dash, so that it never reads as zero. */
export function writeNumber(n: number | null | undefined, desimal = 0): string {
    if (n === null || n === undefined) return KOSONG;
    const [bulat = "", pecahan] = Math.abs(n).toFixed(desimal).split(".");
    const teks = bulat.replace(/\B(?=(\d{3})+$)/g, ".") + (pecahan ? `,${pecahan}` : "");
    return n < 0 ? `−${teks}` : teks;
}

/** Bytes as people read sizes: "96 KB", "3,1 MB". */
export function writeSize(byte: number): string {
    if (byte < 1000) return `${byte} byte`;
    if (byte < 1e6) return `${writeNumber(Math.round(byte / 1024) || 1)} KB`;
    if (byte < 1e9) return `${writeNumber(byte / (1024 * 1024), 1)} MB`;
    return `${writeNumber(byte / (1024 * 1024 * 1024), 1)} GB`;
}

interface Saat {
    tahun: number;
    bulan: number;
    hari: number;
    jam: string;
    pekan: number;
}

/** The wall clock written in an ISO text: a date or a moment keeps the zone it was written with. */
function readSaat(iso: string): Saat | null {
    const m = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(iso);
    if (!m) return null;
    const [tahun, bulan, hari] = [Number(m[1]), Number(m[2]), Number(m[3])];
    const pekan = new Date(Date.UTC(tahun, bulan - 1, hari)).getUTCDay();
    return { tahun, bulan, hari, jam: m[4] ? `${m[4]}.${m[5]}` : "", pekan };
}

/** 31 Oktober 2026. */
export function writeDate(iso: string | null | undefined): string {
    const s = iso ? readSaat(iso) : null;
    return s ? `${s.hari} ${BULAN[s.bulan - 1]} ${s.tahun}` : KOSONG;
}

/** Sabtu 31 Oktober 2026. */
export function writeDay(iso: string | null | undefined): string {
    const s = iso ? readSaat(iso) : null;
    return s ? `${HARI[s.pekan]} ${writeDate(iso)}` : KOSONG;
}

/** 31 Okt, for tables; with the year where it may not be guessed. */
export function writeDateShort(iso: string | null | undefined, denganTahun = false): string {
    const s = iso ? readSaat(iso) : null;
    if (!s) return KOSONG;
    return `${s.hari} ${BULAN_PENDEK[s.bulan - 1]}${denganTahun ? ` ${s.tahun}` : ""}`;
}

/** 14.02 */
export function writeTime(iso: string | null | undefined): string {
    return (iso && readSaat(iso)?.jam) || KOSONG;
}

/** "hari ini 14.02", "Kamis 15 Oktober, 16.20": when something was done, seen from `kini`. */
export function writeWhen(iso: string | null | undefined, kini: string): string {
    const s = iso ? readSaat(iso) : null;
    if (!s || !iso) return KOSONG;
    const jam = s.jam ? `${s.jam}` : "";
    if (iso.slice(0, 10) === kini.slice(0, 10)) return `hari ini ${jam}`.trim();
    const tahun = iso.slice(0, 4) === kini.slice(0, 4) ? "" : ` ${s.tahun}`;
    return `${HARI[s.pekan]} ${s.hari} ${BULAN[s.bulan - 1]}${tahun}${jam ? `, ${jam}` : ""}`;
}

/** 6+••••••+4, as on every list; read aloud as "NIK berakhiran 0 0 0 3" (see Nik). */
export function maskNik(nomor: string): string {
    return nomor.length < 12 ? (nomor ? "••••••" : "") : `${nomor.slice(0, 6)}••••••${nomor.slice(-4)}`;
}

const KECIL = new Set(["BIN", "BINTI"]);
const ROMAWI = /^(?:II|III|IV|VI|VII|VIII|IX)$/;

/** "SITI AMINAH" → "Siti Aminah": registers shout, people do not. Mixed case stays as it was written. */
export function writeName(nama: string): string {
    if (!nama || nama !== nama.toUpperCase()) return nama;
    return nama
        .split(" ")
        .map((kata) => {
            if (KECIL.has(kata)) return kata.toLowerCase();
            if (ROMAWI.test(kata)) return kata;
            return kata.toLowerCase().replace(/(^|[-'.(])(\p{L})/gu, (_, a: string, b: string) => a + b.toUpperCase());
        })
        .join(" ");
}

export const lowerFirst = (teks: string): string =>
    /^[A-Z]{2}/.test(teks) ? teks : teks.charAt(0).toLowerCase() + teks.slice(1);
export const upperFirst = (teks: string): string => teks.charAt(0).toUpperCase() + teks.slice(1);

/** Names in one sentence: the first few, then how many more. */
export function listNames(nama: readonly string[], maks = 5): string {
    const depan = nama.slice(0, maks).map((n) => n || "tanpa nama").join(", ");
    return nama.length > maks ? `${depan} dan ${nama.length - maks} lainnya` : depan;
}

/** Whole days from one ISO date to another. */
export function countDays(dari: string, sampai: string): number {
    const hari = (iso: string): number => Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 864e5;
    return Math.round(hari(sampai) - hari(dari));
}

/** The device's wall clock as ISO with its offset: "2026-10-18T14:02:07+07:00". */
export function nowIso(saat = new Date()): string {
    const dua = (n: number): string => String(Math.trunc(Math.abs(n))).padStart(2, "0");
    const geser = -saat.getTimezoneOffset();
    const zona = `${geser < 0 ? "-" : "+"}${dua(geser / 60)}:${dua(geser % 60)}`;
    const tanggal = `${saat.getFullYear()}-${dua(saat.getMonth() + 1)}-${dua(saat.getDate())}`;
    return `${tanggal}T${dua(saat.getHours())}:${dua(saat.getMinutes())}:${dua(saat.getSeconds())}${zona}`;
}

export const today = (): string => nowIso().slice(0, 10);

/** "001", "1" and "RT 1" are the same neighbourhood. */
export const writeRt = (rt: string, rw: string): string => [rt, rw].filter(Boolean).join("/") || KOSONG;

/** Dusun Tegal Arum, RT 003 RW 02. */
export function writePlace(k: { dusun: string; rt: string; rw?: string }): string {
    const dusun = k.dusun.trim() && (/^dusun/i.test(k.dusun) ? writeName(k.dusun) : `Dusun ${writeName(k.dusun)}`);
    const rukun = k.rt ? `RT ${k.rt}${k.rw ? ` RW ${k.rw}` : ""}` : "";
    return [dusun, rukun].filter(Boolean).join(", ") || KOSONG;
}
