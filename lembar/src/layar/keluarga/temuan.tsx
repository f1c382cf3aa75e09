// One finding with its mend in place: a field, equal answers, or the way to the form.
import { useMemo, useState } from "preact/hooks";
import type { Keluarga, Temuan } from "../../inti/bentuk";
import type { KeluargaKini } from "../../inti/lipat";
import { bacaNik, tanggalNik } from "../../inti/nik";
import { Tag, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianPilih, IsianTanggal, IsianTeks, type GalatIsian } from "../dasar/isian";
import { simpan, useAplikasi } from "../dasar/konteks";
import { goTo } from "../dasar/rute";
import { useKeys } from "../dasar/tombol_kunci";
import { upperFirst } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { hariIni } from "../hitung";
import { listBidang } from "../usulan/bentuk";
import { startForm, type IsiForm } from "../usulan/isi";
import { checkBidang } from "../usulan/periksa";
import { saveUsulan } from "../usulan/simpan";
import { PilihFoto } from "./foto";
import { makeMend, sayTemuan, type Jawab } from "./mend";
import { NikTerbaca } from "./nik_terbaca";
import type { Lampiran } from "../dasar/foto";

const TINGKAT = { B: ["harus", "Harus diperbaiki", "merah"], W: ["perlu", "Perlu dilihat", "kuning"], I: ["info", "Untuk diketahui", "biru"] } as const;

/** An own proposal that already mends this: it waits, and nobody is asked twice. */
function findUsulan(a: ReturnType<typeof useAplikasi>, k: KeluargaKini, t: Temuan, kolom: string | undefined): string | null {
    const pokok = t.individu ?? k.keluarga.id;
    for (const ref of k.usulan) {
        const u = a.keadaan.usulan.get(ref);
        if (u && !u.gugur && u.pokok === pokok && u.jenis.startsWith("PERBAIKAN") && (!kolom || kolom in u.muatan || !u.ubahan)) return ref;
    }
    return null;
}

export function KartuTemuan({ k, t, kunci }: { k: KeluargaKini; t: Temuan; kunci: boolean }) {
    const app = useAplikasi();
    const keluarga: Keluarga = k.keluarga;
    const a = keluarga.anggota.find((o) => o.id === t.individu);
    const hari = hariIni();
    const arti = a ? bacaNik(a.nik) : null;
    const lahir = a ? (tanggalNik(a.nik, hari, a.tanggal_lahir) ?? "") : "";
    const mend = makeMend(t, keluarga, a, lahir, hari);
    const [bentuk, kata, warna] = TINGKAT[t.tingkat as keyof typeof TINGKAT] ?? TINGKAT.I;
    const { judul, petunjuk } = sayTemuan(t, keluarga);
    const sudah = findUsulan(app, k, t, mend.isi?.kolom);
    const lihat = arti && a && ["R45", "R46", "R47"].includes(t.kode);
    const kataKosong = t.kode === "R54" ? "Harus diisi" : kata;

    const jawab = async (j: Jawab): Promise<void> => {
        if (j.jenis) {
            goTo(`/isi/${j.jenis}/${keluarga.id}${j.individu ? `?individu=${j.individu}` : ""}`);
        } else if (j.kolom) {
            const form: IsiForm = startForm("PERBAIKAN_ID", keluarga, a?.id);
            form.bidang[j.kolom] = j.nilai ?? "";
            await saveUsulan(app, form, k, app.store.idBaru(), []);
        } else if (j.benar) {
            const isi = `${t.kode}, ${judul}: ${j.kata}, sudah benar menurut KTP atau KK.`;
            await simpan(app.store, { jenis: "catatan", pokok: keluarga.id, isi: { isi: isi.slice(0, 800) } });
        } else umumkan("Temuan tetap terbuka dan ditanyakan lagi.");
    };
    useKeys(kunci && !sudah && app.boleh ? mend.jawab.map((j, i) => ({ kunci: String(i + 1), kata: j.kata, kerja: () => void jawab(j) })) : [], [kunci, sudah, t, app.boleh]);
    const terjawab = k.catatan.find((c) => c.ubahan.jenis === "catatan" && c.ubahan.isi.isi.startsWith(`${t.kode}, ${judul}: `));
    return (
        <section class={`kartu tepi temuan w-${warna}`}>
            <header><Tag bentuk={bentuk} warna={warna}>{kataKosong}</Tag><h2>{judul}</h2></header>
            {lihat && <NikTerbaca a={a} arti={arti} lahir={lahir} wilayah={app.lembar.wilayah.some(([kode]) => kode.startsWith(arti.wilayah)) ? app.lembar.desa.kabupaten : ""} />}
            {petunjuk && <p>{petunjuk}</p>}
            {sudah ? (
                <p class="baris-ikon"><Ikon nama="sedang" warna="biru" /><span><a href={`#/usulan/${encodeURIComponent(sudah)}`}>Usulan perbaikan</a> sudah dibuat untuk ini.</span></p>
            ) : terjawab ? (
                <p class="baris-ikon"><Ikon nama="selesai" warna="hijau" /><span>Sudah dijawab. Catatannya ikut ke Dinas.</span></p>
            ) : mend.isi && app.boleh ? (
                <IsiMend k={k} individu={a?.id ?? ""} jenis={mend.isi.jenis} kolom={mend.isi.kolom} />
            ) : mend.jawab.length > 0 && app.boleh ? (
                <div class="jawaban">{mend.jawab.map((j, i) => <Tombol key={j.kata} kunci={kunci ? String(i + 1) : undefined} kerja={() => jawab(j)} sibuk="Menyimpan…">{j.kata}</Tombol>)}</div>
            ) : t.langkah && <p class="kecil redup-teks">{upperFirst(t.langkah)}.</p>}
        </section>
    );
}

