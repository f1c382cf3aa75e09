"""Month after month: what changed, matched with what stood, gives the answers of a whole run with the same weights."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opensiks.pemadanan.mesin import keadaan
from opensiks.pemadanan.mesin.baca import BerkasDitolak
from opensiks.pemadanan.mesin.bobot import as_json
from opensiks.pemadanan.mesin.jalan import Ringkasan, load_model, padan
from opensiks.pemadanan.mesin.lanjut import padan_lanjut
from opensiks.synth.pasangan import generate_pasangan

Baris = list[dict[str, Any]]
ISIAN = ("nik", "no_kk", "nama", "tgl_lahir", "nama_ibu", "kode_desa", "alamat", "jenis_kelamin")
# Register, what happens, to which row, taking what from which other row, which field.
UBAHAN = st.tuples(
    st.sampled_from(("did", "pid")),
    st.sampled_from(("hapus", "tambah", "salin", "kosong", "tukar", "mati")),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(ISIAN),
)


class Dunia:
    """Two registers as rows, and the folder where last month's state stands."""

    def __init__(self, folder: Path, n_d: int, n_p: int, seed: int) -> None:
        asal = generate_pasangan(n_d, n_p, seed=seed)
        self.skema = {"did": asal.dtks.schema, "pid": asal.dukcapil.schema}
        self.awal = {"did": asal.dtks.to_pylist(), "pid": asal.dukcapil.to_pylist()}
        self.folder = folder
        d, p = self.write(self.awal)
        padan(d, p, folder / "r.parquet", simpan=folder / "keadaan")

    def write(self, isi: dict[str, Baris]) -> tuple[Path, Path]:
        for kunci, baris in isi.items():
            pq.write_table(
                pa.Table.from_pylist(baris, schema=self.skema[kunci]), self.folder / f"{kunci}.parquet"
            )
        return self.folder / "did.parquet", self.folder / "pid.parquet"

    def compare(self, isi: dict[str, Baris], lalu: Path, bobot: Path) -> Ringkasan:
        """Run both ways and hold them to the same file, byte for byte. Returns the summary of the continued run."""
        d, p = self.write(isi)
        sebagian, utuh = self.folder / "sebagian.parquet", self.folder / "utuh.parquet"
        ringkasan, _ = padan_lanjut(d, p, sebagian, lalu)
        penuh, _ = padan(d, p, utuh, model=load_model(bobot), frekuensi=bobot)
        assert pq.read_table(sebagian).to_pylist() == pq.read_table(utuh).to_pylist()
        assert ringkasan.jumlah == penuh.jumlah
        assert ringkasan.kesalahan == penuh.kesalahan
        return ringkasan


def change(isi: dict[str, Baris], ubahan: tuple[str, str, int, int, str]) -> None:
    kunci, apa, i, j, isian = ubahan
    lain = isi["pid" if kunci == "did" else "did"]
    baris = isi[kunci]
    if not baris or not lain:
        return
    i %= len(baris)
    if apa == "hapus":
        del baris[i]
    elif apa == "tambah":
        baris.append({**baris[i], kunci: max(r[kunci] for r in baris) + 1})
    elif apa == "salin":
        # From the other register, so that rows meet who did not, and two meet at one person.
        baris[i] = {**baris[i], **{k: lain[j % len(lain)][k] for k in (*ISIAN[:4], "nama_ibu")}}
    elif apa == "kosong":
        baris[i] = {**baris[i], isian: None}
    elif apa == "tukar":
        baris[i] = {**baris[i], isian: baris[j % len(baris)][isian]}
    elif kunci == "pid":
        baris[i] = {**baris[i], "meninggal": not baris[i]["meninggal"]}


@pytest.fixture(scope="module")
def dunia(tmp_path_factory: pytest.TempPathFactory) -> Dunia:
    return Dunia(tmp_path_factory.mktemp("lanjut"), 300, 700, seed=11)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ubahan=st.lists(UBAHAN, max_size=60))
def test_a_continued_run_answers_as_a_whole_one(
    dunia: Dunia, tmp_path: Path, ubahan: list[tuple[str, str, int, int, str]]
) -> None:
    isi = {k: list(v) for k, v in dunia.awal.items()}
    for u in ubahan:
        change(isi, u)
    lalu = tmp_path / "lalu"
    shutil.rmtree(lalu, ignore_errors=True)
    shutil.copytree(dunia.folder / "keadaan", lalu)
    dunia.compare(isi, lalu, dunia.folder / "keadaan")


