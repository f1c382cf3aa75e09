// Every proposal of the village: what came with the worksheet and what was made here, with where each one is.
import { useState } from "preact/hooks";
import type { UsulanKini } from "../../inti/lipat_usulan";
import { TEMPAT } from "../beranda";
import { Kosong, Pita, Tag, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianTeks } from "../dasar/isian";
import { simpan, useAplikasi, type Aplikasi } from "../dasar/konteks";
import { goTo, useRute } from "../dasar/rute";
import { writeDate, writeName, writeNumber, writePlace, upperFirst } from "../dasar/tulis";
import { findLabel, isMenunggu, labelUsulan, nameUsulan, placeUsulan, SINGKAT } from "../hitung";
import { FotoTersimpan } from "../keluarga/foto";
import { KOLOM_ORANG, KRITERIA, listBidang, listBidangOrang } from "./bentuk";
import { readSekarang } from "./isi";

export const HASIL_RAPAT: Readonly<Record<string, readonly ["selesai" | "harus" | "tunda", string]>> = {
    SETUJU: ["selesai", "Disetujui"], TOLAK: ["harus", "Ditolak"], TUNDA: ["tunda", "Ditunda"],
};

export function TagUsulan({ u }: { u: UsulanKini }) {
    const { lembar, keadaan } = useAplikasi();
    const putusan = u.ubahan ? keadaan.ubahan.get(u.ubahan)?.putusan : null;
    if (putusan?.putusan === "DITOLAK") return <Tag bentuk="harus">Tidak diterima Dinas</Tag>;
    if (u.gugur) return <Tag bentuk="kembali" warna="kelabu">Ditarik</Tag>;
    if (u.putusan) {
        const [bentuk, kata] = HASIL_RAPAT[u.putusan.hasil] ?? ["sedang", u.putusan.hasil];
        return <Tag bentuk={bentuk as "selesai"}>{kata}</Tag>;
    }
    if (putusan?.putusan === "DITAHAN") return <Tag bentuk="tunda" warna="kuning">Ditahan Dinas</Tag>;
    if (u.status && u.status !== "SIAP_MUSDES") return <Tag bentuk={u.status.startsWith("DITOLAK") ? "harus" : u.status === "DIKEMBALIKAN" ? "kembali" : "sedang"}>{findLabel(lembar.daftar.status_usulan, u.status)}</Tag>;
    return <Tag bentuk="sedang">Menunggu musyawarah</Tag>;
}

const SARING: readonly (readonly [string, string, (u: UsulanKini) => boolean])[] = [
    ["semua", "Semua", () => true], ["menunggu", "Menunggu musyawarah", isMenunggu], ["putus", "Sudah diputuskan", (u) => u.putusan !== null && !u.gugur],
    ["kembali", "Perlu dilihat", (u) => u.status === "DIKEMBALIKAN"], ["tarik", "Ditarik", (u) => u.gugur],
];

export function DaftarUsulan() {
    const { keadaan, lembar, boleh } = useAplikasi();
    const { id } = useRute();
    const [saring, setSaring] = useState("menunggu");
    const [cari, setCari] = useState("");
    if (id) return <DetailUsulan ref_={decodeURIComponent(id)} />;
    const semua = [...keadaan.usulan.values()].reverse();
    const pilih = SARING.find(([k]) => k === saring) ?? SARING[0];
    const kata = cari.trim().toLowerCase();
    const daftar = semua.filter((u) => pilih?.[2](u)).filter((u) => !kata || `${nameUsulan(u)} ${labelUsulan(lembar, u)} ${writePlace(placeUsulan(u, keadaan))}`.toLowerCase().includes(kata));
    return (
        <>
            <header class="judul-halaman"><div><h1>Usulan</h1><p>Usulan dari Dinas dan yang dibuat di sini. Yang menunggu dibahas di musyawarah.</p></div>
                {boleh && <a class="tombol" href="#/isi/BARU"><Ikon nama="tambah" />Keluarga baru</a>}</header>
            <div class="deret alat-daftar">
                <div class="cari"><Ikon nama="cari" /><input type="search" value={cari} placeholder="Cari nama, usulan, atau RT" aria-label="Cari nama, usulan, atau RT" onInput={(e) => setCari(e.currentTarget.value)} /></div>
                <div class="saringan" role="group" aria-label="Saring usulan">
                    {SARING.map(([k, kataSaring, uji]) => <button key={k} type="button" aria-pressed={saring === k ? "true" : "false"} onClick={() => setSaring(k)}>{kataSaring} <b>{writeNumber(semua.filter(uji).length)}</b></button>)}
                </div>
            </div>
            <section class="kartu kartu-tabel"><div class="tabel-kotak" tabIndex={0} role="group" aria-label="Daftar usulan"><table class="tabel tabel-usulan">
                <caption class="baca">Daftar usulan</caption>
                <thead><tr><th scope="col">Siapa</th><th scope="col">Usulan</th><th scope="col">Tempat</th><th scope="col" class="n">Orang</th><th scope="col">Keadaan</th><th scope="col">Tempat simpan</th></tr></thead>
                <tbody>
                    {daftar.map((u) => (
                        <tr key={u.ref}>
                            <th scope="row"><a href={`#/usulan/${encodeURIComponent(u.ref)}`}>{nameUsulan(u)}</a></th>
                            <td>{labelUsulan(lembar, u)}</td><td>{writePlace(placeUsulan(u, keadaan))}</td><td class="n">{u.orang}</td>
                            <td><TagUsulan u={u} /></td>
                            <td><TempatSimpan u={u} /></td>
                        </tr>
                    ))}
                    {!daftar.length && <tr><td colSpan={6} class="pesan-tabel">{kata ? <Kosong judul={`Tidak ada yang cocok dengan “${cari}”.`}>Coba sebagian nama, atau RT.</Kosong> : <Kosong bentuk="selesai" judul="Tidak ada usulan di saringan ini." />}</td></tr>}
                </tbody>
            </table></div></section>
        </>
    );
}

