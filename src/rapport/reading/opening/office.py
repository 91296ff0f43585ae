"""Word files: paragraphs, tables and the numbers that Word gives to lists."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from rapport.reading.opening.limits import (
    MOST_MEMBERS,
    MOST_UNPACKED_BYTES,
    Refused,
    Unable,
    bounded,
)
from rapport.reading.text import Kind

try:
    import docx
    from docx.oxml.ns import qn
    from docx.table import Table
    from docx.text.paragraph import Paragraph
except ImportError:  # the extra office-files is not installed
    docx = None  # type: ignore[assignment]

BODY: Final = "word/document.xml"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DEEPEST_TABLE: Final = 4
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def is_encrypted(data: bytes) -> bool:
    """Say whether an old container holds a Word file under a password."""
    return _ENCRYPTED in data


def read(data: bytes) -> dict[str, Any]:
    """Return the text of a Word file. Raises Refused, Unable."""
    _look_inside(data)
    if docx is None:
        raise Unable
    try:
        document = docx.Document(io.BytesIO(data))
        pages = _Paper(document).pages()
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception:  # python-docx and lxml fail in many ways on damaged files
        raise Refused("damaged") from None
    if not any(line.strip() for page in pages for line in page):
        raise Refused("empty")
    return {"kind": Kind.DOCX, "pages": bounded(pages), "notes": []}


def _look_inside(data: bytes) -> None:
    """Refuse what would unpack too far, by what is there and not by what it claims."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
        members = packed.infolist()
        if BODY not in packed.namelist():
            raise Refused("kind_unknown")
        if len(members) > MOST_MEMBERS:
            raise Refused("unpacks_too_far")
        if any(one.flag_bits & 1 for one in members):
            raise Refused("locked")
        left = MOST_UNPACKED_BYTES
        for member in members:
            with packed.open(member) as file:
                while piece := file.read(1024 * 1024):
                    left -= len(piece)
                    if left < 0:
                        raise Refused("unpacks_too_far")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise Refused("damaged") from None
    except Exception as trouble:
        if isinstance(trouble, Refused | MemoryError):
            raise
        raise Refused("damaged") from None  # zlib.error and its like


class _Paper:
    """A document's lines; page breaks as Word last set them; list numbers counted anew."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.counts: dict[tuple[str, int], int] = defaultdict(int)

    def pages(self) -> list[list[str]]:
        pages: list[list[str]] = [self._letterhead()]
        for paragraph in self._paragraphs(self.document, 0):
            number = self._number(paragraph)
            before, *after = self._pieces(paragraph)
            pages[-1].extend((number + before).split("\n"))
            pages.extend(piece.split("\n") for piece in after)
        return pages

    def _letterhead(self) -> list[str]:
        """Return the first page's header: addresses and, in some letters, mandates."""
        section = self.document.sections[0] if len(self.document.sections) else None
        if section is None:
            return []
        first = section.different_first_page_header_footer
        header = section.first_page_header if first else section.header
        return [one.text for one in header.paragraphs if one.text.strip()]

    def _paragraphs(self, parent: Any, depth: int) -> Iterator[Any]:
        if depth > _DEEPEST_TABLE:
            raise Refused("unpacks_too_far")
        for block in parent.iter_inner_content():
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from self._paragraphs(cell, depth + 1)

    def _pieces(self, paragraph: Any) -> list[str]:
        pieces = [""]
        for element in paragraph._p.iter():  # noqa: SLF001  breaks have no other door
            if element.tag == qn("w:t"):
                pieces[-1] += element.text or ""
            elif element.tag == qn("w:tab"):
                pieces[-1] += " "
            elif element.tag == qn("w:br"):
                if element.get(qn("w:type")) == "page":
                    pieces.append("")
                else:
                    pieces[-1] += "\n"
            elif element.tag == qn("w:lastRenderedPageBreak"):
                pieces.append("")
        return pieces

    def _number(self, paragraph: Any) -> str:
        found = self._numbering(paragraph)
        if found is None:
            return ""
        list_id, level, form = found
        self.counts[list_id, level] += 1
        for deeper in [key for key in self.counts if key[0] == list_id and key[1] > level]:
            del self.counts[deeper]
        count = self.counts[list_id, level]
        if form == "bullet":
            return "• "
        if form == "lowerLetter":
            return f"({chr(ord('a') + (count - 1) % 26)}) "
        if form == "lowerRoman" and count <= len(_ROMAN):
            return f"({_ROMAN[count - 1]}) "
        return f"{count}. "

    def _numbering(self, paragraph: Any) -> tuple[str, int, str] | None:
        own = paragraph._p.pPr  # noqa: SLF001
        properties = own.numPr if own is not None else None
        if properties is None or properties.numId is None:
            style = paragraph.style
            styled = style.element.pPr if style is not None else None
            properties = styled.numPr if styled is not None else None
        if properties is None or properties.numId is None or not properties.numId.val:
            return None
        list_id = str(properties.numId.val)
        level = properties.ilvl.val if properties.ilvl is not None else 0
        return list_id, level, self._form(list_id, level)

    def _form(self, list_id: str, level: int) -> str:
        numbering = self.document.part.numbering_part.element
        for one in numbering.findall(qn("w:num")):
            if one.get(qn("w:numId")) != list_id:
                continue
            abstract = one.find(qn("w:abstractNumId")).get(qn("w:val"))
            for form in numbering.findall(qn("w:abstractNum")):
                if form.get(qn("w:abstractNumId")) == abstract:
                    return self._form_of_level(form, level)
        return "decimal"

    def _form_of_level(self, form: Any, level: int) -> str:
        for one in form.findall(qn("w:lvl")):
            if one.get(qn("w:ilvl")) == str(level):
                named = one.find(qn("w:numFmt"))
                return named.get(qn("w:val")) if named is not None else "decimal"
        return "decimal"
