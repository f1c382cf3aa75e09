"""Database addresses: from DATABASE_URL or the embedded server to Django's settings for our two roles."""

import os
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from opensiks.infra import home, postgres

DBNAME = "opensiks"


@dataclass(frozen=True)
class Address:
    """Where a database is and who signs in. An empty host with a `host=` folder means a unix socket."""

    name: str
    user: str
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def for_django(self, **extra: Any) -> dict[str, Any]:
        """One entry of Django's DATABASES."""
        options = dict(self.options) | extra.pop("OPTIONS", {})
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": options,
        } | extra

    def for_psycopg(self) -> dict[str, str]:
        """Keyword arguments of psycopg.connect."""
        named = {
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
            "host": self.host,
            "port": self.port,
        }
        return {key: value for key, value in named.items() if value} | dict(self.options)


def parse(url: str) -> Address:
    """Read postgresql://user:password@host:port/name?host=/folder&sslmode=…; ValueError when it is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL harus berbentuk postgresql://pengguna:sandi@host:port/nama")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    port = options.pop("port", "") or str(parts.port or "")
    user = options.pop("user", "") or unquote(parts.username or "")
    name = unquote(parts.path.lstrip("/"))
    if not name or not user:
        raise ValueError("DATABASE_URL harus menyebut nama pengguna dan nama basis data")
    return Address(name, user, unquote(parts.password or ""), host, port, tuple(sorted(options.items())))


def is_embedded() -> bool:
    """True when no external server was named, so ours must be started first."""
    return not os.environ.get("DATABASE_URL")


def owner_address() -> Address:
    """The role that owns the tables; used for preparing and migrating only."""
    url = os.environ.get("DATABASE_URL")
    return parse(url or postgres.embedded(home.home()).url(DBNAME))


def app_address() -> Address:
    """The role the program runs as, owning nothing: DATABASE_APP_URL, else `<dbname>_app` on that server."""
    url = os.environ.get("DATABASE_APP_URL")
    if url:
        return parse(url)
    owner = owner_address()
    password = "" if is_embedded() else home.read_or_create_secret("db_app")
    return replace(owner, user=f"{owner.name}_app", password=password)
