"""Write a page of HTML as DOCX: `python -m rapport.documents.write_docx`.

A process of its own and the only place that imports python-docx: what is written was said by
others. Reads one JSON object from stdin (html, title, language, made_at, page_words), writes
the file to stdout. Knows the few elements of our own letters and replies, no file and no
network. The same order gives the same bytes. Exit status: 0 done, 3 the library is missing,
anything else a failure.
"""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any, Final

from rapport.documents.bounds import bound
from rapport.documents.forked import STAND_READY, stand_ready

MISSING: Final = 3
LATIN: Final = "Noto Serif"
ARABIC: Final = "Noto Naskh Arabic"
CHINESE: Final = "Noto Serif CJK SC"
FIRST_STRONG: Final = "\u2068"
POP: Final = "\u2069"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Rapport</Application></Properties>'
)
VOID: Final = frozenset({"br", "link", "meta"})
SKIPPED: Final = frozenset({"head", "style", "title"})
BLOCKS: Final = frozenset({"p", "h1", "h2", "li"})
STYLES: Final = {"h1": "Title", "h2": "Heading 1"}


@dataclass
class Node:
    """An element of the page, with its attributes and what is in it."""

    tag: str
    attrs: dict[str, str]
    inside: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Return its classes."""
        return self.attrs.get("class", "").split()


@dataclass(frozen=True)
class Run:
    """How a stretch of text is written."""

    bold: bool = False
    italic: bool = False


class Tree(HTMLParser):
    """Reads our own HTML into nodes."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self._open[-1].inside.append(data)


def main() -> int:
    """Do the order on stdin, or those that come later; return the exit status."""
    if sys.argv[1:] == [STAND_READY]:
        return stand_ready(do_one) if _is_loaded() else MISSING
    return do_one()


def do_one() -> int:
    """Read an order from stdin, write the file to stdout, return the exit status."""
    bound()
    if not _is_loaded():
        return MISSING
    order = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(write(**order))
    return 0


def _is_loaded() -> bool:
    try:
        import docx  # noqa: F401, PLC0415  it may be missing
    except ImportError as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
        return False
    return True


def write(*, html: str, title: str, language: str, made_at: str, page_words: str) -> bytes:
    """Return the page as DOCX; its dates are the act's. The same order, the same bytes."""
    import docx  # noqa: PLC0415

    tree = Tree()
    tree.feed(html)
    tree.close()
    document = docx.Document()
    writer = Writer(document, language)
    writer.page(title, page_words)
    writer.write(tree.root)
    _describe(document, title, language, datetime.fromisoformat(made_at))
    section = document.sections[0]
    for part in (document, document.styles, section.header, section.footer):
        _in_order(part._element)  # noqa: SLF001
    file = io.BytesIO()
    document.save(file)
    return _packed(file.getvalue())


