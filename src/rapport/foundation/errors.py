"""How Rapport says no: an expected refusal has a public code and a sentence with facts."""

from __future__ import annotations

from typing import ClassVar


def gettext_noop(text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return text


class Refusal(Exception):
    """An expected no: a stable public code, a text to translate, plain facts.

    Doors do not catch it; `web` turns it into a page, `cli` into stderr and exit status 1.
    """

    code: ClassVar[str] = "refused"
    text: ClassVar[str] = gettext_noop("This may not be done.")
    status: ClassVar[int] = 409

    def __init__(self, **facts: object) -> None:
        self.facts: dict[str, object] = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        return self.text.format(**self.facts)


class NotFound(Refusal):
    """What does not exist, or what the actor may not know of: the two are told alike."""

    code = "not_found"
    text = gettext_noop("There is nothing here under this address, or it is not yours to see.")
    status = 404


class NotAllowed(Refusal):
    """The actor's seat may not do this."""

    code = "not_allowed"
    text = gettext_noop("Your seat does not allow this.")
    status = 403


class Invalid(Refusal):
    """What was given cannot be read or does not make sense."""

    code = "invalid"
    text = gettext_noop("This cannot be used as it is.")
    status = 422
