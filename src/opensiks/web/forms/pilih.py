"""Which form a jenis has."""

from opensiks.rules.jenis import Jenis
from opensiks.web.forms import jenis as j
from opensiks.web.forms.baru import BaruForm, TambahArtForm
from opensiks.web.forms.usulan import UsulanForm

FORMULIR: dict[Jenis, type[UsulanForm]] = {
    f.jenis: f
    for f in (
        BaruForm, TambahArtForm, j.PerbaikanIdForm, j.PerbaikanDataForm, j.TidakLayakForm, j.BansosHentiForm,
        j.BansosMasukForm, j.MeninggalForm, j.PindahForm, j.GandaForm, j.TidakDitemukanForm, j.PengurusForm,
        j.ReaktivasiForm, j.PecahKkForm,
    )
}  # fmt: skip
