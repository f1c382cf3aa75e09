/** The store on a real IndexedDB shape: nothing that was said to be saved is lost, and nothing is counted twice. */

import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { expect, test, vi } from "vitest";
import { sha256Hex } from "../src/inti/index.ts";
import { GagalSimpan } from "../src/simpan/gudang.ts";
import { GudangMemori } from "../src/simpan/memori.ts";
import { daftarAkun, selamatkan } from "../src/simpan/selamat.ts";
import { openStore } from "../src/simpan/store.ts";
import { buatDinas, buatLembar, kirimLembar } from "./dunia.ts";
import { bukaStore, dibuka, jam, JPEG, pakaiLaptop, PIN, siapkan, verval } from "./laptop.ts";

pakaiLaptop();

test("what was saved is there after the laptop was switched off, in order and complete", async () => {
    const { store } = await siapkan();
    for (let i = 0; i < 12; i++) await store.catat(verval(i, `catatan ${i}`));
    store.tutup();
    const lagi = await bukaStore();
    expect(lagi.status.nilai).toBe("terkunci");
    expect(lagi.lembar()).toBeNull();
    await lagi.buka(PIN);
    expect(lagi.semua().map((u) => u.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(lagi.lipatan.nilai?.jumlah.diverval).toBe(12);
    expect(lagi.rusak()).toEqual([]);
});

test("a double click and two saves at once give one ubahan each, without gaps", async () => {
    const { store } = await siapkan();
    const id = store.idBaru();
    const [a, b] = await Promise.all([store.catat({ ...verval(1), id }), store.catat({ ...verval(1), id })]);
    expect(a).toBe(b);
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.catat(verval(i % 20))));
    expect(store.semua().map((u) => u.n)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
});

test("rows in the database are ciphertext: no name, number or place of anybody", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1, "BAPAK CONTOH PINDAH"));
    await store.draf("form", { nama: "BAPAK CONTOH" });
    const dump = new TextDecoder().decode((await selamatkan("7", "2021-07-12")).bytes);
    expect(dump).not.toMatch(/CONTOH|KEPALA|K000001|PETANI/);
});

test("n and urutan grow whatever the clock does", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1));
    jam.kini = Date.parse("2019-01-01T00:00:00Z");
    await store.catat(verval(2));
    const p = await store.buatPaket({ foto: false });
    jam.kini = Date.parse("2031-01-01T00:00:00Z");
    await store.catat(verval(3));
    const q = await store.buatPaket({ foto: false });
    expect(store.semua().map((u) => u.n)).toEqual([1, 2, 3]);
    expect([p.urutan, q.urutan]).toEqual([1, 2]);
    jam.kini = Date.parse("2019-01-01T00:00:00Z");
    expect(store.peringatanJam()).toMatch(/lebih awal/);
    jam.kini = Date.parse("2021-07-12T00:00:00Z");
    expect(store.peringatanJam()).toBeNull();
});

test("a save that the disk refuses says so, keeps memory and disk equal, and the same form can be saved later", async () => {
    const gudang = new GudangMemori();
    const { store } = await siapkan({ gudang, tab: false });
    await store.catat(verval(1));
    for (const nama of ["QuotaExceededError", "AbortError", "UnknownError"]) {
        gudang.sebelumTulis = () => {
            throw new DOMException("full", nama);
        };
        const galat = await store.catat(verval(2)).catch((e: unknown) => e);
        expect(galat).toBeInstanceOf(GagalSimpan);
        expect((galat as GagalSimpan).kalimat).toMatch(/^TIDAK tersimpan/);
        expect(store.semua()).toHaveLength(1);
    }
    gudang.sebelumTulis = () => undefined;
    expect((await store.catat(verval(2))).n).toBe(2);
});

test("a wrong PIN waits longer each time and never wipes", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1));
    store.kunci();
    const lama: number[] = [];
    for (let i = 0; i < 10; i++) {
        const galat = (await store.buka("salah-2").catch((e: unknown) => e)) as { tunggu: number };
        lama.push(galat.tunggu);
        jam.kini += galat.tunggu;
    }
    expect(lama.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(lama.slice(4)).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 480_000]);
    await store.buka("salah-3").catch(() => undefined);
    await expect(store.buka(PIN)).rejects.toThrow(/Coba lagi/);
    jam.kini += 15 * 60_000;
    await store.buka(PIN);
    expect(store.semua()).toHaveLength(1);
});

test("a forgotten PIN is overcome with the paper key, and only with the right one", async () => {
    const { d, store } = await siapkan();
    await store.catat(verval(1));
    store.kunci();
    await expect(store.bukaDenganPemulihan((await buatDinas()).pemulihan.identitas, "baru-123")).rejects.toThrow();
    await store.bukaDenganPemulihan(d.pemulihan.identitas, "baru-123");
    expect(store.semua().map((u) => u.jenis)).toEqual(["verval", "pemulihan"]);
    store.kunci();
    await expect(store.buka(PIN)).rejects.toThrow(/PIN salah/);
    await store.buka("baru-123");
});

