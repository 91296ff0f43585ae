"""Clear a letter, send it, withdraw what has not left, close what has."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.documents import selectors as documents
from rapport.foundation.acts import Act
from rapport.office.cases import selectors as cases
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.forms import SendingForm, WithdrawForm
from rapport.office.communications.models import Letter
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.draft_page import deeds_of, titles_for
from rapport.office.communications.views.drafting import LETTER
from rapport.office.consents import rules as consent_rules
from rapport.office.consents import selectors as consents
from rapport.office.consents.rules import Audience, Shown
from rapport.protocol import references
from rapport.web.languages import base_language
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_POST
@opens_to("clear_letter")
def clear(request: Request, letter_id: UUID) -> HttpResponse:
    """Say that nothing stands in the letter's way."""
    services.clear_letter(request.act, letter_id=letter_id)
    messages.success(request, _("The letter is cleared. It may leave with its reference."))
    return redirect(LETTER, letter_id)


@require_http_methods(["GET", "POST"])
@opens_to("transmit_letter")
def transmit(request: Request, letter_id: UUID) -> HttpResponse:
    """Show who will read the letter and what does not go; ask for its reference; send it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := deeds_of(request.act, letter, selectors.content_of(letter))["transmit"]:
        raise refusal
    asked = selectors.asked_count(letter)
    form = form_of(
        request,
        SendingForm,
        type=letter.type,
        asked=asked,
        today=request.act.today,
        days=letter.reply_period_days,
        by_mail=selectors.goes_by_mail(letter.company),
        on_paper=selectors.goes_on_paper(letter.company),
        return_to=selectors.usual_return_address(),
    )
    status = tried(
        request,
        form,
        lambda: services.transmit_letter(
            request.act, letter_id=letter_id, sending=form.sending()
        ),
    )
    if status == DONE:
        if selectors.mailed_letter(letter_id):
            messages.success(
                request, _("The e-mail is being written. See below what becomes of it.")
            )
            return redirect(LETTER, letter_id)
        if selectors.get_letter(request.act.actor, letter_id).post_to:
            messages.success(request, _("The pages to print are being made. They stand below."))
            return redirect(LETTER, letter_id)
        said = _("Handed over. It counts as received once the desk’s signed receipt is here.")
        messages.success(request, said)
        return redirect(LETTER, letter_id)
    context = {
        "letter": letter,
        "form": form,
        "asked": asked,
        **_what_leaves(request.act, letter),
    }
    context["addressing"] = selectors.where_questions_go(
        letter, request.act.today, base_language(get_language() or "en")
    )
    context["shares_number"] = _shares_number(form.data.get("reference", ""))
    return render(request, "office/communications/transmit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("withdraw_letter")
def withdraw(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask why a letter will not be sent, or is taken back, and withdraw it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := services.why_not_withdraw(request.act, letter, "–"):
        raise refusal
    arrival = services.arrival_of(letter)
    form = form_of(request, WithdrawForm, tells_company=arrival.tells_company)
    status = tried(
        request,
        form,
        lambda: services.withdraw_letter(request.act, letter_id=letter_id, **form.cleaned_data),
    )
    if status == DONE:
        said = (
            _("The letter was withdrawn. Print the sheet below and post it.")
            if arrival.by_post and arrival.tells_company and not letter.received_at
            else _("The letter was withdrawn. The company is told.")
            if arrival.tells_company
            else _("The letter was withdrawn. Nobody is told.")
            if letter.sent_at
            else _("The letter was withdrawn. It will not be sent.")
        )
        messages.success(request, said)
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "form": form, "arrival": arrival}
    return render(request, "office/communications/withdraw.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("close_letter")
def close(request: Request, letter_id: UUID) -> HttpResponse:
    """Show what closing means, and close a letter that has left."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if request.method == "POST":
        services.close_letter(request.act, letter_id=letter_id)
        messages.success(request, _("The letter was closed. A reply is still taken."))
        return redirect(LETTER, letter_id)
    if refusal := rules.why_not_close(
        request.act.actor, state=letter.state, mandate=letter.mandate
    ):
        raise refusal
    return render(request, "office/communications/close.html", {"letter": letter})


def _what_leaves(act: Act, letter: Letter) -> dict[str, Any]:
    """Return who signs, who is named to the company and who not, and if there is a PDF."""
    titles = titles_for(letter)
    named: list[str] = []
    held: list[str] = []
    for person in consents.persons_of(letter.case.public_id):
        how, _why = consent_rules.shown(person.standing, Audience.ADDRESSEE, letter.company)
        (named if how is Shown.NAME else held).append(person.name)
    return {
        "titles": titles,
        "readers": cases.readers_of(letter.case),
        "signing": [titles.get(slug, slug) for slug in selectors.signatories_of(letter)],
        "named": named,
        "held": held,
        "files": selectors.files_of(letter),
        "questions": len(selectors.questions_of(letter)),
        "by_mail": selectors.goes_by_mail(letter.company),
        "on_paper": selectors.goes_on_paper(letter.company),
        "came_back": selectors.came_back_from(letter.company)[:3],
        "returned": selectors.returned_from(letter.company)[:3],
        "due_on": rules.due_on(act.today, letter.reply_period_days),
        "pdf_is_possible": documents.renderer_is_ready(),
        "pdf_packages": documents.PACKAGES,
    }


def _shares_number(typed: str) -> bool:
    try:
        return selectors.shares_number(references.parse(typed))
    except ValueError:
        return False
