// What to show first: may this window keep anything, whose laptop is it, and in which state is the store.
import { useEffect, useState } from "preact/hooks";
import type { Store } from "../simpan/api";
import { daftarAkun } from "../simpan/selamat";
import { openStore } from "../simpan/store";
import { Aplikasi } from "./aplikasi";
import { Tombol } from "./dasar/dasar";
import { recallSaya, saya, watchGaris, type SayaIngat } from "./dasar/sambungan";
import { useSinyal } from "./dasar/sinyal";
import { Bingkai } from "./mulai/bingkai";
import { BelumMasuk, Menunggu, Pasang } from "./mulai/pasang";
import { MasukPin } from "./mulai/pin";
import { Hilang, JendelaLain, Rusak, TolakSamaran } from "./mulai/pulih";
import { checkPenyimpanan, type Penyimpanan } from "./mulai/samaran";

interface Awal {
    simpan: Penyimpanan;
    akun: string[];
}

export function Pintu() {
    const [awal, setAwal] = useState<Awal | null>(null);
    const [pilih, setPilih] = useState<string | null>(null);
    const [store, setStore] = useState<Store | null>(null);
    const aku = useSinyal(saya);
    const milik: SayaIngat | null = aku ?? recallSaya();
    useEffect(() => {
        void (async () => {
            const simpan = await checkPenyimpanan();
            const akun = simpan.tolak ? [] : await daftarAkun().catch(() => []);
            setAwal({ simpan, akun });
            if (!simpan.tolak) watchGaris();
        })();
    }, []);
    // Who is signed in opens their own; without a line the one account of this laptop, else the operator says which.
    const akun = pilih ?? (aku ? String(aku.akun) : awal?.akun.length === 1 ? (awal.akun[0] ?? null) : null);
    useEffect(() => {
        if (!awal || awal.simpan.tolak || !akun || store?.akun === akun) return;
        let hidup = true;
        void openStore(akun).then((s) => {
            if (hidup) setStore(s);
            else s.tutup();
        });
        return () => void (hidup = false);
    }, [awal, akun]);
    if (!awal) return <Bingkai judul="Lembar kerja"><section class="kartu"><h1>Membuka lembar kerja…</h1></section></Bingkai>;
    if (awal.simpan.tolak) return <TolakSamaran sebab={awal.simpan.tolak} />;
    if (!akun && awal.akun.length > 1) return <PilihAkun akun={awal.akun} pilih={setPilih} />;
    if (!akun) return <BelumMasuk />;
    if (!store || store.akun !== akun) return <Bingkai judul="Lembar kerja"><section class="kartu"><h1>Membuka lembar kerja…</h1></section></Bingkai>;
    const lain = aku && pilih === null ? awal.akun.filter((a) => a !== akun) : [];
    return <Keadaan store={store} milik={milik && String(milik.akun) === akun ? milik : null} awet={awal.simpan.awet} lain={lain} pilih={setPilih} />;
}

function PilihAkun({ akun, pilih }: { akun: string[]; pilih: (akun: string) => void }) {
    const ingat = recallSaya();
    return (
        <Bingkai judul="Pilih lembar kerja"><section class="kartu"><h1>Lembar kerja siapa?</h1><p class="redup-teks">Masing-masing tersegel dengan PIN pemiliknya.</p>
            <ul class="daftar-aksi">{akun.map((a) => <li key={a}><Tombol lebar kerja={() => pilih(a)}>{ingat && String(ingat.akun) === a ? ingat.nama : `Akun ${a}`}</Tombol></li>)}</ul></section></Bingkai>
    );
}

interface KeadaanProps {
    store: Store;
    milik: SayaIngat | null;
    awet: boolean;
    lain: string[];
    pilih: (akun: string) => void;
}

function Keadaan({ store, milik, awet, lain, pilih }: KeadaanProps) {
    const status = useSinyal(store.status);
    const penulis = useSinyal(store.penulis);
    const lipatan = useSinyal(store.lipatan);
    const [pernah, setPernah] = useState(false);
    const [lihat, setLihat] = useState(false);
    const [sabar, setSabar] = useState(false);
    useEffect(() => {
        if (lipatan) setPernah(true);
    }, [lipatan]);
    // The lock answers within a moment; before that nobody is told of another window.
    useEffect(() => {
        const jam = setTimeout(() => setSabar(true), 1200);
        return () => clearTimeout(jam);
    }, [store]);
    if (status === "rusak") return <Rusak sebab={store.sebab} />;
    if ((pernah || lipatan) && (status === "terbuka" || status === "terkunci")) return <Aplikasi store={store} boleh={penulis} />;
    if (!penulis && sabar && !lihat && status !== "baru") return <JendelaLain store={store} lihat={() => setLihat(true)} />;
    if (status === "hilang") return <Hilang store={store} nama={milik?.nama ?? ""} />;
    if (status === "baru") return milik ? <Pasang store={store} milik={milik} awet={awet} /> : <BelumMasuk />;
    if (status === "terkunci") {
        return (
            <Bingkai judul="Masukkan PIN"><MasukPin store={store} nama={milik?.nama ?? ""} />
                {lain.length > 0 && <p class="kecil tengah">Ada lembar milik akun lain di sini. <button type="button" class="tautan-tombol" onClick={() => pilih(lain[0] ?? "")}>Buka yang itu</button></p>}</Bingkai>
        );
    }
    return <Menunggu store={store} />;
}

