"""Two people at the office act at the same moment: one of them does it, the other is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from tests.office import letters, test_publishing
from tests.office.conftest import Office
from tests.together import at_once, waits

from rapport.demo.cast import ENTERPRISE
from rapport.exchange import services as exchange
from rapport.exchange.models import Outgoing
from rapport.foundation.acts import Act
from rapport.journal.services import work_off
from rapport.office.cases.models import Case
from rapport.office.communications import errors, services
from rapport.office.communications.models import Letter, Reply, Signature
from rapport.office.communications.rules import PartName, SignatureState, State
from rapport.office.consents.models import CasePerson
from rapport.office.consents.rules import Purpose
from rapport.office.publishing.errors import OnItsWay
from rapport.office.publishing.models import Publication
from rapport.protocol import package as packages
from rapport.protocol.package import Heading

pytestmark = pytest.mark.usefixtures("threads")

IN_TIME = test_publishing.IN_TIME
NAMED = {PartName.INFORMATION: "[[p:1]] was visited.", PartName.CONCERN: "[[p:1]] is at risk."}


def refusals(outcomes: Sequence[Any]) -> list[type[Any]]:
    """What was refused; anything else that went wrong is none of it, and fails the test."""
    found = [one for one in outcomes if isinstance(one, Exception)]
    return [type(one) for one in found]


def transmit(act: Act, letter: Letter, reference: str = "AL OTH 14/2099") -> Letter:
    return services.transmit_letter(
        act, letter_id=letter.public_id, sending=letters.sending(reference)
    )


def test_a_letter_transmitted_twice_at_once_leaves_once(threads: None, office: Office) -> None:
    letter = letters.cleared(office)
    act = office.act("mina")

    outcomes = at_once(*[lambda: transmit(act, letter)] * 3)
    at_once(work_off, work_off)

    assert refusals(outcomes) == [errors.WrongState] * 2
    assert office.told().count("office.letter_transmitted") == 1
    assert Outgoing.objects.count() == 1


def test_two_references_typed_for_one_letter_at_once_are_one(
    threads: None, office: Office
) -> None:
    letter = letters.cleared(office)
    act = office.act("mina")

    outcomes = at_once(
        lambda: transmit(act, letter, "AL OTH 14/2099"),
        lambda: transmit(act, letter, "AL OTH 15/2099"),
    )

    assert refusals(outcomes) == [errors.WrongState]
    (kept,) = [one for one in outcomes if isinstance(one, Letter)]
    letter.refresh_from_db()
    assert letter.reference == kept.reference


def test_two_letters_under_one_reference_at_once_are_one(threads: None, office: Office) -> None:
    first, second = letters.cleared(office), letters.cleared(office)
    act = office.act("mina")

    outcomes = at_once(lambda: transmit(act, first), lambda: transmit(act, second))

    assert refusals(outcomes) == [errors.ReferenceUsed]
    assert Letter.objects.filter(state=State.TRANSMITTED).count() == 1
    assert Letter.objects.filter(state=State.CLEARED, reference="").count() == 1


def test_who_joins_while_the_letter_goes_back_to_draft_signs_it_or_is_told(
    threads: None, office: Office
) -> None:
    letter = letters.circulating(office)
    jonas, mina = office.act("jonas"), office.act("mina")

    joined, returned = at_once(
        lambda: services.join_letter(jonas, letter_id=letter.public_id, mandate=ENTERPRISE),
        lambda: services.return_to_draft(mina, letter_id=letter.public_id),
    )

    assert isinstance(returned, Letter)
    letter.refresh_from_db()
    assert letter.state is State.DRAFT
    signature = Signature.objects.get(letter=letter, mandate=ENTERPRISE)
    if isinstance(joined, errors.NotCirculating):
        assert (signature.state, signature.fingerprint) == (SignatureState.ASKED, "")
    else:
        assert signature.state is SignatureState.JOINED
        assert signature.fingerprint


def test_a_part_saved_while_the_letter_circulates_is_in_it_or_refused(
    threads: None, office: Office
) -> None:
    letter = letters.written(office)
    act = office.act("mina")

    saved, circulated = at_once(
        lambda: services.save_part(
            act, letter_id=letter.public_id, name=PartName.CONCERN, text="New.", based_on=1
        ),
        lambda: services.circulate_letter(act, letter_id=letter.public_id),
    )

    assert isinstance(circulated, Letter)
    assert saved == 2 or isinstance(saved, errors.TextFixed)


def test_two_who_save_one_part_at_once_both_keep_their_words(
    threads: None, office: Office
) -> None:
    letter = letters.written(office)
    act = office.act("mina")

    outcomes = at_once(
        *(
            lambda text=text: services.save_part(
                act, letter_id=letter.public_id, name=PartName.CONCERN, text=text, based_on=1
            )
            for text in ("One.", "Two.")
        )
    )

    assert refusals(outcomes) == [errors.TextMovedOn]


def named_letter(office: Office) -> Letter:
    """A cleared letter with a person in it who agreed to be named to the company."""
    case = office.case()
    office.person(case)
    office.consent(case, 1, Purpose.NAME_TO_COMPANY, recipient=letters.QUILLMOOR)
    return letters.cleared(office, case=case, texts=NAMED)


def withdraw(office: Office, case: Case, purpose: Purpose, recipient: str = "") -> None:
    office.consent(case, 1, purpose, answer=False, recipient=recipient)


def test_a_consent_is_not_withdrawn_in_the_middle_of_transmitting(
    threads: None, office: Office
) -> None:
    letter = named_letter(office)
    act = office.act("mina")

    held = waits(
        lambda: withdraw(
            office, letter.case, Purpose.NAME_TO_COMPANY, recipient=letters.QUILLMOOR
        ),
        first=lambda: transmit(act, letter),
    )

    assert held, "whoever is told that a consent is withdrawn would read the name sent after it"


def test_a_letter_is_not_transmitted_in_the_middle_of_a_withdrawal(
    threads: None, office: Office
) -> None:
    letter = named_letter(office)
    act = office.act("mina")

    held = waits(
        lambda: transmit(act, letter),
        first=lambda: withdraw(
            office, letter.case, Purpose.NAME_TO_COMPANY, recipient=letters.QUILLMOOR
        ),
    )
    transmit(act, letter)

    assert held
    letter.refresh_from_db()
    assert "Varga" not in letter.document


def test_a_consent_withdrawn_at_the_moment_of_transmitting_counts_everywhere_or_nowhere(
    threads: None, office: Office
) -> None:
    letter = named_letter(office)
    act = office.act("mina")

    outcomes = at_once(
        lambda: transmit(act, letter),
        lambda: withdraw(
            office, letter.case, Purpose.NAME_TO_COMPANY, recipient=letters.QUILLMOOR
        ),
    )

    assert refusals(outcomes) == []
    letter.refresh_from_db()
    assert letter.document.count("Varga") in {0, 2}


def answered(office: Office) -> Letter:
    """A letter with a person in it, and the company's reply to it."""
    with transaction.atomic():
        return test_publishing.answered(office)


