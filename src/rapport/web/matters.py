"""Documents about a letter that was sent, in words: the same on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from rapport.protocol import kinds
from rapport.protocol.kinds import AboutLetter
from rapport.protocol.matters import MatterKind
from rapport.web import dates, labels
from rapport.web.templatetags.rapport import bdi

Words = Callable[[str], str]
"""How a reader reads a text of somebody: as it was sent, or with names replaced."""

labels.register(
    {
        MatterKind.ACKNOWLEDGEMENT: gettext_lazy("Acknowledgement of receipt"),
        MatterKind.EXTENSION_REQUEST: gettext_lazy("Request for more time"),
        MatterKind.EXTENSION_ANSWER: gettext_lazy("Answer about more time"),
        MatterKind.CLARIFICATION: gettext_lazy("Clarification"),
        MatterKind.WITHDRAWAL: gettext_lazy("Withdrawal"),
        MatterKind.REDIRECT: gettext_lazy("Not for this company"),
        MatterKind.FOLLOW_UP: gettext_lazy("Further questions"),
        MatterKind.PUBLICATION_NOTICE: gettext_lazy("Notice of publication"),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a message says, under its name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as a page shows it; delivery is the exchange's, None for what came."""

    id: UUID
    side: str
    at: datetime
    who: str
    headline: SafeString
    lines: tuple[Line, ...]
    delivery: Any = None
    answer_url: str = ""


def headline(document: AboutLetter, words: Words = str) -> SafeString:
    """Say in one sentence what a message does."""
    return format_html("<span>{}</span>", _HEADLINES[type(document)](document, words))


def lines(document: AboutLetter, words: Words = str) -> tuple[Line, ...]:
    """Return what else a message says, each text as the reader reads it."""
    return tuple(
        Line(name, words(text)) for name, text in _LINES[type(document)](document) if text
    )


def _said(text: str, **facts: object) -> SafeString:
    return format_html(text, **facts) if facts else format_html("{}", text)


def _day(value: date) -> str:
    return formats.date_format(value, pgettext("date format", "j F Y"))


def _acknowledgement(said: kinds.Acknowledgement, words: Words) -> SafeString:
    function = bdi(words(said.function))
    if said.person:
        text = _("Receipt acknowledged; responsible: {person}, {function}.")
        return _said(text, person=bdi(words(said.person)), function=function)
    return _said(_("Receipt acknowledged; responsible: {function}."), function=function)


def _extension_request(said: kinds.ExtensionRequest, words: Words) -> SafeString:
    return _said(_("More time asked for, until {day}."), day=dates.day(said.until))


def _extension_answer(said: kinds.ExtensionAnswer, words: Words) -> SafeString:
    if said.until is None:
        return _said(_("No more time granted."))
    return _said(_("More time granted, until {day}."), day=dates.day(said.until))


def _clarification(said: kinds.Clarification, words: Words) -> SafeString:
    if said.in_answer_to:
        return _said(_("An answer"))
    if said.question:
        return _said(_("A question about question {number}"), number=said.question)
    return _said(_("A question about the letter"))


def _withdrawal(said: kinds.Withdrawal, words: Words) -> SafeString:
    return _said(_("The letter was withdrawn. No reply is expected any more."))


def _redirect(said: kinds.Redirect, words: Words) -> SafeString:
    if said.rather is None:
        return _said(_("The company says that this letter is not for it."))
    text = _("The company says that this letter is not for it, but for {name}.")
    return _said(text, name=bdi(words(said.rather.name)))


def _follow_up(said: kinds.FollowUp, words: Words) -> SafeString:
    return _said(
        _("Further questions, to be answered by {day}."), day=dates.day(said.answer_by)
    )


def _notice(said: kinds.PublicationNotice, words: Words) -> SafeString:
    text = _("Announced: letter and replies become public on {day}.")
    return _said(text, day=dates.day(said.public_on))


def _of_acknowledgement(said: kinds.Acknowledgement) -> Iterator[tuple[str, str]]:
    yield _("Arrived at the company"), _day(said.received_on)
    if said.opened_on:
        yield _("Opened by"), f"{said.opened_by}, {_day(said.opened_on)}"
    yield _("Words"), said.words


def _of_notice(said: kinds.PublicationNotice) -> Iterator[tuple[str, str]]:
    yield _("Names withheld"), str(said.names_withheld)
    yield _("They stand as"), ", ".join(said.shown_as)
    public = sum(not one.withheld for one in said.replies)
    yield _("Replies that become public"), str(public)
    withheld = len(said.replies) - public
    yield _("Replies that are told without their text"), str(withheld) if withheld else ""
    yield _("Words"), said.words


def _of_follow_up(said: kinds.FollowUp) -> Iterator[tuple[str, str]]:
    yield _("Words"), said.words
    asked = (f"{one.number}. {one.text}" for one in said.questions)
    yield _("Questions"), "\n\n".join(asked)


_HEADLINES: Final[dict[type[AboutLetter], Callable[[Any, Words], SafeString]]] = {
    kinds.Acknowledgement: _acknowledgement,
    kinds.ExtensionRequest: _extension_request,
    kinds.ExtensionAnswer: _extension_answer,
    kinds.Clarification: _clarification,
    kinds.Withdrawal: _withdrawal,
    kinds.Redirect: _redirect,
    kinds.FollowUp: _follow_up,
    kinds.PublicationNotice: _notice,
}

_LINES: Final[dict[type[AboutLetter], Callable[[Any], Any]]] = {
    kinds.Acknowledgement: _of_acknowledgement,
    kinds.ExtensionRequest: lambda said: (
        (_("Reason"), said.reason),
        (_("Interim statement"), said.interim),
    ),
    kinds.ExtensionAnswer: lambda said: ((_("Words"), said.words),),
    kinds.Clarification: lambda said: (("", said.text),),
    kinds.Withdrawal: lambda said: ((_("Reason"), said.reason),),
    kinds.Redirect: lambda said: ((_("Reason"), said.reason),),
    kinds.FollowUp: _of_follow_up,
    kinds.PublicationNotice: _of_notice,
}
