"""States of a registry record (domain vocabulary: AKTIF, BEKU, DITIDURKAN, NONAKTIF) and of aid participation."""

from enum import StrEnum


class StatusKeluarga(StrEnum):
    AKTIF = "AKTIF"
    BEKU = "BEKU"
    DITIDURKAN = "DITIDURKAN"
    NONAKTIF = "NONAKTIF"


class StatusIndividu(StrEnum):
    AKTIF = "AKTIF"
    NONAKTIF = "NONAKTIF"


class StatusProgram(StrEnum):
    USUL = "USUL"
    AKTIF = "AKTIF"
    HENTI = "HENTI"
    TOLAK = "TOLAK"


# A record is in the monthly list only while both it and its family stand like this.
DALAM_DAFTAR = (StatusKeluarga.AKTIF, StatusIndividu.AKTIF)
