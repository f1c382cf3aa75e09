"""Every write says by whom and when, and leaves its event (R94)."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from opensiks.infra.scope import scope_nasional
from opensiks.jejak import services as jejak
from opensiks.jejak.models import Jejak
from opensiks.jejak.mutation import MUTATIONS, JejakHilang, mutation
from opensiks.jejak.queries import list_jejak, verify_rantai
from opensiks.rules.aktor import Actor, sistem
from opensiks.rules.jejak import LAMPAU, PERISTIWA
from opensiks.rules.rule import AksiDitolak
from tests.contracts.pohon import SRC, list_layanan, load_semua

AT = datetime(2021, 7, 1, tzinfo=UTC)
KODE = "18.04.01.2001"
# The trail itself is below: it is what the others record with.
APPS = [n for n in settings.NOUNS if n != "jejak" and (SRC / n).is_dir()]
# A statement that changes rows, whichever way it is written. Temporary tables are the work bench of reads, too.
_MENULIS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "copy_into"}
_SQL_MENULIS = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")


def list_fungsi() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Public functions of all modules of the apps, each once, by dotted name."""
    for app in APPS:
        for berkas in sorted((SRC / app).glob("*.py")):
            modul = import_module(f"opensiks.{app}.{berkas.stem}")
            for nama, benda in sorted(vars(modul).items()):
                if inspect.isfunction(benda) and benda.__module__ == modul.__name__ and nama[0] != "_":
                    yield f"{modul.__name__}.{nama}", benda


def tree_of(fungsi: Callable[..., Any]) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(fungsi))))


def called(pohon: ast.AST) -> set[str]:
    """Names of the functions that the source calls or hands on."""
    nama = {n.id for n in ast.walk(pohon) if isinstance(n, ast.Name)}
    return nama | {n.attr for n in ast.walk(pohon) if isinstance(n, ast.Attribute)}


def writes(pohon: ast.AST) -> bool:
    """True when the source itself changes a row."""
    for node in ast.walk(pohon):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            nama = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            orm = isinstance(node.func, ast.Attribute) and "objects" in ast.unparse(node.func.value)
            simpan = nama == "save" and not node.args and {k.arg for k in node.keywords} <= {"update_fields"}
            if nama in _MENULIS or simpan or (orm and nama in {"create", "update", "delete"}):
                return True
        sql = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if any(kata in sql for kata in _SQL_MENULIS) and "INSERT INTO selisih" not in sql:
            return True
    return False


def test_a_function_that_takes_by_and_at_is_declared_or_delegates() -> None:
    """Whoever acts leaves an event: by its own declaration, by recording, or through a service that does."""
    load_semua()
    declared = {m.rsplit(".", 1)[1] for m in MUTATIONS}
    tercatat = {*declared, "record", "record_many", "move_usulan"}
    diam = []
    for nama, fungsi in list_fungsi():
        parameter = inspect.signature(fungsi).parameters
        if not {"by", "at"} <= set(parameter) or nama in MUTATIONS:
            continue
        pohon = tree_of(fungsi)
        if writes_somewhere(fungsi, pohon) and not reaches(fungsi, tercatat):
            diam.append(nama)
    assert diam == []


def test_what_the_services_offer_never_writes_in_silence() -> None:
    """A function of services.py that writes is declared, or its writes go through one that is."""
    load_semua()
    declared = {m.rsplit(".", 1)[1] for m in MUTATIONS}
    diam = []
    for app in APPS:
        for nama, fungsi in list_layanan(app).items():
            if f"{fungsi.__module__}.{fungsi.__name__}" in MUTATIONS:
                continue
            if writes_somewhere(fungsi, tree_of(fungsi)) and not reaches(fungsi, declared):
                diam.append(f"opensiks.{app}.services.{nama}")
    assert diam == []


def writes_somewhere(fungsi: Callable[..., Any], pohon: ast.AST) -> bool:
    """In itself, or in a private part of the same module."""
    return writes(pohon) or any(writes(p) for p in parts(fungsi, pohon))


def reaches(fungsi: Callable[..., Any], nama: set[str]) -> bool:
    pohon = tree_of(fungsi)
    return bool(called(pohon) & nama) or any(called(p) & nama for p in parts(fungsi, pohon))


