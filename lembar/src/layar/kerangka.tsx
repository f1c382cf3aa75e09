// The frame of the opened worksheet: top bar, the band that counts what is only here, tabs, live regions, key help.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Dialog, Tombol } from "./dasar/dasar";
import { Ikon } from "./dasar/ikon";
import { alat, gagalSimpan, kataAlat, tersimpan, urung, simpan, useAplikasi } from "./dasar/konteks";
import { goTo, useRute } from "./dasar/rute";
import { garis } from "./dasar/sambungan";
import { useSinyal } from "./dasar/sinyal";
import { countDays, nowIso, today, upperFirst, writeNumber, writeTime, writeWhen } from "./dasar/tulis";
import { areKeysOn, listKeys, switchKeys, useKeys } from "./dasar/tombol_kunci";
import { countMaju, isMenunggu, writeTenggat } from "./hitung";
import { PitaPembaruan } from "./pembaruan";

const GARIS = {
    mencoba: ["sambungan", "Menyambung…"], tersambung: ["sambungan", "Tersambung"],
    belum_masuk: ["sambungan", "Belum masuk"], tanpa: ["putus", "Tanpa sambungan"],
} as const;

export function BarAtas({ children }: { children?: ComponentChildren }) {
    const g = useSinyal(garis);
    const [ikon, kata] = GARIS[g];
    return (
        <header class="bar-atas bar-atas-tempat">
            <a class="merek" href="#/">OpenSIKS</a>
            {children ?? <p class="tempat">Lembar kerja</p>}
            <div class="alat">
                <span class={`redup${g === "tanpa" ? " putus" : ""}`}><Ikon nama={ikon} /><span class="kata-lebar">{kata}</span></span>
            </div>
        </header>
    );
}

function MenuAkun({ buka }: { buka: (apa: "bantuan" | "tombol" | "pin") => void }) {
    const { store, lembar } = useAplikasi();
    return (
        <details class="akun" data-menu>
            <summary><Ikon nama="orang" /><b class="kata-lebar">{lembar.operator.nama.split(" ")[0]}</b><span class="redup kata-lebar"> · Operator desa</span></summary>
            <div class="menu">
                <button type="button" onClick={() => store.kunci()}>Kunci sekarang</button>
                <button type="button" onClick={() => buka("bantuan")}>Bantuan</button>
                <button type="button" onClick={() => buka("pin")}>Ganti PIN</button>
                <button type="button" onClick={() => buka("tombol")}>Semua tombol</button>
                <a href="penyelamat/">Halaman penyelamat</a>
            </div>
        </details>
    );
}

/** Yellow; red edge and first in the reading order from 50 decisions, 7 days, or 3 days before the deadline. */
export function isGawat(jumlah: number, tertua: string | null, tenggat: string, hariIni: string): boolean {
    if (!jumlah) return false;
    const umur = tertua ? countDays(tertua.slice(0, 10), hariIni) : 0;
    return jumlah >= 50 || umur >= 7 || countDays(hariIni, tenggat.slice(0, 10)) <= 3;
}

function PitaSalin() {
    const { laptop, lembar, store } = useAplikasi();
    const n = laptop.hanyaDiLaptop;
    if (!n) return null;
    const gawat = isGawat(n, laptop.tertua, lembar.periode.tenggat_desa, today());
    const salin = [...store.paket()].reverse().find((p) => p.tersalin)?.tersalin ?? null;
    const terakhir = salin ? `Terakhir disalin keluar: ${writeWhen(salin, nowIso())}.` : "Belum pernah disalin keluar.";
    const jalan = kataAlat === "HP" ? "Kirim lewat WhatsApp" : "Salin ke flashdisk";
    return (
        <section class={`pita pita-salin w-${gawat ? "merah" : "kuning"}`} aria-label="Belum disalin keluar">
            <Ikon nama={gawat ? "perlu" : "laptop"} ukuran={24} />
            <strong>{writeNumber(n)} keputusan hanya ada di {alat}</strong>
            <span class="isi-pita">{terakhir} <span class="kata-lebar">Bila {kataAlat} hilang, {writeNumber(n)} ini ikut hilang.</span></span>
            <a class="tombol tombol-utama" href="#/serahkan">{jalan}<Ikon nama={kataAlat === "HP" ? "unggah" : "panah"} /></a>
        </section>
    );
}

