// The screen that thirty people read from five metres: one line, three equal answers. No NIK, KK, health or income.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RapatKini } from "../../inti/lipat_rapat";
import type { UsulanKini } from "../../inti/lipat_usulan";
import { Tag, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianCentang, IsianTeks } from "../dasar/isian";
import { alat, simpan, useAplikasi } from "../dasar/konteks";
import { goTo, replaceRute, useRute } from "../dasar/rute";
import { useKeys } from "../dasar/tombol_kunci";
import { lowerFirst, writeDate, writeNumber, writePlace } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { findLabel, nameUsulan, placeUsulan, SINGKAT } from "../hitung";
import { listBidang, listBidangOrang } from "../usulan/bentuk";
import { HASIL_RAPAT } from "../usulan/daftar";
import { TabelJumlah, useAgenda } from "./agenda";
import { countAgenda, countTetap, listHadir, sumHadir, writeBaris } from "./hitung";

type Hasil = "SETUJU" | "TOLAK" | "TUNDA";

export function LayarRapat() {
    const { id } = useRute();
    const { keadaan, boleh } = useAplikasi();
    const rapat = keadaan.rapat.find((r) => r.id === id);
    if (!rapat || rapat.tutup || !boleh) return <section class="kartu"><h1>Musyawarah ini tidak terbuka</h1><p class="kartu-kaki"><a class="tombol" href="#/musyawarah">Ke musyawarah</a></p></section>;
    return <Layar rapat={rapat} />;
}

export function TabRapat() {
    const { id, sub } = useRute();
    const { keadaan } = useAplikasi();
    const rapat = keadaan.rapat.find((r) => r.id === id);
    return (
        <nav class="tab" aria-label="Musyawarah"><ul>
            <li><a href="#/musyawarah"><Ikon nama="tutup" />Keluar dari layar rapat</a></li>
            <li><a href={`#/layar/${id}${sub ? `/${encodeURIComponent(sub)}` : ""}`} aria-current="page">Keputusan</a></li>
            <li><a href={`#/rapat/${id}`}>Daftar hadir</a></li><li><a href={`#/rapat/${id}/tutup`}>Tutup musyawarah</a></li>
        </ul><p class="info">{rapat ? `Mulai ${rapat.isi.mulai.replace(":", ".")}` : ""}</p></nav>
    );
}

/** Reason, what is corrected (names of fields only), when, and what follows. */
function useRincian(u: UsulanKini | undefined): [string, string][] {
    const { lembar, keadaan } = useAplikasi();
    if (!u) return [];
    const daftar = u.jenis === "TIDAK_DITEMUKAN" ? lembar.daftar.alasan_tidak_ditemukan : lembar.daftar.alasan_tidak_layak;
    const isi: [string, string][] = [["Alasan", [u.kode_alasan && findLabel(daftar, u.kode_alasan).replace(/\.$/, ""), u.alasan].filter(Boolean).join(": ")]];
    if (u.jenis.startsWith("PERBAIKAN")) {
        const label = new Map([...listBidang(lembar.daftar, u.jenis), ...listBidangOrang(lembar.daftar, "BARU")].map((i) => [i.nama, i.label]));
        isi.push(["Yang diperbaiki", Object.keys(u.muatan).map((k) => label.get(k) ?? k).join(", ")]);
    }
    const tanggal = u.muatan["tanggal"];
    if (typeof tanggal === "string") isi.push(["Tanggal", writeDate(tanggal)]);
    const pada = u.ubahan ? keadaan.ubahan.get(u.ubahan)?.ubahan.pada : undefined;
    if (pada) isi.push(["Dicatat oleh", `${lembar.operator.nama}, ${writeDate(pada)}`]);
    const lain = (keadaan.keluarga.get(u.keluarga)?.keluarga.program ?? []).filter((p) => p !== u.program).map((p) => SINGKAT[p] ?? p);
    const tetap = ["TIDAK_LAYAK", "BANSOS_HENTI"].includes(u.jenis) && lain.length ? (u.program === "REGISTRI" ? ` ${lain.join(" dan ")} berhenti.` : ` ${lain.join(" dan ")} tetap.`) : "";
    isi.push(["Bila disetujui", `${writeBaris(u).setuju}.${tetap}`]);
    return isi.filter(([, v]) => v);
}

