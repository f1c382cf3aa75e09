// Not enrolled: sign in, install the worksheet here, choose a PIN, ask the Dinas, wait for the worksheet.
import { useEffect, useState } from "preact/hooks";
import type { PermintaanPerangkat, Store } from "../../simpan/api";
import { Pita, Tombol } from "../dasar/dasar";
import { download, readFile } from "../dasar/berkas";
import { Ikon } from "../dasar/ikon";
import { PesanIsian } from "../dasar/isian";
import { alat, kataAlat, readGagal } from "../dasar/konteks";
import { callApi, checkGaris, garis, GagalKirim, recallSaya, saya, type SayaIngat } from "../dasar/sambungan";
import { useSinyal } from "../dasar/sinyal";
import { writeNumber } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { Qr } from "../rapat/kertas";
import { Bingkai } from "./bingkai";
import { PinBaru } from "./pin";
import { canInstall, installApp } from "./samaran";
import { weighPin } from "./samaran_pin";

/** Nobody is known here yet: the line has to say who this is. */
export function BelumMasuk() {
    const g = useSinyal(garis);
    return (
        <Bingkai judul="Lembar kerja">
            <section class="kartu">
                <h1>Lembar kerja tanpa sambungan</h1>
                <p>Dengan lembar kerja, verval dan musyawarah bisa dikerjakan berminggu-minggu tanpa internet.</p>
                {g === "tanpa" ? <Pita judul="Tidak ada sambungan" warna="kuning" ikon="putus">Sekali ini perlu sambungan, supaya OpenSIKS tahu siapa Anda.</Pita> : <p class="redup-teks">Masuk dahulu dengan akun operator desa.</p>}
                <p class="kartu-kaki deret">{g !== "tanpa" && <a class="tombol tombol-utama" href="/masuk/?next=/lembar/">Masuk</a>}<Tombol kerja={async () => void (await checkGaris())} sibuk="Memeriksa…">Periksa lagi</Tombol></p>
            </section>
        </Bingkai>
    );
}

/** The browser did not promise to keep anything: a private window never does. Said before a word is typed. */
function BelumTerjamin({ lanjut }: { lanjut: () => void }) {
    const [yakin, setYakin] = useState(false);
    const [kata, setKata] = useState("");
    const periksa = async (): Promise<void> => {
        if (await installApp()) lanjut();
        else setKata("Peramban belum menjaminnya. Pasang sebagai aplikasi atau simpan di bookmark, lalu periksa lagi.");
    };
    return (
        <Bingkai judul="Periksa jendela ini" lebar>
            <section class="kartu tepi w-kuning">
                <h1>Jangan pakai jendela penyamaran</h1>
                <p>Peramban belum berjanji menyimpan data di sini. Jendela penyamaran membuang semua isian saat ditutup.</p>
                <ul class="daftar-jalan">
                    <li><Ikon nama="harus" ukuran={20} warna="merah" /><div><b>Ini jendela penyamaran</b><small>Tutup, lalu buka lembar kerja di jendela biasa.</small></div></li>
                    <li><Ikon nama="selesai" ukuran={20} warna="hijau" /><div><b>Ini jendela biasa</b><small>Pasang sebagai aplikasi: menu peramban, lalu “Pasang” atau “Tambah ke layar utama”.</small></div></li>
                </ul>
                <p class="kartu-kaki"><Tombol utama kerja={periksa} sibuk="Memeriksa…">{canInstall() ? "Pasang sebagai aplikasi" : "Periksa lagi"}</Tombol></p>
                <p class="kecil" role="status">{kata}</p>
                <details class="lipat kartu-kaki"><summary>Peramban tidak bisa memasangnya</summary>
                    <label class="pilihan"><input type="checkbox" checked={yakin} onChange={(e) => setYakin(e.currentTarget.checked)} /><span>Ini jendela biasa. Saya sering menyalin keluar, karena peramban bisa menghapus data bila ruang penuh.</span></label>
                    <Tombol kerja={lanjut} mati={yakin ? undefined : "centang dahulu."}>Lanjut tanpa jaminan</Tombol>
                </details>
            </section>
        </Bingkai>
    );
}