function PitaGagal() {
    const gagal = useSinyal(gagalSimpan);
    if (!gagal) return null;
    return (
        <section class="pita pita-gagal w-merah" role="alert">
            <Ikon nama="harus" ukuran={24} />
            <strong>TIDAK tersimpan</strong>
            <span class="isi-pita">{gagal}</span>
        </section>
    );
}

function PitaUrung() {
    const { store } = useAplikasi();
    const u = useSinyal(urung);
    const { halaman } = useRute();
    useEffect(() => {
        if (!u) return;
        const jam = setTimeout(() => urung.set(null), 10_000);
        return () => clearTimeout(jam);
    }, [u]);
    // Over an open form the offer would only be in the way; it is there again afterwards.
    if (!u || halaman === "isi" || halaman === "layar") return null;
    const batal = async (): Promise<void> => {
        const jadi = await simpan(store, { jenis: "cabut", pokok: `ubahan:${u.ubahan}`, isi: { alasan: "Salah tekan" } });
        if (jadi) urung.set(null);
    };
    return (
        <div class="pesan w-hijau">
            <Ikon nama="selesai" /><span>{u.kata}</span>
            <Tombol kecil tautan kerja={batal}>Batalkan</Tombol>
        </div>
    );
}

function Tab() {
    const { lembar, keadaan, laptop, boleh } = useAplikasi();
    const { halaman } = useRute();
    const jam = useSinyal(tersimpan);
    const maju = countMaju(keadaan);
    const usulan = [...keadaan.usulan.values()].filter(isMenunggu).length;
    const serah = laptop.semua - laptop.diterima - laptop.ditolak;
    const kini = { keluarga: "verval", tetap: "verval", isi: "usulan", rapat: "musyawarah", layar: "musyawarah" }[halaman] ?? halaman;
    const tab = [
        ["beranda", "Beranda", "Beranda", 0], ["verval", "Verval", "Verval", maju.belum], ["usulan", "Usulan", "Usulan", usulan],
        ["musyawarah", "Musyawarah", "Rapat", 0], ["serahkan", "Serahkan", "Serahkan", serah],
    ] as const;
    const info = [jam ? `Tersimpan di ${kataAlat} ${writeTime(jam)}` : boleh ? "" : "Hanya bisa dilihat di jendela ini", writeTenggat(lembar, today())];
    return (
        <>
            <nav class="tab" aria-label="Bagian">
                <ul class="di-bawah">
                    {tab.map(([id, kata, , n]) => (
                        <li key={id}><a href={`#/${id}`} aria-current={kini === id ? "page" : undefined}>{kata}{n > 0 && <span class="jumlah">{writeNumber(n)}</span>}</a></li>
                    ))}
                </ul>
                <p class="info">{info.filter(Boolean).join(" · ")}</p>
            </nav>
            <nav class="tab-bawah" aria-label="Bagian, bawah">
                {tab.map(([id, , pendek, n]) => (
                    <a key={id} href={`#/${id}`} aria-current={kini === id ? "page" : undefined}>{pendek}{n > 0 && <span>{writeNumber(n)}</span>}</a>
                ))}
            </nav>
        </>
    );
}

function BantuanTombol({ tutup }: { tutup: () => void }) {
    const [nyala, setNyala] = useState(areKeysOn());
    return (
        <Dialog judul="Semua tombol di layar ini" tutup={tutup}>
            <dl class="daftar-tombol">
                {listKeys().map((k) => <div key={k.kunci + k.kata}><dt><kbd>{k.kunci}</kbd></dt><dd>{k.kata}</dd></div>)}
                <div><dt><kbd>Esc</kbd></dt><dd>kembali</dd></div>
            </dl>
            <label class="pilihan">
                <input type="checkbox" checked={nyala} onChange={(e) => { switchKeys(e.currentTarget.checked); setNyala(e.currentTarget.checked); }} />
                <span>Pakai tombol satu huruf</span>
            </label>
        </Dialog>
    );
}

