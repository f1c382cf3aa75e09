"""Photos of a family: the nine kinds the field takes (domain 5.3), and the sizes that thin lines bear."""

from enum import StrEnum

LEBAR_FOTO, BYTE_FOTO = 1280, 300 * 1024
LEBAR_KECIL, BYTE_KECIL = 240, 6 * 1024


class JenisFoto(StrEnum):
    RUMAH = "RUMAH"
    KRT = "KRT"
    KTP = "KTP"
    KK = "KK"
    DINDING = "DINDING"
    LANTAI = "LANTAI"
    ATAP = "ATAP"
    DAPUR = "DAPUR"
    JAMBAN = "JAMBAN"


LABEL_FOTO: dict[JenisFoto, str] = {
    JenisFoto.RUMAH: "rumah",
    JenisFoto.KRT: "kepala rumah tangga",
    JenisFoto.KTP: "KTP",
    JenisFoto.KK: "KK",
    JenisFoto.DINDING: "dinding",
    JenisFoto.LANTAI: "lantai",
    JenisFoto.ATAP: "atap",
    JenisFoto.DAPUR: "dapur",
    JenisFoto.JAMBAN: "jamban",
}

# A card shows the whole NIK: it opens only for those who may see it, and each opening is on the trail (R95).
RAHASIA = frozenset({JenisFoto.KTP, JenisFoto.KK})
