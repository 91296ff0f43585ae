"""A marked text as each of its readers may read it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.office.conftest import Office

from rapport.demo.cast import HOLLINBRAKE, QUILLMOOR
from rapport.office.cases.models import Case
from rapport.office.consents import selectors
from rapport.office.consents.errors import MarkUnknown, PersonNotInCase
from rapport.office.consents.rules import (
    Audience,
    Gender,
    PersonKind,
    Purpose,
    Shown,
    Standing,
    WhyHeld,
)
from rapport.office.consents.selectors import HELD, PersonView, Renderer, free_names, put_marks

NAME = "Lucinde Varga-Morel"


def person(name: str = NAME, number: int = 1, **agreed: bool) -> PersonView:
    return PersonView(
        number=number,
        name=name,
        initials="",
        kind=PersonKind.INDIVIDUAL,
        gender=Gender.UNKNOWN,
        is_minor=False,
        is_survivor=False,
        note="",
        standing=Standing(
            is_protected=False, answers={(Purpose(one), ""): yes for one, yes in agreed.items()}
        ),
    )


@pytest.fixture
def case(office: Office) -> Case:
    """A case with one person in it, who has not been asked for anything."""
    case = office.case()
    office.person(case)
    return case


def read(case: Case, audience: Audience, text: str = "[[p:1]] wrote.", **where: str) -> str:
    return selectors.render(text, audience, case=case.public_id, **where).text


def test_without_consent_only_the_office_reads_the_name(case: Case) -> None:
    assert read(case, Audience.OFFICE) == f"{NAME} wrote."
    assert read(case, Audience.MANDATE) == "Person A wrote."
    assert read(case, Audience.ADDRESSEE, recipient=QUILLMOOR) == "Person A wrote."
    assert read(case, Audience.PUBLIC) == "Person A wrote."


def test_who_agreed_to_be_named_to_a_company_is_named_to_it_alone(
    office: Office, case: Case
) -> None:
    office.consent(case, 1, Purpose.NAME_TO_COMPANY, recipient=QUILLMOOR)

    assert read(case, Audience.ADDRESSEE, recipient=QUILLMOOR) == f"{NAME} wrote."
    assert read(case, Audience.ADDRESSEE, recipient=HOLLINBRAKE) == "Person A wrote."
    assert read(case, Audience.PUBLIC) == "Person A wrote."


def test_the_public_reads_initials_then_the_name_as_they_are_agreed_to(
    office: Office, case: Case
) -> None:
    office.consent(case, 1, Purpose.PUBLISH_INITIALS)
    assert read(case, Audience.PUBLIC) == "L. V. wrote."

    office.consent(case, 1, Purpose.PUBLISH_NAME)
    assert read(case, Audience.PUBLIC) == f"{NAME} wrote."


def test_a_consent_taken_back_counts_from_then_on(office: Office, case: Case) -> None:
    office.consent(case, 1, Purpose.PUBLISH_NAME, on="2026-02-01")
    office.consent(case, 1, Purpose.PUBLISH_NAME, answer=False, on="2026-02-20")

    assert read(case, Audience.PUBLIC) == "Person A wrote."


def test_what_was_said_last_counts_even_when_it_was_entered_first(
    office: Office, case: Case
) -> None:
    office.consent(case, 1, Purpose.PUBLISH_NAME, answer=False, on="2026-02-20")
    office.consent(case, 1, Purpose.PUBLISH_NAME, on="2026-02-01")

    assert read(case, Audience.PUBLIC) == "Person A wrote."


def test_a_minor_stays_a_letter_in_public_and_may_be_named_to_the_company(
    office: Office,
) -> None:
    case = office.case()
    office.person(case, is_minor=True)
    for purpose in Purpose:
        office.consent(case, 1, purpose)

    assert read(case, Audience.PUBLIC) == "Person A wrote."
    assert read(case, Audience.ADDRESSEE, recipient=QUILLMOOR) == f"{NAME} wrote."


def test_what_is_held_back_is_told_once_with_its_reason(case: Case) -> None:
    rendered = selectors.render("[[p:1]], [[p:1]]", Audience.PUBLIC, case=case.public_id)

    assert [(one.person, one.why) for one in rendered.withheld] == [(1, WhyHeld.NO_CONSENT)]


def test_a_cut_is_kept_from_the_public_alone(case: Case) -> None:
    text = "In [[cut:Vellanta, with [[p:1]]|the place says who]]."

    public = selectors.render(text, Audience.PUBLIC, case=case.public_id)

    assert public.text == f"In {HELD}."
    assert [one.why for one in public.withheld if one.person is None] == [WhyHeld.CUT]
    assert read(case, Audience.ADDRESSEE, text) == "In Vellanta, with Person A."


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Person A wrote."), ("fr", None), ("zh", None), ("ar", None)]
)
def test_a_letter_stands_in_the_language_of_the_text(
    case: Case, language: str, words: str | None
) -> None:
    shown = read(case, Audience.PUBLIC, language=language)

    assert NAME not in shown
    assert words is None or shown == words


def test_a_mark_of_nobody_is_refused(case: Case) -> None:
    with pytest.raises(MarkUnknown):
        read(case, Audience.PUBLIC, "[[p:7]]")
    broken = selectors.broken_marks("[[p:7]] [[p:x]]", case=case.public_id)
    assert (broken[0], broken[-1]) == ("[[p:x]]", "[[p:7]]")


def test_a_person_of_another_case_is_not_found(office: Office, case: Case) -> None:
    other = office.case(title="Another case")

    with pytest.raises(PersonNotInCase):
        selectors.get_person(other.public_id, 1)
    assert selectors.how_many(other.public_id) == 0
    assert selectors.how_many_in([case.public_id, other.public_id]) == {case.public_id: 1}
    assert selectors.how_many_in([uuid4()]) == {}


def test_for_other_mandates_a_person_without_consent_is_a_letter(
    office: Office, case: Case
) -> None:
    office.person(case, name="Mirela Ostrander", note="knows the landlord")
    office.consent(case, 1, Purpose.SHARE_WITH_MANDATES)

    known, held = selectors.persons_as_known_to(Audience.MANDATE, case.public_id)

    assert (known.name, known.is_held) == (NAME, False)
    assert (held.name, held.initials, held.note, held.is_held) == ("Person B", "", "", True)


def test_a_person_is_shown_in_public_as_the_view_says(office: Office, case: Case) -> None:
    office.consent(case, 1, Purpose.PUBLISH_INITIALS)

    view = selectors.view_of(selectors.get_person(case.public_id, 1))

    assert view.in_public is Shown.INITIALS
    assert view.mark == "[[p:1]]"


# Names that stand in a text without their mark


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        (NAME, f"{NAME} wrote.", "[[p:1]] wrote."),
        (NAME, "LUCINDE VARGA‐MOREL’s page", "[[p:1]]’s page"),
        (NAME, "Lucinde\u00a0Varga-\u200bMorel", "[[p:1]]"),
        ("Ósk Brandt", "as Osk  Brandt said", "as [[p:1]] said"),
        ("Osk Brandt", "as Ósk Brandt said", "as [[p:1]] said"),
        ("“Fjóla” Brandt", "that “Fjóla” Brandt left", "that [[p:1]] left"),
        ("Rea", "Area, Rea, Reason", "Area, [[p:1]], Reason"),
        ("王小明", "据报王小明的账户", "据报[[p:1]]的账户"),
        ("홍길동", "홍길동은 썼다", "[[p:1]]은 썼다"),
        ("علي حسن", "كتب علي حسن", "كتب [[p:1]]"),
        ("علي حسن", "وعلي حسن كتب", "و[[p:1]] كتب"),
        ("علي", "عليه", "عليه"),
        (NAME, "[[p:1]] wrote", "[[p:1]] wrote"),
        (NAME, f"[[cut:{NAME}|why]]", "[[cut:[[p:1]]|why]]"),
    ],
)
def test_a_free_name_becomes_a_mark(name: str, text: str, marked: str) -> None:
    assert put_marks(text, person(name)) == marked


def test_free_names_are_counted_and_shown_as_they_are_written() -> None:
    text = "LUCINDE varga-morel met Lucinde Varga-Morel and Rea."
    people = [person(), person("Rea", 2), person("Rea Lucinde Varga-Morel", 3)]

    found = free_names(text, people)

    assert [(one.number, one.words, one.places) for one in found] == [
        (1, "LUCINDE varga-morel", 2),
        (2, "Rea", 1),
    ]


def test_the_longest_name_is_looked_for_first() -> None:
    people = [person("Rea Brandt", 1), person("Rea Brandt Ostrander", 2)]

    text = selectors.put_all_marks("Rea Brandt Ostrander and Rea Brandt", people)

    assert text == "[[p:2]] and [[p:1]]"


def test_names_in_a_company_s_text_are_hidden_by_consent() -> None:
    renderer = Renderer(
        [person(), person("Rea Brandt", 2, publish_name=True)], Audience.PUBLIC, "", "en"
    )

    shown = renderer.hide_names("We wrote to lucinde varga-morel and Rea Brandt.")

    assert shown.text == "We wrote to Person A and Rea Brandt."
    assert [one.person for one in renderer.withheld] == [1]


@given(text=st.text(alphabet="ab Rea.Brndt-\n’é", max_size=60))
def test_after_marking_no_free_name_is_left(text: str) -> None:
    people = [person("Rea Brandt"), person("Rea", 2)]

    marked = selectors.put_all_marks(text, people)

    assert free_names(marked, people) == []
    assert selectors.put_all_marks(marked, people) == marked
