// Meetings of this worksheet, and opening the next one: a village holds one at a time.
import { useMemo, useRef, useState } from "preact/hooks";
import { isTanggal } from "../../inti/nik";
import { Tag, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianTanggal, IsianTeks, RingkasanGalat, type GalatIsian } from "../dasar/isian";
import { simpan, useAplikasi } from "../dasar/konteks";
import { goTo, useRute } from "../dasar/rute";
import { countDays, nowIso, upperFirst, writeDate, writeDay, writeNumber } from "../dasar/tulis";
import { focusLater } from "../dasar/umum";
import { isMenunggu } from "../hitung";
import { visitDay } from "../verval/isi";
import { countAgenda, listAgenda } from "./hitung";
import { findKepala } from "./tempat";

export function DaftarRapat() {
    const { keadaan, boleh } = useAplikasi();
    const { id } = useRute();
    const rapat = [...keadaan.rapat].filter((r) => !r.gugur).reverse();
    const jalan = rapat.find((r) => !r.tutup);
    const menunggu = [...keadaan.usulan.values()].filter(isMenunggu).length;
    if (id === "baru" && boleh && !jalan) return <BukaRapat />;
    return (
        <>
            <header class="judul-halaman"><div><h1>Musyawarah</h1><p>{writeNumber(menunggu)} usulan menunggu dibahas.</p></div></header>
            {jalan ? (
                <section class="kartu tepi w-pokok kartu-langkah"><p class="atas">Musyawarah berjalan</p><h2>{writeDay(jalan.isi.tanggal)}</h2>
                    <p class="sebab">{jalan.isi.tempat}, mulai {jalan.isi.mulai.replace(":", ".")}, dipimpin {jalan.isi.pimpinan_nama}.</p>
                    <div class="deret"><a class="tombol tombol-utama" href={`#/layar/${jalan.id}`}>Buka layar rapat<Ikon nama="panah" /></a><a href={`#/rapat/${jalan.id}`}>Agenda dan daftar hadir</a></div></section>
            ) : (
                <section class="kartu"><h2>Buka musyawarah</h2><p class="kecil redup-teks">Usulan diputuskan satu demi satu. Musyawarah tanpa usulan tetap sah (nihil).</p>
                    <p class="kartu-kaki"><Tombol utama kerja={() => goTo("/musyawarah/baru")} mati={boleh ? undefined : "lembar terbuka di jendela lain."}>Buka musyawarah</Tombol></p></section>
            )}
            {rapat.some((r) => r.tutup) && (
                <section class="kartu kartu-tabel"><table class="tabel"><caption class="dalam">Musyawarah yang sudah ditutup</caption>
                    <thead><tr><th scope="col">Tanggal</th><th scope="col">Tempat</th><th scope="col" class="n">Keputusan</th><th scope="col">Berita acara</th></tr></thead>
                    <tbody>{rapat.filter((r) => r.tutup).map((r) => {
                        const ada = r.berkas.some((b) => b.guna === "BERITA_ACARA");
                        return (
                            <tr key={r.id}><th scope="row"><a href={`#/rapat/${r.id}/berita-acara`}>{writeDate(r.isi.tanggal)}</a></th><td>{r.isi.tempat}</td><td class="n">{countAgenda(listAgenda(keadaan, r)).semua}</td>
                                <td>{ada ? <Tag bentuk="selesai">Sudah dilampirkan</Tag> : <Tag bentuk="kamera">Belum dilampirkan</Tag>}</td></tr>
                        );
                    })}</tbody></table></section>
            )}
        </>
    );
}

function BukaRapat() {
    const { store, lembar } = useAplikasi();
    const [isi, setIsi] = useState({ tanggal: visitDay(lembar), mulai: nowIso().slice(11, 16), tempat: `Balai ${lembar.desa.sebutan}`, pimpinan_nama: "", pimpinan_jabatan: upperFirst(findKepala(lembar.desa.sebutan)), catatan: "" });
    const [kirim, setKirim] = useState(false);
    const id = useMemo(() => store.idBaru(), []);
    const jalan = useRef(false);
    const ubah = (nama: keyof typeof isi) => (nilai: string) => setIsi((i) => ({ ...i, [nama]: nilai }));
    const galat: Record<string, GalatIsian> = {};
    const perlu = (nama: keyof typeof isi, kata: string): void => {
        if (!isi[nama].trim()) galat[nama] = { menahan: true, kalimat: `${kata} harus diisi.` };
    };
    perlu("mulai", "Jam mulai");
    perlu("tempat", "Tempat");
    perlu("pimpinan_nama", "Nama pemimpin");
    perlu("pimpinan_jabatan", "Jabatan pemimpin");
    if (!isTanggal(isi.tanggal)) galat["tanggal"] = { menahan: true, kalimat: "Tanggal harus diisi." };
    else if (isi.tanggal > lembar.periode.tenggat_desa.slice(0, 10) || countDays(lembar.periode.mulai, isi.tanggal) < 0)
        galat["tanggal"] = { menahan: false, kalimat: "Tanggal ini di luar masa periode.", langkah: "Dinas akan memeriksanya." };
    const buka = async (): Promise<void> => {
        setKirim(true);
        if (Object.values(galat).some((g) => g.menahan)) return focusLater("#ringkasan-galat");
        if (jalan.current) return;
        jalan.current = true;
        const rapi = Object.fromEntries(Object.entries(isi).map(([k, v]) => [k, v.normalize("NFC").replace(/\s+/g, " ").trim()])) as typeof isi;
        const u = await simpan(store, { id, jenis: "musyawarah", pokok: "", isi: rapi });
        jalan.current = false;
        if (u) goTo(`/rapat/${u.id}`);
    };
    const g = (nama: string) => (kirim || !galat[nama]?.menahan ? galat[nama] : undefined);
    return (
        <>
            <header class="judul-halaman"><div><h1>Buka musyawarah</h1></div></header>
            <form class="formulir kartu" noValidate onSubmit={(e) => { e.preventDefault(); void buka(); }}>
                {kirim && <RingkasanGalat daftar={Object.entries(galat).filter(([, x]) => x.menahan).map(([nama, x]) => ({ id: nama, kalimat: x.kalimat }))} />}
                <IsianTanggal id="tanggal" label="Tanggal" nilai={isi.tanggal} ubah={ubah("tanggal")} galat={g("tanggal")} />
                <IsianTeks id="mulai" label="Jam mulai" macam="time" lebar="pendek" nilai={isi.mulai} ubah={ubah("mulai")} galat={g("mulai")} />
                <IsianTeks id="tempat" label="Tempat" maks={120} lebar="sedang" nilai={isi.tempat} ubah={ubah("tempat")} galat={g("tempat")} />
                <IsianTeks id="pimpinan_nama" label="Nama pemimpin" maks={120} lebar="sedang" nilai={isi.pimpinan_nama} ubah={ubah("pimpinan_nama")} galat={g("pimpinan_nama")} />
                <IsianTeks id="pimpinan_jabatan" label="Jabatan pemimpin" maks={120} lebar="sedang" nilai={isi.pimpinan_jabatan} ubah={ubah("pimpinan_jabatan")} galat={g("pimpinan_jabatan")} />
                <IsianTeks label="Catatan" wajib={false} baris={2} maks={800} lebar="panjang" nilai={isi.catatan} ubah={ubah("catatan")} />
                <div class="deret"><Tombol utama kirim sibuk="Membuka…">Buka musyawarah</Tombol><a href="#/musyawarah">Batal</a></div>
            </form>
        </>
    );
}
