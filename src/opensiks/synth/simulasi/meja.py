"""The desk's day: files taken in and judged, receipts sent back, corrections of its own, people's decisions."""

from datetime import timedelta

from opensiks.rules.paket import StatusTitipan
from opensiks.rules.registri import StatusKeluarga
from opensiks.rules.ubahan import PilihanBentrok, Vonis
from opensiks.rules.verval import HasilVerval
from opensiks.synth.simulasi.dinas import Titipan
from opensiks.synth.simulasi.dunia import Dunia, Kiriman
from opensiks.synth.simulasi.gangguan import Gangguan as G
from opensiks.synth.simulasi.gudang import Akibat, make_nik
from opensiks.synth.simulasi.kunci import Perangkat, certify
from opensiks.synth.simulasi.laptop import Laptop
from opensiks.synth.simulasi.penilai import judge_semua, judge_titipan, settle
from opensiks.synth.simulasi.serangan import forge_tanda, take_asing
from opensiks.synth.simulasi.turun import make_turun
from opensiks.synth.simulasi.waktu import write_saat


def enrol(dunia: Dunia, laptop: Laptop) -> None:
    """Six words were compared; the certificate holds for this village and this period."""
    dinas, kini = dunia.dinas, dunia.jam.kini
    p = Perangkat(
        kid=laptop.kid,
        jwk=laptop.jwk,
        umum=laptop.umum,
        desa=laptop.desa,
        nama=f"operator-{laptop.akun}",
        akun=laptop.akun,
        mulai=kini,
        sampai=dinas.masa.tenggat_kab + timedelta(days=30),
    )
    p.sertifikat = certify(p, dinas.masa.kode, dinas.kunci.registrar)
    dinas.simpanan.perangkat[p.kid] = p
    dunia.terdaftar[p.kid] = p
    dinas.record("perangkat.enrolled", "perangkat", kini)


def give_lembar(dunia: Dunia, laptop: Laptop) -> None:
    """A new worksheet for a device that the server knows."""
    dinas, s = dunia.dinas, dunia.dinas.simpanan
    p = s.perangkat.get(laptop.kid)
    if p is None or p.dicabut_at is not None:
        return
    s.turun_ke += 1
    berkas, lembar = make_turun(
        s.gudang, dinas.kunci, p, dinas.masa, dinas.list_pencabutan(), s.turun_ke, dunia.jam.kini
    )
    laptop.load_lembar(berkas, lembar)


def live_meja(dunia: Dunia) -> None:
    """One day at the desk, after the morning's post."""
    rng, s = dunia.rng, dunia.dinas.simpanan
    if dunia.happens(G.JAM_SERVER, 0.1):
        dunia.jam.pass_menit(60)
    if dunia.happens(G.DINAS, 0.4):
        correct(dunia)
    for k in _take_kiriman(dunia):
        take(dunia, k)
    if dunia.happens(G.KANTOR_LAIN, 0.1):
        take_asing(dunia)
    belum = [t for t in s.titipan.values() if t.status is StatusTitipan.DITITIP]
    for t in belum:
        if rng.random() < 0.8:
            judge(dunia, t)
    judge_semua(dunia.dinas, dunia.jam.kini)
    decide_orang(dunia)
    if dunia.happens(G.CABUT, 0.04):
        revoke(dunia, rng.choice(list(s.perangkat.values())))


def _take_kiriman(dunia: Dunia) -> list[Kiriman]:
    tiba = [k for k in dunia.kiriman if k.hari <= dunia.cerita.hari]
    dunia.kiriman = [k for k in dunia.kiriman if k.hari > dunia.cerita.hari]
    dunia.rng.shuffle(tiba)
    return tiba


def take(dunia: Dunia, k: Kiriman) -> Titipan:
    """A file over the counter; its bringer gets a number whatever it is."""
    dunia.jam.pass_menit(1)
    dunia.dititip += 1
    t = dunia.dinas.deposit(k.isi, dunia.jam.kini)
    dunia.ditandai[t.sha256] = k.isi
    dunia.cerita.tell(k.desa, f"titipan {t.nomor} diterima meja")
    return t


def judge(dunia: Dunia, t: Titipan) -> None:
    """Judged, and the receipt put on the way to the village; sometimes a forged one goes along."""
    judge_titipan(dunia.dinas, t, dunia.jam.kini)
    dunia.cerita.tell(t.desa, f"titipan {t.nomor} {t.status} {t.kode}")
    if t.status is not StatusTitipan.DINILAI:
        return
    if dunia.happens(G.PALSU, 0.3):
        post(dunia, t, forge_tanda(dunia.dinas, t, dunia.jam.kini))
    if not dunia.happens(G.HILANG, 0.3):
        post(dunia, t, dunia.dinas.make_tanda_terima(t, dunia.jam.kini))


def post(dunia: Dunia, t: Titipan, tanda: bytes) -> None:
    desa = next(d for d in dunia.desa if d.kode == t.desa)
    desa.tanda.append((dunia.cerita.hari + dunia.rng.randrange(3), t.kid, tanda))


