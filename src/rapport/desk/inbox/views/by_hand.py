"""Doors for what comes by hand: a file that holds a letter; our receipt, to send back."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.desk.inbox import rules, selectors, services
from rapport.desk.inbox.forms import HandInForm
from rapport.desk.inbox.models import HandedFile
from rapport.desk.inbox.views.doors import opens_to, opens_to_readers
from rapport.desk.inbox.views.handed import why_unread
from rapport.exchange.services import HandedIn
from rapport.exchange.views import by_hand
from rapport.foundation.errors import Refusal
from rapport.protocol import pdf
from rapport.protocol.errors import SenderUnknown
from rapport.web.refusals import sentence
from rapport.web.requests import Request
from rapport.web.trying import form_of


@require_http_methods(["GET", "POST"])
@opens_to("hand_in_file")
def hand_in(request: Request) -> HttpResponse:
    """Ask for a file that came by hand; lead to its letter, or to what was read in it."""
    form = form_of(request, HandInForm)
    unknown = False
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            handed = services.hand_in_file(
                request.act, data=file.read(pdf.LARGEST_PDF + 1), name=file.name
            )
        except Refusal as refusal:
            unknown = isinstance(refusal, SenderUnknown)
            form.add_error("file", sentence(refusal))
        else:
            return _lead(request, handed)
    actor = request.act.actor
    listed = {state: selectors.handed_in(actor, state) for state in rules.HandedState}
    context = {
        "form": form,
        "unknown": unknown,
        "waiting": [(one, why_unread(one)) for one in listed[rules.HandedState.WAITING]],
        "aside": listed[rules.HandedState.SET_ASIDE],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "desk/inbox/hand_in.html", context, status=status)


def _lead(request: Request, handed: HandedIn | HandedFile) -> HttpResponse:
    if isinstance(handed, HandedIn):
        messages.success(request, by_hand.said(handed))
        letter = selectors.find_handed_in(request.act.actor, handed)
        if letter is None:
            return redirect("desk_today:letters")
        return redirect("desk_today:letter", letter.public_id)
    if handed.handed_at != request.act.at:
        messages.info(request, _("This file was handed in before. Nothing was doubled."))
    if letter := selectors.find_letter_from(handed):
        return redirect("desk_today:letter", letter.public_id)
    return redirect("desk_inbox:confirm", handed.public_id)


@require_safe
@opens_to_readers
def receipt(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the signed receipt for a letter, for whoever sent it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    return by_hand.receipt(selectors.incoming_of(letter))
