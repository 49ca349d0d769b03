"""Reading settings from the environment, with messages that say which name is wrong."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SECRET_LENGTH = 50

SQLITE_OPTIONS: dict[str, Any] = {
    # A writer takes its lock at BEGIN, so two writers wait for each other instead of failing halfway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Readers go on while one writes.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def names(variable: str) -> list[str]:
    """The values of a variable that holds a list with commas; empty when it is not set."""
    return [name.strip() for name in os.environ.get(variable, "").split(",") if name.strip()]


def flag(variable: str, *, default: bool = False) -> bool:
    """A variable that is 1/true/yes/on or 0/false/no/off."""
    value = os.environ.get(variable, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{variable} must be 1 or 0, not {value!r}.")


def required_secret(variable: str) -> str:
    """A secret of at least 50 characters; raises ImproperlyConfigured when it is missing or short."""
    value = os.environ.get(variable, "")
    if not value:
        raise ImproperlyConfigured(f"{variable} is not set. Give it {SECRET_LENGTH} random characters or more.")
    if len(value) < SECRET_LENGTH:
        raise ImproperlyConfigured(f"{variable} is too short: it needs {SECRET_LENGTH} random characters or more.")
    return value


def database(url: str | None, sqlite_path: Path) -> dict[str, Any]:
    """Django's settings for DATABASE_URL; without it an SQLite file, made ready for several processes."""
    settings: dict[str, Any] = dict(dj_database_url.parse(url or f"sqlite:///{sqlite_path}"))
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **SQLITE_OPTIONS}
        if settings["NAME"] != ":memory:":
            Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
