/** Packages out: made, kept, read back, marked as copied or deposited. */

import type { JumlahPaket, Manifes, Nilai, Ubahan } from "../inti/bentuk.ts";
import { ujungTerjauh, type Ditunjukkan } from "../inti/gema.ts";
import { sha256Hex } from "../inti/hash.ts";
import { kanonik } from "../inti/kanonik.ts";
import { belumMapan, pilihPutusan } from "../inti/kirim.ts";
import { kodeDaftar } from "../inti/kode.ts";
import { hitungJumlah } from "../inti/manifes.ts";
import { hitungOrang, pilihLampiran, pilihUbahan } from "../inti/muatan.ts";
import { buatPaket, namaBerkas, tulisBaris, type ManifesAwal } from "../inti/paket.ts";
import { bacaTandaTitip } from "../inti/terima.ts";
import type { PaketJadi, PaketTercatat } from "./api.ts";
import { bukaBaris } from "./baris.ts";
import { GagalSimpan, gagalSimpan, type Tulis } from "./gudang.ts";
import type { BarisLampiran, BarisPaket, Ruang } from "./ruang.ts";

/** Versions of made packages whose bytes are kept for another copy or deposit. */
const SIMPAN_BYTES = 2;

export interface SaatPaket {
    id: string;
    pada: string;
    monoMs: number;
    aplikasi: string;
    penjaga: string | null;
}

/** Whom the village seals to: the newest directory that a signed file of the Dinas brought. */
export function penerima(ruang: Ruang): string[] {
    const k = ruang.pasti.kunci ?? ruang.lembar?.kunci;
    return k ? [...new Set([...(k.kantor ?? []), k.cadangan, k.pemulihan])].filter(Boolean) : [];
}

/** Everything not settled, sealed. It counts as made only when the stored bytes were read back and are the same. */
export async function buatPaketNaik(
    ruang: Ruang,
    opsi: { foto: boolean; zirah?: boolean },
    saat: SaatPaket,
): Promise<PaketJadi> {
    const { lembar, info } = ruang;
    if (lembar === null || info === null) {
        throw new GagalSimpan("Paket belum dapat dibuat: lembar kerja belum dimuat.", "Muat lembar kerja dahulu.");
    }
    const ubahan = pilihIsi(ruang);
    if (ubahan.length === 0) {
        throw new GagalSimpan("Tidak ada yang perlu dikirim.", "Semua pekerjaan sudah diterima Dinas.");
    }
    const lampiran = pilihLampiran(ubahan, ruang.lampiran, { foto: opsi.foto, ...riwayatLampiran(ruang) });
    const urutan = ruang.hitungan.urutan + 1;
    const gema = ujungTerjauh(daftarDitunjukkan(ruang));
    const jumlah: JumlahPaket = { ...hitungJumlah(ubahan), orang: hitungOrang(ubahan, lembar) };
    const awal: ManifesAwal = {
        arah: "naik",
        paket: saat.id,
        periode: lembar.periode.kode,
        desa: lembar.desa.kode,
        kepada: { kantor: lembar.desa.kode.slice(0, 5) },
        perangkat: { kid: ruang.kunci.tanda.kid, sertifikat: lembar.sertifikat },
        urutan,
        // A number taken over from the marker has no payload that we still know.
        sebelum: ruang.hitungan.payload ?? (urutan === 1 ? null : "0".repeat(64)),
        tanda_terima: [...ruang.tandaTerima.keys()].sort().slice(-2_000),
        lembar: { id: lembar.id, bentuk: lembar.bentuk, kode: info.kode, aplikasi: saat.aplikasi },
        isi: { jumlah: ubahan.length },
        lampiran,
        jumlah,
        waktu: { perangkat: saat.pada, server_terakhir: ruang.pasti.server, mono_ms: saat.monoMs },
        ...(gema === null ? {} : { gema }),
    };
    const isiFoto = await bacaFoto(ruang, lampiran);
    const jadi = await buatPaket(awal, tulisBaris(ubahan), isiFoto, ruang.kunci.tanda, penerima(ruang), opsi);
    const sha256 = await sha256Hex(jadi.bytes);
    const baris: BarisPaket = {
        urutan,
        nama: namaBerkas(lembar.desa.kode, lembar.periode.kode, urutan, opsi.zirah === true),
        kode: kodeDaftar(sha256),
        sha256,
        manifes: jadi.manifesSha256,
        dibuat: saat.pada,
        ukuran: jadi.bytes.length,
        denganFoto: opsi.foto,
        n: ubahan.map((u) => u.n),
        gema,
        tersalin: null,
        titip: null,
        dinilai: false,
        lampiran: lampiran.map((x) => x.sha256),
        ikut: [...isiFoto.keys()],
        bytes: jadi.bytes,
    };
    await simpanPaket(ruang, baris, saat.penjaga);
    return { ...ringkas(baris), bytes: jadi.bytes, jumlah, tanpaFoto: daftarTanpaFoto(jadi.manifes) };
}

/** What every loaded receipt showed of the village's trail. */
export function daftarDitunjukkan(ruang: Ruang): Ditunjukkan[] {
    const gema = new Map(ruang.paket.map((p) => [p.manifes, p.gema ?? null]));
    return [...ruang.tandaTerima.values()].map(({ manifes, jejak }) => {
        return { manifes, jejak: jejak ?? null, gema: gema.get(manifes) ?? null };
    });
}

function pilihIsi(ruang: Ruang): Ubahan[] {
    const belum = belumMapan(ruang.ubahan, pilihPutusan([...ruang.tandaTerima.values()]));
    const pernah = new Set(ruang.paket.flatMap((p) => p.n));
    return pilihUbahan(belum, pernah, (u) => kanonik(u as unknown as Nilai).length + 1);
}

