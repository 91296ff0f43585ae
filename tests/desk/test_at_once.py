"""Two people at the desk act at the same moment: no words are lost, and one fate wins."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.desk.conftest import Desk, letter_document, midday
from tests.desk.test_letters_from_files import TEXT, as_confirmed, handed
from tests.together import at_once, waits

from rapport.desk.inbox import services as inbox
from rapport.desk.inbox.errors import AlreadyJoined, HandedReferenceUsed
from rapport.desk.inbox.models import HandedFile, Letter, Message
from rapport.desk.replies import errors, selectors, services
from rapport.desk.replies.models import AnswerVersion, Attachment, Comment, Reply
from rapport.desk.replies.rules import MB, State
from rapport.exchange import services as exchange
from rapport.exchange.models import Outgoing
from rapport.journal.services import work_off
from rapport.protocol import kinds
from rapport.protocol import package as packages
from rapport.protocol.kinds import Stance
from rapport.protocol.package import Heading

pytestmark = pytest.mark.usefixtures("threads")


def save(desk: Desk, letter: Letter, who: str, text: str, **how: Any) -> AnswerVersion:
    said: dict[str, Any] = {
        "number": 1,
        "stance": Stance.ANSWERED,
        "finished": True,
        "based_on": 0,
    }
    return services.save_answer(
        desk.act(who), letter_id=letter.public_id, text=text, **(said | how)
    )


def package(desk: Desk, document: kinds.Letter | kinds.AboutLetter) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=desk.office.public_id,
        recipient=exchange.own_id(),
        number=1,
        matter=document.letter,
        answers=None,
        made_at=midday("2026-03-02"),
    )
    return packages.build(heading, document, (), desk.office_key)


def test_a_package_delivered_twice_at_once_is_one_receipt_and_one_letter(
    threads: None, desk: Desk
) -> None:
    body = package(desk, letter_document())

    answers = at_once(*[lambda: exchange.take_in(body)] * 3)

    assert [answer.taken for answer in answers] == [True] * 3, answers
    assert len({answer.body for answer in answers}) == 1
    assert Letter.objects.count() == 1
    assert desk.told()[-2:] == ["desk.letter_arrived", "exchange.arrived"]
    assert desk.told().count("desk.letter_arrived") == 1


def test_two_letters_under_one_reference_at_once_are_one_letter_and_one_rejection(
    threads: None, desk: Desk
) -> None:
    bodies = [package(desk, letter_document()) for _ in range(2)]

    answers = at_once(*(lambda body=body: exchange.take_in(body) for body in bodies))

    assert sorted(answer.taken for answer in answers) == [False, True]
    assert Letter.objects.count() == 1


def test_two_who_save_one_answer_at_once_are_both_told_of_the_other(
    threads: None, desk: Desk
) -> None:
    letter = desk.owned_letter()

    outcomes = at_once(
        lambda: save(desk, letter, "odile", "What the owner knows."),
        lambda: save(desk, letter, "noor", "What the lead knows."),
    )

    kept = [one for one in outcomes if isinstance(one, AnswerVersion)]
    told = [one for one in outcomes if isinstance(one, errors.AnswerMovedOn)]
    assert (len(kept), len(told)) == (1, 1), outcomes
    assert list(AnswerVersion.objects.values_list("number", "text")) == [(1, kept[0].text)]


def test_a_reply_returned_while_it_is_sent_is_one_of_both(threads: None, desk: Desk) -> None:
    reply = desk.approved_reply(desk.answered_letter())

    sent, returned = at_once(
        lambda: services.submit_reply(desk.act("noor"), reply_id=reply.public_id),
        lambda: services.return_reply(
            desk.act("petra"), reply_id=reply.public_id, reason="One date is wrong."
        ),
    )
    at_once(work_off, work_off)

    assert [isinstance(one, errors.WrongState) for one in (sent, returned)].count(True) == 1
    reply.refresh_from_db()
    left = isinstance(sent, Reply)
    assert reply.state is (State.SENT if left else State.DRAFTING)
    assert Outgoing.objects.count() == left


def test_a_reply_sent_twice_at_once_leaves_once(threads: None, desk: Desk) -> None:
    reply = desk.approved_reply(desk.answered_letter())

    outcomes = at_once(
        *[lambda: services.submit_reply(desk.act("noor"), reply_id=reply.public_id)] * 2
    )
    at_once(work_off, work_off)

    assert [isinstance(one, errors.WrongState) for one in outcomes].count(True) == 1
    assert Outgoing.objects.count() == 1


def test_a_reply_begun_twice_at_once_is_begun_once(threads: None, desk: Desk) -> None:
    letter = desk.answered_letter()

    outcomes = at_once(
        *[
            lambda: services.begin_reply(
                desk.act("noor"), letter_id=letter.public_id, interim=False
            )
        ]
        * 2
    )

    assert [isinstance(one, errors.ReplyOpen) for one in outcomes].count(True) == 1
    assert Reply.objects.count() == 1


def attach(desk: Desk, letter: Letter, who: str, number: int, megabytes: int) -> Attachment:
    return services.attach_file(
        desk.act(who),
        letter_id=letter.public_id,
        number=number,
        name=f"{who}.txt",
        media_type="text/plain",
        data=b"." * megabytes * MB,
        goes_with_reply=True,
    )


def test_files_put_to_two_questions_at_once_do_not_pass_the_total(
    threads: None, desk: Desk
) -> None:
    letter = desk.owned_letter()
    attach(desk, letter, "odile", 2, 8)

    outcomes = at_once(
        lambda: attach(desk, letter, "odile", 1, 7), lambda: attach(desk, letter, "bram", 3, 7)
    )

    assert [isinstance(one, errors.FilesTooMany) for one in outcomes].count(True) == 1
    assert Attachment.objects.count() == 2


def test_a_file_waits_for_another_question_of_the_letter(threads: None, desk: Desk) -> None:
    letter = desk.owned_letter()

    assert waits(
        lambda: attach(desk, letter, "bram", 3, 1),
        first=lambda: attach(desk, letter, "odile", 1, 1),
    )


def test_nobody_changes_an_answer_in_the_middle_of_asking_for_approval(
    threads: None, desk: Desk
) -> None:
    letter = desk.answered_letter()
    reply = desk.reply(letter)

    held = waits(
        lambda: save(desk, letter, "odile", "Not yet finished.", finished=False, based_on=1),
        first=lambda: services.ask_approval(desk.act("noor"), reply_id=reply.public_id),
    )

    assert held, "the approver would be asked about answers that nobody had checked"
    assert len(selectors.answers_of(Reply.objects.get())) == 3


def test_a_letter_taken_on_twice_at_once_is_taken_on_once(threads: None, desk: Desk) -> None:
    letter = desk.letter()

    at_once(
        *[lambda: inbox.acknowledge_letter(desk.act("noor"), letter_id=letter.public_id)] * 2
    )

    assert desk.told().count("desk.letter_acknowledged") == 1


def test_two_files_confirmed_at_once_under_one_reference_are_one_letter(
    threads: None, desk: Desk
) -> None:
    rows = [handed(desk, TEXT + line) for line in (b"", b"A copy.")]

    outcomes = at_once(
        *[
            lambda row=row: inbox.confirm_letter(
                desk.act("noor"), handed_id=row.public_id, letter=as_confirmed()
            )
            for row in rows
        ]
    )

    assert [type(one) for one in outcomes if isinstance(one, Exception)] == [
        HandedReferenceUsed
    ]
    assert Letter.objects.count() == 1


def test_the_same_file_handed_in_twice_at_once_is_kept_once(threads: None, desk: Desk) -> None:
    rows = at_once(*[lambda: handed(desk)] * 2)

    assert [row.sha256 for row in rows] == [HandedFile.objects.get().sha256] * 2
    assert desk.told().count("desk.file_kept") == 1


def twice(desk: Desk) -> tuple[Letter, Letter]:
    """A letter from a file, and the same one in a package."""
    row = handed(desk)
    asked = ["Please comment on the allegations.", "Please describe the rule."]
    here = inbox.confirm_letter(
        desk.act("noor"), handed_id=row.public_id, letter=as_confirmed(questions=asked)
    )
    return here, desk.letter(reference="AL OTH 12/2026", questions=asked)


def joining(desk: Desk, here: Letter, there: Letter) -> Letter:
    return services.join_letters(
        desk.act("noor"), letter_id=here.public_id, other_id=there.public_id
    )


def test_two_who_join_the_same_letters_at_once_join_them_once(
    threads: None, desk: Desk
) -> None:
    here, there = twice(desk)

    outcomes = at_once(*[lambda: joining(desk, here, there)] * 2)

    assert [isinstance(one, AlreadyJoined) for one in outcomes].count(True) == 1, outcomes
    assert Letter.objects.filter(joined_to=None).count() == 1
    assert desk.told().count("desk.letters_joined") == 1


def test_what_is_saved_while_letters_are_joined_stands_with_the_one_letter(
    threads: None, desk: Desk
) -> None:
    here, there = twice(desk)

    outcomes = at_once(
        lambda: joining(desk, here, there),
        lambda: save(desk, here, "noor", "What the lead knows."),
        lambda: services.add_comment(
            desk.act("tomas"), letter_id=there.public_id, number=2, text="Who knows?"
        ),
        lambda: inbox.acknowledge_letter(desk.act("noor"), letter_id=there.public_id),
    )

    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    assert AnswerVersion.objects.get().question.letter_id == here.pk
    assert Comment.objects.get().question.letter_id == here.pk
    here.refresh_from_db()
    assert here.acknowledged_by == desk.people["noor"]


def test_what_the_office_says_while_letters_are_joined_is_taken(
    threads: None, desk: Desk
) -> None:
    here, there = twice(desk)

    outcomes = at_once(
        lambda: joining(desk, here, there),
        lambda: desk.says(there, kinds.Withdrawal, reason="Sent in error."),
    )

    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    here.refresh_from_db()
    assert here.withdrawn_at
    assert Message.objects.get().letter_id == here.pk


def test_a_reply_that_leaves_while_letters_are_joined_leaves_once(
    threads: None, desk: Desk
) -> None:
    here, there = twice(desk)
    for number in (1, 2):
        save(desk, there, "noor", "The facts.", number=number)
    reply = desk.approved_reply(there)
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)

    joined, _sent = at_once(lambda: joining(desk, here, there), work_off)
    at_once(work_off)
    if isinstance(joined, errors.ReplyOnItsWay):
        joining(desk, here, there)

    reply.refresh_from_db()
    assert (reply.letter_id, bool(reply.package)) == (here.pk, True)
    assert Outgoing.objects.count() == 1


def test_who_signs_off_while_letters_are_joined_signs_the_reply_of_the_one_letter(
    threads: None, desk: Desk
) -> None:
    here, there = twice(desk)
    for number in (1, 2):
        save(desk, there, "noor", "The facts.", number=number)
    reply = desk.reply(there)
    services.ask_approval(desk.act("noor"), reply_id=reply.public_id)

    outcomes = at_once(
        lambda: joining(desk, here, there),
        lambda: services.approve_reply(desk.act("petra"), reply_id=reply.public_id),
    )

    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    reply.refresh_from_db()
    assert (reply.letter_id, reply.state) == (here.pk, State.APPROVED)


@pytest.mark.parametrize("is_joined", [True, False])
def test_a_package_that_comes_meanwhile_and_a_deed_about_its_letter_both_end(
    threads: None, desk: Desk, is_joined: bool
) -> None:
    here, there = twice(desk)
    said = kinds.Withdrawal(
        message=uuid4(),
        letter=there.letter or uuid4(),
        reference=there.reference,
        language="en",
        dated_on=midday("2026-03-02").date(),
        sent_at=midday("2026-03-02"),
        reason="Sent in error.",
        demonstration=True,
    )
    body = package(desk, said)

    def ask() -> Message:
        return inbox.send_clarification(
            desk.act("noor"), letter_id=there.public_id, text="Which service is meant?"
        )

    outcomes = at_once(
        (lambda: joining(desk, here, there)) if is_joined else ask,
        lambda: exchange.take_in(body),
    )

    assert not [one for one in outcomes if isinstance(one, Exception)], outcomes
    assert Message.objects.filter(kind="withdrawal").count() == 1
    assert Letter.objects.filter(joined_to=None, withdrawn_at__isnull=False).count() == 1
