/** Packages out and receipts back: cumulative, proven, and settled only by a receipt that is genuine. */

import { expect, test } from "vitest";
import { sha256Hex, tandaiPadat } from "../src/inti/index.ts";
import { bukaDiDinas, buatDinas, buatLembar, kirimLembar, nilai } from "./dunia.ts";
import { JPEG, pakaiLaptop, siapkan, verval } from "./laptop.ts";

pakaiLaptop();

test("packages are cumulative until a receipt settles them; held ones stay", async () => {
    const { d, store, umum } = await siapkan();
    for (let i = 0; i < 4; i++) await store.catat(verval(i));
    const satu = await store.buatPaket({ foto: false });
    await store.catat(verval(4));
    const dua = await store.buatPaket({ foto: false });
    expect((await bukaDiDinas(d, dua.bytes)).ubahan.map((u) => u.n)).toEqual([1, 2, 3, 4, 5]);
    expect((await bukaDiDinas(d, dua.bytes)).manifes.sebelum).toBe((await bukaDiDinas(d, satu.bytes)).manifesSha256);
    const tanda = await nilai(d, dua.bytes, umum, (n) => (n === 2 ? { putusan: "DITAHAN", kode: "BENTROK" } : n === 3 ? { putusan: "DITOLAK", kode: "R1a" } : {}));
    expect(await store.muatTandaTerima(tanda)).toMatchObject({ diterima: 3, ditolak: 1, ditahan: 1, sudah: false });
    expect(await store.muatTandaTerima(tanda)).toMatchObject({ sudah: true });
    expect(store.keadaan.nilai).toMatchObject({ hanyaDiLaptop: 0, diDinas: 1, diterima: 3, ditolak: 1, semua: 5 });
    const tiga = await bukaDiDinas(d, (await store.buatPaket({ foto: false })).bytes);
    expect(tiga.ubahan.map((u) => u.n)).toEqual([2]);
    expect(tiga.manifes.tanda_terima).toHaveLength(1);
});

test("a forged receipt, one for another package and a deposit receipt for another file settle nothing", async () => {
    const { d, store, umum } = await siapkan();
    await store.catat(verval(1));
    const paket = await store.buatPaket({ foto: false });
    const palsu = await nilai(d, paket.bytes, umum, () => ({}), {}, await buatDinas());
    await expect(store.muatTandaTerima(palsu)).rejects.toThrow(/TANDA_TANGAN/);
    await expect(store.muatTandaTerima(await nilai(d, paket.bytes, umum, () => ({}), { manifes: "b".repeat(64) }))).rejects.toThrow(/bukan untuk paket/);
    const jws = await tandaiPadat({ sha256: "c".repeat(64), ukuran: 1, pada: "2021-07-20T10:00:00+07:00", nomor: "T-1", jalur: "JARINGAN" }, d.registrar, "opensiks-titip+jwt");
    await expect(store.tandaiTitip(1, jws, "JARINGAN")).rejects.toThrow(/berkas lain/);
    expect(store.keadaan.nilai.hanyaDiLaptop).toBe(1);
    const baik = await tandaiPadat({ sha256: paket.sha256, ukuran: 1, pada: "2021-07-20T10:00:00+07:00", nomor: "T-1", jalur: "JARINGAN" }, d.registrar, "opensiks-titip+jwt");
    await store.tandaiTitip(1, baik, "JARINGAN");
    expect(store.keadaan.nilai.diDinas).toBe(1);
    expect(store.belumTitip()).toEqual([]);
});

test("a copy counts only when what was read back is the same", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1));
    const p = await store.buatPaket({ foto: false, zirah: true });
    expect(p.nama).toBe("opensiks_1804012001_2021-kampanye_0001.age.txt");
    await expect(store.tandaiTersalin(p.urutan, "d".repeat(64))).rejects.toThrow(/TIDAK sama/);
    expect(store.keadaan.nilai.hanyaDiLaptop).toBe(1);
    await store.tandaiTersalin(p.urutan, await sha256Hex(p.bytes));
    expect(store.keadaan.nilai).toMatchObject({ hanyaDiLaptop: 0, tersalin: 1, tertua: null });
});

