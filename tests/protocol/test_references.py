"""A reference is read as people type it, and printed in one form."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.protocol.kinds import LetterType
from rapport.protocol.references import Reference, parse, slug_of


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("AL OTH 12/2021", "AL OTH 12/2021"),
        ("  al oth 12 / 2021 ", "AL OTH 12/2021"),
        ("JAL OTH 12/2021", "AL OTH 12/2021"),
        ("UA\u00a0USA 7/2099".replace("\u00a0", " "), "UA USA 7/2099"),
        ("OL CHN 013/2020", "OL CHN 13/2020"),
    ],
)
def test_references_as_they_are_typed(typed: str, printed: str) -> None:
    assert str(parse(typed)) == printed


@pytest.mark.parametrize(
    "typed",
    ["", "AL OTH", "XX OTH 1/2021", "AL OT 1/2021", "AL OTH 0/2021", "AL OTH 1/21",
     "AL OTH 12345/2021", "AL OTH 1/2021x", "AL OTH ١/2021", "AL OTH -1/2021"],
)  # fmt: skip
def test_what_is_no_reference(typed: str) -> None:
    with pytest.raises(ValueError, match="reads like AL OTH 12/2021"):
        parse(typed)


@given(
    kind=st.sampled_from(LetterType),
    actor=st.from_regex(r"[A-Z]{3}", fullmatch=True),
    number=st.integers(1, 9999),
    year=st.integers(1000, 9999),
)
def test_what_is_printed_is_read_again(
    kind: LetterType, actor: str, number: int, year: int
) -> None:
    reference = Reference(kind, actor, number, year)

    assert parse(str(reference)) == reference


@given(text=st.text(max_size=20))
def test_any_text_is_a_reference_or_none(text: str) -> None:
    try:
        assert str(parse(text))
    except ValueError as refused:
        assert "reads like" in str(refused)


def test_two_types_under_one_number_are_the_same_number() -> None:
    assert parse("AL OTH 12/2021").key == parse("UA OTH 12/2021").key
    assert parse("AL OTH 12/2021").key != parse("AL USA 12/2021").key


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("AL OTH 12/2021",), "al-oth-12-2021"),
        (("2021-03", "Société Générale"), "2021-03-societe-generale"),
        (("دولة",), sha256("دولة".encode()).hexdigest()[:10]),
    ],
)
def test_words_are_a_stable_address(words: tuple[str, ...], slug: str) -> None:
    assert slug_of(*words) == slug