def correct(dunia: Dunia) -> None:
    """The Dinas mends what it knows better: an address, a NIK, a family's standing, a verdict of its own."""
    rng, kini, gudang = dunia.rng, dunia.jam.kini, dunia.dinas.simpanan.gudang
    r = rng.choice(list(gudang.rumah.values()))
    o = rng.choice(r.anggota)
    macam = rng.choice(("alamat", "nik", "nama", "status", "verval"))
    if macam in ("nik", "nama"):
        lama = getattr(o, macam)
        baru = (
            make_nik(r.desa, kini.date().replace(year=1975), rng.randrange(4_999))
            if macam == "nik"
            else f"{lama} D"
        )
        setattr(o, macam, baru)
        o.versi += 1
        pokok = o.id
    elif macam == "verval":
        lama, baru = r.verval and r.verval["hasil"], HasilVerval.TETAP.value
        r.verval, r.asal, pokok = (
            {"hasil": baru, "pada": write_saat(kini), "oleh": "Dinas"},
            ("", "", 0),
            r.id,
        )
    else:
        lama = getattr(r, macam)
        aktif = StatusKeluarga.AKTIF.value
        tidur = StatusKeluarga.NONAKTIF.value if lama == aktif else aktif
        baru = f"JALAN DINAS {rng.randrange(50)}" if macam == "alamat" else tidur
        setattr(r, macam, baru)
        r.versi += 1
        pokok = r.id
    gudang.akibat.append(Akibat("", "", macam, pokok, r.desa, {macam: lama}, {macam: baru}, kini))
    dunia.dinas.record("keluarga.revised", pokok, kini)
    dunia.cerita.tell(r.desa, f"Dinas membetulkan {macam}")


def decide_orang(dunia: Dunia) -> None:
    """A person looks at what is held: conflicts are settled, packages of doubtful origin let in or left."""
    rng, s, kini = dunia.rng, dunia.dinas.simpanan, dunia.jam.kini
    for b in [b for b in s.baris.values() if b.vonis is Vonis.DITAHAN]:
        if rng.random() < 0.2:
            settle(dunia.dinas, b, rng.choice(list(PilihanBentrok)), kini)
            dunia.cerita.tell(b.desa, f"bentrok ubahan {b.ubahan.n} diputuskan: {b.pilihan}")
    for t in [t for t in s.titipan.values() if t.status is StatusTitipan.DITAHAN and not t.dilepas]:
        if rng.random() < 0.1 and t.kid in s.perangkat:
            # Whoever lets a package in has found out which laptop is the right one: the device goes on with it.
            t.dilepas, s.perangkat[t.kid].cabang = True, False
            dunia.dilepas.add(t.sha256)
            dunia.cerita.tell(t.desa, f"titipan {t.nomor} dilepas petugas")
            judge(dunia, t)


def enrol_lagi(dunia: Dunia) -> None:
    """Devices that the restored server does not know are let in again, and what they brought is judged."""
    s = dunia.dinas.simpanan
    for desa in dunia.desa:
        for laptop in desa.laptop:
            if laptop.kid not in s.perangkat and laptop.kid not in dunia.dicabut:
                s.perangkat[laptop.kid] = dunia.terdaftar[laptop.kid]
    for t in s.titipan.values():
        if t.status is StatusTitipan.DITAHAN and t.kode == "KUNCI" and t.kid in s.perangkat:
            judge(dunia, t)


def revoke(dunia: Dunia, p: Perangkat) -> None:
    """A device is reported lost. What it deposits from now on waits for a person."""
    dunia.jam.pass_menit(1)
    p.dicabut_at = p.dicabut_at or dunia.jam.kini
    dunia.dicabut.setdefault(p.kid, p.dicabut_at)
    dunia.dinas.record("perangkat.revoked", "perangkat", dunia.jam.kini)
    dunia.cerita.tell(p.desa, "perangkat dicabut")


def backup(dunia: Dunia) -> None:
    dunia.cadangan = dunia.dinas.save_cadangan()


def restore(dunia: Dunia) -> None:
    """The server comes back as it was last night; the Dinas asks every village for its copies again."""
    if dunia.cadangan is None:
        return
    dinas, kini = dunia.dinas, dunia.jam.kini
    dinas.restore(dunia.cadangan, kini)
    dunia.dipulihkan += 1
    # Files of that day are gone with the disk; what villages hold of them is asked for in calm_down.
    dunia.ditandai = {k: v for k, v in dunia.ditandai.items() if k in dinas.simpanan.titipan}
    for p in dunia.terdaftar.values():
        if p.kid in dunia.dicabut and p.kid in dinas.simpanan.perangkat:
            dinas.simpanan.perangkat[p.kid].dicabut_at = dunia.dicabut[p.kid]
    dunia.cerita.tell("", "server dipulihkan dari cadangan malam sebelumnya; semua desa diminta titip ulang")
