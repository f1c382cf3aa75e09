"""Lying bars: change from zero, the quota share, usulan by state and age, the progress of one village."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from opensiks.pantau.alur import UMUR, BarisAlur
from opensiks.pantau.kuota import Kuota
from opensiks.rules.kuota import ACUAN, share, share_label
from opensiks.rules.status import LABEL_STATUS, StatusUsulan
from opensiks.verval.kemajuan import Kemajuan
from opensiks.web.bahasa import nanti
from opensiks.web.format import write_number, write_percent, write_signed
from opensiks.web.presenters.grafik import Grafik


def draw_ubah(daftar: Sequence[tuple[str, int, str]], *, nama: str = nanti("Perubahan, orang")) -> Grafik:
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
        nama, "" if daftar else _("Tidak ada yang masuk atau keluar."), gambar, (_("Sebab"), _("Orang")),
        tuple((kata, write_signed(n)) for kata, n, _ in daftar), "2",
    )  # fmt: skip


def draw_kuota(kuota: Kuota, nama: str) -> Grafik:
    """The share of the population in the registry as a bullet bar with the reference as a tick (R79)."""
    orang, penduduk = kuota.orang, kuota.penduduk
    bagian = share(orang, penduduk)
    persen = float(bagian or 0) * 100
    acuan = float(ACUAN) * 100
    ujung = max(60.0, persen * 1.1)
    kalimat = _("Jumlah penduduk {nama} belum diisi.").format(nama=nama)
    if bagian is not None:
        kalimat = _("{orang} dari {penduduk} penduduk. Sumber: {sumber}.").format(
            orang=write_number(orang), penduduk=write_number(penduduk), sumber=kuota.sumber
        )
        if kuota.ikut:
            kalimat += _(" Dihitung dari {ikut} kabupaten yang ikut periode ini.").format(
                ikut=write_number(kuota.ikut)
            )
        if kuota.tanpa:
            kalimat += _(" {tanpa} kabupaten belum punya angka penduduk.").format(
                tanpa=write_number(kuota.tanpa)
            )
    gambar = {
        "jenis": "datar",
        "rentang": [0, ujung],
        "atas": 4,
        "bawah": 24,
        "tinggi_baris": 30,
        "tebal": 22,
        "baris": [
            {
                "kata": "",
                "ujung": "" if persen > 12 else share_label(bagian),
                "bagian": [{"nilai": round(persen, 2), "kelas": "w-pokok", "kata": share_label(bagian)}],
            }
        ],
        "tegak": [
            {
                "nilai": acuan,
                "kelas": "acuan",
                "kata": _("{ACUAN} acuan, bukan batas").format(ACUAN=write_percent(float(ACUAN))),
                "sisi": ["bawah"],
            }
        ],
    }
    rows = (
        (_("Orang dalam data"), write_number(orang)), (_("Penduduk"), write_number(penduduk) if penduduk else "–"),
        (_("Bagian"), share_label(bagian)), (_("Acuan"), write_percent(float(ACUAN))),
        (_("Sumber penduduk"), kuota.sumber or "–"),
    )  # fmt: skip
    return Grafik(
        _("Bagian penduduk {nama} dalam data").format(nama=nama),
        kalimat,
        gambar,
        (_("Apa"), _("Nilai")),
        rows if bagian is not None else (),
        "2",
    )


LABEL_UMUR = (nanti("sampai 7 hari"), nanti("8 sampai 30 hari"), nanti("lebih dari 30 hari"))
WARNA_UMUR = ("g-sisa", "w-pokok", "w-kuning")


def draw_alur(daftar: Sequence[BarisAlur]) -> Grafik:
    """Usulan by state, each bar cut by how long they have stood there; what was refused has its own row."""
    lama = sum(b.umur[-1] for b in daftar if b.menunggu)
    semua = sum(sum(b.umur) for b in daftar)
    terbesar = max([sum(b.umur) for b in daftar], default=0)
    rows = [
        {
            "kata": _(LABEL_STATUS[StatusUsulan(b.status)]), "ujung": write_number(sum(b.umur)),
            "bagian": [
                {"nilai": n, "kelas": WARNA_UMUR[i] if b.menunggu else "w-kelabu"} for i, n in enumerate(b.umur)
            ],
        }
        for b in daftar
    ]  # fmt: skip
    kalimat = (
        _("{semua} usulan di periode ini.").format(semua=write_number(semua))
        if semua
        else _("Belum ada usulan di periode ini.")
    )
    bahaya = (
        _("{lama} menunggu lebih dari {UMUR} hari.").format(lama=write_number(lama), UMUR=UMUR[-1])
        if lama
        else ""
    )
    return Grafik(
        _("Usulan menurut tahap dan lama menunggu"), kalimat,
        {"jenis": "datar", "label_lebar": 190, "rentang": [0, max(terbesar, 1) * 1.02], "tinggi_baris": 26,
         "baris": rows},
        (_("Tahap"), *(f"{u[0].upper()}{u[1:]}" for u in LABEL_UMUR), _("Jumlah")),
        tuple((_(LABEL_STATUS[StatusUsulan(b.status)]), *b.umur, sum(b.umur)) for b in daftar), "2 3 4 5", bahaya,
        (*zip(WARNA_UMUR, LABEL_UMUR, strict=True), ("w-kelabu", _("sudah diputus"))),
    )  # fmt: skip


def draw_kemajuan(desa: Kemajuan) -> Grafik:
    """One village's families in three parts: done, not yet, and (hatched) about to freeze."""
    genting = desa.terancam.keluarga
    sisa = desa.belum.keluarga - genting
    sudah, semua = desa.sudah.keluarga, desa.semua.keluarga
    bagian = [
        (sudah, "w-hijau", _("sudah diverval")),
        (sisa, "g-muda", "belum"),
        (genting, "w-beku", _("akan beku")),
    ]
    gambar = {
        "jenis": "datar", "rentang": [0, max(semua, 1)], "kanan": 2, "tebal": 30, "tinggi_baris": 44,
        "baris": [{"kata": "", "bagian": [
            {"nilai": n, "kelas": kelas, "kata": f"{write_number(n)} {kata}", "arsir": kelas == "w-beku"}
            for n, kelas, kata in bagian
        ]}],
    }  # fmt: skip
    return Grafik(
        _("Kemajuan keluarga"),
        _("{sudah} dari {semua} keluarga selesai.").format(
            sudah=write_number(sudah), semua=write_number(semua)
        ),
        gambar,
        (_("Bagian"), _("Keluarga")),
        (*((kata, n) for n, _, kata in bagian), ("semua", semua)),
        "2",
    )
