"""The world's own clock and the period it lives in. Nothing here looks at a real clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7))
MULAI = datetime(2021, 7, 1, 0, 0, tzinfo=WIB)
PERIODE = "2021-kampanye"
HARI_TENGGANG = 30


def write_saat(at: datetime) -> str:
    """As packages write a moment: "2021-07-12T09:30:00+07:00"."""
    return at.astimezone(WIB).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Masa:
    """The window of the villages and of the kabupaten; ends are exclusive."""

    mulai: datetime
    tenggat_desa: datetime
    tenggat_kab: datetime
    kode: str = PERIODE

    @classmethod
    def of(cls, hari: int) -> "Masa":
        """A period whose villages have all but the last tenth of the days."""
        desa = MULAI + timedelta(days=max(1, hari - max(1, hari // 10)))
        return cls(MULAI, desa, MULAI + timedelta(days=hari + HARI_TENGGANG))

    def is_terbuka(self, at: datetime) -> bool:
        return self.mulai <= at < self.tenggat_desa

    def to_json(self, at: datetime) -> dict[str, object]:
        return {
            "kode": self.kode,
            "label": self.kode,
            "profil": "kampanye_2021",
            "mulai": write_saat(self.mulai),
            "tenggat_desa": write_saat(self.tenggat_desa),
            "tenggat_kab": write_saat(self.tenggat_kab),
            "zona": "Asia/Jakarta",
            "terbuka": self.is_terbuka(at),
        }


@dataclass
class Jam:
    """Minutes of the world since its first midnight."""

    menit: int = 0

    @property
    def kini(self) -> datetime:
        return (MULAI + timedelta(minutes=self.menit)).astimezone(UTC)

    def set_hari(self, hari: int, menit: int = 0) -> None:
        self.menit = max(self.menit, hari * 24 * 60 + menit)

    def pass_menit(self, menit: int) -> None:
        self.menit += menit
