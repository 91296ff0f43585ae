"""How a public version stands in a page of the office: what is withheld is seen at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rapport.web.text import render_text

register = template.Library()


@register.filter
def held(value: str, stand_ins: Sequence[str]) -> SafeString:
    """Set a public text; the words that stand for something withheld are marked."""
    return _marked(render_text(value), stand_ins)


@register.filter
def held_line(value: str, stand_ins: Sequence[str]) -> SafeString:
    """Set one line of a public version in the same way."""
    return _marked(SafeString(escape(value)), stand_ins)


def _marked(html: SafeString, stand_ins: Sequence[str]) -> SafeString:
    words = sorted((str(escape(one)) for one in stand_ins), key=len, reverse=True)
    form = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words))
    said = format_html('<span class="vh">{}</span>', _("withheld:"))
    marked = form.sub(lambda one: f'<span class="held">{said} {one[0]}</span>', html)
    return mark_safe(marked)  # noqa: S308  what is put around escaped text is ours
