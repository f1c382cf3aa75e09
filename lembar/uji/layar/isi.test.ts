/** From a form to an ubahan: the shapes the server reads, and what is refused before it is saved. */

import { describe, expect, it } from "vitest";
import { composeUsulan, countOrang, startForm } from "../../src/layar/usulan/isi.ts";
import { checkForm, listKurangBukti } from "../../src/layar/usulan/periksa.ts";
import { BENTUK, listBidang, listBidangOrang, listProgram } from "../../src/layar/usulan/bentuk.ts";
import { needVerval, readHasil } from "../../src/layar/usulan/hasil.ts";
import { HARI, keadaan, keluarga, lembar } from "./contoh.ts";

const l = lembar();
const sekitar = { lembar: l, keadaan: keadaan(l), hari: HARI };
const k1 = () => sekitar.keadaan.keluarga.get("K1") ?? null;

describe("PERBAIKAN_ID", () => {
    it("carries only what changed, with what the operator saw", () => {
        const form = startForm("PERBAIKAN_ID", keluarga("K1"), "I2");
        form.bidang["nama"] = "  Orang   Dua ";
        form.bidang["status_kawin"] = "1";
        const u = composeUsulan(l, form, keluarga("K1"), "id-1");
        expect(u.pokok).toBe("I2");
        expect(u.isi.muatan).toEqual({ nama: "Orang Dua", status_kawin: 1 });
        expect(u.dasar).toEqual({ versi: 1, lama: { nama: "ORANG 2", status_kawin: 2 } });
    });
    it("is refused while nothing changed", () => {
        const form = startForm("PERBAIKAN_ID", keluarga("K1"), "I2");
        expect(checkForm(sekitar, form, k1())["umum"]?.menahan).toBe(true);
    });
    it("strips the spaces people type into numbers, and refuses an impossible NIK", () => {
        const form = startForm("PERBAIKAN_ID", keluarga("K1"), "I2");
        form.bidang["nik"] = "1804 1245 0885 5009";
        expect(composeUsulan(l, form, keluarga("K1"), "x").isi.muatan["nik"]).toBe("1804124508855009");
        expect(checkForm(sekitar, form, k1())["bidang-nik"]?.menahan ?? false).toBe(false);
        form.bidang["nik"] = "1804129913855009";
        expect(checkForm(sekitar, form, k1())["bidang-nik"]?.menahan).toBe(true);
    });
});

describe("MENINGGAL", () => {
    it("names the person, the day, and asks for another head without blocking", () => {
        const form = startForm("MENINGGAL", keluarga("K1"), "I1");
        form.bidang["tanggal"] = "2026-10-03";
        expect(checkForm(sekitar, form, k1())["bukti"]?.menahan).toBe(true);
        form.bukti = [{ jenis: "SURAT_KEMATIAN", sha256: "a", nama: "surat.jpg" }];
        const galat = checkForm(sekitar, form, k1());
        expect(Object.values(galat).some((g) => g.menahan)).toBe(false);
        expect(galat["bidang-kepala_baru"]?.kalimat).toContain("kepala keluarga baru");
        expect(composeUsulan(l, form, keluarga("K1"), "x")).toMatchObject({ pokok: "I1", isi: { muatan: { tanggal: "2026-10-03" } } });
        expect(countOrang(form, keluarga("K1"))).toBe(1);
    });
    it("refuses a day to come and half a date", () => {
        const form = startForm("MENINGGAL", keluarga("K1"), "I1");
        for (const salah of ["2026-12-01", "2026-10-", "2026-02-30"]) {
            form.bidang["tanggal"] = salah;
            expect(checkForm(sekitar, form, k1())["bidang-tanggal"]?.menahan).toBe(true);
        }
    });
});

