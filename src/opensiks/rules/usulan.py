"""The life of a usulan (domain 6.1): a table of steps and one function that answers.

Buttons call check(), services call step(), docs/status-usulan.md prints TRANSITIONS.
"""

from dataclasses import dataclass

from opensiks.rules import syarat, syarat_usulan
from opensiks.rules.jenis import LABEL_JENIS as LABEL_JENIS
from opensiks.rules.jenis import Jenis as Jenis
from opensiks.rules.peran import LABEL as LABEL_PERAN
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak, Rule, Tingkat, Violation, broken, rule
from opensiks.rules.status import LABEL_AKSI as LABEL_AKSI
from opensiks.rules.status import LABEL_STATUS as LABEL_STATUS
from opensiks.rules.status import TERBUKA as TERBUKA
from opensiks.rules.status import TERMINAL as TERMINAL
from opensiks.rules.status import Aksi as Aksi
from opensiks.rules.status import StatusUsulan as StatusUsulan
from opensiks.rules.syarat import FaktaForum as FaktaForum
from opensiks.rules.syarat import FaktaKab as FaktaKab
from opensiks.rules.syarat import FaktaMasa as FaktaMasa
from opensiks.rules.syarat_usulan import Fakta as Fakta
from opensiks.rules.syarat_usulan import FaktaIsi as FaktaIsi
from opensiks.rules.syarat_usulan import FaktaUbah as FaktaUbah


@dataclass(frozen=True)
class Transition:
    aksi: Aksi
    dari: StatusUsulan | None
    ke: StatusUsulan
    oleh: Peran
    syarat: tuple[Rule, ...]
    # The blocking content rules of the jenis (rules.muatan) hold too.
    periksa_isi: bool = False


_S, _P, _U = StatusUsulan, Peran, syarat_usulan
_WILAYAH = (syarat.is_dalam_cakupan,)
_FORUM = (*_WILAYAH, syarat.is_musyawarah_sah, _U.has_keputusan)
_BERKAS = (*_WILAYAH, syarat.has_berkas_lengkap, syarat.is_daftar_cocok)
_ISI = (_U.has_no_temuan, _U.has_bukti)

_DRAF = (*_WILAYAH, syarat.is_draf_boleh, _U.is_perubahan, _U.is_tunggal)
_AJU = (*_WILAYAH, syarat.is_masa_terbuka, *_ISI)
_BATAL = (*_WILAYAH, syarat.has_alasan)
_SETUJU = (*_FORUM, _U.has_alasan_keberatan, _U.has_keputusan_baru)
_TOLAK = (*_FORUM, syarat.has_alasan)
_SPTJM = (*_WILAYAH, _U.is_sptjm_boleh, _U.has_sptjm, _U.is_sptjm_cukup, _U.is_sptjm_cukup_setelah_ditolak)
_KUNJUNGAN = (*_WILAYAH, _U.is_kunjungan_wajib, _U.has_kunjungan)
_FINAL_MUSDES = (*_BERKAS, _U.has_no_temuan, _U.is_kunjungan_selesai)
_FINAL_SPTJM = (*_WILAYAH, _U.has_sptjm, syarat.is_daftar_cocok, _U.has_no_temuan, _U.is_kunjungan_selesai)
_FINAL_KUNJUNGAN = (*_BERKAS, _U.has_no_temuan, _U.has_kunjungan)
_FINAL_BEBAS = (*_WILAYAH, _U.is_bebas_musyawarah, *_ISI)
_TERIMA = (*_WILAYAH, syarat.is_daftar_cocok)
_KEMBALI = (*_WILAYAH, syarat.has_kode_alasan)
_PERBAIKI = (*_WILAYAH, syarat.is_masa_perbaikan, _U.is_tunggal)
_LOLOS = (*_WILAYAH, _U.is_pembuat_lain, _U.is_padan_boleh)
_SAH = (*_WILAYAH, syarat.is_pengesahan_tunggal, syarat.has_surat_lengkap)
_SAH_GANDA = (*_WILAYAH, syarat.is_diperiksa, syarat.has_surat_lengkap)
_KIRIM = (*_WILAYAH, _U.has_batch)
_TOLAK_PUSAT = (_U.is_dari_hasil, syarat.has_kode_alasan)

