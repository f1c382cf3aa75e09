// The berita acara of a closed meeting: read it, print it, have it signed, attach its pages.
import { useEffect, useState } from "preact/hooks";
import { kodeRapat } from "../../inti/daftar_lembar";
import { nextHalaman, type RapatKini } from "../../inti/lipat_rapat";
import { Pita, Tombol } from "../dasar/dasar";
import type { Lampiran } from "../dasar/foto";
import { Ikon } from "../dasar/ikon";
import { IsianCentang, IsianPilih } from "../dasar/isian";
import { simpan, useAplikasi } from "../dasar/konteks";
import { upperFirst, writeDay } from "../dasar/tulis";
import { FotoTersimpan, PilihFoto } from "../keluarga/foto";
import { useAgenda } from "./agenda";
import { Kertas } from "./kertas";
import { findKepala } from "./tempat";

const GUNA = [["BERITA_ACARA", "Berita acara bertanda tangan"], ["DAFTAR_HADIR", "Daftar hadir bertanda tangan"], ["FOTO", "Foto musyawarah"]] as const;
type Guna = (typeof GUNA)[number][0];

export function BeritaAcara({ rapat }: { rapat: RapatKini }) {
    const app = useAplikasi();
    const { agenda } = useAgenda(app, rapat);
    const [kodeKini, setKodeKini] = useState("");
    useEffect(() => void kodeRapat(rapat, app.keadaan, app.lembar.desa.kode).then(setKodeKini, () => setKodeKini("")), [rapat, app.keadaan, app.lembar]);
    if (!rapat.tutup) return <section class="kartu"><h1>Berita acara</h1><p>Berita acara dicetak setelah musyawarah ditutup.</p><p class="kartu-kaki"><a class="tombol" href={`#/rapat/${rapat.id}/tutup`}>Tinjau lalu tutup</a></p></section>;
    // A signed paper that the Dinas took stands; what changes afterwards is another meeting's business.
    const diterima = rapat.berkas.some((b) => b.guna === "BERITA_ACARA" && app.keadaan.ubahan.get(b.ubahan)?.kirim === "diterima");
    const lama = rapat.tutup.kode_daftar;
    const berubah = !diterima && kodeKini !== "" && kodeKini !== lama;
    const kode = berubah ? kodeKini : lama;
    const ada = (guna: Guna): boolean => rapat.berkas.some((b) => b.guna === guna);
    return (
        <div class="kolom kolom-410">
            <div class="tumpuk">
                <header class="judul-halaman layar-saja"><div><h1>Berita acara</h1><p>Musyawarah {writeDay(rapat.isi.tanggal)}, {rapat.isi.mulai.replace(":", ".")} sampai {rapat.tutup.selesai.replace(":", ".")}, {rapat.isi.tempat}</p></div></header>
                {berubah ? <Pita judul="Daftar berubah" warna="merah" ikon="harus">Daftar berubah sejak ditutup. Kertas dengan kode <b class="kode">{lama}</b> tidak berlaku lagi. Cetak ulang: kode baru <b class="kode">{kode}</b>. Lalu tandatangani yang baru.</Pita>
                    : <Pita judul="Begini hasil cetaknya" warna="hijau" ikon="selesai">Kode daftar <b class="kode">{kode}</b>. Cocokkan kode ini dengan kertas sebelum menandatangani.</Pita>}
                <div class="pratinjau" tabIndex={0} role="group" aria-label="Hasil cetak"><Kertas rapat={rapat} agenda={agenda} kode={kode} /></div>
            </div>
            <div class="tumpuk layar-saja">
                <section class="kartu" aria-label="Langkah berita acara"><ol class="langkah-kertas">
                    <li class="kini"><span class="nomor">1</span><div><h2>Cetak</h2><Tombol utama={!ada("BERITA_ACARA")} ikon="cetak" kerja={() => print()}>Cetak berita acara</Tombol><p class="kecil redup-teks">Salinan papan: NIK disamarkan.</p></div></li>
                    <li class={ada("BERITA_ACARA") ? "sudah" : ""}><span class="nomor">{ada("BERITA_ACARA") ? <Ikon nama="centang" kata="Selesai" /> : 2}</span><div><h2>Tanda tangani</h2><p class="kecil">Halaman 1: pemimpin, wakil masyarakat, dan operator, lalu dicap. Lampiran 2: setiap orang yang hadir.</p></div></li>
                    <li class={ada("BERITA_ACARA") && ada("DAFTAR_HADIR") ? "sudah" : ""}><span class="nomor">3</span><div><h2>Lampirkan fotonya</h2>
                        <ul class="syarat">{GUNA.map(([guna, kata]) => <li key={guna}><Ikon nama={ada(guna) ? "selesai" : "kamera"} warna={ada(guna) ? "hijau" : "biru"} /><span>{kata}{ada(guna) ? "" : ": belum"}</span></li>)}</ul>
                        {app.boleh && <LampirBerkas rapat={rapat} kode={[...new Set([kode, lama])]} />}</div></li>
                </ol></section>
                {rapat.berkas.length > 0 && <section class="kartu"><h2 class="kartu-judul">Yang sudah dilampirkan</h2><ul class="album">{rapat.berkas.map((b) => <FotoTersimpan key={b.ubahan} sha256={b.sha256} kata={GUNA.find(([g]) => g === b.guna)?.[1] ?? b.guna} />)}</ul></section>}
            </div>
        </div>
    );
}

