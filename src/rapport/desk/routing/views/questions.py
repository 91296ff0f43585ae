"""Doors of routing: name owners; take a question on, hand it over, return it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.desk.areas import selectors as areas
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.views import opens_to
from rapport.desk.routing import selectors, services
from rapport.desk.routing.forms import HandOverForm, OwnersForm, ReturnForm
from rapport.desk.routing.views.suggestions import rows_of, whole_of
from rapport.foundation.errors import NotFound, Refusal
from rapport.web.languages import base_language
from rapport.web.refusals import sentence
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
@opens_to("name_owners")
def owners(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask who answers which question, and give the questions to them."""
    act = request.act
    letter = inbox.get_letter(act.actor, letter_id)
    people = list(selectors.owners())
    questions = list(inbox.questions_of([letter]))
    found = areas.suggestions_for(act.actor, letter, questions, act.today)
    language = base_language(get_language() or "en")
    offered = areas.areas_in_words(act.actor, language, every=False)
    form = OwnersForm(
        request.POST or None,
        questions=questions,
        owners=people,
        areas=[(str(one.area.public_id), one.title) for one in offered],
        chosen={number: area.public_id for number, area in found.chosen.items()},
    )
    if request.method == "POST" and form.is_valid():
        changed = services.name_owners(
            act, letter_id=letter_id, owners=form.owners(), areas=form.areas()
        )
        if changed:
            said = ngettext("%(n)s question was given.", "%(n)s questions were given.", changed)
            messages.success(request, said % {"n": changed})
        else:
            messages.info(request, _("No question changed hands."))
        if taken := form.cleaned_data["take"]:
            return redirect(
                f"{reverse('desk_routing:owners', args=[letter_id])}#q{taken.number}"
            )
        return redirect("desk_today:letter", letter_id)
    context = {
        "letter": letter,
        "form": form,
        "people": people,
        "rows": rows_of(form, found, language),
        "whole": whole_of(found, language),
        "learned": areas.decisions_kept(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/routing/owners.html", context, status=status)


@require_POST
@opens_to("acknowledge_question")
def take_on(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Take a question on."""
    services.acknowledge_question(request.act, letter_id=letter_id, number=number)
    said = _("You have taken on question %(number)s.") % {"number": number}
    messages.success(request, said)
    return redirect("desk_replies:question", letter_id, number)


@require_http_methods(["GET", "POST"])
@opens_to("hand_over_question")
def hand_over(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Ask to whom a question goes and why, and hand it over."""
    question = inbox.get_question(request.act.actor, letter_id, number)
    others = [one for one in selectors.owners() if one.pk != question.owner_id]
    form = HandOverForm(request.POST or None, owners=others)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.hand_over_question(
                    request.act,
                    letter_id=letter_id,
                    number=number,
                    owner_id=UUID(form.cleaned_data["owner"]),
                    reason=form.cleaned_data["reason"],
                )
            except NotFound:
                raise
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
                status = refusal.status
            else:
                said = _("Question %(number)s was handed over.") % {"number": number}
                messages.success(request, said)
                return redirect("desk_today:today")
    context = {"letter": question.letter, "question": question, "form": form}
    return render(request, "desk/routing/hand_over.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("return_question")
def give_back(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Ask why a question goes back to the lead, and return it."""
    question = inbox.get_question(request.act.actor, letter_id, number)
    form = ReturnForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.return_question(
                    request.act,
                    letter_id=letter_id,
                    number=number,
                    reason=form.cleaned_data["reason"],
                )
            except NotFound:
                raise
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
                status = refusal.status
            else:
                said = _("Question %(number)s went back to the lead.") % {"number": number}
                messages.success(request, said)
                return redirect("desk_today:today")
    context = {"letter": question.letter, "question": question, "form": form}
    return render(request, "desk/routing/return.html", context, status=status)
