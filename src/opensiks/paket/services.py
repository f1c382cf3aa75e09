"""Every write about packages by its name. What they do is in the modules named by what changes."""

from opensiks.paket.bentrok import settle_bentrok
from opensiks.paket.kunci import create_kunci, make_pemulihan
from opensiks.paket.lepas import release_titipan
from opensiks.paket.nilai import judge_semua, judge_titipan
from opensiks.paket.perangkat import enrol_perangkat, reject_perangkat, request_perangkat, revoke_perangkat
from opensiks.paket.titip import TidakTersimpan, deposit_paket, deposit_susulan
from opensiks.paket.turun import make_turun

__all__ = [
    "TidakTersimpan",
    "create_kunci",
    "deposit_paket",
    "deposit_susulan",
    "enrol_perangkat",
    "judge_semua",
    "judge_titipan",
    "make_pemulihan",
    "make_turun",
    "reject_perangkat",
    "release_titipan",
    "request_perangkat",
    "revoke_perangkat",
    "settle_bentrok",
]
