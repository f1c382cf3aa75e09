"""A server behind TLS: everything that must be decided is asked for, nothing is guessed."""

import os

from opensiks.config.settings.base import *  # noqa: F403 - a settings module is the base with changes
from opensiks.config.settings.base import OPENSIKS_HOME, STORAGES

SECRET_KEY = os.environ["OPENSIKS_SECRET_KEY"]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesi"
CSRF_COOKIE_NAME = "__Host-csrf"
STATIC_ROOT = OPENSIKS_HOME / "static"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
