/** NIK and KK: shape and what the digits say. The server's `rules/nik.py`; the shared cases keep them equal. */

export interface ArtiNik {
    wilayah: string;
    hari: number;
    bulan: number;
    /** Two digits: the century is not in the number. */
    tahun: number;
    jenis_kelamin: "L" | "P";
    urut: number;
}

export type ArtiKk = Omit<ArtiNik, "jenis_kelamin">;

const UMUR_TERTUA = 120;
const HARI_TERAKHIR = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const is16Angka = (nomor: string): boolean => /^[0-9]{16}$/.test(nomor);

/** The date part exists in some century; 29 February in 2000 and every year divisible by four. */
function hasTanggal(nomor: string, perempuan: boolean): boolean {
    let hari = Number(nomor.slice(6, 8));
    const bulan = Number(nomor.slice(8, 10));
    if (perempuan && hari > 40) hari -= 40;
    if (bulan < 1 || bulan > 12 || hari < 1 || hari > (HARI_TERAKHIR[bulan] as number)) return false;
    return hari < 29 || bulan !== 2 || Number(nomor.slice(10, 12)) % 4 === 0;
}

/** Empty, zeros, or a temporary number that begins with 0: this person has no NIK. */
export function isTanpaNik(nik: string): boolean {
    const rapi = nik.trim();
    return /^[0-]*$/.test(rapi) || (is16Angka(rapi) && rapi[0] === "0");
}

export function isNik(nik: string): boolean {
    return is16Angka(nik) && nik[0] !== "0" && nik.slice(12) !== "0000" && hasTanggal(nik, true);
}

export function isKk(nomor: string): boolean {
    return is16Angka(nomor) && hasTanggal(nomor, false);
}

/** The rule that the number breaks: "R42", "R43", "R44", "R49", or null for a possible one. */
export function kodeNik(nik: string): "R42" | "R43" | "R44" | "R49" | null {
    if (isTanpaNik(nik)) return "R49";
    if (!is16Angka(nik)) return "R42";
    if (nik.slice(12) === "0000") return "R43";
    return hasTanggal(nik, true) ? null : "R44";
}

export function kodeKk(nomor: string): "R51" | "R51a" | null {
    if (!isKk(nomor)) return "R51";
    return nomor.slice(12) === "0000" ? "R51a" : null;
}

export function bacaNik(nik: string): ArtiNik | null {
    if (!isNik(nik)) return null;
    const hari = Number(nik.slice(6, 8));
    return { ...angka(nik), hari: hari > 40 ? hari - 40 : hari, jenis_kelamin: hari > 40 ? "P" : "L" };
}

export function bacaKk(nomor: string): ArtiKk | null {
    return isKk(nomor) ? angka(nomor) : null;
}

function angka(n: string): ArtiKk {
    return {
        wilayah: `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}`,
        hari: Number(n.slice(6, 8)),
        bulan: Number(n.slice(8, 10)),
        tahun: Number(n.slice(10, 12)),
        urut: Number(n.slice(12)),
    };
}

/** Every birth date (ISO) that the NIK can mean on the day `pada`, newest first: not to come, age at most 120. */
export function daftarTanggal(nik: string, pada: string): string[] {
    const arti = bacaNik(nik);
    if (arti === null) return [];
    const abad = Math.floor(Number(pada.slice(0, 4)) / 100) * 100;
    return [abad, abad - 100, abad - 200]
        .map((a) => tulisTanggal(a + arti.tahun, arti.bulan, arti.hari))
        .filter((lahir): lahir is string => lahir !== null && lahir <= pada && umur(lahir, pada) <= UMUR_TERTUA);
}

/** The birth date that the NIK says: the century nearest to the recorded date, else the youngest possible. */
export function tanggalNik(nik: string, pada: string, tercatat: string | null = null): string | null {
    const daftar = daftarTanggal(nik, pada);
    const jauh = (iso: string): number => Math.abs(Date.parse(iso) - Date.parse(tercatat ?? ""));
    if (tercatat) daftar.sort((a, b) => jauh(a) - jauh(b));
    return daftar[0] ?? null;
}

/** ISO, or null for a day that does not exist. */
export function tulisTanggal(tahun: number, bulan: number, hari: number): string | null {
    const kabisat = tahun % 4 === 0 && (tahun % 100 !== 0 || tahun % 400 === 0);
    if (bulan < 1 || bulan > 12 || hari < 1 || hari > (HARI_TERAKHIR[bulan] as number)) return null;
    if (bulan === 2 && hari === 29 && !kabisat) return null;
    return [String(tahun).padStart(4, "0"), String(bulan).padStart(2, "0"), String(hari).padStart(2, "0")].join("-");
}

/** True for an ISO date that exists. */
export function isTanggal(teks: string): boolean {
    const cocok = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(teks);
    return cocok !== null && tulisTanggal(Number(cocok[1]), Number(cocok[2]), Number(cocok[3])) === teks;
}

/** Whole years lived on the day `pada`; both ISO. */
export function umur(lahir: string, pada: string): number {
    return Number(pada.slice(0, 4)) - Number(lahir.slice(0, 4)) - (pada.slice(5) < lahir.slice(5) ? 1 : 0);
}

/** "1804120508855003" → "180412••••••5003". */
export function samar(nomor: string): string {
    const huruf = [...nomor];
    const n = huruf.length;
    if (n === 16) return huruf.slice(0, 6).join("") + "•".repeat(6) + huruf.slice(12).join("");
    return n > 8 ? "•".repeat(n - 4) + huruf.slice(-4).join("") : "•".repeat(n);
}
