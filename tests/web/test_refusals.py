"""How a refusal is said to a person."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from rapport.foundation.errors import Refusal
from rapport.web.refusals import sentence


class NotBefore(Refusal):
    """A refusal that names a day."""

    text = "Not before {on}."


def test_a_day_is_written_as_the_reader_s_language_writes_it() -> None:
    refusal = NotBefore(on=date(2026, 12, 17))

    with translation.override("en"):
        assert sentence(refusal) == "Not before 17 December 2026."
    with translation.override("fr"):
        assert sentence(refusal) == "Not before 17 décembre 2026."