class Writer:
    """Writes nodes into a document, each in the direction in which it stands."""

    def __init__(self, document: Any, language: str) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        self._document, self._language = document, language
        self._element, self._name = OxmlElement, qn
        self._rtl = language == "ar"
        self._cell: Any = document
        self._lists = 0

    # The page

    def page(self, title: str, page_words: str) -> None:
        """Set paper, fonts, language and the lines above and below each page."""
        from docx.shared import Mm, Pt  # noqa: PLC0415

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(24), Mm(26)
        section.left_margin, section.right_margin = Mm(25), Mm(25)
        if self._rtl:
            section._sectPr.append(self._element("w:bidi"))  # noqa: SLF001
        size = {"ar": 12.0, "zh-Hans": 11.0}.get(self._language, 10.5)
        for name, points in (
            ("Normal", size),
            ("Title", size * 1.5),
            ("Heading 1", size * 1.1),
        ):
            self._style(self._document.styles[name], Pt(points), bold=name != "Normal")
        self._line(section.header.paragraphs[0], [title.partition(" – ")[0]])
        self._line(section.footer.paragraphs[0], re.split(r"(\{pages?\})", page_words))

    def _style(self, style: Any, size: Any, *, bold: bool) -> None:
        from docx.shared import RGBColor  # noqa: PLC0415

        style.font.name, style.font.size, style.font.bold = LATIN, size, bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        properties = style.element.get_or_add_rPr()
        fonts = properties.rFonts
        for name in [one for one in fonts.attrib if one.lower().endswith("theme")]:
            del fonts.attrib[name]
        fonts.set(self._name("w:hAnsi"), LATIN)
        fonts.set(self._name("w:eastAsia"), CHINESE)
        fonts.set(self._name("w:cs"), ARABIC)
        self._set(properties, "w:szCs", val=str(round(size.pt * 2)))
        if bold:
            self._set(properties, "w:bCs")
        latin = "en-GB" if self._language in {"ar", "zh-Hans"} else self._language
        self._set(properties, "w:lang", val=latin, eastAsia="zh-CN", bidi="ar-SA")
        for tag in ("w:pBdr", "w:spacing", "w:kern"):  # spaced letters do not join in Arabic
            for one in list(style.element.iter(self._name(tag))):
                one.getparent().remove(one)
        style.paragraph_format.space_before = round(size * (0.9 if bold else 0))
        style.paragraph_format.space_after = round(size * 0.7)

    def _set(self, parent: Any, tag: str, **values: str) -> Any:
        element = self._element(tag)
        for name, value in values.items():
            element.set(self._name(f"w:{name}"), value)
        parent.append(element)
        return element

    def _line(self, paragraph: Any, pieces: list[str]) -> None:
        """Write a line above or below each page; page numbers are counted by the reader."""
        self._turn(paragraph, rtl=self._rtl)
        for piece in pieces:
            if field_name := {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece):
                run = paragraph.add_run()._r  # noqa: SLF001
                self._set(run, "w:fldChar", fldCharType="begin")
                self._set(run, "w:instrText").text = field_name
                self._set(run, "w:fldChar", fldCharType="end")
            elif piece:
                self._text(paragraph, piece, Run(), rtl=self._rtl)

    # What stands on it

    def write(self, node: Node, *, rtl: bool | None = None) -> None:
        """Write what is in a node, block by block."""
        rtl = self._rtl if rtl is None else rtl
        for one in node.inside:
            if isinstance(one, str) or one.tag in SKIPPED:
                continue
            turned = {"rtl": True, "ltr": False}.get(one.attrs.get("dir", ""), rtl)
            if one.tag == "table":
                self._table(one, rtl=turned)
            elif one.tag in {"ul", "ol"}:
                self._list(one, rtl=turned)
            elif one.tag in BLOCKS:
                self._block(one, STYLES.get(one.tag, "Normal"), rtl=turned)
            elif one.tag == "blockquote" or "signatures" in one.classes:
                self._apart(one, rtl=turned)
            else:
                self.write(one, rtl=turned)

    def _block(self, node: Node, style: str, *, rtl: bool) -> Any:
        paragraph = self._cell.add_paragraph(style=style)
        self._turn(paragraph, rtl=rtl)
        bold = "stance" in node.classes
        self._inline(paragraph, node, Run(bold=bold), rtl=rtl)
        if "stance" in node.classes or style != "Normal":
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def _apart(self, node: Node, *, rtl: bool) -> None:
        """Write a quoted question, set in; or those who sign, with room above."""
        from docx.shared import Mm  # noqa: PLC0415

        before = len(self._document.paragraphs)
        if node.tag == "blockquote":
            self.write(node, rtl=rtl)
        else:
            for one in _elements(node):
                self._block(one, "Normal", rtl=rtl)
        for paragraph in self._document.paragraphs[before:]:
            if node.tag == "blockquote":
                paragraph.paragraph_format.left_indent = Mm(6)
            else:
                paragraph.paragraph_format.space_before = Mm(8)

    def _list(self, node: Node, *, rtl: bool) -> None:
        """Write a list with numbers of its own; an item may hold paragraphs."""
        if "mandates" in node.classes:
            for item in _elements(node):
                self._block(item, "Normal", rtl=rtl)
            return
        number, last = 0, 0
        for item in _elements(node):
            value = int(item.attrs.get("value") or last + 1)
            if not number or value != last + 1:
                number = self._numbering(ordered=node.tag == "ol", start=value)
            last = value
            for place, part in enumerate(_parts(item)):
                self._item(part, number if place == 0 else 0, rtl=rtl)

    def _item(self, node: Node, number: int, *, rtl: bool) -> None:
        from docx.shared import Mm  # noqa: PLC0415

        if node.tag in {"ul", "ol"}:
            self._list(node, rtl=rtl)
            return
        paragraph = self._block(node, "Normal", rtl=rtl)
        paragraph.paragraph_format.left_indent = Mm(9)
        if number:
            paragraph.paragraph_format.first_line_indent = -Mm(7)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number

    def _numbering(self, *, ordered: bool, start: int) -> int:
        """Add a numbering that begins at a number; return its id."""
        root = self._document.part.numbering_part.element
        self._lists += 1
        abstract, number = str(1000 + self._lists), str(1000 + self._lists)
        shape = self._element("w:abstractNum")
        shape.set(self._name("w:abstractNumId"), abstract)
        self._set(shape, "w:multiLevelType", val="singleLevel")
        level = self._set(shape, "w:lvl", ilvl="0")
        self._set(level, "w:start", val=str(start))
        self._set(level, "w:numFmt", val="decimal" if ordered else "bullet")
        self._set(level, "w:lvlText", val="%1." if ordered else "•")
        self._set(level, "w:lvlJc", val="left")
        root.insert(0, shape)
        self._set(self._set(root, "w:num", numId=number), "w:abstractNumId", val=abstract)
        return int(number)

    def _table(self, node: Node, *, rtl: bool) -> None:
        from docx.shared import Mm  # noqa: PLC0415

        rows = [one for one in _walk(node) if one.tag == "tr"]
        table = self._document.add_table(rows=0, cols=2)
        table.autofit = False
        widths = (Mm(42), Mm(118))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if rtl:
            table._tblPr.append(self._element("w:bidiVisual"))  # noqa: SLF001
        for row in rows:
            cells = table.add_row().cells
            for cell, one, width in zip(cells, _elements(row), widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                self._turn(paragraph, rtl=rtl)
                self._inline(paragraph, one, Run(), rtl=rtl)

    # Text

    def _turn(self, paragraph: Any, *, rtl: bool) -> None:
        if rtl:
            self._set(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001

    def _inline(self, paragraph: Any, node: Node, how: Run, *, rtl: bool) -> None:
        for one in node.inside:
            if isinstance(one, str):
                if words := re.sub(r"\s+", " ", one):
                    self._text(paragraph, words, how, rtl=rtl)
            elif one.tag == "br":
                paragraph.add_run().add_break()
            elif one.tag == "bdi":
                self._isolate(paragraph, one, how, rtl=rtl)
            else:
                self._inline(paragraph, one, self._changed(how, one), rtl=rtl)

    def _changed(self, how: Run, node: Node) -> Run:
        """Return how an emphasis is written; Arabic and Chinese letters do not lean."""
        if node.tag not in {"em", "strong"}:
            return how
        leans = node.tag == "em" and self._language not in {"ar", "zh-Hans"}
        return replace(how, italic=True) if leans else replace(how, bold=True)

    def _isolate(self, paragraph: Any, node: Node, how: Run, *, rtl: bool) -> None:
        """Write a name apart from the direction around it."""
        how = replace(how, bold=how.bold or bool({"holder", "reference"} & set(node.classes)))
        own = {"rtl": True, "ltr": False}.get(node.attrs.get("dir", ""), rtl)
        self._text(paragraph, FIRST_STRONG, how, rtl=rtl)
        self._inline(paragraph, node, how, rtl=own)
        self._text(paragraph, POP, how, rtl=rtl)

    def _text(self, paragraph: Any, text: str, how: Run, *, rtl: bool) -> None:
        """Write a text as runs, those from right to left marked so."""
        if not paragraph.runs:
            text = text.lstrip(" ")
        for turned, words in _by_direction(text, rtl=rtl):
            run = paragraph.add_run(words)
            run.bold, run.italic = how.bold or None, how.italic or None
            run.font.cs_bold, run.font.cs_italic = how.bold or None, how.italic or None
            run.font.rtl = turned or None


ORDERS: Final = {
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz "
        "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
        "specVanish oMath"
    ),
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
        "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
        "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
        "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
        "textDirection bidi rtlGutter docGrid"
    ),
}
"""The order in which Word wants the properties that stand here (ISO 29500-1, Annex A)."""


