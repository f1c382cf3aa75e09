// The form of one jenis, built from the worksheet's schema. Kept as a draft while it is typed; one press, one proposal.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { pilihanBerlaku } from "../../inti/akhir";
import type { KeluargaKini } from "../../inti/lipat";
import { Tombol } from "../dasar/dasar";
import { dropDraf, readDraf, useDraf, type Draf } from "../dasar/draf";
import type { Lampiran } from "../dasar/foto";
import { IsianPilih, IsianTeks, RingkasanGalat } from "../dasar/isian";
import { useAplikasi } from "../dasar/konteks";
import { goTo, useRute } from "../dasar/rute";
import { writeName, writeRt, writeWhen, nowIso } from "../dasar/tulis";
import { focusLater } from "../dasar/umum";
import { findLabel } from "../hitung";
import { BENTUK, KRITERIA, listBidang, listBidangOrang, listProgram, MAKS_ORANG, SELALU_MUSYAWARAH } from "./bentuk";
import { Bidang } from "./bidang";
import { Bukti } from "./bukti";
import { startForm, type IsiForm, type Teks } from "./isi";
import { checkForm, type Galat } from "./periksa";
import { saveUsulan } from "./simpan";
import { visitDay } from "../verval/isi";

export function HalamanIsi() {
    const { id: jenis, sub: keluarga, kueri } = useRute();
    const { keadaan } = useAplikasi();
    const k = keadaan.keluarga.get(keluarga) ?? null;
    const individu = kueri.get("individu") ?? "";
    if (!BENTUK[jenis] || (jenis !== "BARU" && !k)) {
        return <section class="kartu"><h1>Formulir ini tidak ada</h1><p class="kartu-kaki"><a class="tombol" href="#/verval">Ke daftar verval</a></p></section>;
    }
    return <Formulir key={`${jenis}:${keluarga}:${individu}`} jenis={jenis} k={k} individu={individu} />;
}

