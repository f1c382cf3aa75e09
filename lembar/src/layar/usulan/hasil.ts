// The verdict that goes with a proposal: the same pairing as online. Pure.
import type { IsiForm } from "./isi";

const HASIL: Readonly<Record<string, string>> = { PINDAH: "PINDAH", TIDAK_LAYAK: "MAMPU", TIDAK_DITEMUKAN: "TIDAK_DITEMUKAN", GANDA: "GANDA" };

/** What looking at the family found, given the proposal that came of it. */
export function readHasil(form: Pick<IsiForm, "jenis" | "individu">, anggota: number): string {
    if (form.individu && anggota > 1) return "PERBAIKAN";
    if (form.jenis === "MENINGGAL") return "MENINGGAL";
    return HASIL[form.jenis] ?? "PERBAIKAN";
}

/** Whether a verdict has to be written beside the proposal. One that says more is left as it is. */
export function needVerval(ada: string | null, hasil: string): boolean {
    return ada === null || !(ada === hasil || (hasil === "PERBAIKAN" && ada !== "TETAP"));
}