function TempatSimpan({ u }: { u: UsulanKini }) {
    if (!u.kirim) return <span class="redup-teks">dari Dinas</span>;
    const [ikon, kata, warna] = TEMPAT[u.kirim];
    return <span class="tempat-simpan"><Ikon nama={ikon} warna={warna} /> {kata}</span>;
}

interface Rinci {
    kolom: string;
    lama: string;
    baru: string;
}

/** The content of a proposal, before and after, in words. */
function listRinci({ lembar, keadaan }: Aplikasi, u: UsulanKini): Rinci[] {
    const k = keadaan.keluarga.get(u.keluarga)?.keluarga ?? null;
    const sekarang = u.jenis.startsWith("PERBAIKAN") ? readSekarang(k, u.pokok === u.keluarga ? "" : u.pokok) : {};
    const isian = new Map([...listBidang(lembar.daftar, u.jenis), ...listBidangOrang(lembar.daftar, "BARU")].map((i) => [i.nama, i]));
    const kata = (nama: string, nilai: unknown): string => {
        const teks = nilai === null || nilai === undefined ? "" : String(nilai);
        const i = isian.get(nama);
        if (!teks) return "";
        if (i?.macam === "tanggal") return writeDate(teks);
        if (i?.pilihan) return findLabel(i.pilihan, teks);
        if (["kepala_baru", "kepala", "pengurus"].includes(nama)) return writeName(k?.anggota.find((a) => a.id === teks)?.nama ?? teks);
        if (nama === "tujuan") return lembar.wilayah.find(([kode]) => kode === teks)?.[1] ?? teks;
        return (KOLOM_ORANG as readonly string[]).includes(nama) && /[A-Z]/.test(teks) ? writeName(teks) : teks;
    };
    const hasil: Rinci[] = [];
    const tambah = (nama: string, nilai: unknown, awalan = ""): void =>
        void hasil.push({ kolom: `${awalan}${isian.get(nama)?.label ?? upperFirst(nama)}`, lama: kata(nama, sekarang[nama]), baru: kata(nama, nilai) });
    for (const [nama, nilai] of Object.entries(u.muatan)) {
        if (nama === "anggota" && Array.isArray(nilai)) {
            nilai.forEach((o, n) => {
                if (typeof o === "string") hasil.push({ kolom: `Ikut ${n + 1}`, lama: "", baru: writeName(k?.anggota.find((a) => a.id === o)?.nama ?? o) });
                else for (const [x, y] of Object.entries(o as object)) if (y !== "") tambah(x, y, `Anggota ${n + 1}: `);
            });
        } else if (nama === "keluarga" && nilai && typeof nilai === "object") for (const [x, y] of Object.entries(nilai)) tambah(x, y);
        else if (nama === "kriteria" && nilai && typeof nilai === "object") for (const [x, y] of Object.entries(nilai)) hasil.push({ kolom: KRITERIA.find(([kode]) => kode === x)?.[1] ?? x, lama: "", baru: y === "ya" ? "Ya" : "Tidak" });
        else tambah(nama, nilai);
    }
    return hasil;
}

