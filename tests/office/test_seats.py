"""The seats of an office: what each may ever do, and for which mandates."""

from __future__ import annotations

import pytest
from tests.office.conftest import Office

from rapport.accounts.models import Invitation
from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY, SPEAK_FOR_OTHERS
from rapport.foundation.acts import Actor, Post
from rapport.office import seats

MINA = Actor("1", "Mina Ferro", frozenset({Post("secretariat")}))
ILSE = Actor("2", "Ilse Marrowby", frozenset({Post("mandate_member", OPEN_ASSEMBLY)}))
ANNEKE = Actor("4", "Anneke Solberg-Tui", frozenset({Post("administrator")}))


def test_no_command_on_a_case_or_letter_is_for_the_administrator() -> None:
    theirs = [name for name, who in seats.MAY.items() if seats.Seat.ADMINISTRATOR in who]

    assert theirs == ["forget_learned"]  # figures alone, of no letter


def test_a_seat_of_one_mandate_is_none_of_another() -> None:
    assert seats.may_for(ILSE, "edit_case", [OPEN_ASSEMBLY])
    assert not seats.may_for(ILSE, "edit_case", [ENTERPRISE])
    assert not seats.may_for(ILSE, "edit_case", [])
    assert not seats.may_for(ILSE, "clear_letter", [OPEN_ASSEMBLY])
    assert seats.may_for(MINA, "edit_case", [])
    assert not seats.may_for(MINA, "join_letter", [OPEN_ASSEMBLY])


def test_a_command_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError):
        seats.may(MINA, "burn_letter")


def test_the_secretariat_sees_all_and_the_administrator_nothing() -> None:
    assert [seats.sees_all(one) for one in (MINA, ILSE, ANNEKE)] == [True, False, False]
    assert seats.mandates_of(ILSE) == {OPEN_ASSEMBLY}
    assert not seats.mandates_of(ANNEKE)


def test_an_administrator_gives_a_seat_in_a_mandate(office: Office) -> None:
    client = office.client("anneke")

    page = client.get("/people/invite").content.decode()
    answer = client.post(
        "/people/invite",
        {
            "name": "Corin Aldebrandt",
            "email": "corin@office.invalid",
            "language": "en",
            "in_mandate_member": SPEAK_FOR_OTHERS,
        },
    )

    assert "Special Rapporteur on those who speak for others" in page
    assert answer.status_code == 302
    (invitation,) = Invitation.objects.all()
    assert invitation.posts == [["mandate_member", SPEAK_FOR_OTHERS]]
