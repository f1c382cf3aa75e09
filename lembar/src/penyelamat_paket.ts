// What the rescue page does with a PIN: opens the store and makes a package. The build puts it behind penyelamat.ts in
// one file but in a scope of its own: when the core cannot even load, the raw copy is already on the screen.
import type { JendelaPaket } from "./penyelamat";
import { openStore } from "./simpan/store";

(globalThis as JendelaPaket).buatPaketLembar = async (akun, pin) => {
    const store = await openStore(akun);
    try {
        await store.buka(pin);
        if (!store.penulis.nilai) await store.ambilAlih();
        return await store.buatPaket({ foto: true });
    } finally {
        store.tutup();
    }
};
