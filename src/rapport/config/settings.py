"""One settings file for every side and deployment; what differs comes from the environment.

Each setting, its default, who is trusted with it, what is lost: docs/reference/settings.md.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from rapport.config import environment
from rapport.config.scopes import SCOPES
from rapport.config.seats import SEATS
from rapport.foundation import clock
from rapport.foundation.secret_files import made_once
from rapport.web.languages import LANGUAGES  # noqa: F401  a setting of Django's

_env: Final = environment.Environment()
_package: Final = Path(__file__).resolve().parent.parent

# The installation
RAPPORT_HOME: Final = _env.home
RAPPORT_SIDE: Final = _env.one_of("SIDE", ("office", "desk", "archive", "all"), "all")
RAPPORT_ID: Final = _env.text("ID", "00000000-0000-0000-0000-000000000000")
RAPPORT_NAME: Final = _env.text("NAME", "Rapport")
RAPPORT_UNIT: Final = _env.text("UNIT")
RAPPORT_URL: Final = _env.text("URL", "http://localhost:8000").rstrip("/")
RAPPORT_DEMO: Final = _env.yes("DEMO")
RAPPORT_PORT: Final = _env.number("PORT", 8000, least=1, most=65535)

if _env.text("CLOCK") and not RAPPORT_DEMO:
    raise environment.WrongSetting("RAPPORT_CLOCK moves the clock and needs RAPPORT_DEMO=yes.")
clock.follow(Path(_env.text("CLOCK")) if _env.text("CLOCK") else None)


def _kept_secret(name: str) -> str:
    """Return the secret of a file in the home's keys, made on first use with mode 0600."""
    path = RAPPORT_HOME / "keys" / name
    if RAPPORT_SIDE == "all" and not path.exists():
        return "not-a-secret: this process serves nobody" + "." * 20
    return made_once(path, lambda: secrets.token_urlsafe(64))


SECRET_KEY = _env.text("SECRET_KEY") or _kept_secret("secret.key")
RAPPORT_FILES_KEY: Final = _env.opening_keys("FILES_KEY")
DEBUG = False
ALLOWED_HOSTS = [
    host for host in _env.text("HOSTS", urlsplit(RAPPORT_URL).hostname or "").split(",") if host
] + ["127.0.0.1", "localhost", "[::1]"]

# Rooms
_shared: Final = [
    "rapport.web",
    "rapport.journal",
    "rapport.directory",
    "rapport.accounts",
    "rapport.matching",
    "rapport.documents",
    "rapport.exchange",
    "rapport.mail",
    "rapport.notices",
]
_rooms: Final = {
    "office": [
        "rapport.office.companies",
        "rapport.office.consents",
        "rapport.office.cases",
        "rapport.office.uploads",
        "rapport.office.communications",
        "rapport.office.publishing",
        "rapport.office.today",
    ],
    "desk": [
        "rapport.desk.inbox",
        "rapport.desk.areas",
        "rapport.desk.table",
        "rapport.desk.routing",
        "rapport.desk.replies",
        "rapport.desk.today",
        "rapport.desk.api",
    ],
    "archive": ["rapport.archive"],
}
_sides: Final = list(_rooms) if RAPPORT_SIDE == "all" else [RAPPORT_SIDE]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *_shared,
    *(room for side in _sides for room in _rooms[side]),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(["rapport.demo"] if RAPPORT_DEMO or RAPPORT_SIDE == "all" else []),
    "rapport.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rapport.web.middleware.HeadersMiddleware",
    "rapport.web.middleware.RefusalMiddleware",
    "rapport.accounts.middleware.ActMiddleware",
]
ROOT_URLCONF = f"rapport.config.urls.{'office' if RAPPORT_SIDE == 'all' else RAPPORT_SIDE}"
WSGI_APPLICATION = "rapport.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapport.web.context.page",
            ],
        },
    }
]

# Data
DATABASES = {"default": _env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
    }
}

# Languages and time: everything is kept in UTC and shown in Geneva's time.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Zurich"
LANGUAGE_CODE = "en"
LOCALE_PATHS = [_package / "locale"]

# People
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["rapport.accounts.adapter.Backend"]
RAPPORT_SEATS: Final = {
    seat: info
    for side, seats in SEATS.items()
    if RAPPORT_SIDE in {side, "all"}
    for seat, info in seats.items()
}
RAPPORT_SCOPES: Final = {
    scope: words
    for side, scopes in SCOPES.items()
    if RAPPORT_SIDE in {side, "all"}
    for scope, words in scopes.items()
}
RAPPORT_IDLE_MINUTES: Final = _env.number(
    "IDLE_MINUTES", 720 if RAPPORT_DEMO else 60, least=5, most=720
)
ACCOUNT_ADAPTER = "rapport.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {
    "ask_for_link": "20/10m/ip,5/10m/key",
    "use_link": "20/10m/ip",
    "begin_passkey": "20/10m/ip",
    "login_failed": "20/10m/ip,5/10m/key",
}
MFA_ADAPTER = "rapport.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10

# Browsers
_secure: Final = RAPPORT_URL.startswith("https://")
_short: Final = RAPPORT_ID.split("-", maxsplit=1)[0]
_host: Final = "__Host-" if _secure else ""
SESSION_COOKIE_NAME = f"{_host}rapport-{_short}"
CSRF_COOKIE_NAME = f"{_host}rapport-csrf-{_short}"
LANGUAGE_COOKIE_NAME = f"{_host}rapport-lang-{_short}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = False  # the server before us redirects; loopback exchange stays plain
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # says that the line above is not True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = (
    "same-origin"  # with "no-referrer" forms lose their origin, and CSRF refuses
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _env.number("PROXIES", 0, least=0, most=9):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = _env.number("PROXIES", 0, least=0, most=9)
RAPPORT_CARD_DAYS = _env.number("CARD_DAYS", 0, least=0, most=3650)
CSRF_FAILURE_VIEW = "rapport.web.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 * 1024 * 1024  # what may be kept never lies about in /tmp

# Mail: to the console until a server is named.
_mail: Final = urlsplit(_env.text("MAIL_URL"))
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if _mail.hostname
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _env.text("MAIL_FROM", "rapport@localhost")

# Letters by mail: off until the mailbox and the address for answers are named.
RAPPORT_MAIL_IN: Final = _env.mailbox("MAIL_IN_URL")
RAPPORT_MAIL_ADDRESS: Final = _env.text("MAIL_ADDRESS")
RAPPORT_MAIL_SERVER_NAME: Final = _env.text("MAIL_SERVER_NAME")
RAPPORT_MAIL_DNS: Final = _env.text("MAIL_DNS")

# Large answers: what is taken about one letter, and the cookie of whoever has typed its code.
RAPPORT_UPLOAD_FILE_MB: Final = _env.number("UPLOAD_FILE_MB", 500, least=1, most=20_000)
RAPPORT_UPLOAD_LETTER_MB: Final = _env.number("UPLOAD_LETTER_MB", 2_000, least=1, most=100_000)
RAPPORT_UPLOAD_COOKIE: Final = f"{_host}rapport-upload-{_short}"

# Files of strangers: checked for viruses where ClamAV is named.
RAPPORT_CLAMD_URL: Final = _env.scanner("CLAMD_URL")
RAPPORT_CLAMD_MB: Final = _env.number("CLAMD_MB", 25, least=1, most=4_000)

# Logs: codes, ids and counts on stderr; never names, addresses or texts.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without addresses": {"()": "rapport.web.logs.WithoutAddresses"}},
    "formatters": {
        "plain": {
            "class": "rapport.web.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without addresses"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"rapport": {"level": "INFO"}},
}
