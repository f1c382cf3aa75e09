"""The committed documents say what the rules say today."""

from opensiks.cli import docs


def test_printed_documents_are_fresh() -> None:
    assert docs.list_stale() == [], "run: python -m opensiks.cli.docs --write"