/** Which attachments the office has for sure (the last receipt that speaks of one counts), and which travelled. */
function riwayatLampiran(ruang: Ruang): { sudah: Set<string>; pernah: Set<string> } {
    const sudah = new Set<string>();
    const pernah = new Set<string>();
    const tanda = new Map([...ruang.tandaTerima.values()].map((t) => [t.manifes, t]));
    for (const p of ruang.paket) {
        for (const s of p.ikut) pernah.add(s);
        const t = tanda.get(p.manifes);
        if (t === undefined || t.putusan.length === 0) continue;
        for (const s of p.lampiran) {
            if (t.lampiran_kurang.includes(s)) sudah.delete(s);
            else sudah.add(s);
        }
    }
    return { sudah, pernah };
}

async function bacaFoto(ruang: Ruang, lampiran: Manifes["lampiran"]): Promise<Map<string, Uint8Array>> {
    const hasil = new Map<string, Uint8Array>();
    for (const x of lampiran) {
        if (!x.ikut) continue;
        const isi = await bacaLampiran(ruang, x.sha256);
        // A photo that cannot be read any more must not hold back the decisions.
        if (isi === null) x.ikut = false;
        else hasil.set(x.sha256, isi.isi);
    }
    return hasil;
}

export async function bacaLampiran(ruang: Ruang, sha256: string): Promise<{ isi: Uint8Array; jenis: string } | null> {
    const baris = (await ruang.gudang.baca("lampiran", sha256)) as BarisLampiran | undefined;
    if (!baris?.baris) return null;
    try {
        return { isi: await bukaBaris(ruang.kunci.data, "lampiran", baris.baris), jenis: baris.jenis };
    } catch {
        ruang.rusak.push({ toko: "lampiran", kunci: sha256 });
        return null;
    }
}

async function simpanPaket(ruang: Ruang, baris: BarisPaket, penjaga: string | null): Promise<void> {
    const hitungan = { ...ruang.hitungan, urutan: baris.urutan, payload: baris.manifes };
    const lama = ruang.paket.slice(0, Math.max(0, ruang.paket.length + 1 - SIMPAN_BYTES)).filter((p) => p.bytes);
    const dilepas = lama.map((p) => ({ ...p, bytes: null }));
    const daftar: Tulis[] = dilepas.map((p) => ({ toko: "paket", kunci: p.urutan, nilai: p }));
    daftar.push({ toko: "paket", kunci: baris.urutan, nilai: baris, baru: true });
    daftar.push({ toko: "keadaan", kunci: "hitungan", nilai: hitungan });
    try {
        await ruang.gudang.tulis(daftar, penjaga);
    } catch (galat) {
        throw gagalSimpan(galat);
    }
    ruang.hitungan = hitungan;
    for (const p of dilepas) ganti(ruang, p);
    ruang.paket.push(baris);
    const kembali = (await ruang.gudang.baca("paket", baris.urutan)) as BarisPaket | undefined;
    if (!kembali?.bytes || (await sha256Hex(kembali.bytes)) !== baris.sha256) {
        throw new GagalSimpan("Paket tidak terbaca kembali seperti semula.", "Buat paket sekali lagi.");
    }
}

function daftarTanpaFoto(manifes: Manifes): string[] {
    return manifes.lampiran.filter((x) => !x.ikut).map((x) => x.sha256);
}

export function ringkas(p: BarisPaket): PaketTercatat {
    const { lampiran: _l, ikut: _i, bytes: _b, gema: _g, ...tercatat } = p;
    return tercatat;
}

function ganti(ruang: Ruang, baris: BarisPaket): void {
    ruang.paket = ruang.paket.map((p) => (p.urutan === baris.urutan ? baris : p));
}

export async function ubahPaket(
    ruang: Ruang,
    urutan: number,
    ubah: (p: BarisPaket) => BarisPaket,
    penjaga: string | null,
    serta: readonly Tulis[] = [],
): Promise<void> {
    const lama = ruang.paket.find((p) => p.urutan === urutan);
    if (lama === undefined) throw new GagalSimpan("Paket itu tidak dibuat di laptop ini.", "Pilih paket lain.");
    const baru = ubah(lama);
    try {
        await ruang.gudang.tulis([...serta, { toko: "paket", kunci: urutan, nilai: baru }], penjaga);
    } catch (galat) {
        throw gagalSimpan(galat);
    }
    ganti(ruang, baru);
}

/** `dibaca`: hash of what was read back from the stick or folder. */
export async function tandaiTersalin(
    ruang: Ruang,
    urutan: number,
    dibaca: string,
    saat: { pada: string; penjaga: string | null },
): Promise<void> {
    await ubahPaket(
        ruang,
        urutan,
        (p) => {
            if (p.sha256 !== dibaca) {
                throw new GagalSimpan(
                    "Salinan di luar TIDAK sama dengan paket ini.",
                    "Salin sekali lagi, atau pakai flashdisk lain.",
                );
            }
            return { ...p, tersalin: p.tersalin ?? saat.pada };
        },
        saat.penjaga,
    );
}

export async function tandaiTitip(
    ruang: Ruang,
    urutan: number,
    jws: string,
    jalur: string,
    penjaga: string | null,
): Promise<void> {
    const sha256 = ruang.paket.find((p) => p.urutan === urutan)?.sha256 ?? "";
    const tanda = await bacaTandaTitip(jws, ruang.pasti.registrar, sha256);
    const titip = { nomor: tanda.nomor, pada: tanda.pada, jalur: tanda.jalur || jalur };
    await ubahPaket(ruang, urutan, (p) => ({ ...p, titip: p.titip ?? titip }), penjaga);
}
