"""The code on a letter's paper: found again as it was printed or typed, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.office.communications import rules

NUMBERS = st.integers(0, (1 << rules.RANDOM_BITS) - 1)


@given(NUMBERS)
def test_a_code_is_read_from_its_barcode_and_as_people_type_it(number: int) -> None:
    code = rules.code_of(number)

    typed = rules.on_paper(code).lower().replace("0", "o").replace("-", " ")

    assert rules.read_code(rules.in_barcode(code)) == code
    assert rules.read_code(typed) == code


@given(NUMBERS, st.integers(0, 15), st.sampled_from(rules.SIGNS))
def test_a_wrong_sign_is_noticed(number: int, place: int, sign: str) -> None:
    code = rules.code_of(number)
    wrong = code[:place] + sign + code[place + 1 :]

    assert rules.read_code(wrong) == (code if wrong == code else None)


@given(NUMBERS, st.integers(0, 14))
def test_two_signs_that_changed_places_are_noticed(number: int, place: int) -> None:
    code = rules.code_of(number)
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert rules.read_code(turned) == (code if turned == code else None)


@pytest.mark.parametrize(
    "text", ["", "RAPPORT1:", "https://example.org", "AL OTH 14/2099", "0" * 15, "Ä" * 16]
)
def test_what_is_no_code_of_ours_is_none(text: str) -> None:
    assert rules.read_code(text) is None


def test_no_number_but_of_its_bits_makes_a_code() -> None:
    for number in (-1, 1 << rules.RANDOM_BITS):
        with pytest.raises(ValueError, match="bits"):
            rules.code_of(number)
