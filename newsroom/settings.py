"""Settings, read from the environment; safe and working when nothing is set.

``docs/operating.md`` lists the variables. With no secret key in the environment this is the demo: loopback only,
SQLite, files under ``var/``. With one it is production, and ``manage.py serve`` refuses what is missing.
"""

import tomllib
from pathlib import Path

import django.conf.locale
import environ
from django.utils.csp import CSP

from newsroom.assets import HEAD_SCRIPT_HASH, SPECULATION_RULES_HASH, STYLE_HASHES
from newsroom.media import object_storage
from newsroom.media.embeds import FRAME_SOURCES
from newsroom.publication.newsletter import FORM_TARGETS
from newsroom.site import SITE, own

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("NEWSROOM_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
# The publication's own look (NEWSROOM_SITE): its templates, static files and catalogues come before ours.
SITE_DIR = SITE

DEMO_SECRET_KEY = "the-demo-on-loopback-has-no-secret-and-serve-refuses-this-one"  # noqa: S105
SECRET_KEY = env("NEWSROOM_SECRET_KEY", default=DEMO_SECRET_KEY)
PRODUCTION = SECRET_KEY != DEMO_SECRET_KEY
DEBUG = env.bool("NEWSROOM_DEBUG", default=False)
ALLOWED_HOSTS = env.list("NEWSROOM_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
HTTPS = env.bool("NEWSROOM_HTTPS", default=PRODUCTION)

INSTALLED_APPS = [
    "taggit",
    "newsroom.accounts",
    "newsroom.audit",
    "newsroom.consent",
    "newsroom.media",
    "newsroom.publication",
    "articles",
    "newsroom.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "js_asset",
    "django_prose_editor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.compression.CompressionMiddleware",
    "newsroom.conditional.ConditionalMiddleware",
    "newsroom.desk.DeskSessionMiddleware",
    "newsroom.publication.middleware.PublicationMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*own("templates"), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # For the admin only: public pages are rendered by newsroom.pages, without a request.
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Name a story's statement on AI, and what AI did, in the headers of its page.
AI_HEADERS = env.bool("NEWSROOM_AI_HEADERS", default=True)
# Say things to machines in the words of standards that are drafts yet (``newsroom.drafts`` names their versions).
AI_DRAFT_STANDARDS = env.bool("NEWSROOM_AI_DRAFT_STANDARDS", default=True)

# What every public page shows around its own content; each is called with the request and returns context.
PAGE_FRAME = [
    "newsroom.publication.frame.frame",
    "newsroom.consent.frame.frame",
    "articles.frame.frame",
]
# The newsroom's roles and what each may do (``newsroom.accounts`` makes groups of it and knows no stories).
ROLES = "articles.roles.ROLES"

SQLITE = f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}"
DATABASES = {"default": env.db("DATABASE_URL", default=SQLITE)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; "
        # Long tables are read where the system keeps them in memory, not copied page by page.
        "PRAGMA mmap_size=2147483648;",
    }
    # A second connection to an in-memory database locks at once.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # PostgreSQL would compile the desk's long statements each time anew, which takes longer than to answer them.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://"),
    # Since when each address has had its bytes (newsroom/conditional.py): shared by the workers, kept across restarts.
    "known": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "known",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en"
# The languages that have a catalogue; a publication offers the ones it chooses.
_LANGUAGES = tomllib.loads((BASE_DIR / "newsroom" / "languages.toml").read_text(encoding="utf-8"))
LANGUAGES = [(_code, _row["own_name"]) for _code, _row in _LANGUAGES.items()]
# Those whose catalogue is begun only: their pages say so, and what is missing stands there in English.
PREVIEW_LANGUAGES = [_code for _code, _row in _LANGUAGES.items() if _row.get("preview")]
# What Django does not know.
for _code, _row in _LANGUAGES.items():
    _info = {"bidi": _row.get("rtl", False), "code": _code, "name": _row["name"], "name_local": _row["own_name"]}
    django.conf.locale.LANG_INFO.setdefault(_code, _info)
# Our strings, and the few of Django's own that readers meet in a language Django lacks.
LOCALE_PATHS = [*own("locale"), BASE_DIR / "newsroom" / "locale", BASE_DIR / "newsroom" / "locale_django"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("NEWSROOM_STATIC", default=str(VAR_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [*own("static"), BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
# Kept by browsers for ever: names that change with the content, by collectstatic or, of fonts, by hand.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{8,12}\.\w+$"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("NEWSROOM_MEDIA", default=str(VAR_DIR / "media")))
PRIVATE_MEDIA_ROOT = Path(env("NEWSROOM_PRIVATE_MEDIA", default=str(VAR_DIR / "originals")))
PICTURE_MAX_BYTES = env.int("NEWSROOM_PICTURE_MAX_MB", default=40) * 1024 * 1024
# The certificates trusted to sign C2PA seals, in one file in PEM.
PICTURE_ANCHORS = env("NEWSROOM_C2PA_ANCHORS", default="")
ATTACHMENT_MAX_BYTES = env.int("NEWSROOM_FILE_MAX_MB", default=40) * 1024 * 1024
FOLDERS = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
}
OBJECT_STORAGE = {name: env(f"NEWSROOM_S3_{name}", default="") for name in object_storage.NAMES}
IMAGE_HOSTS = [host for host in [object_storage.address(OBJECT_STORAGE)] if host]
STORAGES = object_storage.storages(OBJECT_STORAGE, FOLDERS) | {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Public pages: one policy for all of them, by hash, so that the same bytes can be kept for everyone.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, HEAD_SCRIPT_HASH, SPECULATION_RULES_HASH],
    "style-src": [CSP.SELF, *STYLE_HASHES],
    "img-src": [CSP.SELF, *IMAGE_HOSTS],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "frame-src": FRAME_SOURCES,
    "manifest-src": [CSP.SELF],
    "form-action": FORM_TARGETS,
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# The admin: a nonce for the editor's import map; used by newsroom.desk.
DESK_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:", *IMAGE_HOSTS],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("NEWSROOM_BEHIND_PROXY", default=False) else None
)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The desk's messages lie in its session: a cookie of theirs would be one more.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "newsroom.publication.views.errors.without_token"

TAGGIT_CASE_INSENSITIVE = True
MAIL = env.email("EMAIL_URL", default="consolemail://")
MAIL_OPTIONS = {
    "host": "EMAIL_HOST",
    "port": "EMAIL_PORT",
    "username": "EMAIL_HOST_USER",
    "password": "EMAIL_HOST_PASSWORD",
    "use_tls": "EMAIL_USE_TLS",
    "use_ssl": "EMAIL_USE_SSL",
    "file_path": "EMAIL_FILE_PATH",
}
MAILERS = {
    "default": {
        "BACKEND": MAIL["EMAIL_BACKEND"],
        "OPTIONS": {option: MAIL[key] for option, key in MAIL_OPTIONS.items() if MAIL.get(key)}
        # In seconds: a mail server that does not answer holds nothing up for long.
        | ({"timeout": 10} if MAIL["EMAIL_HOST"] else {}),
    }
}
DEFAULT_FROM_EMAIL = env("NEWSROOM_MAIL_FROM", default="newsroom@localhost")
# Who is sent the audit record's last hash each day; nobody where it is empty.
AUDIT_HEADS_TO = env.list("NEWSROOM_AUDIT_HEADS_TO", default=[])
# Services that are told when a story comes, changes or goes; none by default (articles/operations/pings.py).
WEBSUB_HUBS = env.list("NEWSROOM_WEBSUB_HUBS", default=[])
INDEXNOW_KEY = env("NEWSROOM_INDEXNOW_KEY", default="")
INDEXNOW_SERVICE = env("NEWSROOM_INDEXNOW_SERVICE", default="https://api.indexnow.org/indexnow")
# Whom security.txt names; empty: the responsible editor's contact.
SECURITY_CONTACT = env("NEWSROOM_SECURITY_CONTACT", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
