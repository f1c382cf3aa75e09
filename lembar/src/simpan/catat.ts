/** One ubahan into the store: numbered, chained, encrypted, committed; or nothing at all and the reason said. */

import { MAKS_BARIS, MAKS_FOTO, MAKS_PDF } from "../inti/batas.ts";
import { bacaBaku } from "../inti/baku.ts";
import type { Nilai, Objek, Ubahan, UbahanBaru } from "../inti/bentuk.ts";
import { sha256Hex } from "../inti/hash.ts";
import { kanonik, keNfc } from "../inti/kanonik.ts";
import { bacaUbahan } from "../inti/manifes.ts";
import { gunaLampiran, type LampiranDiketahui } from "../inti/muatan.ts";
import { isJenis } from "../inti/paket.ts";
import type { LampiranBaru, OpsiCatat } from "./api.ts";
import { sidikBaris, tulisJson, tutupBaris } from "./baris.ts";
import { GagalSimpan, gagalSimpan, type Tulis } from "./gudang.ts";
import { masukkan, type BarisLampiran, type Hitungan, type Ruang } from "./ruang.ts";

/** Adds `baru` and gives it back with its number; the same id again gives the first one, and nothing is written. */
export async function catat(
    ruang: Ruang,
    baru: UbahanBaru,
    opsi: OpsiCatat,
    sekarang: { pada: string; id: string; penjaga: string | null },
    serta: readonly Tulis[] = [],
): Promise<Ubahan> {
    const id = baru.id ?? sekarang.id;
    const lama = ruang.perId.get(id);
    if (lama !== undefined) return lama;
    const berkas = await siapkanLampiran(ruang, opsi.lampiran ?? []);
    const isi = keNfc(baru.isi as unknown as Nilai) as unknown as UbahanBaru["isi"];
    const ubahan = {
        id,
        n: ruang.hitungan.n + 1,
        sv: 1,
        jenis: baru.jenis,
        pokok: baru.pokok,
        dasar: keNfc(baru.dasar ?? {}),
        isi,
        perlu: daftarPerlu(baru),
        lampiran: daftarLampiran(isi as unknown as Objek, [...berkas.keys()]),
        pada: sekarang.pada,
    } as Ubahan;
    const asing = ubahan.lampiran.find((s) => !ruang.lampiran.has(s) && !berkas.has(s));
    if (asing !== undefined) throw new TypeError("an attachment that was never stored");
    periksaBaris(ubahan);
    const daftar: Tulis[] = [...serta, ...(await tulisBerkas(ruang, berkas, ubahan))];
    if (opsi.draf !== undefined) daftar.push({ toko: "draf", kunci: opsi.draf, hapus: true });
    await tulisUbahan(ruang, [ubahan], daftar, sekarang.penjaga);
    return ubahan;
}

/** Rows of `daftar` and whatever comes with them, in one transaction; memory follows only after the commit. */
export async function tulisUbahan(
    ruang: Ruang,
    daftar: readonly Ubahan[],
    serta: readonly Tulis[],
    penjaga: string | null,
): Promise<void> {
    let { n, rantai } = ruang.hitungan;
    const tulis: Tulis[] = [...serta];
    for (const u of daftar) {
        const kepala = { id: u.id, n: u.n, sebelum: rantai };
        const baris = await tutupBaris(ruang.kunci.data, "ubahan", kepala, tulisJson(u), ruang.acak);
        tulis.push({ toko: "ubahan", kunci: u.n, nilai: baris, baru: true });
        rantai = await sidikBaris("ubahan", baris);
        n = u.n;
    }
    const hitungan: Hitungan = { ...ruang.hitungan, n, rantai };
    tulis.push({ toko: "keadaan", kunci: "hitungan", nilai: hitungan });
    try {
        await ruang.gudang.tulis(tulis, penjaga);
    } catch (galat) {
        throw gagalSimpan(galat);
    }
    ruang.hitungan = hitungan;
    for (const t of serta) {
        if (t.toko !== "lampiran" || "hapus" in t) continue;
        const { ukuran, jenis, guna } = t.nilai as BarisLampiran;
        ruang.lampiran.set(String(t.kunci), { sha256: String(t.kunci), ukuran, jenis, guna });
    }
    for (const u of daftar) masukkan(ruang, u);
}

