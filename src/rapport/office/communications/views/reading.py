"""A draft's texts as its team reads them: each person as the company would read of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rapport.foundation import marking
from rapport.foundation.acts import Actor
from rapport.office.cases import selectors as cases
from rapport.office.communications import rules as letter_rules
from rapport.office.communications import selectors
from rapport.office.communications.models import Letter
from rapport.office.consents import rules
from rapport.office.consents import selectors as consents
from rapport.office.consents.rules import Audience, Shown
from rapport.web.text import render_text

OPEN, SHUT = "\ue000", "\ue001"
"""Signs of no script: they stand around the place of a mark while the text is set."""

_PLACE: Final = re.compile(f"{OPEN}(\\d+){SHUT}")
_SIGNS: Final = re.compile(f"[{OPEN}{SHUT}]")


class TeamReading:
    """Sets the texts of one draft, as a team of the office may read them.

    The mandate that drafts and the secretariat read the names that the company would read;
    other teams those that the persons agreed to share with them, however they were typed.
    """

    def __init__(self, actor: Actor, letter: Letter) -> None:
        case = letter.case
        self._company = letter.company
        self._persons = consents.persons_of(case.public_id)
        self._writes = cases.audience_of(actor, case) is Audience.OFFICE
        self.persons = self._persons if self._writes else cases.persons_visible_to(actor, case)
        self._known = {person.number: person for person in self.persons}

    def set(self, text: str) -> SafeString:
        """Return a marked text as HTML; who is held back from the company stands as held."""
        places: list[SafeString] = []

        def show(mark: marking.Mark) -> str:
            words = mark.words if isinstance(mark, marking.CutMark) else ""
            places.append(self._shown(mark))
            return f"{words}{OPEN}{len(places) - 1}{SHUT}"

        plain = _SIGNS.sub("", text)
        if not self._writes:
            plain = consents.put_all_marks(plain, self._persons)
        html = render_text(marking.replace(plain, show))
        return mark_safe(_PLACE.sub(lambda place: places[int(place[1])], html))  # noqa: S308

    def _shown(self, mark: marking.Mark) -> SafeString:
        if isinstance(mark, marking.CutMark):
            said = _("not in the public version: %(reason)s") % {"reason": mark.reason}
            return format_html(' <span class="tag">{}</span>', said)
        person = self._known.get(mark.number)
        if person is None:
            said = _("No person %(number)s in this case") % {"number": mark.number}
            return format_html('<span class="held">{}</span>', said)
        how, _why = rules.shown(person.standing, Audience.ADDRESSEE, self._company)
        if how is Shown.NAME and not person.is_held:
            return format_html("<bdi>{}</bdi>", person.name)
        said = (
            _("%(person)s – the company reads the name; it is held back from other mandates")
            if how is Shown.NAME
            else _("%(person)s – the name is held back: no consent towards the company")
        )
        called = called_instead(person.number)
        return format_html('<span class="held">[{}]</span>', said % {"person": called})


def as_sent(actor: Actor, letter: Letter) -> Callable[[str], str]:
    """Return how the actor reads texts of a letter that has left, and of its replies.

    Those who sign read them as they were sent; others with each name that is not shared with
    them replaced.
    """
    signing = selectors.signatories_of(letter)
    if not letter_rules.why_not_read_whole(actor, signing=signing):
        return str
    persons = consents.persons_of(letter.case.public_id)
    known = cases.persons_visible_to(actor, letter.case)
    return lambda text: consents.with_known_names(text, persons, known)


def called_instead(number: int) -> str:
    """Return how a person is called who is not named: Person A."""
    return _("Person %(letter)s") % {"letter": rules.letter_of(number)}


def neutral(text: str) -> str:
    """Return a marked line without any name, for titles and lists."""

    def show(mark: marking.Mark) -> str:
        return mark.words if isinstance(mark, marking.CutMark) else called_instead(mark.number)

    return marking.replace(text, show)
