/** Agenda and totals of a meeting: the numbers on the screen, on the paper and in the package are the same. */

import { describe, expect, it } from "vitest";
import { kodeRapat } from "../../src/inti/daftar_lembar.ts";
import type { Ubahan } from "../../src/inti/bentuk.ts";
import { checkTutup, countAgenda, countPerJenis, countTetap, listAgenda, listHadir, sumHadir, writeBaris } from "../../src/layar/rapat/hitung.ts";
import { nameUsulan } from "../../src/layar/hitung.ts";
import { keadaan, lembar, ubahan } from "./contoh.ts";

const l = lembar();
const rapat = ubahan(1, { jenis: "musyawarah", pokok: "", isi: { tanggal: "2026-11-22", mulai: "09:00", tempat: "Balai", pimpinan_nama: "Darmono", pimpinan_jabatan: "Peratin", catatan: "" } });
const baru = ubahan(2, { jenis: "usulan", pokok: "", isi: { jenis: "BARU", program: "", kode_alasan: "", alasan: "", bukti: [], muatan: { keluarga: { dusun: "SINAR JAYA", rt: "001" }, anggota: [{ nama: "ANAK", shdk: 4 }, { nama: "YULIANA SABRI", shdk: 1 }] } } });
const mati = ubahan(3, { jenis: "usulan", pokok: "I2", isi: { jenis: "MENINGGAL", program: "", kode_alasan: "", alasan: "", bukti: [], muatan: { tanggal: "2026-10-03" } } });
const putus = (n: number, pokok: string, hasil: string): Ubahan => ubahan(n, { jenis: "putusan", pokok, isi: { musyawarah: "ubahan:u1", hasil, alasan: hasil === "SETUJU" ? "" : "sebab" } });
const jenis = l.daftar.jenis.map(([k]) => String(k));

function buka(...lain: Ubahan[]) {
    const k = keadaan(l, [rapat, baru, mati, ...lain]);
    const r = k.rapat[0];
    if (!r) throw new Error("no meeting");
    return { k, r, agenda: listAgenda(k, r, [], jenis) };
}

describe("agenda", () => {
    it("holds what waits, of the server and our own, in the order of the forms", () => {
        const { agenda } = buka();
        expect(agenda.map((u) => u.ref)).toEqual(["ubahan:u2", "usulan:12", "ubahan:u3"]);
        expect(agenda.map(nameUsulan)).toEqual(["Keluarga Yuliana Sabri", "Keluarga Bejo Santika", "Orang 2"]);
        expect(agenda.map((u) => u.orang)).toEqual([2, 1, 1]);
    });
    it("keeps the order chosen by hand", () => {
        const { k, r } = buka();
        expect(listAgenda(k, r, ["ubahan:u3", "usulan:12"], jenis).map((u) => u.ref)).toEqual(["ubahan:u3", "usulan:12", "ubahan:u2"]);
    });
    it("leaves out what was withdrawn", () => {
        const { agenda } = buka(ubahan(4, { jenis: "tarik", pokok: "ubahan:u3", isi: { alasan: "salah" } }));
        expect(agenda.map((u) => u.ref)).toEqual(["ubahan:u2", "usulan:12"]);
    });
});

describe("totals", () => {
    const semua = () => buka(putus(4, "ubahan:u2", "SETUJU"), putus(5, "usulan:12", "TOLAK"), ubahan(6, { jenis: "keberatan", pokok: "usulan:12", isi: { musyawarah: "ubahan:u1", isi: "Bukan miliknya", nama: "", dirahasiakan: false } }));
    it("always sum to all", () => {
        const r = countAgenda(semua().agenda);
        expect(r).toEqual({ semua: 3, setuju: 1, tolak: 1, tunda: 0, belum: 1, keberatan: 1, orang: 4 });
        expect(r.setuju + r.tolak + r.tunda + r.belum).toBe(r.semua);
    });
    it("print by jenis with the same sums", () => {
        const { agenda, k } = semua();
        const { baris, jumlah } = countPerJenis(l, agenda);
        expect(baris.map((b) => [b.jenis, b.dibahas, b.orang])).toEqual([["Keluarga baru", 1, 2], ["Tidak layak", 1, 1]]);
        expect(jumlah).toMatchObject({ dibahas: 2, setuju: 1, tolak: 1, tunda: 0, orang: 3 });
        expect(countTetap(k)).toEqual({ keluarga: 0, orang: 0 });
    });
    it("are one with the list's code: another decision, another code", async () => {
        const a = semua();
        const b = buka(putus(4, "ubahan:u2", "SETUJU"), putus(5, "usulan:12", "SETUJU"));
        const [x, y] = [await kodeRapat(a.r, a.k, l.desa.kode), await kodeRapat(b.r, b.k, l.desa.kode)];
        expect(x).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
        expect(x).not.toBe(y);
    });
    it("take a decision back", () => {
        const { agenda } = buka(putus(4, "ubahan:u2", "SETUJU"), ubahan(5, { jenis: "cabut", pokok: "ubahan:u4", isi: { alasan: "salah tekan" } }));
        expect(countAgenda(agenda).belum).toBe(3);
    });
});

describe("attendance and closing", () => {
    it("tells red from yellow, and blocks only for what must be there", () => {
        const { r } = buka(ubahan(4, { jenis: "kehadiran", pokok: "ubahan:u1", isi: { unsur: { KADES_LURAH: [1, 1, 0], OPERATOR: [1, 0, 1], RT_RW: [2, 2, 1] } } }));
        const hadir = listHadir(l, r);
        expect(hadir.slice(0, 3).map((h) => h.kata)).toEqual(["Wajib, hadir", "Wajib, hadir", "Wajib, hadir"]);
        expect(hadir.find((h) => h.unsur === "BPD")).toMatchObject({ bentuk: "perlu", nama: "LHP" });
        expect(sumHadir(hadir)).toEqual({ diundang: 4, laki: 3, perempuan: 2, hadir: 5 });
        const kata = checkTutup(hadir, r, "08:00");
        expect(kata.filter((h) => h.menahan).map((h) => h.kalimat)).toEqual(["Isi jam selesai setelah jam mulai.", "Isi jumlah hadir RT/RW tidak melebihi yang diundang."]);
        expect(kata.filter((h) => !h.menahan)).toHaveLength(1);
    });
    it("says each answer's outcome", () => {
        expect(writeBaris({ jenis: "TIDAK_LAYAK", program: "PKH" })).toEqual({ judul: "Usul tidak layak lagi: PKH", setuju: "PKH berhenti", tolak: "PKH tetap" });
        expect(writeBaris({ jenis: "TIDAK_LAYAK", program: "REGISTRI" }).setuju).toBe("Keluar dari data");
    });
});
