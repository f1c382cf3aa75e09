"""Long lists as files, made while the one who asked goes on working."""

from opensiks.akun.access import TidakAda, TidakBerhak
from opensiks.akun.queries import find_actor, find_akun
from opensiks.ekspor.daftar import TABEL
from opensiks.ekspor.hasil import drop_lama, path_of, stamp_hasil
from opensiks.ekspor.services import Permintaan, export_daftar
from opensiks.infra import clock
from opensiks.infra.maju import Maju, write_maju
from opensiks.infra.queue import job
from opensiks.infra.scope import scope, scope_nasional
from opensiks.rules.rule import AksiDitolak


@job("ekspor.write")
def write_ekspor(akun: str, penugasan: int, permintaan: str, nama: str) -> None:
    """A long list as a file, for the one who asked; what is older than a day goes with it."""
    with scope_nasional():
        akun_row = find_akun(akun)
        actor = find_actor(akun_row, clock.today(), penugasan_id=penugasan) if akun_row else None
    minta, at = Permintaan.from_json(permintaan), clock.now()
    drop_lama(at)
    if actor is None or minta.tabel not in TABEL:
        write_maju(nama, Maju("gagal", pesan="Petugas atau daftarnya tidak ada lagi."))
        return
    path = path_of(nama)

    def progress(n: int, semua: int) -> None:
        write_maju(nama, Maju("jalan", n, semua, oleh=actor.nama))

    try:
        with scope(actor.cakupan):
            hasil = export_daftar(TABEL[minta.tabel], minta, path, by=actor, at=at, progress=progress)
    except (AksiDitolak, TidakBerhak, TidakAda) as galat:
        path.unlink(missing_ok=True)
        write_maju(nama, Maju("gagal", pesan=_say(galat), oleh=actor.nama))
        return
    stamp_hasil(path, at)
    write_maju(nama, Maju("selesai", hasil.jumlah, hasil.jumlah, pesan=hasil.nama, oleh=actor.nama))


def _say(galat: Exception) -> str:
    """Why there is no file, for the person who waits for it."""
    if isinstance(galat, AksiDitolak):
        return " ".join(f"{v} {v.langkah}".strip() for v in galat.violations)
    return "Daftar ini tidak ada lagi, atau bukan lagi bagian Anda."
