"""Exports are read whole or refused with the place where they are wrong."""

import base64
import json

import pytest

from plone_import import json_stream
from plone_import.blobs import safe_name
from plone_import.export import open_export
from plone_import.items import ExportError
from tests.plone_import.conftest import HOST, item


def read(folder, *files):
    with open_export(files or [folder]) as export:
        return export


def write(folder, name, content):
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_files_are_recognised_by_their_content(real_export, tmp_path):
    for number, file in enumerate(sorted(real_export.glob("*.json"))):
        write(tmp_path, f"{number}.json", file.read_bytes())
    export = read(tmp_path)
    assert len(export.items) == 117
    assert (export.root_url, export.site_id) == ("http://127.0.0.1:8091/kennisbank", "kennisbank")
    assert (len(export.translations), len(export.redirects), len(export.comments)) == (8, 9, 4)


def test_export_is_read_in_small_pieces_as_well(real_export, monkeypatch):
    whole = read(real_export)
    monkeypatch.setattr(json_stream, "CHUNK", 1000)
    assert [found.title for found in read(real_export).items] == [found.title for found in whole.items]


def test_password_hashes_are_not_kept(real_export):
    export = read(real_export)
    assert "SSHA" not in repr(export)
    assert (export.members, export.groups) == (4, 5)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('[\n{"@id": "http://x/a", "@type": "Document"},\n{"@id": "http', "truncated", 3),
        ('[\n{"@id": "http://x/a", "@type": "Document"}', "truncated", 2),
        ('[{"@id": "http://x/a", "@type": "Document"},', "truncated", 1),
        ("<html>geen JSON</html>", "not_json", 1),
        ('[{"@id": "http://x/a", "@type": "Document"} {"@id": 1}]', "not_json", 1),
        ('[\n{"@id": nee,\n"@type": "Document", "x": "een langer stuk tekst hierna"}]', "not_json", 2),
        (b'[{"@id": "http://x/\xff", "@type": "Document"}]', "encoding", 1),
        ("[" * 100_000, "too_deep", 1),
        ('[{"a": ' + "[" * 100_000, "too_deep", 1),
        ("", "no_content", 0),
        ('{"los": "bestand"}', "no_content", 0),
    ],
)
def test_unreadable_file_is_refused_with_its_name_and_line(tmp_path, content, code, line):
    write(tmp_path, "inhoud.json", content)
    with pytest.raises(ExportError) as error:
        read(tmp_path)
    assert error.value.code == code
    assert error.value.line == line
    if line:
        assert error.value.file == "inhoud.json"


def test_path_that_is_not_there_is_refused(tmp_path):
    for path in (tmp_path / "nergens", tmp_path):
        with pytest.raises(ExportError):
            read(tmp_path, path)


def test_empty_side_files_and_unknown_files_do_not_stop_it(tmp_path):
    write(tmp_path, "a.json", [item("/nl/x")])
    write(tmp_path, "leeg.json", "")
    write(tmp_path, "lijst.json", "[]")
    write(tmp_path, "anders.json", {"iets": ["anders"]})
    export = read(tmp_path)
    assert dict(export.files) == {
        "a.json": "content",
        "leeg.json": "empty",
        "lijst.json": "empty",
        "anders.json": "unknown",
    }


def test_elements_that_are_no_items_are_counted_with_their_reason(tmp_path):
    broken = {"unexported_paths": [{"path": "/kennisbank", "message": "JSON"}]}
    write(tmp_path, "a.json", [item("/nl/x"), {"@id": HOST + "/nl/y"}, "tekst", 7, item("/nl/x"), broken])
    export = read(tmp_path)
    assert export.elements == 6
    assert [found.code for found in export.unplaced] == ["no_type", "no_type", "no_type", "duplicate", "unexported"]


def test_both_forms_of_language_and_odd_uids_are_read(tmp_path):
    write(tmp_path, "a.json", [item("/nl/x", language={"title": "Nederlands", "token": "nl"}, UID="0123-nl")])
    found = read(tmp_path).items[0]
    assert (found.language, found.uid) == ("nl", "0123-nl")


def test_subtree_without_its_root_finds_the_root(tmp_path):
    write(tmp_path, "a.json", [item("/nl/praktijk/x")])
    export = read(tmp_path)
    assert (export.root_url, export.items[0].path) == (HOST, "/nl/praktijk/x")


def test_item_without_any_field_of_its_own_is_read(tmp_path):
    write(tmp_path, "a.json", [{"@id": HOST + "/nl/x", "@type": "Document"}])
    found = read(tmp_path).items[0]
    assert (found.uid, found.title, found.text, found.blob) == (f"path:{HOST}/nl/x", "", None, None)


def test_fields_of_the_wrong_kind_do_not_stop_it(tmp_path):
    names = (
        "title",
        "text",
        "parent",
        "subjects",
        "image",
        "workflow_history",
        "effective",
        "expires",
        "query",
        "language",
    )
    for wrong in (None, 7, [], {}, [{}], {"a": 1}, "x", True):
        write(tmp_path, "a.json", [item("/nl/x", **dict.fromkeys(names, wrong))])
        assert len(read(tmp_path).items) == 1


BLOBS = [
    ({"download": HOST + "/x/@@download/file", "filename": "a.pdf", "size": 9}, "not_exported"),
    ({"blob_path": "0x00/0x01.blob", "size": 9}, "not_exported"),
    ({"filename": "a.pdf", "data": "", "encoding": "base64"}, "empty"),
    ({"filename": "a.pdf", "data": "a", "encoding": "base64"}, "broken"),
]


@pytest.mark.parametrize(("file", "missing"), BLOBS)
def test_file_that_is_not_in_the_export_is_known_to_be_missing(tmp_path, file, missing):
    write(tmp_path, "a.json", [item("/nl/x", "File", file=file)])
    assert read(tmp_path).items[0].blob.missing == missing


def test_file_is_set_aside_while_the_export_is_open(tmp_path):
    data = base64.b64encode(b"inhoud").decode()
    write(tmp_path, "a.json", [item("/nl/x", "File", file={"filename": "a.txt", "data": data, "encoding": "base64"})])
    with open_export([tmp_path]) as export:
        blob = export.items[0].blob
        assert blob.path.read_bytes() == b"inhoud"
    assert not blob.path.exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "x"),
        ("..", "x"),
        ("rap\u202efdp.exe", "rapfdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("Rapport – definitief (v2).pdf", "Rapport – definitief (v2).pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_file_names_lead_nowhere_else(name, safe):
    assert safe_name(name, "x") == safe
