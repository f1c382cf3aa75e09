"""Lying bars: change from zero, the quota share, usulan by state and age, the progress of one village."""

from __future__ import annotations

from collections.abc import Sequence

from opensiks.pantau.alur import UMUR, BarisAlur
from opensiks.pantau.kuota import Kuota
from opensiks.rules.kuota import ACUAN, share, share_label
from opensiks.rules.status import LABEL_STATUS, StatusUsulan
from opensiks.verval.kemajuan import Kemajuan
from opensiks.web.format import write_number, write_percent, write_signed
from opensiks.web.presenters.grafik import Grafik


def draw_ubah(daftar: Sequence[tuple[str, int, str]], *, nama: str = "Perubahan, orang") -> Grafik:
    """Bars to both sides of zero: (word, signed number, colour), in the order given."""
    turun = min([n for _, n, _ in daftar if n < 0], default=0)
    naik = max([n for _, n, _ in daftar if n > 0], default=0)
    ruang = max(naik - turun, 1) * 0.16
    gambar = {
        "jenis": "datar", "label_lebar": 260,
        "rentang": [turun - (ruang if turun else 0), naik + (ruang if naik else 0)],
        "kanan": 8, "tinggi_baris": 26,
        "baris": [
            {"kata": kata, "ujung": write_signed(n), "bagian": [{"nilai": n, "kelas": f"w-{warna}"}]}
            for kata, n, warna in daftar
        ],
        "tegak": [{"nilai": 0, "kelas": "nol"}],
    }  # fmt: skip
    return Grafik(
        nama, "" if daftar else "Tidak ada yang masuk atau keluar.", gambar, ("Sebab", "Orang"),
        tuple((kata, write_signed(n)) for kata, n, _ in daftar), "2",
    )  # fmt: skip


def draw_kuota(kuota: Kuota, nama: str) -> Grafik:
    """The share of the population in the registry as a bullet bar with the reference as a tick (R79)."""
    orang, penduduk = kuota.orang, kuota.penduduk
    bagian = share(orang, penduduk)
    persen = float(bagian or 0) * 100
    acuan = float(ACUAN) * 100
    ujung = max(60.0, persen * 1.1)
    kalimat = f"Jumlah penduduk {nama} belum diisi."
    if bagian is not None:
        kalimat = f"{write_number(orang)} dari {write_number(penduduk)} penduduk. Sumber: {kuota.sumber}."
        if kuota.ikut:
            kalimat += f" Dihitung dari {write_number(kuota.ikut)} kabupaten yang ikut periode ini."
        if kuota.tanpa:
            kalimat += f" {write_number(kuota.tanpa)} kabupaten belum punya angka penduduk."
    gambar = {
        "jenis": "datar", "rentang": [0, ujung], "atas": 4, "bawah": 24, "tinggi_baris": 30, "tebal": 22,
        "baris": [
            {"kata": "", "ujung": "" if persen > 12 else share_label(bagian),
             "bagian": [{"nilai": round(persen, 2), "kelas": "w-pokok", "kata": share_label(bagian)}]}
        ],
        "tegak": [
            {"nilai": acuan, "kelas": "acuan", "kata": f"{write_percent(float(ACUAN))} acuan, bukan batas",
             "sisi": ["bawah"]}
        ],
    }  # fmt: skip
    rows = (
        ("Orang dalam data", write_number(orang)), ("Penduduk", write_number(penduduk) if penduduk else "–"),
        ("Bagian", share_label(bagian)), ("Acuan", write_percent(float(ACUAN))),
        ("Sumber penduduk", kuota.sumber or "–"),
    )  # fmt: skip
    return Grafik(
        f"Bagian penduduk {nama} dalam data",
        kalimat,
        gambar,
        ("Apa", "Nilai"),
        rows if bagian is not None else (),
        "2",
    )


LABEL_UMUR = ("sampai 7 hari", "8 sampai 30 hari", "lebih dari 30 hari")
WARNA_UMUR = ("g-sisa", "w-pokok", "w-kuning")


def draw_alur(daftar: Sequence[BarisAlur]) -> Grafik:
    """Usulan by state, each bar cut by how long they have stood there; what was refused has its own row."""
    lama = sum(b.umur[-1] for b in daftar if b.menunggu)
    semua = sum(sum(b.umur) for b in daftar)
    terbesar = max([sum(b.umur) for b in daftar], default=0)
    rows = [
        {
            "kata": LABEL_STATUS[StatusUsulan(b.status)], "ujung": write_number(sum(b.umur)),
            "bagian": [
                {"nilai": n, "kelas": WARNA_UMUR[i] if b.menunggu else "w-kelabu"} for i, n in enumerate(b.umur)
            ],
        }
        for b in daftar
    ]  # fmt: skip
    kalimat = f"{write_number(semua)} usulan di periode ini." if semua else "Belum ada usulan di periode ini."
    bahaya = f"{write_number(lama)} menunggu lebih dari {UMUR[-1]} hari." if lama else ""
    return Grafik(
        "Usulan menurut tahap dan lama menunggu", kalimat,
        {"jenis": "datar", "label_lebar": 190, "rentang": [0, max(terbesar, 1) * 1.02], "tinggi_baris": 26,
         "baris": rows},
        ("Tahap", *(f"{u[0].upper()}{u[1:]}" for u in LABEL_UMUR), "Jumlah"),
        tuple((LABEL_STATUS[StatusUsulan(b.status)], *b.umur, sum(b.umur)) for b in daftar), "2 3 4 5", bahaya,
        (*zip(WARNA_UMUR, LABEL_UMUR, strict=True), ("w-kelabu", "sudah diputus")),
    )  # fmt: skip


def draw_kemajuan(desa: Kemajuan) -> Grafik:
    """One village's families in three parts: done, not yet, and (hatched) about to freeze."""
    genting = desa.terancam.keluarga
    sisa = desa.belum.keluarga - genting
    sudah, semua = desa.sudah.keluarga, desa.semua.keluarga
    bagian = [
        (sudah, "w-hijau", "sudah diverval"),
        (sisa, "g-muda", "belum"),
        (genting, "w-beku", "akan beku"),
    ]
    gambar = {
        "jenis": "datar", "rentang": [0, max(semua, 1)], "kanan": 2, "tebal": 30, "tinggi_baris": 44,
        "baris": [{"kata": "", "bagian": [
            {"nilai": n, "kelas": kelas, "kata": f"{write_number(n)} {kata}", "arsir": kelas == "w-beku"}
            for n, kelas, kata in bagian
        ]}],
    }  # fmt: skip
    return Grafik(
        "Kemajuan keluarga", f"{write_number(sudah)} dari {write_number(semua)} keluarga selesai.", gambar,
        ("Bagian", "Keluarga"), (*((kata, n) for n, _, kata in bagian), ("semua", semua)), "2",
    )  # fmt: skip