/** `kode`: what may stand on a paper of this meeting, the one that counts now first. */
function LampirBerkas({ rapat, kode }: { rapat: RapatKini; kode: readonly string[] }) {
    const { store, lembar } = useAplikasi();
    const [diKertas, setDiKertas] = useState("");
    const [ttdKades, setTtdKades] = useState(false);
    const [ttdOperator, setTtdOperator] = useState(false);
    const [guna, setGuna] = useState<string>("BERITA_ACARA");
    const [berkas, setBerkas] = useState<Lampiran[]>([]);
    const bertanda = guna === "BERITA_ACARA";
    const tanda: { kode_daftar?: string; ttd_kades?: boolean; ttd_operator?: boolean } = bertanda ? { kode_daftar: kode.includes(diKertas) ? diKertas : kode[0], ttd_kades: ttdKades, ttd_operator: ttdOperator } : {};
    const perlu = [rapat.id, ...(rapat.tutup ? [rapat.tutup.ubahan] : [])];
    const kirim = async (): Promise<void> => {
        // Pages of one paper, in their order; those that are added later come after the ones that are there.
        let halaman = nextHalaman(rapat.berkas, guna, tanda.kode_daftar);
        for (const l of berkas) {
            const isi = { guna: guna as Guna, sha256: l.sha256, halaman: halaman++, ...tanda };
            const u = await simpan(store, { jenis: "berkas", pokok: `ubahan:${rapat.id}`, isi, perlu }, { lampiran: [{ isi: l.isi, jenis: l.jenis }] });
            if (!u) return;
        }
        setBerkas([]);
    };
    return (
        <div class="sela">
            <IsianPilih label="Berkas apa" nilai={guna} ubah={setGuna} pilihan={GUNA} />
            {bertanda && kode.length > 1 && <IsianPilih label="Kode di kaki kertas" nilai={diKertas || kode[0] || ""} ubah={setDiKertas} pilihan={kode.map((k) => [k, k] as const)} />}
            {bertanda && <IsianCentang label={`${upperFirst(findKepala(lembar.desa.sebutan))} sudah bertanda tangan`} nilai={ttdKades} ubah={setTtdKades} />}
            {bertanda && <IsianCentang label="Operator sudah bertanda tangan" nilai={ttdOperator} ubah={setTtdOperator} />}
            <PilihFoto label="Foto halaman, atau PDF" pdf daftar={berkas} ubah={setBerkas} maks={12} />
            {berkas.length > 1 && berkas.some((l) => l.jenis === "application/pdf") && <p class="galat-isian">Halaman foto tidak bisa digabung dengan PDF. Lampirkan semua halaman sebagai foto, atau satu PDF yang utuh.</p>}
            {berkas.length > 0 && <Tombol kerja={kirim} sibuk="Menyimpan…">Lampirkan {berkas.length} berkas</Tombol>}
        </div>
    );
}
