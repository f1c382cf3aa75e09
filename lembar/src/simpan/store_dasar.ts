/** The part of the store that keeps order: opening, one thing after the other, and memory that follows the disk. */

import { V7Generator } from "uuidv7";
import { lipat, type Keadaan } from "../inti/lipat.ts";
import { tulisSaat } from "../inti/waktu.ts";
import type { KeadaanLaptop, StatusStore, Store } from "./api.ts";
import { acakPeramban, type Acak } from "./baris.ts";
import { GagalSimpan, type Gudang } from "./gudang.ts";
import { bukaIdb } from "./idb.ts";
import type { KunciTerbuka, SumberKunci } from "./kunci.ts";
import { namaDb } from "./nama.ts";
import { cariPenanda, tulisPenanda } from "./penanda.ts";
import { Penulis } from "./penulis.ts";
import { bacaKunciUtama } from "./pintu.ts";
import { hitungLaptop, KEADAAN_KOSONG } from "./ringkas.ts";
import { muatRuang, tambalHitungan, tulisSatu, type Pasti, type Ruang } from "./ruang.ts";
import { tulisSemua } from "./masuk.ts";
import { SinyalNilai } from "./sinyal.ts";

export interface OpsiStore {
    /** Another place than IndexedDB: the simulator's memory. */
    gudang?: Gudang;
    jam?: () => number;
    /** Milliseconds of a clock that nobody can set. */
    mono?: () => number;
    acak?: Acak;
    sumber?: Omit<SumberKunci, "acak">;
    putaran?: number;
    /** False in a process of its own, where nobody else could write. */
    tab?: boolean;
}

export abstract class StoreDasar {
    readonly status = new SinyalNilai<StatusStore>("baru");
    readonly keadaan = new SinyalNilai<KeadaanLaptop>(KEADAAN_KOSONG);
    readonly lipatan = new SinyalNilai<Keadaan | null>(null);
    penulis = new SinyalNilai(false);
    sisa: Store["sisa"] = null;
    sebab = "";

    protected gudang: Gudang | null = null;
    protected pena: Penulis | null = null;
    protected isi: Ruang | null = null;
    protected antrean: Promise<unknown> = Promise.resolve();
    protected readonly jam: () => number;
    protected readonly mono: () => number;
    protected readonly acak: Acak;
    protected readonly uuid: V7Generator;
    protected server: { ms: number; mono: number } | null = null;

    constructor(
        readonly akun: string,
        protected readonly opsi: OpsiStore,
    ) {
        this.jam = opsi.jam ?? Date.now;
        this.mono = opsi.mono ?? (() => performance.now());
        this.acak = opsi.acak ?? acakPeramban;
        this.uuid = new V7Generator({
            nextUint32: () => new DataView(this.acak(4).buffer).getUint32(0),
        });
    }

    async mulai(): Promise<void> {
        try {
            const padaTutup = (sebab: string): void => this.jadiRusak(sebab);
            this.gudang = this.opsi.gudang ?? (await bukaIdb(this.akun, { padaTutup }));
            const utama = await bacaKunciUtama(this.gudang);
            this.sisa = cariPenanda(this.akun);
            this.status.atur(utama !== null ? "terkunci" : this.sisa !== null ? "hilang" : "baru");
        } catch (galat) {
            this.jadiRusak(galat instanceof Error ? galat.message : "galat");
            return;
        }
        const nama = `${namaDb(this.akun)}-penulis`;
        const segarkan = (): Promise<void> => this.segarkan();
        this.pena = new Penulis(nama, this.gudang, () => this.idBaru(), segarkan);
        this.penulis = this.pena.sinyal;
        if (this.opsi.tab === false) await this.pena.sendirian();
        else this.pena.mulai();
    }

    idBaru(): string {
        return this.uuid.generateOrResetCore(Math.max(1, Math.min(this.jam(), 2 ** 48 - 1)), 10_000).toString();
    }

    // --- inside ---------------------------------------------------------------------------------------

    protected ruang(): Ruang {
        if (this.isi === null) throw new GagalSimpan("Lembar kerja terkunci.", "Buka dengan PIN, lalu simpan lagi.");
        return this.isi;
    }

    protected wajibGudang(): Gudang {
        if (this.gudang === null) throw new GagalSimpan(this.sebab, "Buka halaman penyelamatan.");
        return this.gudang;
    }

    protected token(): string | null {
        const token = this.pena?.token ?? null;
        if (token === null) {
            throw new GagalSimpan("TIDAK tersimpan: lembar kerja sedang dipakai di tab lain.", "Ambil alih dahulu, lalu simpan lagi.");
        }
        return token;
    }

    protected saat(): string {
        return tulisSaat(this.jam(), this.isi?.lembar?.periode.zona ?? "WIB");
    }

    protected async tulisPasti(pasti: Pasti): Promise<void> {
        const ruang = this.ruang();
        await tulisSemua(ruang, [await tulisSatu(ruang, "keadaan", "pasti", pasti)], this.token());
        ruang.pasti = pasti;
    }

    protected async terbuka(kunci: KunciTerbuka): Promise<void> {
        this.isi = await muatRuang(this.wajibGudang(), kunci, this.acak);
        if (this.sisa?.kid === kunci.tanda.kid) tambalHitungan(this.isi, this.sisa.sampai_n, this.sisa.urutan);
        this.lihat();
        this.status.atur("terbuka");
    }

    protected jadiRusak(sebab: string): void {
        this.sebab = sebab;
        this.isi = null;
        this.lipatan.atur(null);
        this.status.atur("rusak");
    }

    /** One after the other, so that two quick clicks cannot take the same number. */
    protected urut<T>(kerja: () => Promise<T>): Promise<T> {
        const hasil = this.antrean.then(kerja);
        this.antrean = hasil.catch(() => undefined);
        return hasil;
    }

    /** As `urut`, for what changes the fold. After a failure memory is read again: the disk is the truth. */
    protected ubah<T>(kerja: () => Promise<T>): Promise<T> {
        return this.urut(async () => {
            try {
                const hasil = await kerja();
                this.lihat();
                this.pena?.umumkan();
                return hasil;
            } catch (galat) {
                await this.segarkanKini().catch(() => undefined);
                throw galat;
            }
        });
    }

    protected segarkan(): Promise<void> {
        return this.urut(() => this.segarkanKini());
    }

    protected async segarkanKini(): Promise<void> {
        if (this.isi === null || this.gudang === null) return;
        const lama = this.isi;
        this.isi = await muatRuang(this.gudang, lama.kunci, this.acak);
        // Numbers that memory knows were given out are never given out again.
        tambalHitungan(this.isi, this.sisa?.kid === lama.kunci.tanda.kid ? this.sisa.sampai_n : 0, 0);
        this.lihat();
    }

    /** Brings signals and marker up to date with memory. */
    protected lihat(): void {
        const ruang = this.ruang();
        const { n, urutan } = ruang.hitungan;
        const tanda = [...ruang.tandaTerima.values()];
        const opsi = { paket: ruang.paket, terserap: new Set(ruang.info?.terserap) };
        this.keadaan.atur(hitungLaptop(ruang.ubahan, tanda, ruang.paket));
        this.lipatan.atur(ruang.lembar && lipat(ruang.lembar, ruang.ubahan, tanda, opsi));
        if (n > 0 || urutan > 0) {
            const { kid } = ruang.kunci.tanda;
            tulisPenanda({ akun: this.akun, sampai_n: n, urutan, pada: this.saat(), kid });
        }
    }
}
