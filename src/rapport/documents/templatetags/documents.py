"""The fixed words and dates of letters, for their templates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import formats

from rapport.documents import labels, rules
from rapport.foundation.acts import GENEVA
from rapport.protocol.kinds import LetterType, ReplyKind, Stance

register = template.Library()


@register.filter
def letter_type(member: LetterType) -> str:
    """Say what a letter is."""
    return str(labels.TYPES[member])


@register.filter
def part_heading(name: str) -> str:
    """Return the heading of a letter's part; empty for a part that has none."""
    return str(labels.PARTS.get(name, ""))


@register.filter
def reply_kind(member: ReplyKind) -> str:
    """Say how much of an answer a reply is."""
    return str(labels.REPLY_KINDS[member])


@register.filter
def stance(member: Stance) -> str:
    """Say what an answer does with its question."""
    return str(labels.STANCES[member])


@register.filter
def on_paper(value: date | datetime, form: str) -> str:
    """Write a date, or the Geneva date of an instant, in a form of Django's signs."""
    day = value.astimezone(GENEVA).date() if isinstance(value, datetime) else value
    return str(formats.date_format(day, form, use_l10n=False))


@register.filter
def way(text: str) -> str:
    """Return the direction in which a text runs."""
    return rules.way(text)
