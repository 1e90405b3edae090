"""Settings: reads the environment and the installation's home, decides nothing of the business."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from linli.config import home as installation

BASE_DIR = Path(__file__).resolve().parent.parent
CHECKOUT = BASE_DIR.parent


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


# --- what kind of installation this is -----------------------------------------------------------------
DEBUG = False
LINLI_DEMO = _flag("LINLI_DEMO")  # demo sign-in cards and the component gallery
LINLI_HOME = installation.home()
LINLI_SECRETS = installation.secrets  # callable: rotation changes what it returns
LINLI_CHANGE_VAULT = installation.change_vault  # writes what a rotation decides
SECRET_KEY = installation.secrets().secret_key
ALLOWED_HOSTS = os.environ.get("LINLI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
if LINLI_DEMO and not set(ALLOWED_HOSTS) <= LOCAL_HOSTS:
    raise ImproperlyConfigured(
        "Demo mode lets anybody sign in as anybody, so it runs on this machine only. "
        "Unset LINLI_DEMO, or take the foreign names out of LINLI_HOSTS."
    )
_TLS = _flag("LINLI_TLS", default=not LINLI_DEMO)  # served behind TLS: secure cookies, HSTS

# --- applications, from the floor upwards --------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "linli.ui",
    "linli.foundation.scope",
    "linli.foundation.vault",
    "linli.foundation.audit",
    "linli.foundation.doors",
    "linli.foundation.finding",
    "linli.foundation.events",
    "linli.foundation.territory",
    "linli.foundation.accounts",
    "linli.foundation.jobs",
    "linli.foundation.files",
    "linli.foundation.notices",
    "linli.domains.registry",
    "linli.domains.workorders",
    "linli.domains.engagement",
    "linli.portals.workbench",
    "linli.portals.operations",
    "linli.portals.resident",
    "linli.portals.administration",
    "linli.demo",  # one table; builds nothing unless LINLI_DEMO says so
    "linli.portals.open",
]
MIDDLEWARE = [
    "linli.foundation.doors.timing.ServerTiming",
    "django.middleware.gzip.GZipMiddleware",  # pages too; Django pads them against BREACH
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "linli.foundation.doors.outermost.BodyLimit",  # before anything reads a body
    "linli.foundation.doors.outermost.KeepPrivate",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linli.foundation.accounts.middleware.ActorMiddleware",
    "linli.portals.open.offline.KeepForOffline",
    "linli.foundation.doors.middleware.ErrorPages",
]
ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "linli.ui.context.frame",
            ],
            "builtins": ["linli.ui.templatetags.ui", "template_partials.templatetags.partials"],
        },
    }
]

# --- the database: two roles, one database -------------------------------------------------------------
_urls = installation.database_urls()
_MIGRATION_OPTIONS = "-c lock_timeout=4s -c statement_timeout=300s"


def _database(url: str, **options: Any) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - only here

    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "linli"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": options,
    }


DATABASES = {
    # the application's role: owns no table, cannot bypass row-level security
    "default": _database(
        _urls.app, pool={"min_size": 1, "max_size": int(os.environ.get("LINLI_POOL", "12")), "timeout": 30}
    ),
    # the owner: migrations only
    "owner": _database(_urls.owner, options=_MIGRATION_OPTIONS),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people who sign in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["linli.foundation.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "linli_session"
CSRF_FAILURE_VIEW = "linli.foundation.doors.views.csrf_failure"
LINLI_TOTP_REQUIRED = _flag("LINLI_TOTP_REQUIRED", default=not LINLI_DEMO)

# --- security headers ----------------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 31536000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _TLS
SECURE_SSL_REDIRECT = _TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("LINLI_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language, time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "linli_language"
LANGUAGE_COOKIE_AGE = 365 * 86400
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- static files and uploads --------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = LINLI_HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "linli.ui.vendor.VendorFinder",  # the few files we serve of the locked npm manifest
]
_MANIFEST = "linli.ui.storage.ModuleManifestStorage"
MEDIA_ROOT = LINLI_HOME / "files"
_S3 = os.environ.get("LINLI_S3_BUCKET", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": _S3, "querystring_auth": True},
        }
        if _S3
        else {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}}
    ),
    "staticfiles": {"BACKEND": _MANIFEST},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LINLI_UPLOAD_MAX_BYTES = int(os.environ.get("LINLI_UPLOAD_MAX_BYTES", str(512 * 2**20)))
LINLI_IMPORT_FILE_DAYS = int(os.environ.get("LINLI_IMPORT_FILE_DAYS", "30"))  # then a file sent for import is removed
LINLI_EXPORT_FILE_DAYS = int(os.environ.get("LINLI_EXPORT_FILE_DAYS", "7"))  # then the file of an export is removed
LINLI_EXPORT_MOST_ROWS = int(os.environ.get("LINLI_EXPORT_MOST_ROWS", "20000"))  # people in one export

# a file of limits of your own, in the shape of linli/domains/workorders/rules/limits.toml
LINLI_WORKORDER_LIMITS = os.environ.get("LINLI_WORKORDER_LIMITS", "")

LINLI_REPORTS_A_DAY = int(os.environ.get("LINLI_REPORTS_A_DAY", "20"))  # of one account
LINLI_PHOTO_MB_A_DAY = int(os.environ.get("LINLI_PHOTO_MB_A_DAY", "100"))  # of one account, with its reports

LINLI_SERVER_TIMING = _flag("LINLI_SERVER_TIMING")  # tell browsers how long an answer took, and the database

# --- messages that leave the house ---------------------------------------------------------------------
EMAIL_BACKEND = os.environ.get("LINLI_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("LINLI_EMAIL_FROM", "linli@localhost")
LINLI_CHANNELS = {  # dotted paths of linli.foundation.notices channels; console until a gateway is configured
    "sms": os.environ.get("LINLI_SMS", "linli.foundation.notices.channels.ConsoleChannel"),
    "wechat": os.environ.get("LINLI_WECHAT", "linli.foundation.notices.channels.ConsoleChannel"),
    "email": os.environ.get("LINLI_EMAIL", "linli.foundation.notices.channels.EmailChannel"),
}

# --- residents' pages ----------------------------------------------------------------------------------
LINLI_HELPLINE = os.environ.get("LINLI_HELPLINE", "12345")  # where a committee has entered no telephone of its own
LINLI_OFFLINE = _flag("LINLI_OFFLINE", default=True)  # residents read again what they have read, without a network

# --- logs ----------------------------------------------------------------------------------------------
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LINLI_LOG", "WARNING")},
}
