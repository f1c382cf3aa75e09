"""The rules that the offline worksheet warns with, by the cases that its own tests run too."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from opensiks.rules.akhir_kode import find_berakhir
from opensiks.rules.bukti import BUKTI_WAJIB, list_tertulis, missing
from opensiks.rules.catat_verval import FaktaCatat, FaktaKeluargaVerval, check_catat
from opensiks.rules.individu import FaktaIndividu
from opensiks.rules.isian import INDIVIDU, KELUARGA, WAJIB_INDIVIDU, WAJIB_KELUARGA, read_isian
from opensiks.rules.jenis import Jenis
from opensiks.rules.keluarga import temuan_individu
from opensiks.rules.lembar import compose_daftar_kode
from opensiks.rules.musyawarah import (
    FaktaKeputusan,
    FaktaMusyawarah,
    Hasil,
    Kehadiran,
    Unsur,
    check_keputusan,
    check_musyawarah,
)
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.tenggat import Jendela
from opensiks.rules.verval import HasilVerval, StatusDesa

KASUS = json.loads((Path(__file__).parents[1] / "cases" / "aturan.json").read_text(encoding="utf-8"))
HARI_INI = date.fromisoformat(KASUS["hari_ini"])
Kasus = dict[str, Any]


def saat(jam: str) -> datetime:
    return datetime.fromisoformat(f"{KASUS['hari_ini']}T{jam}:00+07:00")


def test_the_worksheet_carries_the_fields_that_the_cases_speak_of() -> None:
    daftar = compose_daftar_kode()
    dikenal = [*daftar["isian"]["INDIVIDU"], *daftar["isian"]["KELUARGA"]]
    assert [b for b in KASUS["bentuk_isian"] if b not in dikenal] == []
    assert KASUS["bukti_wajib"] == daftar["bukti_wajib"]


@pytest.mark.parametrize("k", KASUS["nama"], ids=lambda k: k["nama"])
def test_R55_a_name(k: Kasus) -> None:
    temuan = temuan_individu(FaktaIndividu(id="1", nama=k["nama"]), HARI_INI)
    assert [t.kode for t in temuan if t.kode.startswith("R55")] == ([k["kode"]] if k["kode"] else [])


@pytest.mark.parametrize("k", KASUS["isian"], ids=lambda k: f"{k['isian']} {k['nilai'][:20]}")
def test_a_field_as_typed(k: Kasus) -> None:
    nama, nilai = k["isian"], k["nilai"].strip()
    daftar, wajib = (INDIVIDU, WAJIB_INDIVIDU) if nama in INDIVIDU else (KELUARGA, WAJIB_KELUARGA)
    _, salah = read_isian(daftar, {nama: nilai}, HARI_INI, tuple(w for w in wajib if w == nama))
    assert {v.kode for v in salah} == ({k["kode"]} if k["kode"] else set())


@pytest.mark.parametrize("k", KASUS["bukti"], ids=lambda k: f"{k['jenis']} {len(k['ada'])}")
def test_R109_evidence_of_a_jenis(k: Kasus) -> None:
    assert len(missing(Jenis(k["jenis"]), k["ada"])) == k["kurang"]
    assert set(KASUS["bukti_wajib"]) == {j.value for j in BUKTI_WAJIB}


@pytest.mark.parametrize("k", KASUS["bukti_isi"], ids=lambda k: k["kasus"])
def test_R109_evidence_that_is_written_in_the_proposal(k: Kasus) -> None:
    """What the worksheet says before it is saved is what the server says afterwards."""
    ada = {*k["bukti"], *list_tertulis(k["muatan"])}
    assert len(missing(Jenis(k["jenis"]), ada)) == k["kurang"]


@pytest.mark.parametrize("k", KASUS["akhir"], ids=lambda k: f"{k['kode']} {k['hari']}")
def test_R83i_a_code_that_ended(k: Kasus) -> None:
    assert compose_daftar_kode()["akhir"] == KASUS["akhir_kode"]
    isi = {"jenis": "BANSOS_MASUK", "program": "", "kode_alasan": "", "bukti": []}
    isi["program" if k["daftar"] == "program" else "kode_alasan"] = k["kode"]
    assert (find_berakhir("usulan", isi, f"{k['hari']}T09:00:00+07:00") is None) is k["berlaku"]


@pytest.mark.parametrize("k", KASUS["rapat"], ids=lambda k: k["kasus"])
def test_R13_R14_R15_R16_a_meeting(k: Kasus) -> None:
    fakta = FaktaMusyawarah(
        periode=Jendela(saat("00:00"), saat("23:59")),
        mulai=saat(k["mulai"]),
        selesai=saat(k["selesai"]),
        tempat=k["tempat"],
        pemimpin=k["pemimpin"],
        kehadiran={Unsur(u): Kehadiran(*angka) for u, angka in k["kehadiran"].items()},
    )
    assert [v.kode for v in check_musyawarah(fakta)] == k["kode"]


@pytest.mark.parametrize("k", KASUS["putusan"], ids=lambda k: f"{k['hasil']} {k['alasan']}")
def test_R24a_a_decision_gives_its_reason(k: Kasus) -> None:
    keberatan = "ada" if k["keberatan"] else ""
    salah = check_keputusan(FaktaKeputusan(hasil=Hasil(k["hasil"]), alasan=k["alasan"], keberatan=keberatan))
    assert [v.kode for v in salah] == ([k["kode"]] if k["kode"] else [])


@pytest.mark.parametrize("k", KASUS["verval"], ids=lambda k: f"{k['hasil']} {k['tanggal']}")
def test_R71d_R72_a_verval(k: Kasus) -> None:
    keluarga = FaktaKeluargaVerval(
        nama="KELUARGA", status=StatusKeluarga(k["status"]), terhalang=k["terhalang"]
    )
    fakta = FaktaCatat(
        status=StatusDesa.BERJALAN,
        hasil=HasilVerval(k["hasil"]),
        tanggal=date.fromisoformat(k["tanggal"]),
        hari_ini=HARI_INI,
        mulai=date.fromisoformat(k["mulai"]),
        daftar=[keluarga],
        dalam_cakupan=True,
    )
    kode = [v.kode for v in check_catat(fakta, {}) if v.kode in {"R71d", "R72a", "R72b"}]
    assert kode == k["kode"]
