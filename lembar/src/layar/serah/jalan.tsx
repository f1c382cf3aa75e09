// The ways out: stick, WhatsApp, line. The same file, its size said before; written, read back, and only then called copied.
import { useEffect, useRef, useState } from "preact/hooks";
import type { PaketJadi } from "../../simpan/api";
import { Pita, Tombol } from "../dasar/dasar";
import { canReadBack, download, readFile, shareFile, TulisGagal, writeFile } from "../dasar/berkas";
import { hashHex } from "../dasar/foto";
import { Ikon } from "../dasar/ikon";
import { IsianPilih } from "../dasar/isian";
import { alat, readGagal, useAplikasi } from "../dasar/konteks";
import { checkGaris, garis, GagalKirim } from "../dasar/sambungan";
import { useSinyal } from "../dasar/sinyal";
import { writeNumber, writeSize } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { estimateSize } from "./ukuran";
import { fetchTanda, sendFile, takePaket } from "./titip";

/** Why no file came out; what was decided is in no danger, and there is no form to save again. */
const readKeluar = (e: unknown): string =>
    e instanceof TulisGagal ? e.message : `Berkas TIDAK ditulis. ${readGagal(e).replace(/lalu (tekan S|s)impan lagi\. Isian (Anda )?tetap di layar\.$/, `lalu coba lagi. Keputusan tetap di ${alat}.`)}`;

const asBytes = (isi: Uint8Array): Uint8Array<ArrayBuffer> => isi as Uint8Array<ArrayBuffer>;

/** The code in three groups of four: large, to read aloud and compare with the receipt. */
export const Kode = ({ kode }: { kode: string }) => <p class="kode-besar" aria-label={`Kode ${kode.replace(/-/g, "").split("").join(" ")}`}>{kode}</p>;

/** The browser only says that it downloaded: the operator shows us the file, and we compare. */
function Bandingkan({ paket, selesai }: { paket: PaketJadi; selesai: () => void }) {
    const { store } = useAplikasi();
    const [galat, setGalat] = useState("");
    const cek = async (berkas: File | undefined): Promise<void> => {
        if (!berkas) return;
        const sidik = await hashHex(await readFile(berkas));
        if (sidik !== paket.sha256) {
            setGalat("Isi berkas ini berbeda dengan paketnya. Salin lagi, jangan ubah isinya.");
            return;
        }
        try {
            await store.tandaiTersalin(paket.urutan, sidik);
            selesai();
        } catch (e) {
            setGalat(readGagal(e));
        }
    };
    return (
        <div class="isian">
            <label for="baca-ulang">Baca ulang berkasnya</label>
            <p class="hint">Pilih berkas {paket.nama} dari flashdisk, folder Unduhan, atau WhatsApp. OpenSIKS membandingkan isinya.</p>
            <input id="baca-ulang" type="file" onChange={(e) => void cek(e.currentTarget.files?.[0])} />
            {galat && <p class="galat-isian" role="alert"><Ikon nama="harus" />{galat}</p>}
        </div>
    );
}

type Tahap = "" | "tulis" | "banding" | "selesai";

function Hasil({ paket, tahap, setTahap, kata }: { paket: PaketJadi; tahap: Tahap; setTahap: (t: Tahap) => void; kata: string }) {
    const { lembar } = useAplikasi();
    if (tahap === "banding") {
        return <><Pita judul="Belum dihitung tersalin" warna="kuning" ikon="perlu">{kata} Baca ulang dahulu.</Pita><Kode kode={paket.kode} /><Bandingkan paket={paket} selesai={() => { setTahap("selesai"); umumkan("Tersalin dan sudah dibaca ulang."); }} /></>;
    }
    if (tahap !== "selesai") return null;
    return <><Pita judul="Tersalin dan sudah dibaca ulang" warna="hijau" ikon="selesai">{writeSize(paket.bytes.length)}. Bawa ke Dinas Sosial {lembar.desa.kabupaten}, lalu muat tanda terimanya di sini.</Pita><Kode kode={paket.kode} /></>;
}

