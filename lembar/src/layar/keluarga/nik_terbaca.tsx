// What the digits of a NIK say, beside what the record says. Evidence, not truth.
import type { Anggota } from "../../inti/bentuk";
import type { ArtiNik } from "../../inti/nik";
import { Tag } from "../dasar/dasar";
import { writeDate } from "../dasar/tulis";

const KELAMIN: Readonly<Record<string, string>> = { L: "Laki-laki", P: "Perempuan" };

export function NikTerbaca({ a, arti, lahir, wilayah }: { a: Anggota; arti: ArtiNik; lahir: string; wilayah: string }) {
    const samaLahir = lahir === a.tanggal_lahir;
    const samaKelamin = arti.jenis_kelamin === a.jenis_kelamin;
    return (
        <div class="bukti">
            <dl class="nik-terbaca">
                <div><dt>{a.nik.slice(0, 6)}</dt><dd>{wilayah || "wilayah terbit"}</dd></div>
                <div><dt aria-label="tersamar">••••••</dt><dd>lahir <b>{writeDate(lahir)}</b> {KELAMIN[arti.jenis_kelamin]?.toLowerCase()}</dd></div>
                <div><dt>{a.nik.slice(-4)}</dt><dd>nomor urut</dd></div>
            </dl>
            <div class="tabel-kotak">
                <table class="tabel tabel-banding tabel-rapat">
                    <caption class="baca">Data dan NIK</caption>
                    <thead><tr><td></td><th scope="col">Tanggal lahir</th><th scope="col">Jenis kelamin</th></tr></thead>
                    <tbody>
                        <tr><th scope="row" class="t">Menurut data</th><td><b>{writeDate(a.tanggal_lahir)}</b></td><td>{KELAMIN[a.jenis_kelamin] ?? "–"}</td></tr>
                        <tr><th scope="row" class="t">Menurut NIK</th><td><b>{writeDate(lahir)}</b></td><td>{KELAMIN[arti.jenis_kelamin]}</td></tr>
                        <tr><td></td><td>{samaLahir ? <Tag bentuk="selesai">Sama</Tag> : <Tag bentuk="perlu">Beda</Tag>}</td>
                            <td>{samaKelamin ? <Tag bentuk="selesai">Sama</Tag> : <Tag bentuk="perlu">Beda</Tag>}</td></tr>
                    </tbody>
                </table>
            </div>
        </div>
    );
}
