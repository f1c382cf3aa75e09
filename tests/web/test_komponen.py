"""The tag library: what each component promises about meaning, reach and secrecy."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from opensiks.web.bentuk import TAHAP, WARNA, WARNA_BENTUK
from opensiks.web.fields import Formulir, TanggalField
from opensiks.web.templatetags.siks import register

NIK = "1804124508855003"


def draw(tag: str, **context: Any) -> str:
    return Template("{% load siks %}" + tag).render(
        Context({"request": RequestFactory().get("/?rt=3"), **context})
    )


def test_samar_hides_the_middle_and_speaks_the_end():
    isi = draw("{{ nik|samar }}", nik=NIK)
    assert "180412••••••5003" in isi
    assert "NIK berakhiran 5 0 0 3" in isi
    assert NIK not in isi
    assert "450885" not in isi


def test_samar_names_what_it_masks_and_says_when_there_is_none():
    assert "No. KK berakhiran 5 0 0 3" in draw('{{ nik|samar:"No. KK" }}', nik=NIK)
    assert "Belum ada" in draw("{{ nik|samar }}", nik="")


@pytest.mark.parametrize("bentuk", WARNA_BENTUK)
def test_every_status_has_shape_and_word(bentuk: str):
    isi = draw("{% tag_status bentuk 'Kata' %}", bentuk=bentuk)
    assert f"ikon.svg#{bentuk}" in isi
    assert "Kata" in isi
    assert 'aria-hidden="true"' in isi
    assert WARNA_BENTUK[bentuk] in WARNA


def test_text_from_people_is_escaped():
    for tag in (
        '{% tag_status "beku" x %}',
        "{% tombol x url=x %}",
        "{% tombol x mati=x %}",
        "{% kartu x %}{{ x }}{% endkartu %}",
        '{% temuan x tingkat="B" %}{{ x }}{% endtemuan %}',
        "{% kosong x isi=x %}",
        '{% kotak_pekon "SELESAI" nama=x url="/" rinci=x %}',
        "{% aksi x mati=x %}",
        "{% tombol x hx_post=x %}",
    ):
        assert "<script" not in draw(tag, x='<script>"')


def test_tombol_is_a_link_with_url_and_a_submit_without():
    assert draw("{% tombol 'Cetak' url='/c/' %}").startswith('<a href="/c/"')
    isi = draw("{% tombol 'Simpan' rupa='utama' kunci='S' hx_post='/s/' disabled=False %}")
    assert isi.startswith("<button")
    assert 'type="submit"' in isi
    assert 'hx-post="/s/"' in isi
    assert 'aria-keyshortcuts="S"' in isi
    assert "disabled" not in isi


def test_closed_door_stays_visible_with_its_reason():
    isi = draw("{% tombol 'Tandai TETAP' mati='isi dulu nama ibu.' hx_post='/s/' %}")
    assert 'aria-disabled="true"' in isi
    assert "Belum bisa: isi dulu nama ibu." in isi
    assert "aria-describedby" in isi
    assert "hx-post" not in isi
    assert 'type="submit"' not in isi


def test_keputusan_tells_its_outcome_and_is_never_filled():
    isi = draw(
        "{% tombol_keputusan 'Tolak' akibat='PKH tetap' ikon='tutup' kunci='2' name='hasil' value='TOLAK' %}"
    )
    assert "PKH tetap" in isi
    assert 'value="TOLAK"' in isi
    assert "utama" not in isi
    assert "autofocus" not in isi


def test_bilah_uses_attributes_not_inline_style():
    isi = draw("{% bilah_maju 171 253 genting=31 genting_kata='31 akan beku' %}")
    assert "style=" not in isi
    assert 'width="67.59%"' in isi
    assert "68\u00a0% selesai" in isi
    assert "171 dari 253 selesai, 31 genting" in isi


def test_bilah_of_nothing_does_not_divide_by_zero():
    assert 'width="0.00%"' in draw("{% bilah_maju 0 0 %}")


def test_parts_of_a_bar_fill_it():
    daftar = [{"jumlah": 1, "kata": "a", "warna": "hijau"}, {"jumlah": 3, "kata": "b", "warna": "merah"}]
    isi = draw("{% bilah_bagian daftar nama='Berkas' %}", daftar=daftar)
    assert 'x="25.00%" width="75.00%"' in isi
    assert 'aria-label="Berkas: a 1, b 3"' in isi


def test_sorted_column_says_so_and_keeps_the_address():
    isi = draw("{% th_urut 'Nama' 'nama' bawaan='nama' %}")
    assert 'aria-sort="ascending"' in isi
    assert 'href="?rt=3&amp;urut=-nama"' in isi
    assert "aria-sort" not in draw("{% th_urut 'Orang' 'orang' bawaan='nama' %}")


def test_deadline_is_shown_inclusive_and_late_is_said():
    from datetime import UTC, datetime

    batas = datetime(2026, 10, 31, 17, tzinfo=UTC)
    assert "23.59 WIB" in draw("{% hari_lagi 12 batas=b %}", b=batas)
    assert "Sabtu 31 Oktober 2026" in draw("{% hari_lagi 12 batas=b %}", b=batas)
    assert "jam lagi" in draw("{% hari_lagi 0 batas=b jam=5 %}", b=batas)
    assert "Batas hari ini" in draw("{% hari_lagi 0 batas=b %}", b=batas)
    assert "hari lewat batas" in draw("{% hari_lagi -2 batas=b %}", b=batas)


def test_nik_terbaca_never_shows_the_middle():
    isi = draw("{% nik_terbaca nik wilayah='Kebun Tebu' lahir=None jenis_kelamin='P' %}", nik=NIK)
    assert "450885" not in isi
    assert "enam angka disamarkan" in isi


@pytest.mark.parametrize("status", TAHAP)
def test_every_stage_of_a_village_has_a_tile(status: str):
    isi = draw("{% kotak_pekon s nama='Suka Rami' url='/x/' %}", s=status)
    assert f'aria-label="Suka Rami, {TAHAP[status][2]}"' in isi


def test_table_has_caption_and_scoped_heads():
    isi = draw("{% tabel 'Per RT' k b angka='2' %}", k=["RT", "Orang"], b=[["RT 1", 1204]])
    assert "<caption" in isi
    assert '<th scope="col" class="n">Orang</th>' in isi
    assert '<th scope="row">RT 1</th>' in isi
    assert '<td class="n">1.204</td>' in isi


class Contoh(Formulir):
    from django import forms

    nama_ibu = forms.CharField(label="Nama ibu kandung", help_text="Lihat di KK.")
    jk = forms.ChoiceField(label="Jenis kelamin", choices=[("L", "Laki-laki")], widget=forms.RadioSelect)
    lahir = TanggalField(label="Tanggal lahir")
    ya = forms.BooleanField(label="RT sudah memeriksa", required=False)


def test_field_has_label_hint_and_error_tied_to_it():
    isi = draw("{% isian f.nama_ibu %}", f=Contoh({}))
    assert '<label for="id_nama_ibu">' in isi
    assert 'aria-describedby="id_nama_ibu-hint id_nama_ibu-galat"' in isi
    assert 'aria-invalid="true"' in isi
    assert "Isi nama ibu kandung." in isi
    assert " required" not in isi


def test_group_of_choices_is_a_fieldset():
    isi = draw("{% isian f.jk %}{% isian f.lahir %}{% isian f.ya %}", f=Contoh())
    assert isi.count("<fieldset") == 2
    assert "<legend>Jenis kelamin" in isi
    assert 'type="radio"' in isi
    assert 'aria-label="Bulan"' in isi
    assert isi.count('name="ya"') == 1


def test_field_that_saves_itself_waits_600_ms_and_has_a_state_line():
    isi = draw("{% isian f.nama_ibu simpan='/x/' %}", f=Contoh())
    assert 'hx-trigger="input changed delay:600ms, change"' in isi
    assert "data-keadaan" in isi


def test_error_summary_links_to_the_first_part_of_each_field():
    isi = draw("{% ringkasan_galat f %}", f=Contoh({}))
    assert 'href="#id_nama_ibu"' in isi
    assert 'href="#id_jk_0"' in isi
    assert 'href="#id_lahir_0"' in isi
    assert "Pilih jenis kelamin." in isi
    assert draw("{% ringkasan_galat f %}", f=Contoh()).strip() == ""


@pytest.mark.parametrize(
    ("hari", "bulan", "tahun", "galat"),
    [
        ("31", "2", "1985", "Tanggal 31 Februari 1985 tidak ada."),
        ("8", "5", "85", "Tahun ditulis empat angka, misalnya 1985."),
        ("x", "5", "1985", "Hari dan tahun ditulis dengan angka."),
        ("", "5", "1985", "Isi hari, bulan, dan tahun."),
    ],
)
def test_date_in_three_parts_says_what_is_wrong(hari: str, bulan: str, tahun: str, galat: str):
    formulir = Contoh({"lahir_0": hari, "lahir_1": bulan, "lahir_2": tahun})
    assert formulir.errors["lahir"] == [galat]


def test_date_in_three_parts_gives_a_date():
    from datetime import date

    formulir = Contoh({"nama_ibu": "Siti", "jk": "L", "lahir_0": "8", "lahir_1": "5", "lahir_2": "1985"})
    assert formulir.is_valid(), formulir.errors
    assert formulir.cleaned_data["lahir"] == date(1985, 5, 8)
    assert 'value="8"' in draw("{% isian f.lahir %}", f=Contoh(initial={"lahir": date(1985, 5, 8)}))


def test_library_is_one_load():
    for nama in ("isian", "kartu", "kotak_pekon", "tag_status"):
        assert nama in register.tags
