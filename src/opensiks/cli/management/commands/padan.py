"""`opensiks padan`: match a registry with the civil register, file to file; needs no database.

Exit code 0: the answers are written; 1: an input was refused and nothing is written; 2: that engine is not here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from opensiks.cli.berkas import BerkasCommand, add_dukcapil, check_tulis, get_batas
from opensiks.pemadanan.mesin.baca import find_perhatian
from opensiks.pemadanan.mesin.bobot import Model
from opensiks.pemadanan.mesin.cara import AMBANG, padan_cara
from opensiks.pemadanan.mesin.jalan import Ringkasan, load_model, padan, save_model
from opensiks.pemadanan.mesin.lanjut import padan_lanjut
from opensiks.pemadanan.spark.jalan import padan_spark
from opensiks.pemadanan.spark.sesi import SparkTidakAda, check_terpasang
from opensiks.rules.pemadanan import Mode


class Command(BerkasCommand):
    help = "Padankan satu daftar dengan Dukcapil, dari berkas Parquet ke berkas Parquet."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--dtks", type=Path, required=True, help="Parquet dengan kolom did dan isian orang"
        )
        add_dukcapil(parser, "Parquet dengan kolom pid dan isian orang, atau folder dari siapkan_padan")
        parser.add_argument("--out", type=Path, required=True, help="Parquet jawaban, satu baris per did")
        parser.add_argument(
            "--json", action="store_true", help="cetak jumlah, detik per tahap, memori, dan taksiran salah"
        )
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
        parser.add_argument("--master", default="", help="alamat master Spark, misalnya spark://host:7077")
        parser.add_argument(
            "--setelan", action="append", default=[], metavar="KUNCI=NILAI",
            help="setelan Spark, boleh berulang, misalnya spark.executor.memory=2g",
        )  # fmt: skip
        parser.add_argument("--ember", type=int, help="banyak ember Spark; baku: dari inti dan banyak baris")
        parser.add_argument(
            "--mode", choices=[m.value for m in (Mode.KASKADE, *AMBANG)], default=Mode.KASKADE.value,
            help="kaskade: cari orangnya; simil60 dan ketat: hanya pemilik NIK, seperti cara di dalam siklus",
        )  # fmt: skip
        parser.add_argument(
            "--model", type=Path,
            help="bobot putaran lalu: berkas JSON, atau folder keadaan (bobot dengan hitungan nama dan tanggalnya);"
            " tanpa ini bobot dipelajari",
        )  # fmt: skip
        parser.add_argument("--simpan-model", type=Path, help="simpan bobot putaran ini ke berkas JSON")
        parser.add_argument(
            "--jawaban", type=Path,
            help="jawaban petugas (CSV atau Parquet: did, pid, benar) yang membetulkan peluang; ikut ke --simpan-model",
        )  # fmt: skip
        parser.add_argument(
            "--simpan-keadaan", type=Path, help="folder untuk bulan depan: dipakai lagi dengan --lalu"
        )
        parser.add_argument(
            "--lalu", type=Path, help="folder keadaan bulan lalu: hanya yang berubah dan yang tersentuh dipadankan"
            " lagi, lalu folder itu maju ke bulan ini",
        )  # fmt: skip

    def work(self, options: dict[str, Any]) -> None:
        _check_mode(options)
        if options["engine"] == "spark":
            _check_spark(options)
        elif options["master"] or options["setelan"] or options["ember"]:
            raise CommandError("--master, --setelan, dan --ember hanya untuk --engine spark.")
        if options["lalu"] and (options["model"] or options["simpan_keadaan"] or options["jawaban"]):
            raise CommandError(
                "--lalu sudah membawa bobot dan keadaannya; hapus --model, --simpan-keadaan, dan --jawaban."
            )
        sumber = options["dtks"], options["dukcapil"]
        lain = *sumber, options["jawaban"], options["lalu"], options["simpan_keadaan"]
        check_tulis(options["out"], "jawaban", (*lain, options["model"]))
        if options["simpan_model"]:
            check_tulis(options["simpan_model"], "bobot", (*lain, options["out"]))
        for berkas, kunci in zip(sumber, ("did", "pid"), strict=True):
            for kalimat in find_perhatian(berkas, kunci):
                self.warn(kalimat)
        try:
            ringkasan, model = _match(options)
        except SparkTidakAda as galat:
            raise CommandError(str(galat), returncode=2) from None
        if options["simpan_model"] and model:
            save_model(model, options["simpan_model"])
        self.stdout.write(
            json.dumps(vars(ringkasan), ensure_ascii=False) if options["json"] else _teks(ringkasan)
        )


def _check_mode(options: dict[str, Any]) -> None:
    """CommandError where a plain way meets what only the cascade has."""
    if options["mode"] == Mode.KASKADE:
        return
    lain = [
        f"--{k.replace('_', '-')}"
        for k in ("model", "simpan_model", "jawaban", "simpan_keadaan", "lalu")
        if options[k]
    ]
    if options["engine"] == "spark":
        lain.append("--engine spark")
    if lain:
        raise CommandError(
            f"{lain[0]} hanya untuk --mode kaskade: cara {options['mode']} tidak memakai bobot dan berjalan di satu"
            " mesin."
        )


def _check_spark(options: dict[str, Any]) -> None:
    """CommandError (2 without Spark or a master) before anything is read."""
    try:
        check_terpasang()
    except SparkTidakAda as galat:
        raise CommandError(str(galat), returncode=2) from None
    if not options["master"]:
        raise CommandError("Mesin Spark butuh --master, misalnya --master spark://host:7077.", returncode=2)
    salah = [s for s in options["setelan"] if not re.fullmatch(r"spark\.[\w.]+=.*", s)]
    if salah:
        raise CommandError(f"Setelan {salah[0]} tidak dimengerti; tulis misalnya spark.executor.memory=2g.")
    if options["ember"] is not None and options["ember"] < 1:
        raise CommandError("Banyak ember paling sedikit 1.")
    lain = [
        f"--{k.replace('_', '-')}"
        for k in ("utas", "lalu", "simpan_keadaan", "jawaban")
        if options[k] is not None
    ]
    if lain:
        raise CommandError(f"{lain[0]} hanya untuk --engine duckdb.")
    if options["dukcapil"].is_dir() or (options["model"] and options["model"].is_dir()):
        raise CommandError(
            "Mesin Spark membaca berkas Parquet dan bobot JSON; folder siap hanya untuk --engine duckdb."
        )


def _match(options: dict[str, Any]) -> tuple[Ringkasan, Model | None]:
    berkas = options["dtks"], options["dukcapil"], options["out"]
    batas = get_batas(options)
    if options["mode"] != Mode.KASKADE:
        return padan_cara(*berkas, mode=Mode(options["mode"]), **batas), None
    if options["lalu"]:
        return padan_lanjut(*berkas, options["lalu"], **batas)
    bobot: Path | None = options["model"]
    if options["engine"] == "spark":
        return padan_spark(
            *berkas, master=options["master"], memori=batas["memori"], model=load_model(bobot) if bobot else None,
            bagian=options["ember"], setelan=dict(s.split("=", 1) for s in options["setelan"]),
        )  # fmt: skip
    return padan(
        *berkas, model=load_model(bobot) if bobot else None, frekuensi=bobot if bobot and bobot.is_dir() else None,
        simpan=options["simpan_keadaan"], jawaban=options["jawaban"], **batas,
    )  # fmt: skip


def _teks(r: Ringkasan) -> str:
    jumlah = [f"{nama:<16} {banyak:>12,}".replace(",", ".") for nama, banyak in r.jumlah.items()]
    return "\n".join([*jumlah, f"{sum(r.detik.values()):.1f} detik, {r.memori_mb:.0f} MB"])
