"""Settings shared by every way of running. What a machine decides comes from the environment."""

import os
from importlib.util import find_spec
from pathlib import Path

from opensiks.infra import dburl, home

OPENSIKS_HOME = home.home()
# True where the people are made up; the pages then say so.
OPENSIKS_CONTOH = os.environ.get("OPENSIKS_CONTOH") == "1"
# The kill switch of the worksheet's worker: laptops drop what it cached; what operators recorded is kept elsewhere.
OPENSIKS_LEMBAR_MATI = os.environ.get("OPENSIKS_LEMBAR_MATI") == "1"
# Seconds that a transaction of the judging may stand still before the database ends it: a minute is far beyond what the
# work between two statements takes, and short enough on the night of a deadline.
OPENSIKS_BATAS_DIAM = int(os.environ.get("OPENSIKS_BATAS_DIAM") or 60)
ROOT_URLCONF = "opensiks.config.urls"
WSGI_APPLICATION = "opensiks.config.wsgi.application"
ASGI_APPLICATION = "opensiks.config.asgi.application"
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("OPENSIKS_HOSTS", "").split(",") if host]

# From the top floor down; each label is the noun.
NOUNS = [
    "ekspor",
    "pantau",
    "paket",
    "bansos",
    "penetapan",
    "pengesahan",
    "pemadanan",
    "musyawarah",
    "usulan",
    "verval",
    "keluarga",
    "kabar",
    "tautan",
    "akun",
    "wilayah",
    "jejak",
]
DOORS = ["web", "cli", "worker"]
INSTALLED_APPS = [
    *(f"opensiks.{app}" for app in DOORS + NOUNS if find_spec(f"opensiks.{app}")),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Thin lines: pages go out compressed, with random padding against guessing (BREACH). In front of whitenoise, so
    # that styles and scripts are compressed where no build has done it before.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "opensiks.web.bahasa.BahasaMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last: the pages run inside the scope that it opens.
    "opensiks.web.middleware.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opensiks.web.context.shell",
            ],
        },
    }
]

# Two roles: `default` owns nothing and is held by row-level security, `owner` prepares and migrates.
# The cakupan of the owner is everything, so that a data migration sees what it migrates.
DATABASES = {
    "default": dburl.app_address().for_django(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True),
    "owner": dburl.owner_address().for_django(OPTIONS={"options": "-c opensiks.cakupan=*"}),
}
DATABASE_ROUTERS = ["opensiks.infra.router.RoleRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "akun.Akun"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"
# Accounts are made by officers, one person each; nobody signs up. The door for MFA stays open in allauth.
ACCOUNT_ADAPTER = "opensiks.web.masuk.PintuMasuk"
# A whole office stands behind one address; the pair of name and address is what five wrong passwords lock.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "300/m/ip,5/300s/key"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_FORMS = {"login": "opensiks.web.forms.masuk.MasukForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

# Notices by e-mail. Without a mail server they stay on the page, and no job pretends to have sent them.
OPENSIKS_SURAT = False
_asal = f"https://{(ALLOWED_HOSTS or ['localhost'])[0]}"
OPENSIKS_ALAMAT = (os.environ.get("OPENSIKS_ALAMAT") or _asal).rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("OPENSIKS_SURAT_DARI", "OpenSIKS <opensiks@localhost>")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 30

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "web" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The pictures of the guides.
STATICFILES_DIRS = [("panduan", home.panduan() / "gambar")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A bulk form of one village posts one field per family.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["opensiks.worker.tasks"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    # On the handler, not on a logger: a filter of a logger does not see what its children say.
    "filters": {"samar": {"()": "opensiks.infra.log.SamarFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["samar"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("OPENSIKS_LOG", "WARNING")},
    # The framework's own handlers would write past the filter (its mail to admins with every variable, too).
    "loggers": {"django": {"handlers": []}, "django.server": {"handlers": ["stderr"], "propagate": False}},
}
