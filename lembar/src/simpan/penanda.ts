/**
 * The marker beside the database: how far this laptop had come, in localStorage. An empty database next to it means
 * that something was lost, and starts recovery instead of a fresh beginning.
 */

const NAMA = "opensiks-lembar";

export interface Penanda {
    akun: string;
    sampai_n: number;
    urutan: number;
    pada: string;
    /** Whose numbers these are: another key begins at one again. */
    kid: string;
}

export function bacaPenanda(): Penanda[] {
    try {
        const isi = JSON.parse(localStorage.getItem(NAMA) ?? "[]") as unknown;
        return Array.isArray(isi) ? (isi as Penanda[]) : [];
    } catch {
        return [];
    }
}

export function cariPenanda(akun: string): Penanda | null {
    return bacaPenanda().find((p) => p.akun === akun) ?? null;
}

export function tulisPenanda(penanda: Penanda): void {
    try {
        const lain = bacaPenanda().filter((p) => p.akun !== penanda.akun);
        localStorage.setItem(NAMA, JSON.stringify([...lain, penanda]));
    } catch {
        // The database is the truth; without the marker only a total loss goes unnoticed.
    }
}