def test_a_letter_published_twice_at_once_is_published_once(
    threads: None, office: Office
) -> None:
    letter = answered(office)

    outcomes = at_once(*[lambda: test_publishing.publish(office, letter)] * 3)
    before = Outgoing.objects.count()
    at_once(work_off, work_off)

    assert refusals(outcomes) == [OnItsWay] * 2
    assert Publication.objects.count() == 1
    assert Outgoing.objects.filter(kind="publication").count() == 1
    assert before == 0


def test_a_consent_is_not_withdrawn_in_the_middle_of_publishing(
    threads: None, office: Office
) -> None:
    letter = answered(office)
    office.consent(letter.case, 1, Purpose.PUBLISH_NAME)

    held = waits(
        lambda: withdraw(office, letter.case, Purpose.PUBLISH_NAME),
        first=lambda: test_publishing.publish(office, letter),
    )

    assert held


def test_persons_entered_at_once_have_numbers_of_their_own(
    threads: None, office: Office
) -> None:
    case = office.case()

    outcomes = at_once(
        *(lambda name=name: office.person(case, name=name) for name in ("A B", "C D", "E F"))
    )

    assert refusals(outcomes) == []
    assert sorted(CasePerson.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_reply_that_comes_while_the_company_is_told_something_is_kept(
    threads: None, office: Office, is_withdrawn: bool
) -> None:
    letter = letters.delivered(office)
    document = letters.reply_document(letter)
    heading = Heading(
        package=uuid4(),
        sender=letters.quillmoor().public_id,
        recipient=exchange.own_id(),
        number=1,
        matter=letter.public_id,
        answers=letter.package,
        made_at=document.sent_at,
    )
    body = packages.build(heading, document, (), letters.DESK_KEY)

    def tell() -> None:
        about: dict[str, Any] = {"letter_id": letter.public_id}
        if is_withdrawn:
            services.withdraw_letter(office.act("mina"), reason="Sent in error.", **about)
        else:
            services.send_clarification(office.act("mina"), text="Which service?", **about)

    outcomes = at_once(tell, lambda: exchange.take_in(body))

    assert refusals(outcomes) == []
    assert Reply.objects.get().letter == letter
