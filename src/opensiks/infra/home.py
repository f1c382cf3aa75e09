"""Where this installation keeps its own files: keys, evidence, and the embedded database."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def home() -> Path:
    """The folder OPENSIKS_HOME, else `.opensiks` of the checkout, else ~/.local/share/opensiks. Absolute."""
    chosen = os.environ.get("OPENSIKS_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    tree = checkout()
    if tree:
        return tree / ".opensiks"
    return Path.home() / ".local" / "share" / "opensiks"


def checkout() -> Path | None:
    """The source tree this package runs from, or None when it was installed from a wheel."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() and (root / "src" / "opensiks").is_dir() else None


def panduan() -> Path:
    """The guides with their pictures: inside the wheel, or where people look for them in a checkout."""
    packed = Path(__file__).resolve().parents[1] / "panduan"
    tree = checkout()
    return packed if packed.is_dir() or tree is None else tree / "docs" / "panduan"


def make_private_dir(path: Path) -> Path:
    """Create `path` readable by its owner alone, unless it is there already."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def read_or_create_secret(name: str, length: int = 48) -> str:
    """The secret `kunci/<name>` of this installation, made at first use, file mode 0600."""
    return read_or_create(name, lambda: secrets.token_urlsafe(length))


def read_or_create(name: str, make: Callable[[], str]) -> str:
    """The text kept in `kunci/<name>`, made by `make` at first use, file mode 0600.

    Two processes that start at once agree: the file appears whole and only once.
    """
    folder = make_private_dir(home() / "kunci")
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{secrets.token_hex(6)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        _sync_folder(folder)
    return path.read_text().strip()


def read_secret(name: str) -> str:
    """The text kept in `kunci/<name>`; "" when this installation has none."""
    path = home() / "kunci" / name
    return path.read_text().strip() if path.is_file() else ""


def _sync_folder(folder: Path) -> None:
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
