"""Tests: the desk's settings, made fast and repeatable. Each line says why."""

import os
import tempfile
from pathlib import Path

from kennisbank.settings.dev import *  # noqa: F403  # the base of this file
from kennisbank.settings.environment import database

SECRET_KEY = "insecure-" + "tests-only-" * 6
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://localhost"
# A database of its own; TEST_DATABASE_URL runs the whole suite on PostgreSQL.
DATABASES = {
    "default": database(os.environ.get("TEST_DATABASE_URL"), Path(tempfile.gettempdir()) / "kennisbank-test.sqlite3")
}
SEARCH_URL = "database"  # a test that needs Elasticsearch asks for it by its marker
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # logging in is not what is tested
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # tests read django.core.mail.outbox
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="kennisbank-media-"))  # uploads of tests vanish with the machine's temp files
WHITENOISE_AUTOREFRESH = False  # no walk over all static files at each start
