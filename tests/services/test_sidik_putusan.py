"""A verdict changed behind the application's back is found, by its row: every event vouches for the rows it wrote."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from opensiks.infra.scope import scope_nasional
from opensiks.jejak.queries import verify_jejak
from opensiks.keluarga.models import Keluarga
from opensiks.paket import services
from opensiks.paket.models import Bentrok, TandaTerima, Ubahan
from opensiks.paket.sidik import verify_putusan, verify_semua
from opensiks.rules.ubahan import PilihanBentrok
from tests.factories.paket import Laptop, daftarkan, kirim
from tests.factories.usulan import keluarga_dengan
from tests.factories.verval import BUDI, DESA, DESA_BUDI, JAYA, buat_wilayah, periode_juli, wib
from tests.services.test_judge_titipan import alamat, verval

KINI = wib(2023, 7, 10)
BESOK = KINI + timedelta(days=1)


@pytest.fixture
def laptop(transactional_db: None, owner_db: Any) -> Laptop:
    """A village whose package was judged: one conflict settled for each side, one line put off and brought again."""
    with scope_nasional():
        buat_wilayah(DESA, DESA_BUDI)
        periode_juli()
        laptop = daftarkan(at=KINI)
        rumah = [keluarga_dengan(DESA) for _ in range(4)]
        verval(laptop, rumah[0])
        for k in rumah[1:3]:
            alamat(laptop, k)
            Keluarga.objects.filter(pk=k.pk).update(alamat="JALAN LAIN", versi=2)
        foto = laptop.potret(b"\xff\xd8\xff\xe0\x00\x04AB\xff\xda")
        laptop.catat(
            "foto", rumah[3].id_registri, {"jenis": "RUMAH_DEPAN", "sha256": foto}, KINI, lampiran=[foto]
        )
        kirim(laptop, BESOK, foto=False)
        for b, pilihan in zip(Bentrok.objects.order_by("id"), PilihanBentrok, strict=True):
            services.settle_bentrok(b, pilihan, "KTP sudah dilihat.", by=JAYA, at=BESOK)
        kirim(laptop, BESOK + timedelta(days=1))
        kirim(daftarkan(BUDI, DESA_BUDI, at=KINI), BESOK)
    return laptop


def test_untouched_verdicts_are_whole(laptop: Laptop) -> None:
    with scope_nasional():
        bukti = verify_putusan()
        assert bukti.sah, bukti.sebab
        assert bukti.peristiwa == Ubahan.objects.count() + TandaTerima.objects.count()
        assert verify_semua() == verify_jejak()


@pytest.mark.parametrize(
    "ubah",
    [
        "vonis = 'DITERIMA', kode = '', kalimat = ''",
        "kalimat = kalimat || '.'",
        "hasil = 'usulan:99'",
        "pokok = 'lain'",
        "at = at + interval '1 day'",
        "lawan = '{\"verval\": 1}'",
        "baris = jsonb_set(baris, '{isi,alasan}', '\"lain\"')",
    ],
)
def test_a_verdict_that_somebody_changed_is_found_by_its_row(
    laptop: Laptop, owner_db: Any, ubah: str
) -> None:
    """Kegagalan 68: whoever runs the database changes one row of a verdict; the proof of the trail names that row."""
    with scope_nasional():
        [row] = Ubahan.objects.filter(n=3)
        assert str(row.vonis) == "DITOLAK"
    owner_db.execute(f"UPDATE paket_ubahan SET {ubah} WHERE id = %s", [row.pk])
    with scope_nasional():
        bukti = verify_semua()
        assert verify_jejak().sah
    assert (bukti.sah, bukti.rusak_rantai) == (False, DESA)
    assert bukti.sebab == f"putusan atas ubahan {row.kid}/3 tidak cocok dengan sidiknya"
    with pytest.raises(CommandError, match=rf"{row.kid}/3 tidak cocok"):
        call_command("verify_jejak", stdout=io.StringIO())


def test_a_verdict_that_is_gone_or_came_from_nowhere_is_found(laptop: Laptop, owner_db: Any) -> None:
    """Kegagalan 68: a row that was taken out, and one that no event knows."""
    with scope_nasional():
        [row] = Ubahan.objects.filter(n=4)
    owner_db.execute("UPDATE paket_ubahan SET n = 9 WHERE id = %s", [row.pk])
    with scope_nasional():
        bukti = verify_putusan()
        assert bukti.sebab == f"putusan atas ubahan {row.kid}/9 tidak ada dalam jejak"
    owner_db.execute("DELETE FROM paket_ubahan WHERE id = %s", [row.pk])
    with scope_nasional():
        bukti = verify_putusan()
        assert bukti.sebab == f"putusan atas ubahan {row.kid}/4 hilang"
        assert bukti.rusak_seq


def test_a_receipt_that_was_exchanged_is_found(laptop: Laptop, owner_db: Any) -> None:
    """Kegagalan 68: the receipt that went to the village is bound by its hash too."""
    with scope_nasional():
        t = TandaTerima.objects.filter(kode_desa=DESA).order_by("id").first()
        assert t is not None
    owner_db.execute("UPDATE paket_tandaterima SET sha256 = %s WHERE id = %s", ["0" * 64, t.pk])
    with scope_nasional():
        assert verify_putusan().sebab == f"tanda terima {t.titipan_id}/{t.nomor} tidak cocok dengan sidiknya"
