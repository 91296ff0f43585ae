"""Doors for what comes by hand: a file that holds a reply; our receipt, to send back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.exchange.services import HandedIn
from rapport.exchange.views import by_hand
from rapport.office.communications import selectors, services
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.files import whole_reply
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
@opens_to("hand_in_file")
def hand_in(request: Request) -> HttpResponse:
    """Ask for a file that came by hand, and lead to the reply that it holds."""
    back = reverse("office_communications:letters")
    words = {
        "title": _("Take in a reply"),
        "lede": _(
            "A reply that came by e-mail or on a stick, as a PDF made by Rapport, carries its "
            "signed data. It is checked and taken in as if it had come by itself, today."
        ),
        "back": back,
    }

    def lead_to(handed: HandedIn) -> str:
        letter, reply = selectors.find_handed_in(request.act.actor, handed)
        if letter and reply:
            facts = [letter.public_id, reply.public_id]
            return reverse("office_communications:reply", args=facts)
        if letter:
            return reverse("office_communications:letter", args=[letter.public_id])
        return back

    return by_hand.hand_in_page(
        request,
        words=words,
        command=lambda data: services.hand_in_file(request.act, data=data),
        lead_to=lead_to,
    )


@require_safe
@opens_to("draft_letter")
def receipt(request: Request, letter_id: UUID, reply_id: UUID) -> HttpResponse:
    """Hand out the signed receipt for a reply, for whoever sent it."""
    reply = whole_reply(request, letter_id, reply_id)
    return by_hand.receipt(selectors.incoming_of_reply(reply))
