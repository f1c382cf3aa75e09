// Form fields: label above, hint, 2 px border, a warning or an error below with the mend.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Ikon } from "./ikon";

export interface GalatIsian {
    /** false: worth a look, but it may be saved. */
    menahan: boolean;
    kalimat: string;
    langkah?: string;
}

interface DasarProps {
    label: string;
    petunjuk?: string | undefined;
    galat?: GalatIsian | undefined;
    lebar?: "pendek" | "nik" | "sedang" | "panjang" | undefined;
    wajib?: boolean | undefined;
    id?: string | undefined;
}

export function PesanIsian({ id, galat }: { id: string; galat: GalatIsian | undefined }) {
    if (!galat) return null;
    return (
        <p class={galat.menahan ? "galat-isian" : "galat-isian ingat-isian"} id={id}>
            <Ikon nama={galat.menahan ? "harus" : "perlu"} />
            <span>{galat.kalimat}{galat.langkah ? ` ${galat.langkah}` : ""}</span>
        </p>
    );
}

interface TeksProps extends DasarProps {
    nilai: string;
    ubah: (nilai: string) => void;
    macam?: "text" | "date" | "time" | "number" | "password" | undefined;
    maks?: number | undefined;
    baris?: number;
    angka?: boolean | undefined;
    lengkapi?: string;
    anak?: ComponentChildren;
}

export function IsianTeks(p: TeksProps) {
    const acak = useId();
    const id = p.id ?? acak;
    const terang = [p.petunjuk && `${id}-petunjuk`, p.galat && `${id}-galat`].filter(Boolean).join(" ") || undefined;
    const umum = {
        id,
        value: p.nilai,
        "aria-describedby": terang,
        "aria-invalid": p.galat?.menahan ? ("true" as const) : undefined,
        "aria-required": p.wajib ? ("true" as const) : undefined,
        maxLength: p.maks,
        autocomplete: p.lengkapi ?? "off",
        spellcheck: false,
    };
    return (
        <div class={`isian${p.lebar ? ` lebar-${p.lebar}` : ""}${p.galat?.menahan ? " isian-galat" : ""}`}>
            <label for={id}>{p.label}{p.wajib === false && <span class="boleh-kosong"> (boleh kosong)</span>}</label>
            {p.petunjuk && <p class="hint" id={`${id}-petunjuk`}>{p.petunjuk}</p>}
            {p.baris ? (
                <textarea {...umum} rows={p.baris} onInput={(e) => p.ubah(e.currentTarget.value)} />
            ) : (
                <input {...umum} {...({ type: p.macam ?? "text" } as { type: "text" })} inputMode={p.angka ? "numeric" : undefined}
                    onInput={(e) => p.ubah(e.currentTarget.value)} />
            )}
            {p.anak}
            <PesanIsian id={`${id}-galat`} galat={p.galat} />
        </div>
    );
}

const BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

interface TanggalProps extends DasarProps {
    nilai: string;
    ubah: (nilai: string) => void;
}

