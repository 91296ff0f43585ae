"""Weights of words learned from summaries of public reports; tools/weights.py makes them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from rapport.language.guessing import Language
from rapport.matching.evidence import Evidence
from rapport.matching.lexicon import Places

FILE: Final = "learned.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """What English stems say for mandates, and how usual each mandate is among letters."""

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    entries: Mapping[str, float] = field(default_factory=dict)

    def evidence(self, places: Places, language: Language) -> list[Evidence]:
        """Return what the words of a text say; nothing in other languages than English."""
        if language is not Language.ENGLISH:
            return []
        return [
            Evidence(slug, (where[0],), weight * (1 + math.log(len(where))))
            for stem, where in places.items()
            for slug, weight in self.words.get(stem, {}).items()
        ]


@cache
def packaged_weights() -> Weights:
    """Return the weights that come with Rapport."""
    text = resources.files("rapport.matching").joinpath("data", FILE).read_text("utf-8")
    return Weights(**json.loads(text))
