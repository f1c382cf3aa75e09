"""How long the server takes for every page of the demo, and how many queries: script/bench halaman [--home HOME].

Pages are found by following links as every role. Times are the server's own (Server-Timing), warm, one reader at once:
true only on a machine that does nothing else. Exit 1 when a page's median is above the limit.
"""

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

import django

from opensiks.infra import home as rumah


def main() -> int:
    p = argparse.ArgumentParser(prog="script/bench halaman")
    p.add_argument("--home", type=Path, default=rumah.home())
    p.add_argument("--kali", type=int, default=5, help="berapa kali tiap halaman dibuka")
    p.add_argument("--batas", type=float, default=100, help="batas median tiap halaman, milidetik")
    p.add_argument("--hanya", default="", help="awal nama peran, dipisah koma")
    pilihan = p.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "opensiks.config.settings.dev",
        "OPENSIKS_HOME": str(pilihan.home),
    }
    django.setup()
    from tests.layar import dunia
    from tests.layar.jelajah import WAKTU, Penjelajah, petakan

    dunia.mainkan(pilihan.home)
    hasil: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
    with dunia.layani(pilihan.home) as dasar:
        peserta = [
            p for p in dunia.list_peserta(pilihan.home) if p.nama.startswith(tuple(pilihan.hanya.split(",")))
        ]
        print(f"mencari semua halaman untuk {len(peserta)} peserta …", file=sys.stderr, flush=True)
        peta = petakan(dasar, peserta)
        pembuka = {s: Penjelajah(dasar, s) for s in peserta}
        for h in peta.halaman:
            lama, kueri = [], 0
            for _ in range(pilihan.kali):
                waktu = {
                    n: (float(ms), k) for n, ms, k in WAKTU.findall(pembuka[h.peserta].buka(h.alamat).waktu)
                }
                lama.append(waktu["total"][0])
                kueri = int(waktu["db"][1])
            hasil[h.rute].append((median(lama), kueri, f"{h.peserta.nama} {h.alamat}"))
    print(f"{'halaman':<26}{'n':>4}{'median ms':>11}{'terlama ms':>12}{'kueri maks':>12}  terlama")
    for rute, baris in sorted(hasil.items(), key=lambda r: -max(r[1])[0]):
        paling = max(baris)
        print(
            f"{rute:<26}{len(baris):>4}{median(b[0] for b in baris):>11.1f}{paling[0]:>12.1f}"
            f"{max(b[1] for b in baris):>12}  {paling[2]}"
        )
    lambat = [b for baris in hasil.values() for b in baris if b[0] > pilihan.batas]
    for waktu_ms, kueri, di in sorted(lambat, reverse=True):
        print(f"di atas batas: {waktu_ms:7.1f} ms {kueri:>3} kueri  {di}")
    print(f"\n{sum(map(len, hasil.values()))} halaman, {len(lambat)} di atas {pilihan.batas:.0f} ms")
    return 1 if lambat else 0


if __name__ == "__main__":
    sys.exit(main())