type Siap = LampiranBaru & { sha256: string };

/** New files by hash, checked as the office will check them. */
async function siapkanLampiran(ruang: Ruang, daftar: readonly LampiranBaru[]): Promise<Map<string, Siap>> {
    const hasil = new Map<string, Siap>();
    for (const l of daftar) {
        const batas = l.jenis === "image/jpeg" ? MAKS_FOTO : MAKS_PDF;
        if (!isJenis(l.isi, l.jenis)) {
            throw new GagalSimpan("TIDAK tersimpan: berkas ini bukan foto JPEG atau PDF.", "Pilih berkas lain.");
        }
        if (l.isi.length > batas) {
            const kb = Math.floor(batas / 1024);
            throw new GagalSimpan(`TIDAK tersimpan: berkas lebih besar dari ${kb} KB.`, "Kecilkan berkasnya, lalu pilih lagi.");
        }
        const sha256 = await sha256Hex(l.isi);
        const ada = (await ruang.gudang.baca("lampiran", sha256)) as BarisLampiran | undefined;
        if (!ada?.baris) hasil.set(sha256, { ...l, sha256 });
    }
    return hasil;
}

async function tulisBerkas(ruang: Ruang, berkas: ReadonlyMap<string, Siap>, ubahan: Ubahan): Promise<Tulis[]> {
    const daftar: Tulis[] = [];
    for (const l of berkas.values()) {
        const { sha256, jenis } = l;
        const meta: LampiranDiketahui = { sha256, ukuran: l.isi.length, jenis, guna: gunaLampiran(ubahan, sha256) };
        daftar.push(await tulisLampiran(ruang, meta, l.isi));
    }
    return daftar;
}

export async function tulisLampiran(ruang: Ruang, meta: LampiranDiketahui, isi: Uint8Array): Promise<Tulis> {
    const baris = await tutupBaris(ruang.kunci.data, "lampiran", { id: meta.sha256 }, isi, ruang.acak);
    return { toko: "lampiran", kunci: meta.sha256, nilai: { ...meta, baris } satisfies BarisLampiran };
}

/** What must be known before this one can be judged: every ubahan of ours that it names. */
function daftarPerlu(baru: UbahanBaru): string[] {
    const perlu = new Set(baru.perlu ?? []);
    const isi = baru.isi as { musyawarah?: string };
    for (const ref of [baru.pokok, isi.musyawarah ?? ""]) {
        if (ref.startsWith("ubahan:")) perlu.add(ref.slice("ubahan:".length));
    }
    return [...perlu];
}

/** Every hash in the content, and what came with it. */
function daftarLampiran(isi: Objek, serta: readonly string[]): string[] {
    const hasil = new Set<string>();
    if (typeof isi["sha256"] === "string" && isi["sha256"] !== "") hasil.add(isi["sha256"]);
    const { bukti } = isi as { bukti?: { sha256: string }[] };
    for (const b of bukti ?? []) if (b.sha256) hasil.add(b.sha256);
    for (const s of serta) hasil.add(s);
    return [...hasil];
}

/** Refuses what no reader would take, before it is final. */
function periksaBaris(ubahan: Ubahan): void {
    const bytes = kanonik(ubahan as unknown as Nilai);
    if (bytes.length > MAKS_BARIS) {
        throw new GagalSimpan("TIDAK tersimpan: isian terlalu panjang.", "Singkat catatannya, lalu simpan lagi.");
    }
    if (bacaUbahan(bacaBaku(bytes, "ubahan")) === null) throw new TypeError("not an ubahan of this format");
}
