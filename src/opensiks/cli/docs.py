"""Documents printed from the rules: rulebook, state diagrams, role matrix and dated parameters.

No database and no Django: `python -m opensiks.cli.docs --check` names stale pages, `--write` prints them.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from opensiks.rules import usulan, verval
from opensiks.rules.bukti import BUKTI_WAJIB, LABEL_BUKTI
from opensiks.rules.jenis import LABEL_JENIS, Jenis
from opensiks.rules.ketentuan import PROFIL, JendelaTanggal, PolaBulanan, Profil
from opensiks.rules.musyawarah import LABEL_UNSUR, Unsur
from opensiks.rules.pasal import BELUM_TERPASANG, Pasal
from opensiks.rules.peran import LABEL, LABEL_IZIN, MATRIKS, TINGKAT_PERAN, Izin, Peran
from opensiks.rules.rule import Rule, Tingkat
from opensiks.rules.semua import load_rulebook
from opensiks.rules.sumber import SUMBER
from opensiks.rules.tenggat import TierTenggat

AKAR = Path(__file__).resolve().parents[3]
KEPALA = "<!-- Dicetak dari src/opensiks/rules. Ubah aturannya, lalu jalankan: python -m opensiks.cli.docs --write -->"
TINGKAT = {Tingkat.B: "Harus", Tingkat.W: "Perlu dilihat", Tingkat.I: "Info"}
TIER_TENGGAT = {TierTenggat.DESA: "desa", TierTenggat.KAB: "kabupaten"}
TIER = ("pusat", "provinsi", "kabupaten", "kecamatan", "desa")

# These test the printing, with codes as samples.
UJI_CETAK = {"tests/cli/test_docs.py", "tests/rules/test_rulebook.py", "tests/rules/test_rule.py"}
_KATA_SUMBER = re.compile(r"[A-Za-z0-9]+(?:-NTB)?")
_KODE_DI_UJI = re.compile(r"(?<![A-Za-z0-9])R\d+[a-z]?(?![A-Za-z0-9])")


def find_tests(akar: Path) -> dict[str, list[str]]:
    """Test files by the rule code they name, paths from the root of the repository."""
    letak: dict[str, list[str]] = {}
    for berkas in sorted((akar / "tests").rglob("test_*.py")):
        nama = berkas.relative_to(akar).as_posix()
        kode_di_sini = set(_KODE_DI_UJI.findall(berkas.read_text(encoding="utf-8")))
        for kode in kode_di_sini if nama not in UJI_CETAK else ():
            letak.setdefault(kode, []).append(nama)
    return letak


def render_buku_aturan(uji: Mapping[str, Sequence[str]]) -> str:
    buku = load_rulebook()
    berlaku = sum(1 for r in buku if not _belum(r))
    baris = [
        (
            r.kode,
            r.kalimat,
            r.sumber,
            TINGKAT[r.tingkat],
            r.langkah if isinstance(r, Rule) else "",
            _keadaan(r),
            "<br>".join(uji.get(r.kode, ())),
        )
        for r in buku
    ]
    return _page(
        "Buku aturan",
        f"{len(buku)} aturan, {berlaku} berlaku. R1 sampai R104 berasal dari lapangan; R105 dan seterusnya dari kami. "
        "Huruf di belakang nomor menandai bagian dari aturan yang sama. Harus: langkah tertahan. Perlu dilihat: "
        "peringatan. Info: keterangan. Kepanjangan sumber ada di bagian akhir.",
        _table(("Kode", "Aturan", "Sumber", "Tingkat", "Langkah berikutnya", "Keadaan", "Diuji di"), baris),
        "## Sumber",
        _table(("Singkatan", "Sumber"), list_sumber(r.sumber for r in buku)),
    )


def list_sumber(teks: Iterable[str]) -> list[tuple[str, str]]:
    """(short name, source) of every short name that stands in these texts, in order."""
    kata = {k for t in teks for k in _KATA_SUMBER.findall(t)}
    return sorted((k, SUMBER[k]) for k in kata & set(SUMBER))


def render_status() -> str:
    bukti = [(LABEL_JENIS[j], _bukti(j)) for j in Jenis]
    return _page(
        "Status usulan dan desa",
        "Langkah yang tidak ada di tabel tidak dapat dilakukan.",
        "## Usulan",
        _diagram(
            ((t.dari, t.ke, t.aksi) for t in usulan.TRANSITIONS),
            usulan.TERMINAL,
        ),
        _table(
            ("Langkah", "Dari", "Menjadi", "Oleh", "Syarat"),
            [
                (
                    f"{usulan.LABEL_AKSI[t.aksi]} (`{t.aksi}`)",
                    f"`{t.dari}`" if t.dari else "–",
                    f"`{t.ke}`",
                    LABEL[t.oleh],
                    _syarat(t.syarat) + (", isi per jenis" if t.periksa_isi else ""),
                )
                for t in usulan.TRANSITIONS
            ],
        ),
        "## Desa dalam satu periode",
        _diagram(((t.dari, t.ke, t.aksi) for t in verval.TRANSITIONS_DESA), {verval.StatusDesa.SELESAI}),
        _table(
            ("Langkah", "Dari", "Menjadi", "Oleh", "Syarat"),
            [
                (
                    f"{verval.LABEL_AKSI_DESA[t.aksi]} (`{t.aksi}`)",
                    f"`{t.dari}`",
                    f"`{t.ke}`",
                    LABEL[t.oleh],
                    _syarat(t.syarat),
                )
                for t in verval.TRANSITIONS_DESA
            ],
        ),
        "## Bukti per jenis",
        _table(("Jenis", "Bukti yang dilampirkan"), bukti),
    )


def render_peran() -> str:
    kepala = ("Izin", *(LABEL[p] for p in Peran))
    baris = [(LABEL_IZIN[i], *("●" if i in MATRIKS[p] else "" for p in Peran)) for i in Izin]
    tingkat = ("Tingkat penugasan", *(TIER[TINGKAT_PERAN[p]] for p in Peran))
    return _page(
        "Peran dan izin",
        "Izin berlaku hanya di wilayah tugas, dan hanya bila tabel status membolehkan langkahnya.",
        _table(kepala, [tingkat, *baris]),
    )


def render_ketentuan() -> str:
    nama = [f.name for f in fields(Profil) if f.name not in {"kode", "label", "sumber"}]
    profil = list(PROFIL.values())
    baris = [(LABEL_KETENTUAN[n], *(_nilai(getattr(p, n)) for p in profil)) for n in nama]
    return _page(
        "Ketentuan bertanggal",
        "Setiap periode memakai satu profil. Angka yang berubah dari tahun ke tahun hanya ada di sini.",
        _table(("Profil", "Nama", "Sumber"), [(f"`{p.kode}`", p.label, p.sumber) for p in profil]),
        _table(("Ketentuan", *(f"`{p.kode}`" for p in profil)), baris),
    )


LABEL_KETENTUAN: dict[str, str] = {
    "berlaku_sejak": "Berlaku sejak",
    "kampanye": "Kampanye",
    "daftar_jendela": "Masa bertanggal",
    "daftar_pola": "Masa bulanan",
    "perpanjangan": "Perpanjangan",
    "musyawarah_tiap_periode": "Musyawarah tiap periode",
    "musdes_maks_bulan": "Musyawarah paling lama tiap (bulan)",
    "hari_sebelum_periode": "Musyawarah boleh mendahului periode (hari)",
    "sptjm_boleh": "SPTJM boleh",
    "mampu_lewat_sptjm": "Sudah mampu boleh lewat SPTJM",
    "unsur_wajib": "Unsur wajib hadir",
    "foto_wajib": "Foto musyawarah wajib",
    "maks_hari_kerja_berkas": "Unggah berita acara paling lama (hari kerja)",
    "verval_setelah_musdes": "Kunjungan setelah musyawarah",
    "bebas_musyawarah": "Jenis tanpa musyawarah",
    "draf_di_luar_masa": "Draf di luar masa boleh",
    "pengesahan_ganda": "Pengesahan dua orang",
    "patokan_verval": "Verval terhitung sejak",
    "membekukan": "Membekukan",
    "batas_beku": "Batas beku (bulan)",
    "tidurkan_desa_diam": "Data desa yang diam ditidurkan",
    "akibat_diam": "Akibat diam",
    "mode_padan": "Cara pemadanan",
    "ambang_nama": "Ambang kemiripan nama",
    "hari_cek_dukcapil": "Tugas cek Disdukcapil setelah (hari)",
    "hari_sanggah": "Batas jawaban sanggah (hari)",
    "hari_mundur": "Batas jawaban pengunduran diri (hari)",
}


def render_all(akar: Path = AKAR) -> dict[str, str]:
    """Every printed page: path from the root of the repository -> text."""
    pembuat: dict[str, Callable[[], str]] = {
        "docs/buku-aturan.md": lambda: render_buku_aturan(find_tests(akar)),
        "docs/status-usulan.md": render_status,
        "docs/peran.md": render_peran,
        "docs/ketentuan.md": render_ketentuan,
    }
    return {nama: buat() for nama, buat in pembuat.items()}


def list_stale(akar: Path = AKAR) -> list[str]:
    """Pages that are missing or differ from what the rules say now."""
    return [nama for nama, teks in render_all(akar).items() if _read(akar / nama) != teks]


def write_all(akar: Path = AKAR) -> list[str]:
    """Write the stale pages; returns their paths."""
    basi = list_stale(akar)
    for nama, teks in render_all(akar).items():
        if nama in basi:
            (akar / nama).parent.mkdir(parents=True, exist_ok=True)
            (akar / nama).write_text(teks, encoding="utf-8")
    return basi


def main(argv: Sequence[str] | None = None) -> int:
    pilihan = argparse.ArgumentParser(
        prog="opensiks.cli.docs", description="Cetak atau periksa dokumen aturan."
    )
    cara = pilihan.add_mutually_exclusive_group(required=True)
    cara.add_argument("--check", action="store_true", help="sebut halaman yang basi; gagal bila ada")
    cara.add_argument("--write", action="store_true", help="tulis ulang halaman yang basi")
    pilihan.add_argument("--root", type=Path, default=AKAR, help="akar repositori")
    isi = pilihan.parse_args(argv)
    basi = write_all(isi.root) if isi.write else list_stale(isi.root)
    for nama in basi:
        sys.stdout.write(f"{'ditulis' if isi.write else 'basi'}: {nama}\n")
    return 1 if isi.check and basi else 0


def _belum(r: Rule | Pasal) -> str:
    return r.belum if isinstance(r, Pasal) else BELUM_TERPASANG.get(r.kode, "")


def _keadaan(r: Rule | Pasal) -> str:
    if belum := _belum(r):
        return f"belum: {belum}"
    letak = (
        r.di
        if isinstance(r, Pasal)
        else (r.holds.__module__.removeprefix("opensiks.").replace(".", "/") + ".py",)
    )
    return "berlaku di " + ", ".join(f"`{berkas}`" for berkas in letak)


def _bukti(jenis: Jenis) -> str:
    kelompok = [" atau ".join(LABEL_BUKTI[b] for b in k) for k in BUKTI_WAJIB.get(jenis, ())]
    return "; ".join(kelompok) or "tanpa berkas"


def _syarat(rules: Iterable[Rule]) -> str:
    return ", ".join(r.kode for r in rules)


def _diagram(langkah: Iterable[tuple[str | None, str, str]], akhir: Iterable[str]) -> str:
    panah: dict[tuple[str, str], list[str]] = {}
    for dari, ke, aksi in langkah:
        daftar = panah.setdefault((dari or "[*]", ke), [])
        if aksi not in daftar:
            daftar.append(aksi)
    baris = [f"    {dari} --> {ke}: {', '.join(aksi)}" for (dari, ke), aksi in panah.items()]
    baris += [f"    {status} --> [*]" for status in sorted(akhir)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *baris, "```"])


def _nilai(nilai: object) -> str:
    match nilai:
        case bool():
            return "ya" if nilai else "tidak"
        case None:
            return "–"
        case JendelaTanggal():
            jam = f" pukul {nilai.jam:%H.%M}" if nilai.jam else ""
            return _join((TIER_TENGGAT[nilai.tier], f"{nilai.mulai} s.d. {nilai.sampai}{jam}", nilai.label))
        case PolaBulanan():
            bulan = "" if len(nilai.hanya_bulan) == 12 else f"bulan {', '.join(map(str, nilai.hanya_bulan))}"
            return _join(
                (
                    TIER_TENGGAT[nilai.tier],
                    f"tanggal {nilai.mulai}–{nilai.sampai or 'akhir bulan'}",
                    bulan,
                    nilai.label,
                )
            )
        case Unsur():
            return LABEL_UNSUR[nilai]
        case Jenis():
            return LABEL_JENIS[nilai]
        case frozenset():
            return ", ".join(sorted(_nilai(v) for v in nilai)) or "–"
        case tuple():
            return "<br>".join(_nilai(v) for v in nilai) or "–"
        case _:
            return str(nilai)


def _join(bagian: Iterable[str]) -> str:
    return ", ".join(b for b in bagian if b)


def _table(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> str:
    garis = [kepala, ["---"] * len(kepala), *baris]
    return "\n".join("| " + " | ".join(str(sel).replace("|", "\\|") for sel in b) + " |" for b in garis)


def _page(judul: str, *bagian: str) -> str:
    return "\n\n".join([KEPALA, f"# {judul}", *bagian]) + "\n"


def _read(berkas: Path) -> str:
    return berkas.read_text(encoding="utf-8") if berkas.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