export function Pasang({ store, milik, awet }: { store: Store; milik: SayaIngat; awet: boolean }) {
    const [langkah, setLangkah] = useState<"jaga" | "awal" | "pin">(awet ? "awal" : "jaga");
    const [pin, setPin] = useState("");
    const [ulang, setUlang] = useState("");
    const [coba, setCoba] = useState(false);
    const [galat, setGalat] = useState("");
    useEffect(() => document.getElementById("pin")?.focus(), [langkah]);
    const buat = async (): Promise<void> => {
        setCoba(true);
        if (!weighPin(pin).cukup || pin !== ulang) return;
        try {
            await store.buat(pin, `${kataAlat} ${milik.nama}`);
        } catch (e) {
            setGalat(readGagal(e));
            umumkan("Belum terpasang.", true);
        }
    };
    if (langkah === "jaga") return <BelumTerjamin lanjut={() => setLangkah("awal")} />;
    if (langkah === "awal") {
        return (
            <Bingkai judul="Pasang lembar kerja">
                <section class="kartu">
                    <h1>Pasang lembar kerja di {alat}</h1>
                    <p><b>{milik.nama}</b>, {milik.desa.nama}</p>
                    <ol class="urutan-pasang"><li>Pilih PIN. Data di {alat} tersegel dengan PIN itu.</li><li>Dinas menyetujui {alat}. Anda membacakan enam kata lewat telepon.</li><li>Lembar kerja desa dimuat. Sesudah itu bisa tanpa internet.</li></ol>
                    <p class="kartu-kaki"><Tombol utama lebar ikon="panah" kerja={() => setLangkah("pin")}>Pasang lembar kerja di {alat}</Tombol></p>
                </section>
            </Bingkai>
        );
    }
    return (
        <Bingkai judul="Pilih PIN">
            <section class="kartu">
                <h1>Pilih PIN</h1>
                <p class="redup-teks">PIN hanya untuk {alat}. Tidak dikirim ke mana pun. Ingat baik-baik.</p>
                {galat && <Pita judul="Belum terpasang" warna="merah" ikon="harus" gawat>{galat}</Pita>}
                <form class="formulir" onSubmit={(e) => { e.preventDefault(); void buat(); }}>
                    <PinBaru pin={pin} ulang={ulang} setPin={setPin} setUlang={setUlang} coba={coba} />
                    <Tombol utama lebar kerja={buat} sibuk="Membuat kunci…">Lanjut</Tombol>
                </form>
            </section>
        </Bingkai>
    );
}

const BENTUK = "opensiks-permintaan/1";

/** The request as a file for a stick: only public keys and who asks. */
export function composePermintaan(p: PermintaanPerangkat, milik: SayaIngat): string {
    return JSON.stringify({ bentuk: BENTUK, akun: milik.masuk ?? "", desa: milik.desa.kode, nama: p.nama || `${kataAlat} ${milik.nama}`, alg: p.alg, umum: p.umum, jwk: p.jwk });
}

interface Jawab {
    id: number;
    status: string;
    alasan?: string;
}