function Layar({ rapat }: { rapat: RapatKini }) {
    const app = useAplikasi();
    const { store, lembar, keadaan, laptop } = app;
    const { agenda } = useAgenda(app, rapat);
    const { sub } = useRute();
    const [tanya, setTanya] = useState<Hasil | null>(null);
    const [alasan, setAlasan] = useState("");
    const [berat, setBerat] = useState(false);
    const [ukuran, setUkuran] = useState(0);
    const sibuk = useRef(false);
    const diminta = sub ? agenda.findIndex((u) => u.ref === decodeURIComponent(sub)) : -1;
    const letak = diminta >= 0 ? diminta : Math.max(0, agenda.findIndex((u) => !u.putusan));
    const u = agenda[letak];
    const r = countAgenda(agenda);
    const rincian = useRincian(u);
    const pergi = (n: number): void => {
        const ke = agenda[n];
        setTanya(null);
        setAlasan("");
        setBerat(false);
        if (ke) replaceRute(`/layar/${rapat.id}/${encodeURIComponent(ke.ref)}`);
    };
    useEffect(() => {
        if (u && !sub) replaceRute(`/layar/${rapat.id}/${encodeURIComponent(u.ref)}`);
    }, [u?.ref]);
    useEffect(() => document.getElementById("nama-baris")?.focus({ preventScroll: true }), [u?.ref]);
    const urutPutus = useMemo(() => [...keadaan.ubahan.values()].filter((k) => k.ubahan.jenis === "putusan" && !k.gugur).map((k) => k.ubahan.id), [keadaan]);
    const terakhir = agenda.filter((x) => x.putusan).sort((a, b) => urutPutus.indexOf(b.putusan?.ubahan ?? "") - urutPutus.indexOf(a.putusan?.ubahan ?? ""))[0];
    const putuskan = async (hasil: Hasil, sebab: string): Promise<void> => {
        if (!u || sibuk.current) return;
        const perlu = hasil !== "SETUJU" || u.keberatan.length > 0;
        if (perlu && !sebab.trim()) {
            setTanya(hasil);
            return;
        }
        sibuk.current = true;
        const jadi = await simpan(store, { jenis: "putusan", pokok: u.ref, isi: { musyawarah: `ubahan:${rapat.id}`, hasil, alasan: sebab.normalize("NFC").trim() }, perlu: perluDari(u, rapat) });
        sibuk.current = false;
        if (!jadi) return;
        umumkan(`${nameUsulan(u)}: ${HASIL_RAPAT[hasil]?.[1]}`);
        const berikut = agenda.findIndex((x, n) => n > letak && !x.putusan);
        const sisa = berikut >= 0 ? berikut : agenda.findIndex((x) => !x.putusan && x.ref !== u.ref);
        pergi(sisa >= 0 ? sisa : letak);
    };
    const ulang = async (): Promise<void> => {
        if (!terakhir?.putusan) return;
        const jadi = await simpan(store, { jenis: "cabut", pokok: `ubahan:${terakhir.putusan.ubahan}`, isi: { alasan: "Salah tekan" } });
        if (jadi) pergi(agenda.findIndex((x) => x.ref === terakhir.ref));
    };
    const tekan = (hasil: Hasil) => () => void putuskan(hasil, "");
    useKeys([
        { kunci: "1", kata: "setuju", kerja: tekan("SETUJU") }, { kunci: "2", kata: "tolak", kerja: tekan("TOLAK") }, { kunci: "3", kata: "tunda", kerja: tekan("TUNDA") },
        { kunci: "u", kata: "ulang keputusan terakhir", kerja: () => void ulang() }, { kunci: "b", kata: "catat keberatan", kerja: () => setBerat(true) },
        { kunci: " ", kata: "", kerja: () => pergi(letak + 1) }, { kunci: "ArrowRight", kata: "baris berikutnya", kerja: () => pergi(letak + 1) },
        { kunci: "ArrowLeft", kata: "baris sebelumnya", kerja: () => pergi(letak - 1) }, { kunci: "f", kata: "layar penuh", kerja: toggleFull },
        { kunci: "+", kata: "huruf lebih besar", kerja: () => setUkuran((n) => Math.min(2, n + 1)) }, { kunci: "-", kata: "huruf lebih kecil", kerja: () => setUkuran((n) => Math.max(-1, n - 1)) },
        { kunci: "Escape", kata: "", kerja: () => (tanya || berat ? (setTanya(null), setBerat(false)) : goTo("/musyawarah")) },
    ], [u, tanya, berat, letak, agenda, terakhir]);
    const hadir = listHadir(lembar, rapat);
    const jumlah = sumHadir(hadir);
    const absen = hadir.filter((h) => h.bentuk === "harus").map((h) => lowerFirst(h.nama));
    const tetap = countTetap(keadaan);
    const dekat = [...agenda.filter((x) => x.putusan && x.ref !== u?.ref).sort((a, b) => urutPutus.indexOf(a.putusan?.ubahan ?? "") - urutPutus.indexOf(b.putusan?.ubahan ?? "")).slice(-2), ...agenda.slice(letak + 1, letak + 2)];
    return (
        <div class={`layar-rapat ukuran-${ukuran}`}><div>
            {u ? (
                <>
                    <Tag bentuk="perlu" besar>{writeBaris(u).judul}</Tag>
                    <h1 id="nama-baris" tabIndex={-1}>{nameUsulan(u)}</h1>
                    <p class="alamat">{writePlace({ ...placeUsulan(u, keadaan), rw: "" })} · {u.orang} orang</p>
                    <dl class="nilai nilai-kiri">
                        {rincian.map(([kata, isi], n) => <div key={kata}><dt>{kata}</dt><dd>{n === 0 ? <b>{isi}</b> : isi}</dd></div>)}
                        <div><dt>Keberatan</dt><dd>{u.keberatan.length ? <>{u.keberatan.length} orang: {u.keberatan.map((k) => `“${k.isi}”${k.nama && !k.dirahasiakan ? ` (${k.nama})` : ""}`).join("; ")} </> : "Tidak ada "}
                            <button type="button" class="tautan-tombol" aria-keyshortcuts="B" onClick={() => setBerat(true)}>{u.keberatan.length ? "Tambah" : "Catat keberatan"}</button> <kbd aria-hidden="true">B</kbd></dd></div>
                    </dl>
                    {berat ? <Keberatan u={u} rapat={rapat} tutup={() => setBerat(false)} />
                        : tanya ? (
                            <form class="kartu sela rapat-form" onSubmit={(e) => { e.preventDefault(); void putuskan(tanya, alasan); }}>
                                <IsianTeks id="alasan-putusan" label={`${tanya === "TOLAK" ? `Tolak: ${writeBaris(u).tolak}.` : tanya === "SETUJU" ? `Setuju: ${writeBaris(u).setuju}.` : "Tunda."} Alasan keputusan wajib ditulis`} baris={2} maks={400} nilai={alasan} ubah={setAlasan} />
                                <FokusKe id="alasan-putusan" />
                                <div class="deret"><Tombol kirim mati={alasan.trim() ? undefined : "tulis alasannya."} sibuk="Menyimpan…">Simpan keputusan</Tombol><Tombol tautan kerja={() => setTanya(null)}>Batal</Tombol></div>
                            </form>
                        ) : (
                            <>
                                <div class="keputusan">
                                    <TombolKeputusan kata="Setuju" akibat={writeBaris(u).setuju} ikon="centang" kunci="1" kerja={tekan("SETUJU")} />
                                    <TombolKeputusan kata="Tolak" akibat={writeBaris(u).tolak} ikon="tutup" kunci="2" kerja={tekan("TOLAK")} />
                                    <TombolKeputusan kata="Tunda" akibat="Musyawarah berikut" ikon="tunda" kunci="3" kerja={tekan("TUNDA")} />
                                </div>
                                <div class="deret kecil">
                                    {u.putusan ? <span>Sudah diputuskan: <Tag bentuk={HASIL_RAPAT[u.putusan.hasil]?.[0] ?? "sedang"}>{HASIL_RAPAT[u.putusan.hasil]?.[1]}</Tag> {u.putusan.alasan}</span> : u.keberatan.length > 0 && <span>Ada keberatan. Alasan keputusan wajib ditulis.</span>}
                                    {terakhir && <span>Salah tekan? <button type="button" class="tautan-tombol" aria-keyshortcuts="U" onClick={() => void ulang()}>Ulang {nameUsulan(terakhir)}</button> <kbd aria-hidden="true">U</kbd></span>}
                                </div>
                            </>
                        )}
                    <nav class="deret kecil rapat-ke" aria-label="Baris">
                        {letak > 0 && <button type="button" class="tautan-tombol" onClick={() => pergi(letak - 1)}>← Sebelumnya</button>}
                        {letak < agenda.length - 1 && <button type="button" class="tautan-tombol" onClick={() => pergi(letak + 1)}>Berikutnya →</button>}
                        <span>Usulan {letak + 1} dari {agenda.length}</span>
                        {r.belum === 0 && <a href={`#/rapat/${rapat.id}/tutup`}>Semua sudah diputuskan. Tinjau lalu tutup</a>}
                        <span class="kanan deret"><button type="button" class="tautan-tombol" aria-label="Huruf lebih kecil" onClick={() => setUkuran(Math.max(-1, ukuran - 1))}>A−</button><button type="button" class="tautan-tombol" aria-label="Huruf lebih besar" onClick={() => setUkuran(Math.min(2, ukuran + 1))}>A+</button><button type="button" class="tautan-tombol" onClick={toggleFull}>Layar penuh</button></span>
                    </nav>
                    <table class="tabel tabel-riwayat"><caption class="baca">Baris lain</caption><tbody>
                        {dekat.map((x) => { const h = x.putusan && HASIL_RAPAT[x.putusan.hasil]; return <tr key={x.ref}><td class="n">{agenda.indexOf(x) + 1}</td><td>{nameUsulan(x)}, {lowerFirst(writeBaris(x).judul)}</td><td class="n">{h ? <Tag bentuk={h[0]}>{h[1]}</Tag> : <span class="redup-teks">berikutnya</span>}</td></tr>; })}
                    </tbody></table>
                </>
            ) : <><h1 id="nama-baris" tabIndex={-1}>Tidak ada usulan untuk diputuskan</h1><p class="alamat">Musyawarah ini tidak mengubah data (nihil). Tetap sah.</p><p><a class="tombol" href={`#/rapat/${rapat.id}/tutup`}>Tinjau lalu tutup</a></p></>}
        </div>
            <aside class="tumpuk" aria-label="Jumlah">
                <section><h2>Jumlah keputusan</h2><progress class="rapat-maju" max={r.semua || 1} value={r.semua - r.belum} aria-label={`${r.semua - r.belum} dari ${r.semua} usulan sudah diputuskan`} /><TabelJumlah r={r} />{tetap.keluarga > 0 && <p class="kecil redup-teks">Keluarga TETAP untuk disahkan: {writeNumber(tetap.keluarga)}</p>}</section>
                <section><h2>Yang hadir: {jumlah.hadir} orang</h2><p class="kecil redup-teks">{jumlah.laki} laki-laki, {jumlah.perempuan} perempuan</p>
                    <table class="tabel tabel-rapat"><caption class="baca">Daftar hadir</caption><tbody>{hadir.filter((h) => h.hadir || h.bentuk !== "belum").map((h) => <tr key={h.unsur}><td>{h.nama}</td><td class="n">{h.hadir}</td><td><Tag bentuk={h.bentuk}>{h.kata}</Tag></td></tr>)}</tbody></table>
                    {absen.length > 0 && <p class="kecil">Musyawarah belum bisa ditutup: {absen.join(", ")} belum hadir.</p>}
                    <p class="kecil"><a href={`#/rapat/${rapat.id}`}>Ubah daftar hadir</a></p>
                    {laptop.hanyaDiLaptop > 0 && <p class="kecil baris-ikon redup-teks"><Ikon nama="laptop" />{writeNumber(laptop.hanyaDiLaptop)} keputusan hanya ada di {alat}</p>}</section>
            </aside></div>
    );
}

