// One family: who, what is wrong and its mend, members, photos; beside it the decision and everything else.
import { useEffect, useMemo, useState } from "preact/hooks";
import { pilihanBerlaku } from "../../inti/akhir";
import type { KeluargaKini } from "../../inti/lipat";
import { umur } from "../../inti/nik";
import { Nik, Pita, Tombol } from "../dasar/dasar";
import { IsianPilih, IsianTanggal, IsianTeks } from "../dasar/isian";
import { simpan, urung, useAplikasi } from "../dasar/konteks";
import { goTo, useRute } from "../dasar/rute";
import { useSinyal } from "../dasar/sinyal";
import { useKeys } from "../dasar/tombol_kunci";
import { lowerFirst, writeDate, writeDateShort, writeName, writePlace } from "../dasar/tulis";
import { umumkan } from "../dasar/umum";
import { describeUbahan, TEMPAT } from "../beranda";
import { findLabel, hariIni, isAktif, isMenahan, lastVerval, sortTemuan, writeProgram } from "../hitung";
import { AKSI, SELALU_MUSYAWARAH } from "../usulan/bentuk";
import { composeVerval, checkTanggal, visitDay } from "../verval/isi";
import { changeDaftar, daftarKini, dilihat, saatTetap, urutan } from "../verval/keadaan";
import { TagStatus } from "../verval/tag_keluarga";
import { FotoKeluarga } from "./foto";
import { sayTemuan } from "./mend";
import { KartuTemuan } from "./temuan";

/** Why an action is closed for this family; empty when it is open. */
function whyClosed(jenis: string, k: KeluargaKini): string {
    const aktif = k.keluarga.anggota.filter(isAktif);
    const program = k.keluarga.program.length > 0;
    if (jenis === "PECAH_KK" && aktif.length < 2) return "anggotanya hanya satu.";
    if ((jenis === "BANSOS_HENTI" || jenis === "PENGURUS") && !program) return "tidak ada bantuan yang aktif.";
    if (jenis === "PENGURUS") {
        const usia = aktif.map((a) => (a.tanggal_lahir ? umur(a.tanggal_lahir, hariIni()) : 99));
        if (usia.every((u) => u <= 17)) return "semua anggota belum berumur 17 tahun.";
    }
    return "";
}

/** Whole, round and nothing in between: what stands in the way of TETAP, as in the middle of a sentence. */
export function whyNotTetap(k: KeluargaKini): string {
    const b = sortTemuan(k.keluarga.temuan).find(isMenahan);
    if (!b) return "";
    const { judul } = sayTemuan(b, k.keluarga);
    return `${k.keluarga.anggota.some((a) => a.nama && judul.startsWith(writeName(a.nama))) ? judul : lowerFirst(judul)}.`;
}

export function HalamanKeluarga() {
    const { id } = useRute();
    const { keadaan } = useAplikasi();
    const k = keadaan.keluarga.get(id);
    if (!k) return <section class="kartu"><h1>Keluarga ini tidak ada di lembar</h1><p>Mungkin sudah pindah, atau lembar kerja sudah diperbarui. Cari lagi.</p><p class="kartu-kaki"><a class="tombol" href="#/verval">Ke daftar verval</a></p></section>;
    return <IsiKeluarga key={id} k={k} />;
}

