"""How Today and the letters put deeds, dates and states into words."""

from __future__ import annotations

from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from rapport.desk.inbox.templatetags.desk import when_due
from rapport.desk.routing.rules import Standing
from rapport.desk.today.labels import BUTTONS, CONSEQUENCES
from rapport.desk.today.rules import Deed, LetterState, QuestionState
from rapport.desk.today.selectors import LetterRow, Waiting
from rapport.protocol import deadlines
from rapport.web import labels
from rapport.web.templatetags.rapport import bdi, long_date

register = template.Library()

_WITH_THE_LETTER = {
    Deed.CONFIRM: "desk_inbox:acknowledgement",
    Deed.NAME_OWNERS: "desk_routing:owners",
    Deed.BEGIN_REPLY: "desk_replies:begin",
}
_WITH_THE_REPLY = frozenset({Deed.SEND, Deed.REWORK, Deed.COMPLETE, Deed.APPROVE})

GAUGES = {
    QuestionState.NO_OWNER: "is-waiting",
    QuestionState.GIVEN: "is-waiting",
    QuestionState.TAKEN_ON: "",
    QuestionState.DRAFTING: "is-third",
    QuestionState.FINISHED: "is-most",
    QuestionState.READ: "is-done",
    QuestionState.DECLINED: "is-no",
    LetterState.ARRIVED: "",
    LetterState.TAKEN_ON: "",
    LetterState.IN_WORK: "is-third",
    LetterState.ANSWERED: "is-most",
    LetterState.IN_APPROVAL: "is-most",
    LetterState.APPROVED: "is-done",
    LetterState.HELD_UP: "is-late",
    LetterState.HANDED_OVER: "is-waiting",
    LetterState.SENT: "is-done",
    LetterState.SENT_BY_WORD: "is-most",
    LetterState.NOT_TAKEN: "is-no",
    LetterState.WITHDRAWN: "is-no",
}


@register.simple_tag
def state(member: QuestionState | LetterState) -> SafeString:
    """Set a state word with its gauge."""
    return format_html('<span class="state {}">{}</span>', GAUGES[member], labels.label(member))


@register.filter
def said(waiting: Waiting) -> SafeString:
    """Say what is asked for."""
    names = format_html_join(", ", "{}", ((bdi(name),) for name in waiting.names))
    numbers = ", ".join(map(str, waiting.numbers))
    return format_html(
        labels.label(waiting.deed), numbers=numbers, names=names or gettext("nobody yet")
    )


@register.filter
def button(waiting: Waiting) -> str:
    """Name the deed's button."""
    return str(BUTTONS[waiting.deed])


@register.filter
def consequence(waiting: Waiting) -> str:
    """Say what follows if nothing is done."""
    return str(CONSEQUENCES[waiting.deed])


@register.filter
def own_date(waiting: Waiting) -> SafeString:
    """Say when the desk itself wanted this done; nothing where it has no date."""
    due = waiting.due
    if waiting.deed is Deed.ANSWER:
        asked_by = min((on for on in waiting.row.facts.asked if on), default=None)
        said = gettext("The office asks for the answer by {on}.") if asked_by else ""
        return format_html(said, on=long_date(asked_by))
    if due is None:
        return SafeString("")
    day = deadlines.day_number(waiting.row.letter.sent_on, due.due_on)
    missed = due.standing is Standing.MISSED
    sentence = (
        gettext("Our own date for it was day {day}, {on}.")
        if missed
        else gettext("Our own date for it is day {day}, {on}.")
    )
    return format_html(sentence, day=day, on=long_date(due.due_on))


@register.filter
def reply_due(row: LetterRow, today: date) -> SafeString:
    """Say when the reply is due, or on which day it left."""
    if not row.replied_on:
        return when_due(row.letter.reply_due_on, today)
    day = deadlines.day_number(row.letter.sent_on, row.replied_on)
    return format_html(
        gettext("The reply left on day {day}, {on}."), day=day, on=long_date(row.replied_on)
    )


@register.simple_tag
def deed_url(waiting: Waiting) -> str:
    """Return where the deed is done."""
    letter = waiting.row.letter.public_id
    if waiting.deed is Deed.ANSWER:
        return reverse("desk_inbox:answer", args=[letter, waiting.row.asked[0].message])
    if waiting.deed is Deed.ASK_ADMINISTRATOR and (reply := waiting.row.held_up_reply):
        return reverse("desk_replies:reply", args=[reply.public_id])
    if waiting.deed in _WITH_THE_LETTER:
        return reverse(_WITH_THE_LETTER[waiting.deed], args=[letter])
    if waiting.numbers:
        return reverse("desk_replies:question", args=[letter, waiting.numbers[0]])
    if reply := waiting.row.open_reply:
        name = "send" if waiting.deed is Deed.SEND else "reply"
        if waiting.deed in _WITH_THE_REPLY:
            return reverse(f"desk_replies:{name}", args=[reply.public_id])
    return reverse("desk_today:letter", args=[letter])