# R4: only the village head, or a recorded delegate holding that role, finalises.
# R7: only the centre sets or rejects.
TRANSITIONS: tuple[Transition, ...] = (
    Transition(Aksi.DRAFT, None, _S.DRAF, _P.OPERATOR_DESA, _DRAF),
    Transition(Aksi.SUBMIT, _S.DRAF, _S.SIAP_MUSDES, _P.OPERATOR_DESA, _AJU, periksa_isi=True),
    Transition(Aksi.WITHDRAW, _S.DRAF, _S.BATAL, _P.OPERATOR_DESA, _BATAL),
    Transition(Aksi.WITHDRAW, _S.SIAP_MUSDES, _S.BATAL, _P.OPERATOR_DESA, _BATAL),
    Transition(Aksi.ENDORSE, _S.SIAP_MUSDES, _S.DISETUJUI_MUSDES, _P.OPERATOR_DESA, _SETUJU),
    Transition(Aksi.REJECT, _S.SIAP_MUSDES, _S.DITOLAK_MUSDES, _P.OPERATOR_DESA, _TOLAK),
    Transition(Aksi.ENDORSE, _S.SIAP_MUSDES, _S.DISETUJUI_SPTJM, _P.KADES_LURAH, _SPTJM),
    Transition(Aksi.VERIFY, _S.DISETUJUI_MUSDES, _S.TERVERIFIKASI, _P.OPERATOR_DESA, _KUNJUNGAN),
    Transition(Aksi.VERIFY, _S.DISETUJUI_SPTJM, _S.TERVERIFIKASI, _P.OPERATOR_DESA, _KUNJUNGAN),
    Transition(Aksi.FINALISE, _S.DISETUJUI_MUSDES, _S.FINAL_DESA, _P.KADES_LURAH, _FINAL_MUSDES),
    Transition(Aksi.FINALISE, _S.DISETUJUI_SPTJM, _S.FINAL_DESA, _P.KADES_LURAH, _FINAL_SPTJM),
    Transition(Aksi.FINALISE, _S.TERVERIFIKASI, _S.FINAL_DESA, _P.KADES_LURAH, _FINAL_KUNJUNGAN),
    Transition(Aksi.FINALISE, _S.SIAP_MUSDES, _S.FINAL_DESA, _P.KADES_LURAH, _FINAL_BEBAS),
    Transition(Aksi.RECEIVE, _S.FINAL_DESA, _S.DITERIMA_KAB, _P.OPERATOR_KAB, _TERIMA),
    Transition(Aksi.RETURN, _S.DITERIMA_KAB, _S.DIKEMBALIKAN_KAB, _P.OPERATOR_KAB, _KEMBALI),
    Transition(Aksi.RETURN, _S.DITERIMA_KAB, _S.DIKEMBALIKAN_KAB, _P.SUPERVISOR_KAB, _KEMBALI),
    Transition(Aksi.REDRAFT, _S.DIKEMBALIKAN_KAB, _S.DRAF, _P.OPERATOR_DESA, _PERBAIKI),
    Transition(Aksi.REDRAFT, _S.DITOLAK_PUSDATIN, _S.DRAF, _P.OPERATOR_DESA, _PERBAIKI),
    Transition(Aksi.SCREEN, _S.DITERIMA_KAB, _S.LOLOS_KAB, _P.SUPERVISOR_KAB, _LOLOS),
    Transition(Aksi.SIGN, _S.LOLOS_KAB, _S.DISAHKAN, _P.SUPERVISOR_KAB, _SAH),
    Transition(Aksi.SIGN, _S.LOLOS_KAB, _S.DISAHKAN, _P.KEPALA_OPD, _SAH_GANDA),
    Transition(Aksi.FORWARD, _S.DISAHKAN, _S.TERKIRIM, _P.OPERATOR_KAB, _KIRIM),
    Transition(Aksi.APPLY, _S.TERKIRIM, _S.DITETAPKAN, _P.PUSDATIN, (_U.is_dari_hasil,)),
    Transition(Aksi.REJECT, _S.TERKIRIM, _S.DITOLAK_PUSDATIN, _P.PUSDATIN, _TOLAK_PUSAT),
)

_BARIS = {(t.dari, t.aksi, t.oleh): t for t in TRANSITIONS}


def find(dari: StatusUsulan | None, aksi: Aksi, peran: Peran) -> Transition | None:
    return _BARIS.get((dari, aksi, peran))


@rule("R105", sumber="Tabel langkah usulan", langkah="Lihat langkah yang tersedia pada halaman usulan.")
def has_row(kunci: tuple[StatusUsulan | None, Aksi, Peran]) -> bool:
    """Langkah {aksi} tidak tersedia bagi {peran} pada status {status}."""
    return find(*kunci) is not None


def check(fakta: Fakta, aksi: Aksi, peran: Peran) -> tuple[Transition | None, list[Violation]]:
    """The row for this step and everything that stands in its way; an empty list means go."""
    baris = find(fakta.status, aksi, peran)
    if baris is None:
        status = LABEL_STATUS[fakta.status] if fakta.status else "belum ada"
        return None, [has_row.violation(aksi=LABEL_AKSI[aksi], peran=LABEL_PERAN[peran], status=status)]
    dilanggar = [r.violation(**_data(fakta)) for r in baris.syarat if not r(fakta)]
    if baris.periksa_isi:
        dilanggar += [v for v in fakta.isi.pelanggaran if v.tingkat is Tingkat.B]
    return baris, dilanggar


def step(fakta: Fakta, aksi: Aksi, peran: Peran) -> Transition:
    """The row to follow, or AksiDitolak with every reason."""
    baris, dilanggar = check(fakta, aksi, peran)
    if baris is None or dilanggar:
        raise AksiDitolak(dilanggar)
    return baris


def _data(fakta: Fakta) -> dict[str, str]:
    isi = fakta.isi
    bukti = ", ".join(isi.bukti_kurang)
    return {"usulan": isi.usulan_terbuka, "temuan": str(isi.temuan_blok), "bukti": bukti}


def check_edit(fakta: FaktaUbah) -> list[Violation]:
    """What forbids editing fields, evidence or subject now; empty when the edit may be made."""
    return broken((syarat.is_dalam_cakupan, _U.is_isi_milik_desa, _U.is_belum_final), fakta)
