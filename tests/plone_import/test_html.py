"""Old HTML becomes blocks; what does not fit is named."""

import re

import pytest

from plone_import.export import open_export
from plone_import.html import convert
from plone_import.html_nodes import Link, Picture


class Everything:
    """Knows one page (7), one document (8) and one image (9)."""

    def link(self, href):
        if href.startswith("#"):
            return Link(problem="anchor_here", fragment=href[1:])
        known = {"pagina": Link("page", 7), "bestand": Link("document", 8), "weg": Link(problem="unknown_uid")}
        if href.startswith("javascript:"):
            return Link(problem="unsafe_address")
        return known.get(href, Link("url", url=href))

    def anchor(self, heading):
        return heading.lower().replace(" ", "-")

    def picture(self, src, uid, alt):
        return Picture(9, "Een foto") if src == "foto" else Picture(problem="image_unknown")


def run(html, kind="text/html"):
    return convert(html, kind, Everything())


def p(html):
    return ("paragraph", html)


IMAGE = ("image", {"image": 9, "caption": ""})


def video(url):
    name = "Video (YouTube)" if "youtube" in url else "Video (Vimeo)"
    return ("video", {"title": name, "url": url, "captions": False})


def captioned(words):
    return ("image", {"image": 9, "caption": words})


NASTY = [
    ("empty", "", [], []),
    ("empty paragraphs", "<p></p><p>&nbsp;</p><h2> </h2>", [], []),
    ("bare text", "Los <b>vet</b>", [p("<p>Los <b>vet</b></p>")], []),
    ("text in divs", "<div>een<div>twee</div>drie</div>", [p("<p>een</p><p>twee</p><p>drie</p>")], []),
    ("unclosed tags", "<p>een<p>twee <b>drie", [p("<p>een</p><p>twee <b>drie</b></p>")], []),
    ("overlapping tags", "<b>a<i>b</b>c</i>", [p("<p><b>a</b><b><i>b</i></b><i>c</i></p>")], []),
    ("entities", "<p>&euro;&nbsp;5 &lt;b&gt; &amp;amp;</p>", [p("<p>€&nbsp;5 &lt;b&gt; &amp;amp;</p>")], []),
    ("soft hyphens", "<p>sa&shy;men\u200bwerken</p>", [p("<p>samenwerken</p>")], []),
    ("text that turns around", "<p>a\u202eb</p>", [p("<p>ab</p>")], []),
    ("line breaks", "<p>a<br>b<br><br><br>c</p>", [p("<p>a<br>b</p><p>c</p>")], []),
    ("strong and em", "<p><strong>a</strong><em>b</em></p>", [p("<p><b>a</b><i>b</i></p>")], []),
    ("script", "<script>alert(1)</script><p>a</p>", [p("<p>a</p>")], ["left_out"]),
    ("style", "<style>p{}</style><p>a</p>", [p("<p>a</p>")], ["left_out"]),
    ("handler", '<p onclick="x()">a</p>', [p("<p>a</p>")], ["handler"]),
    ("svg with a script", "<svg><script>alert(1)</script></svg>a", [p("<p>a</p>")], ["left_out"]),
    ("comment with markup", "<!--[if mso]><b>x</b><![endif]--><p>a</p>", [p("<p>a</p>")], []),
    ("word", '<p class="MsoNormal" style="margin:0"><span>a<o:p></o:p></span></p>', [p("<p>a</p>")], ["layout"]),
    ("underline and colour", '<p><u>a</u><font color="red">b</font></p>', [p("<p>ab</p>")], ["formatting"] * 2),
    ("subscript", "<p>H<sub>2</sub>O m<sup>2</sup></p>", [p("<p>H₂O m²</p>")], []),
    ("superscript word", "<p>a<sup>noot</sup></p>", [p("<p>anoot</p>")], ["formatting"]),
    ("abbreviation", '<abbr title="Vereniging">VNG</abbr>', [p("<p>VNG</p>")], ["abbreviation"]),
    ("link to a page", '<a href="pagina">a</a>', [p('<p><a id="7" linktype="page">a</a></p>')], []),
    ("link to a file", '<a href="bestand">a</a>', [p('<p><a id="8" linktype="document">a</a></p>')], []),
    ("bold link", '<a href="pagina">a <b>b</b></a>', [p('<p><a id="7" linktype="page">a <b>b</b></a></p>')], []),
    ("link to what is gone", '<a href="weg">a</a>', [p("<p>a</p>")], ["unknown_uid"]),
    ("script as address", '<a href="javascript:alert(1)">a</a>', [p("<p>a</p>")], ["unsafe_address"]),
    ("link without address", '<a>a</a><a href="">b</a><a name="c"></a>', [p("<p>ab</p>")], []),
    ("link around blocks", '<a href="pagina"><p>a</p><p>b</p></a>',
     [p('<p><a id="7" linktype="page">a</a></p><p><a id="7" linktype="page">b</a></p>')], []),
    ("link to a heading", '<a href="#k">a</a><h2><a name="k"></a>Een kop</h2>',
     [p('<p><a href="#een-kop">a</a></p>'), ("heading", "Een kop")], []),
    ("link to a place that is none", '<a href="#k">a</a><p id="k">b</p>', [p("<p>a</p><p>b</p>")], ["anchor_here"]),
    ("headings out of order", "<h3>a</h3><h1>b</h1>", [("heading", "a"), ("heading", "b")], []),
    ("link in a heading", '<h2>a <a href="pagina">b</a></h2>', [("heading", "a b")], ["link_in_heading"]),
    ("image in a heading", '<h2>a<img src="foto"></h2>', [("heading", "a"), IMAGE], []),
    ("image in a sentence", '<p>a <img src="foto"> b</p>', [p("<p>a</p>"), IMAGE, p("<p>b</p>")], []),
    ("image that is not there", '<p>a<img src="weg" alt="x"></p>', [p("<p>a</p>")], ["image_unknown"]),
    ("image with another description", '<img src="foto" alt="Anders">', [IMAGE], ["alt"]),
    ("image with a link", '<a href="pagina"><img src="foto"></a>', [IMAGE], ["link_on_image"]),
    ("caption of its own", '<img src="foto" data-captiontext="Kijk">', [captioned("Kijk")], []),
    ("caption from the image", '<img src="foto" class="captioned">', [captioned("Een foto")], []),
    ("old caption", '<dl class="captioned"><dt><img src="foto"></dt><dd>Kijk</dd></dl>', [captioned("Kijk")], []),
    ("figure", '<figure><img src="foto"><figcaption>Kijk <b>nou</b></figcaption></figure>',
     [captioned("Kijk nou")], []),
    ("figure without its image", '<figure><img src="weg"><figcaption>Kijk</figcaption></figure>',
     [p("<p>Kijk</p>")], ["image_unknown"]),
    ("picture", '<picture><source srcset="x"><img src="foto"></picture>', [IMAGE], []),
    ("list", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", [p("<ul><li>a</li><li>b<br>c</li></ul>")], []),
    ("nested list", "<ol><li>a<ul><li>b</li></ul></li></ol>", [p("<ol><li>a<ul><li>b</li></ul></li></ol>")], []),
    ("list in a list", "<ul><li>a</li><ul><li>b</li></ul></ul>", [p("<ul><li>a<ul><li>b</li></ul></li></ul>")], []),
    ("list that begins at four", '<ol start="4"><li>a</li></ol>', [p("<ol><li>a</li></ol>")], ["numbering"]),
    ("text between items", "<ul>x<li>a</li></ul>", [p("<ul><li>x</li><li>a</li></ul>")], []),
    ("image in a list", '<ul><li>a<img src="foto"></li></ul>', [p("<ul><li>a</li></ul>"), IMAGE], ["moved_out"]),
    ("quotation", "<blockquote><p>a</p><p>b</p></blockquote>", [("quote", {"text": "a\nb", "attribution": ""})], []),
    ("image in a quotation", '<blockquote>a<img src="foto"></blockquote>',
     [("quote", {"text": "a", "attribution": ""}), IMAGE], []),
    ("definitions", "<dl><dt>a</dt><dd>b</dd></dl>", [p("<p><b>a</b></p><p>b</p>")], []),
    ("folded text", "<details><summary>a</summary>b</details>", [p("<p><b>a</b></p><p>b</p>")], ["unfolded"]),
    ("preformatted", "<pre>a\n  b</pre>", [p("<p>a<br>&nbsp; b</p>")], ["formatting"]),
    ("youtube", '<iframe src="//www.youtube-nocookie.com/embed/abc123?rel=0"></iframe>',
     [video("https://www.youtube.com/watch?v=abc123")], []),
    ("vimeo", '<iframe src="https://player.vimeo.com/video/123"></iframe>', [video("https://vimeo.com/123")], []),
    ("flash", '<object><param name="movie" value="http://www.youtube.com/v/abc123"></object>',
     [video("https://www.youtube.com/watch?v=abc123")], []),
    ("frame", '<iframe src="https://kaart.example.nl/"></iframe>',
     [p('<p><a href="https://kaart.example.nl/">https://kaart.example.nl/</a></p>')], ["frame"]),
    ("film of our own", '<video><source src="bestand"></video>',
     [p('<p><a id="8" linktype="document">bestand</a></p>')], ["player"]),
    ("form", '<form><input value="x"><button>y</button></form><p>a</p>', [p("<p>a</p>")], ["left_out"]),
    ("table for layout", '<table class="invisible"><tr><td><p>a</p></td><td>b</td></tr></table>',
     [p("<p>a</p><p>b</p>")], ["layout_table"]),
    ("table without rows", "<table></table><p>a</p>", [p("<p>a</p>")], ["layout_table"]),
    ("deep nesting", "<div>" * 5000 + "diep" + "</div>" * 5000, [p("<p>diep</p>")], ["too_deep"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected", "lost"), [case[1:] for case in NASTY], ids=[case[0] for case in NASTY])
def test_snippet(html, expected, lost):
    result = run(html)
    assert [(block["type"], block["value"]) for block in result.blocks] == expected
    assert [loss.code for loss in result.losses] == lost


def test_table_keeps_its_caption_header_and_cells():
    result = run(
        "<table><caption>Kosten</caption><tr><th>Jaar</th><th colspan=2>Bedrag</th></tr>"
        "<tr><td rowspan=2>2014</td><td>12</td><td><ul><li>a</li></ul></td></tr><tr><td>13</td></tr></table>"
    )
    value = result.blocks[0]["value"]
    assert value["data"] == [["Jaar", "Bedrag", ""], ["2014", "12", "- a"], ["", "13", ""]]
    assert (value["table_caption"], value["table_header_choice"]) == ("Kosten", "row")
    assert [loss.code for loss in result.losses] == ["merged_cells", "cell_structure"]


def test_table_with_a_wrong_span_stays_small():
    rows = run('<table><tr><th colspan="999999" rowspan="-1">a</th></tr><tr><td>b</td><td>c</td></tr></table>')
    assert len(rows.blocks[0]["value"]["data"][0]) == 50


def test_same_loss_is_counted_once_with_its_first_place():
    losses = run('<p><u>a</u></p><p style="x">b</p><p><u>c</u></p>').losses
    assert [(loss.code, loss.what, loss.count) for loss in losses] == [("formatting", "u", 2), ("layout", "style", 1)]
    assert losses[0].snippet == "<u>a</u>"


def test_plain_text_keeps_its_lines_and_its_angle_brackets():
    assert (
        run("een <b>\n\ndrie & vier", "text/plain").blocks[0]["value"] == "<p>een &lt;b&gt;</p><p>drie &amp; vier</p>"
    )


def test_markdown_is_read_and_its_html_is_no_hole():
    result = run("# Kop\n\n*a* <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |", "text/x-web-markdown")
    assert [block["type"] for block in result.blocks] == ["heading", "paragraph", "table"]
    assert "alert" not in str(result.blocks)


def test_other_kinds_of_text_are_read_as_plain_text_and_named():
    result = run("a", "text/x-web-intelligent")
    assert result.blocks[0]["value"] == "<p>a</p>"
    assert [loss.code for loss in result.losses] == ["content_type"]


WORD = re.compile(r"\w{4,}")
GONE = re.compile(r"<(script|style|form)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)


def test_no_word_of_the_real_site_is_lost_in_silence(real_export):
    with open_export([real_export]) as export:
        texts = [item.text for item in export.items if item.text and item.text.content_type == "text/html"]
    assert len(texts) > 80
    for text in texts:
        result = run(text.data)
        kept = str(result.blocks) + "".join(loss.snippet + loss.what for loss in result.losses)
        source = GONE.sub(" ", text.data.replace("&shy;", ""))
        missing = [word for word in WORD.findall(re.sub(r"&\w+;|&#\d+;", " ", source)) if word not in kept]
        assert not missing
