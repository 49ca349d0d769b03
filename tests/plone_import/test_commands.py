"""The two commands: what they say, and what they refuse."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Site

from knowledge.models import Article
from plone_import.models import PloneItem
from tests.plone_import.conftest import item

pytestmark = pytest.mark.django_db

FOLDER = item("/nl/map", "Folder")
PAGE = item("/nl/map/a", html="<p>Tekst <u>x</u></p>")


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def run(command, *paths, **options):
    out = StringIO()
    call_command(command, *map(str, paths), stdout=out, **options)
    return out.getvalue()


def test_inspection_tells_what_is_there_and_writes_nothing(site, export_of):
    folder = export_of(FOLDER, PAGE, item("/nl/map/l", "Link", remoteUrl="https://example.org"), {"zonder": "type"})
    told = run("plone_inspect", folder)
    for line in ("1  Document", "1  <u>", "1  Document → article", "1  element without a type", "/nl/map/l: link as"):
        assert line in told
    assert not PloneItem.objects.exists()


def test_import_counts_everything_and_writes_the_report_twice(site, export_of, tmp_path):
    told = run("plone_import", export_of(FOLDER, PAGE), report=tmp_path / "verslag.txt")
    assert "2  new" in told
    assert "4  together; elements in the export: 4" in told
    assert "formatting lost, text kept: u" in (tmp_path / "verslag.txt").read_text(encoding="utf-8")
    data = json.loads((tmp_path / "verslag.json").read_text(encoding="utf-8"))
    assert sum(data["counts"].values()) == data["elements"] == 4
    assert data["rows"][0].keys() == {"path", "uid", "code", "what", "snippet", "count", "why"}


def test_single_file_can_be_imported(site, export_of):
    folder = export_of(FOLDER, PAGE)
    run("plone_import", folder / "inhoud.json")
    assert Article.objects.count() == 1


def test_cut_off_export_is_refused_before_anything_is_written(site, export_of):
    file = export_of(FOLDER, PAGE) / "inhoud.json"
    file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    with pytest.raises(CommandError, match=r"inhoud\.json \(line 1, element 4\): is cut off"):
        run("plone_import", file)
    assert not PloneItem.objects.exists()
    assert not Article.objects.exists()


def test_empty_site_is_refused(site, export_of):
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="set_up_site"):
        run("plone_import", export_of(FOLDER))


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[rule]]\npage = 'bestaat-niet'", "no page type bestaat-niet"),
        ("[[rule]]\npage = 'article'\nfields = { bestaat = 1 }", "no field bestaat"),
        ("[[rule]]\npage = 'article'\nfields = { kind = 'feest' }", "article.kind"),
        ("[[rule]]\npage = 'article'\nsoort = 'x'", "no key soort"),
        ("[[rule]]\npage = 'section'\njoin = 'x'", "no page type x"),
        ("[[rule]]\npath = 'x'", "is not a mapping"),
        ("[site]\nlicence = 'mij'", "no licence mij"),
        ("[site]\nreview_per_week = 'veel'", "is not a mapping"),
        ("[subjects]\nWonen = 'thema'", "scheme:key"),
        ("rule = 3", "is not a mapping"),
        ("[[rule", "cannot be read"),
    ],
)
def test_wrong_mapping_is_refused_with_what_is_wrong(site, export_of, tmp_path, toml, message):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(toml, encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        run("plone_import", export_of(FOLDER), mapping=mapping)
    assert not PloneItem.objects.exists()
