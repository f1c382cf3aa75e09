/** The laptop was opened with a recovery key: said in the next package, whatever happens before it is made. */

import { catat } from "./catat.ts";
import type { Ruang } from "./ruang.ts";

/** The row `keadaan/pemulihan`, written together with the new PIN and gone once its ubahan is recorded. */
export interface BarisPemulihan {
    id: string;
    pada: string;
    /** Recipient whose identity opened the data. */
    umum: string;
}

/** Records the event as an ubahan, once; nothing to do when there is none. */
export async function catatPemulihan(ruang: Ruang, penjaga: string | null): Promise<void> {
    const kejadian = (await ruang.gudang.baca("keadaan", "pemulihan")) as BarisPemulihan | undefined;
    if (kejadian === undefined) return;
    const { id, pada, umum } = kejadian;
    const kertas = (ruang.pasti.kunci ?? ruang.lembar?.kunci)?.pemulihan;
    const cara = umum === kertas ? "KERTAS" : "DINAS";
    const baru = { id, jenis: "pemulihan", pokok: "", isi: { cara, pada } } as const;
    await catat(ruang, baru, {}, { pada, id, penjaga }, [{ toko: "keadaan", kunci: "pemulihan", hapus: true }]);
}
