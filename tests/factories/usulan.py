"""Families with members, and usulan in any status: reached by the real steps as far as this floor has them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any

from opensiks.keluarga.masuk import BarisIndividu, BarisKeluarga
from opensiks.keluarga.models import Individu, Keluarga
from opensiks.keluarga.services import register_keluarga
from opensiks.rules.aktor import Actor
from opensiks.rules.bukti import BUKTI_WAJIB, JenisBukti
from opensiks.rules.jenis import Jenis
from opensiks.rules.peran import Peran
from opensiks.rules.status import Aksi, StatusUsulan
from opensiks.rules.syarat import FaktaForum, FaktaKab
from opensiks.usulan.models import Usulan
from opensiks.usulan.muatan import no_keluaran
from opensiks.usulan.queries import facts_usulan
from opensiks.usulan.services import attach_bukti, draft_usulan, move_usulan, submit_usulan
from opensiks.verval.models import Periode
from tests.factories.verval import HARUN, JAYA, KAB, RATNA, operator_of, petugas, wib

PDF, JPG = b"%PDF-1.7 uji", b"\xff\xd8\xff uji"
MASUK = wib(2023, 1, 10)
KAPAN = wib(2023, 7, 10)
S = StatusUsulan
_serial = count(1)


def nik_uji(lahir: date, perempuan: bool = False, kode: str = "180401") -> str:
    """A NIK of nobody: an unassigned serial from 8000 on."""
    return f"{kode}{lahir.day + 40 * perempuan:02d}{lahir:%m%y}{8000 + next(_serial) % 2000:04d}"


def huruf(n: int) -> str:
    """A word of letters for a number, "" for none: names have no digits."""
    kata = ""
    while n:
        n, sisa = divmod(n - 1, 26)
        kata = chr(65 + sisa) + kata
    return kata


def isi_orang(
    nama: str = "SITI UJI RAHAYU", shdk: int = 1, lahir: date = date(1985, 8, 5), **ganti: Any
) -> dict[str, Any]:
    """One person as a form has it."""
    perempuan = ganti.get("jenis_kelamin", "P") == "P"
    return {
        "nik": nik_uji(lahir, perempuan), "nama": nama, "tempat_lahir": "LIWA", "tanggal_lahir": lahir.isoformat(),
        "jenis_kelamin": "P", "nama_ibu": "AMINAH UJI", "status_kawin": 2, "shdk": shdk, **ganti,
    }  # fmt: skip


def isi_baru(anggota: int = 3, **ganti: Any) -> dict[str, Any]:
    """The form of a new family."""
    nomor = next(_serial)
    orang = [
        isi_orang(f"WARGA {huruf(nomor)} {huruf(n)}UJI", 1 if n == 1 else 4) for n in range(1, anggota + 1)
    ]
    keluarga = {"no_kk": f"180401{1 + nomor % 28:02d}0318{8000 + nomor % 2000:04d}", "alamat": "Jalan Uji 1"}
    keluarga |= {"dusun": "Talang", "rt": "2", "rw": "1", "lintang": "-5.032100", "bujur": "104.081200"}
    return {"keluarga": keluarga, "anggota": orang, "kriteria": {"makan": "2 kali"}, **ganti}


def keluarga_dengan(
    kode_desa: str,
    anggota: int = 3,
    *,
    kepala: str = "",
    program: Sequence[str] = (),
    lahir: date = date(1980, 3, 7),
) -> Keluarga:
    """A registered family without findings: head, spouse, children; by the real service."""
    n = next(_serial)
    orang = [
        BarisIndividu(
            id_registri="", nik=nik_uji(lahir.replace(year=lahir.year + 24 * (i > 1)), perempuan=i == 1),
            nama=kepala if kepala and i == 0 else f"WARGA {huruf(n)} {huruf(i)}UJI", tempat_lahir="LIWA",
            tanggal_lahir=lahir.replace(year=lahir.year + 24 * (i > 1)), jenis_kelamin="P" if i == 1 else "L",
            nama_ibu="IBU UJI", status_kawin=2 if i < 2 else 1, shdk=(1, 3)[i] if i < 2 else 4,
        )
        for i in range(anggota)
    ]  # fmt: skip
    baris = BarisKeluarga(
        id_registri="", kode_desa=kode_desa, no_kk=f"180401{1 + n % 28:02d}0320{1 + n % 7000:04d}",
        alamat="Jalan Uji 7", dusun="Talang Jaya", rt=f"{1 + n % 4:03d}", rw="001", program=program, anggota=orang,
        verval_terakhir=date(2023, 6, 20),
    )  # fmt: skip
    kab = petugas(Peran.OPERATOR_KAB, kode_desa[:5], akun_id=900_104, nama="Jaya")
    [id_] = register_keluarga([baris], by=kab, at=MASUK, sumber="impor")
    return Keluarga.objects.get(pk=id_)


def orang_ke(keluarga: Keluarga, n: int) -> Individu:
    """The n-th member, head first."""
    return Individu.objects.filter(keluarga=keluarga).select_related("keluarga").order_by("shdk", "id")[n]


def draf(
    periode: Periode, jenis: Jenis = Jenis.PERBAIKAN_DATA, *, kode_desa: str, at: datetime = KAPAN,
    by: Actor | None = None, keluarga: Keluarga | None = None, individu: Individu | None = None,
    bukti: bool = True, **isi: Any,
) -> Usulan:  # fmt: skip
    """A draft with its evidence, of a family made for it unless one is given."""
    by = by or operator_of(kode_desa)
    if jenis is not Jenis.BARU and keluarga is None and individu is None:
        keluarga = keluarga_dengan(kode_desa)
    if jenis in (Jenis.MENINGGAL, Jenis.REAKTIVASI, Jenis.PERBAIKAN_ID) and individu is None:
        assert keluarga is not None
        individu = orang_ke(keluarga, 1)
    isi.setdefault("muatan", MUATAN.get(jenis, dict)())
    for kolom, nilai in KOLOM.get(jenis, {}).items():
        isi.setdefault(kolom, nilai)
    u = draft_usulan(
        periode, jenis, kode_desa=kode_desa, keluarga=keluarga, individu=individu, by=by, at=at, **isi
    )
    if bukti:
        lengkapi(u, by=by, at=at)
    return u


MUATAN: Mapping[Jenis, Any] = {
    Jenis.BARU: isi_baru,
    Jenis.PERBAIKAN_DATA: lambda: {"alamat": f"Jalan Baru {next(_serial)}"},
    Jenis.PERBAIKAN_ID: lambda: {"nama": f"NAMA BARU {huruf(next(_serial))}"},
    Jenis.MENINGGAL: lambda: {"tanggal": "2023-07-01"},
    Jenis.PINDAH: lambda: {"tanggal": "2023-07-01", "tujuan": "18.04.01.2002"},
    Jenis.TAMBAH_ART: lambda: {"anggota": [isi_orang("ANAK UJI BARU", 4, date(2020, 2, 2), status_kawin=1)]},
    Jenis.REAKTIVASI: lambda: {"tanggal": "2023-05-01"},
}
KOLOM: Mapping[Jenis, dict[str, str]] = {
    Jenis.TIDAK_LAYAK: {"program": "PKH", "kode_alasan": "MAMPU"},
    Jenis.BANSOS_MASUK: {"program": "PKH"},
    Jenis.BANSOS_HENTI: {"program": "PKH", "kode_alasan": "MAMPU"},
    Jenis.REAKTIVASI: {"program": "PBI_JK"},
    Jenis.TIDAK_DITEMUKAN: {"kode_alasan": "3"},
}


def lengkapi(u: Usulan, *, by: Actor, at: datetime) -> None:
    """Attach one file of every kind the jenis asks for."""
    for kelompok in BUKTI_WAJIB.get(u.jenis, ()):
        if kelompok[0] not in (JenisBukti.KRITERIA, JenisBukti.KOORDINAT):
            attach_bukti(u, kelompok[0], f"{kelompok[0].lower()}.jpg", JPG, by=by, at=at)


def siap(
    periode: Periode, jenis: Jenis = Jenis.PERBAIKAN_DATA, *, kode_desa: str, at: datetime = KAPAN, **isi: Any
) -> Usulan:
    """A line that waits for the forum."""
    u = draf(periode, jenis, kode_desa=kode_desa, at=at, **isi)
    keluaran = isi.get("keluaran", no_keluaran)
    return submit_usulan([u], by=operator_of(kode_desa), at=at, keluaran=keluaran)[0]


# The steps beyond the forum, by whom and with the facts of the floors above.
_LANJUT: tuple[tuple[StatusUsulan, Aksi, Actor], ...] = (
    (S.DISETUJUI_MUSDES, Aksi.ENDORSE, petugas(Peran.OPERATOR_DESA, KAB)),
    (S.FINAL_DESA, Aksi.FINALISE, petugas(Peran.KADES_LURAH, KAB)),
    (S.DITERIMA_KAB, Aksi.RECEIVE, JAYA),
    (S.LOLOS_KAB, Aksi.SCREEN, HARUN),
    (S.DISAHKAN, Aksi.SIGN, HARUN),
    (S.TERKIRIM, Aksi.FORWARD, JAYA),
    (S.DITETAPKAN, Aksi.APPLY, RATNA),
)
_CABANG: dict[StatusUsulan, tuple[StatusUsulan, Aksi, Actor]] = {
    S.BATAL: (S.SIAP_MUSDES, Aksi.WITHDRAW, petugas(Peran.OPERATOR_DESA, KAB)),
    S.DITOLAK_MUSDES: (S.SIAP_MUSDES, Aksi.REJECT, petugas(Peran.OPERATOR_DESA, KAB)),
    S.DISETUJUI_SPTJM: (S.SIAP_MUSDES, Aksi.ENDORSE, petugas(Peran.KADES_LURAH, KAB)),
    S.TERVERIFIKASI: (S.DISETUJUI_MUSDES, Aksi.VERIFY, petugas(Peran.OPERATOR_DESA, KAB)),
    S.DIKEMBALIKAN_KAB: (S.DITERIMA_KAB, Aksi.RETURN, JAYA),
    S.DITOLAK_PUSDATIN: (S.TERKIRIM, Aksi.REJECT, RATNA),
}


def usulan_at(
    status: StatusUsulan, periode: Periode, jenis: Jenis = Jenis.PERBAIKAN_DATA, *, kode_desa: str, **isi: Any
) -> Usulan:
    """A usulan in this status. Drafting and submitting are the real services; beyond, the table's own steps."""
    if status is S.DRAF:
        return draf(periode, jenis, kode_desa=kode_desa, **isi)
    u = siap(periode, jenis, kode_desa=kode_desa, **isi)
    return bawa(u, status)