function Formulir({ jenis, k, individu }: { jenis: string; k: KeluargaKini | null; individu: string }) {
    const app = useAplikasi();
    const { lembar, keadaan, store, boleh } = app;
    const kunci = `usulan:${jenis}:${k?.keluarga.id ?? "baru"}:${individu}`;
    const bentuk = BENTUK[jenis];
    const [form, setForm] = useState<IsiForm>(() => startForm(jenis, k?.keluarga ?? null, individu));
    const [foto, setFoto] = useState<Lampiran[]>([]);
    const [berubah, setBerubah] = useState(false);
    const [kirim, setKirim] = useState(false);
    const [lama, setLama] = useState<Draf<IsiForm> | null>(null);
    const id = useMemo(() => store.idBaru(), []);
    const jalan = useRef(false);
    const draf = useDraf(store, kunci, form, foto, berubah);
    useEffect(() => void readDraf<IsiForm>(store, kunci).then(setLama, () => undefined), [kunci]);
    const galat: Galat = useMemo(() => checkForm({ lembar, keadaan, hari: visitDay(lembar) }, form, k), [form, keadaan]);
    // Before the first press only warnings stand beside the fields; an empty form is not an error.
    const tampil = (nama: string) => (kirim || !galat[nama]?.menahan ? galat[nama] : undefined);
    const ubah = (isi: Partial<IsiForm>): void => {
        setBerubah(true);
        setForm((f) => ({ ...f, ...isi }));
    };
    const ubahBidang = (nama: string, nilai: string): void => ubah({ bidang: { ...form.bidang, [nama]: nilai } });
    const ubahOrang = (n: number, nama: string, nilai: string): void =>
        ubah({ orang: form.orang.map((o, i): Teks => (i === n ? { ...o, [nama]: nilai } : o)) });
    const menahan = Object.entries(galat).filter(([, g]) => g.menahan);
    const simpanForm = async (): Promise<void> => {
        if (jalan.current) return;
        setKirim(true);
        if (menahan.length) {
            focusLater("#ringkasan-galat");
            return;
        }
        jalan.current = true;
        const jadi = await saveUsulan(app, form, k, id, foto, kunci);
        jalan.current = false;
        if (!jadi) return;
        draf.done();
        setBerubah(false);
        await dropDraf(store, kunci).catch(() => undefined);
        goTo(k ? `/keluarga/${k.keluarga.id}` : "/usulan");
    };
    const batal = async (): Promise<void> => {
        draf.done();
        await dropDraf(store, kunci).catch(() => undefined);
        goTo(k ? `/keluarga/${k.keluarga.id}` : "/verval");
    };
    if (!bentuk) return null;
    const aktif = k?.keluarga.anggota.filter((a) => a.status === "AKTIF") ?? [];
    const orang = aktif.find((a) => a.id === form.individu);
    const judul = findLabel(lembar.daftar.jenis, jenis);
    const umum = { keluarga: k?.keluarga ?? null, lembar, keadaan };
    return (
        <>
            <header class="judul-halaman"><div>
                <h1>{judul}{orang ? `: ${writeName(orang.nama)}` : ""}</h1>
                <p>{k ? <>Keluarga <a href={`#/keluarga/${k.keluarga.id}`}>{writeName(k.keluarga.kepala)}</a>, RT {writeRt(k.keluarga.rt, k.keluarga.rw)}</> : "Keluarga yang tinggal di sini dan belum terdaftar"}
                    {SELALU_MUSYAWARAH.has(jenis) && " · diputuskan di musyawarah"}</p>
            </div></header>
            {lama && !berubah && (
                <div class="pesan w-biru"><span>Ada isian yang belum selesai, {writeWhen(lama.pada, nowIso())}.</span>
                    <Tombol kecil kerja={() => { setForm(lama.isi); setFoto(lama.foto); setBerubah(true); setLama(null); }}>Lanjutkan isian itu</Tombol>
                    <Tombol kecil tautan kerja={() => { void dropDraf(store, kunci); setLama(null); }}>Buang</Tombol></div>
            )}
            <form class="formulir kartu" noValidate onSubmit={(e) => { e.preventDefault(); void simpanForm(); }}>
                {kirim && <RingkasanGalat daftar={menahan.map(([nama, g]) => ({ id: nama === "umum" ? "umum-isi" : nama, kalimat: g.kalimat }))} />}
                {bentuk.orang !== "tidak" && (
                    <IsianPilih id="individu" label={bentuk.kataOrang ?? "Siapa"} nilai={form.individu} galat={tampil("individu")} kosong={bentuk.orang === "boleh" ? (bentuk.kataKeluarga ?? "Seluruh keluarga") : "Pilih"}
                        pilihan={aktif.map((a) => [a.id, writeName(a.nama)] as const)}
                        ubah={(v) => (bentuk.perbaikan ? (setForm(startForm(jenis, k?.keluarga ?? null, v)), setBerubah(true)) : ubah({ individu: v }))} />
                )}
                {bentuk.program && <IsianPilih id="program" label={bentuk.kataProgram ?? "Bantuan"} nilai={form.program} ubah={(program) => ubah({ program })} pilihan={listProgram(lembar.daftar, jenis, k?.keluarga ?? null, visitDay(lembar))} kosong="Pilih bantuan" galat={tampil("program")} />}
                {bentuk.alasanKode && <IsianPilih id="kode_alasan" label="Alasan" nilai={form.kode_alasan} ubah={(kode_alasan) => ubah({ kode_alasan })} kosong="Pilih alasan" galat={tampil("kode_alasan")}
                    pilihan={pilihanBerlaku(lembar.daftar, bentuk.alasanKode, visitDay(lembar))} />}
                {bentuk.ikut && (
                    <fieldset class="isian" id="ikut" tabIndex={-1}><legend>Yang ikut ke KK baru</legend>
                        {aktif.map((a) => <label class="pilihan" key={a.id}><input type="checkbox" checked={form.ikut.includes(a.id)} onChange={(e) => ubah({ ikut: e.currentTarget.checked ? [...form.ikut, a.id] : form.ikut.filter((x) => x !== a.id) })} /><span>{writeName(a.nama)}</span></label>)}
                        {tampil("ikut") && <p class="galat-isian">{tampil("ikut")?.kalimat}</p>}
                    </fieldset>
                )}
                {listBidang(lembar.daftar, jenis).map((i) => <Bidang key={i.nama} {...umum} i={i} id={`bidang-${i.nama}`} nilai={form.bidang[i.nama] ?? ""} ubah={(v) => ubahBidang(i.nama, v)} galat={tampil(`bidang-${i.nama}`)} />)}
                {form.orang.map((o, n) => (
                    <fieldset class="blok" key={n}>
                        <legend><h2>{bentuk.orangBaru === "satu" ? "Anggota baru" : `Anggota ${n + 1}`}</h2></legend>
                        {listBidangOrang(lembar.daftar, jenis).map((i) => <Bidang key={i.nama} {...umum} i={i} id={`orang-${n}-${i.nama}`} nilai={o[i.nama] ?? ""} ubah={(v) => ubahOrang(n, i.nama, v)} galat={tampil(`orang-${n}-${i.nama}`)} />)}
                        {form.orang.length > 1 && <p><button type="button" class="tautan-tombol kecil" onClick={() => ubah({ orang: form.orang.filter((_, i) => i !== n) })}>Hapus anggota {n + 1}</button></p>}
                    </fieldset>
                ))}
                {bentuk.orangBaru === "banyak" && form.orang.length < MAKS_ORANG && <p><Tombol ikon="tambah" kerja={() => { ubah({ orang: [...form.orang, {}] }); focusLater(`#orang-${form.orang.length}-nik`); }}>Tambah anggota lagi</Tombol></p>}
                {bentuk.kriteria && <Kriteria nilai={form.kriteria} ubah={(kriteria) => ubah({ kriteria })} />}
                <IsianTeks id="alasan" label={bentuk.kataAlasan} baris={3} maks={400} wajib={false} nilai={form.alasan} ubah={(alasan) => ubah({ alasan })} galat={tampil("alasan")} lebar="panjang" />
                <Bukti lembar={lembar} form={form} ubah={(bukti) => ubah({ bukti })} foto={foto} setFoto={(f) => { setBerubah(true); setFoto(f); }} galat={galat["bukti"]} />
                <div id="umum-isi" tabIndex={-1}>{galat["umum"] && (kirim || !galat["umum"].menahan) && <p class={`galat-isian${galat["umum"].menahan ? "" : " ingat-isian"}`}>{galat["umum"].kalimat} {galat["umum"].langkah}</p>}</div>
                <div class="deret">
                    <Tombol utama kirim sibuk="Menyimpan…" mati={boleh ? undefined : "lembar terbuka di jendela lain."}>Simpan usulan</Tombol>
                    <Tombol tautan kerja={batal}>Batal</Tombol>
                    <span class={`keadaan mini${draf.galat ? " bahaya" : " redup-teks"}`} role="status">{draf.kata}</span>
                </div>
            </form>
        </>
    );
}

function Kriteria({ nilai, ubah }: { nilai: Teks; ubah: (nilai: Teks) => void }) {
    return (
        <fieldset class="blok"><legend><h2>Yang dilihat saat kunjungan</h2></legend>
            <p class="hint kecil redup-teks">Jawaban dicatat dan dibahas. Tidak ada yang diputuskan sendiri oleh OpenSIKS.</p>
            {KRITERIA.map(([kode, kata]) => <IsianPilih key={kode} label={kata} nilai={nilai[kode] ?? ""} ubah={(v) => ubah({ ...nilai, [kode]: v })} pilihan={[["ya", "Ya"], ["tidak", "Tidak"]]} kosong="Belum ditanya" />)}
        </fieldset>
    );
}
