"""Settings of the test run: its own home and database names, cheap passwords, nothing kept open."""

import os

from opensiks.config.settings.base import *  # noqa: F403 - a settings module is the base with changes
from opensiks.config.settings.base import DATABASES

SECRET_KEY = "hanya-untuk-pengujian"  # noqa: S105 - signs nothing outside a test run
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WHITENOISE_USE_FINDERS = True
# Argon2 at full strength would take most of the run; its use is tested by name.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = ["tests.dukungan", *INSTALLED_APPS]  # noqa: F405
# One database per xdist worker, cloned from a migrated template by tests/conftest.py.
for _alias in DATABASES.values():
    _alias["NAME"] = f"opensiks_test_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}"
    _alias["CONN_MAX_AGE"] = 0
