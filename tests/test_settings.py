"""Production refuses to start on a missing or unsafe value, and says which."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAFE = {"SECRET_KEY": "s" * 50, "ALLOWED_HOSTS": "kennis.example.nl", "BASE_URL": "https://kennis.example.nl"}


def start(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    environment = {**kept, **SAFE, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kennisbank.settings.production"}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**environment, **changes}, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_production_starts_with_safe_values(tmp_path):
    assert start(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("BASE_URL", ""),
        ("BASE_URL", "http://kennis.example.nl"),
        ("BEHIND_TLS_PROXY", "perhaps"),
    ],
)
def test_production_names_the_value_it_cannot_start_with(tmp_path, variable, value):
    result = start(tmp_path, **{variable: value})
    assert result.returncode != 0
    assert variable in result.stderr.strip().splitlines()[-1]
