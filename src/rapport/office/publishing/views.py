"""Doors of publishing: read the public version, say what must go too, confirm it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.foundation.acts import geneva_date
from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.office.communications import selectors as letters
from rapport.office.communications.models import Letter
from rapport.office.publishing import labels, rules, selectors, services
from rapport.office.publishing.errors import NotThePublisher
from rapport.office.publishing.forms import ConfirmForm, NoticeForm, WordsForm
from rapport.office.publishing.services import Prepared
from rapport.office.seats import may
from rapport.protocol.matters import MatterKind
from rapport.web.refusals import sentence
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried


@require_http_methods(["GET", "POST"])
def publication(request: Request, letter_id: UUID) -> HttpResponse:
    """Show letter and replies as they will be public; posted words are withheld too."""
    letter = letters.get_letter(request.act.actor, letter_id)
    if request.method == "GET":
        return _page(request, letter, WordsForm(initial={"also": _usual(letter)}))
    form = WordsForm(request.POST)
    return _page(request, letter, form, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "POST"])
def confirm(request: Request, letter_id: UUID) -> HttpResponse:
    """Say who will read what, and publish."""
    if not rules.may_publish(request.act.actor):
        raise NotThePublisher
    letter = letters.get_letter(request.act.actor, letter_id)
    if refusal := services.why_not_prepare(request.act, letter):
        raise refusal
    form = ConfirmForm(request.POST if request.method == "POST" else {"also": _usual(letter)})
    if not form.is_valid():
        return _page(request, letter, WordsForm(request.POST), status=422)
    try:
        if read := form.cleaned_data["read"]:
            services.publish_letter(
                request.act, letter_id=letter_id, also_withhold=form.words(), read=read
            )
            messages.success(request, _("Handed over. The archive’s receipt is on its way."))
            return redirect("office_publishing:publication", letter_id)
        prepared = _prepare(request, letter, form.words())
        if refusal := services.why_not_publish(selectors.latest_of(letter), prepared):
            raise refusal
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        words = WordsForm({"also": form.cleaned_data["also"]})
        return _page(request, letter, words, trouble=refusal, status=refusal.status)
    context = {"letter": letter, "prepared": prepared, "also": "\n".join(form.words())}
    return render(request, "office/publishing/confirm.html", context)


@require_http_methods(["GET", "POST"])
def notice(request: Request, letter_id: UUID) -> HttpResponse:
    """Say what the company will be told of the publication, and tell it."""
    if not may(request.act.actor, "announce_publication"):
        raise NotThePublisher
    letter = letters.get_letter(request.act.actor, letter_id)
    if refusal := services.why_not_announce(request.act, letter):
        raise refusal
    initial = {"also": _usual(letter), "public_on": _earliest(request, letter)}
    form = form_of(request, NoticeForm, initial=initial)
    status = tried(
        request,
        form,
        lambda: services.announce_publication(
            request.act,
            letter_id=letter_id,
            public_on=form.cleaned_data["public_on"],
            words=form.cleaned_data["said"],
            also_withhold=form.words(),
        ),
    )
    if status == DONE:
        messages.success(request, _("Handed over. The company is told; nothing is published."))
        return redirect("office_publishing:publication", letter_id)
    prepared = _prepare(request, letter, _usual(letter).splitlines())
    context = {"letter": letter, "form": form, "prepared": prepared}
    return render(request, "office/publishing/notice.html", context, status=status)


def _earliest(request: Request, letter: Letter) -> date:
    """Return the first day on which letter and replies may be public from now on."""
    first = geneva_date(letter.public_from) if letter.public_from else request.act.today
    return max(first, request.act.today)


def _usual(letter: Letter) -> str:
    """Return the words that a person withheld in the version before."""
    latest = selectors.latest_of(letter)
    return "\n".join(latest.also_withheld) if latest else ""


def _prepare(request: Request, letter: Letter, words: Sequence[str]) -> Prepared:
    latest = selectors.latest_of(letter)
    return services.prepare(
        letter,
        also_withhold=words,
        version=latest.version + 1 if latest else 1,
        today=request.act.today,
    )


def _page(
    request: Request,
    letter: Letter,
    form: WordsForm,
    *,
    trouble: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    may_publish = rules.may_publish(request.act.actor)
    prepared: Prepared | None = None
    if rules.is_sent(letter.state):
        words = (
            form.words() if form.is_bound and form.is_valid() else _usual(letter).splitlines()
        )
        try:
            prepared = _prepare(request, letter, words)
        except Refusal as refusal:
            trouble = trouble or (refusal if form.is_bound else None)
            status = refusal.status if form.is_bound else status
            prepared = _prepare(request, letter, ())
            if form.is_bound and not form.errors:
                form.add_error("also", sentence(refusal))
    why_not = services.why_not_prepare(request.act, letter) or (
        services.why_not_publish(selectors.latest_of(letter), prepared) if prepared else None
    )
    versions, held_up = selectors.publications_of(letter), selectors.held_up()
    context: dict[str, Any] = {
        "letter": letter,
        "form": form,
        "prepared": prepared,
        "pairs": _pairs(prepared) if prepared else [],
        "found": [(one, labels.MEANS[one], words) for one, words in prepared.found]
        if prepared
        else [],
        "versions": versions,
        "held_up": held_up,
        "held_up_since": held_up.get(versions[0].public_id) if versions else None,
        "public_address": selectors.find_public_address(versions),
        "trouble": trouble,
        "why_not": why_not,
        "may": may_publish,
        "notice": letters.latest_message(letter, MatterKind.PUBLICATION_NOTICE, ours=True),
        "why_not_announce": services.why_not_announce(request.act, letter),
    }
    return render(request, "office/publishing/publication.html", context, status=status)


def _pairs(prepared: Prepared) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    """Return each question with the answers to it, and the reply that each stands in."""
    document = prepared.document
    return [
        (
            question,
            [
                (reply, answer)
                for reply in document.replies
                for answer in reply.answers
                if answer.number == question.number
            ],
        )
        for question in document.questions
    ]
