"""The next month: only what changed in D or P, and what that touches, is matched anew; the rest stands.

A record is matched anew when its own row changed, when its NIK is that of a changed person, when some pass brings it
together with a changed person as he was or as he is, when somebody of its card was found elsewhere, or when one of its
candidates was taken or let go by another. Answers equal those of a whole run with the same weights and frequencies.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from duckdb import DuckDBPyConnection

from opensiks.pemadanan.mesin import (
    baca,
    bagian,
    batas,
    bobot,
    jalan,
    keadaan,
    kunci,
    latih,
    lintasan,
    putus,
    siap,
    tulis,
)
from opensiks.pemadanan.mesin.baca import quote, run
from opensiks.pemadanan.mesin.banding import Banding
from opensiks.pemadanan.mesin.putaran import open_putaran


def padan_lanjut(
    dtks: Path,
    dukcapil: Path,
    out: Path,
    folder: Path,
    *,
    utas: int | None = None,
    memori: str | None = None,
    lapor: jalan.Lapor | None = None,
) -> tuple[jalan.Ringkasan, bobot.Model]:
    """Match with what last month's run kept in `folder`, write `out` whole, and move `folder` on to this month.

    When nobody in the register has a card, mother or village any more, or somebody has again, the run is a whole one
    with the weights and frequencies of `folder`. BerkasDitolak, and whatever `lapor` raises, leave `out` and `folder`
    as they were.
    """
    if dukcapil.is_dir():
        raise baca.BerkasDitolak("Bersama --lalu tulis berkas Parquet Dukcapil, bukan folder register siap.")
    ringkasan, model = jalan.Ringkasan(), keadaan.load_model(folder)
    try:
        jatah = batas.share(memori)
        with open_putaran(dtks, dukcapil, out, utas=utas, memori=jatah.mesin) as (db, _, separuh):
            run(db, f"ATTACH {quote(folder / siap.ISI)} AS reg")
            run(db, "BEGIN")
            Lanjut(db, jalan.Langkah(ringkasan, lapor, 7), model).match(dtks, dukcapil, separuh)
            run(db, "COMMIT")
    except _SemuaBerubah:
        return jalan.padan(
            dtks,
            dukcapil,
            out,
            utas=utas,
            memori=memori,
            model=model,
            lapor=lapor,
            frekuensi=folder,
            simpan=folder,
        )
    ringkasan.memori_mb = round(batas.read_puncak(), 1)
    return ringkasan, model


class _SemuaBerubah(Exception):
    """The register has or lacks what passes ask about the whole of it: every record has to be matched anew."""


class Lanjut:
    """The stages of one month over the tables `reg` of the last, inside one transaction."""

    def __init__(self, db: DuckDBPyConnection, langkah: jalan.Langkah, model: bobot.Model) -> None:
        self.db, self.langkah, self.model = db, langkah, model
        self.ringkasan = langkah.ringkasan

    def match(self, dtks: Path, dukcapil: Path, out: Path) -> None:
        with self.langkah("baca"):
            siap.view_register(self.db, "reg")
            self._find(dtks, "d_semua", "did", keadaan.SIDIK_D, "SELECT did AS nomor, sidik FROM reg.sidik")
            self._find(dukcapil, "p", "pid", siap.SIDIK, "SELECT pid AS nomor, sidik FROM reg.pk")
        with self.langkah("register"):
            self._change_register()
        with self.langkah("sepakat"):
            self._change_sama()
        with self.langkah("lintasan"):
            self._find_tersentuh()
            self._change_kandidat()
        with self.langkah("banding"):
            b = self._compare()
        with self.langkah("putus"):
            self._decide(b)
        with self.langkah("tulis"):
            self.ringkasan.jumlah = tulis.write(self.db, out)
            self.ringkasan.kesalahan = tulis.estimate(self.db)

    def _find(self, path: Path, pandangan: str, kunci_: str, sidik: str, lama: str) -> None:
        """Tables `<kunci>_ubah` and `<kunci>_hilang`: numbers that are new or changed, and that are gone."""
        baca.check_ada(path)
        baca.view_berkas(self.db, path, pandangan, kunci_)
        baru = self.db.execute(f"SELECT {kunci_} AS nomor, {sidik} AS sidik FROM {pandangan}").fetchnumpy()
        urut = keadaan.sort_sidik(baru["nomor"], baru["sidik"])
        nomor = baca.check_nomor(path, kunci_, urut[0])
        dulu = self.db.execute(lama).fetchnumpy()
        ubah, hilang = keadaan.changes(nomor, urut[1], *keadaan.sort_sidik(dulu["nomor"], dulu["sidik"]))
        keadaan.create_larik(self.db, f"{kunci_}_ubah", **{kunci_: ubah})
        keadaan.create_larik(self.db, f"{kunci_}_hilang", **{kunci_: hilang})
        nama = "dtks" if kunci_ == "did" else "dukcapil"
        self.ringkasan.baris |= {nama: len(nomor), f"{nama}_berubah": len(ubah) + len(hilang)}

    def _change_register(self) -> None:
        """The register as it is now; table `pk_delta`: changed persons as they were and as they are."""
        db = self.db
        terisi = lintasan.list_terisi(db)
        run(
            db, "CREATE TEMP TABLE pid_delta AS SELECT pid FROM pid_ubah UNION ALL SELECT pid FROM pid_hilang"
        )
        run(db, "CREATE TEMP TABLE p_delta AS SELECT * FROM p SEMI JOIN pid_ubah USING (pid)")
        run(db, "CREATE TEMP TABLE pk_delta AS SELECT * FROM reg.pk SEMI JOIN pid_delta USING (pid)")
        siap.create_kamus(db, "p_delta")
        run(db, f"CREATE TEMP TABLE pk_baru AS {siap.sql_pk('p_delta', sidik=True)}")
        siap.create_kamus_isi(db, "p_delta")
        run(db, f"CREATE TEMP TABLE isi_baru AS {siap.sql_isi('p_delta')}")
        for tabel in ("pk", "isi"):
            self._replace(tabel, "pid_delta", f"SELECT * FROM {tabel}_baru", "pid")
        if lintasan.list_terisi(db) != terisi:
            raise _SemuaBerubah
        run(db, "INSERT INTO pk_delta SELECT * FROM pk_baru")

    def _change_sama(self) -> None:
        """Agreement on the number anew for table `d`; `beda`: acceptances that came or went."""
        db = self.db
        run(
            db,
            "CREATE TEMP TABLE d AS SELECT * FROM d_semua SEMI JOIN (SELECT did FROM did_ubah UNION ALL"
            " SELECT did FROM d_semua SEMI JOIN pk_delta USING (nik)) USING (did)",
        )
        run(db, "CREATE TEMP TABLE did_delta AS SELECT did FROM d UNION ALL SELECT did FROM did_hilang")
        kunci.create_sepakat(db)
        run(db, "ALTER TABLE sama RENAME TO sama_baru")
        run(db, "CREATE TEMP TABLE sama_lama AS SELECT * FROM reg.sama SEMI JOIN did_delta USING (did)")
        satu, dua = (f"SELECT did, pid, d_kk, p_kk FROM sama_{x} WHERE terima" for x in ("lama", "baru"))
        run(db, f"CREATE TEMP TABLE beda AS ({satu} EXCEPT {dua}) UNION ALL ({dua} EXCEPT {satu})")
        self._replace("sama", "did_delta", "SELECT * FROM sama_baru")
        self._replace("sidik", "did_delta", f"SELECT did, {keadaan.SIDIK_D} FROM d")
        run(db, "CREATE TEMP VIEW sama AS SELECT * FROM reg.sama")

    def _find_tersentuh(self) -> None:
        """Table `kena`: records left whose own row did not change, and that are matched anew all the same."""
        db = self.db
        run(db, "CREATE TEMP TABLE lepas AS SELECT * FROM reg.ambil SEMI JOIN did_delta USING (did)")
        for tabel in ("sisa", "rn", "kandidat", "ambil", "inti", "jawaban"):
            self._replace(tabel, "did_delta")
        for tabel in ("sisa", "rn"):
            # Read many times, so not from the file.
            run(db, f"CREATE TEMP TABLE {tabel} AS SELECT * FROM reg.{tabel}")
        lintasan.create_rumah(db)
        lintasan.create_tersentuh(db, pk="pk_delta")
        for tabel in ("sisa", "rn"):
            run(db, f"DROP TABLE {tabel}")
        run(
            db,
            "CREATE TEMP TABLE kena AS SELECT did FROM tersentuh"
            " UNION SELECT did FROM reg.sisa SEMI JOIN (SELECT d_kk AS kk FROM beda) USING (kk)"
            " UNION SELECT did FROM reg.kandidat SEMI JOIN beda USING (pid)",
        )

    def _change_kandidat(self) -> None:
        """Candidates of the records left in `d` and of those in `kena`, from the whole register."""
        db = self.db
        run(db, "CREATE TEMP TABLE latih (did BIGINT, pid BIGINT)")
        kunci.create_sisa(db)
        run(db, "INSERT INTO reg.sisa SELECT * FROM sisa")
        run(db, "INSERT INTO sisa SELECT * FROM reg.sisa SEMI JOIN kena USING (did)")
        kunci.create_nama(db)
        lintasan.create_rumah(db)
        run(db, f"INSERT INTO reg.inti SELECT * FROM ({bagian.INTI}) SEMI JOIN d USING (did)")
        run(db, "INSERT INTO reg.rn SELECT * FROM rn SEMI JOIN d USING (did)")
        self.ringkasan.lintasan = lintasan.create_kandidat(db)
        self._replace("kandidat", "kena", "SELECT * FROM kandidat")
        self.ringkasan.baris["sisa"] = int(str(run(db, "SELECT count(*) FROM sisa")[0][0]))

    def _compare(self) -> Banding:
        """Pairs of all records to be decided: those of `sisa`, then others with a candidate whom these took or left."""
        db = self.db
        b, _ = bagian.compare_calon(db, siap=True)
        pertama = putus.choose(self.model, b)
        pid, did = putus.takers(b, pertama)
        keadaan.create_larik(db, "ambil_baru", did=did, pid=pid)
        run(db, "CREATE TEMP TABLE sentuh AS SELECT did FROM sisa")
        run(db, "INSERT INTO lepas SELECT * FROM reg.ambil SEMI JOIN sentuh USING (did)")
        self._replace("ambil", "sentuh", "SELECT * FROM ambil_baru")
        satu, dua = "SELECT did, pid FROM lepas", "SELECT did, pid FROM ambil_baru"
        berganti = f"SELECT pid FROM (({satu} EXCEPT {dua}) UNION ALL ({dua} EXCEPT {satu}))"
        run(
            db,
            f"CREATE TEMP TABLE susul AS SELECT DISTINCT did FROM reg.kandidat SEMI JOIN ({berganti}) USING (pid)"
            " ANTI JOIN sentuh USING (did)",
        )
        self.ringkasan.baris["pasangan"] = len(b.did)
        if not run(db, "SELECT 1 FROM susul LIMIT 1"):
            return b
        run(db, "CREATE OR REPLACE TEMP TABLE sisa AS SELECT * FROM reg.sisa SEMI JOIN susul USING (did)")
        kunci.create_nama(db)
        lintasan.create_rumah(db)
        run(
            db,
            "CREATE OR REPLACE TEMP TABLE kandidat AS SELECT * FROM reg.kandidat SEMI JOIN susul USING (did)",
        )
        run(db, "INSERT INTO sentuh SELECT did FROM susul")
        return latih.join([b, bagian.compare_calon(db, siap=True)[0]])

    def _decide(self, b: Banding) -> None:
        """Answers of the records matched anew take the place of last month's."""
        db = self.db
        diambil = db.execute("SELECT pid FROM reg.ambil").fetchnumpy()["pid"]
        putusan = putus.finish(self.model, b, putus.choose(self.model, b), np.asarray(diambil))
        tulis.add_putusan(db, b, putusan)
        run(db, "INSERT INTO sentuh SELECT did FROM did_delta")
        run(db, "CREATE OR REPLACE TEMP VIEW sama AS SELECT * FROM reg.sama SEMI JOIN sentuh USING (did)")
        run(db, "CREATE TEMP VIEW inti AS SELECT * FROM reg.inti SEMI JOIN sentuh USING (did)")
        tulis.create_jawaban(db, jalan.score_sama(db, self.model), jalan.passed_over(self.model))
        self._replace("jawaban", "sentuh", "SELECT * FROM jawaban")
        run(db, "DROP TABLE jawaban")
        for tabel in ("jawaban", "inti"):
            run(db, f"CREATE OR REPLACE TEMP VIEW {tabel} AS SELECT * FROM reg.{tabel}")

    def _replace(self, tabel: str, lama: str, baru: str = "", kunci_: str = "did") -> None:
        """In `reg.<tabel>` the rows whose number stands in table `lama` go, and those that `baru` SELECTs come."""
        run(self.db, f"DELETE FROM reg.{tabel} WHERE {kunci_} IN (SELECT {kunci_} FROM {lama})")
        if baru:
            run(self.db, f"INSERT INTO reg.{tabel} {baru}")
