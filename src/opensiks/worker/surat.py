"""The letter that carries notices to one person: counts and places, one link back, never a citizen's name or NIK."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage

from opensiks.infra.clock import local, singkatan
from opensiks.kabar.queries import Kabar, Penerima
from opensiks.rules.kabar import last_day
from opensiks.rules.kalimat_kabar import tulis_kabar
from opensiks.rules.temuan import tanggal_panjang
from opensiks.wilayah.queries import get_nama


def send_surat(penerima: Penerima, daftar: Sequence[Kabar]) -> None:
    """Send it now; what the mail server refuses is raised, so that the job tries again."""
    compose_surat(penerima, daftar).send()


def compose_surat(penerima: Penerima, daftar: Sequence[Kabar]) -> EmailMessage:
    """One letter for all of `daftar`. Its Message-ID follows from what it says: a copy is known as a copy."""
    nama = get_nama({k.kode_wilayah for k in daftar})
    bagian = [_write(k, nama.get(k.kode_wilayah, "Indonesia")) for k in daftar]
    butuh = sum(tulis_kabar(k.perihal, k.data).butuh for k in daftar)
    judul = f"OpenSIKS: {len(daftar)} kabar" + (f", {butuh} perlu dikerjakan" if butuh else "")
    badan = "\n\n".join(
        [
            f"Kepada {penerima.akun.nama},",
            *bagian,
            f"Baca dan kerjakan di {settings.OPENSIKS_ALAMAT}/kabar/",
            f"Surat ini dikirim sistem. Atur atau hentikan di {settings.OPENSIKS_ALAMAT}/akun/",
        ]
    )
    sidik = sha256(f"{penerima.akun.pk}:{','.join(str(k.pk) for k in daftar)}".encode()).hexdigest()[:32]
    rumah = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(judul, badan, to=[penerima.akun.email], headers={"Message-ID": f"<{sidik}@{rumah}>"})


def _write(k: Kabar, nama: str) -> str:
    """What happened, why, what next, by whom, until when. The free text of an officer stays in the program."""
    kata = tulis_kabar(k.perihal, k.data)
    baris = [f"* {nama}: {kata.apa}", f"  Sebab: {kata.sebab} (aturan {kata.aturan})"]
    if kata.langkah:
        baris.append(f"  Langkah: {kata.langkah} Dikerjakan: {kata.oleh}.")
    if k.sampai is not None:
        sampai = last_day(local(k.sampai, k.kode_wilayah))
        baris.append(f"  Paling lambat {tanggal_panjang(sampai)}, tengah malam {singkatan(k.kode_wilayah)}.")
    return "\n".join(baris)
