"""A refusal's sentence in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from rapport.foundation.errors import Refusal


def sentence(refusal: Refusal) -> str:
    """Return the refusal's text, translated, with its facts."""
    return gettext(refusal.text).format(**refusal.facts)