test("a cleared database beside the marker is recovery, and a copy outside brings the same ubahan back", async () => {
    const { d, store } = await siapkan();
    const foto = JPEG("foto rumah");
    const sha = await sha256Hex(foto);
    await store.catat({ jenis: "foto", pokok: "K000001", isi: { jenis: "RUMAH", sha256: sha } }, { lampiran: [{ isi: foto, jenis: "image/jpeg" }] });
    for (let i = 0; i < 5; i++) await store.catat(verval(i));
    const paket = await store.buatPaket({ foto: true });
    const semula = store.semua().map((u) => u.id);
    store.tutup();
    vi.stubGlobal("indexedDB", new IDBFactory());
    const lagi = await bukaStore();
    expect(lagi.status.nilai).toBe("hilang");
    expect(lagi.sisa).toMatchObject({ sampai_n: 6, urutan: 1 });
    const minta = await lagi.buat("pin-baru", "laptop");
    await lagi.muatLembar(await kirimLembar(d, await buatLembar(d, minta), minta.umum));
    expect(await lagi.pulihkan(paket.bytes, d.pemulihan.identitas)).toEqual({ ubahan: 6, sudah: 0 });
    expect(await lagi.pulihkan(paket.bytes, d.pemulihan.identitas)).toEqual({ ubahan: 0, sudah: 6 });
    expect(lagi.semua().map((u) => u.id)).toEqual(semula);
    expect(lagi.semua().map((u) => u.n)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await lagi.lampiran(sha))?.isi).toEqual(foto);
});

test("the rescue file opens with the paper key, without the PIN", async () => {
    const { d, store } = await siapkan();
    for (let i = 0; i < 4; i++) await store.catat(verval(i));
    await store.buatPaket({ foto: false });
    store.tutup();
    expect(await daftarAkun()).toEqual(["7"]);
    const s = await selamatkan("7", "2021-07-12");
    expect([s.ubahan, s.paket.length, s.rusak]).toEqual([4, 1, []]);
    vi.stubGlobal("indexedDB", new IDBFactory());
    const lain = await siapkan();
    expect(await lain.store.pulihkan(s.bytes, d.pemulihan.identitas)).toEqual({ ubahan: 4, sudah: 0 });
});

test("a row that was swapped, changed or taken out is named, and the others are still there", async () => {
    const gudang = new GudangMemori();
    const { store } = await siapkan({ gudang, tab: false });
    for (let i = 0; i < 5; i++) await store.catat(verval(i));
    store.kunci();
    const dua = await gudang.baca("ubahan", 2);
    await gudang.tulis([{ toko: "ubahan", kunci: 3, nilai: dua }, { toko: "ubahan", kunci: 5, hapus: true }]);
    await store.buka(PIN);
    expect(store.rusak().map((r) => r.kunci)).toEqual(expect.arrayContaining(["3", "5"]));
    expect(store.semua().map((u) => u.n)).toEqual(expect.arrayContaining([1, 2, 4]));
    expect((await store.catat(verval(9))).n).toBe(6);
});

test("another account on the same laptop sees nothing of the first", async () => {
    const { store } = await siapkan();
    await store.catat(verval(1));
    const budi = await openStore(8, { putaran: 1000, jam: () => jam.kini });
    dibuka.push(budi);
    expect(budi.status.nilai).toBe("baru");
    expect(budi.semua()).toEqual([]);
});

test("a database that does not open stays as it is", async () => {
    const lain = await openDB("opensiks-lembar-7", 5, { upgrade: (db) => void db.createObjectStore("isi") });
    await lain.put("isi", "masih ada", 1);
    lain.close();
    const store = await openStore(7, { jam: () => jam.kini });
    dibuka.push(store);
    expect(store.status.nilai).toBe("rusak");
    expect(store.sebab).toMatch(/lebih baru/);
    await expect(store.buat(PIN, "laptop")).rejects.toThrow();
    const kembali = await openDB("opensiks-lembar-7");
    expect(await kembali.get("isi", 1)).toBe("masih ada");
    kembali.close();
});

test("drafts survive and go with the ubahan that finishes them, in one transaction", async () => {
    const { store } = await siapkan();
    await store.draf("usulan:K000001", { alasan: "setengah jadi" });
    store.kunci();
    await store.buka(PIN);
    expect(await store.draf("usulan:K000001")).toEqual({ alasan: "setengah jadi" });
    await store.catat(verval(1), { draf: "usulan:K000001" });
    expect(await store.draf("usulan:K000001")).toBeNull();
    expect(await store.daftarDraf()).toEqual([]);
});
