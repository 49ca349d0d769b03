"""Tables: simple ones become table blocks, layout tables become their content."""

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from plone_import.html_nodes import Node, Other, Para

if TYPE_CHECKING:
    from plone_import.html_flow import Flow

SECTIONS = {"thead", "tbody", "tfoot"}
MAX_SPAN = 50  # a wrong number must not make a table of a million cells


def table(flow: "Flow", element: Element) -> None:
    """A table becomes a table block with plain cells; one that only arranges things becomes what stands in it."""
    rows = _rows(element)
    caption = next((child for child in element if child.tag == "caption"), None)
    flow.end_paragraph()
    if _is_layout(element, rows):
        flow.losses.add("layout_table", "table", element)
        for cell in (cell for row in rows for cell in row):
            flow.read(cell)
            flow.end_paragraph()
        return
    grid, others = _grid(flow, element, rows)
    title = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
    if any(any(row) for row in grid):
        header = _is_header(rows[0])
        flow.add(Other("table", _value(grid, title, header=header), "\n".join(" ".join(row) for row in grid)))
    elif title:
        flow.text(title)
        flow.end_paragraph()
    for node in others:
        flow.losses.add("moved_out", "td", element)
        flow.add(node)


def _rows(element: Element) -> list[list[Element]]:
    rows: list[list[Element]] = []
    for child in element:
        if child.tag == "tr":
            rows.append([cell for cell in child if cell.tag in {"td", "th"}])
        elif child.tag in SECTIONS:
            rows += [[cell for cell in row if cell.tag in {"td", "th"}] for row in child if row.tag == "tr"]
    return [row for row in rows if row]


def _is_layout(element: Element, rows: list[list[Element]]) -> bool:
    if not rows or "invisible" in element.get("class", "").split() or element.get("role") == "presentation":
        return True
    if any(cell.tag == "th" for row in rows for cell in row) or element.find("caption") is not None:
        return False
    if len(rows) == 1 or max(map(len, rows)) == 1:
        return True
    heavy = ("img", "iframe", "h1", "h2", "h3", "blockquote", "object")
    return any(cell.find(f".//{tag}") is not None for row in rows for cell in row for tag in heavy)


def _is_header(row: list[Element]) -> bool:
    return all(cell.tag == "th" for cell in row)


def _grid(flow: "Flow", element: Element, rows: list[list[Element]]) -> tuple[list[list[str]], list[Node]]:
    places: dict[tuple[int, int], str] = {}
    others: list[Node] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            words, moved = _cell(flow, cell)
            others += moved
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if wide * high > 1:
                flow.losses.add("merged_cells", "table", element)
            for down in range(min(high, len(rows) - number)):
                for right in range(wide):
                    places[number + down, column + right] = words if down == right == 0 else ""
            column += wide
    width = max(column for _row, column in places) + 1
    return [[places.get((row, column), "") for column in range(width)] for row in range(len(rows))], others


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _cell(flow: "Flow", cell: Element) -> tuple[str, list[Node]]:
    lines, moved = [], []
    for node in flow.inside(cell):
        if isinstance(node, Other) and node.type not in {"heading", "quote", "table"}:
            moved.append(node)
            continue
        if not isinstance(node, Para):
            flow.losses.add("cell_structure", getattr(node, "type", "list"), cell)
        elif any(run.style.link for run in node.runs):
            flow.losses.add("link_in_cell", next(run.style.link for run in node.runs if run.style.link), cell)
        elif any(run.style.bold or run.style.italic for run in node.runs):
            flow.losses.add("formatting", "td", cell)
        lines.append(node.text)
    return "\n".join(lines), list[Node](moved)


def _value(grid: list[list[str]], caption: str, *, header: bool) -> dict[str, Any]:
    return {
        "data": grid,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": header,
        "first_col_is_header": False,
        "table_header_choice": "row" if header else "neither",
        "table_caption": caption,
    }
