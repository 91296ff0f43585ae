"""Other mandates are asked to sign a letter; they join the text they read, or say why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY, SPEAK_FOR_OTHERS
from rapport.directory.models import Mandate
from rapport.directory.rules import MandateStatus
from rapport.foundation.acts import Actor, Post
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.rules import PartName, SignatureState, State

pytestmark = pytest.mark.django_db


def stands(letter: Any, mandate: str = ENTERPRISE) -> SignatureState | None:
    """What a mandate is to a letter."""
    signature = selectors.find_signature(letter, mandate)
    return signature.state if signature else None


def test_a_mandate_sees_nothing_before_it_is_asked(office: Office) -> None:
    letter = letters.draft(office)

    before = office.client("jonas").get(f"/letters/{letter.public_id}").status_code
    letters.ask(office, letter)
    after = office.client("jonas").get(f"/letters/{letter.public_id}").status_code

    assert (before, after) == (404, 200)


def test_a_mandate_is_asked_from_the_page(office: Office) -> None:
    letter = letters.draft(office)
    client = office.client("ilse")
    address = f"/letters/{letter.public_id}/joining/ask"

    asked = client.get(address).content.decode()
    past = client.post(address, {"mandate": ENTERPRISE, "due_on": "2020-01-01"})
    done = client.post(address, {"mandate": ENTERPRISE, "due_on": "2099-01-01"})

    assert OPEN_ASSEMBLY not in asked
    assert past.status_code == 422
    assert "has passed. Choose today or a later day." in past.content.decode()
    assert 'value="2020-01-01"' in past.content.decode()
    assert done.status_code == 302
    assert stands(letter) is SignatureState.ASKED


def test_a_mandate_joins_from_the_page(office: Office) -> None:
    letter = letters.circulating(office)
    client = office.client("jonas")
    address = f"/letters/{letter.public_id}/joining/{ENTERPRISE}/join"

    draft = client.get(f"/letters/{letter.public_id}").content.decode()
    asked = client.get(address).content.decode()
    done = client.post(address)

    assert "Join this letter" in draft
    assert "Working Group on enterprise and dignity" in asked
    assert done.status_code == 302
    assert stands(letter) is SignatureState.JOINED


def test_a_mandate_that_does_not_join_says_why(office: Office) -> None:
    letter = letters.circulating(office)
    client = office.client("jonas")
    address = f"/letters/{letter.public_id}/joining/{ENTERPRISE}/decline"

    client.get(address)
    without = client.post(address, {"reason": " "})
    done = client.post(address, {"reason": "It lies outside the mandate."})

    said = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    assert without.status_code == 422
    assert done.status_code == 302
    assert stands(letter) is SignatureState.DECLINED
    assert "It lies outside the mandate." in said
    assert selectors.signatories_of(letter) == [OPEN_ASSEMBLY]


def test_a_mandate_that_declined_may_be_asked_anew(office: Office) -> None:
    letter = letters.circulating(office)
    services.decline_to_join(
        office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE, reason="Not yet."
    )

    letters.ask(office, letter)

    assert stands(letter) is SignatureState.ASKED


def test_who_joined_another_text_is_asked_anew(office: Office) -> None:
    letter = letters.circulating(office)
    act = office.act("mina")
    services.join_letter(office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE)

    services.return_to_draft(act, letter_id=letter.public_id)
    services.save_part(
        act, letter_id=letter.public_id, name=PartName.CONCERN, text="Anew.", based_on=1
    )
    services.circulate_letter(act, letter_id=letter.public_id)

    assert stands(letter) is SignatureState.ASKED


def test_who_joined_this_very_text_is_not_asked_again(office: Office) -> None:
    letter = letters.circulating(office)
    act = office.act("mina")
    services.join_letter(office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE)

    services.return_to_draft(act, letter_id=letter.public_id)
    services.circulate_letter(act, letter_id=letter.public_id)

    assert stands(letter) is SignatureState.JOINED


def test_nobody_joins_a_draft_that_still_changes(office: Office) -> None:
    letter = letters.written(office)
    letters.ask(office, letter)

    with pytest.raises(errors.NotCirculating):
        services.join_letter(
            office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE
        )

    said = office.client("jonas").get(f"/letters/{letter.public_id}/joining/{ENTERPRISE}/join")
    assert "nobody joins it now" in said.content.decode()


def test_nobody_answers_for_another_mandate(office: Office) -> None:
    letter = letters.circulating(office)

    for who in ("ilse", "mina"):
        with pytest.raises(errors.NotTheirMandate):
            services.join_letter(
                office.act(who), letter_id=letter.public_id, mandate=ENTERPRISE
            )


def test_a_mandate_that_was_not_asked_does_not_join(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    letter = letters.written(office, case)
    services.circulate_letter(office.act("mina"), letter_id=letter.public_id)

    with pytest.raises(errors.NotAsked):
        services.join_letter(
            office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE
        )


@pytest.mark.parametrize(
    ("mandate", "refusal"),
    [
        (OPEN_ASSEMBLY, errors.AlreadySigns),
        ("nobody", errors.MandateNotInForce),
        (SPEAK_FOR_OTHERS, errors.MandateNotInForce),
    ],
)
def test_who_cannot_be_asked_is_not_asked(
    office: Office, mandate: str, refusal: type[Refusal]
) -> None:
    Mandate.objects.filter(slug=SPEAK_FOR_OTHERS).update(
        status=MandateStatus.DISCONTINUED, ended="2025-12"
    )
    letter = letters.draft(office)

    with pytest.raises(refusal):
        letters.ask(office, letter, mandate)


def test_a_late_answer_is_taken_as_long_as_the_letter_circulates() -> None:
    actor = Actor("a", "A", frozenset({Post("mandate_member", ENTERPRISE)}))

    assert (
        rules.why_not_answer(
            actor,
            "join_letter",
            state=State.CIRCULATING,
            mandate=ENTERPRISE,
            signs=SignatureState.ASKED,
        )
        is None
    )


def test_a_cleared_letter_goes_back_to_draft_when_doubts_come(office: Office) -> None:
    letter = letters.cleared(office)
    client = office.client("ilse")

    said = client.get(f"/letters/{letter.public_id}").content.decode()
    answer = client.post(f"/letters/{letter.public_id}/return")

    letter.refresh_from_db()
    assert "Take the letter back to draft" in said
    assert answer.status_code == 302
    assert letter.state is State.DRAFT


def test_circulation_is_refused_while_something_is_missing(office: Office) -> None:
    letter = letters.written(office, questions=[])

    answer = office.client("mina").post(f"/letters/{letter.public_id}/circulate")

    assert answer.status_code == 422
    assert "no numbered question" in answer.content.decode()


def test_the_deadline_may_be_today() -> None:
    today = date(2026, 3, 2)
    actor = Actor("a", "A", frozenset({Post("secretariat")}))

    assert (
        rules.why_not_ask(
            actor,
            state=State.DRAFT,
            mandate=OPEN_ASSEMBLY,
            is_in_force=True,
            signs=None,
            due_on=today,
            today=today,
        )
        is None
    )
