/** The offline warnings by the cases that the server's rules are tested with. */

import { describe, expect, test } from "vitest";
import type { IsianLembar, Lembar, Objek, PetaIsi } from "../src/inti/bentuk.ts";
import {
    adaBukti,
    bacaKk,
    bacaNik,
    buktiKurang,
    daftarTanggal,
    isBerlaku,
    kodeIsian,
    kodeKk,
    kodeNama,
    kodeNik,
    kodePutusan,
    kodeRapatKurang,
    kodeUsulan,
    kodeVerval,
    periksaUsulan,
    samar,
    tanggalNik,
    tulisPeringatan,
    umur,
    type FaktaRapat,
} from "../src/inti/index.ts";
import { checkBidang, checkNikCocok } from "../src/layar/usulan/periksa.ts";
import { bacaKasus } from "./bantu.ts";
import { buatDinas, buatLembar } from "./dunia.ts";

interface KasusNik {
    kasus: string;
    temuan: string | null;
    arti?: object;
}
const nik = bacaKasus<{
    nik: (KasusNik & { nik: string; pada: string; daftar_tanggal: string[]; samar: string })[];
    kk: (KasusNik & { no_kk: string })[];
}>("nik.json");
const aturan = bacaKasus<{
    hari_ini: string;
    bentuk_isian: IsianLembar[];
    bukti_wajib: Lembar["daftar"]["bukti_wajib"];
    nama: { nama: string; kode: string | null }[];
    isian: { isian: string; nilai: string; kode: string | null }[];
    bukti: { jenis: string; ada: string[]; kurang: number }[];
    bukti_isi: { kasus: string; jenis: string; bukti: string[]; muatan: Objek; kurang: number }[];
    akhir_kode: NonNullable<Lembar["daftar"]["akhir"]>;
    akhir: { daftar: "program" | "alasan_tidak_layak"; kode: string; hari: string; berlaku: boolean }[];
    rapat: (Omit<FaktaRapat, "unsur_wajib"> & { kasus: string; kode: string[] })[];
    putusan: { hasil: string; alasan: string; keberatan: boolean; kode: string | null }[];
    verval: { hasil: string; tanggal: string; mulai: string; terhalang: boolean; status: string; kode: string[] }[];
}>("aturan.json");

describe("NIK and KK", () => {
    test.each(nik.nik)("$kasus", (k) => {
        expect(kodeNik(k.nik)).toBe(k.temuan && k.temuan.slice(0, 3));
        expect(bacaNik(k.nik)).toEqual(k.temuan === null ? k.arti : null);
        if (k.temuan === null) expect(daftarTanggal(k.nik, k.pada)).toEqual(k.daftar_tanggal);
        expect(samar(k.nik)).toBe(k.samar);
    });
    test.each(nik.kk)("KK: $kasus", (k) => {
        expect(kodeKk(k.no_kk)).toBe(k.temuan);
        expect(bacaKk(k.no_kk)).toEqual(k.arti ?? null);
    });
    test("of two centuries the one nearest to the record, else the youngest", () => {
        expect(tanggalNik("1804121703155002", "2026-11-01")).toBe("2015-03-17");
        expect(tanggalNik("1804121703155002", "2026-11-01", "1916-01-01")).toBe("1915-03-17");
        expect(tanggalNik("180412", "2026-11-01", "1916-01-01")).toBeNull();
        expect(checkNikCocok("1804121703155002", "1915-03-17", "L", "2026-11-01")).toBeUndefined();
        expect(checkNikCocok("1804121703155002", "1916-03-17", "L", "2026-11-01")?.menahan).toBe(false);
        expect(checkNikCocok("1804121703155002", "", "P", "2026-11-01")?.kalimat).toContain("laki-laki");
    });
    test("age turns on the birthday", () => {
        expect(umur("1985-11-02", "2026-11-01")).toBe(40);
        expect(umur("1985-11-01", "2026-11-01")).toBe(41);
        expect(umur("2004-02-29", "2005-02-28")).toBe(0);
    });
});

