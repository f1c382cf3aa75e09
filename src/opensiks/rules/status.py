"""States and steps of a usulan, with the words people see for them."""

from enum import StrEnum


class StatusUsulan(StrEnum):
    DRAF = "DRAF"
    SIAP_MUSDES = "SIAP_MUSDES"
    BATAL = "BATAL"
    DISETUJUI_MUSDES = "DISETUJUI_MUSDES"
    DITOLAK_MUSDES = "DITOLAK_MUSDES"
    DISETUJUI_SPTJM = "DISETUJUI_SPTJM"
    TERVERIFIKASI = "TERVERIFIKASI"
    FINAL_DESA = "FINAL_DESA"
    DITERIMA_KAB = "DITERIMA_KAB"
    DIKEMBALIKAN_KAB = "DIKEMBALIKAN_KAB"
    LOLOS_KAB = "LOLOS_KAB"
    DISAHKAN = "DISAHKAN"
    TERKIRIM = "TERKIRIM"
    DITETAPKAN = "DITETAPKAN"
    DITOLAK_PUSDATIN = "DITOLAK_PUSDATIN"


_S = StatusUsulan
TERMINAL = frozenset({_S.DITETAPKAN, _S.DITOLAK_MUSDES, _S.BATAL})
TERBUKA = frozenset(_S) - TERMINAL
"""A usulan in one of these counts as open for R26."""

LABEL_STATUS: dict[StatusUsulan, str] = {
    _S.DRAF: "Draf",
    _S.SIAP_MUSDES: "Siap musyawarah",
    _S.BATAL: "Dibatalkan",
    _S.DISETUJUI_MUSDES: "Disetujui musyawarah",
    _S.DITOLAK_MUSDES: "Ditolak musyawarah",
    _S.DISETUJUI_SPTJM: "Disetujui dengan SPTJM",
    _S.TERVERIFIKASI: "Sudah dikunjungi",
    _S.FINAL_DESA: "Final desa",
    _S.DITERIMA_KAB: "Diterima kabupaten",
    _S.DIKEMBALIKAN_KAB: "Dikembalikan kabupaten",
    _S.LOLOS_KAB: "Lolos kabupaten",
    _S.DISAHKAN: "Disahkan",
    _S.TERKIRIM: "Terkirim ke pusat",
    _S.DITETAPKAN: "Ditetapkan",
    _S.DITOLAK_PUSDATIN: "Ditolak pusat",
}


class Aksi(StrEnum):
    """The verb as it stands in the URL; rules.jejak.name_peristiwa gives its event."""

    DRAFT = "draft"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ENDORSE = "endorse"
    REJECT = "reject"
    VERIFY = "verify"
    FINALISE = "finalise"
    RECEIVE = "receive"
    RETURN = "return"
    REDRAFT = "redraft"
    SCREEN = "screen"
    SIGN = "sign"
    FORWARD = "forward"
    APPLY = "apply"


LABEL_AKSI: dict[Aksi, str] = {
    Aksi.DRAFT: "Buat usulan",
    Aksi.SUBMIT: "Ajukan ke musyawarah",
    Aksi.WITHDRAW: "Batalkan",
    Aksi.ENDORSE: "Setujui",
    Aksi.REJECT: "Tolak",
    Aksi.VERIFY: "Catat kunjungan",
    Aksi.FINALISE: "Finalkan",
    Aksi.RECEIVE: "Terima",
    Aksi.RETURN: "Kembalikan",
    Aksi.REDRAFT: "Perbaiki",
    Aksi.SCREEN: "Loloskan",
    Aksi.SIGN: "Sahkan",
    Aksi.FORWARD: "Kirim ke pusat",
    Aksi.APPLY: "Tetapkan",
}
