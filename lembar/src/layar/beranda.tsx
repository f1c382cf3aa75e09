// Home: how far, what freezes, what exists only here, the ways out with their sizes, and how the laptop is.
import { useEffect, useState } from "preact/hooks";
import { KALIMAT_JEJAK, LANGKAH_JEJAK } from "../inti/gema";
import type { UbahanKini } from "../inti/lipat";
import { readFile } from "./dasar/berkas";
import { Tag, Tombol, type Warna } from "./dasar/dasar";
import { Ikon, type NamaIkon } from "./dasar/ikon";
import { alat, kataAlat, readGagal, useAplikasi, type Aplikasi } from "./dasar/konteks";
import { callApi, garis, GagalKirim } from "./dasar/sambungan";
import { useSinyal } from "./dasar/sinyal";
import { today, writeDate, writeDay, writeNumber, writeSize, writeTime, writeDateShort, writeName } from "./dasar/tulis";
import { useKeys } from "./dasar/tombol_kunci";
import { goTo } from "./dasar/rute";
import { countMaju, findLabel, labelPendek, nameUsulan, type Maju } from "./hitung";
import { estimateSize } from "./serah/ukuran";

/** Done, left, freezing: hatch for what freezes, so that it shows in grey too. */
export function Bilah({ m }: { m: Maju }) {
    const lebar = (n: number): number => (m.keluarga ? (n / m.keluarga) * 100 : 0);
    const sudah = lebar(m.sudah);
    const beku = lebar(m.beku);
    const kata = `${m.sudah} dari ${m.keluarga} keluarga sudah diverval, ${m.beku} akan beku`;
    return (
        <svg class="bilah w-hijau" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label={kata}>
            <rect width={sudah} height="14" />
            {Array.from({ length: Math.ceil(beku / 0.7) }, (_, n) => <rect key={n} class="bilah-arsir arsir-beku" x={100 - beku + n * 0.7} width={Math.min(0.4, beku - n * 0.7)} height="14" />)}
        </svg>
    );
}

export const TEMPAT: Readonly<Record<UbahanKini["kirim"], readonly [ikon: NamaIkon, kata: string, warna: Warna]>> = {
    laptop: ["laptop", `hanya di ${alat}`, "kuning"],
    disalin: ["unduh", "sudah disalin keluar", "biru"],
    dinas: ["sedang", "di Dinas, menunggu", "biru"],
    diterima: ["selesai", "sudah diterima Dinas", "hijau"],
    ditolak: ["harus", "tidak diterima Dinas", "merah"],
};

const BENTUK_HASIL: Readonly<Record<string, NamaIkon>> = { TETAP: "selesai" };
const HASIL_RAPAT: Readonly<Record<string, string>> = { SETUJU: "Disetujui", TOLAK: "Ditolak", TUNDA: "Ditunda" };

