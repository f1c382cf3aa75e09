/** The fold: the same state whatever order receipts came in, and counts that always add up. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lembar, Putusan, TandaTerima, Ubahan } from "../src/inti/bentuk.ts";
import { hitungLaptop } from "../src/simpan/ringkas.ts";
import { belumMapan, daftarRapat, nextHalaman, kodeRapat, lipat, pilihPutusan, pilihUbahan } from "../src/inti/index.ts";
import { buatKeluarga } from "./dunia.ts";

const id = (n: number) => `017a5f36-3a60-7000-8000-${n.toString(16).padStart(12, "0")}`;
const K = (i: number) => `K${String(i).padStart(6, "0")}`;
const lembar = {
    keluarga: Array.from({ length: 6 }, (_, i) => buatKeluarga(i)),
    usulan: [{ id: "usulan:12", jenis: "PINDAH", pokok: K(3), nama: "KEPALA 3", status: "DIAJUKAN", orang: 3, alasan: "", program: "", kode_alasan: "" }],
} as unknown as Lembar;

function u(n: number, jenis: Ubahan["jenis"], pokok: string, isi: object): Ubahan {
    return { id: id(n), n, sv: 1, jenis, pokok, dasar: {}, isi, perlu: [], lampiran: [], pada: "2021-07-12T09:30:00+07:00" } as unknown as Ubahan;
}
const verval = (n: number, k: number, hasil = "TETAP") => u(n, "verval", K(k), { hasil, tanggal: "2021-07-12", catatan: "" });

function tanda(urutan: number, putusan: [number, Putusan, string?][]): TandaTerima {
    const baris = putusan.map(([n, p, hasil]) => ({ id: id(n), n, putusan: p, kode: "", kalimat: "", hasil: hasil ?? "", versi: null }));
    return { manifes: `m${urutan}`, urutan, pada: `2021-07-${10 + urutan}T00:00:00+07:00`, putusan: baris, lampiran_kurang: [] } as unknown as TandaTerima;
}

const putusanAcak = fc.constantFrom<Putusan>("DITERIMA", "SAMA", "DITOLAK", "DITAHAN", "MENUNGGU", "BELUM_DIDUKUNG");
const ubahanAcak = fc.array(
    fc.oneof(
        fc.record({ jenis: fc.constant("verval"), k: fc.nat(5), hasil: fc.constantFrom("TETAP", "PINDAH") }),
        fc.record({ jenis: fc.constant("batal_verval"), k: fc.nat(5) }),
        fc.record({ jenis: fc.constant("cabut"), k: fc.nat(20) }),
        fc.record({ jenis: fc.constant("usulan"), k: fc.nat(5) }),
        fc.record({ jenis: fc.constant("catatan"), k: fc.nat(5) }),
    ),
    { maxLength: 25 },
);

function rakit(daftar: readonly { jenis: string; k: number; hasil?: string }[]): Ubahan[] {
    return daftar.map((d, i) => {
        const n = i + 1;
        if (d.jenis === "verval") return verval(n, d.k, d.hasil);
        if (d.jenis === "cabut") return u(n, "cabut", `ubahan:${id((d.k % n) + 1)}`, { alasan: "salah" });
        if (d.jenis === "usulan") return u(n, "usulan", K(d.k), { jenis: "MENINGGAL", program: "", kode_alasan: "", alasan: "", muatan: {}, bukti: [] });
        return u(n, d.jenis as "catatan", K(d.k), { isi: "x", alasan: "x" });
    });
}

test("receipts in any order, once or twice, give the same state; counts always add up", () => {
    const tandaAcak = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), putusanAcak), { maxLength: 10 })), { maxLength: 4 });
    fc.assert(
        fc.property(ubahanAcak, tandaAcak, fc.array(fc.nat()), (isi, mentah, acak) => {
            const ubahan = rakit(isi);
            const daftar = [...new Map(mentah).entries()].map(([urutan, p]) => tanda(urutan, p));
            const lain = [...daftar, ...daftar].sort((a, b) => (acak[a.urutan] ?? 0) - (acak[b.urutan] ?? 0) || b.urutan - a.urutan);
            const paket = [{ urutan: 1, n: [1, 2, 3], tersalin: "x", titip: null }, { urutan: 2, n: [2, 3, 4], tersalin: null, titip: {} }];
            const a = lipat(lembar, ubahan, daftar, { paket });
            expect(lipat(lembar, [...ubahan].reverse(), lain, { paket })).toEqual(a);
            const { jumlah } = a;
            expect(jumlah.diverval + jumlah.belum).toBe(6);
            expect(Object.values(jumlah.perHasil).reduce((x, y) => x + y, 0)).toBe(jumlah.diverval);
            expect(Object.values(jumlah.kirim).reduce((x, y) => x + y, 0)).toBe(ubahan.length);
            const k = hitungLaptop(ubahan, daftar, paket);
            expect(k.hanyaDiLaptop + k.tersalin + k.diDinas + k.diterima + k.ditolak).toBe(k.semua);
            const belum = belumMapan(ubahan, pilihPutusan(daftar)).length;
            expect(belum).toBe(k.hanyaDiLaptop + k.tersalin + k.diDinas);
        }),
    );
});

test("what was settled stays settled, whatever a later package's receipt says", () => {
    fc.assert(
        fc.property(putusanAcak, (p) => {
            expect(pilihPutusan([tanda(2, [[1, p]]), tanda(1, [[1, "DITERIMA"]])]).get(id(1))?.putusan).toBe("DITERIMA");
        }),
    );
});

test("the receipt issued last speaks: what was accepted and is held again is shown as held", () => {
    const lama = { ...tanda(1, [[1, "DITERIMA"]]), terbit: "2021-07-02T10:00:00+07:00" };
    const baru = { ...tanda(1, [[1, "DITAHAN"]]), terbit: "2021-07-03T10:00:00+07:00" };
    for (const daftar of [[lama, baru], [baru, lama]]) {
        expect(pilihPutusan(daftar).get(id(1))?.putusan).toBe("DITAHAN");
    }
    const lain = { ...tanda(2, [[2, "DITERIMA"]]), terbit: "2021-07-04T10:00:00+07:00" };
    expect(pilihPutusan([lain, lama]).get(id(1))?.putusan).toBe("DITERIMA");
});

describe("families", () => {
    const satu = (ubahan: Ubahan[], t: TandaTerima[] = [], terserap: string[] = []) =>
        lipat(lembar, ubahan, t, { terserap: new Set(terserap) }).keluarga.get(K(1));

    test("the last word stands; taking it back leaves nothing", () => {
        expect(satu([verval(1, 1), verval(2, 1, "PINDAH")])?.verval?.hasil).toBe("PINDAH");
        expect(satu([verval(1, 1), u(2, "cabut", `ubahan:${id(1)}`, { alasan: "x" })])?.verval).toBeNull();
        expect(satu([verval(1, 1), u(2, "batal_verval", K(1), { alasan: "x" })])?.verval).toBeNull();
    });
    test("a refused verval has no effect and asks for attention", () => {
        const k = satu([verval(1, 1)], [tanda(1, [[1, "DITOLAK"]])]);
        expect(k?.verval).toBeNull();
        expect(k?.perhatian?.putusan).toBe("DITOLAK");
    });
    test("what a newer worksheet already knows is not applied over it", () => {
        expect(satu([verval(1, 1)], [tanda(1, [[1, "DITERIMA"]])])?.verval?.hasil).toBe("TETAP");
        expect(satu([verval(1, 1)], [tanda(1, [[1, "DITERIMA"]])], ["m1"])?.verval).toBeNull();
    });
});

describe("the meeting", () => {
    const rapat = u(1, "musyawarah", "", { tanggal: "2021-07-15", mulai: "09:00", tempat: "Balai", pimpinan_nama: "B", pimpinan_jabatan: "Peratin", catatan: "" });
    const usul = u(2, "usulan", K(2), { jenis: "MENINGGAL", program: "", kode_alasan: "", alasan: "", muatan: {}, bukti: [] });
    const ref = `ubahan:${id(1)}`;
    const putus = (n: number, pokok: string, hasil: string) => u(n, "putusan", pokok, { musyawarah: ref, hasil, alasan: "" });
    const semua = [rapat, usul, u(3, "kehadiran", ref, { unsur: { RT_RW: [10, 6, 2] } }), putus(4, `ubahan:${id(2)}`, "SETUJU"), putus(5, "usulan:12", "TOLAK"), u(6, "tutup", ref, { selesai: "12:00", catatan: "", kode_daftar: "A" })];

    test("decides on our own and the office's usulan, whose last decision stands", () => {
        const k = lipat(lembar, [...semua, putus(7, "usulan:12", "SETUJU")], []);
        expect(k.rapat).toHaveLength(1);
        const [r] = k.rapat;
        expect(r?.kehadiran).toEqual({ RT_RW: [10, 6, 2] });
        expect(r?.tutup?.selesai).toBe("12:00");
        expect(r && [...daftarRapat(r, k, "18").putusan]).toEqual([[`ubahan:${id(2)}`, "SETUJU"], ["usulan:12", "SETUJU"]]);
    });
    test("its printed code changes with the list and with nothing else", async () => {
        const kode = async (d: Ubahan[]) => {
            const k = lipat(lembar, d, []);
            return k.rapat[0] && kodeRapat(k.rapat[0], k, "18");
        };
        expect(await kode(semua)).toBe(await kode([...semua, u(9, "catatan", K(1), { isi: "pagar hijau" })]));
        expect(await kode(semua)).not.toBe(await kode([...semua, verval(9, 1)]));
        expect(await kode(semua)).not.toBe(await kode([...semua, putus(9, "usulan:12", "SETUJU")]));
    });
    test("its printed code is not changed by a receipt, unless that refuses a decision", async () => {
        const kode = async (tt: TandaTerima[]) => {
            const k = lipat(lembar, semua, tt);
            return k.rapat[0] && kodeRapat(k.rapat[0], k, "18");
        };
        expect(await kode([tanda(1, [[2, "DITERIMA", "usulan:40"], [4, "DITERIMA"]])])).toBe(await kode([]));
        expect(await kode([tanda(1, [[2, "DITERIMA", "usulan:40"], [4, "DITOLAK"]])])).not.toBe(await kode([]));
    });
    test("an usulan that the office named since is one entry, with the office's status", () => {
        const server = { ...lembar, usulan: [...lembar.usulan, { ...lembar.usulan[0], id: "usulan:40", status: "TERKIRIM", pokok: K(2) }] } as Lembar;
        const k = lipat(server, [rapat, usul, putus(3, "usulan:40", "SETUJU")], [tanda(1, [[2, "DITERIMA", "usulan:40"]])]);
        expect([...k.usulan.keys()]).toEqual([`ubahan:${id(2)}`, "usulan:12"]);
        expect(k.usulan.get(`ubahan:${id(2)}`)).toMatchObject({ status: "TERKIRIM", server: "usulan:40", putusan: { hasil: "SETUJU" } });
    });
});

describe("whom an usulan is about", () => {
    const usul = (n: number, jenis: string, pokok: string, muatan: object) =>
        u(n, "usulan", pokok, { jenis, program: "", kode_alasan: "", alasan: "", muatan, bukti: [] });
    const satu = (baris: Ubahan) => lipat(lembar, [baris], []).usulan.get(`ubahan:${baris.id}`);

    test("a new family is called after its head and counts everybody in the form", () => {
        const anggota = [{ nama: "ANAK", shdk: 4 }, { nama: "YULIANA SABRI", shdk: 1 }, { nama: "SUAMI", shdk: 2 }];
        expect(satu(usul(1, "BARU", "", { keluarga: {}, anggota }))).toMatchObject({ nama: "YULIANA SABRI", orang: 3, keluarga: "" });
        expect(satu(usul(1, "BARU", "", { anggota: [{ nama: "TANPA HUBUNGAN" }] }))).toMatchObject({ nama: "TANPA HUBUNGAN", orang: 1 });
        expect(satu(usul(1, "BARU", "", {}))).toMatchObject({ nama: "", orang: 1 });
    });
    test("people added or moved count themselves, under the name of their family", () => {
        expect(satu(usul(1, "TAMBAH_ART", K(1), { anggota: [{ nama: "BAYI", shdk: 4 }] }))).toMatchObject({ nama: "KEPALA 1", orang: 1 });
        expect(satu(usul(1, "PECAH_KK", K(1), { anggota: ["I000001-2", "I000001-3"] }))).toMatchObject({ nama: "KEPALA 1", orang: 2 });
        expect(satu(usul(1, "PINDAH", K(1), {}))).toMatchObject({ nama: "KEPALA 1", orang: 3 });
        expect(satu(usul(1, "MENINGGAL", "I000001-2", {}))).toMatchObject({ nama: "ORANG 1 2", orang: 1 });
    });
});

test("more than fits goes in turns: what never travelled comes first", () => {
    const banyak = Array.from({ length: 20_003 }, (_, i) => verval(i + 1, 1));
    const pertama = pilihUbahan(banyak, new Set(), () => 200);
    expect(pertama).toHaveLength(20_000);
    const kedua = pilihUbahan(banyak, new Set(pertama.map((x) => x.n)), () => 200);
    expect(kedua.map((x) => x.n)).toEqual(expect.arrayContaining([20_001, 20_002, 20_003]));
    expect(kedua).toHaveLength(20_000);
});

test("pages of one paper are counted on, each paper by itself", () => {
    const b = (guna: "BERITA_ACARA" | "FOTO", halaman?: number, kode_daftar?: string) =>
        ({ guna, sha256: "a", ubahan: "x", ...(halaman === undefined ? {} : { halaman }), ...(kode_daftar === undefined ? {} : { kode_daftar }) });
    expect(nextHalaman([], "FOTO")).toBe(1);
    expect(nextHalaman([b("FOTO"), b("BERITA_ACARA", 4, "AAAA")], "FOTO")).toBe(2);
    expect(nextHalaman([b("BERITA_ACARA", 1, "AAAA"), b("BERITA_ACARA", 3, "AAAA")], "BERITA_ACARA", "AAAA")).toBe(4);
    expect(nextHalaman([b("BERITA_ACARA", 3, "AAAA")], "BERITA_ACARA", "BBBB")).toBe(1);
});
