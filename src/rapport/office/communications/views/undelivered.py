"""E-mail that did not arrive, or is only said not to: believe it or not, send it elsewhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.mail.errors import NotAReport
from rapport.mail.rules import Kind
from rapport.office.communications import selectors, services
from rapport.office.communications.forms import DisbeliefForm
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.office.communications.views.mailing import sent_elsewhere
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
@opens_to("disbelieve_report")
def disbelieve(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Ask why a report is not believed, and let it count no more."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    report = services.message_about(letter, message_id)
    if report.kind is not Kind.BOUNCE or report.about is None:
        raise NotAReport
    form = form_of(request, DisbeliefForm)
    status = tried(
        request,
        form,
        lambda: services.disbelieve_report(
            request.act,
            letter_id=letter_id,
            message_id=message_id,
            reason=form.cleaned_data["reason"],
        ),
    )
    if status == DONE:
        messages.success(request, _("Kept. The report counts no more, and stays as it came."))
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "report": report, "form": form}
    return render(request, "office/communications/disbelieve.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("resend_withdrawal")
def resend_withdrawal(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for a corrected address, and send the word of withdrawal there."""
    send = services.resend_withdrawal
    return sent_elsewhere(request, letter_id, send, is_withdrawal=True)


@require_POST
@opens_to("let_mail_go")
def let_go(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Keep that the company knows it by another way."""
    services.let_mail_go(request.act, letter_id=letter_id, message_id=message_id)
    messages.success(request, _("Kept: the company knows it by another way."))
    return redirect(LETTER, letter_id)
