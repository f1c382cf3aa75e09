// The icons are the online product's own sprite, put into the page once: one drawing per meaning everywhere.
import sprite from "../../../../src/opensiks/web/static/ikon.svg?raw";

export type NamaIkon =
    | "selesai" | "belum" | "sedang" | "perlu" | "harus" | "beku" | "tunda" | "info" | "kembali" | "laptop" | "sama"
    | "kamera" | "kunci" | "cari" | "cetak" | "unduh" | "unggah" | "panah" | "mundur" | "naik" | "centang" | "orang"
    | "bantuan" | "sambungan" | "putus" | "tutup" | "tambah" | "berkas" | "jam" | "turun" | "mata";

interface IkonProps {
    nama: NamaIkon;
    ukuran?: 16 | 20 | 24;
    warna?: string;
    /** Said aloud only where no word stands beside the icon. */
    kata?: string;
}

export function Ikon({ nama, ukuran = 16, warna, kata }: IkonProps) {
    const kelas = `ikon${ukuran === 16 ? "" : ` ikon-${ukuran}`}${warna ? ` warna w-${warna}` : ""}`;
    return (
        <svg class={kelas} viewBox="0 0 16 16" role={kata ? "img" : undefined} aria-label={kata} aria-hidden={kata ? undefined : "true"}>
            <use href={`#${nama}`} />
        </svg>
    );
}

/** Puts the sprite into the document; call once before the first render. */
export function mountSprite(): void {
    const isi = new DOMParser().parseFromString(sprite, "image/svg+xml").documentElement;
    isi.setAttribute("aria-hidden", "true");
    isi.setAttribute("class", "sprite");
    document.body.prepend(document.importNode(isi, true));
}
