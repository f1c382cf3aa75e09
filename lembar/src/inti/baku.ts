/** Reading canonical JSON of a package: as `kanonik.ts`, with the refusals that the server gives. */

import { dalamBatas, MAKS_BARIS, MAKS_UBAHAN, PaketDitolak, tolak } from "./batas.ts";
import type { Nilai, Ubahan } from "./bentuk.ts";
import { bacaKanonik, SalahBentuk } from "./kanonik.ts";
import { bacaUbahan } from "./manifes.ts";

export function bacaBaku(bytes: Uint8Array, letak: string): Nilai {
    try {
        return bacaKanonik(bytes);
    } catch (galat) {
        if (galat instanceof SalahBentuk) throw new PaketDitolak("SALAH_BENTUK", `${letak}: ${galat.message}`);
        throw galat;
    }
}

/** Lines of ubahan.jsonl, each ended by LF, in the order of n; the refusal names the first bad line. */
export function bacaBaris(bytes: Uint8Array, letak: string): Ubahan[] {
    const baris: Uint8Array[] = [];
    let mulai = 0;
    let terpanjang = 0;
    for (let i = bytes.indexOf(10); i >= 0; i = bytes.indexOf(10, mulai)) {
        baris.push(bytes.subarray(mulai, i));
        terpanjang = Math.max(terpanjang, i - mulai);
        mulai = i + 1;
    }
    if (mulai !== bytes.length) tolak("SALAH_BENTUK", `${letak}: baris terakhir tidak berakhir`);
    dalamBatas(baris.length, MAKS_UBAHAN, `${letak}: jumlah baris`);
    dalamBatas(terpanjang, MAKS_BARIS, `${letak}: panjang baris`);
    const dikenal = new Set<string>();
    let terakhir = 0;
    return baris.map((b, i) => {
        const u = bacaUbahan(bacaBaku(b, `${letak} baris ${i + 1}`));
        if (u === null || u.n <= terakhir || dikenal.has(u.id)) {
            return tolak("SALAH_BENTUK", `${letak} baris ${i + 1}: bukan ubahan`);
        }
        terakhir = u.n;
        dikenal.add(u.id);
        return u;
    });
}