export function Flashdisk() {
    const app = useAplikasi();
    const u = estimateSize(app);
    const [foto, setFoto] = useState(u.foto > 0);
    const [paket, setPaket] = useState<PaketJadi | null>(null);
    const [tahap, setTahap] = useState<Tahap>("");
    const [galat, setGalat] = useState("");
    const salin = async (): Promise<void> => {
        setGalat("");
        setTahap("tulis");
        try {
            const p = await takePaket(app.store, foto, false);
            setPaket(p);
            const hasil = await writeFile(asBytes(p.bytes), p.nama, p.sha256);
            if (hasil.cara === "dibaca") {
                await app.store.tandaiTersalin(p.urutan, hasil.sha256);
                setTahap("selesai");
                umumkan("Tersalin dan sudah dibaca ulang.");
            } else setTahap(hasil.cara === "unduh" ? "banding" : "");
        } catch (e) {
            setTahap("");
            setGalat(readKeluar(e));
            umumkan("Belum tersalin.", true);
        }
    };
    return (
        <section class="kartu" id="flashdisk"><h2 class="kartu-judul"><Ikon nama="unduh" ukuran={20} />Salin ke flashdisk</h2>
            {galat && <Pita judul="Belum tersalin" warna="merah" ikon="harus" gawat>{galat}</Pita>}
            {u.foto > 0 && <IsianPilih label="Isi paket" nilai={foto ? "ya" : "tidak"} ubah={(v) => setFoto(v === "ya")} pilihan={[["ya", `Keputusan dan ${writeNumber(u.foto)} foto, kira-kira ${writeSize(u.berat)}`], ["tidak", `Keputusan saja, kira-kira ${writeSize(u.ringan)}`]]} />}
            <p class="kartu-kaki"><Tombol utama={app.laptop.hanyaDiLaptop > 0} ikon="unduh" kerja={salin} sibuk="Membuat paket…" mati={u.keputusan ? undefined : "tidak ada keputusan yang menunggu."}>Salin {writeNumber(u.keputusan)} keputusan</Tombol></p>
            {!canReadBack() && <p class="mini redup-teks">Peramban ini menyimpan ke folder Unduhan. Pindahkan ke flashdisk, lalu baca ulang di sini.</p>}
            {paket && <Hasil paket={paket} tahap={tahap} setTahap={setTahap} kata="Berkas diunduh ke folder Unduhan." />}
        </section>
    );
}

export function WhatsApp() {
    const app = useAplikasi();
    const u = estimateSize(app);
    const [paket, setPaket] = useState<PaketJadi | null>(null);
    const [tahap, setTahap] = useState<Tahap>("");
    const [kata, setKata] = useState("");
    const [galat, setGalat] = useState("");
    const bagi = async (): Promise<void> => {
        setGalat("");
        try {
            const p = await takePaket(app.store, false, true);
            setPaket(p);
            const pesan = `Paket ${app.lembar.desa.nama}, kode ${p.kode}. Mohon dititipkan di meja paket.`;
            const hasil = await shareFile(asBytes(p.bytes), p.nama, pesan);
            if (hasil === "batal") return;
            if (hasil === "tidak_bisa") {
                download(new Blob([asBytes(p.bytes)], { type: "text/plain" }), p.nama);
                setKata(`Berkas ${p.nama} ada di folder Unduhan. Buka WhatsApp, kirim sebagai dokumen, bukan foto.`);
            } else setKata("Berkas diserahkan ke WhatsApp. Kirim ke nomor Dinas, sebagai dokumen.");
            setTahap("banding");
        } catch (e) {
            setGalat(readKeluar(e));
        }
    };
    return (
        <section class="kartu" id="whatsapp"><h2 class="kartu-judul"><Ikon nama="unggah" ukuran={20} />Kirim lewat WhatsApp</h2>
            <p class="kecil redup-teks">Berkas tersegel, kira-kira {writeSize(Math.round(u.ringan * 1.35))}. Anggota grup tidak bisa membacanya. Foto menyusul lewat flashdisk atau internet.</p>
            {galat && <Pita judul="Belum dikirim" warna="merah" ikon="harus" gawat>{galat}</Pita>}
            <p class="kartu-kaki"><Tombol ikon="unggah" kerja={bagi} sibuk="Membuat paket…" mati={u.keputusan ? undefined : "tidak ada keputusan yang menunggu."}>Kirim sebagai dokumen</Tombol></p>
            {paket && <Hasil paket={paket} tahap={tahap} setTahap={setTahap} kata={kata} />}
        </section>
    );
}

