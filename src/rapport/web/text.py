"""Plain text into paragraphs, lists and emphasis. What comes in is text, never markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BULLET: Final = re.compile(r"^\s*-\s+(.*)$")
_NUMBER: Final = re.compile(r"^\s*\d{1,3}[.)]\s+(.*)$")
_EMPHASIS: Final = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")


def one_line(text: str) -> str:
    """Return a text as one line, without control signs and doubled spaces."""
    plain = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join("".join(plain).split())


def render_text(text: str) -> SafeString:
    """Return a plain text as HTML: blank lines part paragraphs, "- " and "1. " begin items."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_block(block) for block in blocks if block.strip()))  # noqa: S308


def _block(block: str) -> str:
    lines = block.splitlines()
    for form, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        items = [form.match(line) for line in lines]
        if all(items):
            inside = "".join(f"<li>{_inline(item[1])}</li>" for item in items if item)
            return f"<{tag}>{inside}</{tag}>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _inline(line: str) -> str:
    return _EMPHASIS.sub(r"<em>\1</em>", escape(line.strip()))
