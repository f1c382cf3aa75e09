/** What comes from the Dinas, and what comes back from an own copy: proven, then taken in one transaction. */

import type { Lembar, Ubahan } from "../inti/bentuk.ts";
import { bukaPaket } from "../inti/paket.ts";
import { bacaSertifikat } from "../inti/tanda.ts";
import { bacaLembar, bacaTandaTerima, TidakCocok, type PaketKita } from "../inti/terima.ts";
import type { LampiranDiketahui } from "../inti/muatan.ts";
import { gunaLampiran } from "../inti/muatan.ts";
import type { RingkasanLembar, RingkasanTanda } from "./api.ts";
import { belumMapan, pilihPutusan } from "../inti/kirim.ts";
import { tulisLampiran, tulisUbahan } from "./catat.ts";
import { gagalSimpan, type Tulis } from "./gudang.ts";
import { bungkusUmum, type BarisKunci } from "./kunci.ts";
import { isDump } from "./dump.ts";
import { bukaDump } from "./dump_buka.ts";
import { penerima, ubahPaket } from "./keluar.ts";
import { tulisIsiLembar, tulisSatu, type BarisLampiran, type Pasti, type Ruang } from "./ruang.ts";

/** A worksheet, first or next. Ubahan that are not settled stay, whatever it says. */
export async function muatLembar(
    ruang: Ruang,
    akun: string,
    bytes: Uint8Array,
    penjaga: string | null,
): Promise<RingkasanLembar> {
    const { lembar, registrar, paket } = await bacaLembar(bytes, [ruang.kunci.identitas], ruang.pasti.registrar);
    await periksaPemilik(ruang, akun, lembar, [registrar]);
    const pasti: Pasti = {
        ...ruang.pasti,
        registrar: [registrar],
        kunci: ambilKunci(ruang.pasti, lembar.kunci, lembar.dibuat),
        server: terbaru(ruang.pasti.server, lembar.dibuat),
        pencabutan: ambilPencabutan(ruang.pasti, lembar.pencabutan),
    };
    const terserap = [...new Set([...ruang.tandaTerima.values()].map((t) => t.manifes))];
    const isi = await tulisIsiLembar(ruang, lembar, { id: lembar.id, kode: paket.manifes.lembar.kode, terserap });
    const daftar = [...isi.daftar, await tulisSatu(ruang, "keadaan", "pasti", pasti)];
    const tampung = { ...ruang, pasti, lembar };
    await tulisSemua(ruang, [...daftar, ...(await bungkusUlang(tampung))], penjaga);
    Object.assign(ruang, { pasti, lembar, info: isi.info });
    const tetap = belumMapan(ruang.ubahan, pilihPutusan([...ruang.tandaTerima.values()])).length;
    return { id: lembar.id, versi: lembar.versi, keluarga: lembar.keluarga.length, tetap };
}

/** For this operator, this laptop's key and this village; never older than what is here. */
async function periksaPemilik(ruang: Ruang, akun: string, lembar: Lembar, registrar: Pasti["registrar"]): Promise<void> {
    const sertifikat = await bacaSertifikat(lembar.sertifikat, registrar);
    const { kid } = ruang.kunci.tanda;
    const jwk = JSON.stringify(Object.entries(sertifikat.cnf.jwk).sort());
    const milik = JSON.stringify(Object.entries(ruang.kunci.tanda.jwk).sort());
    if (jwk !== milik || !sertifikat.desa.includes(lembar.desa.kode)) {
        throw new TidakCocok(
            "Lembar ini dibuat untuk laptop lain.",
            `Minta lembar untuk laptop dengan kunci ${kid.slice(0, 6)}….`,
        );
    }
    if (String(lembar.operator.akun) !== akun) {
        throw new TidakCocok("Lembar ini untuk operator lain.", "Masuk sebagai operator itu, lalu muat lagi.");
    }
    const lama = ruang.lembar;
    const satuMasa = lama?.periode.kode === lembar.periode.kode && lama.desa.kode === lembar.desa.kode;
    if (lama !== null && satuMasa && Date.parse(lembar.dibuat) < Date.parse(lama.dibuat)) {
        throw new TidakCocok(
            "Lembar ini lebih lama daripada yang sudah dimuat.",
            "Pakai lembar yang sekarang, atau minta yang terbaru.",
        );
    }
}

/** A receipt with verdicts: only one that is signed, for us, and for a package that we made. */
export async function muatTandaTerima(
    ruang: Ruang,
    bytes: Uint8Array,
    penjaga: string | null,
): Promise<RingkasanTanda> {
    const milik: PaketKita[] = ruang.paket.map((p) => {
        const n = new Set(p.n);
        const id = new Set(ruang.ubahan.filter((u) => n.has(u.n)).map((u) => u.id));
        return { manifes: p.manifes, urutan: p.urutan, id };
    });
    const { isi, sha256 } = await bacaTandaTerima(bytes, [ruang.kunci.identitas], ruang.pasti.registrar, milik);
    const hitung = (kata: string): number => isi.putusan.filter((p) => p.putusan === kata).length;
    const ringkasan: RingkasanTanda = {
        urutan: isi.urutan,
        pada: isi.pada,
        diterima: hitung("DITERIMA"),
        sama: hitung("SAMA"),
        ditolak: hitung("DITOLAK"),
        ditahan: hitung("DITAHAN") + hitung("BELUM_DIDUKUNG"),
        menunggu: hitung("MENUNGGU"),
        lampiranKurang: isi.lampiran_kurang,
        sudah: ruang.tandaTerima.has(sha256),
    };
    if (ringkasan.sudah) return ringkasan;
    const pasti: Pasti = {
        ...ruang.pasti,
        kunci: ambilKunci(ruang.pasti, isi.kunci, isi.pada),
        server: terbaru(ruang.pasti.server, isi.pada),
        pencabutan: ambilPencabutan(ruang.pasti, isi.pencabutan),
    };
    const serta = [
        await tulisSatu(ruang, "tanda_terima", sha256, isi),
        await tulisSatu(ruang, "keadaan", "pasti", pasti),
    ];
    const titip = { nomor: "", pada: isi.pada, jalur: "BERKAS" };
    await ubahPaket(
        ruang,
        isi.urutan,
        (p) => ({ ...p, dinilai: true, titip: p.titip ?? titip, bytes: null }),
        penjaga,
        serta,
    );
    ruang.pasti = pasti;
    ruang.tandaTerima.set(sha256, isi);
    return ringkasan;
}

