/**
 * The worksheet's store: one account's work on one laptop. Rows are encrypted, every write is strict, one tab writes.
 * Nothing shown as saved is ever only in memory.
 */

import type { Lembar, TandaTerima, Ubahan, UbahanBaru } from "../inti/bentuk.ts";
import { bandingJejak, type BedaJejak } from "../inti/gema.ts";
import { enamKata } from "../inti/kata.ts";
import { periksaJam, tulisSaat } from "../inti/waktu.ts";
import type {
    BarisRusak,
    OpsiCatat,
    PaketJadi,
    PaketTercatat,
    PermintaanPerangkat,
    RingkasanLembar,
    RingkasanTanda,
    Store,
} from "./api.ts";
import { catat } from "./catat.ts";
import { gagalSimpan } from "./gudang.ts";
import { bacaLampiran, buatPaketNaik, daftarDitunjukkan, ringkas, tandaiTersalin, tandaiTitip } from "./keluar.ts";
import { buatKunci, PUTARAN } from "./kunci.ts";
import { muatLembar, muatTandaTerima, pulihkan, terbaru, tulisSemua } from "./masuk.ts";
import { bukaDenganKertas, bukaDenganPin, gantiPin, periksaPin, tungguPin } from "./pintu.ts";
import { catatPemulihan } from "./pulih.ts";
import { bukaSatu, tulisSatu } from "./ruang.ts";
import { StoreDasar, type OpsiStore } from "./store_dasar.ts";

export type { OpsiStore } from "./store_dasar.ts";
export const APLIKASI = "0.1.0";

/** Opens the account's store, whatever state it is in; look at `status`. Throws nothing. */
export async function openStore(akun: string | number, opsi: OpsiStore = {}): Promise<Store> {
    const store = new StoreLembar(String(akun), opsi);
    await store.mulai();
    return store;
}

class StoreLembar extends StoreDasar implements Store {
    // --- door ----------------------------------------------------------------------------------------

    async buat(pin: string, nama: string): Promise<PermintaanPerangkat> {
        periksaPin(pin);
        if (this.status.nilai !== "baru" && this.status.nilai !== "hilang") throw new TypeError("there is data here");
        const sumber = { acak: this.acak, ...this.opsi.sumber };
        const dibuat = tulisSaat(this.jam(), "WIB");
        const { baris, terbuka } = await buatKunci(pin, nama, dibuat, sumber, this.opsi.putaran ?? PUTARAN);
        try {
            await this.wajibGudang().tulis([{ toko: "kunci", kunci: "utama", nilai: baris, baru: true }]);
        } catch (galat) {
            throw gagalSimpan(galat);
        }
        await this.terbuka(terbuka);
        return this.permintaan();
    }

    async buka(pin: string): Promise<void> {
        await this.terbuka(await bukaDenganPin(this.wajibGudang(), pin, this.jam()));
    }

    kunci(): void {
        if (this.isi === null) return;
        this.isi.kunci.mentah.fill(0);
        this.isi = null;
        this.lipatan.atur(null);
        this.status.atur("terkunci");
    }

    gantiPin(lama: string, baru: string): Promise<void> {
        return this.urut(() => gantiPin(this.wajibGudang(), lama, baru, this.jam(), this.acak));
    }

    async bukaDenganPemulihan(identitas: string, pinBaru: string): Promise<void> {
        const saat = { id: this.idBaru(), pada: tulisSaat(this.jam(), "WIB") };
        await this.terbuka(await bukaDenganKertas(this.wajibGudang(), identitas, pinBaru, this.acak, saat));
        // Another tab may be the one that writes; the next package says it in any case.
        await this.ubah(() => catatPemulihan(this.ruang(), this.token())).catch(() => undefined);
    }

    tungguPin(): Promise<number> {
        return tungguPin(this.wajibGudang(), this.jam());
    }

    async ambilAlih(): Promise<void> {
        await this.pena?.ambilAlih();
    }

    tutup(): void {
        this.kunci();
        this.pena?.tutup();
        this.gudang?.tutup();
    }

    // --- enrolment -----------------------------------------------------------------------------------

    permintaan(): PermintaanPerangkat {
        const { tanda, umum } = this.ruang().kunci;
        const { alg, jwk, kid } = tanda;
        return { jwk, umum, alg, nama: "", kid, kata: enamKata(kid) };
    }

    perangkat(): { id: string; status: string } | null {
        return this.ruang().pasti.perangkat;
    }

    simpanPerangkat(perangkat: { id: string; status: string }): Promise<void> {
        return this.urut(() => this.tulisPasti({ ...this.ruang().pasti, perangkat }));
    }

    dicabut(): boolean {
        const { pasti, kunci } = this.ruang();
        return pasti.pencabutan.kid.includes(kunci.tanda.kid);
    }

    // --- worksheet and work --------------------------------------------------------------------------

    lembar(): Lembar | null {
        return this.isi?.lembar ?? null;
    }

    muatLembar(bytes: Uint8Array): Promise<RingkasanLembar> {
        return this.ubah(() => muatLembar(this.ruang(), this.akun, bytes, this.token()));
    }

