"""The only reader of the system clock, and the three time zones of the villages."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from opensiks.infra import home

# Days between the example's day and today; a real installation has no such file.
GESER = "waktu_contoh"
WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")

# Keppres 41/1987 on the three time zones, with the provinces that were split off since.
# Whatever is not listed is WIB: Sumatra, Java, and West and Central Kalimantan.
ZONA_PROVINSI: dict[str, ZoneInfo] = {
    "51": WITA,  # Bali
    "52": WITA,  # Nusa Tenggara Barat
    "53": WITA,  # Nusa Tenggara Timur
    "63": WITA,  # Kalimantan Selatan
    "64": WITA,  # Kalimantan Timur
    "65": WITA,  # Kalimantan Utara
    "71": WITA,  # Sulawesi Utara
    "72": WITA,  # Sulawesi Tengah
    "73": WITA,  # Sulawesi Selatan
    "74": WITA,  # Sulawesi Tenggara
    "75": WITA,  # Gorontalo
    "76": WITA,  # Sulawesi Barat
    "81": WIT,  # Maluku
    "82": WIT,  # Maluku Utara
    "91": WIT,  # Papua
    "92": WIT,  # Papua Barat
    "93": WIT,  # Papua Selatan
    "94": WIT,  # Papua Tengah
    "95": WIT,  # Papua Pegunungan
    "96": WIT,  # Papua Barat Daya
}
SINGKATAN = {WIB: "WIB", WITA: "WITA", WIT: "WIT"}


def now() -> datetime:
    """This moment, aware, in UTC; in an installation with example data, the story's moment."""
    return datetime.now(UTC) + _geser()


def of_berkas(path: Path) -> datetime:
    """When a file was written, aware, in UTC; in an installation with example data, by the story's calendar."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) + _geser()


@cache
def _geser() -> timedelta:
    """How far an example installation lives from today: its play ends years ago and its windows must be open."""
    berkas = home.home() / GESER
    return timedelta(days=int(berkas.read_text())) if berkas.is_file() else timedelta()


def move_today(ke: date) -> None:
    """Let an example installation live on the day `ke`, from now on and in every later process."""
    hari = (ke - datetime.now(UTC).astimezone(WIB).date()).days
    (home.make_private_dir(home.home()) / GESER).write_text(str(hari))
    _geser.cache_clear()


def zona(kode: str) -> ZoneInfo:
    """The time zone of a kode wilayah by its province; the nation's ("") is WIB, the ministry's."""
    return ZONA_PROVINSI.get(kode[:2], WIB)


def singkatan(kode: str) -> str:
    """WIB, WITA or WIT: what stands behind a time on paper."""
    return SINGKATAN[zona(kode)]


def today(kode: str = "") -> date:
    """The date on the wall of that place now."""
    return now().astimezone(zona(kode)).date()


def local(at: datetime, kode: str) -> datetime:
    """The same moment on the clock of that place."""
    return at.astimezone(zona(kode))
