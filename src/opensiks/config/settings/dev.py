"""The demo and a developer's machine: 127.0.0.1 only, keys made at first run, no static build."""

import os

from opensiks.config.settings.base import *  # noqa: F403 - a settings module is the base with changes
from opensiks.infra import home

DEBUG = os.environ.get("OPENSIKS_DEBUG") == "1"
OPENSIKS_CONTOH = os.environ.get("OPENSIKS_CONTOH", "1") == "1"
SECRET_KEY = os.environ.get("OPENSIKS_SECRET_KEY") or home.read_or_create_secret("secret")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ALLOWED_HOSTS]  # noqa: F405
WHITENOISE_USE_FINDERS = True
if os.environ.get("OPENSIKS_UKUR") == "1":
    MIDDLEWARE = ["opensiks.web.ukur.UkurMiddleware", *MIDDLEWARE]  # noqa: F405
# The demo's letters are read in the terminal, and leave it for nowhere.
OPENSIKS_SURAT = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
OPENSIKS_ALAMAT = os.environ.get("OPENSIKS_ALAMAT", "http://127.0.0.1:8000")
