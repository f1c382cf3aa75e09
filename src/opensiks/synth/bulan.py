"""One period of a whole kabupaten in the order of time: villages, Dinas, Pusdatin, the list, the aid."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from opensiks.bansos.services import draw_penerima
from opensiks.infra import files
from opensiks.infra.progress import bar
from opensiks.infra.scope import scope, scope_nasional
from opensiks.pemadanan.services import run_putaran
from opensiks.penetapan.banding import find_sebelumnya
from opensiks.penetapan.export import export_penetapan, folder_of
from opensiks.penetapan.models import Penetapan
from opensiks.penetapan.services import finalise_penetapan, record_pemeriksaan
from opensiks.penetapan.tahan import compose_daftar
from opensiks.penetapan.wajar import list_belum_diperiksa, list_keluar
from opensiks.pengesahan import services as pengesahan
from opensiks.pengesahan.berkas import write_hasil
from opensiks.pengesahan.models import Serahan
from opensiks.pengesahan.queries import count_belum_dijawab, list_serahan_menunggu
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.ketentuan import PROFIL
from opensiks.rules.penetapan import Periksa
from opensiks.rules.peran import Peran
from opensiks.rules.rule import AksiDitolak
from opensiks.rules.status import StatusUsulan
from opensiks.rules.verval import SUDAH_DISERAHKAN
from opensiks.synth.desa import LakonDesa
from opensiks.synth.kabupaten import Panggung, stage
from opensiks.synth.regu import Kejadian, Regu
from opensiks.synth.salinan import write_salinan
from opensiks.synth.skenario import RencanaPeriode, SifatDesa
from opensiks.usulan.models import Usulan
from opensiks.verval import services as verval
from opensiks.verval.models import Periode, PeriodeDesa
from opensiks.wilayah.queries import list_desa

Tell = Callable[[str], None]
KEMBALI = "E1"  # the reason most lines come back with: the address lacks dusun, RT or RW


@dataclass
class Penerimaan:
    """One hand-over across the counter of the Dinas."""

    serahan: Serahan
    hari: date
    by: Actor
    at: datetime

    @property
    def kode(self) -> str:
        return self.serahan.kode_desa

    def events(self) -> list[Kejadian]:
        return [(self.hari, 10, self.kode, self._receive)]

    def _receive(self) -> None:
        with scope(self.by.cakupan):
            pengesahan.receive_desa(self.serahan, by=self.by, at=self.at)


@dataclass
class LakonPeriode:
    """A period being played. `diam` are the villages that were silent in the one before."""

    panggung: Panggung
    rencana: RencanaPeriode
    diam: frozenset[str]
    contoh: files.Berkas
    regu: Regu
    tell: Tell

    def play(self) -> Periode:
        """The period from opening to the list and the draws; stages are timed in the panggung."""
        periode = self._open()
        lakon = self._list_lakon(periode)
        with self._stage("desa"):
            self._villages(periode, lakon)
        with self._stage("kabupaten"):
            self._receive(periode)
        if self.rencana.hari_padan:
            with self._stage("pemadanan"):
                self._match(self.rencana.hari_padan, self.panggung.at(self.rencana.tenggat_kab, 13))
        with self._stage("kabupaten"):
            self._screen(periode, {x.kode: x.sifat for x in lakon})
            self._forward(periode)
        with self._stage("pusat"):
            self._close(periode)
        with self._stage("penetapan"):
            self._finalise()
        return periode

    def open_only(self) -> Periode:
        """A window that is still open when the play ends, with villages at every stage."""
        periode = self._open()
        lakon = self._list_lakon(periode)
        with self._stage("desa"):
            self.regu.assign(lakon)
            self.regu.advance(lakon[0].day(0.2))
        with self._stage("kabupaten"):
            self._receive_contoh(periode, {x.kode: x.sifat for x in lakon})
        if self.rencana.hari_padan:
            with self._stage("pemadanan"):
                self._match(
                    self.rencana.hari_padan, self.panggung.at(self.rencana.mulai + timedelta(days=4), 13)
                )
        return periode

    # Steps ------------------------------------------------------------------------------------------------------

    def _open(self) -> Periode:
        r, pusat = self.rencana, self.panggung.petugas.pusdatin[0]
        with scope_nasional():
            return verval.open_periode(
                r.kode, r.label, r.profil, self.panggung.kode, r.mulai, r.tenggat_desa, r.tenggat_kab, by=pusat,
                at=self.panggung.at(r.mulai, 0, 5),
            )  # fmt: skip

    def _list_kode(self) -> list[str]:
        return list(list_desa(self.panggung.petugas.operator_kab.cakupan).values_list("kode", flat=True))

    def _list_lakon(self, periode: Periode) -> list[LakonDesa]:
        """The villages in order; the second and those after it take the kinds that the plan gives them one by one."""
        contoh = dict(enumerate(self.rencana.daftar_contoh, 1))
        return [
            self._lakon(periode, kode, contoh.get(ke) or self._sifat(kode))
            for ke, kode in enumerate(self._list_kode())
        ]

    def _lakon(self, periode: Periode, kode: str, sifat: SifatDesa) -> LakonDesa:
        p = self.panggung.petugas
        return LakonDesa(
            kode, periode, self.rencana, sifat, p.of(Peran.OPERATOR_DESA, kode),
            p.of(Peran.KADES_LURAH, kode), self.panggung.kebenaran[kode], self.contoh, self.panggung.preset.seed,
        )  # fmt: skip

    def _sifat(self, kode: str) -> SifatDesa:
        r = self.rencana
        pilihan = r.setelah_diam if r.setelah_diam and kode in self.diam else r.daftar_sifat
        acak = Random(f"{self.panggung.preset.seed}:sifat:{r.kode}:{kode}")
        return acak.choices(pilihan, [s.bobot for s in pilihan])[0]

    def _villages(self, periode: Periode, lakon: list[LakonDesa]) -> None:
        """Every act of every village, and the warnings between them, by day."""
        self.regu.assign(lakon)
        with bar(
            f"{self.rencana.label}: desa bekerja", len(self.panggung.skenario.hari_peringatan) + 1
        ) as maju:
            for sisa in sorted(self.panggung.skenario.hari_peringatan, reverse=True):
                hari = self.rencana.tenggat_desa + timedelta(days=1 - sisa)
                if hari >= self.rencana.mulai:
                    self.regu.advance(hari)
                    self._warn(periode, hari)
                maju.update(1)
            self.regu.advance(date.max)

    def _warn(self, periode: Periode, hari: date) -> None:
        with scope_nasional():
            by, at = sistem("Jadwal peringatan"), self.panggung.at(hari, 6)
            verval.warn_beku(periode, hari, by=by, at=at)
            verval.warn_tenggat(periode, by=by, at=at)

    def _receive(self, periode: Periode) -> None:
        """The Dinas takes what came in; villages are apart here too, so the crews share the counter."""
        by, hari = self.panggung.petugas.operator_kab, self.rencana.tenggat_kab
        with scope(by.cakupan):
            menunggu = list(list_serahan_menunggu(periode, self.panggung.kode))
        self.regu.assign([Penerimaan(s, hari, by, self.panggung.at(hari, 10)) for s in menunggu])
        self.regu.advance(date.max)

    def _receive_contoh(self, periode: Periode, sifat: dict[str, SifatDesa]) -> None:
        """The desk in the first days: what careful villages sent waits, the careless one's lines go back in part."""
        by = self.panggung.petugas.operator_kab
        at = self.panggung.at(self.rencana.mulai + timedelta(days=4), 8)
        with scope(by.cakupan):
            for serahan in list(list_serahan_menunggu(periode, self.panggung.kode)):
                if sifat[serahan.kode_desa].kembali:
                    pengesahan.receive_desa(serahan, by=by, at=at)
                    diterima = list(
                        Usulan.objects.filter(
                            periode=periode, kode_desa=serahan.kode_desa, status=StatusUsulan.DITERIMA_KAB
                        ).order_by("id")
                    )
                    setengah = diterima[: (len(diterima) + 1) // 2]
                    if setengah:
                        pengesahan.return_usulan(
                            setengah, KEMBALI, "Dusun dan RT belum jelas.", by=by, at=at + timedelta(hours=1)
                        )

    def _match(self, hari: date, at: datetime) -> None:
        """A run against the first copy of the civil register; a cascade against one of its own day."""
        p, ekstrak = self.panggung, self.panggung.ekstrak
        if self.rencana.cara_padan:
            ekstrak = p.folder / f"dukcapil-{hari:%Y-%m}.parquet"
            write_salinan(p.ekstrak, ekstrak, hari, seed=p.preset.seed)
        cara = self.rencana.cara_padan or PROFIL[self.rencana.profil].mode_padan
        with scope_nasional():
            run_putaran(p.kode, ekstrak, cara, hari, by=p.petugas.pusdatin[0], at=at)

    def _screen(self, periode: Periode, sifat: dict[str, SifatDesa]) -> None:
        """The supervisor returns the careless lines, lets pass what may, and returns the rest with the reason."""
        by, at = self.panggung.petugas.supervisor_kab, self.panggung.at(self.rencana.tenggat_kab, 15)
        acak = Random(f"{self.panggung.preset.seed}:saring:{self.rencana.kode}")
        with scope(by.cakupan):
            diterima = list(
                Usulan.objects.filter(periode=periode, status=StatusUsulan.DITERIMA_KAB)
                .select_related("periode", "keluarga", "individu__keluarga")
                .order_by("kode_desa", "id")
            )
            kembali = [u for u in diterima if acak.random() < sifat[u.kode_desa].kembali]
            pengesahan.return_usulan(kembali, KEMBALI, "Dusun dan RT belum jelas.", by=by, at=at)
            ditandai = {u.pk for u in kembali}
            hasil = pengesahan.screen_layak([u for u in diterima if u.pk not in ditandai], by=by, at=at)
            tertahan = [u for u in diterima if u.pk in hasil.tertahan]
            pengesahan.return_usulan(tertahan, "P1", "Tunggu hasil cek Disdukcapil.", by=by, at=at)

    def _forward(self, periode: Periode) -> None:
        """The letter, the batch, and the centre's answers to it."""
        p, hari = self.panggung.petugas, self.rencana.tenggat_kab
        nomor = f"460/{self.rencana.kode}/DINSOS"
        with scope(p.supervisor_kab.cakupan):
            if not PeriodeDesa.objects.filter(periode=periode, status="DITERIMA_KAB").exists():
                return
            isi = (periode, self.panggung.kode, nomor, hari, "Bupati contoh", "Bupati")
            at = self.panggung.at(hari, 16)
            draf = pengesahan.draft_pengesahan(*isi, by=p.supervisor_kab, at=at)
            surat = pengesahan.sign_pengesahan(*isi, pengesahan.get_pdf(draf), by=p.supervisor_kab, at=at)
        if not surat.jumlah_usulan:
            return
        with scope(p.operator_kab.cakupan):
            batch = pengesahan.forward_batch(surat, by=p.operator_kab, at=self.panggung.at(hari, 17))
        with scope_nasional():
            jawaban = pengesahan.judge_batch(batch, hari_ini=hari, ekstrak=self.panggung.ekstrak)
            pengesahan.import_hasil(
                batch, "hasil.csv", write_hasil(batch.nomor, jawaban), by=p.pusdatin[0],
                at=self.panggung.at(hari + timedelta(days=1), 9),
            )  # fmt: skip

    def _close(self, periode: Periode) -> None:
        pusat, tutup = self.panggung.petugas.pusdatin[0], self.rencana.tutup
        with scope_nasional():
            menunggu = count_belum_dijawab(periode.pk, self.panggung.kode)
            verval.close_periode(periode, by=pusat, at=self.panggung.at(tutup, 1), belum_dijawab=menunggu)
            if PROFIL[self.rencana.profil].membekukan:
                verval.freeze_overdue(
                    self.panggung.kode, tutup, by=sistem("Jadwal beku"), at=self.panggung.at(tutup, 2)
                )

    def _finalise(self) -> None:
        """Two officers of Pusdatin set the list; it is written to a file, and every programme draws from it."""
        siap, tetap = self.panggung.petugas.pusdatin
        r, at = self.rencana, self.panggung.at(self.rencana.tutup, 10)
        with scope_nasional():
            try:
                daftar = finalise_penetapan(r.bulan, "", r.nomor_sk, disiapkan=siap, by=tetap, at=at)
            except AksiDitolak:
                self._review(siap, at)
                daftar = finalise_penetapan(r.bulan, "", r.nomor_sk, disiapkan=siap, by=tetap, at=at)
            folder = folder_of(self.panggung.folder, r.bulan, "")
            export_penetapan(daftar, folder, tujuan="Arsip penetapan", by=tetap, at=at)
            self._draw(daftar)

    def _review(self, siap: Actor, at: datetime) -> None:
        """The first officer opens each kabupaten that loses unusually many, and lets it pass (R126)."""
        bulan, kata = self.rencana.bulan, "Ditelepon ke Dinas: desa yang diam memang beku."
        compose_daftar(bulan, "", find_sebelumnya(bulan, ""))
        for w in list_belum_diperiksa(list_keluar(""), {}):
            record_pemeriksaan(bulan, "", w.kode, Periksa.DIPERIKSA, kata, w.keluar, by=siap, at=at)

    def _draw(self, daftar: Penetapan) -> None:
        for program in self.panggung.skenario.program:
            by = self.panggung.petugas.program[program]
            draw_penerima(program, daftar, by=by, at=self.panggung.at(self.rencana.tutup, 14))

    def _stage(self, nama: str) -> AbstractContextManager[None]:
        return stage(self.panggung.detik, nama, lambda _: self.tell(f"{self.rencana.label}: {nama}"))


def list_diam(periode: Periode) -> frozenset[str]:
    """Villages that never handed anything over in this period."""
    rows = PeriodeDesa.objects.filter(periode=periode, diserahkan_at__isnull=True)
    return frozenset(rows.exclude(status__in=SUDAH_DISERAHKAN).values_list("kode_desa", flat=True))


def play_skenario(panggung: Panggung, regu: Regu, tell: Tell) -> list[Periode]:
    """Every period of the story, in order, then the window that stays open."""
    contoh = files.save(_GAMBAR, jenis=("png",))
    diam: frozenset[str] = frozenset()
    hasil = []
    for rencana in panggung.skenario.daftar_periode:
        periode = LakonPeriode(panggung, rencana, diam, contoh, regu, tell).play()
        with scope_nasional():
            diam = list_diam(periode)
        hasil.append(periode)
    if panggung.skenario.berjalan:
        LakonPeriode(panggung, panggung.skenario.berjalan, diam, contoh, regu, tell).open_only()
    return hasil


# A white dot: the demo's papers are examples, and say so by being empty.
_GAMBAR = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550"
    "000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)
