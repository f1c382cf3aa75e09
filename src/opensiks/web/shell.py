"""What every page knows about its reader and place: the top bar and the tabs. Filled by web.context.shell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """One tab. `kunci` is the letter after g. On a phone the tabs with `di_bawah` form the bottom bar (at most 4)."""

    kata: str
    url: str
    kunci: str = ""
    jumlah: int | None = None
    aktif: bool = False
    di_bawah: bool = False
    kata_pendek: str = ""


@dataclass(frozen=True)
class Halaman:
    """The shell of one page for one signed-in reader; templates see it as `halaman`."""

    wilayah: str
    wilayah_induk: str
    nama: str
    peran: str
    daftar_tab: tuple[Tab, ...] = ()
    info: str = ""
    bantuan_url: str = "/bantuan/"
    akun_url: str = "/akun/"
    keluar_url: str = "/keluar/"
    # Notices not read yet.
    kabar: int | None = None
    kabar_url: str = "/kabar/"
    # WCAG 2.1.4: single letters can be switched off in Pengaturan.
    tombol_huruf: bool = True

    @property
    def ada_tab_kabar(self) -> bool:
        """Whether a tab already carries the number of new notices."""
        return any(tab.url == self.kabar_url for tab in self.daftar_tab)

    @property
    def daftar_tab_bawah(self) -> tuple[Tab, ...]:
        return tuple(tab for tab in self.daftar_tab if tab.di_bawah)[:4]
