"""The gates before a list is set, in words: each with its shape, what the reader may do next, and why not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from opensiks.pantau.pratinjau import Tinjauan
from opensiks.penetapan.draf import Draf
from opensiks.rules.aktor import Actor
from opensiks.rules.penetapan import RULES_PENETAPAN, FaktaPenetapan
from opensiks.web.format import write_date_short, write_number, write_time


def list_gerbang(fakta: FaktaPenetapan, t: Tinjauan, draf: Draf | None, actor: Actor) -> dict[str, Any]:
    """The gates, each with its shape; what the reader may do next, and why not."""
    rusak = {r.kode for r in RULES_PENETAPAN if not r(fakta)}
    sama = draf is not None and draf.is_sama(t.isi)
    kab = _("{belum_diperiksa} kabupaten belum diperiksa").format(belum_diperiksa=fakta.belum_diperiksa)
    gerbang = [
        _gate("R91a" not in rusak, _("Semua batch terekonsiliasi: kirim − tetap − tolak = 0"),
              _("{batch_tanpa_hasil} batch belum dijawab").format(batch_tanpa_hasil=fakta.batch_tanpa_hasil)),
        _gate("R121" not in rusak, _("Bulan ini belum ditetapkan"), _("Bulan ini sudah ditetapkan")),
        _gate("R121a" not in rusak, _("Bulan berurutan"), _("Bulan sesudahnya sudah ditetapkan")),
        _gate("R126" not in rusak, _say_diperiksa(t), kab),
        _warn(t),
        _gate(sama, _say_draf(draf), _("Angka berubah sejak diajukan") if draf else _("Pratinjau belum diajukan")),
        ("belum", _("Persetujuan orang kedua: belum")),
    ]  # fmt: skip
    return {
        "gerbang": gerbang, "draf": draf, "mati_tetapkan": _say_mati(rusak, fakta.belum_diperiksa, draf, sama, actor),
        "boleh_ajukan": not sama and {"R121", "R121a", "R126"}.isdisjoint(rusak),
    }  # fmt: skip


def _say_mati(rusak: set[str], belum: int | None, draf: Draf | None, sama: bool, actor: Actor) -> str:
    tutup = []
    if "R91a" in rusak:
        tutup.append(_("tunggu jawaban batch"))
    if {"R121", "R121a"} & rusak:
        tutup.append(_("bulan ini atau sesudahnya sudah ditetapkan"))
    if "R126" in rusak:
        tutup.append(_("periksa {n} kabupaten, lalu minta persetujuan").format(n=belum))
    elif not sama:
        tutup.append(_("ajukan dahulu, lalu minta orang kedua"))
    elif draf is not None and draf.aktor_id == actor.akun_id:
        tutup.append(_("Anda yang mengajukan. Orang kedua yang menetapkan"))
    return ", ".join(tutup) + "." if tutup else ""


def _gate(beres: bool, ya: str, tidak: str) -> tuple[str, str]:
    return ("selesai", ya) if beres else ("perlu", tidak)


def _say_diperiksa(t: Tinjauan) -> str:
    sudah = len(t.tidak_biasa)
    if t.ditahan:
        return _("Tidak ada kabupaten menunggu diperiksa; {jumlah_ditahan} ditahan").format(
            jumlah_ditahan=len(t.ditahan)
        )
    return (
        _("{sudah} kabupaten tidak biasa sudah diperiksa").format(sudah=sudah)
        if sudah
        else _("Tidak ada kabupaten yang tidak biasa")
    )


def _warn(t: Tinjauan) -> tuple[str, str]:
    """Information: what froze without a warning on record is told, and holds nothing back."""
    if t.tanpa_peringatan:
        n = write_number(t.tanpa_peringatan)
        return "info", _("{n} keluarga beku tanpa catatan peringatan. Tidak menahan penetapan.").format(n=n)
    return "selesai", _("Semua yang beku sudah diperingatkan sebelumnya")


def _say_draf(draf: Draf | None) -> str:
    if draf is None:
        return ""
    return _("Diajukan {nama}, {at} {at2}: {orang} orang").format(
        nama=draf.nama, at=write_date_short(draf.at), at2=write_time(draf.at), orang=write_number(draf.orang)
    )
