"""Production: the base of all settings, and safe as it stands.

dev.py and test.py only loosen it, each line with its reason.

Everything a machine decides comes from the environment; `docs/operations.md` lists the names. A missing or unsafe value
stops the start with a message that names it.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kennisbank.settings.environment import database, flag, names, required_secret
from kennisbank.settings.static_files import static_headers

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Where a small installation keeps its database and uploads; no part of the source.
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

DEBUG = False
SECRET_KEY = required_secret("SECRET_KEY")
ALLOWED_HOSTS = names("ALLOWED_HOSTS")
BASE_URL = os.environ.get("BASE_URL", "").rstrip("/")

INSTALLED_APPS = [
    "kennisbank",
    "editorial",
    "embed",
    "plone_import",
    "search",
    "knowledge",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",  # instead of wagtail.locales: adds the synchronisation settings of a locale
    "wagtail.contrib.search_promotions",  # results that editors put first
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.CleanRequestMiddleware",
    "home.middleware.PublicCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "knowledge.middleware.PublicationRefusedMiddleware",
    "home.middleware.OneReadingMiddleware",
    "home.middleware.FormerAddressMiddleware",
]

ROOT_URLCONF = "kennisbank.urls"
WSGI_APPLICATION = "kennisbank.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), VAR_DIR / "kennisbank.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Readers' search: "database" (SQLite FTS5 or PostgreSQL, whichever DATABASE_URL names) or the address of Elasticsearch.
SEARCH_URL = os.environ.get("SEARCH_URL", "database")
SEARCH_INDEX_PREFIX = os.environ.get("SEARCH_INDEX_PREFIX", "kennisbank")
# Sentence vectors beside the words: "off", "title" (of title and 30 words) or "full" (of the text too). They need the
# extra `vectors` and some processor time for each page that is published, so a site asks for them.
SEARCH_VECTORS = os.environ.get("SEARCH_VECTORS", "off")
# The editors' page chooser uses Wagtail's own search on the database.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# `manage.py run_due` within the web server instead of by cron: for one small machine. Several processes take turns.
RUN_DUE_IN_PROCESS = flag("RUN_DUE_IN_PROCESS", default=False)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEMO_LOGINS = False  # people with a password that stands in the source: only a desk makes them
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# A translation begins as a draft: otherwise a translator's first save publishes Dutch text under /en/.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A deleted page keeps its translation work as a disabled record.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# Translations follow their source by segment; "simple" would make them copies that an editor retypes.
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a case with many blocks has more fields than Django's 1,000

WAGTAIL_SITE_NAME = "Kennisbank"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "home.KennisbankImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "home.KennisbankDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # so that privacy and visibility are asked at each download
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to others from the admin
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no page of ours fetches from others while it is edited

# Who may frame our embeds, beside ourselves: full origins (https://intranet.example.nl, https://*.sharepoint.com).
EMBED_FRAME_ANCESTORS = names("EMBED_FRAME_ANCESTORS")
EMBED_ALLOW_LOCAL = False  # no http://localhost among them: on a reader's machine that is whatever runs there
# Style and script of a frame are read by pages of other origins, and from a sandbox whose origin is "null".
WHITENOISE_ALLOW_ALL_ORIGINS = True
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "kennisbank@localhost")

SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD", default=True)
SECURE_REFERRER_POLICY = "same-origin"
# A proxy that terminates TLS sets this header; without such a proxy anyone could, so it is off unless asked for.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_TLS_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin writes inline scripts and styles; it gets a policy of its own below.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, with commas between them, and not '*'.")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must be the site's full https address, such as https://kennis.example.nl.")
