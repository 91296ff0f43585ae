"""How a person is shown to whom, by what they agreed to; without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.foundation import marking
from rapport.office.consents import rules
from rapport.office.consents.errors import (
    ConsentInFuture,
    PersonNameMissing,
    PersonNameUnusable,
    RecipientNotAsked,
)
from rapport.office.consents.rules import Audience, Purpose, Shown, Standing, WhyHeld

TODAY = date(2026, 3, 2)
RECIPIENTS = ("", "demo-quillmoor", "demo-hollinbrake")
given_answers = st.lists(
    st.tuples(st.sampled_from(list(Purpose)), st.sampled_from(RECIPIENTS), st.booleans())
)


def standing(*agreed: Purpose, is_protected: bool = False) -> Standing:
    return Standing(
        is_protected=is_protected, answers={(purpose, ""): True for purpose in agreed}
    )


def test_the_office_reads_every_name() -> None:
    assert rules.shown(standing(), Audience.OFFICE) == (Shown.NAME, None)


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.OFFICE])
def test_what_was_not_asked_is_a_no(audience: Audience) -> None:
    assert rules.shown(standing(), audience) == (Shown.LETTER, WhyHeld.NO_CONSENT)


@pytest.mark.parametrize(
    ("audience", "purpose"),
    [
        (Audience.MANDATE, Purpose.SHARE_WITH_MANDATES),
        (Audience.ADDRESSEE, Purpose.NAME_TO_COMPANY),
        (Audience.PUBLIC, Purpose.PUBLISH_NAME),
    ],
)
def test_one_yes_opens_one_door_alone(audience: Audience, purpose: Purpose) -> None:
    agreed = standing(purpose)
    others = [one for one in Audience if one not in {audience, Audience.OFFICE}]

    assert rules.shown(agreed, audience) == (Shown.NAME, None)
    assert [rules.shown(agreed, other)[0] for other in others] == [Shown.LETTER] * len(others)


def test_initials_are_shown_when_only_they_were_agreed_to() -> None:
    shown = rules.shown(standing(Purpose.PUBLISH_INITIALS), Audience.PUBLIC)

    assert shown == (Shown.INITIALS, WhyHeld.INITIALS_ONLY)


@given(agreed=st.sets(st.sampled_from(list(Purpose))))
def test_a_minor_or_survivor_is_never_named_in_public(agreed: set[Purpose]) -> None:
    protected = standing(*agreed, is_protected=True)

    assert rules.shown(protected, Audience.PUBLIC) == (Shown.LETTER, WhyHeld.PROTECTED)


@pytest.mark.parametrize(("minor", "survivor"), [(True, False), (False, True), (True, True)])
def test_either_protects(minor: bool, survivor: bool) -> None:
    assert rules.is_protected(is_minor=minor, is_survivor=survivor)
    assert not rules.is_protected(is_minor=False, is_survivor=False)


def test_an_answer_for_one_company_outranks_that_for_each() -> None:
    answers = rules.what_counts(
        [
            (Purpose.NAME_TO_COMPANY, "", True),
            (Purpose.NAME_TO_COMPANY, "demo-quillmoor", False),
        ]
    )

    assert not rules.agreed(answers, Purpose.NAME_TO_COMPANY, "demo-quillmoor")
    assert rules.agreed(answers, Purpose.NAME_TO_COMPANY, "demo-hollinbrake")


def test_a_no_for_each_company_takes_back_what_was_agreed_for_one() -> None:
    answers = rules.what_counts(
        [
            (Purpose.NAME_TO_COMPANY, "demo-quillmoor", True),
            (Purpose.NAME_TO_COMPANY, "", False),
        ]
    )

    assert not rules.agreed(answers, Purpose.NAME_TO_COMPANY, "demo-quillmoor")


def test_a_yes_for_each_company_does_not_lift_the_no_for_one() -> None:
    answers = rules.what_counts(
        [
            (Purpose.NAME_TO_COMPANY, "demo-quillmoor", False),
            (Purpose.NAME_TO_COMPANY, "", True),
        ]
    )

    assert not rules.agreed(answers, Purpose.NAME_TO_COMPANY, "demo-quillmoor")


@given(said=given_answers, purpose=st.sampled_from(list(Purpose)))
def test_after_a_no_for_each_nobody_is_told_the_name(
    said: list[tuple[Purpose, str, bool]], purpose: Purpose
) -> None:
    answers = rules.what_counts([*said, (purpose, "", False)])

    assert not any(rules.agreed(answers, purpose, recipient) for recipient in RECIPIENTS)


@given(said=given_answers)
def test_an_answer_touches_no_other_purpose(said: list[tuple[Purpose, str, bool]]) -> None:
    before = rules.what_counts(said)
    after = rules.what_counts([*said, (Purpose.PRESS, "", False)])

    for purpose in set(Purpose) - {Purpose.PRESS}:
        for recipient in RECIPIENTS:
            assert rules.agreed(before, purpose, recipient) == rules.agreed(
                after, purpose, recipient
            )


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")]
)
def test_persons_are_lettered_like_columns(number: int, letters: str) -> None:
    assert rules.letter_of(number) == letters


@given(st.lists(st.integers(1, 9999), unique=True, min_size=2, max_size=2))
def test_no_two_persons_share_a_letter(numbers: list[int]) -> None:
    assert rules.letter_of(numbers[0]) != rules.letter_of(numbers[1])


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Mirela Ostrander", "M. O."),
        ("lucinde  Varga-Morel", "L. V."),
        ("Ósk “Fjóla” Brandt", "Ó. F. B."),
        ("علي حسن", "ع. ح."),
        ("王小明", "王."),
        ("Tenants – Vellanta", "T. V."),
    ],
)
def test_initials_are_the_first_signs_of_words(name: str, initials: str) -> None:
    assert rules.initials_of(name) == initials


@pytest.mark.parametrize("name", ["", "   ", "–", "\u0301", "..."])
def test_a_name_needs_a_letter_or_a_digit(name: str) -> None:
    assert isinstance(rules.why_not_enter(name), PersonNameMissing)


@pytest.mark.parametrize("name", ["A|B", "[A", "A]", "[[p:1]]", "A" * 201])
def test_a_name_holds_no_sign_of_a_mark_and_has_an_end(name: str) -> None:
    assert isinstance(rules.why_not_enter(name), PersonNameUnusable)


@given(name=st.text(max_size=200))
def test_a_name_that_may_be_entered_can_be_shown_and_has_initials(name: str) -> None:
    if rules.why_not_enter(name) is None:
        assert marking.replace("[[p:1]]", lambda mark: name) == name
        assert rules.initials_of(name)


@given(days=st.integers(-400, 400))
def test_an_answer_is_recorded_from_the_day_it_was_given(days: int) -> None:
    refusal = rules.why_not_record(
        purpose=Purpose.PRESS, recipient="", given_on=TODAY + timedelta(days), today=TODAY
    )

    assert isinstance(refusal, ConsentInFuture) == (days > 0)


@pytest.mark.parametrize(
    "purpose", [one for one in Purpose if one is not Purpose.NAME_TO_COMPANY]
)
def test_only_naming_to_a_company_has_a_recipient(purpose: Purpose) -> None:
    refusal = rules.why_not_record(
        purpose=purpose, recipient="demo-quillmoor", given_on=TODAY, today=TODAY
    )

    assert isinstance(refusal, RecipientNotAsked)