/** Day, named month, year. What is half filled is kept as it is; only a whole date is read as one. */
export function IsianTanggal(p: TanggalProps) {
    const acak = useId();
    const id = p.id ?? acak;
    const [tahun = "", bulan = "", hari = ""] = p.nilai.split("-");
    const terang = [p.petunjuk && `${id}-petunjuk`, p.galat && `${id}-galat`].filter(Boolean).join(" ") || undefined;
    const ganti = (t: string, b: string, h: string): void => p.ubah(t || b || h ? `${t}-${b}-${h}` : "");
    const dua = (n: string): string => (/^\d$/.test(n) ? `0${n}` : n);
    const angka = (nilai: string): string => nilai.replace(/\D/g, "");
    return (
        <fieldset class={`isian${p.galat?.menahan ? " isian-galat" : ""}`} aria-describedby={terang}>
            <legend>{p.label}{p.wajib === false && <span class="boleh-kosong"> (boleh kosong)</span>}</legend>
            {p.petunjuk && <p class="hint" id={`${id}-petunjuk`}>{p.petunjuk}</p>}
            <div class="tiga-isian">
                <input id={id} inputMode="numeric" maxLength={2} autocomplete="off" placeholder="Tgl" aria-label={`${p.label}, tanggal`} value={hari.replace(/^0(?=\d)/, "")}
                    onInput={(e) => ganti(tahun, bulan, angka(e.currentTarget.value))} onBlur={(e) => ganti(tahun, bulan, dua(angka(e.currentTarget.value)))} />
                <select aria-label={`${p.label}, bulan`} value={bulan} onChange={(e) => ganti(tahun, e.currentTarget.value, dua(hari))}>
                    <option value="">Bulan</option>
                    {BULAN.map((kata, n) => <option key={kata} value={String(n + 1).padStart(2, "0")}>{kata}</option>)}
                </select>
                <input inputMode="numeric" maxLength={4} autocomplete="off" placeholder="Tahun" aria-label={`${p.label}, tahun`} value={tahun} onInput={(e) => ganti(angka(e.currentTarget.value), bulan, dua(hari))} />
            </div>
            <PesanIsian id={`${id}-galat`} galat={p.galat} />
        </fieldset>
    );
}

export type Pilihan = readonly [kode: string, kata: string];

interface PilihProps extends DasarProps {
    nilai: string;
    ubah: (nilai: string) => void;
    pilihan: readonly Pilihan[];
    kosong?: string | undefined;
}

/** A choice out of a list. `kosong` is the line that chooses nothing. */
export function IsianPilih(p: PilihProps) {
    const acak = useId();
    const id = p.id ?? acak;
    const terang = [p.petunjuk && `${id}-petunjuk`, p.galat && `${id}-galat`].filter(Boolean).join(" ") || undefined;
    return (
        <div class={`isian${p.lebar ? ` lebar-${p.lebar}` : " lebar-sedang"}${p.galat?.menahan ? " isian-galat" : ""}`}>
            <label for={id}>{p.label}{p.wajib === false && <span class="boleh-kosong"> (boleh kosong)</span>}</label>
            {p.petunjuk && <p class="hint" id={`${id}-petunjuk`}>{p.petunjuk}</p>}
            <select id={id} value={p.nilai} aria-describedby={terang} aria-invalid={p.galat?.menahan ? "true" : undefined}
                onChange={(e) => p.ubah(e.currentTarget.value)}>
                {p.kosong !== undefined && <option value="">{p.kosong}</option>}
                {p.pilihan.map(([kode, kata]) => <option key={kode} value={kode}>{kata}</option>)}
            </select>
            <PesanIsian id={`${id}-galat`} galat={p.galat} />
        </div>
    );
}

interface CentangProps {
    label: ComponentChildren;
    nilai: boolean;
    ubah: (nilai: boolean) => void;
    petunjuk?: string;
}

export function IsianCentang({ label, nilai, ubah, petunjuk }: CentangProps) {
    return (
        <div class="isian">
            <label class="pilihan">
                <input type="checkbox" checked={nilai} onChange={(e) => ubah(e.currentTarget.checked)} />
                <span>{label}{petunjuk && <span class="hint mini">{petunjuk}</span>}</span>
            </label>
        </div>
    );
}

/** Everything wrong with a form in one list; each line leads to its field. */
export function RingkasanGalat({ daftar }: { daftar: readonly { id: string; kalimat: string }[] }) {
    if (!daftar.length) return null;
    return (
        <section class="kartu ringkasan-galat" tabIndex={-1} id="ringkasan-galat">
            <h2><Ikon nama="harus" ukuran={20} />Belum tersimpan. Ada {daftar.length} yang perlu diperbaiki</h2>
            <ul>
                {daftar.map((g) => (
                    <li key={g.id}>
                        <a href={`#${g.id}`} onClick={(e) => { e.preventDefault(); document.getElementById(g.id)?.focus(); }}>{g.kalimat}</a>
                    </li>
                ))}
            </ul>
        </section>
    );
}