def parts(fungsi: Callable[..., Any], pohon: ast.AST) -> list[ast.AST]:
    """Source of the functions of the same module that `fungsi` uses, and of those that they use."""
    modul: ModuleType | None = inspect.getmodule(inspect.unwrap(fungsi))
    ditemukan: dict[str, ast.AST] = {}
    antrian = list(called(pohon))
    while antrian:
        nama = antrian.pop()
        benda = getattr(modul, nama, None)
        if nama in ditemukan or not inspect.isfunction(benda) or inspect.getmodule(benda) is not modul:
            continue
        ditemukan[nama] = tree_of(benda)
        antrian += called(ditemukan[nama])
    return list(ditemukan.values())


def test_every_declared_event_is_in_the_vocabulary() -> None:
    load_semua()
    assert len(MUTATIONS) > 40
    assert {p for daftar in MUTATIONS.values() for p in daftar} - PERISTIWA == set()


def test_every_past_form_is_used_in_the_vocabulary() -> None:
    bentuk = {p.split(".", 1)[1] for p in PERISTIWA}
    assert set(LAMPAU.values()) - bentuk == set()


def test_a_write_takes_by_and_at_by_name_only() -> None:
    with pytest.raises(TypeError, match="by as a keyword-only"):

        @mutation("catatan.added")
        def posisional(by: Actor, at: datetime) -> None: ...

    with pytest.raises(TypeError, match="at as a keyword-only"):

        @mutation("catatan.added")
        def tanpa_waktu(*, by: Actor) -> None: ...


@pytest.mark.parametrize("peristiwa", [(), ("catatan.menguap",)])
def test_a_write_declares_events_that_exist(peristiwa: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match="needs events"):
        mutation(*peristiwa)


@pytest.fixture
def contoh() -> Iterator[dict[str, Callable[..., Any]]]:
    """Two writes as a colleague might write them: one that leaves its event and one that forgets."""
    sebelum = dict(MUTATIONS)

    @mutation("catatan.added")
    def tercatat(*, by: Actor, at: datetime) -> str:
        jejak.record_many([jejak.Catatan("catatan.added", "uji:1", "18.04.01.2001")], by=by, at=at)
        return "selesai"

    @mutation("catatan.added")
    def lupa(hasil: object, *, by: Actor, at: datetime) -> object:
        jejak.record_many([jejak.Catatan("bukti.added", "uji:2", "18.04.01.2001")], by=by, at=at)
        return hasil

    yield {"tercatat": tercatat, "lupa": lupa}
    MUTATIONS.clear()
    MUTATIONS.update(sebelum)


def test_a_silent_write_fails_and_leaves_nothing(db: None, contoh: dict[str, Callable[..., Any]]) -> None:
    with scope_nasional():
        assert contoh["tercatat"](by=sistem(), at=AT) == "selesai"
        with pytest.raises(JejakHilang, match="lupa"):
            contoh["lupa"]("sesuatu", by=sistem(), at=AT)
        assert [j.peristiwa for j in list_jejak("uji:1")] == ["catatan.added"]
        assert not list_jejak("uji:2").exists()


def test_a_write_that_found_nothing_to_change_may_be_silent(
    db: None, contoh: dict[str, Callable[..., Any]]
) -> None:
    with scope_nasional():
        assert contoh["lupa"]([], by=sistem(), at=AT) == []


@pytest.fixture
def bersarang() -> Iterator[Callable[..., str]]:
    """A write that calls another one twice, and may fail once they have ended."""
    sebelum = dict(MUTATIONS)

    @mutation("bukti.added")
    def dalam(nomor: int, *, by: Actor, at: datetime) -> None:
        jejak.record_many([jejak.Catatan("bukti.added", f"uji:{nomor}", KODE)], by=by, at=at)

    @mutation("catatan.added")
    def luar(gagal: bool, *, by: Actor, at: datetime) -> str:
        for nomor in (1, 2):
            dalam(nomor, by=by, at=at)
        jejak.record_many([jejak.Catatan("catatan.added", "uji:3", KODE)], by=by, at=at)
        if gagal:
            raise RuntimeError("gagal")
        return "selesai"

    yield luar
    MUTATIONS.clear()
    MUTATIONS.update(sebelum)


