"""At a desk and in `make demo`: production, loosened for one person on one machine. Each line says why."""

import os

# What the base refuses to start without. Not a secret: a site with this key must never face the internet.
os.environ.setdefault("SECRET_KEY", "insecure-" + "development-only-" * 4)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("BASE_URL", "https://localhost")

from kennisbank.settings.environment import flag
from kennisbank.settings.production import *  # noqa: F403  # the base of this file

DEBUG = flag("DEBUG", default=False)  # off, so that a desk shows the pages that readers get; DEBUG=1 for tracebacks
BASE_URL = WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"  # no TLS at a desk
SECURE_SSL_REDIRECT = False  # no TLS at a desk
SECURE_HSTS_SECONDS = 0  # a browser would refuse http on localhost for a year
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False  # no TLS at a desk
# Frames from other ports of this machine, to try an embed.
EMBED_ALLOW_LOCAL = True
EMBED_FRAME_ANCESTORS = [*EMBED_FRAME_ANCESTORS, "http://localhost:*", "http://127.0.0.1:*"]  # noqa: F405
# Static files straight from the source, without collecting them first.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # mails are read in the terminal
RUN_DUE_IN_PROCESS = flag("RUN_DUE_IN_PROCESS", default=True)  # a desk has no cron
DEMO_LOGINS = True  # `load_demo` makes an editor and an administrator to try the site with
