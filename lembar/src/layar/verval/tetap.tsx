// Before TETAP counts: totals, who is not among them, then one press. One ubahan per family, whatever is pressed twice.
import { useMemo, useState } from "preact/hooks";
import { Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianTanggal, type GalatIsian } from "../dasar/isian";
import { simpan, urung, useAplikasi } from "../dasar/konteks";
import { goTo } from "../dasar/rute";
import { useSinyal } from "../dasar/sinyal";
import { writeDate, writeName, writeNumber, writeRt } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { whyNotPick } from "./daftar";
import { changeDaftar, countTergesa, daftarKini, saatTetap } from "./keadaan";
import { makeIndeks } from "./saring";
import { composeVerval, checkTanggal, visitDay } from "./isi";

export function RingkasanTetap() {
    const { store, keadaan, lembar, boleh } = useAplikasi();
    const d = useSinyal(daftarKini);
    const [tanggal, setTanggal] = useState(visitDay(lembar));
    const [maju, setMaju] = useState<number | null>(null);
    const dipilih = useMemo(() => makeIndeks(keadaan).filter((e) => d.pilih.has(e.id)), []);
    // Chosen once: pressed twice, each family still gets one and the same ubahan.
    const idTetap = useMemo(() => new Map(dipilih.map((e) => [e.id, store.idBaru()])), []);
    const ikut = dipilih.filter((e) => !whyNotPick(e) || maju !== null);
    const kecuali = maju === null ? dipilih.filter((e) => whyNotPick(e)) : [];
    const orang = ikut.reduce((n, e) => n + e.k.keluarga.anggota.length, 0);
    const galat: GalatIsian | undefined = checkTanggal(tanggal, lembar, visitDay(lembar));
    const kembali = (): void => goTo("/verval");
    if (!dipilih.length) {
        return <section class="kartu"><h1>Belum ada keluarga yang dipilih</h1><p>Pilih dahulu di daftar.</p><p class="kartu-kaki"><a class="tombol" href="#/verval">Kembali ke daftar</a></p></section>;
    }
    const simpanSemua = async (): Promise<void> => {
        if (galat) return;
        setMaju(0);
        const jadi = new Set<string>();
        let terakhir = "";
        for (const e of ikut) {
            const u = await simpan(store, composeVerval(e.k, { hasil: "TETAP", tanggal, catatan: "" }, idTetap.get(e.id)));
            if (!u) break;
            jadi.add(e.id);
            terakhir = u.id;
            saatTetap.push(Date.now());
            setMaju(jadi.size);
        }
        changeDaftar({ pilih: new Set([...d.pilih].filter((id) => !jadi.has(id))), tetap: new Set([...d.tetap, ...jadi]) });
        if (jadi.size < ikut.length) {
            setMaju(null);
            return;
        }
        if (jadi.size === 1) urung.set({ kata: `TETAP untuk Keluarga ${writeName(ikut[0]?.k.keluarga.kepala ?? "")}.`, ubahan: terakhir });
        umumkan(`${jadi.size} keluarga ditandai TETAP, tersimpan.`);
        kembali();
    };
    const tergesa = countTergesa(Date.now()) + ikut.length;
    const satu = ikut.length === 1 ? ikut[0] : undefined;
    const judul = satu ? `Tandai TETAP: Keluarga ${writeName(satu.k.keluarga.kepala)}?` : `Tandai TETAP: ${writeNumber(ikut.length)} keluarga?`;
    return (
        <>
            <section class="kartu tepi w-pokok kartu-langkah">
                <p class="atas">Belum dihitung</p>
                <h1>{judul}</h1>
                <p class="sebab">{writeNumber(ikut.length)} keluarga, {writeNumber(orang)} orang ditandai TETAP. Tidak ada temuan yang harus diperbaiki. Berlaku setelah diterima Dinas.</p>
                <details class="lipat" open={Boolean(galat)}>
                    <summary>Dikunjungi {tanggal === visitDay(lembar) ? "hari ini, " : ""}{writeDate(tanggal)}. Ubah tanggalnya</summary>
                    <IsianTanggal label="Tanggal kunjungan" nilai={tanggal} ubah={setTanggal} galat={galat} />
                </details>
                {kecuali.length > 0 && (
                    <>
                        <h2 class="deret judul-kecil"><Ikon nama="perlu" ukuran={20} warna="kuning" />{kecuali.length} tidak ikut</h2>
                        <ul class="kabar">{kecuali.map((e) => <li key={e.id}><span><b>{writeName(e.k.keluarga.kepala)}</b>: {whyNotPick(e)}</span></li>)}</ul>
                    </>
                )}
                {tergesa >= 50 && <p class="kecil baris-ikon"><Ikon nama="info" warna="biru" />Anda menandai {writeNumber(tergesa)} keluarga dalam 2 menit. Pastikan RT sudah memeriksa.</p>}
                {maju !== null && <p class="kecil" role="status">{writeNumber(maju)} dari {writeNumber(ikut.length)} tersimpan</p>}
                <div class="deret">
                    <Tombol utama kerja={simpanSemua} sibuk="Menyimpan…" mati={!boleh ? "lembar terbuka di jendela lain." : galat ? "perbaiki tanggal kunjungan." : undefined}>
                        {satu ? "Ya, tandai TETAP" : `Ya, tandai ${writeNumber(ikut.length)} keluarga TETAP`}</Tombol>
                    <Tombol kerja={kembali}>Kembali ke daftar</Tombol>
                </div>
            </section>
            {ikut.length > 1 && (
                <section class="kartu"><h2 class="kartu-judul">Yang ditandai TETAP</h2>
                    <ul class="daftar-nama kecil">{ikut.map((e) => <li key={e.id}>{writeName(e.k.keluarga.kepala)}, RT {writeRt(e.k.keluarga.rt, e.k.keluarga.rw)}, {e.k.keluarga.anggota.length} orang</li>)}</ul>
                </section>
            )}
        </>
    );
}
