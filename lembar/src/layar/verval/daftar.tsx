// The list: decide the whole village in an evening. Search, filters with counts, rows, picks, keys.
import { Component } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Kosong, Nik } from "../dasar/dasar";
import { Ikon, type NamaIkon } from "../dasar/ikon";
import { useAplikasi } from "../dasar/konteks";
import { goTo, useRute } from "../dasar/rute";
import { useSinyal } from "../dasar/sinyal";
import { useKeys } from "../dasar/tombol_kunci";
import { writeDateShort, writeName, writeNumber, writeRt } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { isMenahan, lastVerval, writeProgram } from "../hitung";
import { PetunjukTombol } from "../kerangka";
import { changeDaftar, daftarKini, dilihat, urutan } from "./keadaan";
import { filterKeluarga, makeIndeks, SARINGAN, type Entri, type Saringan, type Urut } from "./saring";
import { TagHp, TagStatus, TagTemuan } from "./tag_keluarga";

const IKON: Partial<Record<Saringan, NamaIkon>> = { beku: "beku", temuan: "perlu", selesai: "selesai" };
const SEKALI = 40;
const arahkanKe = (id: string): void => changeDaftar({ kini: id });
const KOSONG: Readonly<Record<Saringan, string>> = {
    semua: "Lembar ini belum memuat keluarga.", belum: "Semua keluarga sudah diverval.", beku: "Tidak ada keluarga yang akan beku. Bagus.",
    temuan: "Tidak ada temuan yang belum dilihat.", selesai: "Belum ada keluarga yang diverval.",
};

/** Why a family cannot be picked for TETAP; empty when it can. */
export function whyNotPick(e: Entri): string {
    if (e.k.verval) return "sudah diverval";
    const b = e.k.keluarga.temuan.find(isMenahan);
    if (b) return `ada yang harus diperbaiki: ${b.kalimat}`;
    if (e.k.keluarga.temuan.some((t) => t.tingkat === "W") && !dilihat.has(e.id)) return "buka keluarganya dahulu, ada temuan yang perlu dilihat";
    return "";
}

interface BarisProps {
    e: Entri;
    kini: boolean;
    dipilih: boolean;
    boleh: boolean;
    pilih: (id: string, rentang: boolean) => void;
    arah: (id: string) => void;
}

/** A row is drawn again only when something of it changed: a keystroke must not redraw the screen. */
class BarisTetap extends Component<BarisProps> {
    override shouldComponentUpdate(baru: BarisProps): boolean {
        const kini = this.props;
        return baru.e !== kini.e || baru.kini !== kini.kini || baru.dipilih !== kini.dipilih || baru.boleh !== kini.boleh;
    }
    override render(p: BarisProps) {
        return <Baris {...p} />;
    }
}

function Baris({ e, kini, dipilih, boleh, pilih, arah }: BarisProps) {
    const k = e.k.keluarga;
    const nama = writeName(k.kepala);
    const sebab = whyNotPick(e);
    const kepala = k.anggota.find((a) => String(a.shdk) === "1") ?? k.anggota[0];
    return (
        <tr class={[kini && "kini", dipilih && "terpilih"].filter(Boolean).join(" ") || undefined} data-id={e.id}
            tabIndex={kini ? 0 : -1} onFocus={(ev) => { if (ev.target === ev.currentTarget) arah(e.id); }}>
            {boleh && (
                <td class="pilih"><label title={sebab ? `Belum bisa dipilih: ${sebab}` : undefined}>
                    <input type="checkbox" checked={dipilih} disabled={Boolean(sebab)} tabIndex={-1} onClick={(ev) => pilih(e.id, ev.shiftKey)} />
                    <span class="baca">Pilih {nama}{sebab && `. Belum bisa: ${sebab}`}</span>
                </label></td>
            )}
            <th scope="row" class="utama"><a href={`#/keluarga/${e.id}`} tabIndex={-1}>{nama || "tanpa nama"}</a></th>
            <td><Nik nomor={kepala?.nik ?? ""} /></td>
            <td><Nik nomor={k.no_kk} kata="nomor KK" /></td>
            <td class="hp-rinci"><span class="hanya-hp">RT </span>{writeRt(k.rt, k.rw)}</td>
            <td class="n hp-rinci">{k.anggota.length}<span class="hanya-hp"> orang</span></td>
            <td>{writeDateShort(e.k.verval?.tanggal ?? lastVerval(k))}</td>
            <td class="hp-rinci">{writeProgram(k.program) || "–"}</td>
            <td><TagTemuan k={e.k} /></td>
            <td class="hp-tag"><span class="hanya-hp"><TagHp k={e.k} /></span><span class="bukan-hp"><TagStatus k={e.k} /></span></td>
        </tr>
    );
}