/** Request sent or carried; wait for the Dinas; then the worksheet, by the line or from a file. */
export function Menunggu({ store }: { store: Store }) {
    const g = useSinyal(garis);
    const aku = useSinyal(saya);
    const milik = aku ?? recallSaya();
    const [p] = useState(() => store.permintaan());
    const [status, setStatus] = useState(store.perangkat()?.status ?? "");
    const [alasan, setAlasan] = useState("");
    const [galat, setGalat] = useState("");
    const [qr, setQr] = useState(false);
    const [memuat, setMemuat] = useState(false);
    const ambil = async (id: string): Promise<void> => {
        setMemuat(true);
        try {
            const jawab = await callApi(`api/turun/${id}/`, { batas: 120_000 });
            await muat(new Uint8Array(await jawab.arrayBuffer()));
        } finally {
            setMemuat(false);
        }
    };
    const muat = async (bytes: Uint8Array): Promise<void> => {
        const r = await store.muatLembar(bytes);
        umumkan(`Lembar kerja dimuat: ${writeNumber(r.keluarga)} keluarga.`);
    };
    const kirim = async (): Promise<void> => {
        setGalat("");
        try {
            const lama = store.perangkat();
            const jawab = lama
                ? await callApi(`api/perangkat/${lama.id}/`)
                : await callApi("api/perangkat/", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ jwk: p.jwk, umum: p.umum, alg: p.alg, nama: p.nama || `${kataAlat} ${milik?.nama ?? ""}` }) });
            const isi = (await jawab.json()) as Jawab;
            await store.simpanPerangkat({ id: String(isi.id), status: isi.status });
            setStatus(isi.status);
            setAlasan(isi.alasan ?? "");
            if (isi.status === "DISETUJUI" || isi.status === "TERDAFTAR") await ambil(String(isi.id));
        } catch (e) {
            setGalat(e instanceof GagalKirim ? e.message : readGagal(e));
        }
    };
    useEffect(() => {
        if (g === "tersambung" && aku) void kirim();
    }, [g, aku?.akun]);
    // The Dinas may answer in minutes: asked again quietly while somebody waits here.
    useEffect(() => {
        if (g !== "tersambung" || !status || status.startsWith("DITOLAK")) return;
        const jam = setInterval(() => document.visibilityState === "visible" && void kirim(), 30_000);
        return () => clearInterval(jam);
    }, [g, status]);
    const dariBerkas = async (berkas: File | undefined): Promise<void> => {
        if (!berkas) return;
        setGalat("");
        setMemuat(true);
        try {
            await muat(await readFile(berkas));
        } catch (e) {
            setGalat(`Berkas ini bukan lembar kerja untuk ${alat}. ${readGagal(e)}`);
        } finally {
            setMemuat(false);
        }
    };
    const minta = milik ? composePermintaan(p, milik) : "";
    const ditolak = status.startsWith("DITOLAK") || status === "DICABUT";
    return (
        <Bingkai judul="Menunggu Dinas" lebar>
            <section class="kartu">
                <h1>{ditolak ? "Dinas tidak menyetujui" : status ? "Menunggu persetujuan Dinas" : "Kirim permintaan ke Dinas"}</h1>
                {ditolak ? <Pita judul="Tidak disetujui" warna="merah" ikon="harus">{alasan || `Hubungi Dinas Sosial untuk tahu sebabnya.`}</Pita>
                    : <p>Telepon Dinas Sosial, lalu bacakan enam kata ini. Bila kata di layar Dinas sama, {alat} disetujui.</p>}
                <ol class="enam-kata" aria-label="Enam kata">{p.kata.map((k, n) => <li key={n}><span class="mini redup-teks">{n + 1}</span> {k}</li>)}</ol>
                {galat && <Pita judul="Belum berhasil" warna="kuning" ikon="perlu" gawat>{galat}</Pita>}
                <p class="baris-ikon kecil" role="status">{memuat ? "Memuat lembar kerja…" : g === "tersambung" ? (status ? <><Ikon nama="sedang" warna="biru" />Permintaan sudah di Dinas. Halaman ini memeriksa sendiri.</> : "Mengirim permintaan…") : <><Ikon nama="putus" warna="kuning" />Tidak ada sambungan. Bawa permintaan dengan flashdisk, atau tunjukkan QR.</>}</p>
                <div class="deret kartu-kaki">
                    {g === "tersambung" ? <Tombol kerja={kirim} sibuk="Memeriksa…">Periksa sekarang</Tombol> : <Tombol kerja={async () => void (await checkGaris())} sibuk="Memeriksa…">Periksa sambungan</Tombol>}
                    {minta && <Tombol ikon="unduh" kerja={() => download(new Blob([minta], { type: "application/json" }), `opensiks_permintaan_${p.kata.slice(0, 2).join("-")}.json`)}>Simpan permintaan</Tombol>}
                    {minta && <Tombol tautan kerja={() => setQr(!qr)}>{qr ? "Sembunyikan QR" : "Tampilkan QR"}</Tombol>}
                </div>
                {qr && <div class="kode-qr"><Qr teks={minta} sisi={280} /><p class="kecil redup-teks">QR memuat kunci umum saja. Tidak ada data warga.</p></div>}
            </section>
            <section class="kartu">
                <h2>Lembar kerja dari flashdisk</h2>
                <p class="kecil redup-teks">Bila Dinas memberi berkas lembar kerja, muat di sini. Berkas itu hanya terbuka di {alat}.</p>
                <div class="isian"><label for="muat-lembar">Berkas lembar kerja (.age)</label><input id="muat-lembar" type="file" disabled={memuat} onChange={(e) => void dariBerkas(e.currentTarget.files?.[0])} />
                    <PesanIsian id="muat-lembar-galat" galat={undefined} /></div>
            </section>
        </Bingkai>
    );
}
