"""How facts stand in a page: months, countries and titles in the reader's language."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rapport.directory import labels, rules, selectors
from rapport.directory.models import Country, Mandate
from rapport.web import dates
from rapport.web.languages import base_language

register = template.Library()

LANGUAGE_NAMES: Final = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
A_MONTH: Final = len("2020-08")
LONGEST_URL: Final = 48


@register.filter
def when(value: str) -> SafeString:
    """Write a month (2020-08) or a day (2020-08-01) in words, and for machines."""
    if not value:
        return SafeString("")
    if len(value) > A_MONTH:
        return dates.without_weekday(rules.first_day(value))
    words = formats.date_format(rules.first_day(value), pgettext("date format", "F Y"))
    return format_html('<time datetime="{}">{}</time>', value, words)


@register.filter
def month(day: str) -> SafeString:
    """Write the month of a day (2020-08-01) in words."""
    return when(day[:A_MONTH])


@register.filter
def country_name(country: Country) -> SafeString:
    """Write a country's name in the reader's language."""
    return format_html("<bdi>{}</bdi>", selectors.name_of(country, get_language() or "en"))


@register.filter
def mandate_title(mandate: Mandate) -> SafeString:
    """Write a mandate's title in the reader's language, or in English, marked as such."""
    here = base_language(get_language() or "en")
    language = here if mandate.titles.get(here) else "en"
    title = selectors.title_of(mandate, here)
    direction = "rtl" if language == "ar" else "ltr"
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction, title)


@register.filter
def language_name(code: str) -> str:
    """Write a language by its own name."""
    return LANGUAGE_NAMES.get(code, code)


@register.filter
def sector(slug: str) -> str:
    """Write a sector in words."""
    return labels.sector(slug)


@register.filter
def host(url: str) -> SafeString:
    """Write the site to which an address leads: ohchr.org."""
    name = url.partition("://")[2].partition("/")[0]
    return format_html('<bdi dir="ltr">{}</bdi>', name.removeprefix("www."))


@register.filter
def short_url(url: str) -> SafeString:
    """Write an address so that it can be told from others: undocs.org/A/HRC/RES/61/14."""
    plain = url.partition("://")[2].removeprefix("www.").rstrip("/")
    if len(plain) > LONGEST_URL:
        plain = f"{plain[: LONGEST_URL - 1]}…"
    return format_html('<bdi dir="ltr">{}</bdi>', plain)


@register.filter
def fact(value: object) -> str:
    """Write the value of a field as one line of text."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(fact, value))
    if isinstance(value, dict):
        return ", ".join(
            f"{name}: {fact(one)}" for name, one in value.items() if one is not None
        )
    return str(value)
