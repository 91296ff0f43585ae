"""Doors for what comes by hand: a file that holds a letter; our receipt, to send back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.desk.inbox import selectors, services
from rapport.desk.inbox.views.doors import opens_to, opens_to_readers
from rapport.exchange.services import HandedIn
from rapport.exchange.views import by_hand
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
@opens_to("hand_in_file")
def hand_in(request: Request) -> HttpResponse:
    """Ask for a file that came by hand, and lead to the letter that it holds."""
    back = reverse("desk_today:letters")
    words = {
        "title": _("Take in a letter"),
        "lede": _(
            "A letter that came by e-mail or on a stick, as a PDF made by Rapport, carries its "
            "signed data. It is checked and taken in as if it had come by itself. Its clock "
            "has run since the day it was sent."
        ),
        "back": back,
    }

    def lead_to(handed: HandedIn) -> str:
        letter = selectors.find_handed_in(request.act.actor, handed)
        return reverse("desk_today:letter", args=[letter.public_id]) if letter else back

    return by_hand.hand_in_page(
        request,
        words=words,
        command=lambda data: services.hand_in_file(request.act, data=data),
        lead_to=lead_to,
    )


@require_safe
@opens_to_readers
def receipt(request: Request, letter_id: UUID) -> HttpResponse:
    """Hand out the signed receipt for a letter, for whoever sent it."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    return by_hand.receipt(selectors.incoming_of(letter))
