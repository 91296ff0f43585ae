"""Marks are read back as written, broken ones stay and are found, twice is as once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.foundation import marking
from rapport.foundation.marking import CutMark, Mark, PersonMark

PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[",
        "]]",
        "|",
        "p:",
        "cut:",
        "[[p:1]]",
        "[[p:12]]",
        "[[cut:a place|safety]]",
        "é",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join)


def shown(mark: Mark) -> str:
    return f"<{mark.number}>" if isinstance(mark, PersonMark) else mark.words


def test_persons_and_cuts_are_read_in_order() -> None:
    text = "[[p:3]] lives in [[cut:the old market|would lead to the house]], as [[p:12]] says."

    assert marking.marks_in(text) == [
        PersonMark(3),
        CutMark("the old market", "would lead to the house"),
        PersonMark(12),
    ]
    assert marking.persons_in(text + "[[p:3]]") == [3, 12]


def test_marks_are_replaced_and_the_rest_is_left_alone() -> None:
    text = "Before [[p:3]], in [[cut:the market|place]]\n\nafter [sic]."

    assert marking.replace(text, shown) == "Before <3>, in the market\n\nafter [sic]."


def test_a_person_may_stand_inside_a_cut() -> None:
    text = "Near [[cut:the house of [[p:2]]|place]]."

    assert marking.replace(text, shown) == "Near the house of <2>."
    assert marking.broken_marks(text) == []
    assert marking.persons_in(text) == [2]


def test_square_brackets_around_a_mark_stay() -> None:
    text = "[[[p:1]], the author] and [see [[p:2]]]"

    assert marking.replace(text, shown) == "[<1>, the author] and [see <2>]"
    assert marking.broken_marks(text) == []


@pytest.mark.parametrize(
    "broken",
    [
        "[[p:]]",
        "[[p:0]]",
        "[[p:03]]",
        "[[p:12345]]",
        "[[ p:3 ]]",
        "[[P:3]]",
        "[[p:٣]]",
        "[[p:3]",
        "[p:3]]",
        "[p:3]",
        "p:3]]",
        "［［p:3］］",
        "【【p：3】】",
        "[[cut:the market]]",
        "[[cut:|place]]",
        "[[cut:the market|]]",
        "[[cut: | ]]",
        "[[cut:a|b|c]]",
        "[[person 3]]",
    ],
)
def test_what_only_looks_like_a_mark_stays_and_is_found(broken: str) -> None:
    text = f"Before {broken} after [[p:1]]."

    assert marking.replace(text, shown) == f"Before {broken} after <1>."
    assert len(marking.broken_marks(text)) == 1
    assert marking.broken_marks(text)[0] in text


def test_ordinary_brackets_and_colons_are_no_broken_marks() -> None:
    text = "Art. 19 [of the Covenant] (p. 3), at 12:30 [sic], see p: 4 and [1]."

    assert marking.broken_marks(text) == []


def test_what_is_read_as_typed_holds_the_words_of_a_cut_and_not_its_reason() -> None:
    text = "One [[p:1]] two [[cut:three|four]] five"

    pieces = marking.without_marks(text)

    assert [piece for _, piece in pieces] == ["One ", " two ", "three", " five"]
    assert all(text[place : place + len(piece)] == piece for place, piece in pieces)


def test_a_person_is_never_shown_with_brackets() -> None:
    with pytest.raises(ValueError, match="no square bracket"):
        marking.replace("[[p:1]]", lambda mark: "[p:2]")


@pytest.mark.parametrize(
    ("words", "reason"), [("", "x"), ("x", " "), ("a|b", "x"), ("a", "b]]")]
)
def test_a_cut_that_could_not_be_read_back_is_not_written(words: str, reason: str) -> None:
    with pytest.raises(ValueError, match="a cut has words and a reason"):
        marking.cut_mark(words, reason)


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_that_no_mark_holds_is_not_written(number: int) -> None:
    with pytest.raises(ValueError, match="from 1 to"):
        marking.person_mark(number)


@given(number=st.integers(1, marking.HIGHEST_NUMBER))
def test_a_person_mark_is_read_back_as_written(number: int) -> None:
    assert marking.marks_in(f"x{marking.person_mark(number)}y") == [PersonMark(number)]


@given(text=TEXTS)
def test_replacing_twice_is_as_good_as_once(text: str) -> None:
    once = marking.replace(text, shown)

    assert marking.replace(once, shown) == once
    assert marking.marks_in(once) == []


@given(text=TEXTS)
def test_every_double_bracket_is_part_of_a_mark_or_found(text: str) -> None:
    rest = marking.replace(text, lambda mark: "x")

    assert ("[[" not in rest) or bool(marking.broken_marks(text))


@given(text=TEXTS)
def test_stretches_are_where_they_say(text: str) -> None:
    for place, piece in marking.without_marks(text):
        assert text[place : place + len(piece)] == piece
