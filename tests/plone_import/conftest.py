"""A Plone site of a few items, made by hand, and the export of a real one."""

import base64
import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image
from wagtail.models import Site

from knowledge.site import set_up_site
from knowledge.vocabularies import load_vocabularies
from plone_import.export import open_export
from plone_import.mapping import load_mapping
from plone_import.writer import write

REAL = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "plone-export"
HOST = "http://oud.example.nl/kennisbank"


@pytest.fixture(scope="module")
def real_export():
    """The folder of the real export; a desk may be without it, the pipeline may not."""
    if not REAL.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real Plone export is missing: {REAL}")
        pytest.skip("the real Plone export does not stand beside the checkout (../shared/plone-export)")
    return REAL


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The empty site, made once for all tests of a module: each of them rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.clear_site_root_paths_cache()
        yield set_up_site(hostname="testserver")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def imported(real_export, site):
    """The site with the real export in it, once for all tests of a module; gives the report."""
    load_vocabularies()
    with open_export([real_export]) as export:
        return write(export, load_mapping())


def picture(size=(40, 30), kind="PNG", colour="green"):
    """The bytes of an image."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def blob(data, filename, kind="application/octet-stream"):
    """A file as the export writes it."""
    content = base64.b64encode(data).decode()
    return {"filename": filename, "content-type": kind, "data": content, "encoding": "base64"}


def item(path, kind="Document", **fields):
    """An item at a path below the root; its UID is made of its path unless given."""
    values = {
        "@id": HOST + path,
        "@type": kind,
        "UID": "u" + path.replace("/", "-"),
        "id": path.rpartition("/")[2],
        "title": path.rpartition("/")[2].capitalize(),
        "description": "",
        "review_state": None if kind in {"Image", "File"} else "published",
        "language": path[1:3],
        "created": "2015-01-01T10:00:00+00:00",
        "modified": "2016-02-02T10:00:00+00:00",
        "effective": "2015-03-03T10:00:00+00:00",
        "expires": None,
        "is_folderish": kind in {"Folder", "LRF", "LIF"},
    }
    if "html" in fields:
        values["text"] = {"data": fields.pop("html"), "content-type": "text/html", "encoding": "utf-8"}
    return {**values, **fields}


ROOTS = [item("/nl", "LRF"), item("/en", "LRF")]


@pytest.fixture
def export_of(tmp_path):
    """Writes items, and side files by name, to a folder and gives the folder."""

    def make(*items, **side_files):
        folder = tmp_path / "export"
        folder.mkdir(exist_ok=True)
        (folder / "inhoud.json").write_text(json.dumps([*ROOTS, *items]), encoding="utf-8")
        for name, content in side_files.items():
            (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def bring_in(site, db):
    """Imports a folder and gives the report."""

    def run(folder, mapping=None, **options):
        with open_export([folder]) as export:
            return write(export, mapping or load_mapping(), **options)

    return run
