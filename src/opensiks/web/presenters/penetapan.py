"""Lists in words: who loses what, the gates before setting, months side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from opensiks.infra.clock import local
from opensiks.pantau.pratinjau import Tinjauan
from opensiks.penetapan.draf import Draf
from opensiks.penetapan.queries import Pratinjau
from opensiks.rules.aktor import Actor
from opensiks.rules.bansos import LABEL_SEBAB, PROGRAM, Satuan, SebabKeluar
from opensiks.rules.bansos import label_sebab as label_sebab
from opensiks.rules.penetapan import RULES_PENETAPAN, FaktaPenetapan
from opensiks.rules.peran import Peran
from opensiks.rules.tenggat import add_months
from opensiks.rules.wilayah import NASIONAL, is_kode
from opensiks.web.format import write_month, write_number, write_signed, write_time
from opensiks.web.presenters.grafik import GrafikUbah, draw_ubah

if TYPE_CHECKING:
    from opensiks.penetapan.models import Penetapan
    from opensiks.web.forms.pusat import TetapkanForm

ATURAN = {
    "BEKU": "R73",
    "DITIDURKAN": "R75",
    "MENINGGAL": "R27, R28",
    "PINDAH": "R29",
    "GANDA": "R30",
    "TIDAK_LAYAK": "R31",
}
KATA_SATUAN = {Satuan.KELUARGA: "keluarga", Satuan.INDIVIDU: "orang"}
NAMA_PENDEK = {"SEMBAKO": "Sembako", "PBI_JK": "PBI-JK"}
PROGRAM_KOLOM = [
    (p.kode, f"{NAMA_PENDEK.get(p.kode, p.kode)}, {KATA_SATUAN[p.satuan]}") for p in PROGRAM.values()
]


def choose_wilayah(pilihan: Sequence[str], asked: str | None) -> str:
    """The area asked for, else the one whose list is the newest, else the nation."""
    if asked is not None and (asked == "" or is_kode(asked)):
        return asked
    return pilihan[0] if pilihan else ""


def list_wilayah(pilihan: Sequence[str], pilih: str, nama: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"kata": nama.get(k, k) or "Indonesia", "jumlah": None, "url": f"?wilayah={k}", "aktif": k == pilih}
        for k in pilihan
    ]


def read_bulan(teks: str, terakhir: Penetapan | None, kini: datetime) -> date:
    """ "2026-11" as its first day; else the month after the last list, else this month."""
    try:
        return date.fromisoformat(f"{teks}-01")
    except ValueError:
        return add_months(terakhir.bulan, 1) if terakhir else local(kini, "").date().replace(day=1)


@dataclass(frozen=True)
class BarisPenetapan:
    p: Penetapan
    beda: int | None


def list_penetapan(daftar: Sequence[Penetapan]) -> list[BarisPenetapan]:
    """Newest first; the change to the list before it."""
    lalu = {p.pk: p for p in daftar}
    return [
        BarisPenetapan(
            p, p.jumlah_individu - lalu[p.sebelumnya_id].jumlah_individu if p.sebelumnya_id in lalu else None
        )
        for p in daftar
    ]


def draw_bulan(daftar: Sequence[Penetapan]) -> GrafikUbah | None:
    rows = [
        (write_month(b.p.bulan), b.beda or 0, "hijau" if (b.beda or 0) >= 0 else "kelabu")
        for b in list_penetapan(daftar)
    ]
    return draw_ubah(rows[:12]) if any(n for _, n, _ in rows) else None


@dataclass(frozen=True)
class BarisSebab:
    sebab: str
    kata: str
    aturan: str
    beku: bool
    orang: int
    program: tuple[int, ...]


def list_sebab(p: Pratinjau) -> list[BarisSebab]:
    """Why persons leave, and the aid that stops with them, in the order of the programmes."""
    return [
        BarisSebab(
            s.sebab, label_sebab(s.sebab), ATURAN.get(s.sebab, ""), s.sebab == SebabKeluar.BEKU, s.orang,
            tuple(s.program.get(kode, 0) for kode, _ in PROGRAM_KOLOM),
        )
        for s in p.daftar_sebab
        if s.arah == "KELUAR"
    ]  # fmt: skip


def sum_sebab(p: Pratinjau) -> list[int]:
    rows = list_sebab(p)
    return [sum(r.orang for r in rows), *(sum(r.program[i] for r in rows) for i in range(len(PROGRAM_KOLOM)))]


def draw_perubahan(p: Pratinjau) -> GrafikUbah:
    """In and out from zero; indigo only for freezing."""
    return draw_ubah(
        [
            _batang(s.arah, s.sebab, s.orang)
            for s in sorted(p.daftar_sebab, key=lambda s: s.arah, reverse=True)
        ]
    )


def draw_selisih(penetapan: Penetapan, selisih: Sequence[tuple[str, str, int]]) -> GrafikUbah | None:
    if penetapan.sebelumnya_id is None:
        return None
    return draw_ubah([_batang(*s) for s in sorted(selisih, key=lambda s: s[0], reverse=True)])


def _batang(arah: str, sebab: str, n: int) -> tuple[str, int, str]:
    if arah == "MASUK":
        return label_sebab(sebab), n, "hijau"
    return _short(sebab), -n, "beku" if sebab == SebabKeluar.BEKU else "kelabu"


def _short(sebab: str) -> str:
    pendek = {"BEKU": "Beku", "DITIDURKAN": "Ditidurkan", "TIDAK_LAYAK": "Tidak layak, musyawarah"}
    return pendek.get(sebab, label_sebab(sebab))


@dataclass(frozen=True)
class BarisSelisih:
    arah: str
    sebab: str
    kata: str
    orang: int


def list_selisih(rows: Sequence[tuple[str, str, int]]) -> list[BarisSelisih]:
    return [BarisSelisih(a, s, LABEL_SEBAB.get(s, label_sebab(s)), n) for a, s, n in rows]


def say_pratinjau(p: Pratinjau) -> dict[str, str]:
    """The four numbers and their account: last + in − out = this."""
    lama = p.lama.jumlah_individu if p.lama else 0
    dari = f"dari {write_month(p.lama.bulan)} ({write_number(lama)})" if p.lama else "daftar pertama"
    jumlah = (
        f"{write_number(lama)} + {write_number(p.masuk)} − {write_number(p.keluar)} = {write_number(p.orang)}"
    )
    return {
        "beda": write_signed(p.beda), "kata_beda": dari, "kalimat_jumlah": f"Bulan lalu + masuk − keluar: {jumlah}.",
        "url_lama": f"/penetapan/{p.lama.pk}/" if p.lama else "",
    }  # fmt: skip


def say_beda(p: Penetapan) -> dict[str, Any]:
    if p.sebelumnya is None:
        return {}
    beda = write_signed(p.jumlah_individu - p.sebelumnya.jumlah_individu)
    return {"beda": beda, "kata_beda": f"dari {write_month(p.sebelumnya.bulan)}"}


def actor_draf(draf: Draf | None, actor: Actor) -> Actor:
    """Who prepared it, as the rule of two persons asks; nobody has counts as the reader."""
    if draf is None:
        return actor
    return Actor(draf.aktor_id, draf.nama, Peran.PUSDATIN, NASIONAL)


def is_siap(draf: Draf | None, p: Pratinjau, form: TetapkanForm) -> bool:
    """Put forward, and with the numbers that still hold."""
    if draf is None:
        form.add_error(None, "Belum ada yang mengajukan pratinjau ini. Minta petugas lain mengajukannya.")
        return False
    if not draf.is_sama(p):
        form.add_error(None, "Angka berubah sejak diajukan. Minta diajukan lagi.")
        return False
    return True


def list_gerbang(fakta: FaktaPenetapan, t: Tinjauan, draf: Draf | None, actor: Actor) -> dict[str, Any]:
    """The gates, each with its shape; what the reader may do next, and why not."""
    rusak = {r.kode for r in RULES_PENETAPAN if not r(fakta)}
    sama = draf is not None and draf.is_sama(t.isi)
    gerbang = [
        _gate("R91a" not in rusak, "Semua batch sudah dijawab", f"{fakta.batch_tanpa_hasil} batch belum dijawab"),
        _gate("R121" not in rusak, "Bulan ini belum ditetapkan", "Bulan ini sudah ditetapkan"),
        _gate("R121a" not in rusak, "Bulan berurutan", "Bulan sesudahnya sudah ditetapkan"),
        _gate(
            not t.tidak_biasa or draf is not None, "Tidak ada kabupaten tidak biasa yang belum diperiksa",
            f"{len(t.tidak_biasa)} kabupaten belum diperiksa",
        ),
        _gate(sama, _say_draf(draf), "Angka berubah sejak diajukan" if draf else "Pratinjau belum diajukan"),
    ]  # fmt: skip
    tutup = [kata for bentuk, kata in gerbang[:3] if bentuk != "selesai"]
    orang_sama = draf is not None and draf.aktor_id == actor.akun_id
    if not tutup and sama and orang_sama:
        tutup = ["Anda yang mengajukan. Orang kedua yang menetapkan"]
    elif not tutup and not sama:
        tutup = ["ajukan dahulu, lalu minta orang kedua"]
    return {
        "gerbang": gerbang, "draf": draf, "mati_tetapkan": ". ".join(tutup) + "." if tutup else "",
        "boleh_ajukan": not sama and {"R121", "R121a"}.isdisjoint(rusak),
    }  # fmt: skip


def _gate(beres: bool, ya: str, tidak: str) -> tuple[str, str]:
    return ("selesai", ya) if beres else ("perlu", tidak)


def _say_draf(draf: Draf | None) -> str:
    return f"Diajukan {draf.nama}, {write_time(draf.at)}: {write_number(draf.orang)} orang" if draf else ""