function IsiKeluarga({ k }: { k: KeluargaKini }) {
    const app = useAplikasi();
    const { keluarga } = k;
    const daftar = useSinyal(urutan);
    const [utuh, setUtuh] = useState(false);
    const letak = daftar.indexOf(keluarga.id);
    const atas = letak > 0 ? daftar[letak - 1] : undefined;
    const bawah = letak >= 0 ? daftar[letak + 1] : undefined;
    useEffect(() => {
        dilihat.add(keluarga.id);
        changeDaftar({ kini: keluarga.id });
        document.getElementById("judul-keluarga")?.focus();
    }, [keluarga.id]);
    useKeys([
        { kunci: "j", kata: "keluarga berikutnya", kerja: () => bawah && goTo(`/keluarga/${bawah}`) },
        { kunci: "k", kata: "keluarga sebelumnya", kerja: () => atas && goTo(`/keluarga/${atas}`) },
        { kunci: "Escape", kata: "", kerja: () => goTo("/verval") },
    ], [atas, bawah]);
    const temuan = sortTemuan(keluarga.temuan);
    const berkunci = temuan.findIndex((t) => t.tingkat === "W");
    const bantuan = writeProgram(keluarga.program);
    return (
        <div class="kolom kolom-340">
            <div class="tumpuk">
                <header class="judul-halaman">
                    <div><h1 id="judul-keluarga" tabIndex={-1}>Keluarga {writeName(keluarga.kepala)}</h1>
                        <p>KK <Nik nomor={keluarga.no_kk} kata="nomor KK" utuh={utuh} /> · {writePlace(keluarga)} · {keluarga.anggota.length} orang{bantuan && ` · ${bantuan}`}</p></div>
                    <TagStatus k={k} />
                    {letak >= 0 && <span class="kecil">{letak + 1} dari {daftar.length}</span>}
                    {bawah && <a class="tombol tombol-kecil" href={`#/keluarga/${bawah}`} aria-keyshortcuts="J">Berikutnya<kbd aria-hidden="true">J</kbd></a>}
                </header>
                {k.perhatian && <Pita judul={k.perhatian.putusan === "DITOLAK" ? "Dinas tidak menerima" : "Dinas menahan"} warna={k.perhatian.putusan === "DITOLAK" ? "merah" : "kuning"} ikon={k.perhatian.putusan === "DITOLAK" ? "harus" : "tunda"}>{k.perhatian.kalimat}</Pita>}
                {keluarga.status === "BEKU" && !k.verval && <Pita judul="Beku" warna="beku" ikon="beku">Lama tidak diverval. Bantuan ikut berhenti, data tidak hilang. Verval sekarang untuk menghidupkan lagi.</Pita>}
                {temuan.map((t, n) => <KartuTemuan key={`${t.kode}${t.individu ?? ""}${n}`} k={k} t={t} kunci={n === berkunci} />)}
                <Anggota k={k} utuh={utuh} />
                <p class="kecil deret"><button type="button" class="tautan-tombol" aria-pressed={utuh ? "true" : "false"} onClick={() => setUtuh(!utuh)}>{utuh ? "Samarkan NIK" : "Tampilkan NIK"}</button></p>
                <FotoKeluarga k={k} />
                {k.usulan.length > 0 && (
                    <section class="kartu"><h2 class="kartu-judul">Usulan keluarga ini</h2><ul class="kabar">
                        {k.usulan.map((ref) => {
                            const u = app.keadaan.usulan.get(ref);
                            return u && <li key={ref}><span><a href={`#/usulan/${encodeURIComponent(ref)}`}>{findLabel(app.lembar.daftar.jenis, u.jenis)}</a> <span class="redup-teks">{u.gugur ? "ditarik" : u.status ? findLabel(app.lembar.daftar.status_usulan, u.status) : TEMPAT[u.kirim ?? "laptop"][1]}</span></span></li>;
                        })}
                    </ul></section>
                )}
            </div>
            <div class="tumpuk"><Keputusan k={k} lanjut={bawah} /><Riwayat k={k} />{app.boleh && <Catatan k={k} />}</div>
        </div>
    );
}

function Anggota({ k, utuh }: { k: KeluargaKini; utuh: boolean }) {
    const { lembar, boleh } = useAplikasi();
    return (
        <section class="kartu kartu-tabel"><div class="tabel-kotak" tabIndex={0} role="group" aria-label="Anggota keluarga"><table class="tabel tabel-anggota">
            <caption class="baca">Anggota Keluarga {writeName(k.keluarga.kepala)}</caption>
            <thead><tr><th scope="col">Anggota</th><th scope="col">Hubungan</th><th scope="col">NIK</th><th scope="col">Lahir</th><th scope="col">Ibu kandung</th></tr></thead>
            <tbody>{k.keluarga.anggota.map((a) => {
                const salah = k.keluarga.temuan.some((t) => t.individu === a.id && ["R46", "R47", "R56", "R56a", "R56b"].includes(t.kode));
                return (
                    <tr key={a.id}>
                        <th scope="row">{boleh && isAktif(a) ? <a href={`#/isi/PERBAIKAN_ID/${k.keluarga.id}?individu=${a.id}`} title={`Perbaiki identitas ${writeName(a.nama)}`}>{writeName(a.nama)}</a> : writeName(a.nama)}
                            {!isAktif(a) && <small>Tidak aktif</small>}</th>
                        <td>{findLabel(lembar.daftar.shdk, a.shdk) || "–"}</td>
                        <td><Nik nomor={a.nik} utuh={utuh} /></td>
                        <td class="s">{salah ? <b class="warna w-kuning">{writeDateShort(a.tanggal_lahir, true)}</b> : writeDateShort(a.tanggal_lahir, true)}
                            {a.tanggal_lahir && <small>{umur(a.tanggal_lahir, hariIni())} tahun</small>}</td>
                        <td data-kata="Ibu kandung">{a.nama_ibu ? (utuh ? writeName(a.nama_ibu) : <span class="redup-teks">ada</span>) : <span class="bahaya">kosong</span>}</td>
                    </tr>
                );
            })}</tbody>
        </table></div></section>
    );
}

