// Agenda and attendance of one meeting. The order is moved with Alt ↑ ↓ or the arrows; nothing needs dragging.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { RapatKini } from "../../inti/lipat_rapat";
import { Tag, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { simpan, useAplikasi, type Aplikasi } from "../dasar/konteks";
import { useRute } from "../dasar/rute";
import { writeDay, writeNumber, writePlace } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { nameUsulan, placeUsulan } from "../hitung";
import { HASIL_RAPAT } from "../usulan/daftar";
import { BeritaAcara } from "./berita_acara";
import { countAgenda, listAgenda, listHadir, sumHadir, writeBaris, type Ringkasan } from "./hitung";
import { TutupRapat } from "./tutup";

export function useAgenda(app: Aplikasi, rapat: RapatKini) {
    const [urutan, setUrutan] = useState<string[]>([]);
    const kunci = `agenda:${rapat.id}`;
    useEffect(() => void app.store.draf(kunci).then((d) => Array.isArray(d) && setUrutan(d as string[]), () => undefined), [kunci]);
    const jenis = app.lembar.daftar.jenis.map(([k]) => String(k));
    const agenda = useMemo(() => listAgenda(app.keadaan, rapat, urutan, jenis), [app.keadaan, rapat, urutan]);
    const pindah = (ref: string, arah: -1 | 1): void => {
        const baru = agenda.map((u) => u.ref);
        const n = baru.indexOf(ref);
        const ke = n + arah;
        const [a, b] = [baru[n], baru[ke]];
        if (a === undefined || b === undefined) return;
        [baru[n], baru[ke]] = [b, a];
        setUrutan(baru);
        void app.store.draf(kunci, baru).catch(() => undefined);
        umumkan(`Sekarang nomor ${ke + 1}.`);
    };
    return { agenda, pindah };
}

export function HalamanRapat() {
    const { id, sub } = useRute();
    const { keadaan } = useAplikasi();
    const rapat = keadaan.rapat.find((r) => r.id === id);
    if (!rapat) return <section class="kartu"><h1>Musyawarah ini tidak ada</h1><p class="kartu-kaki"><a class="tombol" href="#/musyawarah">Ke musyawarah</a></p></section>;
    if (sub === "tutup") return <TutupRapat rapat={rapat} />;
    if (sub === "berita-acara" || rapat.tutup) return <BeritaAcara rapat={rapat} />;
    return <Agenda rapat={rapat} />;
}

export function TabelJumlah({ r }: { r: Ringkasan }) {
    return (
        <table class="tabel tabel-hitung"><caption class="baca">Jumlah keputusan</caption><tbody>
            <tr><th scope="row"><Tag bentuk="selesai">Disetujui</Tag></th><td class="n">{r.setuju}</td></tr>
            <tr><th scope="row"><Tag bentuk="harus">Ditolak</Tag></th><td class="n">{r.tolak}</td></tr>
            <tr><th scope="row"><Tag bentuk="tunda">Ditunda</Tag></th><td class="n">{r.tunda}</td></tr>
            <tr><th scope="row"><Tag bentuk="belum">Belum dibahas</Tag></th><td class="n">{r.belum}</td></tr>
            <tr><th scope="row">Semua usulan</th><td class="n">{r.semua}</td></tr>
        </tbody></table>
    );
}

function Agenda({ rapat }: { rapat: RapatKini }) {
    const app = useAplikasi();
    const { lembar, keadaan, boleh } = app;
    const { agenda, pindah } = useAgenda(app, rapat);
    const r = countAgenda(agenda);
    return (
        <div class="kolom kolom-340">
            <div class="tumpuk">
                <header class="judul-halaman"><div><h1>Musyawarah {writeDay(rapat.isi.tanggal)}</h1><p>{rapat.isi.tempat}, pukul {rapat.isi.mulai.replace(":", ".")}, dipimpin {rapat.isi.pimpinan_nama}, {rapat.isi.pimpinan_jabatan.toLowerCase()}</p></div>
                    {boleh && <a class="tombol tombol-utama" href={`#/layar/${rapat.id}`}>Buka layar rapat<Ikon nama="panah" /></a>}</header>
                <section class="kartu kartu-tabel"><div class="ujung dalam layar-saja"><h2>Agenda: {r.semua} usulan</h2><Tombol kecil ikon="cetak" kerja={() => print()}>Cetak untuk RT</Tombol></div>
                    <div class="tabel-kotak"><table class="tabel tabel-agenda">
                        <caption class="hanya-cetak">Agenda musyawarah {writeDay(rapat.isi.tanggal)}, {rapat.isi.tempat}. {r.semua} usulan, {r.orang} orang. Tanpa nomor NIK dan KK.</caption>
                        <thead><tr><th scope="col" class="n">No.</th><th scope="col">Siapa</th><th scope="col">Usulan</th><th scope="col">Tempat</th><th scope="col" class="n">Orang</th><th scope="col">Keputusan</th>{boleh && <th scope="col" class="layar-saja">Urutan</th>}</tr></thead>
                        <tbody>
                            {agenda.map((u, n) => {
                                const [bentuk, kata] = (u.putusan && HASIL_RAPAT[u.putusan.hasil]) || [];
                                return (
                                    <tr key={u.ref} onKeyDown={(e) => { if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) { e.preventDefault(); pindah(u.ref, e.key === "ArrowUp" ? -1 : 1); } }}>
                                        <td class="n">{n + 1}</td><th scope="row">{boleh ? <a href={`#/layar/${rapat.id}/${encodeURIComponent(u.ref)}`}>{nameUsulan(u)}</a> : nameUsulan(u)}</th>
                                        <td>{writeBaris(u).judul}</td><td>{writePlace(placeUsulan(u, keadaan))}</td><td class="n">{u.orang}</td>
                                        <td>{bentuk && kata ? <Tag bentuk={bentuk}>{kata}</Tag> : <span class="layar-saja"><Tag bentuk="belum">Belum dibahas</Tag></span>}{u.putusan?.alasan && <small>{u.putusan.alasan}</small>}</td>
                                        {boleh && <td class="layar-saja geser">
                                            <button type="button" class="tombol-geser" disabled={n === 0} aria-label={`Naikkan ${nameUsulan(u)}`} onClick={() => pindah(u.ref, -1)}><Ikon nama="naik" /></button>
                                            <button type="button" class="tombol-geser ke-bawah" disabled={n === agenda.length - 1} aria-label={`Turunkan ${nameUsulan(u)}`} onClick={() => pindah(u.ref, 1)}><Ikon nama="naik" /></button></td>}
                                    </tr>
                                );
                            })}
                            {!agenda.length && <tr><td colSpan={7}>Tidak ada usulan yang menunggu. Musyawarah ini tetap sah (nihil).</td></tr>}
                        </tbody>
                        <tfoot><tr><th scope="row" colSpan={4}>Semua usulan: {r.semua}</th><td class="n">{writeNumber(r.orang)}</td><td colSpan={2}></td></tr></tfoot>
                    </table></div></section>
                <Hadir rapat={rapat} />
            </div>
            <div class="tumpuk layar-saja">
                <section class="kartu"><h2 class="kartu-judul">Jumlah keputusan</h2><TabelJumlah r={r} /></section>
                {boleh && <section class="kartu"><h2 class="kartu-judul">Tutup musyawarah</h2><p class="kecil">{listHadir(lembar, rapat).some((h) => h.bentuk === "harus") ? "Unsur wajib belum tercatat hadir semua." : "Syarat menutup sudah ada."}</p>
                    <p class="kartu-kaki"><a class="tombol tombol-lebar" href={`#/rapat/${rapat.id}/tutup`}>Tinjau lalu tutup</a></p></section>}
            </div>
        </div>
    );
}