    catat(baru: UbahanBaru, opsi: OpsiCatat = {}): Promise<Ubahan> {
        return this.ubah(() => {
            const sekarang = { pada: this.saat(), id: this.idBaru(), penjaga: this.token() };
            return catat(this.ruang(), baru, opsi, sekarang);
        });
    }

    semua(): readonly Ubahan[] {
        return this.isi?.ubahan ?? [];
    }

    lampiran(sha256: string): Promise<{ isi: Uint8Array; jenis: string } | null> {
        return bacaLampiran(this.ruang(), sha256);
    }

    draf(kunci: string): Promise<unknown>;
    draf(kunci: string, isi: unknown): Promise<void>;
    draf(kunci: string, ...lain: unknown[]): Promise<unknown> {
        if (lain.length === 0) return bukaSatu(this.ruang(), "draf", kunci);
        const [isi] = lain;
        return this.urut(async () => {
            const ruang = this.ruang();
            const hapus = { toko: "draf", kunci, hapus: true } as const;
            const tulis = isi === null ? hapus : await tulisSatu(ruang, "draf", kunci, isi);
            await tulisSemua(ruang, [tulis], this.token());
        });
    }

    async daftarDraf(): Promise<string[]> {
        return (await this.wajibGudang().semua("draf")).map(([kunci]) => String(kunci));
    }

    // --- out and back --------------------------------------------------------------------------------

    buatPaket(opsi: { foto: boolean; zirah?: boolean }): Promise<PaketJadi> {
        return this.ubah(async () => {
            await catatPemulihan(this.ruang(), this.token());
            const monoMs = Math.max(0, Math.floor(this.mono()));
            const saat = { id: this.idBaru(), pada: this.saat(), monoMs, aplikasi: APLIKASI, penjaga: this.token() };
            return buatPaketNaik(this.ruang(), opsi, saat);
        });
    }

    paket(): readonly PaketTercatat[] {
        return (this.isi?.paket ?? []).map(ringkas);
    }

    async bytesPaket(urutan: number): Promise<Uint8Array | null> {
        return this.ruang().paket.find((p) => p.urutan === urutan)?.bytes ?? null;
    }

    tandaiTersalin(urutan: number, sha256Dibaca: string): Promise<void> {
        const saat = () => ({ pada: this.saat(), penjaga: this.token() });
        return this.ubah(() => tandaiTersalin(this.ruang(), urutan, sha256Dibaca, saat()));
    }

    tandaiTitip(urutan: number, jws: string, jalur: string): Promise<void> {
        return this.ubah(() => tandaiTitip(this.ruang(), urutan, jws, jalur, this.token()));
    }

    belumTitip(): readonly PaketTercatat[] {
        return (this.isi?.paket ?? []).filter((p) => p.bytes !== null && p.titip === null && !p.dinilai).map(ringkas);
    }

    muatTandaTerima(bytes: Uint8Array): Promise<RingkasanTanda> {
        return this.ubah(() => muatTandaTerima(this.ruang(), bytes, this.token()));
    }

    tandaTerima(): readonly TandaTerima[] {
        return [...(this.isi?.tandaTerima.values() ?? [])];
    }

    pulihkan(bytes: Uint8Array, identitas: string): Promise<{ ubahan: number; sudah: number }> {
        return this.ubah(() => pulihkan(this.ruang(), bytes, identitas.trim().toUpperCase(), this.token()));
    }

    // --- the clock, and what is wrong ----------------------------------------------------------------

    peringatanJam(): string | null {
        const tahu = this.server;
        const tenggat = this.isi?.lembar?.periode.tenggat_kab;
        const akhir = tenggat === undefined ? null : Date.parse(tenggat);
        const pasti = this.isi?.pasti.server ?? null;
        if (tahu !== null) return periksaJam(this.jam(), tahu.ms, this.mono() - tahu.mono);
        return periksaJam(this.jam(), pasti === null ? null : Date.parse(pasti), null, akhir);
    }

    catatWaktuServer(iso: string): Promise<void> {
        const ms = Date.parse(iso);
        this.server = { ms, mono: this.mono() };
        return this.urut(async () => {
            const { pasti, lembar } = this.ruang();
            const server = terbaru(pasti.server, tulisSaat(ms, lembar?.periode.zona ?? "WIB"));
            // The minute is enough: every answer of the server would be a write otherwise.
            if (pasti.server !== null && Date.parse(server) - Date.parse(pasti.server) < 60_000) return;
            await this.tulisPasti({ ...pasti, server });
        });
    }

    bedaJejak(): readonly BedaJejak[] {
        return this.isi === null ? [] : bandingJejak(daftarDitunjukkan(this.isi));
    }

    rusak(): readonly BarisRusak[] {
        return this.isi?.rusak ?? [];
    }

    async tempat(): Promise<{ dipakai: number; batas: number; awet: boolean }> {
        const { usage = 0, quota = 0 } = await navigator.storage.estimate();
        return { dipakai: usage, batas: quota, awet: await navigator.storage.persisted() };
    }
}
