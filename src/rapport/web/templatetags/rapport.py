"""How data stand in a page: names apart from the text around them, dates with their zone."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rapport.foundation.errors import Refusal
from rapport.web import dates, labels
from rapport.web.refusals import sentence
from rapport.web.text import render_text

register = template.Library()


@register.filter
def reference(value: str) -> SafeString:
    """Set a reference: left to right, in one piece."""
    return format_html('<bdi class="ref" dir="ltr">{}</bdi>', value)


@register.filter
def bdi(value: str) -> SafeString:
    """Keep a name's direction apart from the text around it."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def spaced(slug: str) -> str:
    """Show a word that programs write with hyphens as people write it."""
    return slug.replace("-", " ")


@register.filter
def long_date(value: date | None) -> SafeString:
    """Write a calendar date in words, with the machine's form beside it."""
    return SafeString("") if value is None else dates.day(value)


@register.filter
def plain_date(value: date | None) -> SafeString:
    """Write a calendar date without its weekday."""
    return SafeString("") if value is None else dates.without_weekday(value)


@register.filter
def geneva(value: datetime | None) -> SafeString:
    """Write an instant in Geneva's time."""
    return SafeString("") if value is None else dates.instant(value)


@register.filter
def when(value: date | datetime) -> SafeString:
    """Write an instant or a calendar date, whichever it is."""
    return dates.instant(value) if isinstance(value, datetime) else dates.day(value)


@register.filter
def text(value: str) -> SafeString:
    """Set plain paragraphs, lists and emphasis."""
    return render_text(value)


@register.simple_tag
def shape(side: str) -> SafeString:
    """Draw a side's shape; a word stands beside it."""
    return format_html('<span class="shape is-{}" aria-hidden="true"></span>', side)


@register.simple_tag
def label(member: StrEnum) -> str:
    """Return the words people read for a code."""
    return labels.label(member)


@register.filter(name="sentence")
def refusal_sentence(refusal: Refusal) -> str:
    """Say why not, in the reader's language: `{{ why_not|sentence }}`."""
    return sentence(refusal)
