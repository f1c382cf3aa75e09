// What to do when something is not as it was left: data gone, database damaged, another tab, a private window.
import { useState } from "preact/hooks";
import type { Store } from "../../simpan/api";
import { Pita, Tombol } from "../dasar/dasar";
import { readFile } from "../dasar/berkas";
import { IsianTeks } from "../dasar/isian";
import { alat, kataAlat, readGagal } from "../dasar/konteks";
import { nowIso, upperFirst, writeNumber, writeWhen } from "../dasar/tulis";
import { Bingkai } from "./bingkai";
import { PinBaru } from "./pin";
import { weighPin } from "./samaran_pin";

export function TolakSamaran({ sebab }: { sebab: "samaran" | "tidak_ada" }) {
    return (
        <Bingkai judul="Tidak bisa di jendela ini">
            <section class="kartu tepi w-merah">
                <h1>{sebab === "samaran" ? "Ini jendela penyamaran" : "Peramban ini tidak bisa menyimpan"}</h1>
                <p>{sebab === "samaran" ? "Jendela penyamaran membuang semua isian saat ditutup. Lembar kerja tidak bisa dipakai di sini." : "Lembar kerja perlu menyimpan data di peramban. Di sini penyimpanan dimatikan, atau peramban terlalu lama."}</p>
                <p class="kartu-kaki">{sebab === "samaran" ? "Buka lagi di jendela biasa: tutup jendela ini, lalu buka Chrome atau Edge seperti biasa." : "Pakai Chrome atau Edge versi 109 ke atas, di jendela biasa."}</p>
            </section>
        </Bingkai>
    );
}

export function Rusak({ sebab }: { sebab: string }) {
    return (
        <Bingkai judul="Lembar tidak terbuka">
            <section class="kartu tepi w-merah">
                <h1>Lembar kerja tidak bisa dibuka, tetapi data Anda masih ada</h1>
                <p>Penyimpanan di {alat} tidak menjawab. Tidak ada yang dibuat ulang di atasnya. Simpan cadangan sekarang, lalu hubungi Dinas.</p>
                {sebab && <p class="mini redup-teks">Keterangan: {sebab}</p>}
                <p class="kartu-kaki deret"><a class="tombol tombol-utama" href="penyelamat/">Simpan cadangan</a><Tombol kerja={() => location.reload()}>Coba buka lagi</Tombol></p>
            </section>
        </Bingkai>
    );
}

export function JendelaLain({ store, lihat }: { store: Store; lihat?: () => void }) {
    return (
        <Bingkai judul="Terbuka di jendela lain">
            <section class="kartu tepi w-kuning">
                <h1>Lembar ini sudah terbuka di jendela lain</h1>
                <p>Lanjutkan di sana. Satu lembar hanya boleh diisi di satu jendela, supaya tidak ada isian yang tertimpa.</p>
                <p class="kartu-kaki deret"><Tombol kerja={() => store.ambilAlih()} sibuk="Mengambil alih…">Pakai di jendela ini</Tombol>{lihat && <Tombol tautan kerja={lihat}>Lihat saja</Tombol>}</p>
                <p class="mini redup-teks">Bila dipakai di sini, jendela yang lain hanya bisa melihat. Isian yang belum disimpan di sana tetap tersimpan sebagai draf.</p>
            </section>
        </Bingkai>
    );
}

/** The marker says there was work here, and the store is empty. Never a silent fresh start. */
export function Hilang({ store, nama }: { store: Store; nama: string }) {
    const [pin, setPin] = useState("");
    const [ulang, setUlang] = useState("");
    const [coba, setCoba] = useState(false);
    const [yakin, setYakin] = useState(false);
    const [galat, setGalat] = useState("");
    const sisa = store.sisa;
    const mulai = async (): Promise<void> => {
        setCoba(true);
        if (!weighPin(pin).cukup || pin !== ulang) return;
        try {
            await store.buat(pin, `${kataAlat} ${nama}`);
        } catch (e) {
            setGalat(readGagal(e));
        }
    };
    return (
        <Bingkai judul="Data hilang" lebar>
            <section class="kartu tepi w-merah">
                <h1>Data lembar kerja di {alat} hilang</h1>
                <p>Peramban tidak lagi menyimpannya: terhapus, atau rusak ketika listrik padam. {sisa ? `${upperFirst(alat)} pernah menyimpan ${writeNumber(sisa.sampai_n)} keputusan${sisa.pada ? `, terakhir ${writeWhen(sisa.pada, nowIso())}` : ""}${sisa.urutan ? `, dan membuat ${sisa.urutan} paket` : ", dan belum pernah membuat paket"}.` : ""}</p>
                <h2 class="judul-bagian">Yang bisa dikembalikan</h2>
                <div class="bacaan"><ul><li>Yang sudah diterima Dinas: aman, datang lagi bersama lembar kerja baru.</li><li>Yang sudah disalin ke flashdisk atau WhatsApp: bisa dimuat lagi dari berkasnya.</li><li>Yang hanya ada di {alat}: tidak bisa dikembalikan.</li></ul></div>
                {galat && <Pita judul="Belum berhasil" warna="merah" ikon="harus" gawat>{galat}</Pita>}
                {yakin ? (
                    <form class="formulir kartu-kaki" onSubmit={(e) => { e.preventDefault(); void mulai(); }}>
                        <PinBaru pin={pin} ulang={ulang} setPin={setPin} setUlang={setUlang} coba={coba} />
                        <Tombol utama kerja={mulai} sibuk="Membuat kunci…">Pasang lagi</Tombol>
                    </form>
                ) : (
                    <p class="kartu-kaki deret"><a class="tombol" href="penyelamat/">Periksa dengan halaman penyelamat</a><Tombol kerja={() => setYakin(true)}>Pasang lagi, lalu muat berkas lama</Tombol></p>
                )}
            </section>
        </Bingkai>
    );
}

/** After a loss: an own exported package, opened with the paper key, brings its ubahan back. */
export function MuatCadangan({ store }: { store: Store }) {
    const [kunci, setKunci] = useState("");
    const [kata, setKata] = useState("");
    const [galat, setGalat] = useState("");
    const muat = async (daftar: FileList | null): Promise<void> => {
        setGalat("");
        setKata("");
        for (const berkas of daftar ?? []) {
            try {
                const r = await store.pulihkan(await readFile(berkas), kunci.replace(/\s+/g, ""));
                setKata(`${writeNumber(r.ubahan)} keputusan kembali, ${writeNumber(r.sudah)} sudah ada.`);
            } catch (e) {
                setGalat(readGagal(e));
                return;
            }
        }
    };
    return (
        <details class="lipat"><summary>Muat kembali dari paket atau cadangan lama</summary>
            <div class="sela">
                <p class="kecil redup-teks">Untuk data yang hilang. Perlu kunci pemulihan desa di kertas.</p>
                {galat && <Pita judul="Belum berhasil" warna="merah" ikon="harus" gawat>{galat}</Pita>}
                {kata && <Pita judul="Selesai" warna="hijau" ikon="selesai">{kata}</Pita>}
                <IsianTeks label="Kunci pemulihan" nilai={kunci} ubah={setKunci} baris={2} />
                {kunci.trim() && <div class="isian"><label for="berkas-cadangan">Berkas paket atau cadangan</label><input id="berkas-cadangan" type="file" multiple onChange={(e) => void muat(e.currentTarget.files)} /></div>}
            </div>
        </details>
    );
}
