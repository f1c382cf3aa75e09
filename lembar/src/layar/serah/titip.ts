// Depositing over a thin line: decisions first, photos after; wait longer after each failure, with jitter, and never
// less than the server asked. The same bytes again are the same deposit, so a lost answer costs nothing.
import type { PaketJadi, Store } from "../../simpan/api";
import { hashHex } from "../dasar/foto";
import { callApi, GagalKirim, waktuServer } from "../dasar/sambungan";
import { isBolehUlang, MAKS_COBA, nextWait } from "./jeda";

export interface Bekal {
    tidur: (ms: number) => Promise<void>;
    acak: () => number;
    henti: () => boolean;
    lapor: (kata: string) => void;
}

interface JawabTitip {
    nomor: string;
    tanda_titip: string;
    status: string;
    lama?: boolean;
}

/** One file, until the server has it or says why not. Only its signed deposit receipt counts. */
export async function sendFile(store: Store, urutan: number, isi: Uint8Array<ArrayBuffer>, nama: string, b: Bekal): Promise<JawabTitip> {
    const sidik = await hashHex(isi);
    for (let coba = 0; ; coba += 1) {
        try {
            b.lapor(coba ? `Mencoba lagi, ke-${coba + 1}…` : "Mengirim…");
            const jawab = await callApi("api/titip/", {
                method: "POST", body: isi, batas: 180_000,
                headers: { "Content-Type": "application/octet-stream", "X-Sha256": sidik, "X-Nama": encodeURIComponent(nama) },
            });
            const isiJawab = (await jawab.json()) as JawabTitip;
            await store.tandaiTitip(urutan, isiJawab.tanda_titip, "DARING");
            if (waktuServer.nilai) await store.catatWaktuServer(waktuServer.nilai).catch(() => undefined);
            return isiJawab;
        } catch (e) {
            if (!(e instanceof GagalKirim) || !isBolehUlang(e.status) || e.status === 507 || coba + 1 >= MAKS_COBA || b.henti()) throw e;
            const jeda = nextWait(coba, e.tunggu, b.acak());
            b.lapor(`Belum terkirim. Dicoba lagi ${Math.ceil(jeda / 1000)} detik lagi.`);
            await b.tidur(jeda);
            if (b.henti()) throw e;
        }
    }
}

/** The package to send: the newest one when it still says everything, so that every way carries the same file. */
export async function takePaket(store: Store, foto: boolean, zirah: boolean): Promise<PaketJadi> {
    const lipatan = store.lipatan.nilai;
    const n = new Set([...(lipatan?.ubahan.values() ?? [])].filter((u) => u.kirim !== "diterima" && u.kirim !== "ditolak").map((u) => u.ubahan.n));
    const lama = [...store.paket()].reverse().find((p) => p.denganFoto === foto && p.nama.endsWith(".txt") === zirah);
    if (lama && lama.n.length === n.size && lama.n.every((x) => n.has(x))) {
        const bytes = await store.bytesPaket(lama.urutan);
        if (bytes) return { bytes, nama: lama.nama, kode: lama.kode, urutan: lama.urutan, sha256: lama.sha256, jumlah: { verval: 0, usulan: 0, musyawarah: 0, putusan: 0, lain: n.size, orang: 0 }, tanpaFoto: [] };
    }
    return store.buatPaket({ foto, zirah });
}

interface BarisTanda {
    id: number;
    sha256: string;
    titipan?: string;
    url: string;
    pada?: string;
}

/** Fetches every receipt of packages made here; returns what each of them said. */
export async function fetchTanda(store: Store): Promise<Awaited<ReturnType<Store["muatTandaTerima"]>>[]> {
    const jawab = await callApi("api/tanda-terima/");
    const daftar = (await jawab.json()) as BarisTanda[];
    const milik = new Set(store.paket().map((p) => p.sha256));
    const hasil = [];
    for (const b of daftar) {
        if (b.titipan && milik.size && !milik.has(b.titipan)) continue;
        const isi = await callApi(b.url, { batas: 60_000 });
        const r = await store.muatTandaTerima(new Uint8Array(await isi.arrayBuffer()));
        if (!r.sudah) hasil.push(r);
    }
    if (waktuServer.nilai) await store.catatWaktuServer(waktuServer.nilai).catch(() => undefined);
    return hasil;
}