/** A decision waits for its proposal and its meeting, and names them. */
const perluDari = (u: UsulanKini, rapat: RapatKini): string[] => [rapat.id, ...(u.ubahan ? [u.ubahan] : [])];

function toggleFull(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen?.().catch(() => undefined);
}

function FokusKe({ id }: { id: string }) {
    useEffect(() => document.getElementById(id)?.focus(), [id]);
    return null;
}

function TombolKeputusan({ kata, akibat, ikon, kunci, kerja }: { kata: string; akibat: string; ikon: "centang" | "tutup" | "tunda"; kunci: string; kerja: () => void }) {
    return <button type="button" class="tombol-keputusan" aria-keyshortcuts={kunci} onClick={kerja}><Ikon nama={ikon} ukuran={24} /><span><b>{kata}</b><small>{akibat}</small></span><kbd aria-hidden="true">{kunci}</kbd></button>;
}

function Keberatan({ u, rapat, tutup }: { u: UsulanKini; rapat: RapatKini; tutup: () => void }) {
    const { store } = useAplikasi();
    const [isi, setIsi] = useState({ isi: "", nama: "", dirahasiakan: false });
    const id = useMemo(() => store.idBaru(), []);
    const kirim = async (): Promise<void> => {
        if (!isi.isi.trim()) return;
        const jadi = await simpan(store, { id, jenis: "keberatan", pokok: u.ref, isi: { musyawarah: `ubahan:${rapat.id}`, isi: isi.isi.normalize("NFC").trim(), nama: isi.nama.normalize("NFC").trim(), dirahasiakan: isi.dirahasiakan }, perlu: perluDari(u, rapat) });
        if (jadi) tutup();
    };
    return (
        <form class="kartu rapat-form rapat-keberatan" onSubmit={(e) => { e.preventDefault(); void kirim(); }}>
            <div class="rapat-lebar"><IsianTeks id="isi-keberatan" label="Isi keberatan" baris={2} maks={400} nilai={isi.isi} ubah={(v) => setIsi({ ...isi, isi: v })} /></div><FokusKe id="isi-keberatan" />
            <IsianTeks label="Siapa" wajib={false} maks={120} nilai={isi.nama} ubah={(v) => setIsi({ ...isi, nama: v })} />
            <IsianCentang label="Rahasiakan namanya" petunjuk="Tidak tampil di layar dan salinan papan." nilai={isi.dirahasiakan} ubah={(v) => setIsi({ ...isi, dirahasiakan: v })} />
            <div class="deret rapat-lebar"><Tombol kirim sibuk="Menyimpan…" mati={isi.isi.trim() ? undefined : "isi keberatannya."}>Simpan keberatan</Tombol><Tombol tautan kerja={tutup}>Batal</Tombol></div>
        </form>
    );
}