function Kepala({ urut, semua, boleh, pilihSemua }: { urut: Urut; semua: boolean; boleh: boolean; pilihSemua: () => void }) {
    const kolom: readonly (readonly [string, Urut | null, string?])[] = [
        ["Kepala keluarga", "nama", "utama"], ["NIK", null], ["No. KK", null], ["RT/RW", "rt"], ["Orang", "orang", "n"],
        ["Verval terakhir", null], ["Bantuan", null], ["Temuan", null], ["Status", "verval"],
    ];
    return (
        <thead><tr>
            {boleh && <th class="pilih"><label><input type="checkbox" checked={semua} onClick={pilihSemua} /><span class="baca">Pilih semua tanpa temuan</span></label></th>}
            {kolom.map(([kata, u, kelas]) => (
                <th key={kata} scope="col" class={kelas} aria-sort={u === urut ? "ascending" : undefined}>
                    {u ? <button type="button" class="urut" onClick={() => changeDaftar({ urut: u })}>{kata}{u === urut && <span class="urut-tanda" aria-hidden="true">▲</span>}</button> : kata}
                </th>
            ))}
        </tr></thead>
    );
}

export function DaftarVerval() {
    const { keadaan, boleh } = useAplikasi();
    const { kueri } = useRute();
    const d = useSinyal(daftarKini);
    const [batas, setBatas] = useState(SEKALI);
    const cariRef = useRef<HTMLInputElement>(null);
    const jangkar = useRef("");
    const minta = kueri.get("saring") as Saringan | null;
    useEffect(() => {
        if (minta && SARINGAN.some(([s]) => s === minta)) changeDaftar({ saring: minta, tetap: new Set() });
    }, [minta]);
    const indeks = useMemo(() => makeIndeks(keadaan), [keadaan]);
    const hasil = useMemo(() => filterKeluarga(indeks, d.cari, d.saring, d.urut, d.tetap), [indeks, d.cari, d.saring, d.urut, d.tetap]);
    useEffect(() => urutan.set(hasil.baris.map((e) => e.id)), [hasil]);
    useEffect(() => setBatas(SEKALI), [d.cari, d.saring, d.urut]);
    const letak = Math.max(0, hasil.baris.findIndex((e) => e.id === d.kini));
    const kini = hasil.baris[letak];
    const tampil = hasil.baris.slice(0, Math.max(batas, letak + 10));
    const terpilih = hasil.baris.filter((e) => d.pilih.has(e.id));
    const orang = terpilih.reduce((n, e) => n + e.k.keluarga.anggota.length, 0);

    const arahkan = (n: number): void => {
        const e = hasil.baris[Math.max(0, Math.min(hasil.baris.length - 1, n))];
        if (!e) return;
        changeDaftar({ kini: e.id });
        requestAnimationFrame(() => document.querySelector<HTMLElement>(`tr[data-id="${e.id}"]`)?.focus({ preventScroll: false }));
    };
    const pilih = (id: string, rentang: boolean): void => {
        const baru = new Set(d.pilih);
        const dari = hasil.baris.findIndex((e) => e.id === (rentang && jangkar.current ? jangkar.current : id));
        const ke = hasil.baris.findIndex((e) => e.id === id);
        const potong = rentang ? hasil.baris.slice(Math.min(dari, ke), Math.max(dari, ke) + 1) : hasil.baris.slice(ke, ke + 1);
        for (const e of potong) {
            const sebab = whyNotPick(e);
            if (sebab) {
                if (!rentang) umumkan(`Belum bisa dipilih: ${sebab}.`, true);
            } else if (baru.has(e.id) && !rentang) baru.delete(e.id);
            else baru.add(e.id);
        }
        jangkar.current = id;
        changeDaftar({ pilih: baru });
    };
    const pilihKini = useRef(pilih);
    pilihKini.current = pilih;
    const pilihTetap = useCallback((id: string, rentang: boolean) => pilihKini.current(id, rentang), []);
    const bersih = (): Entri[] => hasil.baris.filter((e) => !whyNotPick(e) && !e.k.keluarga.temuan.some((t) => t.tingkat !== "I"));
    const pilihSemua = (): void => changeDaftar({ pilih: terpilih.length ? new Set() : new Set(bersih().map((e) => e.id)) });
    const tetap = (): void => {
        if (!boleh) return;
        if (terpilih.length) goTo("/tetap");
        else if (kini && !whyNotPick(kini)) {
            changeDaftar({ pilih: new Set([kini.id]) });
            goTo("/tetap");
        } else if (kini) umumkan(`Belum bisa TETAP: ${whyNotPick(kini)}.`, true);
    };
    useKeys([
        { kunci: "j", kata: "turun", kerja: () => arahkan(letak + 1) }, { kunci: "k", kata: "naik", kerja: () => arahkan(letak - 1) },
        { kunci: "ArrowDown", kata: "", kerja: () => arahkan(letak + 1) }, { kunci: "ArrowUp", kata: "", kerja: () => arahkan(letak - 1) },
        { kunci: "x", kata: "pilih baris", kerja: () => kini && pilih(kini.id, false) },
        { kunci: "Enter", kata: "buka keluarga", kerja: () => kini && goTo(`/keluarga/${kini.id}`) },
        { kunci: "t", kata: "tandai TETAP", kerja: tetap }, { kunci: "/", kata: "cari", kerja: () => cariRef.current?.focus() },
        { kunci: "Escape", kata: "", kerja: () => (d.pilih.size ? changeDaftar({ pilih: new Set() }) : cariRef.current?.blur()) },
    ], [hasil, d, boleh]);

    return (
        <>
            <h1 class="baca">Daftar verval</h1>
            <div class="deret alat-daftar">
                <div class="cari-form" role="search">
                    <div class="cari"><Ikon nama="cari" />
                        <input ref={cariRef} type="search" value={d.cari} placeholder="Cari nama, NIK, KK, atau RT/RW" aria-label="Cari nama, NIK, KK, atau RT/RW"
                            onInput={(e) => changeDaftar({ cari: e.currentTarget.value })}
                            onKeyDown={(e) => { if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); arahkan(0); } }} />
                        <kbd aria-hidden="true">/</kbd></div>
                </div>
                <div class="saringan" role="group" aria-label="Saring keluarga">
                    {SARINGAN.map(([s, kata]) => (
                        <button key={s} type="button" aria-pressed={d.saring === s ? "true" : "false"} onClick={() => changeDaftar({ saring: s, tetap: new Set(), pilih: new Set() })}>
                            {IKON[s] && <Ikon nama={IKON[s]} />}{kata} <b>{writeNumber(hasil.jumlah[s])}</b>
                        </button>
                    ))}
                </div>
                {boleh && <a class="tombol tombol-kecil kanan" href="#/isi/BARU"><Ikon nama="tambah" />Keluarga baru</a>}
            </div>
            <p class="baca" role="status">{d.cari.trim().length >= 2 ? `${hasil.baris.length} keluarga cocok` : ""}</p>
            <div class="bingkai">
                <table class="tabel-kerja tabel-verval">
                    <caption class="baca">Keluarga, {hasil.baris.length} baris</caption>
                    <Kepala urut={d.urut} semua={terpilih.length > 0 && terpilih.length === bersih().length} boleh={boleh} pilihSemua={pilihSemua} />
                    <tbody>
                        {tampil.map((e) => <BarisTetap key={e.id} e={e} kini={e.id === kini?.id} dipilih={d.pilih.has(e.id)} boleh={boleh} pilih={pilihTetap} arah={arahkanKe} />)}
                        {!hasil.baris.length && <tr><td colSpan={10} class="pesan-tabel">{d.cari.trim().length >= 2
                            ? <Kosong judul={`Tidak ada yang cocok dengan “${d.cari}”.`}>Coba sebagian nama, 4 angka akhir NIK, atau RT.</Kosong>
                            : <Kosong bentuk="selesai" judul={KOSONG[d.saring]} />}</td></tr>}
                        {tampil.length < hasil.baris.length && <tr><td colSpan={10} class="pesan-tabel"><button type="button" class="tombol tombol-kecil" onClick={() => setBatas(batas + SEKALI * 2)}>Tampilkan {writeNumber(Math.min(SEKALI * 2, hasil.baris.length - tampil.length))} keluarga berikutnya</button></td></tr>}
                    </tbody>
                </table>
            </div>
            <section class="lantai" aria-label="Pilihan dan tombol">
                {terpilih.length > 0 && (
                    <div class="pita-pilih">
                        <b>{writeNumber(terpilih.length)} keluarga dipilih, {writeNumber(orang)} orang</b>
                        <span class="redup">Belum dihitung sampai Anda setuju di ringkasan.</span>
                        <button type="button" class="tombol tombol-tautan" onClick={() => changeDaftar({ pilih: new Set() })}>Batal pilih</button>
                        <button type="button" class="tombol" onClick={tetap}>Tinjau lalu tandai TETAP<kbd aria-hidden="true">T</kbd></button>
                    </div>
                )}
                <PetunjukTombol isi={[[["J", "K"], "turun, naik"], [["X"], "pilih"], [["Enter"], "buka keluarga"], [["T"], "tetap"], [["/"], "cari"], [["?"], "semua tombol"]]}
                    info={hasil.baris.length ? `Baris ${writeNumber(letak + 1)} dari ${writeNumber(hasil.baris.length)}` : ""} />
            </section>
        </>
    );
}
