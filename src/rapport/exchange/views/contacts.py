"""Contacts, for administrators: who is known, compare keys by telephone, take cards, revoke."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts.views.factors import proven
from rapport.exchange import rules, selectors, services
from rapport.exchange.errors import CodeWrong
from rapport.exchange.forms import CardForm, RoadForm
from rapport.exchange.labels import EVENTS, ROADS, SIDES
from rapport.exchange.models import Contact
from rapport.exchange.rules import Road
from rapport.foundation.errors import Refusal
from rapport.protocol import cards
from rapport.web.refusals import sentence, sentence_of
from rapport.web.requests import Request

REFUSED_SHOWN = 50


@never_cache
@require_safe
def contacts(request: Request) -> HttpResponse:
    """Show the known installations, and how far their keys can be trusted."""
    rows = [(one, SIDES[one.side]) for one in selectors.contacts_seen_by(request.act.actor)]
    context = {"rows": rows, "kept": selectors.kept_waiting().count()}
    return render(request, "exchange/contacts.html", context)


@never_cache
@require_safe
def own_card(request: Request) -> HttpResponse:
    """Give our card as a file, to be handed to others."""
    if refusal := rules.why_not_manage_contacts(request.act.actor):
        raise refusal
    card = services.own_card()
    response = HttpResponse(card.to_bytes(), content_type=rules.CARD_TYPE)
    response["Content-Disposition"] = f'attachment; filename="contact-card-{card.number}.json"'
    return response


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponseBase:
    """Take a card, as a file or from an address."""
    if refusal := rules.why_not_manage_contacts(request.act.actor):
        raise refusal
    form = CardForm(request.POST, request.FILES) if request.method == "POST" else CardForm()
    if request.method == "POST" and form.is_valid():
        try:
            contact = _take(request, form)
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Their contact card was taken."))
            return redirect("contacts:contact", contact.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/add.html", {"form": form}, status=status)


def _take(request: Request, form: CardForm) -> Contact:
    file, url = form.cleaned_data["file"], form.cleaned_data["url"]
    if file:
        card: bytes = file.read(cards.LARGEST_CARD + 1)
    else:
        card = services.fetch_card(request.act, url=url)
    as_new = form.cleaned_data["as_new"]
    return services.add_contact(request.act, card=card, as_new=as_new)


@never_cache
@require_safe
def contact(request: Request, contact_id: UUID) -> HttpResponse:
    """Show one installation: its keys, what waits for it, what was recorded."""
    found = selectors.contact_seen_by(request.act.actor, contact_id)
    context = {
        "contact": found,
        "their_side": SIDES[found.side],
        "why_not": selectors.why_not_reach(found),
        "road": ROADS[found.road],
        "waiting": selectors.waiting_deliveries(found),
        "refused": [
            (one, sentence_of(one.refusal_code))
            for one in selectors.refused_deliveries(found, REFUSED_SHOWN)
        ],
        "kept": selectors.kept_waiting().filter(sender=found.public_id).count(),
        "gaps": selectors.gaps_from(found),
        "held": selectors.held_after_restore(found),
        "history": [
            (entry, EVENTS.get(entry.name, entry.name)) for entry in selectors.history_of(found)
        ],
    }
    return render(request, "exchange/contact.html", context)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: Request, contact_id: UUID) -> HttpResponseBase:
    """Show the code of both installations' keys, and take it as compared by telephone."""
    found = selectors.contact_seen_by(request.act.actor, contact_id)
    trouble = ""
    if request.method == "POST":
        code = request.POST.get("code", "")
        try:
            services.verify_contact(request.act, contact_id=contact_id, code=code)
        except CodeWrong as refusal:  # keys have changed since the page was shown
            trouble = sentence(refusal)
        else:
            messages.success(request, _("Their keys count as verified."))
            return redirect("contacts:contact", contact_id)
    context = {"contact": found, "code": services.code_with(found), "trouble": trouble}
    return render(request, "exchange/verify.html", context, status=422 if trouble else 200)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def road(request: Request, contact_id: UUID) -> HttpResponseBase:
    """Choose how packages pass to and from an installation."""
    found = selectors.contact_seen_by(request.act.actor, contact_id)
    now = {"road": found.road.value, "we_collect": found.we_collect}
    form = RoadForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        services.set_road(
            request.act,
            contact_id=contact_id,
            road=Road(form.cleaned_data["road"]),
            we_collect=form.cleaned_data["we_collect"],
        )
        messages.success(request, _("Packages take the road you chose."))
        return redirect("contacts:contact", contact_id)
    status = 422 if request.method == "POST" else 200
    context = {"contact": found, "form": form}
    return render(request, "exchange/road.html", context, status=status)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: Request, contact_id: UUID) -> HttpResponseBase:
    """Say what asking again means, and ask an installation for what is missing."""
    found = selectors.contact_seen_by(request.act.actor, contact_id)
    if request.method == "POST":
        services.ask_since(request.act, contact_id=contact_id)
        messages.success(request, _("They are asked to send again."))
        return redirect("contacts:contact", contact_id)
    context = {"contact": found, "since": selectors.whole_up_to(found)}
    return render(request, "exchange/ask.html", context)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def revoke(request: Request, contact_id: UUID) -> HttpResponseBase:
    """Say what revoking an installation's keys means, and do it."""
    found = selectors.contact_seen_by(request.act.actor, contact_id)
    if request.method == "POST":
        services.revoke_contact(request.act, contact_id=contact_id)
        messages.success(request, _("Their keys were revoked."))
        return redirect("contacts:contact", contact_id)
    return render(request, "exchange/revoke.html", {"contact": found})