/** One decision in the words of the list: whom, what, and the shape that goes with it. */
export function describeUbahan(a: Aplikasi, k: UbahanKini): { nama: string; kata: string; bentuk: NamaIkon } {
    const u = k.ubahan;
    const keluarga = a.keadaan.keluarga.get(u.pokok)?.keluarga;
    const nama = keluarga ? writeName(keluarga.kepala) : "";
    const usulan = a.keadaan.usulan.get(u.jenis === "usulan" ? `ubahan:${u.id}` : u.pokok);
    const siapa = usulan ? nameUsulan(usulan) : nama;
    switch (u.jenis) {
        case "verval":
            return { nama, kata: u.isi.hasil === "TETAP" ? "TETAP" : findLabel(a.lembar.daftar.hasil_verval, u.isi.hasil), bentuk: BENTUK_HASIL[u.isi.hasil] ?? "sedang" };
        case "batal_verval": return { nama, kata: "Verval dibatalkan", bentuk: "kembali" };
        case "usulan": return { nama: siapa, kata: usulan ? labelPendek(a.lembar, usulan) : "Usulan", bentuk: "sedang" };
        case "tarik": return { nama: siapa, kata: "Usulan ditarik", bentuk: "kembali" };
        case "foto": return { nama, kata: `Foto ${findLabel(a.lembar.daftar.jenis_foto, u.isi.jenis)}`, bentuk: "kamera" };
        case "catatan": return { nama, kata: "Catatan", bentuk: "berkas" };
        case "musyawarah": return { nama: `Musyawarah ${writeDate(u.isi.tanggal)}`, kata: "Dibuka", bentuk: "sedang" };
        case "kehadiran": return { nama: "Musyawarah", kata: "Daftar hadir", bentuk: "orang" };
        case "keberatan": return { nama: siapa, kata: "Keberatan dicatat", bentuk: "perlu" };
        case "putusan": return { nama: siapa, kata: HASIL_RAPAT[u.isi.hasil] ?? u.isi.hasil, bentuk: u.isi.hasil === "SETUJU" ? "selesai" : u.isi.hasil === "TOLAK" ? "harus" : "tunda" };
        case "pemulihan": return { nama: "Laptop ini", kata: "Dibuka dengan kunci pemulihan", bentuk: "perlu" };
        case "tutup": return { nama: "Musyawarah", kata: "Ditutup", bentuk: "selesai" };
        case "berkas": return { nama: "Musyawarah", kata: "Berkas dilampirkan", bentuk: "berkas" };
        case "cabut": {
            const asal = a.keadaan.ubahan.get(u.pokok.replace("ubahan:", ""));
            const isi = asal ? describeUbahan(a, asal) : { nama: "", kata: "keputusan" };
            return { nama: isi.nama, kata: `Dibatalkan: ${isi.kata}`, bentuk: "kembali" };
        }
    }
}

function BelumSampai() {
    const a = useAplikasi();
    const [semua, setSemua] = useState(false);
    const daftar = [...a.keadaan.ubahan.values()].filter((k) => k.kirim !== "diterima" && k.kirim !== "ditolak").reverse();
    if (!daftar.length) {
        return (
            <section class="kartu"><h2 class="kartu-judul">Keputusan yang belum diterima Dinas</h2>
                <p class="baris-ikon"><Ikon nama="selesai" warna="hijau" /><span>{a.laptop.semua ? "Semua sudah ada tanda terimanya." : "Belum ada keputusan di lembar ini."}</span></p>
            </section>
        );
    }
    const tampil = semua ? daftar : daftar.slice(0, 6);
    const hari = today();
    return (
        <section class="kartu kartu-tabel">
            <div class="tabel-kotak"><table class="tabel tabel-belum">
                <caption class="dalam">Keputusan yang belum diterima Dinas</caption>
                <thead><tr><th scope="col">Jam</th><th scope="col">Nama</th><th scope="col">Keputusan</th><th scope="col">Tempat simpan</th></tr></thead>
                <tbody>
                    {tampil.map((k) => {
                        const d = describeUbahan(a, k);
                        const [ikon, kata, warna] = TEMPAT[k.kirim];
                        const pada = k.ubahan.pada;
                        return (
                            <tr key={k.ubahan.id}>
                                <td class="t s">{pada.startsWith(hari) ? writeTime(pada) : writeDateShort(pada)}</td>
                                <th scope="row">{d.nama}</th>
                                <td><Tag bentuk={d.bentuk}>{d.kata}</Tag></td>
                                <td><span class="tempat-simpan"><Ikon nama={ikon} warna={warna} /> {kata}</span></td>
                            </tr>
                        );
                    })}
                </tbody>
            </table></div>
            {daftar.length > tampil.length && (
                <p class="dalam"><button type="button" class="tautan-tombol" onClick={() => setSemua(true)}>{writeNumber(daftar.length - tampil.length)} lagi</button></p>
            )}
        </section>
    );
}

