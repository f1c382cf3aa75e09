"""Job name → service. A job opens the nation's scope, acts as the system, and does one thing."""

from opensiks.infra import clock
from opensiks.infra.queue import enqueue, job, periodic
from opensiks.infra.scope import scope_nasional
from opensiks.rules.aktor import sistem
from opensiks.verval import queries as verval_queries
from opensiks.verval import services as verval
from opensiks.worker.schedule import JADWAL


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
