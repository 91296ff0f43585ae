"""The sentences of Today: what a letter asks, what follows if it waits, what a button says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.office.communications import labels as letters  # noqa: F401  kinds of replies
from rapport.office.today.rules import Deed, Margin, Unit
from rapport.office.today.selectors import Waiting
from rapport.web import dates, labels

Titles = Mapping[str, str]

DEEDS: Final[Mapping[Deed, str | Promise]] = {
    Deed.SEND_AGAIN: gettext_lazy("See what the desk said"),
    Deed.JOIN: gettext_lazy("Read and decide"),
    Deed.GO_ON: gettext_lazy("Decide how to go on"),
    Deed.CLEAR: gettext_lazy("Clear the letter"),
    Deed.TRANSMIT: gettext_lazy("Transmit the letter"),
    Deed.WATCH: gettext_lazy("See the delivery"),
    Deed.ASK_RECEIPT: gettext_lazy("See the delivery"),
    Deed.AWAIT: gettext_lazy("Open the letter"),
    Deed.LOOK_AFTER: gettext_lazy("Open the letter"),
    Deed.PUBLISH: gettext_lazy("Prepare the public version"),
    Deed.ASSESS: gettext_lazy("Read and assess"),
    Deed.SETTLE: gettext_lazy("Settle the doubt"),
    Deed.CHECK_CONTACT: gettext_lazy("Find the right address"),
    Deed.FILE: gettext_lazy("Read and file"),
    Deed.LOOK: gettext_lazy("Look whether it is a reply"),
    Deed.SETTLE_WITHDRAWAL: gettext_lazy("Settle the doubt"),
    Deed.TELL_AGAIN: gettext_lazy("Tell the company"),
    Deed.POST: gettext_lazy("Print and post"),
    Deed.ASK_CARRIER: gettext_lazy("See the delivery"),
    Deed.GIVE_TIME: gettext_lazy("Read and decide"),
    Deed.EXPLAIN: gettext_lazy("Read and answer"),
    Deed.REDIRECTED: gettext_lazy("Open the letter"),
    Deed.ASK_ADMINISTRATOR: gettext_lazy("See what to do"),
}


def caption(margin: Margin) -> str:
    """Say what the number in the margin counts; the number stands before it."""
    if margin.unit is Unit.DAY_OF:
        return _("of {period}").format(period=margin.period)
    if margin.unit is Unit.DAYS_LEFT:
        return ngettext("day left", "days left", margin.number)
    if margin.unit is Unit.DAYS_LATE:
        return ngettext("day late", "days late", margin.number)
    return ngettext("day waiting", "days waiting", margin.number)


def what(row: Waiting, titles: Titles) -> SafeString:
    """Say what a row asks for."""
    return _WHAT[row.deed](row, titles)


def then(row: Waiting) -> SafeString:
    """Say what follows if it waits."""
    return format_html(str(_THEN[row.deed]), **_places(row, {}))


def _said(text: str | Promise) -> Callable[[Waiting, Titles], SafeString]:
    return lambda row, titles: format_html(str(text), **_places(row, titles))


def _refused(row: Waiting, titles: Titles) -> SafeString:
    reason = row.facts["reason"] or _("no reason given")
    text = _("{reference} was not taken by the desk of {company}: {reason}")
    places = _places(row, titles) | {"reason": format_html("<bdi>{}</bdi>", reason)}
    return format_html(text, **places)


def _unheard(row: Waiting, titles: Titles) -> SafeString:
    asked = row.facts["asked"]
    text = ngettext(
        "{asked} mandate that was asked to join has not answered; its day was {due_on}.",
        "{asked} mandates that were asked to join have not answered; the first day was "
        "{due_on}.",
        asked,
    )
    return format_html(text, **_places(row, titles))


def _reply(row: Waiting, titles: Titles) -> SafeString:
    late = row.facts["late"]
    if not late:
        text = _("{reference}: {kind} from {company}, received on {received_on}.")
    else:
        text = ngettext(
            "{reference}: {kind} from {company}, received on {received_on}, {late} day late.",
            "{reference}: {kind} from {company}, received on {received_on}, {late} days late.",
            late,
        )
    return format_html(text, **_places(row, titles))


def _undelivered(row: Waiting, titles: Titles) -> SafeString:
    text = (
        _("{reference} to {company}: the letter came back by post.")
        if row.letter.post_to
        else _("{reference} to {company}: the e-mail was not delivered.")
    )
    return format_html(text, **_places(row, titles))


def _held_up(row: Waiting, titles: Titles) -> SafeString:
    text = (
        _("{reference} to {company}: the public version has not left. Given up, {since}.")
        if "version" in row.facts
        else _("{reference} to {company} has not left. Given up, {since}.")
    )
    return format_html(text, **_places(row, titles))


def _places(row: Waiting, titles: Titles) -> dict[str, object]:
    letter, facts = row.letter, row.facts
    found: dict[str, object] = {
        "reference": format_html('<bdi class="ref" dir="ltr">{}</bdi>', letter.reference),
        "company": format_html("<bdi>{}</bdi>", letter.company_name),
        "asked": facts.get("asked", ""),
        "late": facts.get("late", ""),
    }
    for name in ("due_on", "received_on", "came_on", "until", "sent_on"):
        if name in facts:
            found[name] = dates.day(facts[name])
    for name in ("sent_at", "since"):
        if name in facts:
            found[name] = dates.instant(facts[name])
    if "kind" in facts:
        found["kind"] = labels.label(facts["kind"])
    for name in ("lead", "mandate"):
        if name in facts:
            slug = facts[name]
            found[name] = format_html("<bdi>{}</bdi>", titles.get(slug, slug))
    if letter.public_from:
        found["public_from"] = dates.instant(letter.public_from)
    return found


_WHAT: Final[Mapping[Deed, Callable[[Waiting, Titles], SafeString]]] = {
    Deed.SEND_AGAIN: _refused,
    Deed.JOIN: _said(gettext_lazy("The {lead} asks the {mandate} to join by {due_on}.")),
    Deed.GO_ON: _unheard,
    Deed.CLEAR: _said(gettext_lazy("Every mandate that was asked has answered.")),
    Deed.TRANSMIT: _said(gettext_lazy("Cleared, to {company}, and not yet transmitted.")),
    Deed.WATCH: _said(
        gettext_lazy("{reference} was handed over on {sent_at}; {company} has sent no receipt.")
    ),
    Deed.ASK_RECEIPT: _said(
        gettext_lazy("{company} has {reference} and has not acknowledged it, due {due_on}.")
    ),
    Deed.AWAIT: _said(
        gettext_lazy("{reference} to {company}: no full reply yet, due {due_on}.")
    ),
    Deed.LOOK_AFTER: _said(
        gettext_lazy("{reference} to {company}: no full reply; it was due {due_on}.")
    ),
    Deed.PUBLISH: _said(
        gettext_lazy("{reference} to {company} may be public since {public_from}.")
    ),
    Deed.ASSESS: _reply,
    Deed.SETTLE: _said(
        gettext_lazy("{reference} to {company}: nobody knows whether the e-mail left.")
    ),
    Deed.CHECK_CONTACT: _undelivered,
    Deed.POST: _said(gettext_lazy("{reference} to {company}: printed, and not yet posted.")),
    Deed.ASK_CARRIER: _said(
        gettext_lazy("{reference} to {company}: posted on {sent_on}, delivery not proven.")
    ),
    Deed.FILE: _said(gettext_lazy("{reference}: an answer of {company} waits to be filed.")),
    Deed.LOOK: _said(
        gettext_lazy(
            "{reference} to {company}: an e-mail came that is marked automatic: look whether "
            "it is a reply."
        )
    ),
    Deed.SETTLE_WITHDRAWAL: _said(
        gettext_lazy(
            "{reference} to {company}: nobody knows whether the word that it is withdrawn left."
        )
    ),
    Deed.TELL_AGAIN: _said(
        gettext_lazy("{reference}: the word that it is withdrawn did not reach {company}.")
    ),
    Deed.GIVE_TIME: _said(
        gettext_lazy("{reference}: {company} asks for more time, until {until}.")
    ),
    Deed.EXPLAIN: _said(gettext_lazy("{reference}: {company} asks something, on {came_on}.")),
    Deed.REDIRECTED: _said(
        gettext_lazy("{reference}: {company} says that the letter is not for it.")
    ),
    Deed.ASK_ADMINISTRATOR: _held_up,
}

_THEN: Final[Mapping[Deed, str | Promise]] = {
    Deed.SEND_AGAIN: gettext_lazy(
        "The company has not got the letter. Its clock runs all the same."
    ),
    Deed.JOIN: gettext_lazy("If you say nothing, the letter may go without this mandate."),
    Deed.GO_ON: gettext_lazy(
        "Ask again, or clear it: without an answer a mandate does not sign."
    ),
    Deed.CLEAR: gettext_lazy("Until it is cleared, it cannot leave."),
    Deed.TRANSMIT: gettext_lazy("The period for the reply begins on the day it leaves."),
    Deed.WATCH: gettext_lazy("Rapport goes on trying. Silence counts from the receipt on."),
    Deed.ASK_RECEIPT: gettext_lazy(
        "Ask the contact by telephone whether the right people have it. The days run on."
    ),
    Deed.AWAIT: gettext_lazy("From {public_from} the letter may be made public, by a person."),
    Deed.LOOK_AFTER: gettext_lazy("A late reply is taken like any other."),
    Deed.PUBLISH: gettext_lazy(
        "Nothing is published by itself: a person looks at the public version first."
    ),
    Deed.ASSESS: gettext_lazy("Its answers are not all assessed."),
    Deed.SETTLE: gettext_lazy("Until a person decides, it is not sent again."),
    Deed.CHECK_CONTACT: gettext_lazy(
        "The company has not got the letter. Its clock runs all the same."
    ),
    Deed.POST: gettext_lazy("The period runs, and the company has nothing yet."),
    Deed.ASK_CARRIER: gettext_lazy(
        "Ask the carrier. Until its delivery is recorded, silence does not count."
    ),
    Deed.FILE: gettext_lazy("Until a person has filed it, it counts as no reply."),
    Deed.LOOK: gettext_lazy(
        "Until a person has filed it or put it aside, no silence of the company counts."
    ),
    Deed.SETTLE_WITHDRAWAL: gettext_lazy(
        "The company may still work on a reply. Until the secretariat decides, nothing is sent "
        "again."
    ),
    Deed.TELL_AGAIN: gettext_lazy(
        "The company may still work on a reply. The secretariat sends it to a corrected "
        "address, or says that the company was told by another way."
    ),
    Deed.GIVE_TIME: gettext_lazy("Without an answer nothing changes: the due date stays."),
    Deed.EXPLAIN: gettext_lazy("The company waits. The period for the reply goes on."),
    Deed.REDIRECTED: gettext_lazy(
        "Nothing was forwarded. Write to whom it is for, withdraw it, or close it."
    ),
    Deed.ASK_ADMINISTRATOR: gettext_lazy(
        "Nothing was lost. Ask an administrator to have it tried again, on the page Work."
    ),
}
