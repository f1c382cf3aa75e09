// The fields of a form by their kind: text, date, choice, number, a member of the family, a village, another record.
import { useMemo, useState } from "preact/hooks";
import type { IsianLembar, Keluarga, Lembar } from "../../inti/bentuk";
import type { Keadaan } from "../../inti/lipat";
import { IsianPilih, IsianTanggal, IsianTeks, PesanIsian, type GalatIsian } from "../dasar/isian";
import { maskNik, writeName, writeRt } from "../dasar/tulis";
import { compileCari, makeIndeks } from "../verval/saring";

export interface BidangProps {
    i: IsianLembar;
    id: string;
    nilai: string;
    ubah: (nilai: string) => void;
    galat: GalatIsian | undefined;
    keluarga: Keluarga | null;
    lembar: Lembar;
    keadaan: Keadaan;
    petunjuk?: string | undefined;
}

const LEBAR: Readonly<Record<string, "pendek" | "nik" | "sedang" | "panjang">> = {
    nik: "nik", no_kk: "nik", rt: "pendek", rw: "pendek", anggota_di_kk: "pendek", lintang: "nik", bujur: "nik", alamat: "panjang", tanggal: "nik", tanggal_lahir: "nik",
};
const ORANG = new Set(["kepala_baru", "kepala", "pengurus"]);
const PETUNJUK: Readonly<Record<string, string>> = {
    tanggal: "Salin dari surat, atau keterangan RT.", kepala_baru: "Isi bila yang meninggal kepala keluarga.",
    lintang: "Baca dari telepon di depan rumah.",
};

export function Bidang(p: BidangProps) {
    const { i, nilai, ubah, galat, id } = p;
    const umum = { id, label: i.label, nilai, ubah, galat, wajib: i.wajib, petunjuk: p.petunjuk ?? PETUNJUK[i.nama] };
    if (ORANG.has(i.nama)) {
        const aktif = p.keluarga?.anggota.filter((a) => a.status === "AKTIF") ?? [];
        return <IsianPilih {...umum} pilihan={aktif.map((a) => [a.id, writeName(a.nama)] as const)} kosong={i.wajib ? "Pilih" : "Tidak perlu"} />;
    }
    if (i.nama === "tujuan") return <PilihWilayah {...p} />;
    if (i.nama === "dipertahankan") return <PilihCatatan {...p} />;
    if (i.pilihan) return <IsianPilih {...umum} pilihan={i.pilihan.map(([k, v]) => [String(k), v] as const)} kosong={i.wajib ? "Pilih" : "Belum diketahui"} />;
    if (i.macam === "tanggal") return <IsianTanggal {...umum} />;
    return <IsianTeks {...umum} maks={i.maks ? Math.max(i.maks, i.macam === "nik" || i.macam === "kk" ? 20 : i.maks) : undefined} lebar={LEBAR[i.nama] ?? "sedang"} angka={["nik", "kk", "angka"].includes(i.macam)} />;
}

interface CariProps {
    id: string;
    label: string;
    petunjuk: string;
    galat: GalatIsian | undefined;
    terpilih: string;
    lepas: () => void;
    cari: string;
    setCari: (cari: string) => void;
    hasil: readonly (readonly [kode: string, kata: string])[];
    pilih: (kode: string) => void;
    kosong: string;
    tambahan?: preact.ComponentChildren;
}

/** Type, then press one of the lines below: works with keys, finger and screen reader alike. */
function Cari(p: CariProps) {
    return (
        <fieldset class={`isian lebar-sedang${p.galat?.menahan ? " isian-galat" : ""}`}>
            <legend>{p.label}</legend>
            {p.terpilih ? (
                <p class="deret"><b>{p.terpilih}</b><button type="button" class="tautan-tombol kecil" id={p.id} onClick={p.lepas}>Ganti</button></p>
            ) : (
                <>
                    <p class="hint" id={`${p.id}-petunjuk`}>{p.petunjuk}</p>
                    <input id={p.id} type="search" value={p.cari} autocomplete="off" aria-label={p.label} aria-describedby={`${p.id}-petunjuk`} onInput={(e) => p.setCari(e.currentTarget.value)} />
                    {p.cari.trim().length >= 2 && (
                        <ul class="hasil-cari" role="status">
                            {p.hasil.map(([kode, kata]) => <li key={kode}><button type="button" class="tautan-tombol" onClick={() => p.pilih(kode)}>{kata}</button></li>)}
                            {!p.hasil.length && <li class="redup-teks kecil">{p.kosong}</li>}
                        </ul>
                    )}
                    {p.tambahan}
                </>
            )}
            <PesanIsian id={`${p.id}-galat`} galat={p.galat} />
        </fieldset>
    );
}

