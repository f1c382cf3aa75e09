"""Two people of one office hold the same letter of Disdukcapil: one answer is written down (R68, R148)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from opensiks.infra.scope import scope, scope_nasional
from opensiks.keluarga.models import Individu
from opensiks.pemadanan.models import Konfirmasi, Tugas
from opensiks.pemadanan.services import import_konfirmasi, record_konfirmasi
from opensiks.rules.aktor import Actor
from opensiks.rules.padan_tinjau import JawabanDukcapil
from opensiks.rules.rule import AksiDitolak
from tests.dukungan.kunci import wait_for_lock
from tests.dukungan.tolak import kode
from tests.factories.konfirmasi import HARI, isi_lembar, tanyakan
from tests.factories.padan import orang
from tests.factories.pengesahan import buat_keluarga
from tests.factories.verval import DESA, HARUN, JAYA, KAB, buat_wilayah

SURAT = "470/12/2023"


def catat(i: Individu, jawaban: JawabanDukcapil, by: Actor) -> Konfirmasi:
    return record_konfirmasi(i, jawaban, by=by, at=HARI, nomor_surat=SURAT, tanggal=date(2023, 7, 11))


@pytest.mark.parametrize("lembar", [False, True])
def test_R148c_of_two_who_record_at_once_the_first_stands(transactional_db: None, lembar: bool) -> None:
    with scope_nasional():
        buat_wilayah(DESA)
        buat_keluarga(DESA, 1, anggota=1)
        siapa = orang()[0]
        tanyakan(siapa)
        isi = isi_lembar({siapa.id_registri: ("NIK_BENAR", None, SURAT, "2023-07-11")})

    def record() -> list[str]:
        try:
            with scope(HARUN.cakupan):
                if lembar:
                    return [s.kode for s in import_konfirmasi(isi, KAB, by=HARUN, at=HARI).salah]
                with pytest.raises(AksiDitolak) as galat:
                    catat(siapa, JawabanDukcapil.NIK_BENAR, HARUN)
                return kode(galat)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as kolam:
        with scope(JAYA.cakupan), transaction.atomic():
            pertama = catat(siapa, JawabanDukcapil.MENINGGAL, JAYA)
            kedua = kolam.submit(record)
            wait_for_lock()
        assert kedua.result(60) == ["R148c"]
    with scope_nasional():
        assert Konfirmasi.objects.get() == pertama
        assert Tugas.objects.get(selesai_at__isnull=False).jawaban == "Disdukcapil: Sudah meninggal"
