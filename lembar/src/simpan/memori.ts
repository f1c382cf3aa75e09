/** Rooms in memory, for the simulator and tests: the same promises, and it can be copied or told to fail. */

import { BukanPenulis, type Gudang, type KunciToko, type Toko, type Tulis } from "./gudang.ts";
import { namaToko } from "./idb.ts";

type Isi = Map<string, Map<KunciToko, unknown>>;

export class GudangMemori implements Gudang {
    generasi = 1;
    /** Called before a commit; throwing means that nothing was written. */
    sebelumTulis: (daftar: readonly Tulis[]) => void = () => undefined;

    constructor(private isi: Isi = new Map()) {}

    /** A laptop's disk image: what was committed so far, and nothing of what comes later. */
    klon(): GudangMemori {
        const salinan = new GudangMemori(structuredClone(this.isi));
        salinan.generasi = this.generasi;
        return salinan;
    }

    private toko(toko: Toko, generasi: number): Map<KunciToko, unknown> {
        const nama = namaToko(toko, generasi);
        let isi = this.isi.get(nama);
        if (isi === undefined) this.isi.set(nama, (isi = new Map()));
        return isi;
    }

    async baca(toko: Toko, kunci: KunciToko): Promise<unknown> {
        return this.toko(toko, this.generasi).get(kunci);
    }

    async semua(toko: Toko, generasi = this.generasi): Promise<[KunciToko, unknown][]> {
        return [...this.toko(toko, generasi)].sort(([a], [b]) => (a < b ? -1 : 1));
    }

    async tulis(daftar: readonly Tulis[], penjaga?: string | null): Promise<void> {
        const kini = this.toko("keadaan", 1).get("penulis") as { token: string } | undefined;
        if (penjaga && kini?.token !== penjaga) throw new BukanPenulis("another writer");
        this.sebelumTulis(daftar);
        await this.tulisGenerasi(this.generasi, daftar);
    }

    async tulisGenerasi(generasi: number, daftar: readonly Tulis[], kosongkan: readonly Toko[] = []): Promise<void> {
        const ganda = daftar.find((t) => !("hapus" in t) && t.baru && this.toko(t.toko, generasi).has(t.kunci));
        if (ganda) throw new DOMException("key exists", "ConstraintError");
        for (const toko of kosongkan) this.toko(toko, generasi).clear();
        for (const t of daftar) {
            if ("hapus" in t) this.toko(t.toko, generasi).delete(t.kunci);
            else this.toko(t.toko, generasi).set(t.kunci, t.nilai);
        }
    }

    async pakaiGenerasi(generasi: number): Promise<void> {
        await this.tulis([{ toko: "keadaan", kunci: "generasi", nilai: { generasi } }]);
        this.generasi = generasi;
    }

    tutup(): void {}
}
