"""Take back what was done by mistake with what came: filed, put aside, put to a letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.mail.errors import AlreadySettled
from rapport.office.communications import selectors, services
from rapport.office.communications.forms import OtherLetterForm, WrongForm
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.mailing import message_of
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

MESSAGE = "office_communications:message"


@require_http_methods(["GET", "POST"])
@opens_to("take_reply_back")
def take_reply_back(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Ask why a reply was filed by mistake, and take it back."""
    found = selectors.get_reply(request.act.actor, letter_id, reply_id)
    if request.method == "GET" and (
        refusal := services.why_not_take_reply_back(request.act, found)
    ):
        raise refusal
    form = form_of(request, WrongForm)
    status = tried(
        request,
        form,
        lambda: services.take_reply_back(
            request.act, letter_id=letter_id, reply_id=reply_id, **form.cleaned_data
        ),
    )
    if status == DONE:
        said = _("Taken back. File it anew, put it to another letter, or put it aside.")
        messages.success(request, said)
        return redirect(MESSAGE, letter_id, found.mail)
    context = {"letter": found.letter, "reply": found, "form": form}
    return render(request, "office/communications/take_reply_back.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("move_mail")
def move(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Ask which letter a message is about, and put it there."""
    letter, found = message_of(request.act, letter_id, message_id)
    if request.method == "GET" and found.outcome:
        raise AlreadySettled
    form = form_of(request, OtherLetterForm)
    moved = []
    status = tried(
        request,
        form,
        lambda: moved.append(
            services.move_mail(
                request.act, letter_id=letter_id, message_id=message_id, **form.cleaned_data
            )
        ),
    )
    if status == DONE:
        messages.success(request, _("The message is with this letter now. File it here."))
        return redirect(MESSAGE, moved[0].public_id, message_id)
    context = {"letter": letter, "message": found, "form": form}
    return render(request, "office/communications/move_mail.html", context, status=status)


@require_POST
@opens_to("reopen_mail")
def reopen(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Have a message looked at again that was put aside."""
    services.reopen_mail(request.act, letter_id=letter_id, message_id=message_id)
    messages.success(request, _("It waits again, to be filed or put aside."))
    return redirect(MESSAGE, letter_id, message_id)


@require_POST
@opens_to("reopen_mail")
def reopen_quarantined(request: Request, message_id: UUID) -> HttpResponse:
    """Have a message in quarantine looked at again that was put aside."""
    services.reopen_quarantined(request.act, message_id=message_id)
    messages.success(request, _("It waits again, to be filed or put aside."))
    return redirect("office_communications:quarantined", message_id)


@require_POST
@opens_to("reopen_scan")
def reopen_scan(request: Request, part_id: UUID) -> HttpResponse:
    """Have pages of a scan looked at again that were put aside."""
    services.reopen_scan(request.act, part_id=part_id)
    messages.success(request, _("It waits again. Say now to which letter it belongs."))
    return redirect("office_communications:scan_part", part_id)
