"""Owners are suggested with reasons; what the lead decides teaches, and is forgotten again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read
from tests.desk.test_areas import area, areas, give, system

from rapport.desk.areas import selectors, services
from rapport.desk.areas.models import Decision, IssueArea
from rapport.desk.inbox.models import Letter, Question
from rapport.desk.routing import services as routing
from rapport.directory import services as directory
from rapport.journal.models import Entry

__all__ = ["areas"]

At = Callable[[str], Browser]
MODERATION = "Why were the accounts of the tenants suspended, and how can they appeal?"
WATER = "How much groundwater does the data centre draw, and who consulted the community?"
GENERAL = "Please provide any additional information and any comment."


def asked(desk: Desk, *questions: str, number: int = 14, **more: Any) -> Letter:
    """A letter that arrived with these questions."""
    return desk.letter(questions=questions, reference=f"AL OTH {number}/2099", **more)


def page(letter: Letter) -> str:
    """Where owners are named."""
    return f"/letters/{letter.public_id}/owners"


def suggested(desk: Desk, letter: Letter, number: int = 1) -> selectors.Suggested:
    """What the lead is suggested for a question."""
    questions = list(Question.objects.filter(letter=letter))
    act = desk.act("noor")
    return selectors.suggestions_for(act.actor, letter, questions, act.today).questions[number]


def name(desk: Desk, letter: Letter, who: str, number: int = 1) -> None:
    """Let the lead give a question to somebody."""
    routing.name_owners(
        desk.act("noor"),
        letter_id=letter.public_id,
        owners={number: desk.people[who].public_id},
    )


def take(browser: Browser, letter: Letter) -> str:
    """What the first button of a suggestion sends."""
    answer = browser.get(page(letter)).content.decode()
    _, _, rest = answer.partition('name="take" value="')
    return rest.partition('"')[0]


def test_the_page_suggests_the_owner_with_the_words_that_say_so(areas: Desk, at: At) -> None:
    give(areas, "content-moderation", "odile")
    letter = asked(areas, MODERATION, WATER)

    text = at("noor").text(page(letter))

    assert "Suggested: Odile Kestane · Content moderation and accounts" in text
    assert "Because of the words: accounts suspended" in text
    assert "Suggested area · Data centres, land and environment" in text
    assert "Nobody answers for this area yet." in text
    assert "They learned from 0 decisions here." in text


def test_nobody_is_assigned_until_the_button_is_pressed(areas: Desk, at: At) -> None:
    give(areas, "content-moderation", "odile")
    letter = asked(areas, MODERATION, WATER)
    noor = at("noor")
    button = take(noor, letter)
    assert not Question.objects.exclude(owner=None).exists()

    answer = noor.post(page(letter), take=button)

    assert answer["Location"] == f"{page(letter)}#q1"
    assert Question.objects.get(letter=letter, number=1).owner == areas.people["odile"]
    assert Question.objects.get(letter=letter, number=2).owner is None
    assert Decision.objects.get().area == area("content-moderation")
    assert "They learned from 1 decision here." in noor.text(page(letter))


def test_pressing_keeps_what_else_was_chosen_on_the_page(areas: Desk, at: At) -> None:
    give(areas, "content-moderation", "odile")
    letter = asked(areas, MODERATION, WATER)
    noor = at("noor")
    said = {
        "take": take(noor, letter),
        "question-2": str(areas.people["bram"].public_id),
        "area-2": str(area("supply-chain").public_id),
    }

    noor.post(page(letter), **said)

    assert Question.objects.get(letter=letter, number=2).owner == areas.people["bram"]
    assert Decision.objects.get(question__number=2).area == area("supply-chain")
    assert areas.told().count("desk.area_chosen") == 2
    history = noor.text(f"/letters/{letter.public_id}")
    assert "put question 2 under “Supply chain and forced labour”" in history


@pytest.mark.parametrize("button", ["1", "1:x:y", "9:{odile}:", "1:{petra}:"])
def test_a_button_that_was_not_offered_does_nothing(areas: Desk, at: At, button: str) -> None:
    letter = asked(areas, MODERATION)
    ids = {who: person.public_id for who, person in areas.people.items()}

    answer = at("noor").post(page(letter), take=button.format(**ids))

    assert answer.status_code == 422
    assert not Question.objects.exclude(owner=None).exists()


def test_the_deputy_is_suggested_while_the_owner_is_away_and_it_says_why(
    areas: Desk, at: At, on_day: Callable[[str], None]
) -> None:
    give(areas, "content-moderation", "odile", "bram")
    letter = asked(areas, MODERATION)
    today = areas.act("noor").today
    services.note_absence(
        areas.act("noor"),
        person_id=areas.people["odile"].public_id,
        from_on=today,
        until_on=today + timedelta(days=2),
    )

    on_day(today.isoformat())
    text = at("noor").text(page(letter))
    on_day((today + timedelta(days=3)).isoformat())
    later = at("noor").text(page(letter))

    assert "Suggested: Bram Teale" in text
    assert "Deputy of Odile Kestane, who is away until" in text
    assert "Suggested: Odile Kestane" in later


def test_product_and_country_that_the_letter_names_decide(areas: Desk) -> None:
    directory.load_directory(system())
    give(areas, "content-moderation", "odile")
    give(areas, "content-moderation", "bram", country="SDN", product="Quill Chat")
    elsewhere = asked(areas, MODERATION, subject="Accounts in France on Quill Chat")
    there = asked(
        areas, MODERATION, number=15, subject="Accounts in Sudan on Quill  Chat, suspended"
    )

    assert suggested(areas, elsewhere).person == areas.people["odile"]
    assert suggested(areas, there).person == areas.people["bram"]
    assert suggested(areas, there).country == "SDN"


def test_a_general_question_follows_the_letter(areas: Desk) -> None:
    letter = asked(areas, GENERAL, subject="Groundwater drawn by a data centre")

    found = suggested(areas, letter)

    assert found.area == area("data-centres")
    assert found.from_letter


def test_after_two_corrections_such_questions_go_to_whom_the_lead_chose(areas: Desk) -> None:
    give(areas, "content-moderation", "odile")
    give(areas, "child-safety", "bram")
    letter = asked(areas, "Why was his account suspended?", number=3)
    assert suggested(areas, letter).person == areas.people["odile"]
    for number, text in enumerate((MODERATION, MODERATION.replace("tenants", "nurses")), 1):
        name(areas, asked(areas, text, number=number), "bram")

    found = suggested(areas, letter)

    assert found.person == areas.people["bram"]
    assert found.area == area("child-safety")
    assert found.times == 2
    water = suggested(areas, asked(areas, WATER, number=4))
    assert water.area == area("data-centres")


def test_who_answers_for_no_area_is_suggested_by_custom(areas: Desk, at: At) -> None:
    give(areas, "content-moderation", "odile")
    for number in (1, 2):
        name(areas, asked(areas, MODERATION, number=number), "bram")

    letter = asked(areas, "Why was his account suspended?", number=3)

    assert suggested(areas, letter).by_custom
    text = at("noor").text(page(letter))
    assert "Suggested: Bram Teale" in text
    assert "Because 2 similar questions were given to them before." in text


def test_a_question_is_no_evidence_for_itself(areas: Desk) -> None:
    letter = asked(areas, MODERATION)
    name(areas, letter, "bram")

    assert suggested(areas, letter).times == 0


def test_a_returned_question_teaches_nothing(areas: Desk) -> None:
    letter = asked(areas, MODERATION)
    name(areas, letter, "bram")
    assert Decision.objects.count() == 1

    routing.return_question(
        areas.act("bram"), letter_id=letter.public_id, number=1, reason="Not mine."
    )

    assert not Decision.objects.exists()


def test_a_hand_over_corrects_what_was_learned(areas: Desk) -> None:
    letter = asked(areas, MODERATION)
    name(areas, letter, "bram")

    routing.hand_over_question(
        areas.act("bram"),
        letter_id=letter.public_id,
        number=1,
        owner_id=areas.people["odile"].public_id,
        reason="Hers.",
    )

    assert Decision.objects.get().owner == areas.people["odile"]


def test_what_was_learned_holds_no_text_and_goes_with_its_question(areas: Desk) -> None:
    letter = asked(areas, "Why was Xylophonia Quandrell’s account suspended?")
    name(areas, letter, "bram")

    kept = Decision.objects.values().get()
    elsewhere = [
        row
        for model in apps.get_app_config("desk_areas").get_models()
        for row in model._default_manager.values()
        if "xylophonia" in str(row).casefold()
    ]

    assert {*kept} == {
        "id", "question_id", "area_id", "owner_id", "decided_at", "decided_by_id",
    }  # fmt: skip
    assert elsewhere == []
    assert not [row for row in Entry.objects.values() if "xylophonia" in str(row).casefold()]
    letter.questions.all()[0].assignments.all().delete()
    letter.questions.all().delete()
    assert not Decision.objects.exists()


def test_the_lead_forgets_all_that_was_learned_and_owners_stay(areas: Desk, at: At) -> None:
    letter = asked(areas, MODERATION)
    name(areas, letter, "bram")

    answer = at("noor").post("/areas/forget")

    assert answer.status_code == 302
    assert not Decision.objects.exists()
    assert Question.objects.get(letter=letter).owner == areas.people["bram"]
    assert areas.told()[-1] == "desk.decisions_forgotten"


def test_what_one_installation_learned_is_unknown_to_another(areas: Desk) -> None:
    """All that a suggestion rests on stands in this database: without it, nothing is left."""
    give(areas, "child-safety", "bram")
    for number in (1, 2, 3):
        name(areas, asked(areas, MODERATION, number=number), "bram")
    letter = asked(areas, MODERATION, number=4)
    assert suggested(areas, letter).area == area("child-safety")

    Decision.objects.all().delete()  # as in the database of another desk

    assert suggested(areas, letter).area == area("content-moderation")


def test_without_areas_the_page_is_as_it_was(desk: Desk, at: At) -> None:
    assert not IssueArea.objects.exists()

    text = at("noor").text(page(asked(desk, MODERATION)))

    assert "Owner of question 1" in text
    assert "Suggested" not in text


def test_the_number_of_queries_does_not_grow_with_questions_and_decisions(
    areas: Desk, at: At
) -> None:
    give(areas, "content-moderation", "odile")
    few, many = asked(areas, MODERATION, number=1), asked(areas, *[MODERATION] * 9, number=2)
    noor = at("noor")

    def queries(letter: Letter) -> int:
        with CaptureQueriesContext(connection) as caught:
            read(noor.get(page(letter)))
        return len(caught)

    queries(few)  # sessions and caches
    before = queries(few)
    for number in range(1, 10):
        name(areas, many, "bram", number)

    assert queries(many) == before