export function Titip() {
    const app = useAplikasi();
    const g = useSinyal(garis);
    const [kata, setKata] = useState("");
    const [hasil, setHasil] = useState<{ nomor: string; kode: string; foto: boolean }[]>([]);
    const [galat, setGalat] = useState("");
    const henti = useRef(false);
    const [jalan, setJalan] = useState(false);
    useEffect(() => () => void (henti.current = true), []);
    const u = estimateSize(app);
    const kirim = async (): Promise<void> => {
        henti.current = false;
        setGalat("");
        setHasil([]);
        setJalan(true);
        const tidur = (ms: number): Promise<void> => new Promise((jadi) => setTimeout(jadi, ms));
        const bekal = { tidur, acak: Math.random, henti: () => henti.current, lapor: setKata };
        try {
            for (const foto of u.foto ? [false, true] : [false]) {
                const p = await takePaket(app.store, foto, false);
                const jawab = await sendFile(app.store, p.urutan, asBytes(p.bytes), p.nama, bekal);
                setHasil((h) => [...h, { nomor: jawab.nomor, kode: p.kode, foto }]);
                umumkan(foto ? "Foto sudah dititip." : "Keputusan sudah dititip.");
            }
            setKata("");
            // The verdict often comes within seconds; it is fetched once, quietly.
            await tidur(3_000);
            if (!henti.current) await fetchTanda(app.store).catch(() => undefined);
        } catch (e) {
            setKata("");
            setGalat(e instanceof GagalKirim ? e.message : readGagal(e));
        } finally {
            setJalan(false);
        }
    };
    const mati = g === "tanpa" ? "tidak ada sambungan." : g === "belum_masuk" ? "masuk dahulu ke OpenSIKS." : g === "mencoba" ? "sambungan sedang diperiksa." : u.keputusan ? undefined : "tidak ada keputusan yang menunggu.";
    return (
        <section class="kartu" id="titip"><h2 class="kartu-judul"><Ikon nama={g === "tanpa" ? "putus" : "sambungan"} ukuran={20} />Titip lewat internet</h2>
            <p class="kecil redup-teks">Keputusan dulu, {writeSize(u.ringan)}. {u.foto ? `Sesudah itu ${writeNumber(u.foto)} foto, kira-kira ${writeSize(u.berat)}. ` : ""}Bila putus, dilanjutkan.</p>
            {galat && <Pita judul="Belum dititip" warna="merah" ikon="harus" gawat>{galat} Keputusan tetap di {alat}.</Pita>}
            <div class="deret kartu-kaki"><Tombol ikon="unggah" kerja={kirim} sibuk="Menitipkan…" mati={mati}>Titip sekarang</Tombol>
                {jalan && <Tombol tautan kerja={() => void (henti.current = true)}>Berhenti</Tombol>}
                {g === "tanpa" && <Tombol tautan kerja={async () => void (await checkGaris())} sibuk="Memeriksa…">Periksa sambungan</Tombol>}
                {g === "belum_masuk" && <a href="/masuk/?next=/lembar/">Masuk</a>}</div>
            <p class="kecil" role="status">{kata}</p>
            {hasil.map((h) => <Pita key={h.nomor} judul={h.foto ? "Foto sudah dititip" : "Sudah dititip, menunggu tanda terima"} warna="biru" ikon="sedang">Nomor titipan <b class="kode">{h.nomor}</b>, kode <b class="kode">{h.kode}</b>.</Pita>)}
        </section>
    );
}