type Tiga = [number, number, number];

/** Invited and present by unsur. Kept as one ubahan when it is saved, with only the rows that changed. */
export function Hadir({ rapat }: { rapat: RapatKini }) {
    const { store, lembar, boleh } = useAplikasi();
    const baris = listHadir(lembar, rapat);
    const [isi, setIsi] = useState<Record<string, Tiga>>({});
    const nilai = (unsur: string): Tiga => isi[unsur] ?? rapat.kehadiran[unsur] ?? [0, 0, 0];
    const ubah = (unsur: string, n: 0 | 1 | 2, teks: string): void => {
        const baru: Tiga = [...nilai(unsur)];
        baru[n] = Math.min(999, Math.max(0, Number.parseInt(teks, 10) || 0));
        setIsi({ ...isi, [unsur]: baru });
    };
    const berubah = Object.entries(isi).filter(([u, v]) => v.join() !== (rapat.kehadiran[u] ?? [0, 0, 0]).join());
    const kirim = async (): Promise<void> => {
        if (!berubah.length) return;
        const u = await simpan(store, { jenis: "kehadiran", pokok: `ubahan:${rapat.id}`, isi: { unsur: Object.fromEntries(berubah) } });
        if (u) setIsi({});
    };
    const kini = { ...rapat, kehadiran: { ...rapat.kehadiran, ...isi } };
    const jumlah = sumHadir(listHadir(lembar, kini));
    return (
        <section class="kartu kartu-tabel layar-saja" id="hadir" aria-label="Daftar hadir"><form onSubmit={(e) => { e.preventDefault(); void kirim(); }}>
            <div class="tabel-kotak"><table class="tabel tabel-hadir"><caption class="dalam">Daftar hadir</caption>
                <thead><tr><th scope="col">Unsur</th><th scope="col">Diundang</th><th scope="col">Laki-laki</th><th scope="col">Perempuan</th><th scope="col">Keadaan</th></tr></thead>
                <tbody>{baris.map((h) => {
                    const kata = listHadir(lembar, kini).find((x) => x.unsur === h.unsur) ?? h;
                    return (
                        <tr key={h.unsur}><th scope="row">{h.nama}</th>
                            {([0, 1, 2] as const).map((n) => <td key={n}>{boleh && !rapat.tutup ? <input class="masukan" type="number" min={0} max={999} inputMode="numeric" value={nilai(h.unsur)[n]} aria-label={`${h.nama}, ${["diundang", "laki-laki", "perempuan"][n]}`} onInput={(e) => ubah(h.unsur, n, e.currentTarget.value)} onFocus={(e) => e.currentTarget.select()} /> : nilai(h.unsur)[n]}</td>)}
                            <td><Tag bentuk={kata.bentuk}>{kata.kata}</Tag></td></tr>
                    );
                })}</tbody>
                <tfoot><tr><th scope="row">Jumlah</th><td>{jumlah.diundang}</td><td>{jumlah.laki}</td><td>{jumlah.perempuan}</td><td>{jumlah.hadir} hadir</td></tr></tfoot>
            </table></div>
            {boleh && !rapat.tutup && <p class="dalam"><Tombol kirim sibuk="Menyimpan…" mati={berubah.length ? undefined : "belum ada yang berubah."}>Simpan daftar hadir</Tombol></p>}
        </form></section>
    );
}
