// A value that screens can watch, in the store's own shape: `langgan` calls at once and returns the way out.
import { useEffect, useState } from "preact/hooks";
import type { Sinyal } from "../../simpan/api";

export interface SinyalUbah<T> extends Sinyal<T> {
    set(nilai: T): void;
}

export function makeSinyal<T>(awal: T): SinyalUbah<T> {
    let nilai = awal;
    const pendengar = new Set<(nilai: T) => void>();
    return {
        get nilai() {
            return nilai;
        },
        set(baru) {
            if (Object.is(baru, nilai)) return;
            nilai = baru;
            for (const dengar of [...pendengar]) dengar(baru);
        },
        langgan(dengar) {
            pendengar.add(dengar);
            dengar(nilai);
            return () => void pendengar.delete(dengar);
        },
    };
}

export function useSinyal<T>(s: Sinyal<T>): T {
    const [nilai, setNilai] = useState<T>(() => s.nilai);
    useEffect(() => s.langgan((baru) => setNilai(() => baru)), [s]);
    return nilai;
}
