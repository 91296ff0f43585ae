"""How the record's facts stand in a page: titles, dates that are a month, what was withheld."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rapport.archive import labels, rules
from rapport.archive.models import Letter
from rapport.archive.rules import AddresseeKind, Replied
from rapport.archive.selectors import Snippet
from rapport.web import dates
from rapport.web.text import render_text

register = template.Library()

A_DAY: Final = len("2021-03-22")
A_MONTH: Final = len("2021-03")
_WITHHELD: Final = re.compile("▮+")


@register.simple_tag
def title(letter: Letter, countries: Mapping[str, str] = labels.NO_NAMES) -> SafeString:
    """Write what a letter is about, in its own language; what we call it, in the reader's."""
    words = labels.title_of(letter, countries)
    if letter.subject:
        return format_html('<bdi lang="{}" dir="auto">{}</bdi>', letter.language, words)
    return format_html("<bdi>{}</bdi>", words)


@register.simple_tag
def plain_title(letter: Letter, countries: Mapping[str, str] = labels.NO_NAMES) -> str:
    """Return the same for a page's title."""
    return labels.title_of(letter, countries)


@register.filter
def sent(letter: Letter) -> SafeString:
    """Write when a letter was sent: a day, a month or a year, as far as it is known."""
    if not letter.sent or letter.sent_on is None:
        return SafeString(_("on a day that is not known here"))
    if len(letter.sent) == A_DAY:
        return dates.day(letter.sent_on)
    form = pgettext("date format", "F Y") if len(letter.sent) == A_MONTH else "Y"
    words = formats.date_format(letter.sent_on, form)
    return format_html('<time datetime="{}">{}</time>', letter.sent, words)


@register.simple_tag
def addressee(letter: Letter, countries: Mapping[str, str] = labels.NO_NAMES) -> SafeString:
    """Write to whom a letter went; a State by its name in the reader's language."""
    name = letter.addressee
    if letter.addressee_kind is AddresseeKind.STATE:
        name = countries.get(letter.country, name)
    if letter.addressee_kind is AddresseeKind.OTHER:
        name = _("an addressee that is not named")
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def public_text(value: str) -> SafeString:
    """Set a published text; what was withheld is also said to those who do not see the sign."""
    said = format_html(
        '<span aria-hidden="true">▮▮▮</span><span class="vh">{}</span>', _("(withheld)")
    )
    return mark_safe(_WITHHELD.sub(said, render_text(value)))  # noqa: S308  both are safe


@register.filter
def state_class(replied: Replied) -> str:
    """Return the class of a reply's status word."""
    return labels.STATE[replied]


@register.filter
def part_title(name: str) -> str:
    """Return the words for a part of a letter."""
    return str(labels.PARTS.get(name, ""))


@register.filter
def quotation(snippet: Snippet) -> SafeString:
    """Write a quotation with what was found marked in it."""
    return format_html_join(
        "",
        "{}{}{}",
        (
            (SafeString("<mark>"), one.text, SafeString("</mark>"))
            if one.found
            else ("", one.text, "")
            for one in snippet.pieces
        ),
    )


@register.filter
def day_of_reply(letter: Letter) -> int | None:
    """Return the day of a reply, the letter's date being day 0; None where one is not known."""
    if letter.replied_on is None or len(letter.sent) != A_DAY:
        return None
    first = rules.first_day(letter.sent)
    return (letter.replied_on - first).days if first else None
