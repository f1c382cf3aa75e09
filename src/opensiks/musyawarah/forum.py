"""What the village's forum left behind in a period: meeting, berita acara, SPTJM; and what follows for the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from opensiks.infra.clock import local
from opensiks.musyawarah.daftar import Daftar, Dasar, compose_daftar, list_dasar, list_putusan
from opensiks.musyawarah.models import BeritaAcara, Keberatan, Keputusan, Musyawarah, Sptjm
from opensiks.rules.aktor import Actor
from opensiks.rules.ketentuan import Profil
from opensiks.rules.musyawarah import (
    FaktaBeritaAcara,
    Hasil,
    check_berita_acara,
    count_hari_kerja,
    is_forum_dalam_batas,
    is_lengkap,
    is_sptjm_boleh,
)
from opensiks.rules.rule import Violation
from opensiks.rules.status import StatusUsulan
from opensiks.rules.syarat import FaktaForum
from opensiks.rules.verval import FaktaDesa
from opensiks.usulan.models import Usulan
from opensiks.usulan.queries import find_penolakan
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_fakta_desa, profil_of

MAMPU = "MAMPU"


@dataclass(frozen=True)
class Forum:
    """One village in one period. `musyawarah` is the newest closed one, `terakhir` the date of the last ever."""

    periode: Periode
    kode_desa: str
    profil: Profil
    musyawarah: Musyawarah | None
    berita_acara: BeritaAcara | None
    sptjm: Sptjm | None
    terakhir: date | None
    pada: date
    # The list, where the caller has composed it already.
    disusun: Daftar | None = None

    @cached_property
    def daftar(self) -> Daftar:
        """The village's list, composed when it is first asked for: many a step need not know it."""
        return self.disusun or compose_daftar(self.periode, self.kode_desa)

    @cached_property
    def perlu(self) -> bool:
        """Some line may not skip the forum, or the profile wants a meeting every period."""
        if self.profil.musyawarah_tiap_periode:
            return True
        if self.disusun is not None:
            return len(self.disusun.bebas) < len(self.disusun.baris)
        return any(d is not Dasar.BEBAS for d in list_dasar(self.periode, self.kode_desa)[2].values())

    @property
    def sah(self) -> bool:
        return self.musyawarah is not None or self.sptjm is not None

    @property
    def dalam_batas(self) -> bool:
        """R22: a meeting within the profile's limit, or an SPTJM."""
        return is_forum_dalam_batas(
            self.terakhir, self.pada, self.profil.musdes_maks_bulan, sptjm=self.sptjm is not None
        )

    @property
    def sptjm_boleh(self) -> bool:
        return is_sptjm_boleh(
            self.profil.sptjm_boleh, self.terakhir, self.pada, self.profil.musdes_maks_bulan
        )

    @property
    def kekurangan(self) -> list[Violation]:
        """What the berita acara still lacks, warnings included (R17, R20, R21); nothing where there was no meeting."""
        return check_berita_acara(self._fakta_berkas()) if self.musyawarah else []

    @property
    def berkas_lengkap(self) -> bool:
        if self.musyawarah:
            return is_lengkap(self._fakta_berkas())
        return self.sptjm.scan_id is not None if self.sptjm else not self.perlu

    @property
    def daftar_cocok(self) -> bool:
        """R18: the paper that was signed names the list that stands."""
        kertas = self.berita_acara if self.musyawarah else self.sptjm
        if kertas is None:
            return self.musyawarah is None and not self.perlu
        return kertas.daftar_sha256 == self.daftar.sha256

    def _fakta_berkas(self) -> FaktaBeritaAcara:
        ba, m = self.berita_acara, self.musyawarah
        if ba is None or m is None:
            return FaktaBeritaAcara(foto_wajib=self.profil.foto_wajib)
        unggah = local(ba.diunggah_at, self.kode_desa).date() if ba.diunggah_at else self.pada
        return FaktaBeritaAcara(
            berkas_bertanda_tangan=ba.scan_id is not None,
            daftar_hadir=ba.daftar_hadir_id is not None,
            foto=int(ba.foto_id is not None),
            foto_wajib=self.profil.foto_wajib,
            bnba=True,
            ttd_kades=ba.ttd_kades,
            ttd_operator=ba.ttd_operator,
            hari_kerja=count_hari_kerja(m.tanggal, unggah),
            maks_hari_kerja=self.profil.maks_hari_kerja_berkas,
        )


