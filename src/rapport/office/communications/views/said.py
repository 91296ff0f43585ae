"""What was said about a letter after it left, as its page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rapport.directory import selectors as directory
from rapport.exchange import selectors as exchange
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.office.communications import rules, selectors
from rapport.office.communications.models import Letter
from rapport.protocol.kinds import Acknowledgement, ExtensionAnswer, Redirect
from rapport.protocol.matters import MatterKind
from rapport.web import matters
from rapport.web.matters import Shown

ANSWERED_AT = {
    MatterKind.EXTENSION_REQUEST: ("office_communications:grant", "answer_extension"),
    MatterKind.CLARIFICATION: ("office_communications:answer", "answer_message"),
}


@dataclass(frozen=True, slots=True)
class Rather:
    """For whom the company says the letter is; the slug where the directory lists them."""

    name: str
    slug: str


def what_was_said(act: Act, letter: Letter, words: Callable[[str], str]) -> dict[str, Any]:
    """Return the messages about a letter, the facts in them, and what may be said now."""
    known = selectors.messages_of(letter)
    delivered = {one.package: one for one in exchange.deliveries_about(letter.public_id)}
    answered = {one.answers_id for one in known}
    said = [(one, selectors.message_document(one)) for one in known]
    shown = []
    for one, document in said:
        asks = selectors.asks_something(one) and one.pk not in answered
        shown.append(
            Shown(
                id=one.message,
                side="office" if one.is_ours else "desk",
                at=one.at,
                who=one.by.name if one.by else "",
                headline=matters.headline(document, words),
                lines=matters.lines(document, words),
                delivery=delivered.get(one.package) if one.is_ours else None,
                answer_url=_answer_url(act, letter, one.kind, one.message) if asks else "",
            )
        )
    latest = {type(document): document for _, document in said}
    acknowledged = latest.get(Acknowledgement)
    return {
        "shown": shown,
        "acknowledgement": acknowledged,
        "acknowledged_at": next(
            (one.at for one, document in said if document is acknowledged), None
        ),
        "opened_by": words(acknowledged.opened_by)
        if isinstance(acknowledged, Acknowledgement)
        else "",
        "extension": latest.get(ExtensionAnswer),
        "rather": _rather(latest.get(Redirect), words),
        "deliveries": [one for one in delivered.values() if one.kind not in set(MatterKind)],
        "may_talk": not why_not_say(act, letter, "send_clarification"),
        "why_not_follow_up": why_not_say(act, letter, "send_follow_up"),
    }


def why_not_say(act: Act, letter: Letter, command: str) -> Refusal | None:
    """Say why the actor may not send something about a letter."""
    return rules.why_not_say(
        act.actor,
        command,
        state=letter.state,
        mandate=letter.mandate,
        received_at=letter.received_at,
        withdrawn_at=letter.withdrawn_at,
        by_mail=bool(letter.mail_to),
        by_post=bool(letter.post_to),
    )


def _answer_url(act: Act, letter: Letter, kind: MatterKind, message: object) -> str:
    address, command = ANSWERED_AT[kind]
    if why_not_say(act, letter, command):
        return ""
    return reverse(address, args=[letter.public_id, message])


def _rather(document: object, words: Callable[[str], str]) -> Rather | None:
    if not isinstance(document, Redirect) or document.rather is None:
        return None
    listed = document.rather.slug and directory.find_company(document.rather.slug)
    return Rather(words(document.rather.name), document.rather.slug or "" if listed else "")
