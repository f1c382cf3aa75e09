// Photos: taken with the camera or chosen, drawn again small, kept sealed; shown from the store when asked for.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { pilihanBerlaku } from "../../inti/akhir";
import type { KeluargaKini } from "../../inti/lipat";
import { Tombol } from "../dasar/dasar";
import { BerkasDitolak, readLampiran, type Lampiran } from "../dasar/foto";
import { Ikon } from "../dasar/ikon";
import { IsianPilih, PesanIsian, type GalatIsian } from "../dasar/isian";
import { simpan, useAplikasi } from "../dasar/konteks";
import { writeDateShort, writeSize } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { findLabel } from "../hitung";
import { visitDay } from "../verval/isi";

/** A picture from bytes, drawn on a canvas: no address of it is left anywhere. */
export function Gambar({ isi, jenis, kata }: { isi: Uint8Array<ArrayBuffer>; jenis: string; kata: string }) {
    const ref = useRef<HTMLCanvasElement>(null);
    const [gagal, setGagal] = useState(jenis === "application/pdf");
    useEffect(() => {
        if (jenis === "application/pdf") return;
        let hidup = true;
        createImageBitmap(new Blob([isi], { type: jenis }), { resizeWidth: 240 })
            .then((b) => {
                const k = ref.current;
                if (!hidup || !k) return;
                k.width = b.width;
                k.height = b.height;
                k.getContext("2d")?.drawImage(b, 0, 0);
                b.close();
            })
            .catch(() => hidup && setGagal(true));
        return () => void (hidup = false);
    }, [isi, jenis]);
    if (gagal) return <span class="foto-tutup" role="img" aria-label={kata}><Ikon nama="berkas" ukuran={24} /></span>;
    return <canvas ref={ref} class="foto-kecil" role="img" aria-label={kata} />;
}

interface PilihFotoProps {
    label: string;
    daftar: Lampiran[];
    ubah: (daftar: Lampiran[]) => void;
    pdf?: boolean;
    maks?: number;
}

/** Choose or take photos for a form; they are kept only with the form's own ubahan. */
export function PilihFoto({ label, daftar, ubah, pdf, maks = 4 }: PilihFotoProps) {
    const id = useId();
    const [galat, setGalat] = useState<GalatIsian | undefined>();
    const [sibuk, setSibuk] = useState(false);
    const tambah = async (berkas: FileList | null): Promise<void> => {
        if (!berkas?.length) return;
        setSibuk(true);
        setGalat(undefined);
        const baru = [...daftar];
        for (const b of berkas) {
            try {
                const l = await readLampiran(b, pdf);
                if (!baru.some((x) => x.sha256 === l.sha256)) baru.push(l);
                umumkan(`${label} siap, ${writeSize(l.isi.length)}.`);
            } catch (e) {
                setGalat({ menahan: true, kalimat: e instanceof BerkasDitolak ? e.message : "Berkas ini tidak bisa dibaca. Pilih lagi." });
            }
        }
        ubah(baru.slice(0, maks));
        setSibuk(false);
    };
    return (
        <div class={`isian${galat ? " isian-galat" : ""}`}>
            <label for={id}>{label}</label>
            {daftar.length < maks && <input id={id} type="file" accept={pdf ? "image/*,application/pdf" : "image/*"} multiple={maks > 1} disabled={sibuk}
                aria-describedby={galat ? `${id}-galat` : undefined}
                onChange={(e) => { const el = e.currentTarget; void tambah(el.files).then(() => void (el.value = "")); }} />}
            {sibuk && <p class="mini" role="status">Mengecilkan foto…</p>}
            <PesanIsian id={`${id}-galat`} galat={galat} />
            {daftar.length > 0 && (
                <ul class="album">{daftar.map((l, i) => (
                    <li key={l.sha256}><Gambar isi={l.isi} jenis={l.jenis} kata={`${label} ${i + 1}`} />
                        <span class="mini">{writeSize(l.isi.length)}</span>
                        <button type="button" class="tautan-tombol mini" onClick={() => ubah(daftar.filter((x) => x !== l))}>Hapus<span class="baca"> {label} {i + 1}</span></button></li>
                ))}</ul>
            )}
        </div>
    );
}

/** A photo that is already in the store, opened only when it comes into view. */
export function FotoTersimpan({ sha256, kata, keterangan }: { sha256: string; kata: string; keterangan?: string }) {
    const { store } = useAplikasi();
    const [isi, setIsi] = useState<{ isi: Uint8Array; jenis: string } | null>(null);
    useEffect(() => {
        let hidup = true;
        store.lampiran(sha256).then((l) => hidup && setIsi(l), () => undefined);
        return () => void (hidup = false);
    }, [sha256]);
    return (
        <li>
            {isi ? <Gambar isi={isi.isi as Uint8Array<ArrayBuffer>} jenis={isi.jenis} kata={kata} /> : <span class="foto-tutup"><Ikon nama="kamera" ukuran={24} /></span>}
            <span class="mini">{kata}</span>{keterangan && <span class="mini redup-teks">{keterangan}</span>}
        </li>
    );
}

export function FotoKeluarga({ k }: { k: KeluargaKini }) {
    const { store, lembar, boleh } = useAplikasi();
    const jenis = pilihanBerlaku(lembar.daftar, "jenis_foto", visitDay(lembar));
    const [pilih, setPilih] = useState("RUMAH");
    const [foto, setFoto] = useState<Lampiran[]>([]);
    const adaRumah = k.foto.some((f) => f.ubahan.jenis === "foto" && f.ubahan.isi.jenis === "RUMAH");
    const simpanFoto = async (): Promise<void> => {
        for (const l of foto) {
            const u = await simpan(store, { jenis: "foto", pokok: k.keluarga.id, isi: { jenis: pilih, sha256: l.sha256 } }, { lampiran: [{ isi: l.isi, jenis: l.jenis }] });
            if (!u) return;
        }
        setFoto([]);
    };
    return (
        <section class="kartu" id="foto">
            <h2 class="kartu-judul">Foto</h2>
            {!adaRumah && <p class="baris-ikon kecil"><Ikon nama="kamera" warna="biru" /><span>Foto rumah belum ada di lembar ini.</span></p>}
            {k.foto.length > 0 && <ul class="album">{k.foto.map((f) => f.ubahan.jenis === "foto" && (
                <FotoTersimpan key={f.ubahan.id} sha256={f.ubahan.isi.sha256} kata={findLabel(lembar.daftar.jenis_foto, f.ubahan.isi.jenis)} keterangan={writeDateShort(f.ubahan.pada)} />
            ))}</ul>}
            {boleh && (
                <details class="lipat"><summary>Tambah foto</summary>
                    <div class="deret isi-foto">
                        <IsianPilih label="Foto apa" nilai={pilih} ubah={setPilih} pilihan={jenis} />
                        <PilihFoto label="Ambil atau pilih foto" daftar={foto} ubah={setFoto} maks={1} />
                        {foto.length > 0 && <Tombol kerja={simpanFoto} sibuk="Menyimpan…">Simpan foto</Tombol>}
                    </div>
                    <p class="mini redup-teks">Foto dikecilkan di sini. Tempat dan waktu dari kamera tidak ikut. Foto lama tetap tersimpan.</p>
                </details>
            )}
        </section>
    );
}
