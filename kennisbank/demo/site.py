"""Texts of the front page and the sections, written only where nobody wrote any."""

from typing import Any

import yaml
from wagtail.models import Page

from home.models import HomePage
from kennisbank.demo.content import FOLDER
from knowledge.site import section, theme_index


def write_site_texts(user: Any = None) -> int:
    """Fill the lead of the home pages and the summaries of the sections; gives how many pages changed."""
    texts = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8"))
    changed = 0
    for language, fields in texts["home"].items():
        changed += _write(HomePage.objects.get(locale__language_code=language, depth=2), fields, user)
    for type_key, summaries in texts["sections"].items():
        for language, summary in summaries.items():
            changed += _write(section(type_key, language), {"summary": summary}, user)
    for language, summary in texts["themes"].items():
        changed += _write(theme_index(language), {"summary": summary}, user)
    return changed


def _write(page: Page, fields: dict[str, str], user: Any) -> bool:
    empty = {name: text for name, text in fields.items() if not getattr(page, name)}
    if not empty:
        return False
    for name, text in empty.items():
        setattr(page, name, text)
    page.save_revision(user=user).publish(user=user)
    return True
