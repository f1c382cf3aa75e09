/** A value that tells its listeners when it changes. */

import type { Sinyal } from "./api.ts";

export class SinyalNilai<T> implements Sinyal<T> {
    private pendengar = new Set<(nilai: T) => void>();

    constructor(private isi: T) {}

    get nilai(): T {
        return this.isi;
    }

    langgan(dengar: (nilai: T) => void): () => void {
        this.pendengar.add(dengar);
        dengar(this.isi);
        return () => this.pendengar.delete(dengar);
    }

    atur(nilai: T): void {
        this.isi = nilai;
        for (const dengar of [...this.pendengar]) dengar(nilai);
    }
}
