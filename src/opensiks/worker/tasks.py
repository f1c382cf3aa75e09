"""Job name → service. A job opens the nation's scope, acts as the system, and does one thing."""

from datetime import date

from django.conf import settings

from opensiks.akun.queries import find_actor, find_akun
from opensiks.infra import clock
from opensiks.infra.maju import Maju, clear_henti, is_henti, write_maju
from opensiks.infra.queue import enqueue, job, periodic
from opensiks.infra.scope import scope, scope_nasional
from opensiks.jejak.queries import find_kepala
from opensiks.kabar import services as kabar
from opensiks.kabar.queries import find_penerima, list_menunggu_surat
from opensiks.paket import services as paket
from opensiks.paket.queries import get_titipan
from opensiks.paket.sidik import verify_semua
from opensiks.paket.titip import list_kantor
from opensiks.pemadanan.dukcapil import EkstrakDitolak
from opensiks.pemadanan.ekstrak import find_berkas
from opensiks.pemadanan.services import Dihentikan, run_putaran
from opensiks.rules.aktor import sistem
from opensiks.rules.kabar import CaraSurel
from opensiks.rules.rule import AksiDitolak
from opensiks.verval import queries as verval_queries
from opensiks.verval import services as verval
from opensiks.worker import unduh as unduh
from opensiks.worker.schedule import JADWAL
from opensiks.worker.surat import send_surat


@periodic(JADWAL["verval.harian"], "verval.harian")
def run_harian(saat: int) -> None:
    with scope_nasional():
        for periode in verval_queries.list_periode_berjalan(clock.now()):
            enqueue("verval.warn", periode_id=periode.pk)
        for kode in verval_queries.list_wilayah_periode(clock.now()):
            enqueue("verval.freeze", kode_wilayah=kode)


@job("verval.warn", retry=3)
def warn_beku(periode_id: int) -> None:
    with scope_nasional():
        periode = verval_queries.get_periode(periode_id)
        verval.warn_beku(
            periode, clock.today(periode.kode_wilayah), by=sistem("Jadwal harian"), at=clock.now()
        )
        verval.warn_tenggat(periode, by=sistem("Jadwal harian"), at=clock.now())


@job("verval.freeze", retry=3)
def freeze_overdue(kode_wilayah: str) -> None:
    with scope_nasional():
        verval.freeze_overdue(
            kode_wilayah, clock.today(kode_wilayah), by=sistem("Jadwal harian"), at=clock.now()
        )


@periodic(JADWAL["verval.tutup"], "verval.tutup")
def run_tutup(saat: int) -> None:
    with scope_nasional():
        for periode in verval_queries.list_siap_tutup(clock.now()):
            enqueue("verval.close", periode_id=periode.pk)


@job("verval.close")
def close_periode(periode_id: int) -> None:
    with scope_nasional():
        periode = verval_queries.get_periode(periode_id)
        verval.close_periode(periode, by=sistem("Jadwal tenggat"), at=clock.now())


@periodic(JADWAL["kabar.harian"], "kabar.harian")
def run_kabar_harian(saat: int) -> None:
    """The morning's letters, and those at once that a mail server refused to the last."""
    enqueue_surat(CaraSurel.HARIAN)
    enqueue_surat(CaraSurel.LANGSUNG)


@job("kabar.langsung", retry=3)
def run_kabar_langsung() -> None:
    enqueue_surat(CaraSurel.LANGSUNG)


def enqueue_surat(cara: CaraSurel) -> None:
    """One job for each person, so that one bad address holds up nobody else. Nothing without a mail server."""
    if not settings.OPENSIKS_SURAT:
        return
    with scope_nasional():
        for akun_id in list_menunggu_surat(cara, clock.today(), clock.now()):
            enqueue("kabar.surat", akun_id=akun_id)


@job("kabar.surat", retry=5)
def mail_kabar(akun_id: int) -> None:
    """Mail a person what was not mailed yet. Running it again sends nothing twice."""
    with scope_nasional():
        for penerima in find_penerima(akun_id, clock.today()):
            kabar.send_surat(penerima, send_surat, by=sistem("Surat kabar"), at=clock.now())