def get_forum(periode: Periode, kode_desa: str, at: datetime, *, daftar: Daftar | None = None) -> Forum:
    """The forum of a village in a period as it stands at a moment."""
    tutup = Musyawarah.objects.filter(kode_desa=kode_desa, ditutup_at__isnull=False, ditutup_at__lte=at)
    semua = list(tutup.order_by("tanggal", "id"))
    di_sini = [m for m in semua if m.periode_id == periode.pk]
    musyawarah = di_sini[-1] if di_sini else None
    ba = (
        BeritaAcara.objects.filter(musyawarah=musyawarah, diganti_at__isnull=True).first()
        if musyawarah
        else None
    )
    sptjm = Sptjm.objects.filter(periode=periode, kode_desa=kode_desa, diganti_at__isnull=True).first()
    return Forum(
        periode=periode, kode_desa=kode_desa, profil=profil_of(periode),
        musyawarah=musyawarah, berita_acara=ba, sptjm=sptjm, terakhir=semua[-1].tanggal if semua else None,
        pada=local(at, kode_desa).date(), disusun=daftar,
    )  # fmt: skip


def facts_forum(forum: Forum, daftar: Sequence[Usulan]) -> Callable[[Usulan], FaktaForum]:
    """The forum's facts for each of these lines of its village, as move_usulan's guards ask for them."""
    putusan = list_putusan(daftar)
    return _facts(forum, daftar, putusan)


def _facts(
    forum: Forum, daftar: Sequence[Usulan], putusan: dict[int, Keputusan]
) -> Callable[[Usulan], FaktaForum]:
    ditolak = find_penolakan(daftar)
    keberatan = set(Keberatan.objects.filter(usulan__in=daftar).values_list("usulan_id", flat=True))

    def fakta(u: Usulan) -> FaktaForum:
        k = putusan.get(u.pk)
        return FaktaForum(
            musyawarah_sah=k is not None,
            ada_keputusan=k is not None and k.hasil is not Hasil.TUNDA,
            keputusan_baru=k is not None and (u.pk not in ditolak or ditolak[u.pk] < k.at),
            keberatan=u.pk in keberatan,
            berkas_lengkap=forum.berkas_lengkap,
            daftar_cocok=forum.daftar_cocok,
            sptjm_ada=forum.sptjm is not None,
            sptjm_boleh=forum.sptjm_boleh,
            wajib_musyawarah=u.kode_alasan == MAMPU and not forum.profil.mampu_lewat_sptjm,
        )

    return fakta


def facts_desa(
    daftar: Sequence[PeriodeDesa], *, by: Actor, at: datetime, forum: dict[int, Forum] | None = None
) -> Callable[[PeriodeDesa], FaktaDesa]:
    """Facts of villages with what their forum knows, as move_desa asks for them. `forum` by PeriodeDesa id."""
    dasar = list_fakta_desa(daftar, by, at)
    kenal = {d.pk: (forum or {}).get(d.pk) or get_forum(d.periode, d.kode_desa, at) for d in daftar}

    def fakta(d: PeriodeDesa) -> FaktaDesa:
        f = kenal[d.pk]
        belum = count_belum(f)
        return replace(
            dasar[d.pk],
            perlu_forum=belum > 0 or f.perlu,
            forum_sah=f.sah,
            forum_dalam_batas=f.dalam_batas,
            belum_diputuskan=belum,
            forum=FaktaForum(
                musyawarah_sah=f.musyawarah is not None,
                berkas_lengkap=f.berkas_lengkap,
                daftar_cocok=f.daftar_cocok,
                sptjm_ada=f.sptjm is not None,
                sptjm_boleh=f.sptjm_boleh,
            ),
        )

    return fakta


def list_belum(periode: Periode, kode_desa: str) -> list[Usulan]:
    """Lines that wait for the forum without any standing decision; one that was put off has had its decision."""
    bebas = profil_of(periode).bebas_musyawarah
    rows = Usulan.objects.filter(periode=periode, kode_desa=kode_desa, status=StatusUsulan.SIAP_MUSDES)
    menunggu = list(rows.exclude(jenis__in=bebas).order_by("id"))
    putusan = list_putusan(menunggu)
    return [u for u in menunggu if u.pk not in putusan]


def count_belum(forum: Forum) -> int:
    return len(list_belum(forum.periode, forum.kode_desa))
