"""How the desk's pages speak of people, due dates and what happened."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from rapport.protocol import deadlines
from rapport.web.templatetags.rapport import bdi, long_date, shape

register = template.Library()


@register.filter
def when_due(due_on: date, today: date) -> SafeString:
    """Say when a reply is due, or since when it is late: days, then the date, the zone."""
    left = deadlines.days_left(due_on, today)
    on = long_date(due_on)
    if left > 0:
        sentence = ngettext(
            "The reply is due in {days} day, on {on}, end of day in Geneva.",
            "The reply is due in {days} days, on {on}, end of day in Geneva.",
            left,
        )
    elif left == 0:
        sentence = gettext("The reply is due today, {on}, end of day in Geneva.")
    else:
        sentence = ngettext(
            "The reply is {days} day late: it was due on {on}.",
            "The reply is {days} days late: it was due on {on}.",
            -left,
        )
    return format_html(sentence, days=abs(left), on=on)


@register.simple_tag
def person(name: str, seat: str = "") -> SafeString:
    """Set a person of the desk: its shape, the name, and what they are here."""
    side = shape("desk")
    if not seat:
        return format_html(
            '<span class="person"><span class="nb">{}{}</span></span>', side, bdi(name)
        )
    return format_html(
        '<span class="person"><span class="nb">{}{}</span> <span class="seat">{}</span></span>',
        side,
        bdi(name),
        seat,
    )
