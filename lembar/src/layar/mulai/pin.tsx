// The door: unlock with a growing delay, forgotten PIN, another PIN. Nothing is ever wiped.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../../simpan/api";
import { Pita, Tombol } from "../dasar/dasar";
import { Ikon } from "../dasar/ikon";
import { IsianTeks, type GalatIsian } from "../dasar/isian";
import { alat, kataAlat, readGagal } from "../dasar/konteks";
import { upperFirst } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { weighPin } from "./samaran_pin";

interface PinProps {
    id: string;
    label: string;
    nilai: string;
    ubah: (nilai: string) => void;
    galat?: GalatIsian | undefined;
    petunjuk?: string;
    baru?: boolean;
}

/** A PIN or a phrase; it can be shown, because a typing mistake here locks weeks of work. */
export function IsianPin({ id, label, nilai, ubah, galat, petunjuk, baru }: PinProps) {
    const [lihat, setLihat] = useState(false);
    return (
        <IsianTeks id={id} label={label} petunjuk={petunjuk} macam={lihat ? "text" : "password"} nilai={nilai} ubah={ubah} galat={galat} lengkapi={baru ? "new-password" : "current-password"}
            anak={<label class="pilihan pilihan-rapat"><input type="checkbox" checked={lihat} onChange={(e) => setLihat(e.currentTarget.checked)} /><span class="kecil">Tampilkan</span></label>} />
    );
}

/** Two fields for a new PIN with its strength in words. */
export function PinBaru({ pin, ulang, setPin, setUlang, coba }: { pin: string; ulang: string; setPin: (v: string) => void; setUlang: (v: string) => void; coba: boolean }) {
    const berat = weighPin(pin);
    const beda = coba && pin !== ulang ? { menahan: true, kalimat: "PIN kedua tidak sama dengan yang pertama." } : undefined;
    return (
        <>
            <IsianPin id="pin" label="PIN baru" petunjuk="Paling sedikit 6 angka atau huruf. Boleh kalimat pendek." nilai={pin} ubah={setPin} baru
                galat={coba && !berat.cukup ? { menahan: true, kalimat: berat.kata } : undefined} />
            {pin && !(coba && !berat.cukup) && <p class="baris-ikon kecil" role="status"><Ikon nama={berat.bentuk} warna={{ harus: "merah", perlu: "kuning", selesai: "hijau" }[berat.bentuk]} />{berat.kata}</p>}
            <IsianPin id="pin-ulang" label="Ulangi PIN" nilai={ulang} ubah={setUlang} baru galat={beda} />
        </>
    );
}

export function MasukPin({ store, nama, selesai }: { store: Store; nama: string; selesai?: () => void }) {
    const [pin, setPin] = useState("");
    const [galat, setGalat] = useState<GalatIsian | undefined>();
    const [tunggu, setTunggu] = useState(0);
    const [lupa, setLupa] = useState(false);
    const jalan = useRef(false);
    useEffect(() => void store.tungguPin().then(setTunggu, () => undefined), [store]);
    useEffect(() => {
        if (tunggu <= 0) return;
        const jam = setTimeout(() => setTunggu(Math.max(0, tunggu - 1000)), 1000);
        return () => clearTimeout(jam);
    }, [tunggu]);
    useEffect(() => document.getElementById("pin-masuk")?.focus(), [lupa]);
    if (lupa) return <LupaPin store={store} batal={() => setLupa(false)} />;
    const masuk = async (): Promise<void> => {
        if (jalan.current || tunggu > 0 || !pin) return;
        jalan.current = true;
        try {
            await store.buka(pin);
            selesai?.();
        } catch (e) {
            const jeda = (e as { tunggu?: number }).tunggu;
            setPin("");
            setTunggu(jeda ?? 0);
            const kalimat = jeda === undefined ? readGagal(e) : "PIN salah. Data di sini tidak hilang.";
            setGalat({ menahan: true, kalimat });
            umumkan(kalimat, true);
        } finally {
            jalan.current = false;
        }
    };
    const detik = Math.ceil(tunggu / 1000);
    return (
        <section class="kartu">
            <h1>Masukkan PIN</h1>
            <p class="redup-teks">{nama && <><b>{nama}</b>. </>}Tanpa PIN, data di {alat} tidak bisa dibuka siapa pun.</p>
            <form class="formulir" onSubmit={(e) => { e.preventDefault(); void masuk(); }}>
                <IsianPin id="pin-masuk" label="PIN" nilai={pin} ubah={(v) => { setPin(v); setGalat(undefined); }} galat={galat} />
                <Tombol utama kirim lebar sibuk="Membuka…" mati={detik > 0 ? `tunggu ${detik >= 60 ? `${Math.ceil(detik / 60)} menit` : `${detik} detik`} lagi.` : undefined}>Buka lembar kerja</Tombol>
            </form>
            <p class="kartu-kaki"><button type="button" class="tautan-tombol" onClick={() => setLupa(true)}>Lupa PIN</button></p>
        </section>
    );
}