function JalanKeluar() {
    const a = useAplikasi();
    const g = useSinyal(garis);
    const u = estimateSize(a);
    const tersambung = g === "tersambung";
    const foto = u.foto ? `, ${writeSize(u.berat)} dengan ${writeNumber(u.foto)} foto` : ", tanpa foto";
    return (
        <section class="kartu">
            <h2>Serahkan paket ke Dinas</h2>
            <p class="kecil redup-teks">Berkas yang sama, lewat jalan mana pun.</p>
            <ul class="daftar-jalan">
                <li><Ikon nama="unduh" ukuran={20} /><div><a href="#/serahkan/flashdisk">Salin ke flashdisk</a><small>{u.keputusan ? `${writeSize(u.ringan)}${u.foto ? ` tanpa foto${foto}` : foto}` : "Belum ada keputusan yang menunggu"}</small></div></li>
                <li><Ikon nama="unggah" ukuran={20} /><div><a href="#/serahkan/whatsapp">Kirim lewat WhatsApp</a><small>Keputusan dulu, foto menyusul</small></div></li>
                <li class={tersambung ? undefined : "aksi-mati"}><Ikon nama={tersambung ? "sambungan" : "putus"} ukuran={20} /><div>
                    {tersambung ? <a href="#/serahkan/titip">Titip lewat internet</a> : <b>Titip lewat internet</b>}
                    <small>{tersambung ? "Tersambung sekarang" : g === "belum_masuk" ? "Belum bisa: masuk dahulu ke OpenSIKS" : "Belum bisa: tidak ada sambungan"}</small></div></li>
            </ul>
        </section>
    );
}

function KeadaanAlat() {
    const { store, boleh } = useAplikasi();
    const [tempat, setTempat] = useState<{ dipakai: number; batas: number; awet: boolean } | null>(null);
    useEffect(() => void store.tempat().then(setTempat, () => setTempat(null)), [store]);
    const jam = store.peringatanJam();
    const rusak = store.rusak().length;
    const jejak = store.bedaJejak().length > 0;
    const sisa = tempat ? tempat.batas - tempat.dipakai : null;
    const sempit = sisa !== null && sisa < 50e6;
    return (
        <section class="kartu">
            <h2>Keadaan {kataAlat}</h2>
            <ul class="daftar-jalan">
                {sisa !== null && <li><Ikon nama={sempit ? "perlu" : "selesai"} ukuran={20} warna={sempit ? "kuning" : "hijau"} /><div><span>Tempat kosong {writeSize(sisa)}</span><small>Cukup untuk kira-kira {writeNumber(Math.floor(sisa / 200e3))} foto</small></div></li>}
                {tempat && !tempat.awet && <li><Ikon nama="perlu" ukuran={20} warna="kuning" /><div><span>Peramban boleh menghapus data ini</span><small>Pasang lembar kerja sebagai aplikasi, lalu buka lagi</small></div></li>}
                <li><Ikon nama="selesai" ukuran={20} warna="hijau" /><div><span>Terkunci dengan PIN Anda</span><small>Terkunci sendiri bila 15 menit tidak dipakai</small></div></li>
                {!boleh && <li><Ikon nama="kunci" ukuran={20} warna="kuning" /><div><span>Jendela ini hanya melihat</span><small>Lembar terbuka di jendela lain</small></div></li>}
                {jam && <li><Ikon nama="perlu" ukuran={20} warna="kuning" /><div><span>{jam}</span><small>Batas dihitung dari jam Dinas, bukan jam {kataAlat}</small></div></li>}
                {jejak && <li><Ikon nama="harus" ukuran={20} warna="merah" /><div><span>{KALIMAT_JEJAK}</span><small>{LANGKAH_JEJAK}</small></div></li>}
                {rusak > 0 && <li><Ikon nama="harus" ukuran={20} warna="merah" /><div><span>{writeNumber(rusak)} catatan tidak terbaca</span><small>Buka <a href="penyelamat/">halaman penyelamat</a> dan simpan cadangan</small></div></li>}
            </ul>
        </section>
    );
}