def bawa(u: Usulan, ke: StatusUsulan, at: datetime = KAPAN) -> Usulan:
    """Take a waiting line on to a later status."""
    if ke in _CABANG:
        dari, aksi, by = _CABANG[ke]
        bawa(u, dari, at)
        return langkah(u, aksi, by, at)
    urut = [S.SIAP_MUSDES, *(s for s, _, _ in _LANJUT)]
    for _, aksi, by in _LANJUT[urut.index(u.status) : urut.index(ke)]:
        langkah(u, aksi, by, at)
    return u


def langkah(u: Usulan, aksi: Aksi, by: Actor, at: datetime = KAPAN) -> Usulan:
    """One step with every fact of the floors above favourable."""
    forum = FaktaForum(
        musyawarah_sah=True, ada_keputusan=True, keputusan_baru=True, berkas_lengkap=True, daftar_cocok=True,
        sptjm_ada=True, sptjm_boleh=True,
    )  # fmt: skip
    kab = FaktaKab(
        pembuat_sama=False,
        padan_boleh=True,
        surat_lengkap=True,
        diperiksa=True,
        nomor_batch="B1",
        dari_hasil=True,
    )
    fakta = facts_usulan(
        [u], by=by, at=at, alasan="Uji", kode_alasan="A6", forum=forum, kab=kab, dikunjungi=True
    )

    def longgar(x: Usulan) -> Any:
        f = fakta(x)
        return replace(f, kunjungan_wajib=aksi is Aksi.VERIFY)

    return move_usulan([u], aksi, by=by, at=at, fakta=longgar)[0]