/** The village's paper key, kept at the Dinas or in the safe, opens the data and sets another PIN. */
export function LupaPin({ store, batal }: { store: Store; batal: () => void }) {
    const [kunci, setKunci] = useState("");
    const [pin, setPin] = useState("");
    const [ulang, setUlang] = useState("");
    const [coba, setCoba] = useState(false);
    const [galat, setGalat] = useState<GalatIsian | undefined>();
    const buka = async (): Promise<void> => {
        setCoba(true);
        if (!weighPin(pin).cukup || pin !== ulang) return;
        try {
            await store.bukaDenganPemulihan(kunci.replace(/\s+/g, ""), pin);
        } catch (e) {
            setGalat({ menahan: true, kalimat: readGagal(e) });
        }
    };
    return (
        <section class="kartu">
            <h1>Lupa PIN</h1>
            <p>Data tidak hilang. Kunci pemulihan desa bisa membukanya. Kuncinya ada di kertas yang disimpan kantor desa, atau tanyakan ke Dinas Sosial.</p>
            <form class="formulir" onSubmit={(e) => { e.preventDefault(); void buka(); }}>
                <IsianTeks label="Kunci pemulihan" petunjuk="Diawali AGE-SECRET-KEY-1. Huruf besar atau kecil sama saja." nilai={kunci} ubah={(v) => { setKunci(v); setGalat(undefined); }} galat={galat} baris={3} />
                <PinBaru pin={pin} ulang={ulang} setPin={setPin} setUlang={setUlang} coba={coba} />
                <div class="deret"><Tombol utama kerja={buka} sibuk="Membuka…" mati={kunci.trim() ? undefined : "salin kunci pemulihan dahulu."}>Buka dan ganti PIN</Tombol><Tombol tautan kerja={batal}>Kembali</Tombol></div>
            </form>
        </section>
    );
}

export function GantiPin({ store, selesai }: { store: Store; selesai: () => void }) {
    const [lama, setLama] = useState("");
    const [pin, setPin] = useState("");
    const [ulang, setUlang] = useState("");
    const [coba, setCoba] = useState(false);
    const [galat, setGalat] = useState("");
    const ganti = async (): Promise<void> => {
        setCoba(true);
        if (!weighPin(pin).cukup || pin !== ulang) return;
        try {
            await store.gantiPin(lama, pin);
            umumkan("PIN sudah diganti.");
            selesai();
        } catch (e) {
            setGalat(readGagal(e));
        }
    };
    return (
        <form class="formulir" onSubmit={(e) => { e.preventDefault(); void ganti(); }}>
            {galat && <Pita judul="Belum diganti" warna="merah" ikon="harus" gawat>{galat}</Pita>}
            <IsianPin id="pin-lama" label="PIN sekarang" nilai={lama} ubah={setLama} />
            <PinBaru pin={pin} ulang={ulang} setPin={setPin} setUlang={setUlang} coba={coba} />
            <p class="kecil redup-teks">Catatan: PIN tidak dikirim ke mana pun dan tidak bisa dilihat Dinas. {upperFirst(kataAlat)} lain punya PIN sendiri.</p>
            <Tombol utama kirim sibuk="Mengganti…">Ganti PIN</Tombol>
        </form>
    );
}
