"""Ask other mandates to sign, answer for them, circulate the letter, take it back to draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.directory import selectors as directory
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.forms import AskForm, DeclineForm
from rapport.office.communications.models import Letter, Signature
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.draft_page import deeds_of, titles_for
from rapport.office.communications.views.drafting import LETTER
from rapport.office.seats import mandates_of, may
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
@opens_to("ask_to_join")
def ask(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask which mandate should sign too, and until when it answers; tell it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := deeds_of(request.act, letter, selectors.content_of(letter))["ask"]:
        raise refusal
    signing = set(selectors.signatories_of(letter))
    others = [one for one in directory.active_mandates() if one.slug not in signing]
    form = form_of(request, AskForm, mandates=others)
    status = tried(
        request,
        form,
        lambda: services.ask_to_join(request.act, letter_id=letter_id, **form.cleaned_data),
    )
    if status == DONE:
        messages.success(request, _("The mandate was asked. It sees the case from now on."))
        return redirect(LETTER, letter_id)
    actor = request.act.actor
    context = {
        "letter": letter,
        "form": form,
        "found": selectors.suggestions_for(actor, letter, others),
        "may_forget": may(actor, "forget_learned"),
    }
    return render(request, "office/communications/ask.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("join_letter")
def join(request: Request, letter_id: UUID, mandate: str) -> HttpResponse:
    """Show what joining means, and join for a mandate."""
    if request.method == "POST":
        services.join_letter(request.act, letter_id=letter_id, mandate=mandate)
        messages.success(request, _("Joined: the mandate signs this letter as it stands."))
        return redirect(LETTER, letter_id)
    letter, signature = _asked(request, letter_id, mandate)
    context = {
        "letter": letter,
        "signature": signature,
        "title": titles_for(letter).get(mandate, mandate),
        "why_not": rules.why_not_answer(
            request.act.actor,
            "join_letter",
            state=letter.state,
            mandate=mandate,
            signs=signature.state,
        ),
    }
    return render(request, "office/communications/join.html", context)


@require_http_methods(["GET", "POST"])
@opens_to("decline_to_join")
def decline(request: Request, letter_id: UUID, mandate: str) -> HttpResponse:
    """Ask why a mandate does not join, and say so for it."""
    letter, signature = _asked(request, letter_id, mandate)
    if refusal := rules.why_not_answer(
        request.act.actor,
        "decline_to_join",
        state=letter.state,
        mandate=mandate,
        signs=signature.state,
    ):
        raise refusal
    form = form_of(request, DeclineForm)
    status = tried(
        request,
        form,
        lambda: services.decline_to_join(
            request.act, letter_id=letter_id, mandate=mandate, **form.cleaned_data
        ),
    )
    if status == DONE:
        messages.success(request, _("The mandate does not join. The reason stays here."))
        return redirect(LETTER, letter_id)
    title = titles_for(letter).get(mandate, mandate)
    context = {"letter": letter, "form": form, "title": title}
    return render(request, "office/communications/decline.html", context, status=status)


@require_POST
@opens_to("circulate_letter")
def circulate(request: Request, letter_id: UUID) -> HttpResponse:
    """Fix the text, give it to the mandates that are asked, and ask for clearance."""
    services.circulate_letter(request.act, letter_id=letter_id)
    said = _("The letter circulates. Its text is fixed until it goes back to draft.")
    messages.success(request, said)
    return redirect(LETTER, letter_id)


@require_POST
@opens_to("return_to_draft")
def give_back(request: Request, letter_id: UUID) -> HttpResponse:
    """Take the letter back to draft."""
    services.return_to_draft(request.act, letter_id=letter_id)
    messages.success(request, _("The letter is a draft again. Its text can be changed."))
    return redirect(LETTER, letter_id)


def _asked(request: Request, letter_id: UUID, mandate: str) -> tuple[Letter, Signature]:
    letter = selectors.get_letter(request.act.actor, letter_id)
    if mandate not in mandates_of(request.act.actor):
        raise errors.NotTheirMandate
    signature = selectors.find_signature(letter, mandate)
    if signature is None:
        raise errors.NotAsked
    return letter, signature
