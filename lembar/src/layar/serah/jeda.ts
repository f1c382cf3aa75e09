// How long to wait before another try. Pure.

const AWAL = 2_000;
const PALING = 120_000;
export const MAKS_COBA = 8;

/** Full jitter: anything between nothing and the doubled wait; 0 ≤ acak < 1. */
export function nextWait(coba: number, diminta: number | null, acak: number): number {
    const batas = Math.min(PALING, AWAL * 2 ** coba);
    return Math.max(diminta ?? 0, Math.round(batas * acak), 500);
}

/** Another try makes sense: no answer, too busy, or trouble at the server. Not when it said what is wrong. */
export const isBolehUlang = (status: number): boolean => status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;

/** Retry-After in milliseconds: seconds, or a date. */
export function readRetryAfter(isi: string | null, kini = Date.now()): number | null {
    if (!isi) return null;
    if (/^\d+$/.test(isi.trim())) return Number(isi) * 1000;
    const saat = Date.parse(isi);
    return Number.isNaN(saat) ? null : Math.max(0, saat - kini);
}
