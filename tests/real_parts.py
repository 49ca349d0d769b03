"""PostgreSQL, Elasticsearch and Chromium are real in these tests; what is missing skips at a desk and fails in CI."""

import os
import shutil
from pathlib import Path

import pytest

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"


def need(available: object, what: str) -> None:
    """Skip the test with a reason when a part is missing, or fail it where CI=true."""
    if available:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what}; CI must have it.")
    pytest.skip(what)


def chromium_path() -> str:
    """The installed Chromium; skips or fails without one."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    need(path, "Chromium is not installed (set CHROMIUM to its path)")
    return path


def axe_source() -> str:
    """The source of axe-core; skips or fails without it."""
    need(AXE.exists(), "axe-core is not installed (run npm ci)")
    return AXE.read_text(encoding="utf-8")
