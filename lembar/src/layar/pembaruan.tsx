// A new version waits until the operator says so, and never over an open form.
import { useState } from "preact/hooks";
import { Tombol } from "./dasar/dasar";
import { Ikon } from "./dasar/ikon";
import { makeSinyal, useSinyal } from "./dasar/sinyal";
import { umumkan } from "./dasar/umum";

const menunggu = makeSinyal<ServiceWorker | null>(null);
/** Forms that are open now. A screen adds itself while something typed is not yet an ubahan. */
export const formulirTerbuka = makeSinyal(0);
let diminta = false;

function watchWorker(r: ServiceWorkerRegistration): void {
    const lihat = (w: ServiceWorker | null): void => {
        if (!w) return;
        const cek = (): void => {
            // Without a controller this is the first install: nothing runs that could be replaced.
            if (w.state === "installed" && navigator.serviceWorker.controller) {
                menunggu.set(w);
                umumkan("Versi baru siap.");
            }
        };
        w.addEventListener("statechange", cek);
        cek();
    };
    lihat(r.waiting);
    lihat(r.installing);
    r.addEventListener("updatefound", () => lihat(r.installing));
}

/** Registers the worker. A failure is silent: the worksheet works without it as long as there is a line. */
export async function startWorker(alamat: string): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    try {
        const r = await navigator.serviceWorker.register(alamat, { scope: "/lembar/", updateViaCache: "none" });
        watchWorker(r);
        navigator.serviceWorker.addEventListener("controllerchange", () => {
            if (diminta) location.reload();
        });
        setInterval(() => void r.update().catch(() => undefined), 3_600_000);
    } catch {
        // No worker: private window, or the files are not served. Said elsewhere.
    }
}

export function PitaPembaruan() {
    const w = useSinyal(menunggu);
    const terbuka = useSinyal(formulirTerbuka);
    const [nanti, setNanti] = useState(false);
    if (!w || nanti) return null;
    const pasang = (): void => {
        diminta = true;
        w.postMessage({ jenis: "pasang" });
    };
    return (
        <section class="pita pita-tipis w-biru" aria-label="Versi baru">
            <Ikon nama="unduh" ukuran={20} />
            <span class="isi-pita"><b>Versi baru siap.</b> {terbuka ? "Dipasang setelah isian ini disimpan." : "Pasang sekarang, kira-kira lima detik. Isi lembar tidak berubah."}</span>
            {!terbuka && <Tombol kecil kerja={pasang}>Pasang sekarang</Tombol>}
            {!terbuka && <Tombol kecil tautan kerja={() => setNanti(true)}>Nanti</Tombol>}
        </section>
    );
}
