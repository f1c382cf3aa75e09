/** The PIN is forgotten: the paper key opens, and the next package says so. */

import { expect, test } from "vitest";
import { bukaDiDinas } from "./dunia.ts";
import { GudangMemori } from "../src/simpan/memori.ts";
import { bukaStore, jam, pakaiLaptop, siapkan, verval } from "./laptop.ts";

pakaiLaptop();

test("Kegagalan 11: opened with the village's paper key, the event is in the next package", async () => {
    const { d, store } = await siapkan();
    await store.catat(verval(1));
    store.kunci();
    jam.kini += 3_600_000;
    await store.bukaDenganPemulihan(d.pemulihan.identitas.toLowerCase(), "pin-baru-2");
    const paket = await bukaDiDinas(d, (await store.buatPaket({ foto: false })).bytes);
    expect(paket.ubahan.map((u) => [u.n, u.jenis, u.pokok])).toEqual([[1, "verval", "K000001"], [2, "pemulihan", ""]]);
    expect(paket.ubahan[1]?.isi).toEqual({ cara: "KERTAS", pada: "2021-07-12T10:30:00+07:00" });
    store.kunci();
    await store.buka("pin-baru-2");
    expect(store.semua()).toHaveLength(2);
});

test("with a key of the Dinas it says that", async () => {
    const { d, store } = await siapkan();
    store.kunci();
    await store.bukaDenganPemulihan(d.cadangan.identitas, "pin-baru-2");
    expect(store.semua().map((u) => u.isi)).toMatchObject([{ cara: "DINAS" }]);
});

test("Kegagalan 11: when the power went before it was written down, the next package says it, once", async () => {
    const gudang = new GudangMemori();
    const { d, store } = await siapkan({ gudang });
    store.kunci();
    let tulisan = 0;
    gudang.sebelumTulis = () => {
        tulisan += 1;
        if (tulisan === 2) throw new DOMException("told to fail", "AbortError");
    };
    await store.bukaDenganPemulihan(d.pemulihan.identitas, "pin-baru-2");
    expect(store.semua()).toHaveLength(0);
    store.tutup();
    const lagi = await bukaStore({ gudang: gudang.klon() });
    await lagi.buka("pin-baru-2");
    expect((await bukaDiDinas(d, (await lagi.buatPaket({ foto: false })).bytes)).ubahan.map((u) => u.jenis)).toEqual(["pemulihan"]);
    await lagi.buatPaket({ foto: false });
    expect(lagi.semua()).toHaveLength(1);
});

test("another key opens nothing and tells nothing", async () => {
    const { store } = await siapkan();
    store.kunci();
    await expect(store.bukaDenganPemulihan("AGE-SECRET-KEY-1SALAH", "pin-baru-2")).rejects.toThrow();
    await store.buka("rahasia-1");
    expect(store.semua()).toHaveLength(0);
});
