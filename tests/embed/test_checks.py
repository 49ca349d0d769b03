"""What stops a start: a kind of embed that nothing shows."""

from dataclasses import replace

from embed.checks import check_embed_kinds
from knowledge.models import Article


def test_page_types_declare_kinds_that_exist():
    assert check_embed_kinds(None) == []


def test_kind_without_a_template_stops_the_start(monkeypatch):
    monkeypatch.setattr(Article, "knowledge_type", replace(Article.knowledge_type, embed_kinds=("card", "poster")))
    errors = check_embed_kinds(None)
    assert [error.id for error in errors] == ["embed.E002"]
    assert "poster" in errors[0].msg
