// Evidence of a proposal: which kinds its jenis asks for, each with its photos.
import { useState } from "preact/hooks";
import type { BuktiIsi, Lembar } from "../../inti/bentuk";
import type { Lampiran } from "../dasar/foto";
import { IsianPilih, PesanIsian, type GalatIsian } from "../dasar/isian";
import { upperFirst } from "../dasar/tulis";
import { PilihFoto } from "../keluarga/foto";
import type { IsiForm } from "./isi";
import { listJenisBukti, listKurangBukti } from "./periksa";

interface BuktiProps {
    lembar: Lembar;
    form: IsiForm;
    ubah: (bukti: BuktiIsi[]) => void;
    foto: Lampiran[];
    setFoto: (foto: Lampiran[]) => void;
    galat: GalatIsian | undefined;
}

export function Bukti({ lembar, form, ubah, foto, setFoto, galat }: BuktiProps) {
    const jenis = listJenisBukti(lembar, form.jenis);
    const [pilih, setPilih] = useState(jenis[0]?.[0] ?? "LAINNYA");
    const milik = (kode: string): Lampiran[] => foto.filter((f) => form.bukti.some((b) => b.jenis === kode && b.sha256 === f.sha256));
    const ganti = (kode: string, daftar: Lampiran[]): void => {
        const lain = form.bukti.filter((b) => b.jenis !== kode);
        const akhiran = (l: Lampiran): string => (l.jenis === "application/pdf" ? "pdf" : "jpg");
        ubah([...lain, ...daftar.map((l, n) => ({ jenis: kode, sha256: l.sha256, nama: `${kode}${n ? `_${n + 1}` : ""}.${akhiran(l)}` }))]);
        setFoto([...foto.filter((f) => lain.some((b) => b.sha256 === f.sha256)), ...daftar]);
    };
    const kurang = listKurangBukti(lembar, form);
    const terisi = jenis.filter(([kode]) => kode === pilih || milik(kode).length);
    return (
        <fieldset class="blok" id="bukti" tabIndex={-1}>
            <legend><h2>Bukti</h2></legend>
            <p class="kecil redup-teks">{kurang.length ? `Masih perlu: ${kurang.join("; ")}. ` : ""}Foto disimpan di sini dan ikut dalam paket.</p>
            {jenis.length > 1 && <IsianPilih label="Jenis bukti" nilai={pilih} ubah={setPilih} pilihan={jenis.map(([k, v]) => [k, upperFirst(v)] as const)} />}
            {terisi.map(([kode, kata]) => <PilihFoto key={kode} label={upperFirst(kata)} pdf daftar={milik(kode)} ubah={(d) => ganti(kode, d)} />)}
            <div class="isian"><PesanIsian id="bukti-galat" galat={galat} /></div>
        </fieldset>
    );
}