function Keputusan({ k, lanjut }: { k: KeluargaKini; lanjut: string | undefined }) {
    const { store, lembar, boleh } = useAplikasi();
    const [lain, setLain] = useState(false);
    const idTetap = useMemo(() => store.idBaru(), [k.verval?.ubahan]);
    const halangan = whyNotTetap(k);
    const v = k.verval;
    const tetap = async (): Promise<void> => {
        if (!boleh || v) return;
        if (halangan) return umumkan(`Belum bisa TETAP: ${halangan}`, true);
        const u = await simpan(store, composeVerval(k, { hasil: "TETAP", tanggal: visitDay(lembar), catatan: "" }, idTetap));
        if (!u) return;
        saatTetap.push(Date.now());
        changeDaftar({ tetap: new Set([...daftarKini.nilai.tetap, k.keluarga.id]) });
        urung.set({ kata: `TETAP untuk Keluarga ${writeName(k.keluarga.kepala)}.`, ubahan: u.id });
        if (lanjut) goTo(`/keluarga/${lanjut}`);
    };
    const batal = async (): Promise<void> => {
        if (v?.ubahan) await simpan(store, { jenis: "cabut", pokok: `ubahan:${v.ubahan}`, isi: { alasan: "Dibatalkan operator" } });
        else await simpan(store, { jenis: "batal_verval", pokok: k.keluarga.id, dasar: { versi: k.keluarga.versi, status: k.keluarga.status, verval: v ? { hasil: v.hasil, pada: v.tanggal } : null }, isi: { alasan: "Dibatalkan operator" } });
    };
    const buka = (jenis: string): void => {
        const sebab = whyClosed(jenis, k);
        if (sebab) umumkan(`Belum bisa: ${sebab}`, true);
        else goTo(`/isi/${jenis}/${k.keluarga.id}`);
    };
    useKeys([
        { kunci: "t", kata: "tandai TETAP", kerja: () => void tetap() },
        ...AKSI.filter(([, , kunci]) => kunci).map(([jenis, kata, kunci]) => ({ kunci, kata: lowerFirst(kata), kerja: () => { if (boleh) buka(jenis); } })),
    ], [k, boleh, lanjut, halangan]);
    const baris = ([jenis, kata, kunci]: (typeof AKSI)[number]) => {
        const sebab = whyClosed(jenis, k);
        const rinci = SELALU_MUSYAWARAH.has(jenis) ? "Diputuskan di musyawarah" : "";
        return (
            <li key={jenis}>{sebab ? <span class="aksi aksi-mati"><span>{kata}<small>Belum bisa: {sebab}</small></span></span>
                : <a class="aksi" href={`#/isi/${jenis}/${k.keluarga.id}`} aria-keyshortcuts={kunci || undefined}><span>{kata}{rinci && <small>{rinci}</small>}</span>{kunci && <kbd aria-hidden="true">{kunci}</kbd>}</a>}</li>
        );
    };
    return (
        <section class="kartu"><h2 class="kartu-judul">Keputusan untuk keluarga ini</h2>
            {v ? (
                <div class="sela"><TagStatus k={k} /><p class="kecil redup-teks">{writeDate(v.tanggal)}{v.oleh ? `, ${v.oleh}` : ""}{v.kirim ? ` · ${TEMPAT[v.kirim][1]}` : ""}</p>{boleh && <button type="button" class="tautan-tombol kecil" onClick={() => void batal()}>Batalkan hasil ini</button>}</div>
            ) : boleh && (
                <>
                    <Tombol lebar utama={!halangan} kunci="T" kerja={tetap} sibuk="Menyimpan…" mati={halangan || undefined}>Tandai TETAP</Tombol>
                    {!halangan && <p class="sebab-mati">Ditemukan, dan tidak ada yang berubah.</p>}
                    <p class="kecil"><button type="button" class="tautan-tombol" aria-expanded={lain ? "true" : "false"} onClick={() => setLain(!lain)}>Hasil kunjungan lain</button></p>
                    {lain && <HasilLain k={k} />}
                </>
            )}
            {boleh && <ul class="daftar-aksi">{AKSI.filter(([, , kunci]) => kunci).map(baris)}</ul>}
            {boleh && <details class="lipat"><summary>Keputusan lain</summary><ul class="daftar-aksi">{AKSI.filter(([, , kunci]) => !kunci).map(baris)}</ul></details>}
        </section>
    );
}

