// Hand over: where every decision is in three words, the ways out, the packages made, and what the Dinas answered.
import { useEffect, useState } from "preact/hooks";
import type { UbahanKini } from "../../inti/lipat";
import type { RingkasanTanda } from "../../simpan/api";
import { describeUbahan } from "../beranda";
import { Pita, Tag, Tombol } from "../dasar/dasar";
import { readFile } from "../dasar/berkas";
import { Ikon } from "../dasar/ikon";
import { alat, readGagal, useAplikasi } from "../dasar/konteks";
import { useRute } from "../dasar/rute";
import { garis, GagalKirim } from "../dasar/sambungan";
import { useSinyal } from "../dasar/sinyal";
import { nowIso, upperFirst, writeNumber, writeSize, writeWhen } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { MuatCadangan } from "../mulai/pulih";
import { Flashdisk, Titip, WhatsApp } from "./jalan";
import { fetchTanda } from "./titip";

/** Three words, strictly apart. Only a verified receipt moves a decision to the last. */
function TigaKata() {
    const { laptop } = useAplikasi();
    const isi = [
        ["laptop", laptop.hanyaDiLaptop, `hanya di ${alat}`, "kuning"], ["unduh", laptop.tersalin, "sudah disalin keluar", "biru"],
        ["sedang", laptop.diDinas, "di Dinas, menunggu", "biru"], ["selesai", laptop.diterima, "sudah diterima Dinas", "hijau"],
        ...(laptop.ditolak ? [["harus", laptop.ditolak, "tidak diterima Dinas", "merah"] as const] : []),
    ] as const;
    return (
        <section class="kartu kartu-rata deret-angka" aria-label="Tempat keputusan">
            {isi.map(([ikon, n, kata, warna]) => <div class={`angka w-${n ? warna : "kelabu"}`} key={kata}><b><Ikon nama={ikon} ukuran={20} />{writeNumber(n)}</b><span>{kata}</span></div>)}
        </section>
    );
}

function sayTanda(r: RingkasanTanda): string {
    const bagian = [
        [r.diterima + r.sama, "diterima"], [r.ditolak, "tidak diterima"], [r.ditahan, "ditahan, perlu dilihat petugas"], [r.menunggu, "menunggu"],
    ] as const;
    return bagian.filter(([n]) => n).map(([n, kata]) => `${writeNumber(n)} ${kata}`).join(", ") || "tidak ada keputusan";
}

function MuatTanda() {
    const { store, boleh } = useAplikasi();
    const g = useSinyal(garis);
    const [hasil, setHasil] = useState<RingkasanTanda[]>([]);
    const [galat, setGalat] = useState("");
    const [kosong, setKosong] = useState(false);
    const lapor = (r: RingkasanTanda[]): void => {
        setHasil(r);
        setKosong(!r.length);
        if (r.length) umumkan(r.map(sayTanda).join(". "));
    };
    const dariBerkas = async (daftar: FileList | null): Promise<void> => {
        setGalat("");
        const r: RingkasanTanda[] = [];
        for (const b of daftar ?? []) {
            try {
                r.push(await store.muatTandaTerima(await readFile(b)));
            } catch (e) {
                setGalat(`Berkas ${b.name.replace(/\d{16}/g, "•")} bukan tanda terima untuk lembar ini. ${readGagal(e)}`);
            }
        }
        lapor(r);
    };
    const dariGaris = async (): Promise<void> => {
        setGalat("");
        try {
            lapor(await fetchTanda(store));
        } catch (e) {
            setGalat(e instanceof GagalKirim ? e.message : readGagal(e));
        }
    };
    return (
        <section class="kartu" id="tanda-terima"><h2 class="kartu-judul"><Ikon nama="selesai" ukuran={20} />Muat tanda terima</h2>
            <p class="kecil redup-teks">Baru sesudah tanda terima dimuat, keputusan dihitung diterima Dinas.</p>
            {galat && <Pita judul="Belum dimuat" warna="merah" ikon="harus" gawat>{galat}</Pita>}
            {hasil.map((r, n) => <Pita key={n} judul={r.sudah ? "Tanda terima ini sudah pernah dimuat" : `Tanda terima paket ${r.urutan}`} warna={r.ditolak || r.ditahan ? "kuning" : "hijau"} ikon={r.ditolak || r.ditahan ? "perlu" : "selesai"}>{upperFirst(sayTanda(r))}.{r.lampiranKurang.length ? ` ${writeNumber(r.lampiranKurang.length)} foto belum sampai; kirim paket dengan foto.` : ""}</Pita>)}
            {kosong && !galat && <p class="kecil" role="status">Belum ada tanda terima baru.</p>}
            <div class="deret kartu-kaki">
                <Tombol kerja={dariGaris} sibuk="Mengambil…" mati={!boleh ? "lembar terbuka di jendela lain." : g === "tersambung" ? undefined : "tidak ada sambungan. Muat dari berkas."}>Ambil dari Dinas</Tombol>
            </div>
            {boleh && <div class="isian kartu-kaki"><label for="berkas-tanda">Atau dari berkas</label><input id="berkas-tanda" type="file" multiple onChange={(e) => { const el = e.currentTarget; void dariBerkas(el.files).then(() => void (el.value = "")); }} /></div>}
        </section>
    );
}

