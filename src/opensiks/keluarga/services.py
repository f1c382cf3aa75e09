"""Every write to the registry, under one name. What they do is in the modules named by what changes."""

from opensiks.keluarga.foto import add_foto
from opensiks.keluarga.impor import import_dtks, import_keluarga
from opensiks.keluarga.rahasia import NikUtuh, reveal_foto, reveal_nik
from opensiks.keluarga.status import (
    PerubahanKepesertaan,
    set_kepesertaan,
    set_status_individu,
    set_status_keluarga,
)
from opensiks.keluarga.tambah import AnggotaBaru, register_individu
from opensiks.keluarga.temuan import refresh_temuan, settle_temuan
from opensiks.keluarga.tulis import TidakTerjangkau
from opensiks.keluarga.ubah import (
    PerubahanIndividu,
    PerubahanKeluarga,
    PindahIndividu,
    PindahKeluarga,
    move_individu,
    move_keluarga,
    register_keluarga,
    revise_individu,
    revise_keluarga,
)

__all__ = [
    "AnggotaBaru",
    "NikUtuh",
    "PerubahanIndividu",
    "PerubahanKeluarga",
    "PerubahanKepesertaan",
    "PindahIndividu",
    "PindahKeluarga",
    "TidakTerjangkau",
    "add_foto",
    "import_dtks",
    "import_keluarga",
    "move_individu",
    "move_keluarga",
    "refresh_temuan",
    "register_individu",
    "register_keluarga",
    "reveal_foto",
    "reveal_nik",
    "revise_individu",
    "revise_keluarga",
    "set_kepesertaan",
    "set_status_individu",
    "set_status_keluarga",
    "settle_temuan",
]