def test_three_months_and_one_without_any_change(tmp_path: Path) -> None:
    dunia = Dunia(tmp_path, 2000, 5000, seed=17)
    isi = {k: list(v) for k, v in dunia.awal.items()}
    lalu = shutil.copytree(tmp_path / "keadaan", tmp_path / "lalu")
    apa = ("hapus", "tambah", "salin", "kosong", "tukar", "mati")
    for bulan in range(3):
        for i in range(40):
            acak = (bulan * 40 + i) * 7919
            kunci = "did" if i % 3 == 0 else "pid"
            change(isi, (kunci, apa[i % 6], acak % 5000, (acak // 3) % 5000, ISIAN[i % len(ISIAN)]))
        ringkasan = dunia.compare(isi, lalu, tmp_path / "keadaan")
        # What changed is matched anew, and little else.
        assert 0 < ringkasan.baris["dtks_berubah"] <= 14
        assert ringkasan.baris["sisa"] < 150
    ringkasan = dunia.compare(isi, lalu, tmp_path / "keadaan")
    assert ringkasan.baris["dtks_berubah"] == ringkasan.baris["dukcapil_berubah"] == 0
    assert ringkasan.baris["sisa"] == ringkasan.baris["pasangan"] == 0


def test_a_month_in_which_the_whole_register_loses_a_field_is_matched_whole(tmp_path: Path) -> None:
    dunia = Dunia(tmp_path, 300, 700, seed=23)
    lalu = shutil.copytree(tmp_path / "keadaan", tmp_path / "lalu")
    isi = {k: list(v) for k, v in dunia.awal.items()}
    # Gone, there again, and a month as any other after that.
    for isian in ("no_kk", "nama_ibu", "kode_desa"):
        kosong = {**isi, "pid": [{**baris, isian: None} for baris in isi["pid"]]}
        assert "dukcapil_berubah" not in dunia.compare(kosong, lalu, tmp_path / "keadaan").baris
        assert "dukcapil_berubah" not in dunia.compare(isi, lalu, tmp_path / "keadaan").baris
    for i in range(20):
        change(isi, ("pid" if i % 2 else "did", "tukar", i * 31, i * 17, ISIAN[i % len(ISIAN)]))
    assert dunia.compare(isi, lalu, tmp_path / "keadaan").baris["dukcapil_berubah"] > 0


def test_a_refused_or_stopped_month_leaves_everything_as_it_was(dunia: Dunia, tmp_path: Path) -> None:
    lalu = shutil.copytree(dunia.folder / "keadaan", tmp_path / "lalu")
    isi = {k: list(v) for k, v in dunia.awal.items()}
    del isi["did"][5:9]
    d, p = dunia.write(isi)
    with pytest.raises(BerkasDitolak, match=r"^Folder .+ bukan folder yang ditulis perintah ini\.$"):
        padan_lanjut(d, p, tmp_path / "r.parquet", tmp_path)
    with pytest.raises(BerkasDitolak, match="tidak ada"):
        padan_lanjut(d, tmp_path / "tiada.parquet", tmp_path / "r.parquet", lalu)

    def stop(tahap: str, n: int, m: int) -> None:
        assert 0 <= n < m
        if tahap == "tulis":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        padan_lanjut(d, p, tmp_path / "r.parquet", lalu, lapor=stop)
    assert not (tmp_path / "r.parquet").exists()
    ringkasan = dunia.compare(isi, lalu, dunia.folder / "keadaan")
    assert ringkasan.baris["dtks_berubah"] == 4


def test_a_state_of_another_engine_is_refused(dunia: Dunia, tmp_path: Path) -> None:
    lalu = shutil.copytree(dunia.folder / "keadaan", tmp_path / "lalu")
    surat = (lalu / keadaan.SURAT).read_text(encoding="utf-8")
    (lalu / keadaan.SURAT).write_text(surat.replace('"bentuk": ', '"bentuk": 9'), encoding="utf-8")
    with pytest.raises(BerkasDitolak, match="ditulis versi lain"):
        load_model(lalu)


def test_weights_of_another_engine_are_refused(dunia: Dunia, tmp_path: Path) -> None:
    bobot = tmp_path / "bobot.json"
    isi = as_json(load_model(dunia.folder / "keadaan"))
    for ubah in ({k: v for k, v in isi.items() if k != "m_alamat"}, {**isi, "m_asing": [1.0]}, {}):
        bobot.write_text(json.dumps(ubah), encoding="utf-8")
        with pytest.raises(
            BerkasDitolak, match=r"^Berkas bobot bobot\.json ditulis versi lain; jalankan tanpa"
        ):
            load_model(bobot)
    for teks in ("[1]", "bukan bobot"):
        bobot.write_text(teks, encoding="utf-8")
        with pytest.raises(BerkasDitolak, match=r"^Berkas bobot bobot\.json tidak terbaca\.$"):
            load_model(bobot)


def test_the_commands_prepare_keep_and_continue(dunia: Dunia, tmp_path: Path) -> None:
    isi = {k: list(v) for k, v in dunia.awal.items()}
    d, p = dunia.write(isi)
    siap, lalu, r = tmp_path / "siap", tmp_path / "lalu", tmp_path / "r.parquet"
    call_command("siapkan_padan", dukcapil=p, ke=siap)
    berkas = {"dtks": d, "out": r}
    call_command("padan", **berkas, dukcapil=siap, simpan_keadaan=lalu)
    dulu = pq.read_table(r)
    change(isi, ("did", "kosong", 3, 0, "nik"))
    d, p = dunia.write(isi)
    call_command("padan", **berkas, dukcapil=p, lalu=lalu)
    assert pq.read_table(r).num_rows == dulu.num_rows
    call_command("padan", dtks=d, dukcapil=p, out=tmp_path / "u.parquet", model=lalu)
    assert pq.read_table(r) == pq.read_table(tmp_path / "u.parquet")
    for pilihan, kata in (
        ({"dukcapil": p, "lalu": lalu, "model": lalu}, "sudah membawa bobot"),
        ({"dukcapil": siap, "lalu": lalu}, "bukan folder register siap"),
        ({"dukcapil": p, "simpan_keadaan": tmp_path}, "bukan folder keadaan"),
        ({"dukcapil": tmp_path}, "bukan folder yang ditulis"),
    ):
        with pytest.raises(CommandError, match=kata):
            call_command("padan", **berkas, **pilihan)
    with pytest.raises(CommandError, match=r"^Berkas tiada\.parquet tidak ada\.$"):
        call_command("siapkan_padan", dukcapil=tmp_path / "tiada.parquet", ke=siap)
    assert pq.read_table(r) == pq.read_table(tmp_path / "u.parquet")