/** Found otherwise than TETAP, without a proposal yet. */
function HasilLain({ k }: { k: KeluargaKini }) {
    const { store, lembar } = useAplikasi();
    const [hasil, setHasil] = useState("");
    const [tanggal, setTanggal] = useState(visitDay(lembar));
    const [catatan, setCatatan] = useState("");
    const id = useMemo(() => store.idBaru(), []);
    const galat = checkTanggal(tanggal, lembar, visitDay(lembar));
    const kirim = async (): Promise<void> => {
        if (hasil && !galat?.menahan) await simpan(store, composeVerval(k, { hasil, tanggal, catatan }, id));
    };
    return (
        <form class="sela" onSubmit={(e) => { e.preventDefault(); void kirim(); }}>
            <IsianPilih label="Hasil kunjungan" nilai={hasil} ubah={setHasil} kosong="Pilih" pilihan={pilihanBerlaku(lembar.daftar, "hasil_verval", tanggal).filter(([kode]) => kode !== "TETAP")} />
            <IsianTanggal label="Tanggal kunjungan" nilai={tanggal} ubah={setTanggal} galat={galat} />
            <IsianTeks label="Catatan" wajib={false} nilai={catatan} ubah={setCatatan} maks={800} baris={2} />
            <Tombol kerja={kirim} sibuk="Menyimpan…" mati={hasil ? undefined : "pilih hasilnya dahulu."}>Simpan hasil</Tombol>
        </form>
    );
}

function Riwayat({ k }: { k: KeluargaKini }) {
    const app = useAplikasi();
    const id = new Set([k.keluarga.id, ...k.keluarga.anggota.map((a) => a.id)]);
    const lokal = [...app.keadaan.ubahan.values()].filter((u) => id.has(u.ubahan.pokok)).reverse().slice(0, 8);
    const lalu = lastVerval(k.keluarga);
    return (
        <section class="kartu"><h2 class="kartu-judul">Riwayat</h2>
            {lokal.length || lalu ? (
                <ol class="riwayat">
                    {lokal.map((u) => <li key={u.ubahan.id} class={u.gugur ? "gugur" : undefined}><b>{writeDateShort(u.ubahan.pada, true)}</b> {describeUbahan(app, u).kata}, {TEMPAT[u.kirim][1]}.{u.putusan && u.putusan.kalimat && <span class="sebelum">{u.putusan.kalimat}</span>}
                        {u.ubahan.jenis === "catatan" && <span class="sebelum">{u.ubahan.isi.isi}</span>}</li>)}
                    {lalu && <li><b>{writeDateShort(lalu, true)}</b> Verval terakhir di Dinas.</li>}
                </ol>
            ) : <p class="kecil redup-teks">Belum ada riwayat di lembar ini.</p>}
        </section>
    );
}

function Catatan({ k }: { k: KeluargaKini }) {
    const { store } = useAplikasi();
    const [isi, setIsi] = useState("");
    const kirim = async (): Promise<void> => {
        const teks = isi.normalize("NFC").trim();
        if (!teks) return;
        if (await simpan(store, { jenis: "catatan", pokok: k.keluarga.id, isi: { isi: teks } })) setIsi("");
    };
    return (
        <section class="kartu"><h2 class="kartu-judul">Catatan</h2>
            <form class="sela" onSubmit={(e) => { e.preventDefault(); void kirim(); }}>
                <IsianTeks label="Isi catatan" petunjuk="Catatan tidak mengubah data." baris={3} maks={800} nilai={isi} ubah={setIsi} />
                <Tombol kecil kerja={kirim} sibuk="Menyimpan…" mati={isi.trim() ? undefined : "isi catatannya dahulu."}>Simpan catatan</Tombol>
            </form>
        </section>
    );
}