/**
 * An own package or a rescue file, read with the paper key: its ubahan are recorded here again in their order. Their
 * ids stay, so that nothing is counted twice; their numbers are this laptop's.
 */
export async function pulihkan(
    ruang: Ruang,
    bytes: Uint8Array,
    identitas: string,
    penjaga: string | null,
): Promise<{ ubahan: number; sudah: number }> {
    const asal = isDump(bytes) ? await bukaDump(bytes, identitas) : await bukaSendiri(ruang, bytes, identitas);
    const baru = asal.ubahan.filter((u) => !ruang.perId.has(u.id));
    const serta: Tulis[] = [];
    for (const { meta, isi } of asal.lampiran) {
        const ada = (await ruang.gudang.baca("lampiran", meta.sha256)) as BarisLampiran | undefined;
        if (isi !== null && !ada?.baris) serta.push(await tulisLampiran(ruang, meta, isi));
        // Without its name in the manifest, the line that needs it would make every later package unreadable.
        else if (ada === undefined) serta.push({ toko: "lampiran", kunci: meta.sha256, nilai: { ...meta, baris: null } });
    }
    const n = ruang.hitungan.n;
    const bernomor = baru.map((u, i) => ({ ...u, n: n + 1 + i })) as Ubahan[];
    await tulisUbahan(ruang, bernomor, serta, penjaga);
    return { ubahan: baru.length, sudah: asal.ubahan.length - baru.length };
}

export interface AsalPulih {
    ubahan: Ubahan[];
    lampiran: { meta: LampiranDiketahui; isi: Uint8Array | null }[];
}

async function bukaSendiri(ruang: Ruang, bytes: Uint8Array, identitas: string): Promise<AsalPulih> {
    const registrar = ruang.pasti.registrar.length > 0 ? ruang.pasti.registrar : null;
    const p = await bukaPaket(bytes, [identitas], { registrar, arah: "naik" });
    if (ruang.lembar !== null && p.manifes.desa !== ruang.lembar.desa.kode) {
        throw new TidakCocok("Paket ini dari desa lain.", "Pilih paket dari desa ini.");
    }
    const lampiran = p.manifes.lampiran.map(({ ikut: _, ...meta }) => {
        const dipakai = p.ubahan.find((u) => u.lampiran.includes(meta.sha256));
        const guna = dipakai ? gunaLampiran(dipakai, meta.sha256) : meta.guna;
        return { meta: { ...meta, guna }, isi: p.lampiran.get(meta.sha256) ?? null };
    });
    return { ubahan: p.ubahan, lampiran };
}

// --- what the Dinas told us --------------------------------------------------------------------------

/** The newest directory of sealing keys; an older file never turns it back, and an empty one says nothing. */
function ambilKunci(pasti: Pasti, baru: Lembar["kunci"] | undefined, pada: string): Pasti["kunci"] {
    if (!baru?.cadangan && !baru?.kantor?.length) return pasti.kunci;
    if (pasti.kunci !== null && Date.parse(pada) < Date.parse(pasti.kunci.pada)) return pasti.kunci;
    const { kantor, cadangan, pemulihan } = baru;
    return { kantor: kantor ?? [], cadangan: cadangan ?? "", pemulihan: pemulihan ?? "", pada };
}

function ambilPencabutan(pasti: Pasti, baru: Pasti["pencabutan"] | undefined): Pasti["pencabutan"] {
    return baru && baru.versi >= pasti.pencabutan.versi ? baru : pasti.pencabutan;
}

export function terbaru(lama: string | null, baru: string): string {
    return lama !== null && Date.parse(lama) > Date.parse(baru) ? lama : baru;
}

/** The data key again for whom packages are sealed to now. */
async function bungkusUlang(ruang: Ruang): Promise<Tulis[]> {
    const kepada = penerima(ruang);
    const utama = (await ruang.gudang.baca("kunci", "utama")) as BarisKunci;
    if (kepada.length === 0 || utama.umum?.penerima.join() === kepada.join()) return [];
    const umum = await bungkusUmum(ruang.kunci.mentah, kepada);
    return [{ toko: "kunci", kunci: "utama", nilai: { ...utama, umum } satisfies BarisKunci }];
}

export async function tulisSemua(ruang: Ruang, daftar: readonly Tulis[], penjaga: string | null): Promise<void> {
    try {
        await ruang.gudang.tulis(daftar, penjaga);
    } catch (galat) {
        throw gagalSimpan(galat);
    }
}
