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

if os.environ.get("OPENSIKS_SMTP"):
    # "surel.example.go.id:587"; STARTTLS unless the port is 465, which speaks TLS from the first byte.
    EMAIL_HOST, _, _port = os.environ["OPENSIKS_SMTP"].partition(":")
    OPENSIKS_SURAT = True
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_PORT = int(_port or 587)
    EMAIL_USE_SSL = EMAIL_PORT == 465
    EMAIL_USE_TLS = EMAIL_PORT not in (25, 465)
    EMAIL_HOST_USER = os.environ.get("OPENSIKS_SMTP_NAMA", "")
    EMAIL_HOST_PASSWORD = os.environ.get("OPENSIKS_SMTP_SANDI", "")
