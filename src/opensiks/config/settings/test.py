"""Settings of the test run: a home and databases of its own, cheap passwords, nothing kept open."""

import os
from pathlib import Path

# Before the base reads it: a test never touches the data of an installation.
os.environ["OPENSIKS_HOME"] = os.environ.get("OPENSIKS_TEST_HOME") or str(Path.cwd() / ".opensiks-test")

from opensiks.config.settings.base import *  # noqa: F403 - a settings module is the base with changes
from opensiks.config.settings.base import DATABASES, INSTALLED_APPS
from opensiks.infra import home

SECRET_KEY = "hanya-untuk-pengujian"  # noqa: S105 - signs nothing outside a test run
OPENSIKS_CONTOH = True
OPENSIKS_SURAT = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WHITENOISE_USE_FINDERS = True
# Argon2 at full strength would take most of the run; that production uses it is tested by name.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = ["tests.dukungan", *INSTALLED_APPS]
# One database per process, cloned from a migrated template by tests/conftest.py.
for _alias in DATABASES.values():
    _alias["NAME"] = f"opensiks_test_{os.getpid()}"
    _alias["CONN_MAX_AGE"] = 0
if "DATABASE_APP_URL" not in os.environ:
    DATABASES["default"]["USER"] = "opensiks_test_app"
    if "DATABASE_URL" in os.environ:
        DATABASES["default"]["PASSWORD"] = home.read_or_create_secret("db_app")