interface IsiMendProps {
    k: KeluargaKini;
    individu: string;
    jenis: "PERBAIKAN_ID" | "PERBAIKAN_DATA";
    kolom: string;
}

function IsiMend({ k, individu, jenis, kolom }: IsiMendProps) {
    const app = useAplikasi();
    const [nilai, setNilai] = useState("");
    const [foto, setFoto] = useState<Lampiran[]>([]);
    const [galat, setGalat] = useState<GalatIsian | undefined>();
    const id = useMemo(() => app.store.idBaru(), []);
    const isian = listBidang(app.lembar.daftar, jenis).find((i) => i.nama === kolom);
    if (!isian) return null;
    const usulkan = async (): Promise<void> => {
        const salah = checkBidang({ ...isian, wajib: true }, nilai, hariIni());
        setGalat(salah);
        if (salah?.menahan) return;
        const form = startForm(jenis, k.keluarga, individu);
        form.bidang[kolom] = nilai;
        form.bukti = foto.map((f) => ({ jenis: "KK", sha256: f.sha256, nama: "KK.jpg" }));
        await saveUsulan(app, form, k, id, foto);
    };
    const pilihan = isian.pilihan?.map(([kode, kata]): [string, string] => [String(kode), kata]);
    return (
        <form class="sela" onSubmit={(e) => { e.preventDefault(); void usulkan(); }}>
            <div class="deret mend">
                {pilihan ? <IsianPilih label={`${isian.label}, lihat di KK`} nilai={nilai} ubah={setNilai} pilihan={pilihan} kosong="Pilih" galat={galat} />
                    : isian.macam === "tanggal" ? <IsianTanggal label={`${isian.label}, lihat di KK`} nilai={nilai} ubah={setNilai} galat={galat} />
                    : <IsianTeks label={`${isian.label}, lihat di KK`} nilai={nilai} ubah={setNilai} maks={isian.maks} angka={["nik", "kk", "angka"].includes(isian.macam)}
                        galat={galat} lebar={isian.macam === "nik" || isian.macam === "kk" ? "nik" : "sedang"} />}
                <Tombol kerja={usulkan} sibuk="Menyimpan…">Usulkan</Tombol>
            </div>
            <details class="lipat"><summary>Lampirkan foto KK (boleh menyusul)</summary>
                <PilihFoto label="Foto KK" daftar={foto} ubah={setFoto} /></details>
        </form>
    );
}
