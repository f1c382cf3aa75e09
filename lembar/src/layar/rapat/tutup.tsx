// Before a meeting is closed: totals, what is missing, what is put off. Then one press, in the right order.
import { useMemo, useRef, useState } from "preact/hooks";
import { kodeRapat } from "../../inti/daftar_lembar";
import type { RapatKini } from "../../inti/lipat_rapat";
import { Syarat, Tombol } from "../dasar/dasar";
import { IsianTeks } from "../dasar/isian";
import { simpan, useAplikasi } from "../dasar/konteks";
import { goTo } from "../dasar/rute";
import { nowIso } from "../dasar/tulis";
import { TabelJumlah, useAgenda } from "./agenda";
import { checkTutup, countAgenda, listHadir, sumHadir } from "./hitung";

const ALASAN_TUNDA = "Ditunda ke musyawarah berikutnya.";

export function TutupRapat({ rapat }: { rapat: RapatKini }) {
    const app = useAplikasi();
    const { store, lembar, boleh } = app;
    const { agenda } = useAgenda(app, rapat);
    const [selesai, setSelesai] = useState(nowIso().slice(11, 16));
    const [catatan, setCatatan] = useState("");
    const jalan = useRef(false);
    const id = useMemo(() => store.idBaru(), []);
    const idTunda = useMemo(() => new Map<string, string>(), []);
    const r = countAgenda(agenda);
    const hadir = listHadir(lembar, rapat);
    const halangan = checkTutup(hadir, rapat, selesai);
    const menahan = halangan.filter((h) => h.menahan);
    const tutup = async (): Promise<void> => {
        if (jalan.current) return;
        jalan.current = true;
        try {
            // What was not discussed is put off in so many words: paper, package and server then count alike.
            for (const u of agenda) {
                if (u.putusan) continue;
                const idU = idTunda.get(u.ref) ?? store.idBaru();
                idTunda.set(u.ref, idU);
                const jadi = await simpan(store, { id: idU, jenis: "putusan", pokok: u.ref, isi: { musyawarah: `ubahan:${rapat.id}`, hasil: "TUNDA", alasan: ALASAN_TUNDA }, perlu: [rapat.id, ...(u.ubahan ? [u.ubahan] : [])] });
                if (!jadi) return;
            }
            // The code is of the list as the store folds it now, after the last decision.
            const kini = store.lipatan.nilai;
            const ini = kini?.rapat.find((x) => x.id === rapat.id);
            if (!kini || !ini) return;
            const kode = await kodeRapat(ini, kini, lembar.desa.kode);
            const u = await simpan(store, { id, jenis: "tutup", pokok: `ubahan:${rapat.id}`, isi: { selesai, catatan: catatan.normalize("NFC").trim(), kode_daftar: kode }, perlu: [rapat.id] });
            if (u) goTo(`/rapat/${rapat.id}/berita-acara`);
        } finally {
            jalan.current = false;
        }
    };
    return (
        <div class="kolom">
            <section class="kartu tepi w-pokok kartu-langkah">
                <p class="atas">Belum ditutup</p><h1>Tutup musyawarah?</h1>
                <p class="sebab">{r.semua ? `Usulan yang disetujui dan ditolak mengikuti keputusan. ${r.belum ? `${r.belum} usulan belum dibahas akan ditunda. ` : ""}Sesudah ditutup, keputusan tidak berubah lagi.` : "Musyawarah ini tidak mengubah data (nihil). Tetap sah."}</p>
                {halangan.length > 0 && <ul class="syarat">{halangan.map((h) => <Syarat key={h.kalimat} bentuk={h.menahan ? "harus" : "perlu"}>{h.kalimat}</Syarat>)}</ul>}
                {menahan.length > 0 && <p><a href={`#/rapat/${rapat.id}`}>Isi daftar hadir</a></p>}
                <div class="formulir formulir-tutup">
                    <IsianTeks label="Jam selesai" macam="time" lebar="pendek" nilai={selesai} ubah={setSelesai} />
                    <IsianTeks label="Catatan" wajib={false} baris={2} maks={800} lebar="panjang" nilai={catatan} ubah={setCatatan} />
                </div>
                <div class="deret"><Tombol utama kerja={tutup} sibuk="Menutup…" mati={!boleh ? "lembar terbuka di jendela lain." : menahan.length ? "lengkapi yang bertanda merah." : undefined}>Tutup musyawarah</Tombol><a href={`#/layar/${rapat.id}`}>Kembali ke layar rapat</a></div>
            </section>
            <section class="kartu"><h2 class="kartu-judul">Jumlah keputusan</h2><TabelJumlah r={r} />
                <dl class="nilai"><div><dt>Keberatan</dt><dd>{r.keberatan}</dd></div><div><dt>Yang hadir</dt><dd>{sumHadir(hadir).hadir} orang</dd></div></dl></section>
        </div>
    );
}
