"""Letters on paper: what is printed, and the facts that a person records of its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.documents.selectors import why_not_trust
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.forms import (
    DeliveredForm,
    PostAgainForm,
    PostedForm,
    ReturnedForm,
    StrikeForm,
)
from rapport.office.communications.models import Posting
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.office.communications.views.files import name_of, whole_letter
from rapport.web.downloads import PDF, download
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

FactForm = PostedForm | DeliveredForm | ReturnedForm


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact that is recorded once: its form, its words, the field of its day."""

    form: type[PostedForm | DeliveredForm | ReturnedForm]
    command: Callable[..., Posting]
    day: str
    title: str | Promise
    lede: str | Promise
    done: str | Promise


_POSTED = _Fact(
    PostedForm,
    services.record_posting,
    "posted_on",
    gettext_lazy("Record when and how it left"),
    gettext_lazy(
        "A wrong record can be struck out later. The day of sending stays day 0, whenever it "
        "left."
    ),
    gettext_lazy("Recorded. Silence counts once somebody has recorded the delivery."),
)
_DELIVERED = _Fact(
    DeliveredForm,
    services.record_delivery,
    "delivered_on",
    gettext_lazy("Record the delivery"),
    gettext_lazy("From then on silence counts. A wrong record can be struck out later."),
    gettext_lazy("Recorded: the company has it."),
)
_RETURNED = _Fact(
    ReturnedForm,
    services.record_return,
    "returned_on",
    gettext_lazy("Record that it came back"),
    gettext_lazy(
        "The company has not got it: find the address. A wrong record can be struck out later."
    ),
    gettext_lazy("Recorded: it came back."),
)


@require_http_methods(["GET", "POST"])
@opens_to("record_posting")
def posted(request: Request, letter_id: UUID, posting_id: UUID) -> HttpResponse:
    """Ask when and how paper left."""
    return _record(request, letter_id, posting_id, _POSTED, rules.why_not_record_posting)


@require_http_methods(["GET", "POST"])
@opens_to("record_delivery")
def delivered(request: Request, letter_id: UUID, posting_id: UUID) -> HttpResponse:
    """Ask when somebody at the company took it."""
    return _record(request, letter_id, posting_id, _DELIVERED, rules.why_not_record_delivery)


@require_http_methods(["GET", "POST"])
@opens_to("record_return")
def returned(request: Request, letter_id: UUID, posting_id: UUID) -> HttpResponse:
    """Ask when and why it came back."""
    return _record(request, letter_id, posting_id, _RETURNED, rules.why_not_record_return)


def _record(
    request: Request,
    letter_id: UUID,
    posting_id: UUID,
    fact: _Fact,
    why_not: Callable[[rules.Course], Any],
) -> HttpResponse:
    posting = selectors.get_posting(request.act.actor, letter_id, posting_id)
    if request.method == "GET" and (refusal := why_not(selectors.course_of(posting))):
        raise refusal
    form: forms.Form = form_of(request, fact.form, initial={fact.day: request.act.today})

    def keep() -> None:
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]
        fact.command(request.act, letter_id=letter_id, posting_id=posting_id, **said)

    status = tried(request, form, keep)
    if status == DONE:
        messages.success(request, str(fact.done))
        return redirect(LETTER, letter_id)
    context = {"letter": posting.letter, "posting": posting, "form": form, "fact": fact}
    return render(request, "office/communications/posting_fact.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("strike_record")
def strike(request: Request, letter_id: UUID, posting_id: UUID, record: str) -> HttpResponse:
    """Ask why a record was wrong, and strike it out."""
    posting = selectors.get_posting(request.act.actor, letter_id, posting_id)
    days = selectors.days_recorded(posting)
    if record not in set(days):
        raise errors.PostingNotFound
    which = rules.Recorded(record)
    if request.method == "GET" and (
        refusal := rules.why_not_strike(which, seen=days[which], days=days)
    ):
        raise refusal
    form = form_of(request, StrikeForm, initial={"seen": days[which]})
    status = tried(
        request,
        form,
        lambda: services.strike_record(
            request.act,
            letter_id=letter_id,
            posting_id=posting_id,
            record=which,
            **form.cleaned_data,
        ),
    )
    if status == DONE:
        messages.success(request, _("Struck out. Record what is right, if anything is."))
        return redirect(LETTER, letter_id)
    context = {
        "letter": posting.letter,
        "posting": posting,
        "form": form,
        "record": which,
        "day": days[which],
    }
    return render(request, "office/communications/strike.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("post_again")
def again(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for a corrected address, and have the letter printed to it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    initial = {"return_to": selectors.usual_return_address()}
    form = form_of(request, PostAgainForm, initial=initial)
    status = tried(
        request,
        form,
        lambda: services.post_again(
            request.act,
            letter_id=letter_id,
            address=form.cleaned_data["post_to"],
            return_to=form.cleaned_data["return_to"],
        ),
    )
    if status == DONE:
        messages.success(request, _("The pages to print are being made. They stand below."))
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "form": form, "back": selectors.returned_from(letter.company)}
    return render(request, "office/communications/post_again.html", context, status=status)


@require_safe
@opens_to("draft_letter")
def printed(request: Request, letter_id: UUID, posting_id: UUID) -> HttpResponse:
    """Hand out what is printed: address sheet, letter, annexes, answer sheet."""
    posting = _whole(request, letter_id, posting_id)
    if posting.printed is None:
        raise errors.PostingNotFound
    data = documents.read(posting.printed)
    return download(data, name=name_of(posting.letter, "print.pdf"), media_type=PDF)


@require_safe
@opens_to("draft_letter")
def proof(request: Request, letter_id: UUID, posting_id: UUID) -> HttpResponse:
    """Hand out the scan that proves a delivery, unless a virus was found in it."""
    posting = _whole(request, letter_id, posting_id)
    return _proof(posting, posting.proof)


@require_safe
@opens_to("draft_letter")
def struck_proof(
    request: Request, letter_id: UUID, posting_id: UUID, struck_id: UUID
) -> HttpResponse:
    """Hand out the proof of a delivery that was struck out, as `proof` does."""
    posting = _whole(request, letter_id, posting_id)
    return _proof(posting, selectors.get_struck(posting, struck_id).proof)


def _proof(posting: Posting, proof: StoredFile | None) -> HttpResponse:
    if proof is None:
        raise errors.PostingNotFound
    if refusal := why_not_trust(proof):
        raise refusal
    data = documents.read(proof)
    ending = "pdf" if data.startswith(b"%PDF-") else "scan"
    name = name_of(posting.letter, f"proof.{ending}")
    return download(data, name=name, media_type=proof.media_type)


def _whole(request: Request, letter_id: UUID, posting_id: UUID) -> Posting:
    """Return a posting to somebody who may read its letter as it was sent, or refuse."""
    whole_letter(request, letter_id)
    return selectors.get_posting(request.act.actor, letter_id, posting_id)
