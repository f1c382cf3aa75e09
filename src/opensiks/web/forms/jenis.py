"""The forms of the jenis about a registered family or person; new people are in forms/baru.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from opensiks.rules.alasan import ALASAN_TIDAK_DITEMUKAN, ALASAN_TIDAK_LAYAK, Alasan
from opensiks.rules.bansos import PROGRAM, REGISTRI
from opensiks.rules.isian import Isian, read_tanggal
from opensiks.rules.jenis import Jenis
from opensiks.rules.kodelist import ISIAN_INDIVIDU, KODELIST
from opensiks.web.bahasa import nanti
from opensiks.web.forms.isian import TanggalIsian, make_field, make_jawaban
from opensiks.web.forms.usulan import UsulanForm

_ALAMAT = ("alamat", "dusun", "rt", "rw")
# Numbers and mothers' names are not shown before they are asked for (R95): empty means unchanged.
_RAHASIA = frozenset({"nik", "no_kk", "nama_ibu"})


def _alasan(required: bool = False, label: str = nanti("Keterangan")) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=400, widget=forms.Textarea({"rows": 3}))


def _kode(daftar: Mapping[str, Alasan]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Alasan"), choices=[("", _("Pilih alasan")), *((a.kode, a.label) for a in daftar.values())]
    )


def _tanggal(label: str, petunjuk: str) -> TanggalIsian:
    return TanggalIsian(Isian(label, read_tanggal), help_text=petunjuk)


def _program(daftar: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Bantuan"), choices=[("", _("Pilih bantuan")), *daftar])


class _PerbaikanForm(UsulanForm):
    """Fields with the present value; only what changes is proposed."""

    kolom: tuple[str, ...] = ()

    def build(self) -> None:
        asal = self.asal
        for nama in self.kolom:
            bidang = make_field(nama, perorangan=self.perorangan, required=False)
            if nama in _RAHASIA:
                bidang.help_text = _("Kosongkan bila tidak berubah.")
            elif asal is not None:
                self.initial[nama] = self.awal.get(nama, getattr(asal, nama))
            self.add(nama, bidang)
            if nama in _RAHASIA and nama in self.awal:
                self.initial[nama] = self.awal[nama]

    @property
    def asal(self) -> Any:
        return self.subjek.individu if self.perorangan else self.subjek.keluarga

    def muatan(self) -> dict[str, Any]:
        asal, hasil = self.asal, {}
        for nama in self.kolom:
            nilai = self.cleaned_data.get(nama, "")
            if nilai != "" and str(nilai) != str(
                getattr(asal, nama) if getattr(asal, nama) is not None else ""
            ):
                hasil[nama] = nilai
        return hasil


class PerbaikanIdForm(_PerbaikanForm):
    jenis = Jenis.PERBAIKAN_ID
    perorangan = True
    # The fields hold that person's data.
    tetap_orangnya = True
    kolom = (
        "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "nama_ibu", "pekerjaan", "status_kawin",
        "shdk",
    )  # fmt: skip


class PerbaikanDataForm(_PerbaikanForm):
    jenis = Jenis.PERBAIKAN_DATA
    kolom = ("no_kk", *_ALAMAT, "anggota_di_kk", "lintang", "bujur")

    def build(self) -> None:
        super().build()
        k = self.subjek.keluarga
        assert k is not None
        self.pertanyaan = [
            v for v in KODELIST[k.codelist] if v not in ISIAN_INDIVIDU[k.codelist] and v not in _HASIL
        ]
        for v in self.pertanyaan:
            self.add(f"j_{v}", make_jawaban(v, k.codelist, required=False))
            self.initial[f"j_{v}"] = str(self.awal.get("jawaban", {}).get(v, k.jawaban.get(v, "")))

    @property
    def bidang_isi(self) -> list[forms.BoundField]:
        return [b for b in super().bidang_isi if not b.name.startswith("j_")]

    @property
    def bidang_rumah(self) -> list[forms.BoundField]:
        """The questions about the house, folded away."""
        return [self[nama] for nama in self.fields if nama.startswith("j_")]

    def muatan(self) -> dict[str, Any]:
        k = self.subjek.keluarga
        assert k is not None
        isi = {v: int(n) for v in self.pertanyaan if (n := self.cleaned_data.get(f"j_{v}"))}
        berubah = {v: n for v, n in isi.items() if k.jawaban.get(v) != n}
        return super().muatan() | ({"jawaban": {**k.jawaban, **berubah}} if berubah else {})


# Answers that say how the visit went: they are written as verval, not as data of the house.
_HASIL = frozenset({"status_rumahtangga", "alasan_tidak_ditemukan", "apakah_mampu", "hasil_verivali"})


class TidakLayakForm(UsulanForm):
    jenis = Jenis.TIDAK_LAYAK

    def build(self) -> None:
        ada = [(p.kode, p.label) for p in PROGRAM.values() if p.kode in self.subjek.program]
        self.add("program", _program([*ada, (REGISTRI, _("Semua bantuan: keluar dari data"))]))
        self.fields["program"].label = _("Tidak layak untuk")
        self.add("kode_alasan", _kode(ALASAN_TIDAK_LAYAK))
        self.add("alasan", _alasan(label=_("Apa yang terlihat, siapa yang menyampaikan")))


class BansosHentiForm(UsulanForm):
    jenis = Jenis.BANSOS_HENTI

    def build(self) -> None:
        self.add(
            "program",
            _program([(p.kode, p.label) for p in PROGRAM.values() if p.kode in self.subjek.program]),
        )
        self.add("kode_alasan", _kode(ALASAN_TIDAK_LAYAK))
        self.add("alasan", _alasan())


class BansosMasukForm(UsulanForm):
    jenis = Jenis.BANSOS_MASUK

    def build(self) -> None:
        belum = [(p.kode, p.label) for p in PROGRAM.values() if p.kode not in self.subjek.program]
        self.add("program", _program(belum))
        self.add("alasan", _alasan(label=_("Keadaan keluarga")))


class MeninggalForm(UsulanForm):
    jenis = Jenis.MENINGGAL
    perorangan = True
    kata_siapa = nanti("Siapa yang meninggal")

    def build(self) -> None:
        self.add(
            "tanggal", _tanggal(_("Tanggal meninggal"), _("Salin dari surat kematian atau keterangan RT."))
        )
        pilihan = [("", _("Tidak perlu")), *self.subjek.pilihan_registri()]
        self.add(
            "kepala_baru",
            forms.ChoiceField(label=_("Kepala keluarga baru"), choices=pilihan, required=False,
                              help_text=_("Isi bila yang meninggal kepala keluarga.")),
        )  # fmt: skip
        self.add("alasan", _alasan())

    def muatan(self) -> dict[str, Any]:
        isi = self.cleaned_data
        return {"tanggal": isi["tanggal"]} | (
            {"kepala_baru": isi["kepala_baru"]} if isi["kepala_baru"] else {}
        )


class PindahForm(UsulanForm):
    jenis = Jenis.PINDAH

    def build(self) -> None:
        pilihan = [("", _("Seluruh keluarga")), *self.subjek.pilihan()]
        self.add("individu", forms.ChoiceField(label=_("Siapa yang pindah"), choices=pilihan, required=False))
        self.add("tujuan", forms.CharField(label=_("Desa tujuan"), widget=forms.HiddenInput))
        self.fields["tujuan"].error_messages["required"] = _("Pilih desa tujuan.")
        self.add("tanggal", _tanggal(_("Tanggal pindah"), _("Salin dari surat pindah atau keterangan RT.")))
        self.add("nomor_surat", forms.CharField(label=_("Nomor surat pindah"), required=False, max_length=80))
        for nama in _ALAMAT:
            self.add(nama, make_field(nama, perorangan=False, required=False))
            self.fields[nama].label = _("{label} di tempat baru").format(label=self.fields[nama].label)
        self.add("alasan", _alasan())

    @property
    def individu_id(self) -> int | None:
        return int(self.cleaned_data["individu"]) if self.cleaned_data.get("individu") else None

    def muatan(self) -> dict[str, Any]:
        return {
            n: v for n in ("tanggal", "tujuan", "nomor_surat", *_ALAMAT) if (v := self.cleaned_data.get(n))
        }


class GandaForm(UsulanForm):
    jenis = Jenis.GANDA

    def build(self) -> None:
        pilihan = [("", _("Seluruh keluarga ini")), *self.subjek.pilihan()]
        self.add(
            "individu", forms.ChoiceField(label=_("Catatan yang ditutup"), choices=pilihan, required=False)
        )
        self.initial["individu"] = str(self.subjek.individu_id or "")
        self.add(
            "dipertahankan",
            forms.CharField(label=_("ID catatan yang dipertahankan"), max_length=24,
                            help_text=_("Pilih dari catatan yang mirip, atau salin ID-nya dari halaman keluarga itu.")),
        )  # fmt: skip
        self.add("alasan", _alasan())

    @property
    def individu_id(self) -> int | None:
        return int(self.cleaned_data["individu"]) if self.cleaned_data.get("individu") else None

    def muatan(self) -> dict[str, Any]:
        return {"dipertahankan": self.cleaned_data["dipertahankan"].strip()}


class TidakDitemukanForm(UsulanForm):
    jenis = Jenis.TIDAK_DITEMUKAN

    def build(self) -> None:
        self.add("kode_alasan", _kode(ALASAN_TIDAK_DITEMUKAN))
        self.add("alasan", _alasan(label=_("Siapa yang ditanya")))


class PengurusForm(UsulanForm):
    jenis = Jenis.PENGURUS

    def build(self) -> None:
        self.add(
            "program",
            _program([(p.kode, p.label) for p in PROGRAM.values() if p.kode in self.subjek.program]),
        )
        self.add(
            "pengurus",
            forms.ChoiceField(
                label=_("Pengurus baru"), choices=[("", _("Pilih")), *self.subjek.pilihan_registri()]
            ),
        )
        self.add("alasan", _alasan())

    def muatan(self) -> dict[str, Any]:
        return {"pengurus": self.cleaned_data["pengurus"]}


class ReaktivasiForm(UsulanForm):
    jenis = Jenis.REAKTIVASI
    perorangan = True
    kata_siapa = nanti("Peserta PBI")

    def build(self) -> None:
        self.add("tanggal", _tanggal(_("Tanggal dinonaktifkan"), _("Paling lama enam bulan yang lalu.")))
        self.add("alasan", _alasan())

    @property
    def program(self) -> str:
        return "PBI_JK"

    def muatan(self) -> dict[str, Any]:
        return {"tanggal": self.cleaned_data["tanggal"]}


class PecahKkForm(UsulanForm):
    jenis = Jenis.PECAH_KK

    def build(self) -> None:
        self.add("no_kk", make_field("no_kk", perorangan=False))
        self.fields["no_kk"].label = _("Nomor KK baru")
        self.add(
            "anggota",
            forms.MultipleChoiceField(label=_("Yang ikut ke KK baru"), choices=self.subjek.pilihan_registri(),
                                      widget=forms.CheckboxSelectMultiple),
        )  # fmt: skip
        self.add(
            "kepala",
            forms.ChoiceField(
                label=_("Kepala keluarga baru"), choices=[("", _("Pilih")), *self.subjek.pilihan_registri()]
            ),
        )
        for nama in _ALAMAT:
            self.add(nama, make_field(nama, perorangan=False, required=False))
        self.add("alasan", _alasan())

    def muatan(self) -> dict[str, Any]:
        isi = self.cleaned_data
        alamat = {n: isi[n] for n in _ALAMAT if isi.get(n)}
        return {"no_kk": isi["no_kk"], "anggota": isi["anggota"], "kepala": isi["kepala"], **alamat}
