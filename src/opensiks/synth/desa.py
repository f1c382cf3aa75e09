"""One village in one period: visits, proposals, the meeting, the head's word, the hand-over. Each by its own person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from opensiks.infra import clock
from opensiks.infra.files import Berkas
from opensiks.infra.scope import scope
from opensiks.keluarga.models import Keluarga, Kepesertaan
from opensiks.musyawarah import services as musyawarah
from opensiks.musyawarah.models import Musyawarah
from opensiks.musyawarah.queries import list_musyawarah
from opensiks.pengesahan import services as pengesahan
from opensiks.rules.aktor import Actor
from opensiks.rules.jenis import Jenis
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.musyawarah import Hasil, Unsur
from opensiks.rules.registri import StatusProgram
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import TERMINAL, StatusUsulan
from opensiks.rules.verval import HasilVerval
from opensiks.synth.bentuk import Kesalahan
from opensiks.synth.draf import draft_usul
from opensiks.synth.regu import Kejadian
from opensiks.synth.skenario import Henti, RencanaPeriode, SifatDesa
from opensiks.synth.usul import Usul, propose_kejadian, propose_mampu, propose_perbaikan
from opensiks.usulan import services as usulan
from opensiks.usulan.models import Usulan
from opensiks.verval import services as verval
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.verval.queries import list_belum, with_terhalang

KEHADIRAN = {
    Unsur.KADES_LURAH: (1, 1, 0),
    Unsur.OPERATOR: (1, 0, 1),
    Unsur.RT_RW: (9, 6, 1),
    Unsur.BPD: (5, 2, 1),
    Unsur.TP_PKK: (4, 0, 3),
    Unsur.TKSK: (1, 0, 1),
}


@dataclass
class LakonDesa:
    """The village, its two officers, how it behaves, and what the operator finds at the doors."""

    kode: str
    periode: Periode
    rencana: RencanaPeriode
    sifat: SifatDesa
    operator: Actor
    kades: Actor
    kebenaran: dict[str, list[Kesalahan]]
    contoh: Berkas
    seed: int

    def __post_init__(self) -> None:
        self.acak = Random(f"{self.seed}:{self.kode}:{self.rencana.kode}")
        self.bebas: list[int] = []
        self.usul: list[tuple[Keluarga, Usul]] = []

    def day(self, bagian: float) -> date:
        """The day after this part of the window; 1 is the deadline's own day."""
        lama = (self.rencana.tenggat_desa - self.rencana.mulai).days
        return self.rencana.mulai + timedelta(days=round(lama * bagian))

    def at(self, hari: date, pukul: int, menit: int = 0) -> datetime:
        return datetime.combine(hari, time(pukul, menit), clock.zona(self.kode))

    @property
    def serah_hari(self) -> date | None:
        return None if self.sifat.serah is None else self.day(self.sifat.serah)

    def events(self) -> list[Kejadian]:
        """What the village does, by day and hour: the evenings, the proposals, the meeting, the hand-over."""
        if self.sifat.verval == 0:
            return []
        akhir = min(self.serah_hari or self.day(0.6), self.rencana.tenggat_desa)
        mulai = self.day(self.sifat.mulai)
        jeda = max((akhir - mulai).days - 3, 0)
        kali = self.rencana.kunjungan
        hari = [mulai + timedelta(days=jeda * n // kali) for n in range(kali)]
        kejadian: list[Kejadian] = [
            (h, 19, self.kode, partial(self._evening, n, h, akhir)) for n, h in enumerate(hari)
        ]
        kejadian.append(
            (max(mulai, akhir - timedelta(days=3)), 20, self.kode, partial(self._record_usul, akhir))
        )
        if self.serah_hari is not None:
            kejadian.append(
                (max(mulai, akhir - timedelta(days=1)), 21, self.kode, partial(self._decide, akhir))
            )
            kejadian.append(
                (max(self.serah_hari, akhir), 22, self.kode, partial(self._deliver, self.serah_hari))
            )
        return kejadian

    # Visits -----------------------------------------------------------------------------------------------------

    def _evening(self, n: int, hari: date, akhir: date) -> None:
        """Mark this evening's share of what may stay as it is; the first goes round and notes what each door says."""
        with scope(self.operator.cakupan):
            if n == 0:
                self._go_round(hari, akhir)
            bagian = self.bebas[n :: self.rencana.kunjungan]
            if bagian:
                verval.record_tetap(
                    self.periode,
                    self.kode,
                    bagian,
                    by=self.operator,
                    at=self.at(hari, 19, 30 + n),
                    tanggal=hari,
                )

    def _go_round(self, hari: date, akhir: date) -> None:
        """Draw whom the village reaches; look closely where something is wrong or has changed, remember the rest."""
        self._redraft(hari)
        rows = with_terhalang(list_belum(self.periode, self.kode))
        pintu = list(rows.values_list("pk", "id_registri", "terhalang"))  # type: ignore[misc]  # annotated there
        self.acak.shuffle(pintu)
        pintu = pintu[: round(len(pintu) * self.sifat.verval)]
        mampu = {pk for pk, _, _ in pintu if self.acak.random() < self.sifat.mampu}
        lihat = [pk for pk, id_, terhalang in pintu if terhalang or id_ in self.kebenaran or pk in mampu]
        dekat = Keluarga.objects.prefetch_related("daftar_anggota").in_bulk(lihat)
        peserta = _program_aktif(self.kode)
        terbuka = Usulan.objects.filter(kode_desa=self.kode).exclude(status__in=TERMINAL)
        menunggu = set(terbuka.values_list("keluarga_id", flat=True))
        for pk, _, terhalang in pintu:
            # Whoever has a line under way gets no second one (R26).
            k = None if pk in menunggu else dekat.get(pk)
            program = peserta.get(pk, "") if pk in mampu else ""
            usul = self._propose(k, program, terhalang, akhir) if k else None
            if k and usul:
                self.usul.append((k, usul))
            elif not terhalang:
                self.bebas.append(pk)

    def _propose(self, k: Keluarga, program: str, terhalang: bool, akhir: date) -> Usul | None:
        salah = self.kebenaran.get(k.id_registri, [])
        if salah and self.acak.random() < 0.5:
            kejadian = propose_kejadian(k, salah, akhir, self.contoh)
            if kejadian:
                return kejadian
        if terhalang:
            mau = self.acak.random() < self.sifat.perbaiki
            return propose_perbaikan(k, salah, self.contoh) if mau else None
        return propose_mampu(k, program) if program else None

    def _record_usul(self, akhir: date) -> None:
        if not self.usul:
            return
        hari = max(self.day(self.sifat.mulai), akhir - timedelta(days=3))
        by = self.operator
        with scope(by.cakupan):
            dibuat, jadi = draft_usul(self.periode, self.kode, self.usul, by=by, at=self.at(hari, 20))
            self._submit(dibuat, hari)
            per_hasil: dict[HasilVerval, list[Keluarga]] = defaultdict(list)
            for k, (hasil, _) in jadi:
                per_hasil[hasil].append(k)
            for hasil, keluarga in per_hasil.items():
                verval.record_verval(self.periode, keluarga, hasil, by=by, at=self.at(hari, 21), tanggal=hari)

    def _submit(self, dibuat: Sequence[Usulan], hari: date) -> None:
        """Submit what the rules let through; a line they hold back stays a draft for another evening."""
        try:
            usulan.submit_usulan(dibuat, by=self.operator, at=self.at(hari, 20, 30), periode=self.periode)
        except AksiDitolak as ditolak:
            tertahan = {v.data.get("baris") for v in ditolak.violations}
            sisa = [u for u in dibuat if str(u.pk) not in tertahan]
            if sisa and len(sisa) < len(dibuat):
                usulan.submit_usulan(sisa, by=self.operator, at=self.at(hari, 20, 30), periode=self.periode)

    def _redraft(self, hari: date) -> None:
        """Lines that the kabupaten or the centre sent back are taken up again, identity fixes first."""
        kembali = Usulan.objects.filter(
            kode_desa=self.kode, status__in=[StatusUsulan.DIKEMBALIKAN_KAB, StatusUsulan.DITOLAK_PUSDATIN]
        )
        daftar = list(kembali.order_by("id"))
        if daftar:
            usulan.redraft_usulan(daftar, by=self.operator, at=self.at(hari, 18), periode=self.periode)
            self._submit(daftar, hari)

    # The meeting ------------------------------------------------------------------------------------------------

    def _decide(self, akhir: date) -> None:
        hari = max(self.day(self.sifat.mulai), akhir - timedelta(days=1))
        profil = PROFIL[self.periode.profil]
        with scope(self.operator.cakupan):
            menunggu = list(
                Usulan.objects.filter(kode_desa=self.kode, status=StatusUsulan.SIAP_MUSDES).order_by("id")
            )
            perlu = [u for u in menunggu if not profil.is_bebas(u.jenis)]
            if self.sifat.henti is Henti.RAPAT:
                self._begin_rapat(perlu, hari)
                return
            if profil.musyawarah_tiap_periode or perlu:
                self._meet(perlu if not profil.musyawarah_tiap_periode else menunggu, hari)
            else:
                self._skip(hari)
            self._verify(hari)

    def _skip(self, hari: date) -> None:
        """Go on without a meeting; where a line of an earlier period still asks for one, hold it all the same."""
        try:
            musyawarah.close_tanpa_musyawarah(self.periode, self.kode, by=self.operator, at=self.at(hari, 11))
        except AksiDitolak:
            self._meet([], hari)

    def _meet(self, agenda: Sequence[Usulan], hari: date) -> None:
        m = self._begin_rapat(agenda, hari)
        musyawarah.close_musyawarah(m, time(11, 40), by=self.operator, at=self.at(hari, 11, 40))

    def _begin_rapat(self, agenda: Sequence[Usulan], hari: date) -> Musyawarah:
        """Convene, count who came, decide; a village that stops in the meeting has decided half."""
        by = self.operator
        m = musyawarah.convene_musyawarah(
            self.periode, self.kode, hari, time(9, 0), "Balai desa", self.kades.nama, "kepala desa", by=by,
            at=self.at(hari, 8),
        )  # fmt: skip
        musyawarah.record_kehadiran(m, KEHADIRAN, by=by, at=self.at(hari, 9, 5))
        dibahas = agenda[: len(agenda) // 2] if self.sifat.henti is Henti.RAPAT else agenda
        putusan = [musyawarah.Putusan(u, *self._judge(u)) for u in dibahas]
        if putusan:
            musyawarah.record_keputusan_banyak(m, putusan, by=by, at=self.at(hari, 10))
        return m

    def _judge(self, u: Usulan) -> tuple[Hasil, str]:
        dadu = self.acak.random()
        if u.jenis is Jenis.TIDAK_LAYAK and dadu < 0.15:
            return Hasil.TOLAK, "Usahanya milik saudara; keluarga ini masih kekurangan."
        if dadu < 0.02:
            return Hasil.TUNDA, "Rumahnya belum dikunjungi."
        return Hasil.SETUJU, "Sudah mampu menurut RT." if u.jenis is Jenis.TIDAK_LAYAK else ""

    def _verify(self, hari: date) -> None:
        profil = PROFIL[self.periode.profil]
        perlu = [
            u
            for u in Usulan.objects.filter(
                periode=self.periode, kode_desa=self.kode, status=StatusUsulan.DISETUJUI_MUSDES
            ).order_by("id")
            if profil.needs_kunjungan(u.jenis)
        ]
        if perlu:
            usulan.verify_usulan(
                perlu, tanggal=hari, petugas=self.operator.nama, by=self.operator, at=self.at(hari, 15)
            )

    # The hand-over ----------------------------------------------------------------------------------------------

    def _deliver(self, hari: date) -> None:
        if self.sifat.henti in (Henti.RAPAT, Henti.DITUTUP):
            return
        with scope(self.operator.cakupan):
            self._paper(hari)
        desa = self._desa()
        with scope(self.kades.cakupan):
            pengesahan.finalise_desa(desa, by=self.kades, at=self.at(hari, 19))
        if self.sifat.henti is Henti.FINAL:
            return
        with scope(self.operator.cakupan):
            pengesahan.hand_over_desa(desa, by=self.operator, at=self.at(hari, 20))

    def _paper(self, hari: date) -> None:
        """Print the minutes and bring back the scan; where no meeting was held there is nothing to print."""
        m = list_musyawarah(self.kode, self.periode).filter(ditutup_at__isnull=False).order_by("id").last()
        if m is None:
            return
        ba, pdf = musyawarah.print_berita_acara(m, by=self.operator, at=self.at(hari, 16))
        musyawarah.upload_berita_acara(
            ba, scan=pdf, daftar_hadir=pdf, foto=None, ttd_kades=True, ttd_operator=True, by=self.operator,
            at=self.at(hari, 17),
        )  # fmt: skip

    def _desa(self) -> PeriodeDesa:
        with scope(self.operator.cakupan):
            return PeriodeDesa.objects.select_related("periode").get(
                periode=self.periode, kode_desa=self.kode
            )


def _program_aktif(kode_desa: str) -> dict[int, str]:
    """A family programme that each family draws now."""
    rows = Kepesertaan.objects.filter(
        kode_desa=kode_desa, status=StatusProgram.AKTIF, sampai__isnull=True, individu__isnull=True
    )
    return dict(rows.order_by("program").values_list("keluarga_id", "program"))
