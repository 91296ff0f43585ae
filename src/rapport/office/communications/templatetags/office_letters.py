"""How the letters' pages speak of subjects, mandates, due dates and what happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from rapport.foundation.acts import geneva_date
from rapport.journal.models import Entry
from rapport.mail import rules as mail
from rapport.mail import selectors as mails
from rapport.mail.events import MailArrived
from rapport.mail.models import Inbound
from rapport.mail.rules import Road
from rapport.office.communications import labels
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import Recorded
from rapport.office.communications.views import reading
from rapport.protocol import deadlines
from rapport.web.labels import label
from rapport.web.templatetags.rapport import bdi, geneva, long_date

register = template.Library()
register.filter("neutral", reading.neutral)

DATES = (
    "due_on",
    "reply_due_on",
    "posted_on",
    "delivered_on",
    "returned_on",
    "reached_on",
)


@register.filter
def mandate(slug: str, titles: Mapping[str, str]) -> SafeString:
    """Set a mandate's title; its short name in the address where the directory has none."""
    return bdi(titles.get(slug, slug))


@register.filter
def of(found: Mapping[int, object], number: int) -> object | None:
    """Return what is known of a question, by its number."""
    return found.get(number)


@register.filter
def when_due(due_on: date, today: date) -> SafeString:
    """Say when a reply is due, or since when there is none: relative, the date, the zone."""
    left = deadlines.days_left(due_on, today)
    on = long_date(due_on)
    if left > 0:
        sentence = ngettext(
            "Reply due in {days} day, on {on}, end of day in Geneva.",
            "Reply due in {days} days, on {on}, end of day in Geneva.",
            left,
        )
    elif left == 0:
        sentence = gettext("Reply due today, {on}, end of day in Geneva.")
    else:
        sentence = ngettext(
            "The period for the reply ended {days} day ago, on {on}.",
            "The period for the reply ended {days} days ago, on {on}.",
            -left,
        )
    return format_html(sentence, days=abs(left), on=on)


@register.filter
def report_trust(report: Inbound) -> SafeString:
    """Say how far a report on the delivery of an e-mail can be trusted."""
    trust, domain = mails.trust_of(report)
    return format_html(
        str(labels.TRUST[trust]), domain=format_html('<bdi dir="ltr">{}</bdi>', domain)
    )


@register.filter
def counts(report: Inbound) -> bool:
    """Whether a report that an e-mail was delivered counts."""
    return mail.is_believed(mails.trust_of(report)[0])


@register.simple_tag
def cautions(message: Inbound, letter: Letter | None) -> list[SafeString]:
    """Say in words in what a sender is like somebody else; cautions, no verdicts."""
    written_to = message.about.to if message.about else letter.mail_to if letter else ""
    found = []
    if likeness := mail.likeness(message.sender, written_to):
        words = gettext("Careful: {domain} looks like {ours} and is another domain.")
        places = {
            name: format_html('<bdi dir="ltr">{}</bdi>', mail.domain_of(address))
            for name, address in (("domain", message.sender), ("ours", written_to))
        }
        said = format_html(words, **places)
        ask = gettext("Ask the company by another way whether it writes from there.")
        found.append(format_html("{} {} {}", said, label(likeness), ask))
    if other := mail.other_address_in(message.sender_name, message.sender):
        words = gettext(
            "Careful: the sender’s name is an address, {other}, that did not send it."
        )
        found.append(format_html(words, other=format_html('<bdi dir="ltr">{}</bdi>', other)))
    return found


@register.filter
def arrived(message: Inbound) -> SafeString:
    """Say when an answer came: of paper the day is known, and no hour."""
    at = message.arrived_at
    return long_date(geneva_date(at)) if message.road is Road.POST else geneva(at)


@register.simple_tag
def told(entry: Entry, titles: Mapping[str, str]) -> SafeString:
    """Tell what an entry of the journal says, with the names in it set apart."""
    facts = {name: _fact(name, value, titles) for name, value in entry.values.items()}
    words = labels.TOLD[entry.name]
    if entry.name == MailArrived.name and entry.values.get("kind") in mail.REPORTS:
        words = labels.REPORT_CAME
    sentence = format_html(str(words), **facts, who=bdi(entry.actor_name))
    return format_html("<span>{}</span>", sentence)


def crossed_out(text: SafeString) -> SafeString:
    """Cross out what was told and was wrong, also for those who hear the page."""
    words = gettext("Struck out")
    return format_html('<del>{}</del> <span class="tag">{}</span>', text, words)


def _fact(name: str, value: object, titles: Mapping[str, str]) -> SafeString:
    if name in DATES:
        return long_date(date.fromisoformat(str(value)))
    if name == "record":
        return format_html("{}", label(Recorded(str(value))))
    if name == "mandate":
        return mandate(str(value), titles)
    return bdi(str(value))
