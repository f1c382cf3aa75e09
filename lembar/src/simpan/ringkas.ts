/** The line that is always visible: how much exists on this laptop only, and since when. */

import type { TandaTerima, Ubahan } from "../inti/bentuk.ts";
import { hitungKirim, pilihPutusan, type PaketDiketahui } from "../inti/kirim.ts";
import type { KeadaanLaptop } from "./api.ts";

export const KEADAAN_KOSONG: KeadaanLaptop = {
    hanyaDiLaptop: 0,
    tertua: null,
    tersalin: 0,
    diDinas: 0,
    diterima: 0,
    ditolak: 0,
    semua: 0,
};

export function hitungLaptop(
    ubahan: readonly Ubahan[],
    tanda: readonly TandaTerima[],
    paket: readonly PaketDiketahui[],
): KeadaanLaptop {
    const kirim = hitungKirim(ubahan, pilihPutusan(tanda), paket);
    const hasil = { ...KEADAAN_KOSONG, semua: ubahan.length };
    for (const u of ubahan) {
        const status = kirim.get(u.id);
        if (status === "laptop") {
            hasil.hanyaDiLaptop += 1;
            // By number, not by clock: the first of them is the oldest whatever the laptop's clock said.
            hasil.tertua ??= u.pada;
        } else if (status === "disalin") hasil.tersalin += 1;
        else if (status === "dinas") hasil.diDinas += 1;
        else if (status === "diterima") hasil.diterima += 1;
        else hasil.ditolak += 1;
    }
    return hasil;
}