test.each(aturan.nama)("R55 $nama", ({ nama, kode }) => {
    expect(kodeNama(nama)).toBe(kode);
});
test.each(aturan.isian)("$isian $nilai", ({ isian, nilai, kode }) => {
    const bentuk = aturan.bentuk_isian.find((b) => b.nama === isian) as IsianLembar;
    expect(kodeIsian(bentuk, nilai, aturan.hari_ini)).toBe(kode);
    // The form refuses the same, in words that begin with the field.
    const galat = checkBidang(bentuk, nilai, aturan.hari_ini);
    expect(galat?.menahan ?? false).toBe(kode !== null);
    if (galat) expect(galat.kalimat).toMatch(new RegExp(`^${bentuk.label} .*[a-z]{3}`));
    expect(galat?.kalimat ?? "").not.toContain("belum benar");
});
test.each(aturan.bukti)("R109 $jenis $ada", ({ jenis, ada, kurang }) => {
    expect(buktiKurang(aturan.bukti_wajib, jenis, ada)).toHaveLength(kurang);
});
test.each(aturan.bukti_isi)("R109 $kasus", ({ jenis, bukti, muatan, kurang }) => {
    const ada = adaBukti(bukti.map((b) => ({ jenis: b })), muatan);
    expect(buktiKurang(aturan.bukti_wajib, jenis, ada)).toHaveLength(kurang);
});
test("Kegagalan 23: the worksheet does not offer a code after its end, and knows no ends where the Dinas names none", () => {
    for (const { daftar, kode, hari, berlaku } of aturan.akhir) {
        expect([kode, hari, isBerlaku({ akhir: aturan.akhir_kode }, daftar, kode, hari)]).toEqual([kode, hari, berlaku]);
        expect(isBerlaku({}, daftar, kode, hari)).toBe(true);
    }
});
test.each(aturan.rapat)("meeting: $kasus", ({ kasus: _, kode, ...f }) => {
    expect(kodeRapatKurang({ ...f, unsur_wajib: ["KADES_LURAH", "OPERATOR", "RT_RW"] })).toEqual(kode);
});
test.each(aturan.putusan)("R24a $hasil $alasan", ({ hasil, alasan, keberatan, kode }) => {
    expect(kodePutusan(hasil, alasan, keberatan)).toBe(kode);
});
test.each(aturan.verval)("verval $hasil $tanggal", ({ kode, terhalang, ...f }) => {
    const temuan = terhalang ? [{ tingkat: "B" }] : [{ tingkat: "W" }];
    expect(kodeVerval({ ...f, hariIni: aturan.hari_ini, temuan })).toEqual(kode);
});

test("an usulan says what is missing in the server's own words", async () => {
    const minta = { jwk: { kty: "EC", crv: "P-256", x: "", y: "" }, umum: "", alg: "ES256" as const, nama: "", kid: "", kata: [] };
    const kata = { R109: { kalimat: "Lampirkan bukti yang masih kurang: {bukti}.", langkah: "Unggah." } };
    const lembar = await buatLembar(await buatDinas(), minta, { aturan: kata });
    const isi: PetaIsi["usulan"] = { jenis: "MENINGGAL", program: "", kode_alasan: "", alasan: "", muatan: { tanggal: "2021-07-13" }, bukti: [] };
    expect(kodeUsulan(lembar, isi, "I000001-1", "2021-07-12")).toEqual(["R27", "R109"]);
    const [, bukti] = periksaUsulan(lembar, isi, "I000001-1", "2021-07-12");
    expect(bukti?.kalimat).toBe("Lampirkan bukti yang masih kurang: AKTA_KEMATIAN atau SURAT_KEMATIAN.");
    expect(tulisPeringatan({}, "R999").kalimat).toBe("R999");
});
