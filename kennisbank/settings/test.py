"""Tests: the desk's settings, made fast and repeatable. Each line says why."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kennisbank.settings.dev import *  # noqa: F403  # the base of this file
from kennisbank.settings.environment import database

SECRET_KEY = "insecure-" + "tests-only-" * 6
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://localhost"
SCRATCH = Path(tempfile.mkdtemp(prefix="kennisbank-test-"))  # one a process, so that runs do not meet
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
# A database of its own; TEST_DATABASE_URL runs the whole suite on PostgreSQL.
DATABASES = {"default": database(os.environ.get("TEST_DATABASE_URL"), SCRATCH / "kennisbank.sqlite3")}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the browser's server and the test have connections of their own to it.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
RUN_DUE_IN_PROCESS = False  # tests call jobs themselves
SEARCH_VECTORS = "off"  # a test that needs them turns them on, with a model of its own
SEARCH_URL = "database"  # a test that needs Elasticsearch asks for it by its marker
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # logging in is not what is tested
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # tests read django.core.mail.outbox
MEDIA_ROOT = SCRATCH / "media"  # uploads of tests vanish with the run
WHITENOISE_AUTOREFRESH = False  # no walk over all static files at each start
