"""A village's day: enrol, write, pull the plug, make a package, carry it, load what came back."""

from random import Random

from opensiks.rules.paket import StatusTitipan
from opensiks.synth.simulasi.dinas import name_kirim
from opensiks.synth.simulasi.dunia import Desa, Dunia, Kiriman
from opensiks.synth.simulasi.gangguan import Gangguan as G
from opensiks.synth.simulasi.gangguan import cut, flip, rename, rewrite_baris
from opensiks.synth.simulasi.kerja import Isi, Layar, write_ubahan
from opensiks.synth.simulasi.kunci import get_pemulihan
from opensiks.synth.simulasi.laptop import MATI, Laptop, Salinan
from opensiks.synth.simulasi.meja import enrol, give_lembar

# Images of laptops that one village may have seen in all; copies of copies would never end.
MAKS_LAPTOP = 6


def start_desa(dunia: Dunia, desa: Desa) -> None:
    """Its first laptop, and the second one where an operator has two."""
    desa.diam = dunia.happens(G.DIAM, 0.3)
    add_laptop(dunia, desa)
    if dunia.happens(G.DUA_LAPTOP, 0.5):
        add_laptop(dunia, desa)


def add_laptop(dunia: Dunia, desa: Desa) -> Laptop:
    nomor = sum(len(d.laptop) for d in dunia.desa) + 1
    laptop = Laptop(
        dunia.jembatan, f"s{dunia.seed}-{nomor}", desa.kode, dunia.desa.index(desa) + 1, dunia.jam
    )
    laptop.start()
    desa.laptop.append(laptop)
    enrol(dunia, laptop)
    give_lembar(dunia, laptop)
    dunia.cerita.tell(desa.kode, f"laptop {nomor} didaftarkan dan memuat lembar kerja")
    return laptop


def live_hari(dunia: Dunia, desa: Desa) -> None:
    """One day of one village."""
    rng = dunia.rng
    for laptop in list(desa.hidup):
        _break_laptop(dunia, desa, laptop)
    for laptop in desa.hidup:
        if dunia.happens(G.JAM, 0.2):
            laptop.geser = rng.choice((-3 * 525_600, -60, 0, 60, 525_600))
            dunia.cerita.tell(desa.kode, "jam laptop berubah")
        if laptop.layar is not None and dunia.happens(G.LUPA_PIN, 0.05):
            laptop.forget_pin(get_pemulihan(desa.kode)[0])
            dunia.cerita.tell(desa.kode, "PIN dilupakan; dibuka dengan kunci pemulihan")
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            work(dunia, desa, laptop)
        _load_tanda(dunia, desa, laptop)
        if not desa.diam and rng.random() < 0.35:
            send(dunia, desa, laptop)
        if rng.random() < 0.1:
            give_lembar(dunia, laptop)


def work(dunia: Dunia, desa: Desa, laptop: Laptop) -> None:
    rng, layar = dunia.rng, laptop.layar
    if layar is None:
        return
    dunia.jam.pass_menit(3)
    if dunia.happens(G.DESA_LAIN, 0.1):
        layar = _foreign(dunia, desa, layar)
    baru = write_ubahan(layar, rng, dunia.jam.kini)
    if baru is None:
        return
    assert laptop.layar is not None
    laptop.layar.foto = list(layar.foto)
    if dunia.happens(G.NOMOR_LAIN, 0.1):
        _steal_nomor(dunia, desa, laptop, baru)
    mati = rng.choice(MATI) if dunia.happens(G.MATI, 0.1) else ""
    u = laptop.write(baru, mati)
    if u is None:
        dunia.cerita.tell(desa.kode, f"laptop mati {mati} ketika mencatat {baru['jenis']}")
    else:
        dunia.cerita.tell(desa.kode, f"tampak tersimpan: {u['n']} {u['jenis']}")


def _foreign(dunia: Dunia, desa: Desa, layar: Layar) -> Layar:
    """The screen of an operator who writes about a neighbour's families."""
    lain = [d for d in dunia.desa if d is not desa]
    if not lain:
        return layar
    sasaran = dunia.rng.choice(lain)
    keluarga = [k for p in sasaran.laptop if p.layar for k in p.layar.list_keluarga()]
    return Layar(desa.kode, {"keluarga": keluarga}, layar.tampak, layar.urut) if keluarga else layar


def _steal_nomor(dunia: Dunia, desa: Desa, laptop: Laptop, baru: Isi) -> None:
    """Gives the line an id that another village used."""
    curi = [id_ for d in dunia.desa if d is not desa for p in d.laptop for id_ in p.tampak]
    if curi:
        baru["id"] = dunia.rng.choice(curi)


def send(dunia: Dunia, desa: Desa, laptop: Laptop) -> Salinan | None:
    """A package is made and handed to whoever goes to town."""
    rng = dunia.rng
    foto = not dunia.happens(G.TANPA_FOTO, 0.5)
    mati = rng.choice(MATI) if dunia.happens(G.MATI, 0.15) else ""
    zirah = rng.random() < 0.5
    salinan = laptop.make_paket(foto=foto, zirah=zirah, mati=mati)
    if salinan is None:
        dunia.cerita.tell(
            desa.kode, f"tidak ada paket: {f'laptop mati {mati}' if mati else 'tidak ada yang dikirim'}"
        )
        return None
    dunia.dibuat += 1
    dunia.cerita.tell(desa.kode, f"paket {salinan.urutan} dibuat, {len(salinan.daftar)} ubahan")
    carry(dunia, desa.kode, salinan.isi, salinan.nama)
    return salinan


