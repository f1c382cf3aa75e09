// The opened worksheet: its routes, its lock, and nothing lost when it is locked.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Lembar } from "../inti/bentuk";
import type { Keadaan } from "../inti/lipat";
import { JAM_MAJU } from "../inti/waktu";
import type { Store } from "../simpan/api";
import { Beranda } from "./beranda";
import { Dialog, Pita, Tombol } from "./dasar/dasar";
import { KonteksAplikasi, labelDesa } from "./dasar/konteks";
import { useRute } from "./dasar/rute";
import { waktuServer } from "./dasar/sambungan";
import { useSinyal } from "./dasar/sinyal";
import { HalamanKeluarga } from "./keluarga/keluarga";
import { Kerangka } from "./kerangka";
import { GantiPin, MasukPin } from "./mulai/pin";
import { HalamanRapat } from "./rapat/agenda";
import { DaftarRapat } from "./rapat/daftar";
import { LayarRapat, TabRapat } from "./rapat/layar";
import { Serahkan } from "./serah/serahkan";
import { HalamanIsi } from "./usulan/formulir";
import { DaftarUsulan } from "./usulan/daftar";
import { DaftarVerval } from "./verval/daftar";
import { RingkasanTetap } from "./verval/tetap";

const DIAM = 15 * 60_000;

/** Locks after a quarter of an hour without a key, a touch or a movement. Time asleep counts. */
export function useIdle(habis: () => void, jalan: boolean): void {
    const akhir = useRef(Date.now());
    useEffect(() => {
        if (!jalan) return;
        akhir.current = Date.now();
        const hidup = (): void => void (akhir.current = Date.now());
        const tanda = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
        for (const t of tanda) addEventListener(t, hidup, { passive: true });
        const cek = (): void => {
            if (Date.now() - akhir.current >= DIAM) habis();
        };
        const jam = setInterval(cek, 10_000);
        document.addEventListener("visibilitychange", cek);
        return () => {
            for (const t of tanda) removeEventListener(t, hidup);
            clearInterval(jam);
            document.removeEventListener("visibilitychange", cek);
        };
    }, [jalan]);
}

interface Letak {
    el: HTMLElement;
    dari: number | null;
    sampai: number | null;
}

function readLetak(): Letak | null {
    const el = document.activeElement;
    if (!(el instanceof HTMLElement) || el === document.body) return null;
    const teks = el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement;
    try {
        return { el, dari: teks ? el.selectionStart : null, sampai: teks ? el.selectionEnd : null };
    } catch {
        return { el, dari: null, sampai: null };
    }
}

function restoreLetak(l: Letak | null): void {
    if (!l?.el.isConnected) return;
    l.el.focus();
    if (l.dari === null || !(l.el instanceof HTMLInputElement || l.el instanceof HTMLTextAreaElement)) return;
    try {
        l.el.setSelectionRange(l.dari, l.sampai);
    } catch {
        // A date field has no caret to put back.
    }
}

function Halaman() {
    const { halaman } = useRute();
    switch (halaman) {
        case "verval": return <DaftarVerval />;
        case "tetap": return <RingkasanTetap />;
        case "keluarga": return <HalamanKeluarga />;
        case "isi": return <HalamanIsi />;
        case "usulan": return <DaftarUsulan />;
        case "musyawarah": return <DaftarRapat />;
        case "rapat": return <HalamanRapat />;
        case "layar": return <LayarRapat />;
        case "serahkan": return <Serahkan />;
        default: return <Beranda />;
    }
}

const KELAS: Readonly<Record<string, string>> = { verval: "isi isi-rapat", keluarga: "isi isi-rapat", layar: "isi isi-layar" };
const JUDUL: Readonly<Record<string, string>> = { beranda: "Beranda", verval: "Daftar verval", tetap: "Ringkasan TETAP", keluarga: "Keluarga", isi: "Isi usulan", usulan: "Usulan", musyawarah: "Musyawarah", rapat: "Musyawarah", layar: "Layar rapat", serahkan: "Serahkan" };

export function Aplikasi({ store, boleh }: { store: Store; boleh: boolean }) {
    const { halaman, id, sub } = useRute();
    const lipatan = useSinyal(store.lipatan);
    const laptop = useSinyal(store.keadaan);
    const status = useSinyal(store.status);
    const [pin, setPin] = useState(false);
    // While locked the fold is gone from the store; the screen keeps what was on it, out of sight, for the same cursor.
    const ingat = useRef<{ lembar: Lembar; keadaan: Keadaan } | null>(null);
    const lembar = store.lembar();
    if (lipatan && lembar) ingat.current = { lembar, keadaan: lipatan };
    const terkunci = status === "terkunci";
    const letak = useRef<Letak | null>(null);
    const tampil = useRef<HTMLDivElement>(null);
    const kunci = (): void => {
        letak.current = readLetak();
        store.kunci();
    };
    useIdle(kunci, !terkunci);
    useEffect(() => {
        const el = tampil.current;
        if (!el) return;
        el.inert = terkunci;
        if (!terkunci) requestAnimationFrame(() => restoreLetak(letak.current));
    }, [terkunci]);
    useEffect(() => {
        window.scrollTo(0, 0);
        if (!["keluarga", "layar", "isi"].includes(halaman)) document.getElementById("isi")?.focus({ preventScroll: true });
    }, [halaman, id, halaman === "layar" ? "" : sub]);
    useEffect(() => {
        if (ingat.current) document.title = `${JUDUL[halaman] ?? "Lembar kerja"}, ${labelDesa(ingat.current.lembar)}, OpenSIKS`;
    }, [halaman]);
    useEffect(() => waktuServer.langgan((w) => {
        if (w && store.status.nilai === "terbuka") void store.catatWaktuServer(w).catch(() => undefined);
    }), [store]);
    if (!ingat.current) return null;
    const app = { store, ...ingat.current, laptop, boleh };
    return (
        <KonteksAplikasi.Provider value={app}>
            <div class={`lembar-terbuka${terkunci ? " terkunci" : ""}`} ref={tampil} onClickCapture={(e) => { if ((e.target as HTMLElement).closest?.(".akun .menu")) (e.target as HTMLElement).closest("details")?.removeAttribute("open"); }}>
                <Kerangka kelas={KELAS[halaman] ?? "isi"} tab={halaman === "layar" ? <TabRapat /> : undefined} bukaPin={() => setPin(true)}>
                    {!boleh && <Pita judul="Lembar ini sudah terbuka di jendela lain" warna="kuning" ikon="kunci" aksi={<Tombol kecil kerja={() => store.ambilAlih()} sibuk="Mengambil alih…">Pakai di jendela ini</Tombol>}>Lanjutkan di sana. Di sini hanya bisa melihat.</Pita>}
                    {store.peringatanJam() === JAM_MAJU && <Pita judul="Jam laptop" warna="kuning" ikon="perlu">{JAM_MAJU}</Pita>}
                    <Halaman />
                </Kerangka>
                {pin && <Dialog judul="Ganti PIN" tutup={() => setPin(false)}><GantiPin store={store} selesai={() => setPin(false)} /></Dialog>}
            </div>
            {terkunci && <div class="tirai" role="dialog" aria-modal="true" aria-label="Terkunci"><div class="masuk"><MasukPin store={store} nama={app.lembar.operator.nama} /></div></div>}
        </KonteksAplikasi.Provider>
    );
}