function PilihWilayah({ i, id, nilai, ubah, galat, lembar }: BidangProps) {
    const [cari, setCari] = useState("");
    const [luar, setLuar] = useState(Boolean(nilai) && !lembar.wilayah.some(([k]) => k === nilai));
    const nama = lembar.wilayah.find(([k]) => k === nilai)?.[1];
    const kata = cari.trim().toLowerCase();
    const hasil = useMemo(() => (kata.length < 2 ? [] : lembar.wilayah.filter(([k, n]) => k !== lembar.desa.kode && (n.toLowerCase().includes(kata) || k.startsWith(kata))).slice(0, 8)), [kata]);
    const label = i.label === "Wilayah tujuan" ? "Desa tujuan" : i.label;
    if (luar) {
        return (
            <div>
                <IsianTeks id={id} label={`${label}: kode wilayah`} petunjuk="Salin dari surat pindah, misalnya 18.05.02.2003." nilai={nilai} ubah={ubah} galat={galat} lebar="nik" maks={13} />
                <button type="button" class="tautan-tombol kecil" onClick={() => { setLuar(false); ubah(""); }}>Pilih dari {lembar.desa.kabupaten}</button>
            </div>
        );
    }
    return <Cari id={id} label={label} petunjuk={`Ketik nama desa di ${lembar.desa.kabupaten}.`} galat={galat} terpilih={nama ? `${nama} (${nilai})` : ""} lepas={() => ubah("")}
        cari={cari} setCari={setCari} hasil={hasil.map(([k, n]) => [k, `${n} (${k})`] as const)} pilih={ubah} kosong="Tidak ada desa dengan nama itu."
        tambahan={<p><button type="button" class="tautan-tombol kecil" onClick={() => setLuar(true)}>Di luar kabupaten ini</button></p>} />;
}

/** GANDA: the record that is kept. In this village by name; elsewhere it is "the other one with this NIK". */
function PilihCatatan({ i, id, nilai, ubah, galat, keluarga, keadaan }: BidangProps) {
    const [cari, setCari] = useState("");
    const indeks = useMemo(() => makeIndeks(keadaan), [keadaan]);
    const hasil = useMemo(() => {
        if (cari.trim().length < 2) return [];
        return indeks.filter(((cocok) => (e) => e.id !== keluarga?.id && cocok(e))(compileCari(cari))).slice(0, 6).flatMap(({ k: { keluarga: k } }) => [
            [k.id, `Keluarga ${writeName(k.kepala)}, RT ${writeRt(k.rt, k.rw)}`] as const,
            ...k.anggota.filter((a) => a.nama !== k.kepala).slice(0, 4).map((a) => [a.id, `${writeName(a.nama)}, ${maskNik(a.nik)}, di keluarga ${writeName(k.kepala)}`] as const),
        ]);
    }, [cari, indeks]);
    const terpilih = nilai === "NIK" ? "Catatan lain dengan NIK ini, di desa lain" : nilai ? (hasil.find(([k]) => k === nilai)?.[1] ?? nilai) : "";
    return <Cari id={id} label={i.label} petunjuk="Cari catatan yang tetap dipakai." galat={galat} terpilih={terpilih} lepas={() => ubah("")} cari={cari} setCari={setCari}
        hasil={hasil} pilih={ubah} kosong="Tidak ada catatan yang cocok di desa ini."
        tambahan={<p><button type="button" class="tautan-tombol kecil" onClick={() => ubah("NIK")}>Catatannya ada di desa lain</button></p>} />;
}
