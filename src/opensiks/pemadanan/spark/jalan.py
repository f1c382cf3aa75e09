"""One matching run on a Spark master: the same answers as `mesin.jalan`, row by row and column by column."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from opensiks.pemadanan.mesin import baca, batas, bobot, latih
from opensiks.pemadanan.mesin.baca import BerkasDitolak, quote, run
from opensiks.pemadanan.mesin.jalan import Langkah, Lapor, Ringkasan
from opensiks.pemadanan.mesin.putaran import name_separuh
from opensiks.pemadanan.spark import contoh, jawab, kembar, tugas
from opensiks.pemadanan.spark.acuan import create_acuan
from opensiks.pemadanan.spark.blok import Kiriman, Lingkup, pack, unpack
from opensiks.pemadanan.spark.jalur import Jalur
from opensiks.pemadanan.spark.sesi import open_sesi

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.rdd import RDD

BARIS_EMBER = 1_000_000  # rows of D and P in one bucket, about 1 GB in the Python of a worker
_FAKTA_P = ("kartu", "kartu2", "nama1", "nama2")
MEMORI = "1GB"  # of the DuckDB of one task; the rest goes to the disk of the worker


def padan_spark(
    dtks: Path,
    dukcapil: Path,
    out: Path,
    *,
    master: str,
    memori: str | None = None,
    model: bobot.Model | None = None,
    bagian: int | None = None,
    setelan: Mapping[str, str] | None = None,
    lapor: Lapor | None = None,
) -> tuple[Ringkasan, bobot.Model]:
    """As `mesin.jalan.padan`, on the workers of `master` (spark://host:7077).

    The three paths lie where the driver and every worker can reach them. `memori` is that of one task, `bagian` the
    number of buckets. SparkTidakAda, BerkasDitolak: `out` is as it was.
    """
    ringkasan = Ringkasan()
    if out.resolve() in (dtks.resolve(), dukcapil.resolve()):
        raise BerkasDitolak("Berkas jawaban tidak boleh menimpa berkas masukan.")
    if not out.parent.is_dir():
        raise BerkasDitolak(f"Folder {out.parent.name} untuk berkas jawaban tidak ada.")
    acuan = create_acuan(dtks, dukcapil)
    folder = out.resolve().with_name(f".{out.name}.bagian")
    separuh = name_separuh(out)
    langkah = Langkah(ringkasan, lapor)
    with open_sesi(master, setelan or {}) as sc:
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            jalan = Jalan(sc, dtks.resolve(), dukcapil.resolve(), langkah, acuan, memori or MEMORI, bagian)
            model = jalan.match(model, folder)
            _merge(folder, separuh)
            separuh.replace(out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            separuh.unlink(missing_ok=True)
    ringkasan.memori_mb = round(batas.read_puncak(), 1)
    return ringkasan, model


def _merge(folder: Path, ke: Path) -> None:
    """The files of ascending ranges as one."""
    db = baca.connect(folder, memori=MEMORI)
    try:
        run(db, "SET preserve_insertion_order = true")
        berkas = ", ".join(quote(p) for p in sorted(folder.glob("*.parquet")))
        run(
            db,
            f"COPY (SELECT * FROM read_parquet([{berkas}])) TO {quote(ke)} (FORMAT parquet, COMPRESSION snappy)",
        )
    finally:
        db.close()


class Jalan(Jalur):
    """The stages of one run; what is kept between them lies on the disks of the workers."""

    def __init__(
        self,
        sc: SparkContext,
        dtks: Path,
        dukcapil: Path,
        langkah: Langkah,
        acuan: dict[str, bytes],
        memori: str,
        banyak: int | None,
    ) -> None:
        self.langkah, self.ringkasan = langkah, langkah.ringkasan
        self.sama: dict[int, int] = {}  # rows accepted by their number, by pattern
        paths = {"dtks": dtks, "dukcapil": dukcapil}
        baris = {k: int(pq.read_metadata(p).num_rows) for k, p in paths.items()}
        self.ringkasan.baris.update(baris)
        ember = banyak or max(2 * sc.defaultParallelism, -(-sum(baris.values()) // BARIS_EMBER))
        super().__init__(sc, Lingkup(ember, memori, acuan), paths, baris)

    def match(self, model: bobot.Model | None, folder: Path) -> bobot.Model:
        r, belajar = self.ringkasan, model is None
        self.langkah.semua = 8
        with self.langkah("baca"):
            register = self.keep(self.read("dukcapil", tugas.read_register))
            hitungan, fakta, batas = self._count(register)
        with self.langkah("sepakat"):
            kiri = self._agree(register, fakta, latih.SAMPEL if belajar else 0)
        with self.langkah("lintasan"):
            terisi = self._count_terisi(hitungan)
            ada = tuple(k for k, n in terisi.items() if n)
            pasangan = self._block(register, kiri, ada)
        with self.langkah("banding"):
            banding = self._compare(register, hitungan, kiri, pasangan)
            tahu = self.facts(banding)
            r.baris["pasangan"] = sum(f["pasangan"] for f in tahu)
        with self.langkah("latih"):
            if model is None:
                model = self._train(register, banding, ada, tahu, fakta, self._share_jumpa(hitungan, terisi))
        with self.langkah("putus"):
            jawaban = self._decide(banding, kiri, model)
        with self.langkah("ganda"):
            ganda = kembar.find(self, jawaban)
        with self.langkah("tulis"):
            self._write(jawaban, ganda, batas, folder)
        return model

    def _count(self, register: RDD[Kiriman]) -> tuple[RDD[Kiriman], dict[str, int], np.ndarray[Any, Any]]:
        """Frequencies, sums over all buckets, and the did at which each bucket of R begins."""
        n_d = self.ringkasan.baris["dtks"]
        kirim = self.exchange(self.each(register, tugas.send_hitungan), self.read("dtks", tugas.send_nomor))
        hitungan = self.keep(self.each(kirim, tugas.count, max(1, n_d // 10_000)))
        fakta = self.facts(hitungan)
        for berkas, nomor, kolom in (("dtks", "nomor_d", "did"), ("dukcapil", "nomor_p", "pid")):
            banyak, terisi, beda = (sum(f[nomor][i] for f in fakta) for i in range(3))
            # What the buckets counted, as numbers that the reader refuses in the same words.
            if terisi < banyak:
                baca.check_nomor(self.paths[berkas], kolom, np.ma.MaskedArray([0], mask=True))
            if beda < terisi:
                baca.check_nomor(self.paths[berkas], kolom, np.zeros(2, np.int64))
        did = np.sort(self.table(hitungan, "contoh_d")["did"].to_numpy())
        letak = (np.arange(1, self.lingkup.ember) * len(did)) // self.lingkup.ember
        batas = did[letak] if len(did) else np.zeros(0, np.int64)
        return hitungan, {k: sum(f[k] for f in fakta) for k in _FAKTA_P}, batas

    def _count_terisi(self, hitungan: RDD[Kiriman]) -> dict[str, int]:
        """Persons of P by column of `pk` that is filled for them."""
        banyak = self.table(hitungan, "terisi")
        kolom = unpack([self.lingkup.acuan["pk"]]).column_names
        return {k: sum(n.to_pylist()) for k, n in zip(kolom, banyak.columns, strict=True)}

    def _agree(self, register: RDD[Kiriman], fakta: dict[str, int], sampel: int) -> RDD[Kiriman]:
        """`sama` by number; then, by card, what is left of D."""
        kirim = self.exchange(self.each(register, tugas.send_nik_p), self.read("dtks", tugas.send_nik_d))
        sama = self.keep(self.each(kirim, tugas.agree))
        for f in self.facts(sama):
            for k, n in f.items():
                fakta[k] = fakta.get(k, 0) + n
        for baris in self.table(sama, "pola").to_pylist():
            self.sama[baris["pola"]] = self.sama.get(baris["pola"], 0) + baris["n"]
        kirim = self.exchange(self.each(sama, tugas.send_sama), self.read("dtks", tugas.send_kartu))
        kiri = self.keep(self.each(kirim, tugas.leave, fakta["terima"], sampel))
        for f in self.facts(kiri):
            fakta[f"jenis_{f['jenis']}"] = fakta.get(f"jenis_{f['jenis']}", 0) + f["n"]
        self.ringkasan.baris["sisa"] = sum(n for k, n in fakta.items() if k.startswith("jenis_"))
        self.ringkasan.lintasan["nik"] = fakta["nik"]
        return kiri

    def _block(self, register: RDD[Kiriman], kiri: RDD[Kiriman], ada: tuple[str, ...]) -> list[RDD[Kiriman]]:
        """Candidates of the engine's two rounds. `ada`: columns that P knows."""
        satu = self._pass(register, kiri, 0, ada, None)
        kirim = self.exchange(self.each(satu, tugas.send_kuat), self.each_asal(kiri, tugas.send_kiri))
        sendiri = self.keep(self.each(kirim, tugas.leave_sendiri))
        tujuan = self.table(self.each(sendiri, tugas.list_tujuan, 1, ada), "tujuan")
        dua = self._pass(register, sendiri, 1, ada, pack(tujuan))
        for baris in (x for p in (satu, dua) for x in self.table(p, "hitungan").to_pylist()):
            nama = baris["lintasan"]
            self.ringkasan.lintasan[nama] = self.ringkasan.lintasan.get(nama, 0) + baris["n"]
        return [satu, dua]

    def _pass(
        self,
        register: RDD[Kiriman],
        kiri: RDD[Kiriman],
        giliran: int,
        ada: tuple[str, ...],
        tujuan: bytes | None,
    ) -> RDD[Kiriman]:
        kirim = self.exchange(
            self.each(register, tugas.send_rute_p, giliran, tujuan),
            self.each_asal(kiri, tugas.send_rute_d, giliran, ada),
        )
        return self.keep(self.each(kirim, tugas.block, giliran, ada))

    def _compare(
        self, register: RDD[Kiriman], hitungan: RDD[Kiriman], kiri: RDD[Kiriman], pasangan: list[RDD[Kiriman]]
    ) -> RDD[Kiriman]:
        nilai = {k: pack(self.table(hitungan, k)) for k in tugas.NILAI}
        orang = self.exchange(
            *(self.each(p, tugas.send_pasangan) for p in pasangan),
            self.each_asal(kiri, tugas.send_sendiri),
            self.each(register, tugas.send_orang),
            self.each(hitungan, tugas.send_frekuensi),
        )
        kirim = self.exchange(self.each(orang, tugas.gather), self.each_asal(kiri, jawab.send_sisi_d))
        return self.keep(self.each(kirim, jawab.compare, nilai))

    def _train(
        self,
        register: RDD[Kiriman],
        banding: RDD[Kiriman],
        ada: tuple[str, ...],
        tahu: Iterable[dict[str, Any]],
        fakta: dict[str, int],
        jumpa: np.ndarray[Any, Any],
    ) -> bobot.Model:
        n_p = self.ringkasan.baris["dukcapil"]
        satu = self.each(register, contoh.select_contoh, n_p).collect()
        blok = {n: [b for _, (k, b) in satu if k == n] for n in ("pk", "teks")}
        acuan = self.lingkup.acuan
        utama = pack(unpack([acuan["pk"], *blok["pk"]]))
        lagi = self.each(register, contoh.select_sekitar, utama, ada).collect()
        isi = {n: unpack([acuan[n], *blok[n], *(b for _, (k, b) in lagi if k == n)]) for n in ("pk", "teks")}
        di_p, anggota, kerap = contoh.compare_contoh(
            isi["pk"], isi["teks"], unpack([acuan["sisa"]]), n_p, ada
        )
        jenis = len(bobot.PI_AWAL)
        bercalon = np.sum([np.array(f["bercalon"], float) for f in tahu], axis=0)
        semua = np.array([fakta.get(f"jenis_{j}", 0) for j in range(jenis)], float)
        belajar = self.each(banding, jawab.select_latih, int(bercalon.sum()))
        model = latih.fit(
            jawab.to_banding(self.table(banding, "sepakat")), di_p,
            jawab.to_banding(self.table(belajar, "banding")), n_p,
            isi_kartu=float(fakta["kartu2"]) / fakta["kartu"] if fakta["kartu"] else 1.0,
            tercakup=float(fakta["orang"]) / max(1, n_p), rasio=semua / np.maximum(bercalon, 1),
            banyak_calon=int(bercalon.sum()), anggota=anggota,
            jumpa=jumpa,
            langka=latih.share_langka(fakta["nama1"], fakta["nama2"]), kerap=kerap, sama=self.sama,
        )  # fmt: skip
        return bobot.from_json(bobot.as_json(model))

    def _share_jumpa(self, hitungan: RDD[Kiriman], terisi: dict[str, int]) -> np.ndarray[Any, Any]:
        """Chance that two persons of P share the first, and the last word of the name; see `latih.count_jumpa`."""
        hasil = []
        for tabel in latih.KATA:
            n = self.table(hitungan, tabel)["n"].to_numpy().astype(np.int64)
            hasil.append(latih.share_jumpa(int((n * n - n).sum()), terisi[tugas.NILAI[tabel]]))
        return np.array(hasil)

    def _decide(self, banding: RDD[Kiriman], kiri: RDD[Kiriman], model: bobot.Model) -> RDD[Kiriman]:
        tanya = self.exchange(self.each_asal(banding, jawab.send_ambil, model))
        kirim = self.exchange(
            self.each(tanya, jawab.reply),
            self.each_asal(banding, jawab.send_banding),
            self.each_asal(kiri, jawab.send_inti),
        )
        jawaban = self.keep(self.each(kirim, jawab.decide, model))
        jumlah = {
            k: sum(f[k] for f in fakta)
            for fakta in [self.facts(jawaban)]
            for k in ("terlewat", "salah", "terhubung")
        }
        n = max(1, int(jumlah["terhubung"]))
        self.ringkasan.kesalahan = {
            "hubungan_salah": round(jumlah["salah"] / n, 6),
            "terlewat": round(jumlah["terlewat"] / n, 6),
        }
        return jawaban

    def _write(
        self, jawaban: RDD[Kiriman], ganda: pa.Table, batas: np.ndarray[Any, Any], folder: Path
    ) -> None:
        kirim = self.exchange(self.each(jawaban, jawab.send_r, pack(ganda), batas))
        jumlah = self.table(self.each_asal(kirim, jawab.write_r, str(folder)), "jumlah").to_pylist()
        for baris in jumlah:
            self.ringkasan.jumlah[baris["nama"]] = self.ringkasan.jumlah.get(baris["nama"], 0) + baris["n"]