const JUDUL = { DITOLAK: "Tidak diterima", DITAHAN: "Ditahan Dinas", MENUNGGU: "Menunggu yang lain", BELUM_DIDUKUNG: "Belum dikenal Dinas" } as const;
const LANGKAH: Readonly<Record<string, string>> = {
    BENTROK: "Tunggu. Petugas Dinas membandingkan kedua isian.", CABANG: "Hubungi Dinas: ada dua salinan lembar ini.", PINDAH: "Tidak perlu diulang. Diteruskan ke desa barunya.",
    KUNCI: "Hubungi Dinas: izin perangkat ini perlu diperiksa.", MASA: "Tunggu masa dibuka lagi atau diperpanjang.", GANDA: "Tunggu. Dinas memeriksa NIK yang sama.", BUKTI: "Kirim paket dengan foto.",
};

/** What was refused, held or waits: the rule's sentence, and what to do next. */
function Jawaban() {
    const app = useAplikasi();
    const perlu = [...app.keadaan.ubahan.values()].filter((u) => u.putusan && u.putusan.putusan in JUDUL).reverse();
    if (!perlu.length) return null;
    const tujuan = (u: UbahanKini): string => {
        const k = app.keadaan.keluarga.has(u.ubahan.pokok) ? u.ubahan.pokok : app.keadaan.usulan.get(u.ubahan.jenis === "usulan" ? `ubahan:${u.ubahan.id}` : u.ubahan.pokok)?.keluarga;
        return k ? `#/keluarga/${k}` : "";
    };
    return (
        <section class="kartu kartu-tabel"><div class="tabel-kotak" tabIndex={0} role="group" aria-label="Jawaban Dinas"><table class="tabel">
            <caption class="dalam">Yang perlu dilihat dari jawaban Dinas</caption>
            <thead><tr><th scope="col">Siapa</th><th scope="col">Keputusan</th><th scope="col">Jawaban</th><th scope="col">Sebab dan langkah</th></tr></thead>
            <tbody>{perlu.map((u) => {
                const d = describeUbahan(app, u);
                const p = u.putusan;
                if (!p) return null;
                return (
                    <tr key={u.ubahan.id}><th scope="row">{tujuan(u) ? <a href={tujuan(u)}>{d.nama}</a> : d.nama}</th><td>{d.kata}</td>
                        <td><Tag bentuk={p.putusan === "DITOLAK" ? "harus" : p.putusan === "DITAHAN" ? "tunda" : "sedang"}>{JUDUL[p.putusan as keyof typeof JUDUL]}</Tag></td>
                        <td>{p.kalimat}<small>{LANGKAH[p.kode] ?? app.lembar.aturan[p.kode]?.langkah ?? ""}{p.kode ? ` (${p.kode})` : ""}</small></td></tr>
                );
            })}</tbody>
        </table></div></section>
    );
}

function DaftarPaket() {
    const { store } = useAplikasi();
    const paket = [...store.paket()].reverse();
    if (!paket.length) return null;
    return (
        <section class="kartu kartu-tabel"><div class="tabel-kotak" tabIndex={0} role="group" aria-label="Paket yang pernah dibuat"><table class="tabel">
            <caption class="dalam">Paket yang pernah dibuat</caption>
            <thead><tr><th scope="col" class="n">No.</th><th scope="col">Dibuat</th><th scope="col">Kode</th><th scope="col" class="n">Keputusan</th><th scope="col">Ukuran</th><th scope="col">Sampai mana</th></tr></thead>
            <tbody>{paket.map((p) => (
                <tr key={p.urutan}><td class="n">{p.urutan}</td><td>{writeWhen(p.dibuat, nowIso())}</td><td class="kode s">{p.kode}</td><td class="n">{writeNumber(p.n.length)}</td><td class="s">{writeSize(p.ukuran)}{p.denganFoto ? <small>dengan foto</small> : null}</td>
                    <td>{p.dinilai ? <Tag bentuk="selesai">Tanda terima dimuat</Tag> : p.titip ? <Tag bentuk="sedang" warna="biru">Dititip, nomor {p.titip.nomor}</Tag> : p.tersalin ? <Tag bentuk="unduh">Sudah disalin keluar</Tag> : <Tag bentuk="belum">Belum dibaca ulang</Tag>}</td></tr>
            ))}</tbody>
        </table></div></section>
    );
}

export function Serahkan() {
    const { store, boleh } = useAplikasi();
    const { id } = useRute();
    useEffect(() => {
        if (id) requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: "start" }));
    }, [id]);
    return (
        <>
            <header class="judul-halaman"><div><h1>Serahkan paket ke Dinas</h1><p>Berkas yang sama, lewat jalan mana pun. Jalan mana saja boleh dipakai lebih dari sekali.</p></div></header>
            <TigaKata />
            {store.dicabut() && <Pita judul="Izin perangkat ini dicabut Dinas" warna="merah" ikon="kunci">Paket dari sini ditahan sampai diperiksa petugas. Hubungi Dinas. Data tetap ada.</Pita>}
            <div class="kolom kolom-sama kolom-serah">
                <div class="tumpuk">{boleh ? <><Flashdisk /><WhatsApp /><Titip /></> : <Pita judul="Jendela ini hanya melihat" warna="kuning" ikon="kunci">Buat paket di jendela yang lain, atau ambil alih di sini.</Pita>}</div>
                <div class="tumpuk"><MuatTanda />{boleh && <section class="kartu"><h2 class="kartu-judul">Data yang hilang</h2><MuatCadangan store={store} /></section>}</div>
            </div>
            <Jawaban />
            <DaftarPaket />
        </>
    );
}