function DetailUsulan({ ref_ }: { ref_: string }) {
    const app = useAplikasi();
    const { keadaan, lembar, store, boleh } = app;
    const [alasan, setAlasan] = useState("");
    const u = keadaan.usulan.get(ref_);
    if (!u) return <section class="kartu"><h1>Usulan ini tidak ada di lembar</h1><p class="kartu-kaki"><a class="tombol" href="#/usulan">Ke daftar usulan</a></p></section>;
    const kini = u.ubahan ? keadaan.ubahan.get(u.ubahan) : undefined;
    const rinci = listRinci(app, u);
    // Where nothing stood before, a column of dashes only takes the room of what is proposed.
    const lama = rinci.some((r) => r.lama);
    const baris = (kolom: string, kini: string, baru: string) => <tr key={kolom}><th scope="row">{kolom}</th>{lama && <td>{kini || "–"}</td>}<td>{baru}</td></tr>;
    const label = u.jenis === "TIDAK_DITEMUKAN" ? lembar.daftar.alasan_tidak_ditemukan : lembar.daftar.alasan_tidak_layak;
    const tarik = async (): Promise<void> => {
        if (await simpan(store, { jenis: "tarik", pokok: u.ref, isi: { alasan: alasan.trim() } })) goTo("/usulan");
    };
    return (
        <div class="kolom kolom-340">
            <div class="tumpuk">
                <header class="judul-halaman"><div><h1>{nameUsulan(u)}</h1>
                    <p><b>{labelUsulan(lembar, u)}</b> · {u.keluarga && <a href={`#/keluarga/${u.keluarga}`}>Buka keluarganya</a>}{u.keluarga && " · "}{u.orang} orang · {writePlace(placeUsulan(u, keadaan))}</p></div><TagUsulan u={u} /></header>
                {kini?.putusan && kini.putusan.kalimat && <Pita judul={kini.putusan.putusan === "DITOLAK" ? "Tidak diterima Dinas" : "Jawaban Dinas"} warna={kini.putusan.putusan === "DITOLAK" ? "merah" : "kuning"} ikon={kini.putusan.putusan === "DITOLAK" ? "harus" : "info"}>{kini.putusan.kalimat}</Pita>}
                <section class="kartu kartu-tabel"><div class="tabel-kotak" tabIndex={0} role="group" aria-label="Isi usulan"><table class="tabel">
                    <caption class="dalam">Yang diusulkan</caption>
                    <thead><tr><th scope="col">Isian</th>{lama && <th scope="col">Sekarang</th>}<th scope="col">Diusulkan</th></tr></thead>
                    <tbody>
                        {u.program && baris("Bantuan", "", SINGKAT[u.program] ?? findLabel(lembar.daftar.program, u.program))}
                        {u.kode_alasan && baris("Alasan", "", findLabel(label, u.kode_alasan))}
                        {u.alasan && baris("Keterangan", "", u.alasan)}
                        {rinci.map((r) => baris(r.kolom, r.lama, r.baru || "kosong"))}
                        {!rinci.length && !u.program && !u.alasan && <tr><td colSpan={3}>{u.ubahan ? "Tidak ada isian yang berubah selain statusnya." : "Isi lengkapnya ada di Dinas."}</td></tr>}
                    </tbody>
                </table></div></section>
                {u.ubahan && <section class="kartu"><h2 class="kartu-judul">Bukti</h2>{u.bukti.length ? <ul class="album">{u.bukti.map((b) => <FotoTersimpan key={b.sha256} sha256={b.sha256} kata={upperFirst(findLabel(lembar.daftar.bukti, b.jenis))} />)}</ul> : <p class="kecil redup-teks">Belum ada bukti.</p>}</section>}
            </div>
            <div class="tumpuk">
                <section class="kartu"><h2 class="kartu-judul">Langkah</h2>
                    <p class="kecil"><TempatSimpan u={u} /></p>
                    {u.keberatan.length > 0 && <p class="kecil">{u.keberatan.length} keberatan dicatat.</p>}
                    {boleh && isMenunggu(u) && (
                        <details class="lipat kartu-kaki"><summary>Tarik usulan ini</summary>
                            <div class="sela"><IsianTeks label="Alasan" nilai={alasan} ubah={setAlasan} maks={400} baris={2} />
                                <Tombol kecil kerja={tarik} sibuk="Menyimpan…" mati={alasan.trim() ? undefined : "tulis alasannya dahulu."}>Tarik usulan</Tombol></div>
                        </details>
                    )}
                </section>
            </div>
        </div>
    );
}
