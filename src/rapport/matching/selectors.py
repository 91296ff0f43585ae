"""Ask which mandates or issue areas a text concerns. No installation is needed for it."""

from __future__ import annotations

from functools import cache

from rapport.matching.area_ranking import AreaRanker, AreaSuggestion
from rapport.matching.areas import packaged_areas
from rapport.matching.learned import packaged_weights
from rapport.matching.precedents import Precedents
from rapport.matching.ranking import Ranker, Suggestion
from rapport.matching.subjects import packaged_subjects


def suggested_mandates(
    text: str,
    *,
    first: int | None = None,
    in_force: bool = True,
    precedents: Precedents | None = None,
    without: str = "",
) -> list[Suggestion]:
    """Return the mandates that a text seems to concern, best first, with the words that say so.

    Without `in_force`, mandates that ended or were merged are among them: a text may be old.
    With precedents, what was decided on similar letters counts too, but for the one of a name.
    """
    ranker = _ranker(in_force=in_force)
    return ranker.ranked(text, first=first, precedents=precedents, without=without)


def profile_of_letter(text: str) -> dict[str, float]:
    """Return what a letter is compared with earlier ones by; it holds no word of the text."""
    return _ranker(in_force=True).profile(text)


def suggested_areas(text: str, *, first: int | None = None) -> list[AreaSuggestion]:
    """Return the issue areas that a text seems to concern, of those that come with Rapport."""
    return _area_ranker().ranked(text, first=first)


@cache
def _area_ranker() -> AreaRanker:
    return AreaRanker(packaged_areas())


@cache
def _ranker(*, in_force: bool) -> Ranker:
    subjects = [one for one in packaged_subjects() if one.in_force or not in_force]
    return Ranker(subjects, packaged_weights())
