"""Every write between the village's last word and the centre's answer; each lives in the file of its noun."""

from opensiks.pengesahan.batch import export_batch as export_batch
from opensiks.pengesahan.batch import export_berkas as export_berkas
from opensiks.pengesahan.batch import forward_batch as forward_batch
from opensiks.pengesahan.batch import get_berkas as get_berkas
from opensiks.pengesahan.hasil import HasilImpor as HasilImpor
from opensiks.pengesahan.hasil import check_berkas as check_berkas
from opensiks.pengesahan.hasil import import_hasil as import_hasil
from opensiks.pengesahan.kab import HasilSaring as HasilSaring
from opensiks.pengesahan.kab import check_saring as check_saring
from opensiks.pengesahan.kab import return_desa as return_desa
from opensiks.pengesahan.kab import return_usulan as return_usulan
from opensiks.pengesahan.kab import screen_layak as screen_layak
from opensiks.pengesahan.kab import screen_usulan as screen_usulan
from opensiks.pengesahan.kertas import print_berita_acara_kab as print_berita_acara_kab
from opensiks.pengesahan.kertas import print_tanda_terima as print_tanda_terima
from opensiks.pengesahan.putusan import judge_batch as judge_batch
from opensiks.pengesahan.serah import finalise_desa as finalise_desa
from opensiks.pengesahan.serah import hand_over_desa as hand_over_desa
from opensiks.pengesahan.serah import receive_desa as receive_desa
from opensiks.pengesahan.serah import reopen_desa as reopen_desa
from opensiks.pengesahan.surat import Surat as Surat
from opensiks.pengesahan.surat import compose_surat as compose_surat
from opensiks.pengesahan.surat import draft_pengesahan as draft_pengesahan
from opensiks.pengesahan.surat import get_pdf as get_pdf
from opensiks.pengesahan.surat import sign_pengesahan as sign_pengesahan
from opensiks.pengesahan.surat import verify_pengesahan as verify_pengesahan