def carry(dunia: Dunia, desa: str, isi: bytes, nama: str) -> None:
    """On the way, with all that may happen there."""
    rng = dunia.rng
    if dunia.happens(G.HILANG, 0.3):
        dunia.cerita.tell(desa, "berkas hilang di jalan")
        return
    hari = dunia.cerita.hari + (rng.randrange(1, 9) if dunia.happens(G.TERLAMBAT, 0.4) else rng.randrange(2))
    for _ in range(2 if dunia.happens(G.KEMBAR, 0.3) else 1):
        tiba = isi
        if dunia.happens(G.NAMA, 0.3):
            nama = rename(nama, rng)
        if dunia.happens(G.CRLF, 0.3):
            tiba = rewrite_baris(tiba)
        # Sizes differ a little from run to run; a generator of its own keeps the story the same.
        letak = Random(rng.getrandbits(32))
        if dunia.happens(G.TERPOTONG, 0.15):
            tiba = cut(tiba, letak)
        if dunia.happens(G.BIT, 0.15):
            tiba = flip(tiba, letak) if tiba else tiba
        dunia.kiriman.append(Kiriman(hari, tiba, nama, desa))


def _load_tanda(dunia: Dunia, desa: Desa, laptop: Laptop) -> None:
    """Receipts that came back; a stick holds those of all laptops of the village."""
    if not desa.tanda or dunia.rng.random() < 0.4:
        return
    for hari, kid, isi in list(desa.tanda):
        if hari <= dunia.cerita.hari and kid == laptop.kid:
            desa.tanda.remove((hari, kid, isi))
            diterima = laptop.load_tanda(isi)
            dunia.cerita.tell(
                desa.kode, "tanda terima dimuat" if diterima else "tanda terima ditolak lembar kerja"
            )


def load_semua(dunia: Dunia) -> None:
    """The receipts that still say something new to somebody who has a laptop; the newest file first."""
    s = dunia.dinas.simpanan
    for desa in dunia.desa:
        desa.tanda.clear()
        for laptop in desa.hidup:
            kirim = laptop.get_kirim() if laptop.layar else {}
            for t in reversed(s.titipan.values()):
                if t.kid != laptop.kid or t.status is not StatusTitipan.DINILAI:
                    continue
                beda = [i for i in t.daftar if i in kirim and kirim[i] != name_kirim(s.baris[t.kid, i].vonis)]
                if beda and laptop.load_tanda(dunia.dinas.make_tanda_terima(t, dunia.jam.kini)):
                    kirim = laptop.get_kirim()


def _break_laptop(dunia: Dunia, desa: Desa, laptop: Laptop) -> None:
    """The image copied to another machine, an old image put back, or the laptop gone for good."""
    if laptop.layar is None or not laptop.hidup:
        return
    cukup = len(desa.laptop) >= MAKS_LAPTOP
    if not cukup and dunia.happens(G.KLON, 0.04):
        klon = copy_laptop(dunia, desa, laptop)
        dunia.cerita.tell(desa.kode, f"isi laptop disalin ke laptop lain ({klon.nama})")
    elif not cukup and dunia.happens(G.CADANGAN, 0.04):
        klon = copy_laptop(dunia, desa, laptop)
        klon.hidup = False
        dunia.cadangan_laptop.append((dunia.cerita.hari + dunia.rng.randrange(2, 6), laptop.nama, klon.nama))
    elif not cukup and dunia.happens(G.GANTI, 0.04):
        replace_laptop(dunia, desa, laptop)
    for hari, asal, klon_nama in list(dunia.cadangan_laptop):
        if hari <= dunia.cerita.hari and asal == laptop.nama and laptop.hidup:
            dunia.cadangan_laptop.remove((hari, asal, klon_nama))
            restore_laptop(dunia, desa, laptop, next(p for p in desa.laptop if p.nama == klon_nama))


def copy_laptop(dunia: Dunia, desa: Desa, laptop: Laptop) -> Laptop:
    nomor = sum(len(d.laptop) for d in dunia.desa) + 1
    klon = laptop.clone(f"s{dunia.seed}-{nomor}")
    desa.laptop.append(klon)
    return klon


def restore_laptop(dunia: Dunia, desa: Desa, laptop: Laptop, lama: Laptop) -> None:
    """An old image replaces the laptop: what came after it is gone from there, and whoever did it knows."""
    mark_hilang(dunia, desa, laptop)
    laptop.hidup, lama.hidup = False, True
    dunia.cerita.tell(desa.kode, "laptop dikembalikan ke salinan lama")


def replace_laptop(dunia: Dunia, desa: Desa, laptop: Laptop) -> None:
    """A laptop is gone. A new one is enrolled and gets back what stands in the last package on the stick."""
    mark_hilang(dunia, desa, laptop)
    laptop.hidup = False
    baru = add_laptop(dunia, desa)
    for salinan in laptop.stik:
        baru.recover(salinan.isi, get_pemulihan(desa.kode)[0], laptop.buku)
    dunia.cerita.tell(desa.kode, f"laptop hilang; laptop baru memulihkan {len(baru.tampak)} ubahan")


def mark_hilang(dunia: Dunia, desa: Desa, laptop: Laptop) -> None:
    """Lines that existed on this machine only: no program brings them back, so the screen had to say so."""
    keluar = {id_ for s in desa.stik for id_ in s.daftar}
    lain = {id_ for p in desa.hidup if p is not laptop for id_ in p.tampak}
    dunia.hanya_laptop |= {id_ for id_ in laptop.tampak if id_ not in keluar and id_ not in lain}
