"""Files that anyone may have made: each ends in a state, none harms who reads it."""

from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter

from search.attachments import extraction, reader
from search.attachments.models import AttachmentText
from tests.search.attached import WORD, docx, pdf

State = AttachmentText.State
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdefgh", "bcdefghi", strict=True))
    + f']><w:document xmlns:w="{WORD}"><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:document>'
)


def read(content, name="rapport.pdf"):
    """What the process of its own says of a file."""
    file = BytesIO(content)
    file.name = name

    def open_file():
        return BytesIO(content)

    return extraction.read_document(SimpleNamespace(file=file, open_file=open_file))


def locked(password):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Geheim rapport."))))
    writer.encrypt(password, owner_password="ander", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_lines_of_a_pdf_are_one_text_a_page_with_broken_words_whole():
    assert read(pdf("De samen-\nwerking in zee-\nen havens.", "Op één blad.")) == extraction.Reading(
        State.READ, "De samenwerking in zee- en havens.\nOp één blad."
    )


def test_paragraphs_of_a_word_file_are_lines_without_what_was_struck_out():
    struck = (
        f'<w:document xmlns:w="{WORD}"><w:p><w:r><w:t>Dit </w:t></w:r><w:del><w:r><w:delText>niet</w:delText></w:r>'
    )
    struck += "</w:del><w:r><w:tab/><w:t>blijft.</w:t></w:r></w:p></w:document>"
    assert read(docx("Een & twee.", "Drie."), "a.docx").text == "Een & twee.\nDrie."
    assert read(docx(xml=struck), "a.docx").text == "Dit blijft."


@pytest.mark.parametrize(
    ("content", "name", "state"),
    [
        (b"", "leeg.pdf", State.BROKEN),
        (b"geen pdf", "anders.pdf", State.BROKEN),
        (pdf("Afgebroken")[:200], "half.pdf", State.BROKEN),
        (pdf(""), "plaatje.pdf", State.EMPTY),
        (locked("wachtwoord"), "slot.pdf", State.ENCRYPTED),
        (locked(""), "open_slot.pdf", State.READ),
        (b"geen zip", "anders.docx", State.BROKEN),
        (docx("Afgebroken")[:80], "half.docx", State.BROKEN),
        (docx(xml="<w:document"), "kapot.docx", State.BROKEN),
        (docx(xml=BOMB), "entiteiten.docx", State.BROKEN),
        (docx(xml=b"<a>" + b" " * (reader.MAX_XML + 1)), "bom.docx", State.TOO_LARGE),
        (docx("woord " * (reader.MAX_WORDS + 1)), "lang.docx", State.PARTLY),
        (docx("w" * (reader.MAX_CHARACTERS + 1)), "breed.docx", State.PARTLY),
        (docx("Gewoon"), "gewoon.docx", State.READ),
    ],
    # By their names: the bytes of a file made here differ from one process to the next.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_file_ends_in_a_state(content, name, state):
    reading = read(content, name)
    assert reading.state == state
    assert bool(reading.text) == (state in {State.READ, State.PARTLY})
    assert len(reading.text) <= reader.MAX_CHARACTERS
    assert len(reading.text.split()) <= reader.MAX_WORDS


def test_a_zip_that_is_no_word_file_is_broken():
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("iets.txt", "tekst")
    assert read(made.getvalue(), "a.docx").state == State.BROKEN


def test_pages_past_the_most_are_left_out(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    assert reader.read("pdf", BytesIO(pdf("Een.", "Twee.", "Drie."))) == {"state": "partly", "text": "Een.\nTwee."}


def test_what_was_read_when_the_time_is_over_is_kept(monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", -1)
    assert reader.read("pdf", BytesIO(pdf("Een.", "Twee."))) == {"state": "partly", "text": "Een."}


def test_file_larger_than_we_read_is_not_even_tried(monkeypatch):
    monkeypatch.setattr(extraction, "MAX_BYTES", 100)
    assert read(pdf("Tekst")).state == State.TOO_LARGE


def test_file_that_is_gone_is_missing():
    def open_file():
        raise FileNotFoundError

    assert extraction.read_document(SimpleNamespace(open_file=open_file)).state == State.MISSING


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "raise SystemExit(1)",
        "import os; os.kill(os.getpid(), 9)",
        "print('geen antwoord')",
    ],
)
def test_reader_that_fails_in_any_way_is_a_state(monkeypatch, tmp_path, program):
    monkeypatch.setattr(extraction, "READER", tmp_path / "reader.py")
    monkeypatch.setattr(extraction, "SECONDS", 1)
    (tmp_path / "reader.py").write_text(program)
    assert read(pdf("Tekst")).state == State.TOO_HEAVY


@pytest.mark.parametrize(
    "greed",
    ["b'x' * (1 << 30)", "open(__file__ + '.txt', 'wb', 0).write(b'x')", "[open('/dev/null') for _ in range(99)]"],
)
def test_reader_has_little_memory_and_may_write_nothing(monkeypatch, tmp_path, greed):
    monkeypatch.setattr(extraction, "READER", tmp_path / "reader.py")
    program = reader.__file__
    with open(program) as source:
        limited = source.read().split("if __name__")[0]
    (tmp_path / "reader.py").write_text(f'{limited}\nlimit()\nkept = {greed}\nprint(\'{{"state": "read"}}\')')
    assert read(pdf("Tekst")).state == State.TOO_HEAVY


def test_reader_sees_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(extraction, "READER", tmp_path / "reader.py")
    (tmp_path / "reader.py").write_text(
        "import json, os; print(json.dumps({'state': 'read', 'text': str(os.environ)}))"
    )
    assert "geheim" not in read(pdf("Tekst")).text