@job("paket.nilai", retry=5)
def judge_titipan(titipan_id: int) -> None:
    """Judge one deposited file. Running it again changes nothing."""
    with scope_nasional():
        paket.judge_titipan(get_titipan(titipan_id), by=sistem("Meja paket"), at=clock.now())


@periodic(JADWAL["paket.lagi"], "paket.lagi")
def run_paket(saat: int) -> None:
    for kantor in list_kantor():
        enqueue("paket.kantor", kantor=kantor)


@job("paket.kantor", retry=3)
def judge_kantor(kantor: str) -> None:
    """Files that a crash left without a row, then what waits: photos that came, windows that opened."""
    oleh = sistem("Meja paket")
    with scope_nasional():
        paket.deposit_susulan(kantor, by=oleh, at=clock.now())
    with scope_nasional():
        paket.judge_semua(kantor, by=oleh, at=clock.now())


@job("pemadanan.run")
def run_pemadanan(
    akun: str, penugasan: int, kode_wilayah: str, ekstrak: str, mode: str, tanggal: str, nama: str,
    bobot: int | None = None,
) -> None:  # fmt: skip
    """A run of matching asked for by a person, who is its actor; `nama` is where its progress is told.

    `bobot` is the run whose weights are used; see pemadanan/bobot.py. Whoever asks it to stop is heard before the next
    stage, the first too: then nothing of the run is kept.
    """
    with scope_nasional():
        akun_row = find_akun(akun)
        actor = find_actor(akun_row, clock.today(), penugasan_id=penugasan) if akun_row else None
    path = find_berkas(ekstrak)
    if actor is None or path is None:
        write_maju(nama, Maju("gagal", pesan="Petugas atau berkas ekstrak tidak ada lagi."))
        return

    def progress(n: int, semua: int) -> None:
        write_maju(nama, Maju("jalan", n, semua, oleh=actor.nama))

    def lapor(tahap: str, n: int, semua: int) -> None:
        if is_henti(nama):
            raise Dihentikan
        write_maju(nama, Maju("jalan", n, semua, oleh=actor.nama, tahap=tahap))

    try:
        with scope(actor.cakupan):
            putaran = run_putaran(
                kode_wilayah,
                path,
                mode,
                date.fromisoformat(tanggal),
                by=actor,
                at=clock.now(),
                progress=progress,
                lapor=lapor,
                bobot=bobot,
            )
    except (EkstrakDitolak, AksiDitolak) as galat:
        write_maju(nama, Maju("gagal", pesan=str(galat), oleh=actor.nama))
        return
    except Dihentikan:
        clear_henti(nama)
        write_maju(nama, Maju("henti", pesan="Dihentikan.", oleh=actor.nama))
        return
    n = sum(putaran.jumlah.values())
    write_maju(nama, Maju("selesai", n, n, pesan=str(putaran.pk), oleh=actor.nama))


@job("jejak.verify")
def verify_chains(akun: str, penugasan: int, nama: str) -> None:
    """Walk every chain the asker can see, and tell the first row that does not fit."""
    with scope_nasional():
        akun_row = find_akun(akun)
        actor = find_actor(akun_row, clock.today(), penugasan_id=penugasan) if akun_row else None
    if actor is None:
        write_maju(nama, Maju("gagal", pesan="Petugas tidak ada lagi."))
        return
    with scope(actor.cakupan):
        semua = sum(find_kepala().values())
        bukti = verify_semua(lambda n: write_maju(nama, Maju("jalan", n, semua, oleh=actor.nama)))
    letak = f"{bukti.rusak_rantai or 'pusat'}, baris {bukti.rusak_seq}: {bukti.sebab}"
    keadaan, pesan = ("selesai", str(bukti.rantai)) if bukti.sah else ("rusak", letak)
    write_maju(nama, Maju(keadaan, bukti.peristiwa, semua, pesan=pesan, oleh=actor.nama))
