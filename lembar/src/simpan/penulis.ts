/**
 * One writer among the tabs of an account. A Web Lock says who it is, and a token in the database proves it inside
 * every transaction: a tab that lost the lock while it was writing cannot add a row any more.
 */

import type { Gudang } from "./gudang.ts";
import { SinyalNilai } from "./sinyal.ts";

const TUNGGU_JAWAB = 300;
const ULANG = 1_000;

export interface Pesan {
    jenis: "ubah" | "tanya" | "ada" | "ambil";
}

export class Penulis {
    readonly sinyal = new SinyalNilai(false);
    token: string | null = null;
    private lepaskan: () => void = () => undefined;
    private saluran: BroadcastChannel | null = null;
    private berhenti = false;
    private jam: ReturnType<typeof setTimeout> | undefined;
    private dijawab = false;

    constructor(
        private readonly nama: string,
        private readonly gudang: Gudang,
        private readonly acakToken: () => string,
        /** Brings memory up to date before this tab may write, or after another one wrote. */
        private readonly segarkan: () => Promise<void>,
    ) {}

    /** In a process with a single store there is nobody to agree with. */
    async sendirian(): Promise<void> {
        await this.jadi();
    }

    mulai(): void {
        if (typeof BroadcastChannel === "function") {
            this.saluran = new BroadcastChannel(this.nama);
            this.saluran.onmessage = (e: MessageEvent<Pesan>) => this.dengar(e.data);
        }
        if (isAdaKunci()) void this.antre({});
        else void this.tanya();
    }

    /** Becomes the writer whoever else is; the other tab turns read-only and its next save fails loudly. */
    async ambilAlih(): Promise<void> {
        if (this.sinyal.nilai) return;
        if (!isAdaKunci()) {
            await this.jadi();
            this.kirim("ambil");
            return;
        }
        await new Promise<void>((selesai) => {
            void this.antre({ steal: true }, selesai);
        });
    }

    umumkan(): void {
        this.kirim("ubah");
    }

    tutup(): void {
        this.berhenti = true;
        clearTimeout(this.jam);
        this.lepaskan();
        if (this.sinyal.nilai) this.sinyal.atur(false);
        this.saluran?.close();
        this.saluran = null;
    }

    private async antre(opsi: { steal?: boolean }, padaJadi: () => void = () => undefined): Promise<void> {
        try {
            await navigator.locks.request(this.nama, { mode: "exclusive", ...opsi }, async () => {
                if (this.berhenti) return;
                await this.jadi();
                padaJadi();
                await new Promise<void>((lepas) => (this.lepaskan = lepas));
            });
        } catch (galat) {
            // Taken over by another tab: wait in the queue again, so that closing that tab brings it back.
            this.kehilangan();
            const tunggu = galat instanceof Error && galat.name === "AbortError" ? 0 : ULANG;
            if (!this.berhenti) this.jam = setTimeout(() => void this.antre({}), tunggu);
        }
    }

    private async jadi(): Promise<void> {
        const token = this.acakToken();
        await this.gudang.tulis([{ toko: "keadaan", kunci: "penulis", nilai: { token } }]);
        this.token = token;
        await this.segarkan();
        this.sinyal.atur(true);
    }

    private kehilangan(): void {
        this.token = null;
        if (this.sinyal.nilai) this.sinyal.atur(false);
    }

    // Without Web Locks: ask on the channel, and take the pen when nobody answers.
    private async tanya(): Promise<void> {
        if (this.berhenti || this.sinyal.nilai) return;
        this.dijawab = false;
        this.kirim("tanya");
        await new Promise((selesai) => setTimeout(selesai, TUNGGU_JAWAB));
        if (!this.dijawab && !this.berhenti && !this.sinyal.nilai) await this.jadi();
        else this.jam = setTimeout(() => void this.tanya(), ULANG);
    }

    private dengar(pesan: Pesan): void {
        if (pesan.jenis === "ubah") void this.segarkan();
        else if (pesan.jenis === "ada") this.dijawab = true;
        else if (pesan.jenis === "tanya" && this.sinyal.nilai && !isAdaKunci()) this.kirim("ada");
        else if (pesan.jenis === "ambil" && !isAdaKunci()) {
            this.kehilangan();
            this.jam = setTimeout(() => void this.tanya(), ULANG);
        }
    }

    private kirim(jenis: Pesan["jenis"]): void {
        this.saluran?.postMessage({ jenis } satisfies Pesan);
    }
}

function isAdaKunci(): boolean {
    return typeof navigator !== "undefined" && navigator.locks !== undefined;
}