test("a light package names its photos; later ones bring them until the office has them", async () => {
    const { d, store, umum } = await siapkan();
    const foto = JPEG("rumah");
    const sha = await sha256Hex(foto);
    await store.catat({ jenis: "foto", pokok: "K000001", isi: { jenis: "RUMAH", sha256: sha } }, { lampiran: [{ isi: foto, jenis: "image/jpeg" }] });
    const ringan = await store.buatPaket({ foto: false });
    expect(ringan.tanpaFoto).toEqual([sha]);
    await store.muatTandaTerima(await nilai(d, ringan.bytes, umum, () => ({ putusan: "MENUNGGU", kode: "BUKTI" })));
    const penuh = await bukaDiDinas(d, (await store.buatPaket({ foto: true })).bytes);
    expect(penuh.lampiran.get(sha)).toEqual(foto);
    expect(penuh.manifes.lampiran[0]).toMatchObject({ guna: "RUMAH", jenis: "image/jpeg", ikut: true });
    await expect(store.catat(verval(2), { lampiran: [{ isi: Uint8Array.of(1, 2), jenis: "image/jpeg" }] })).rejects.toThrow(/bukan foto/);
});

test("a new worksheet keeps what is not settled; an older one, another laptop's and another operator's are refused", async () => {
    const { d, store } = await siapkan();
    await store.catat(verval(1));
    const minta = store.permintaan();
    const baru = await buatLembar(d, minta, { dibuat: "2021-07-09T08:00:00+07:00", versi: 2 });
    expect(await store.muatLembar(await kirimLembar(d, baru, minta.umum))).toMatchObject({ tetap: 1, versi: 2 });
    const muat = async (l: Parameters<typeof buatLembar>[2], m = minta) => store.muatLembar(await kirimLembar(d, await buatLembar(d, m, l), minta.umum));
    await expect(muat({})).rejects.toThrow(/lebih lama/);
    await expect(muat({ dibuat: "2021-07-10T08:00:00+07:00", operator: { akun: 8, nama: "Lain" } })).rejects.toThrow(/operator lain/);
    await expect(muat({ dibuat: "2021-07-10T08:00:00+07:00", bentuk: "lembar/2" })).rejects.toThrow(/lebih baru/);
    const asing = await buatDinas();
    const lain = await buatLembar(d, { ...minta, jwk: asing.registrar.jwk }, { dibuat: "2021-07-10T08:00:00+07:00" });
    await expect(store.muatLembar(await kirimLembar(d, lain, minta.umum))).rejects.toThrow(/laptop lain/);
    await expect(store.muatLembar(await kirimLembar(asing, await buatLembar(asing, minta), minta.umum))).rejects.toThrow(/TANDA_TANGAN/);
    expect(store.lembar()?.versi).toBe(2);
    expect(store.semua()).toHaveLength(1);
});

test("Kegagalan 24: a worksheet newer than the program is not opened, advice is given, and a package is still made", async () => {
    const { d, store } = await siapkan();
    await store.catat(verval(1));
    const minta = store.permintaan();
    const lama = store.lembar();
    const baru = await kirimLembar(d, await buatLembar(d, minta, { dibuat: "2021-07-10T08:00:00+07:00", bentuk: "lembar/2" }), minta.umum);
    const galat: unknown = await store.muatLembar(baru).catch((e: unknown) => e);
    expect(galat).toMatchObject({ message: expect.stringMatching(/lebih baru/), langkah: expect.stringMatching(/[Pp]erbarui/) });
    expect(store.lembar()).toEqual(lama);
    const paket = await store.buatPaket({ foto: false });
    expect((await bukaDiDinas(d, paket.bytes)).manifes).toMatchObject({ isi: { jumlah: 1 } });
    expect(store.semua()).toHaveLength(1);
});
