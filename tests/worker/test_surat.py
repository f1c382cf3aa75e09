"""Notices by e-mail: each once, in the manner that the person chose, and with nobody's name in them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from opensiks.akun.models import Akun
from opensiks.akun.services import set_surel
from opensiks.infra import clock, queue
from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import list_jejak
from opensiks.kabar.models import Terkirim
from opensiks.kabar.services import KabarBaru, post_kabar, settle_kabar
from opensiks.rules.aktor import Actor
from opensiks.rules.kabar import UMUR_SURAT, CaraSurel, Perihal
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.worker import tasks
from tests import cast
from tests.dukungan.pekerja import run_pekerja
from tests.factories import keluarga as pabrik


@pytest.fixture
def sari(transactional_db: None) -> cast.Pemeran:
    pabrik.buat_wilayah()
    with scope_nasional():
        return cast.make_akun(cast.SARI)


def pilih(pemeran: cast.Pemeran, cara: CaraSurel, email: str = "sari@desa.example") -> None:
    with scope_nasional():
        set_surel(pemeran.akun, email, cara, by=pemeran.actor, at=clock.now())


def kirim(perihal: Perihal = Perihal.USULAN_KEMBALI, kode: str = cast.DESA, **data: object) -> None:
    isi = {"jumlah": 2, "kode_alasan": "E1", "catatan": "Rumah Bu Siti 1804125205865003", "hari": 3, **data}
    baru = KabarBaru(
        perihal=perihal,
        kode_wilayah=kode,
        peran=Peran.OPERATOR_DESA,
        data=isi,
        sampai=clock.now() + UMUR_SURAT,
    )
    with scope_nasional():
        post_kabar([baru], by=cast.SISTEM, at=clock.now())


def jalankan() -> None:
    run_pekerja()
    assert queue.count_waiting() == 0


def test_a_notice_at_once_for_who_wants_it_so(sari: cast.Pemeran) -> None:
    pilih(sari, CaraSurel.LANGSUNG)
    kirim()
    jalankan()
    [surat] = mail.outbox
    assert surat.to == ["sari@desa.example"]
    assert surat.subject == "OpenSIKS: 1 kabar, 1 perlu dikerjakan"
    badan = str(surat.body)
    assert "2 usulan dikembalikan Dinas Sosial." in badan
    assert "Sebab: E1: Alamat belum lengkap. (aturan R41)" in badan
    assert "Langkah: Lengkapi dusun, RT dan RW, lalu ajukan lagi. Dikerjakan: Operator desa." in badan
    assert "Paling lambat" in badan
    assert "/kabar/" in badan


def test_no_citizen_is_named_and_no_number_given(sari: cast.Pemeran) -> None:
    pilih(sari, CaraSurel.LANGSUNG)
    kirim()
    jalankan()
    isi = mail.outbox[0].message().as_string()
    assert "Siti" not in isi
    assert not re.search(r"\d{15,17}", mail.outbox[0].subject + str(mail.outbox[0].body))


def test_the_morning_brings_everything_in_one_letter(sari: cast.Pemeran) -> None:
    pilih(sari, CaraSurel.HARIAN)
    kirim()
    kirim(Perihal.PERIODE_DIBUKA, cast.KAB, periode="Oktober", tanggal="2021-10-31")
    jalankan()
    assert mail.outbox == []
    tasks.run_kabar_harian(0)
    jalankan()
    [surat] = mail.outbox
    assert surat.subject == "OpenSIKS: 2 kabar, 2 perlu dikerjakan"
    assert "Periode Oktober dibuka" in str(surat.body)


def test_each_notice_is_mailed_once_however_often_the_job_runs(sari: cast.Pemeran) -> None:
    pilih(sari, CaraSurel.HARIAN)
    kirim()
    for _ in range(3):
        tasks.run_kabar_harian(0)
        tasks.mail_kabar(sari.akun.pk)
        jalankan()
    assert len(mail.outbox) == 1
    kirim()
    tasks.mail_kabar(sari.akun.pk)
    assert [s.subject.split(",")[0] for s in mail.outbox] == ["OpenSIKS: 1 kabar"] * 2
    with scope_nasional():
        assert Terkirim.objects.count() == 2
        assert [j.peristiwa for j in list_jejak(f"akun:{sari.akun.pk}")].count("kabar.mailed") == 2


def test_what_the_mail_server_refuses_is_tried_again(
    sari: cast.Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilih(sari, CaraSurel.HARIAN)
    kirim()
    baik: Callable[..., int] = EmailBackend.send_messages
    galat = [OSError("sambungan ditolak")]

    def sekali(self: EmailBackend, daftar: list[mail.EmailMessage]) -> int:
        if galat:
            raise galat.pop()
        return baik(self, daftar)

    monkeypatch.setattr(EmailBackend, "send_messages", sekali)
    with pytest.raises(OSError, match="ditolak"):
        tasks.mail_kabar(sari.akun.pk)
    with scope_nasional():
        assert not Terkirim.objects.exists()
        assert "kabar.mailed" not in [j.peristiwa for j in list_jejak(f"akun:{sari.akun.pk}")]
    tasks.mail_kabar(sari.akun.pk)
    assert len(mail.outbox) == 1


def test_a_copy_of_a_letter_has_the_same_id(sari: cast.Pemeran) -> None:
    pilih(sari, CaraSurel.HARIAN)
    kirim()
    with scope_nasional(), transaction.atomic():
        tasks.mail_kabar(sari.akun.pk)
        transaction.set_rollback(True)
    tasks.mail_kabar(sari.akun.pk)
    assert len({s.extra_headers["Message-ID"] for s in mail.outbox}) == 1 < len(mail.outbox)


@pytest.mark.parametrize("kasus", ["tanpa alamat", "tidak mau", "tidak aktif", "selesai", "lama", "tetangga"])
def test_nobody_gets_what_is_not_for_them(
    sari: cast.Pemeran, kasus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilih(sari, CaraSurel.TIDAK if kasus == "tidak mau" else CaraSurel.HARIAN,
          "" if kasus == "tanpa alamat" else "sari@desa.example")  # fmt: skip
    kirim(kode=cast.DESA_BUDI if kasus == "tetangga" else cast.DESA)
    with scope_nasional():
        if kasus == "tidak aktif":
            Akun.objects.update(is_active=False)
        if kasus == "selesai":
            settle_kabar([Perihal.USULAN_KEMBALI], cast.DESA, by=cast.SISTEM, at=clock.now())
    if kasus == "lama":
        kini = clock.now()
        monkeypatch.setattr(clock, "now", lambda: kini + UMUR_SURAT)
    tasks.run_kabar_harian(0)
    jalankan()
    tasks.mail_kabar(sari.akun.pk)
    assert mail.outbox == []


def test_without_a_mail_server_nothing_is_said_to_be_sent(sari: cast.Pemeran, settings: Any) -> None:
    settings.OPENSIKS_SURAT = False
    pilih(sari, CaraSurel.LANGSUNG)
    kirim()
    jalankan()
    tasks.run_kabar_harian(0)
    jalankan()
    with scope_nasional():
        assert not Terkirim.objects.exists()


def test_R10_nobody_sets_somebody_elses_address(sari: cast.Pemeran) -> None:
    lain = Actor(sari.akun.pk + 1, "Budi", Peran.OPERATOR_DESA, cast.BUDI.cakupan)
    with scope_nasional(), pytest.raises(AksiDitolak):
        set_surel(sari.akun, "x@y.example", CaraSurel.HARIAN, by=lain, at=clock.now())


def test_production_sends_by_the_server_that_the_environment_names() -> None:
    """The settings in a process of their own, as a server reads them."""
    alamat = {"OPENSIKS_SECRET_KEY": "x" * 50, "OPENSIKS_HOSTS": "siks.example.go.id"}
    tanya = (
        "import os; from opensiks.config.settings import prod as p;"
        "print(p.OPENSIKS_SURAT, p.EMAIL_BACKEND.split('.')[-2], getattr(p, 'EMAIL_HOST', ''),"
        " getattr(p, 'EMAIL_PORT', ''), getattr(p, 'EMAIL_USE_TLS', ''), p.OPENSIKS_ALAMAT)"
    )

    def jawab(**lain: str) -> str:
        lingkungan = {k: v for k, v in os.environ.items() if not k.startswith("OPENSIKS_SMTP")}
        return subprocess.run(
            [sys.executable, "-c", tanya],
            env=lingkungan | alamat | lain,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert jawab() == "False dummy    https://siks.example.go.id"
    assert jawab(OPENSIKS_SMTP="surel.go.id") == "True smtp surel.go.id 587 True https://siks.example.go.id"
    assert jawab(OPENSIKS_SMTP="surel.go.id:465").startswith("True smtp surel.go.id 465 False")