def _in_order(part: Any) -> None:
    """Put properties into the order of the schema; any other order may not open."""
    for element in part.iter():
        name = str(element.tag).rpartition("}")[2]
        if names := ORDERS.get(name, "").split():
            places = {one: place for place, one in enumerate(names)}
            known = sorted(element, key=lambda one: places[str(one.tag).rpartition("}")[2]])
            element[:] = known


def _elements(node: Node) -> list[Node]:
    return [one for one in node.inside if isinstance(one, Node)]


def _walk(node: Node) -> Iterator[Node]:
    for one in _elements(node):
        yield one
        yield from _walk(one)


def _parts(item: Node) -> list[Node]:
    """Return the blocks of a list's item; its own words are one."""
    blocks = [one for one in _elements(item) if one.tag in BLOCKS | {"ul", "ol"}]
    return blocks or [item]


def _by_direction(text: str, *, rtl: bool) -> Iterator[tuple[bool, str]]:
    """Cut a text where its letters change direction; what has none goes with what is around."""
    kept, turned = "", rtl
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        now = True if kind in {"R", "AL"} else False if kind == "L" else rtl
        if kept and now != turned:
            yield turned, kept
            kept = ""
        kept, turned = kept + sign, now
    if kept:
        yield turned, kept


def _describe(document: Any, title: str, language: str, made_at: datetime) -> None:
    """Write what the file says of itself: nobody's name, and the act's dates."""
    about = document.core_properties
    about.title, about.language = title, language
    about.author = about.last_modified_by = "Rapport"
    about.comments = about.subject = about.keywords = about.category = ""
    about.created = about.modified = made_at.replace(tzinfo=None)
    about.revision = 1
    package = document.part.package
    for key in [one for one, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _packed(data: bytes) -> bytes:
    """Write a file's parts again, in order and without dates; the types come first."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(file, "w") as packed:
        names = sorted(made.namelist(), key=lambda name: (not name.startswith("["), name))
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, APP if name == "docProps/app.xml" else made.read(name))
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