function Bantuan({ tutup }: { tutup: () => void }) {
    return (
        <Dialog judul="Bantuan" tutup={tutup} panel>
            <div class="bacaan">
                <p>Lembar kerja dipakai tanpa sambungan. Semua keputusan disimpan di {alat}, tersegel dengan PIN Anda.</p>
                <h3>Tiga tempat sebuah keputusan</h3>
                <ul>
                    <li><b>Hanya di {alat}</b>: bila {kataAlat} hilang, keputusan ikut hilang.</li>
                    <li><b>Sudah disalin keluar</b>: berkasnya ada di flashdisk atau WhatsApp, dan sudah dibaca ulang.</li>
                    <li><b>Sudah diterima Dinas</b>: tanda terimanya sudah dimuat di sini. Baru itu yang selesai.</li>
                </ul>
                <h3>Urutan kerja</h3>
                <ol><li>Verval tiap keluarga.</li><li>Musyawarah, lalu cetak berita acara.</li><li>Serahkan paket.</li><li>Muat tanda terima.</li></ol>
                <h3>Bila ada yang salah</h3>
                <ul>
                    <li><b>Ruang penuh</b>: hapus berkas lain, lalu tekan Simpan lagi. Isian tetap di layar.</li>
                    <li><b>Lupa PIN</b>: Dinas bisa membukanya dengan kunci pemulihan desa.</li>
                    <li><b>Lembar tidak terbuka</b>: buka <a href="penyelamat/">halaman penyelamat</a> dan simpan cadangan.</li>
                </ul>
            </div>
        </Dialog>
    );
}

interface KerangkaProps {
    kelas?: string;
    /** The meeting's own tab bar stands in for the tabs. */
    tab?: ComponentChildren;
    children: ComponentChildren;
    bukaPin: () => void;
}

export function Kerangka({ kelas, tab, children, bukaPin }: KerangkaProps) {
    const { lembar, laptop } = useAplikasi();
    const [panel, setPanel] = useState<"" | "bantuan" | "tombol">("");
    const g = useSinyal(garis);
    useKeys([
        { kunci: "?", kata: "semua tombol", kerja: () => setPanel("tombol") },
        { kunci: "F1", kata: "", kerja: () => setPanel("bantuan") },
    ], []);
    useEffect(() => {
        document.body.classList.add("ada-tab-bawah");
        return () => document.body.classList.remove("ada-tab-bawah");
    }, []);
    const gawat = isGawat(laptop.hanyaDiLaptop, laptop.tertua, lembar.periode.tenggat_desa, today());
    const bar = (
        <header class="bar-atas bar-atas-tempat">
            <a class="merek" href="#/">OpenSIKS</a>
            <p class="tempat"><span class="kata-lebar">Lembar kerja · {upperFirst(lembar.desa.sebutan)} </span>{lembar.desa.nama} <small>Kec. {lembar.desa.kecamatan}, {lembar.desa.kabupaten}</small></p>
            <div class="alat">
                <span class={`redup${g === "tanpa" ? " putus" : ""}`}><Ikon nama={GARIS[g][0]} /><span class="kata-lebar">{GARIS[g][1]}</span></span>
                <button type="button" class="tautan-bar" onClick={() => setPanel("bantuan")}><Ikon nama="bantuan" /><span class="kata-lebar">Bantuan</span></button>
                <MenuAkun buka={(apa) => (apa === "pin" ? bukaPin() : setPanel(apa))} />
            </div>
        </header>
    );
    return (
        <>
            <a class="lompat" href="#isi" onClick={(e) => { e.preventDefault(); document.getElementById("isi")?.focus(); }}>Lompat ke isi</a>
            {gawat && <PitaSalin />}
            {bar}
            {!gawat && <PitaSalin />}
            <PitaGagal />
            {tab ?? <Tab />}
            <PitaPembaruan />
            <main id="isi" tabIndex={-1} class={kelas ?? "isi"}>
                <PitaUrung />
                {children}
            </main>
            {panel === "bantuan" && <Bantuan tutup={() => setPanel("")} />}
            {panel === "tombol" && <BantuanTombol tutup={() => setPanel("")} />}
        </>
    );
}

/** The hint row under a working list. */
export function PetunjukTombol({ isi, info }: { isi: readonly (readonly [kunci: readonly string[], kata: string])[]; info?: string }) {
    return (
        <div class="petunjuk-tombol">
            {isi.map(([kunci, kata]) => <span key={kata}>{kunci.map((k) => <kbd key={k}>{k}</kbd>)} {kata}</span>)}
            {info && <span class="kanan">{info}</span>}
        </div>
    );
}

export const openHome = (): void => goTo("/beranda");
