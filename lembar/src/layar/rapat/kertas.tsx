// The sheets as they print on A4: page one, the list by name, the attendance to sign, the photos.
import type { ComponentChildren } from "preact";
import type { RapatKini } from "../../inti/lipat_rapat";
import type { UsulanKini } from "../../inti/lipat_usulan";
import { useAplikasi } from "../dasar/konteks";
import { drawQr, makeQr } from "../dasar/qr";
import { maskNik, nowIso, upperFirst, writeDate, writeDay, writeName, writeNumber, writePlace, writeTime } from "../dasar/tulis";
import { labelUsulan, nameUsulan, placeUsulan } from "../hitung";
import { countPerJenis, countTetap, listHadir, sumHadir } from "./hitung";
import { findKepala, writeZona } from "./tempat";

const KATA: Readonly<Record<string, string>> = { SETUJU: "Setuju", TOLAK: "Tolak", TUNDA: "Tunda" };
const R39 = "Nama yang diusulkan belum tentu menjadi penerima bantuan; penetapan dilakukan oleh Menteri Sosial.";
const MAKS_HADIR = 120;

export function Qr({ teks, sisi = 96 }: { teks: string; sisi?: number }) {
    const modul = makeQr(teks);
    if (!modul) return null;
    return <svg class="qr" width={sisi} height={sisi} viewBox={`-2 -2 ${modul.length + 4} ${modul.length + 4}`} role="img" aria-label="Kode QR"><rect x="-2" y="-2" width={modul.length + 4} height={modul.length + 4} fill="#fff" /><path d={drawQr(modul)} fill="#000" /></svg>;
}

