"""The door of two letters that are one: both side by side, what would happen, and the deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter
from rapport.desk.inbox.rules.joining import Pair
from rapport.desk.inbox.services import why_not_make_one
from rapport.desk.inbox.views import opens_to
from rapport.desk.replies import selectors, services
from rapport.desk.replies.selectors import Piece
from rapport.web.labels import label
from rapport.web.requests import Request
from rapport.web.templatetags.rapport import long_date
from rapport.web.trying import DONE, form_of, tried


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that both letters say, or that is known of them."""

    name: str
    here: Sequence[str]
    there: Sequence[str]
    is_compared: bool

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.is_compared and self.here != self.there


@dataclass(frozen=True, slots=True)
class Row:
    """The questions of one number, and how the words became others."""

    pair: Pair
    pieces: Sequence[Piece]


@require_http_methods(["GET", "POST"])
@opens_to("join_letters")
def join(request: Request, letter_id: UUID, other_id: UUID) -> HttpResponse:
    """Show a letter from a file beside one in a package, and make one letter of them."""
    act = request.act
    here = inbox.get_letter(act.actor, letter_id)
    there = inbox.get_letter(act.actor, other_id)
    if request.method == "GET" and here.pk == there.pk:
        return redirect("desk_today:letter", here.public_id)
    form = form_of(request, forms.Form)
    status = tried(
        request,
        form,
        lambda: services.join_letters(act, letter_id=letter_id, other_id=other_id),
    )
    if status == DONE:
        messages.success(request, _("They are one letter now."))
        return redirect("desk_today:letter", here.public_id)
    meeting = selectors.meeting_of(here, there)
    context = {
        "form": form,
        "letter": there,
        "here": here,
        "there": there,
        "facts": list(_facts(here, there)),
        "rows": [_row(pair) for pair in meeting.pairs],
        "meeting": meeting,
        "said": len(inbox.messages_of(there)),
        "from_whom": inbox.from_whom(there),
        "why_not": why_not_make_one(act, here, there) or meeting.why_not,
    }
    return render(request, "desk/replies/join.html", context, status=status)


def _row(pair: Pair) -> Row:
    if pair.here is None or pair.there is None:
        return Row(pair, [])
    return Row(pair, selectors.differences(pair.here.text, pair.there.text))


def _facts(here: Letter, there: Letter) -> Iterator[Fact]:
    not_compared = {_("Arrived"), _("Files")}
    ours, theirs = _told(here), _told(there)
    for name, said in ours.items():
        yield Fact(name, said, theirs[name], is_compared=name not in not_compared)


def _told(letter: Letter) -> dict[str, list[str]]:
    document = inbox.document_of(letter)
    return {
        _("Kind of letter"): [label(letter.type)],
        _("Dated"): [long_date(letter.dated_on)],
        _("Sent: day 0"): [long_date(letter.sent_on)],
        _("Days for the reply"): [str(letter.reply_period_days)],
        _("Last day for the reply"): [long_date(letter.reply_due_on)],
        _("Mandates that sign"): [one.title for one in document.signatories],
        _("To"): [document.addressee.name],
        _("About"): [letter.subject],
        _("Arrived"): [long_date(letter.arrived_on)],
        _("Files"): [one.name for one in inbox.files_of(letter)],
    }