/** The worksheet itself: how old it is, and a newer one when there is a line. What was decided here is kept. */
function LembarDinas() {
    const { store, lembar, boleh } = useAplikasi();
    const g = useSinyal(garis);
    const [kata, setKata] = useState("");
    const p = store.perangkat();
    const ambil = async (): Promise<void> => {
        try {
            const jawab = await callApi(`api/turun/${p?.id}/`, { batas: 120_000 });
            const r = await store.muatLembar(new Uint8Array(await jawab.arrayBuffer()));
            setKata(`Lembar diperbarui: ${writeNumber(r.keluarga)} keluarga. ${writeNumber(r.tetap)} keputusan Anda tetap.`);
        } catch (e) {
            setKata(e instanceof GagalKirim ? e.message : readGagal(e));
        }
    };
    const muat = async (berkas: File | undefined): Promise<void> => {
        if (!berkas) return;
        try {
            const r = await store.muatLembar(await readFile(berkas));
            setKata(`Lembar diperbarui: ${writeNumber(r.keluarga)} keluarga. ${writeNumber(r.tetap)} keputusan Anda tetap.`);
        } catch (e) {
            setKata(readGagal(e));
        }
    };
    return (
        <section class="kartu">
            <h2>Lembar dari Dinas</h2>
            <p class="kecil redup-teks">{lembar.periode.label}. Dibuat {writeDate(lembar.dibuat)}.</p>
            {boleh && <div class="deret kartu-kaki">{g === "tersambung" && p ? <Tombol kecil kerja={ambil} sibuk="Mengambil…">Perbarui lembar</Tombol>
                : <label class="tombol tombol-kecil tombol-berkas">Muat lembar baru<input type="file" class="baca" onChange={(e) => void muat(e.currentTarget.files?.[0])} /></label>}</div>}
            <p class="kecil" role="status">{kata}</p>
        </section>
    );
}

/** The next step, first that applies; only moving on is ever filled. */
function nextStep(a: Aplikasi, m: Maju): { tujuan: string; kata: string } {
    if (m.beku) return { tujuan: "/verval?saring=beku", kata: `Verval ${writeNumber(m.beku)} keluarga yang akan beku` };
    if (m.belum) return { tujuan: "/verval?saring=belum", kata: "Lanjut verval" };
    if (!a.keadaan.rapat.some((r) => !r.gugur)) return { tujuan: "/musyawarah", kata: "Buka musyawarah" };
    const jalan = a.keadaan.rapat.find((r) => !r.gugur && !r.tutup);
    return jalan ? { tujuan: `/layar/${jalan.id}`, kata: "Buka layar rapat" } : { tujuan: "/serahkan", kata: "Serahkan ke Dinas" };
}

export function Beranda() {
    const a = useAplikasi();
    const m = countMaju(a.keadaan);
    const langkah = nextStep(a, m);
    useKeys([
        { kunci: "v", kata: "verval", kerja: () => goTo("/verval") }, { kunci: "u", kata: "usulan", kerja: () => goTo("/usulan") },
        { kunci: "m", kata: "musyawarah", kerja: () => goTo("/musyawarah") }, { kunci: "s", kata: "serahkan", kerja: () => goTo("/serahkan") },
    ], []);
    const beku = m.bekuPada ? ` · ${writeNumber(m.beku)} akan beku ${writeDate(m.bekuPada).replace(/ \d{4}$/, "")}` : "";
    return (
        <div class="kolom kolom-372">
            <div class="tumpuk">
                <section class="kartu kartu-maju">
                    <h1>Verval {writeNumber(m.sudah)} dari {writeNumber(m.keluarga)} keluarga</h1>
                    <Bilah m={m} />
                    <div class="ujung">
                        <p class="kecil redup-teks">{m.belum ? `${writeNumber(m.belum)} belum${beku}` : `Semua keluarga sudah diverval. Batas ${writeDay(a.lembar.periode.tenggat_desa)}.`}</p>
                        <a class="tombol" href={`#${langkah.tujuan}`}>{langkah.kata}<Ikon nama="panah" /></a>
                    </div>
                </section>
                <BelumSampai />
            </div>
            <div class="tumpuk"><JalanKeluar /><KeadaanAlat /><LembarDinas /></div>
        </div>
    );
}