export function Kertas({ rapat, agenda, kode }: { rapat: RapatKini; agenda: readonly UsulanKini[]; kode: string }) {
    const { lembar, keadaan } = useAplikasi();
    const { desa, periode } = lembar;
    const m = rapat.isi;
    const hadir = listHadir(lembar, rapat).filter((h) => h.diundang || h.hadir);
    const jumlahHadir = sumHadir(hadir);
    const putusan = countPerJenis(lembar, agenda);
    const tetap = countTetap(keadaan);
    const kab = /^(kabupaten|kota)/i.test(desa.kabupaten) ? desa.kabupaten : `Kabupaten ${desa.kabupaten}`;
    const zona = writeZona(periode.zona);
    const keberatan = agenda.flatMap((u, n) => u.keberatan.map(() => n + 1));
    const absen = listHadir(lembar, rapat).filter((h) => h.bentuk === "perlu").map((h) => `${h.nama === h.nama.toUpperCase() ? h.nama : h.nama.toLowerCase()} tidak hadir.`);
    const catatan = [m.catatan, rapat.tutup?.catatan].filter((c): c is string => Boolean(c)).map((c) => `${c.replace(/\.$/, "")}.`);
    const kaki = <Kaki kode={kode} baris={agenda.length + tetap.keluarga} zona={zona} />;
    const nama = `${upperFirst(desa.sebutan)} ${desa.nama}`;
    const lainnya = Array.from(keadaan.keluarga.values()).filter((k) => k.verval?.hasil === "TETAP");
    return (
        <article class="kertas">
            <Halaman kaki={kaki}>
                <header class="kop"><p>PEMERINTAH {kab.toUpperCase()}</p><p>KECAMATAN {desa.kecamatan.toUpperCase()}</p><p><b>{nama.toUpperCase()}</b></p></header>
                <h2 class="judul-surat">BERITA ACARA MUSYAWARAH {desa.sebutan.toUpperCase()}<br />VERIFIKASI DAN VALIDASI DATA TERPADU KESEJAHTERAAN SOSIAL</h2>
                <p class="nomor-surat">Nomor ................................ · Periode {periode.label}</p>
                <p class="rata">Pada hari ini, {writeDay(m.tanggal).replace(" ", " tanggal ")}, pukul {m.mulai.replace(":", ".")}{rapat.tutup ? ` sampai ${rapat.tutup.selesai.replace(":", ".")}` : ""} {zona}, bertempat di {m.tempat}, telah dilaksanakan musyawarah {desa.sebutan} yang dipimpin oleh {m.pimpinan_nama}, {m.pimpinan_jabatan.toLowerCase()}. Tujuan musyawarah dijelaskan. Daftar keluarga diperiksa bersama RT dan RW satu demi satu.</p>
                <h3>1. Kehadiran</h3>
                <table><thead><tr><th>Unsur</th><th class="n">Diundang</th><th class="n">Hadir L</th><th class="n">Hadir P</th><th class="n">Hadir</th></tr></thead>
                    <tbody>{hadir.map((h) => <tr key={h.unsur}><td>{h.nama}</td><td class="n">{h.diundang}</td><td class="n">{h.laki}</td><td class="n">{h.perempuan}</td><td class="n">{h.hadir}</td></tr>)}
                        <tr class="tebal"><td>Jumlah</td><td class="n">{jumlahHadir.diundang}</td><td class="n">{jumlahHadir.laki}</td><td class="n">{jumlahHadir.perempuan}</td><td class="n">{jumlahHadir.hadir}</td></tr></tbody></table>
                <h3>2. Keputusan</h3>
                <table><thead><tr><th>Jenis</th><th class="n">Dibahas</th><th class="n">Disetujui</th><th class="n">Ditolak</th><th class="n">Ditunda</th><th class="n">Orang</th></tr></thead>
                    <tbody>{[...putusan.baris, putusan.jumlah].map((b) => <tr key={b.jenis} class={b === putusan.jumlah ? "tebal" : undefined}><td>{b.jenis}</td><td class="n">{b.dibahas}</td><td class="n">{b.setuju}</td><td class="n">{b.tolak}</td><td class="n">{b.tunda}</td><td class="n">{writeNumber(b.orang)}</td></tr>)}
                        <tr><td>Tetap, tanpa perubahan</td><td class="n">{tetap.keluarga}</td><td class="n">{tetap.keluarga}</td><td class="n">0</td><td class="n">0</td><td class="n">{writeNumber(tetap.orang)}</td></tr></tbody></table>
                <p class="rata">{agenda.length ? "" : "Musyawarah ini tidak mengubah data (nihil) dan tetap sah. "}{keberatan.length ? `Keberatan yang disampaikan: ${keberatan.length} (baris ${[...new Set(keberatan)].join(", ")}). Isi keberatan, alasan keputusan, dan nama` : "Tidak ada keberatan yang disampaikan. Alasan keputusan dan nama"} setiap orang tercantum dalam Lampiran 1. Daftar hadir bertanda tangan adalah Lampiran 2. Foto musyawarah adalah Lampiran 3.</p>
                <p class="rata">Catatan: {[...absen, ...catatan, R39].join(" ")}</p>
                <div class="penutup"><p>Demikian berita acara ini dibuat dengan sebenarnya.</p>
                    <div class="tanda-tangan"><p>{upperFirst(findKepala(desa.sebutan))} {desa.nama}<span>{m.pimpinan_jabatan.toLowerCase() === findKepala(desa.sebutan) ? m.pimpinan_nama : " "}</span></p><p>Wakil masyarakat<span> </span></p><p>Operator<span>{lembar.operator.nama}</span></p></div></div>
            </Halaman>
            <Halaman kaki={kaki}>
                <h2>Lampiran 1. Daftar nama dan alamat (BNBA)</h2>
                <p>{nama}, periode {periode.label}. {agenda.length} usulan dan {tetap.keluarga} keluarga tetap.</p>
                <h3>A. Usulan{agenda.length ? `: ${agenda.length} baris` : ""}</h3>
                {agenda.length ? (
                    <table class="bnba"><thead><tr><th class="n">No</th><th>Nama dan NIK</th><th>Tempat</th><th>Jenis</th><th>Keputusan</th><th>Alasan dan keberatan</th></tr></thead>
                        <tbody>{agenda.map((u, n) => (
                            <tr key={u.ref}><td class="n">{n + 1}</td><td><b>{nameUsulan(u)}</b><br /><span class="kode-kecil">{findNik(u, keadaan)}</span></td><td>{writePlace(placeUsulan(u, keadaan))}</td><td>{labelUsulan(lembar, u)}<br />{u.orang} orang</td>
                                <td>{u.putusan ? (KATA[u.putusan.hasil] ?? u.putusan.hasil) : "Belum"}</td><td>{u.putusan?.alasan}{u.keberatan.map((k) => <div key={k.ubahan}><i>Keberatan:</i> {k.isi}{k.nama && !k.dirahasiakan ? ` (${k.nama})` : ""}</div>)}</td></tr>
                        ))}</tbody></table>
                ) : <p>Tidak ada usulan pada musyawarah ini (nihil).</p>}
                {lainnya.length > 0 && <><h3>B. Tetap, tanpa perubahan: {lainnya.length} keluarga</h3>
                    <table class="bnba"><thead><tr><th class="n">No</th><th>Kepala keluarga</th><th>NIK</th><th>Tempat</th><th class="n">Orang</th></tr></thead>
                        <tbody>{lainnya.map((k, n) => <tr key={k.keluarga.id}><td class="n">{agenda.length + n + 1}</td><td>{writeName(k.keluarga.kepala)}</td><td class="kode-kecil">{maskNik(k.keluarga.anggota.find((a) => String(a.shdk) === "1")?.nik ?? "") || "tanpa NIK"}</td><td>{writePlace(k.keluarga)}</td><td class="n">{k.keluarga.anggota.length}</td></tr>)}</tbody></table></>}
            </Halaman>
            <Halaman kaki={kaki}>
                <h2>Lampiran 2. Daftar hadir</h2><p>Ditandatangani pada saat musyawarah, dicap, lalu difoto dan dilampirkan.</p>
                <table class="hadir"><thead><tr><th class="n">No</th><th>Nama</th><th>Unsur</th><th>L/P</th><th>Tanda tangan</th></tr></thead>
                    <tbody>{hadir.flatMap((h) => Array.from({ length: Math.max(h.diundang, h.hadir) }, () => h.nama)).slice(0, MAKS_HADIR).map((unsur, n) => <tr key={n}><td class="n">{n + 1}</td><td></td><td>{unsur}</td><td></td><td class={n % 2 ? "tengah" : ""}>{n + 1}</td></tr>)}</tbody></table>
            </Halaman>
            <Halaman kaki={kaki}>
                <h2>Lampiran 3. Foto musyawarah</h2><p>Paling sedikit satu foto yang menunjukkan peserta dan tempat musyawarah. Tempelkan di sini, atau lampirkan fotonya di lembar kerja.</p>
                <div class="tempat-foto">Foto 1</div><div class="tempat-foto">Foto 2</div>
            </Halaman>
        </article>
    );
}

