// The pieces every screen is made of. Class names are those of the online product's stylesheet.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Ikon, type NamaIkon } from "./ikon";
import { maskNik } from "./tulis";
import { umumkan } from "./umum";

export type Warna = "hijau" | "kuning" | "merah" | "biru" | "beku" | "kelabu" | "pokok" | "tinta";
/** The colour that goes with a shape unless a screen says otherwise. */
const WARNA: Partial<Record<NamaIkon, Warna>> = {
    selesai: "hijau", centang: "hijau", sama: "hijau", perlu: "kuning", laptop: "kuning", kembali: "kuning",
    harus: "merah", beku: "beku", info: "biru", kamera: "biru", unduh: "biru",
};

interface TagProps {
    bentuk: NamaIkon;
    warna?: Warna | undefined;
    besar?: boolean;
    children: ComponentChildren;
}

/** Shape, word and colour: a status is never told by colour alone. */
export function Tag({ bentuk, warna, besar, children }: TagProps) {
    return (
        <span class={`tag w-${warna ?? WARNA[bentuk] ?? "kelabu"}${besar ? " tag-besar" : ""}`}>
            <Ikon nama={bentuk} />
            {children}
        </span>
    );
}

interface TombolProps {
    kerja?: (() => void | Promise<void>) | undefined;
    utama?: boolean;
    kecil?: boolean;
    tautan?: boolean;
    lebar?: boolean;
    ikon?: NamaIkon;
    kunci?: string;
    kirim?: boolean;
    /** Why it cannot be pressed now; shown under it. */
    mati?: string | undefined;
    sibuk?: string;
    id?: string;
    children: ComponentChildren;
}

/** A button that keeps its width while it works and cannot be pressed twice. */
export function Tombol({ kerja, utama, kecil, tautan, lebar, ikon, kunci, kirim, mati, sibuk, id, children }: TombolProps) {
    const [bekerja, setBekerja] = useState(false);
    const hidup = useRef(true);
    useEffect(() => () => void (hidup.current = false), []);
    const idSebab = useId();
    const kelas = ["tombol", utama && "tombol-utama", kecil && "tombol-kecil", tautan && "tombol-tautan", lebar && "tombol-lebar"];
    const tekan = async (e: Event): Promise<void> => {
        if (mati || bekerja) {
            e.preventDefault();
            if (mati) umumkan(`Belum bisa: ${mati}`);
            return;
        }
        if (!kerja) return;
        const janji = kerja();
        if (!janji) return;
        setBekerja(true);
        try {
            await janji;
        } finally {
            if (hidup.current) setBekerja(false);
        }
    };
    const tombol = (
        <button type={kirim ? "submit" : "button"} class={kelas.filter(Boolean).join(" ")} onClick={tekan} id={id}
            aria-disabled={mati ? "true" : undefined} aria-busy={bekerja ? "true" : undefined}
            aria-describedby={mati ? idSebab : undefined} aria-keyshortcuts={kunci}>
            {bekerja && sibuk ? sibuk : children}
            {ikon && !bekerja && <Ikon nama={ikon} />}
            {kunci && !bekerja && <kbd aria-hidden="true">{kunci}</kbd>}
        </button>
    );
    if (!mati) return tombol;
    return (
        <div class={lebar ? "tombol-pembungkus" : undefined}>
            {tombol}
            <p class="sebab-mati" id={idSebab}>Belum bisa: {mati}</p>
        </div>
    );
}

interface PitaProps {
    judul: string;
    warna: Warna;
    ikon: NamaIkon;
    gawat?: boolean;
    children?: ComponentChildren;
    aksi?: ComponentChildren;
}

/** A band inside a page: what is the matter, and what to do. */
export function Pita({ judul, warna, ikon, gawat, children, aksi }: PitaProps) {
    return (
        <section class={`pita pita-kartu w-${warna}`} role={gawat ? "alert" : undefined}>
            <Ikon nama={ikon} ukuran={20} />
            <div class="isi-pita"><strong>{judul}</strong> {children}</div>
            {aksi}
        </section>
    );
}

/** An empty list says why it is empty. */
export function Kosong({ bentuk = "info", judul, children }: { bentuk?: NamaIkon; judul: string; children?: ComponentChildren }) {
    return (
        <div class={`keadaan-besar keadaan-tengah w-${WARNA[bentuk] ?? "kelabu"}`}>
            <Ikon nama={bentuk} ukuran={24} />
            <p><b>{judul}</b></p>
            {children && <p class="kecil redup-teks">{children}</p>}
        </div>
    );
}

/** A masked number; readers hear its last four digits one by one. */
export function Nik({ nomor, kata = "NIK", utuh }: { nomor: string; kata?: string; utuh?: boolean }) {
    if (!nomor) return <span class="redup-teks">tanpa {kata}</span>;
    if (utuh) return <span class="nik">{nomor}</span>;
    return (
        <>
            <span class="nik" aria-hidden="true">{maskNik(nomor)}</span>
            <span class="baca">{kata} berakhiran {nomor.slice(-4).split("").join(" ")}</span>
        </>
    );
}

interface DialogProps {
    judul: string;
    tutup: () => void;
    panel?: boolean;
    children: ComponentChildren;
}

/** A modal page: the rest of the screen waits, Escape closes, the focus comes back where it was. */
export function Dialog({ judul, tutup, panel, children }: DialogProps) {
    const ref = useRef<HTMLDialogElement>(null);
    const id = useId();
    useEffect(() => {
        const asal = document.activeElement;
        const d = ref.current;
        if (d && !d.open) d.showModal();
        return () => {
            d?.close();
            if (asal instanceof HTMLElement && asal.isConnected) asal.focus();
        };
    }, []);
    return (
        <dialog ref={ref} class={panel ? "panel" : undefined} aria-labelledby={id}
            onCancel={(e) => { e.preventDefault(); tutup(); }}>
            <header>
                <h2 id={id}>{judul}</h2>
                <Tombol kecil kerja={tutup} ikon="tutup">Tutup</Tombol>
            </header>
            {children}
        </dialog>
    );
}

/** The requirements of a step: each as shape and sentence. */
export function Syarat({ bentuk, children }: { bentuk: NamaIkon; children: ComponentChildren }) {
    return <li><Ikon nama={bentuk} warna={WARNA[bentuk] ?? "kelabu"} /><span>{children}</span></li>;
}