def test_the_services_of_one_act_write_their_events_at_once_in_order(
    db: None, bersarang: Callable[..., str]
) -> None:
    with scope_nasional():
        with CaptureQueriesContext(connection) as kueri:
            bersarang(False, by=sistem(), at=AT)
        assert [q["sql"].split()[0] for q in kueri] == ["SAVEPOINT", "SELECT", "INSERT", "RELEASE"]
        rows = Jejak.objects.filter(rantai=KODE).order_by("seq").values_list("seq", "objek")
        assert list(rows) == [(1, "uji:1"), (2, "uji:2"), (3, "uji:3")]
        assert verify_rantai(KODE).sah


def test_an_act_that_fails_takes_the_events_of_its_services_with_it(
    db: None, bersarang: Callable[..., str]
) -> None:
    with scope_nasional():
        with pytest.raises(RuntimeError, match="gagal"):
            bersarang(True, by=sistem(), at=AT)
        assert not Jejak.objects.filter(rantai=KODE).exists()
        assert bersarang(False, by=sistem(), at=AT) == "selesai"


def test_an_act_goes_on_after_a_refusal_only_from_a_savepoint_of_its_own(db: None) -> None:
    sebelum = dict(MUTATIONS)

    @mutation("bukti.added")
    def dalam(*, by: Actor, at: datetime) -> None:
        jejak.record_many([jejak.Catatan("bukti.added", "uji:2", KODE)], by=by, at=at)
        raise AksiDitolak([])

    @mutation("catatan.added")
    def luar(sendiri: AbstractContextManager[object], *, by: Actor, at: datetime) -> None:
        with suppress(AksiDitolak), sendiri:
            dalam(by=by, at=at)
        jejak.record_many([jejak.Catatan("catatan.added", "uji:1", KODE)], by=by, at=at)

    with scope_nasional():
        with pytest.raises(TransactionManagementError):
            luar(nullcontext(), by=sistem(), at=AT)
        assert not Jejak.objects.filter(rantai=KODE).exists()
        luar(transaction.atomic(), by=sistem(), at=AT)
        assert [j.objek for j in Jejak.objects.filter(rantai=KODE)] == ["uji:1"]
    MUTATIONS.clear()
    MUTATIONS.update(sebelum)


def test_a_savepoint_that_is_rolled_back_takes_the_events_under_it(db: None) -> None:
    sebelum = dict(MUTATIONS)

    @mutation("bukti.added")
    def dalam(objek: str, *, by: Actor, at: datetime) -> None:
        jejak.record_many([jejak.Catatan("bukti.added", objek, KODE)], by=by, at=at)

    @mutation("catatan.added")
    def luar(*, by: Actor, at: datetime) -> None:
        for nomor in (1, 2, 3):
            with suppress(AksiDitolak), transaction.atomic():
                dalam(f"uji:{nomor}", by=by, at=at)
                if nomor == 2:
                    raise AksiDitolak([])
        jejak.record_many([jejak.Catatan("catatan.added", "uji:4", KODE)], by=by, at=at)

    with scope_nasional():
        luar(by=sistem(), at=AT)
        assert list(Jejak.objects.filter(rantai=KODE).order_by("seq").values_list("objek", flat=True)) == [
            "uji:1",
            "uji:3",
            "uji:4",
        ]
        assert verify_rantai(KODE).sah
    MUTATIONS.clear()
    MUTATIONS.update(sebelum)


@pytest.mark.parametrize(
    ("sumber", "menulis"),
    [
        ("Akun.objects.create(nama=nama)", True),
        ("Usulan.objects.filter(pk=1).update(status=ke)", True),
        ("akun.save(update_fields=['sandi'])", True),
        ("copy_into('usulan_usulan', kolom, rows)", True),
        ("cur.execute('INSERT INTO keluarga_keluarga SELECT 1')", True),
        ("files.save(isi)", False),
        ("ringkasan.update(x=1)", False),
        ("Akun.objects.filter(nama=nama).count()", False),
    ],
)
def test_a_write_is_recognised(sumber: str, menulis: bool) -> None:
    assert writes(ast.parse(sumber)) is menulis