/** One part of the papers. The foot lies in a table's foot, which the browser repeats on every sheet of the part. */
function Halaman({ kaki, children }: { kaki: ComponentChildren; children: ComponentChildren }) {
    return (
        <section class="halaman"><table class="tata" role="presentation"><tbody><tr><td>{children}</td></tr></tbody><tfoot><tr><td>{kaki}</td></tr></tfoot></table></section>
    );
}

function Kaki({ kode, baris, zona }: { kode: string; baris: number; zona: string }) {
    const kini = nowIso();
    return (
        <footer class="kaki-surat"><div><p>Kode daftar <b class="kode">{kode}</b> · {writeNumber(baris)} baris · dicetak {writeDate(kini)} pukul {writeTime(kini)} {zona}</p><p>Cocokkan kode ini dengan layar sebelum menandatangani. Salinan papan: NIK disamarkan. Dicetak dari OpenSIKS.</p></div><Qr teks={kode} sisi={50} /></footer>
    );
}

function findNik(u: UsulanKini, keadaan: ReturnType<typeof useAplikasi>["keadaan"]): string {
    const k = keadaan.keluarga.get(u.keluarga)?.keluarga;
    const a = k?.anggota.find((o) => o.id === u.pokok) ?? k?.anggota.find((o) => String(o.shdk) === "1");
    const baru = (u.muatan["anggota"] as { nik?: string; shdk?: number }[] | undefined)?.find((o) => String(o.shdk) === "1")?.nik;
    return maskNik(u.jenis === "BARU" ? (baru ?? "") : (a?.nik ?? "")) || "tanpa NIK";
}
