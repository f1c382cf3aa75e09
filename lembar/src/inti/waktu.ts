/** Times as the package writes them, and the warning when a laptop's clock cannot be right. Nothing reads a clock. */

/** Minutes east of Greenwich of the three Indonesian zones; none of them has summer time. */
const ZONA: { [nama: string]: number } = {
    "Asia/Jakarta": 420,
    "Asia/Pontianak": 420,
    "Asia/Makassar": 480,
    "Asia/Jayapura": 540,
    WIB: 420,
    WITA: 480,
    WIT: 540,
};

export function menitZona(zona: string): number {
    return ZONA[zona] ?? 420;
}

/** "2021-07-12T09:30:00+07:00": the village's wall clock, whatever the laptop's own zone is set to. */
export function tulisSaat(ms: number, zona: string): string {
    const menit = menitZona(zona);
    // Beyond four digits of a year no reader takes it; a broken clock must not stop the work.
    const aman = Math.min(Math.max(ms, 0), 253_402_200_000_000);
    const lokal = new Date(aman + menit * 60_000).toISOString().slice(0, 19);
    const jam = String(Math.floor(menit / 60)).padStart(2, "0");
    return `${lokal}+${jam}:${String(menit % 60).padStart(2, "0")}`;
}

export function tanggalSaat(ms: number, zona: string): string {
    return tulisSaat(ms, zona).slice(0, 10);
}

const SEJAM = 60 * 60 * 1000;
const SEHARI = 24 * SEJAM;
/** A visit with a day that has not come is held by the Dinas: this is said before it is written down. */
export const JAM_MAJU =
    "Jam laptop ini terlalu maju. Perbaiki jam laptop sebelum mencatat: Dinas menahan kunjungan yang tanggalnya belum tiba.";

/**
 * Says what is wrong with the laptop's clock, or null. `server`: the last time that the server told us, in ms;
 * `sejak`: how long ago by a clock that nobody can set (performance.now), null after a restart; then `akhir`, the end of
 * the period, is the latest that is plausible. Work is never
 * stopped: the order of ubahan is their counter's.
 */
export function periksaJam(
    sekarang: number,
    server: number | null,
    sejak: number | null,
    akhir: number | null = null,
): string | null {
    const seharusnya = server === null || sejak === null ? null : server + sejak;
    const maju = seharusnya === null ? akhir !== null && sekarang > akhir : sekarang > seharusnya + SEJAM;
    if (maju) return JAM_MAJU;
    if (server === null) return null;
    if (sekarang < server - 60_000) {
        return "Jam laptop ini lebih awal daripada jam terakhir dari Dinas. Perbaiki jam laptop; pekerjaan tetap tersimpan berurutan.";
    }
    if (seharusnya !== null && sekarang < seharusnya - SEHARI) {
        return "Jam laptop ini berbeda lebih dari satu hari dari jam Dinas. Perbaiki jam laptop; pekerjaan tetap tersimpan berurutan.";
    }
    return null;
}
