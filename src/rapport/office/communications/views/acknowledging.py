"""Record that a message of the company's says that the letter is there, and no more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.foundation.acts import geneva_date
from rapport.mail.errors import AlreadySettled
from rapport.office.communications import services
from rapport.office.communications.forms import ReceiptForm
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.office.communications.views.mailing import message_of
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
@opens_to("record_receipt")
def receipt(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Ask on which day a message acknowledges receipt and who says so, and record it."""
    letter, found = message_of(request.act, letter_id, message_id)
    if request.method == "GET" and found.outcome:
        raise AlreadySettled
    day = geneva_date(found.said_at or found.arrived_at)
    form = form_of(request, ReceiptForm, initial={"on": day, "by": found.sender_name})
    status = tried(
        request,
        form,
        lambda: services.record_receipt(
            request.act, letter_id=letter_id, message_id=message_id, **form.cleaned_data
        ),
    )
    if status == DONE:
        messages.success(request, _("Recorded. The letter is there; its days run on."))
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "message": found, "form": form}
    return render(request, "office/communications/receipt.html", context, status=status)