describe("BARU", () => {
    const isi = () => {
        const form = startForm("BARU", null);
        Object.assign(form.bidang, { no_kk: "1804120101155099", alamat: "Jalan Pekon", rt: "3" });
        Object.assign(form.orang[0] ?? {}, { nama: "Yuliana", tempat_lahir: "Liwa", tanggal_lahir: "1990-12-05", jenis_kelamin: "P", nama_ibu: "Sutinah", status_kawin: "1", nik: "1804124512905123" });
        return form;
    };
    it("has family, members and criteria in their own places", () => {
        const form = isi();
        form.kriteria = { listrik: "ya", jamban: "" };
        const u = composeUsulan(l, form, null, "x");
        expect(u.pokok).toBe("");
        expect(u.isi.muatan).toMatchObject({ keluarga: { no_kk: "1804120101155099", rt: "003" }, anggota: [{ shdk: 1, status_kawin: 1, nik: "1804124512905123" }], kriteria: { listrik: "ya" } });
        expect(checkForm(sekitar, form, null)["umum"]).toBeUndefined();
    });
    it("wants one head, and says whose NIK it already is", () => {
        const form = isi();
        Object.assign(form.orang[0] ?? {}, { shdk: "3", nik: keluarga("K1").anggota[0]?.nik ?? "" });
        const galat = checkForm(sekitar, form, null);
        expect(galat["umum"]?.kalimat).toContain("di isian ada 0");
        expect(galat["orang-0-nik"]).toMatchObject({ menahan: false });
    });
    it("counts answers as evidence where they are the evidence", () => {
        const form = isi();
        expect(listKurangBukti(l, form)).toEqual(["salinan KTP", "jawaban kriteria"]);
        form.kriteria = { listrik: "ya" };
        form.bukti = [{ jenis: "KTP", sha256: "a", nama: "KTP.jpg" }];
        expect(listKurangBukti(l, form)).toEqual([]);
    });
    it("keeps a proposal from being saved that the Dinas would refuse, and says what is missing (R109)", () => {
        const form = isi();
        expect(checkForm(sekitar, form, null)["bukti"]).toMatchObject({
            menahan: true,
            kalimat: "Bukti belum lengkap: salinan KTP, jawaban kriteria.",
        });
        form.kriteria = { listrik: "ya" };
        form.bukti = [{ jenis: "KTP", sha256: "a", nama: "KTP.jpg" }];
        expect(checkForm(sekitar, form, null)["bukti"]).toBeUndefined();
    });
});

it("splits a card only with somebody left behind, and a head among those who go", () => {
    const form = startForm("PECAH_KK", keluarga("K1"));
    Object.assign(form.bidang, { no_kk: "1804120101155099", kepala: "I3" });
    form.ikut = ["I1", "I2", "I3"];
    expect(checkForm(sekitar, form, k1())["ikut"]?.menahan).toBe(true);
    form.ikut = ["I2"];
    expect(checkForm(sekitar, form, k1())["bidang-kepala"]?.menahan).toBe(true);
    form.ikut = ["I3", "I2"];
    expect(composeUsulan(l, form, keluarga("K1"), "x").isi.muatan["anggota"]).toEqual(["I2", "I3"]);
});

it("calls every field by a label, even where the worksheet of an older Dinas brings none", () => {
    const semua = Object.keys(BENTUK).flatMap((jenis) => [...listBidang(l.daftar, jenis), ...listBidangOrang(l.daftar, jenis)]);
    expect(semua.filter((i) => i.label === i.nama || i.label.includes("_"))).toEqual([]);
});

it("offers programmes by what the family has", () => {
    const kode = (jenis: string) => listProgram(l.daftar, jenis, keluarga("K1"), "2021-07-12").map(([k]) => k);
    expect(kode("TIDAK_LAYAK")).toEqual(["PKH", "PBI_JK", "REGISTRI"]);
    expect(kode("BANSOS_MASUK")).toEqual(["SEMBAKO"]);
    expect(kode("PENGURUS")).toEqual(["PKH", "PBI_JK"]);
});

it("writes the verdict that goes with a proposal, as online", () => {
    expect(readHasil({ jenis: "MENINGGAL", individu: "I1" }, 3)).toBe("PERBAIKAN");
    expect(readHasil({ jenis: "MENINGGAL", individu: "I1" }, 1)).toBe("MENINGGAL");
    expect(readHasil({ jenis: "TIDAK_LAYAK", individu: "" }, 3)).toBe("MAMPU");
    expect(needVerval(null, "PERBAIKAN")).toBe(true);
    expect(needVerval("TETAP", "PERBAIKAN")).toBe(true);
    expect(needVerval("PINDAH", "PERBAIKAN")).toBe(false);
    expect(needVerval("MAMPU", "MAMPU")).toBe(false);
});
