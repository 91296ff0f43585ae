"""Dates in words: every language says in its catalogue how it writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext, pgettext_lazy

from rapport.foundation.acts import GENEVA

WITH_YEAR: Final = pgettext_lazy("date format", "l j F Y")
WITHIN_THE_YEAR: Final = pgettext_lazy("date format", "l j F")


def day(value: date, *, today: date | None = None) -> SafeString:
    """Write a calendar date with its weekday; without the year where that is today's."""
    same = today is not None and value.year == today.year
    words = formats.date_format(value, str(WITHIN_THE_YEAR if same else WITH_YEAR))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


def without_weekday(value: date) -> SafeString:
    """Write a calendar date with its year and without its weekday."""
    words = formats.date_format(value, pgettext("date format", "j F Y"))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


def instant(value: datetime) -> SafeString:
    """Write an instant in Geneva's time."""
    words = formats.date_format(value.astimezone(GENEVA), pgettext("date format", "j F Y, H:i"))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
