"""One letter that came twice, as a file and as a package, is made one letter by a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.desk.conftest import Desk, letter_document, midday
from tests.desk.pages import Browser, read
from tests.desk.test_letters_from_files import TEXT, as_confirmed, drop, handed

from rapport.desk.api.selectors import letters_after
from rapport.desk.areas.models import Decision
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox import services as inbox_services
from rapport.desk.inbox.errors import (
    AlreadyJoined,
    HandedConfirmed,
    NotTheLead,
    NotTheSameLetter,
    WorkedTwice,
    WorkWithoutPlace,
)
from rapport.desk.inbox.models import HandedFile, Letter, LetterFile, Message, Question
from rapport.desk.inbox.rules import HandedState
from rapport.desk.replies import selectors, services
from rapport.desk.replies.errors import RepliesOnBoth, ReplyOnItsWay, WordsChangeUnderReply
from rapport.desk.replies.models import AnswerVersion, Reply
from rapport.desk.replies.rules import State
from rapport.desk.routing import selectors as assigned
from rapport.desk.routing import services as routing
from rapport.desk.today import selectors as today
from rapport.exchange.models import Outgoing
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.protocol import kinds
from rapport.protocol.kinds import LetterType
from rapport.protocol.package import Part

pytestmark = pytest.mark.django_db(transaction=True)

At = Callable[[str], Browser]
REFERENCE = "AL OTH 14/2099"
ASKED = ("Please comment on the allegations.", "Please describe the rule.")


def from_file(desk: Desk, **changes: Any) -> Letter:
    """The letter as it came by e-mail: sent on 27 February, as a person confirmed."""
    row = handed(desk)
    said: dict[str, Any] = {
        "reference": REFERENCE,
        "dated_on": date(2026, 2, 27),
        "sent_on": date(2026, 2, 27),
        "questions": ASKED,
    }
    return inbox_services.confirm_letter(
        desk.act("noor"), handed_id=row.public_id, letter=as_confirmed(**(said | changes))
    )


def in_a_package(desk: Desk, **changes: Any) -> Letter:
    """The same letter as a package, sent on 2 March."""
    return desk.letter(**({"questions": ASKED} | changes))


def join(desk: Desk, here: Letter, there: Letter, *, who: str = "noor") -> Letter:
    """Say that two letters are one."""
    return services.join_letters(
        desk.act(who), letter_id=here.public_id, other_id=there.public_id
    )


def own(desk: Desk, letter: Letter, *numbers: int, who: str = "odile") -> None:
    """Give questions to somebody."""
    routing.name_owners(
        desk.act("noor"),
        letter_id=letter.public_id,
        owners=dict.fromkeys(numbers, desk.people[who].public_id),
    )


def answered(desk: Desk, letter: Letter, *numbers: int) -> None:
    """Give questions to Odile, who answers them."""
    own(desk, letter, *numbers)
    for number in numbers:
        desk.answer(letter, number)


def seen(desk: Desk, who: str) -> list[Letter]:
    """The letters somebody may see."""
    return list(inbox.letters_visible_to(desk.act(who).actor).order_by("id"))


# What one letter is


def test_the_letter_from_the_file_takes_all_that_came_in_the_package(desk: Desk) -> None:
    here = from_file(desk)
    answered(desk, here, 1)
    there = in_a_package(desk)
    official = there.document

    join(desk, here, there)

    here.refresh_from_db()
    assert seen(desk, "noor") == [here]
    assert (here.sender, here.document) == (desk.office, official)
    assert here.matter == here.letter
    assert (here.sent_on, here.reply_due_on) == (date(2026, 3, 2), date(2026, 5, 1))
    assert inbox.why_not_reach(here) is None
    kept = Question.objects.get(letter=here, number=1)
    assert AnswerVersion.objects.get(question=kept).text == "The facts on question 1."
    assert kept.owner == desk.people["odile"]


def test_what_was_confirmed_is_kept_and_shown(desk: Desk, at: At) -> None:
    here = from_file(desk, subject="As somebody typed it")
    there = in_a_package(desk)

    join(desk, here, there)

    before = inbox.before_joining(Letter.objects.get(pk=here.pk))
    assert before is not None
    assert (before.document.subject, before.reply_due_on) == (
        "As somebody typed it",
        date(2026, 4, 28),
    )
    page = at("noor").text(f"/letters/{here.public_id}")
    assert "This letter came twice, as a file and as a signed package." in page
    assert "The last day for the reply moved from" in page
    assert "As somebody typed it" in page
    assert "Noor Halsted handed in the file" in page
    assert "The letter arrived from Special Procedures office" in page
    assert "The signature on its package" in page
    assert "also came as a signed package" not in page


def test_the_act_is_told_with_both_due_dates(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)

    join(desk, here, there)

    told = Entry.objects.get(name="desk.letters_joined")
    assert told.matter == str(here.public_id)
    assert told.values["other"] == str(there.public_id)
    assert (told.values["due_before"], told.values["due_on"]) == ("2026-04-28", "2026-05-01")


def test_the_address_of_the_package_leads_to_the_one_letter(desk: Desk, at: At) -> None:
    here, there = from_file(desk), in_a_package(desk)
    own(desk, here, 1)

    join(desk, here, there)
    services.add_comment(
        desk.act("noor"), letter_id=there.public_id, number=1, text="By the old address."
    )

    asked = Question.objects.get(letter=here, number=1)
    assert [one.text for one in selectors.comments_of(asked)] == ["By the old address."]
    page = at("odile").text(f"/letters/{there.public_id}")
    assert "This letter came twice" in page
    assert at("bram").get(f"/letters/{there.public_id}").status_code == 404


def test_a_program_that_read_up_to_the_package_is_not_given_letters_again(desk: Desk) -> None:
    here = from_file(desk)
    in_a_package(desk, reference="AL OTH 15/2099")
    there = in_a_package(desk)
    later = in_a_package(desk, reference="AL OTH 16/2099")

    join(desk, here, there)

    found, more = letters_after(desk.act("noor").actor, there.public_id, 10)
    assert (found, more) == ([later], False)


def test_there_is_one_clock_and_one_line_of_today(desk: Desk, at: At, on_day: Any) -> None:
    on_day("2026-03-05")
    here, there = from_file(desk), in_a_package(desk)
    rows, count = today.open_rows(desk.act("noor"))
    assert count == 2

    join(desk, here, there)

    rows, count = today.open_rows(desk.act("noor"))
    assert (count, [row.letter.pk for row in rows]) == (1, [here.pk])
    assert at("noor").text("/letters").count(REFERENCE) == 1
    waiting = today.everything_for(desk.act("noor"), rows)
    assert {one.row.letter.pk for one in waiting} == {here.pk}


def test_the_same_package_again_and_what_the_office_says_find_the_one_letter(
    desk: Desk,
) -> None:
    here, there = from_file(desk), in_a_package(desk)
    document = kinds.Letter.model_validate_json(there.document)
    join(desk, here, there)
    here.refresh_from_db()

    desk.receive(document)
    desk.says(here, kinds.Clarification, text="Which service is meant?")
    desk.says(here, kinds.Withdrawal, reason="Sent in error.")

    here.refresh_from_db()
    assert seen(desk, "noor") == [here]
    assert here.withdrawn_at
    assert Message.objects.filter(letter=here).count() == 2


def test_what_was_said_and_taken_on_before_stands(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    inbox_services.acknowledge_letter(desk.act("noor"), letter_id=there.public_id)
    inbox_services.send_acknowledgement(
        desk.act("noor"), letter_id=there.public_id, function="Human rights team"
    )
    desk.says(there, kinds.Withdrawal, reason="Sent in error.")
    posted = Outgoing.objects.count()

    join(desk, here, there)

    here.refresh_from_db()
    assert [one.kind for one in inbox.messages_of(here)] == ["acknowledgement", "withdrawal"]
    assert here.acknowledged_by == desk.people["noor"]
    assert here.withdrawn_at
    assert Outgoing.objects.count() == posted


def test_files_of_both_stand_under_names_of_their_own(desk: Desk) -> None:
    here = from_file(desk)
    document = letter_document(questions=ASKED)
    desk.receive(document, files=[Part("original.txt", "text/plain", b"annex")])
    there = Letter.objects.get(letter=document.letter)

    join(desk, here, there)

    names = dict(LetterFile.objects.filter(letter=here).values_list("name", "file__sha256"))
    assert set(names) == {"original.txt", "original-2.txt"}
    assert names["original-2.txt"] == HandedFile.objects.get().sha256


def test_a_persons_file_among_signed_ones_is_told_from_them(desk: Desk, at: At) -> None:
    said = "from a file; not verified by a signature"
    here = from_file(desk)
    document = letter_document(questions=ASKED)
    desk.receive(document, files=[Part("annex.txt", "text/plain", b"annex")])
    join(desk, here, Letter.objects.get(letter=document.letter))
    other = in_a_package(desk, reference="AL OTH 15/2099")
    row = handed(desk, TEXT + b"\nAnother one.")
    inbox_services.put_file_with_letter(
        desk.act("noor"), handed_id=row.public_id, letter_id=other.public_id
    )

    for letter in (here, other):
        page = at("noor").text(f"/letters/{letter.public_id}")
        assert page.count(said) == 1
        whose = {one.name: bool(one.handed) for one in inbox.files_of(letter)}
        assert whose.pop("original.txt")
        assert not any(whose.values())


# Questions


def test_other_words_are_the_packages_and_the_change_is_marked(desk: Desk, at: At) -> None:
    here = from_file(desk, questions=["Please  COMMENT on the allegations!", "Old words."])
    answered(desk, here, 1, 2)
    there = in_a_package(desk)

    join(desk, here, there)

    here.refresh_from_db()
    texts = list(here.questions.order_by("number").values_list("text", flat=True))
    assert texts == list(ASKED)
    assert inbox.reworded(here) == {2: "Old words."}
    assert Entry.objects.get(name="desk.letters_joined").values["reworded"] == "2"
    base = f"/letters/{here.public_id}"
    assert at("noor").text(base).count("The question’s words changed") == 1
    assert "The question’s words changed" in at("odile").text(f"{base}/questions/2")
    assert "The question’s words changed" not in at("odile").text(f"{base}/questions/1")


def test_questions_of_one_side_come_or_go(desk: Desk) -> None:
    here = from_file(desk, questions=[*ASKED, "Nobody asked this."])
    there = in_a_package(desk, questions=[ASKED[0]])
    more = from_file_twice(desk)
    join(desk, here, there)

    assert list(here.questions.values_list("number", flat=True)) == [1]
    longer = in_a_package(desk, reference="AL OTH 15/2099", questions=[*ASKED, "And more."])
    answered(desk, longer, 3)
    join(desk, more, longer)
    assert list(more.questions.values_list("number", flat=True)) == [1, 2, 3]
    assert AnswerVersion.objects.get().question.letter == more


def from_file_twice(desk: Desk) -> Letter:
    """A second letter from another file."""
    row = handed(desk, TEXT + b"\nAnother one.")
    said = as_confirmed(reference="AL OTH 15/2099", questions=ASKED)
    return inbox_services.confirm_letter(desk.act("noor"), handed_id=row.public_id, letter=said)


@pytest.mark.parametrize("written", [False, True])
def test_work_on_a_question_that_the_package_does_not_ask_keeps_them_apart(
    desk: Desk, written: bool
) -> None:
    here = from_file(desk)
    there = in_a_package(desk, questions=[ASKED[0]])
    (answered if written else own)(desk, here, 2)

    with pytest.raises(WorkWithoutPlace) as refused:
        join(desk, here, there)

    assert refused.value.facts["numbers"] == "2"
    assert len(seen(desk, "noor")) == 2


def test_work_that_was_done_on_the_package_comes_with_it(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    answered(desk, there, 2)
    own(desk, here, 1)

    join(desk, here, there)

    owners = dict(here.questions.values_list("number", "owner__email"))
    assert owners == dict.fromkeys((1, 2), "odile@quillmoor.invalid")
    assert AnswerVersion.objects.get().question.letter == here
    assert seen(desk, "odile") == [here]
    asked = inbox.questions_visible_to(desk.act("odile").actor)
    assert [(one.letter_id, one.number) for one in asked.order_by("number")] == [
        (here.pk, 1),
        (here.pk, 2),
    ]


def test_an_owner_named_twice_is_the_one_of_the_file(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    own(desk, here, 1)
    own(desk, there, 1, who="bram")

    join(desk, here, there)

    assert here.questions.get(number=1).owner == desk.people["odile"]
    assert seen(desk, "bram") == []


def test_an_owner_outranks_one_who_gave_the_question_back(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    own(desk, here, 1)
    routing.return_question(
        desk.act("odile"), letter_id=here.public_id, number=1, reason="Not mine."
    )
    own(desk, there, 1, who="bram")

    join(desk, here, there)

    assert here.questions.get(number=1).owner == desk.people["bram"]
    assert seen(desk, "bram") == [here]


@pytest.mark.parametrize("on_the_package", [True, False])
def test_an_owner_keeps_a_question_on_which_somebody_else_wrote(
    desk: Desk, at: At, on_the_package: bool
) -> None:
    here, there = from_file(desk), in_a_package(desk)
    owned, written = (there, here) if on_the_package else (here, there)
    own(desk, owned, 1, who="bram")
    routing.acknowledge_question(desk.act("bram"), letter_id=owned.public_id, number=1)
    services.add_comment(
        desk.act("tomas"), letter_id=written.public_id, number=1, text="Who knows?"
    )
    page = at("noor").text(f"/letters/{here.public_id}/join/{there.public_id}")
    assert page.count("Bram Teale") == 2
    assert "Owner and work are those of" not in page

    join(desk, here, there)

    asked = here.questions.get(number=1)
    assert asked.owner == desk.people["bram"]
    assert selectors.comments_of(asked).count() == 1
    current = assigned.find_current(asked)
    assert current is not None
    assert current.acknowledged_at
    assert seen(desk, "bram") == [here]


def test_a_question_that_came_twice_teaches_suggestions_once(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    own(desk, here, 1, 2)
    own(desk, there, 1)

    join(desk, here, there)

    taught = Decision.objects.order_by("question__number").values_list(
        "question__letter", "question__number"
    )
    assert list(taught) == [(here.pk, 1), (here.pk, 2)]


def test_words_written_on_both_keep_them_apart(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    answered(desk, here, 1)
    services.add_comment(
        desk.act("noor"), letter_id=there.public_id, number=1, text="Who knows?"
    )

    with pytest.raises(WorkedTwice) as refused:
        join(desk, here, there)

    assert refused.value.facts["numbers"] == "1"


# Who may, and what is no pair


def test_only_the_lead_joins_and_only_once(desk: Desk, at: At) -> None:
    here, there = from_file(desk), in_a_package(desk)

    with pytest.raises(NotTheLead):
        join(desk, here, there, who="tomas")
    join(desk, here, there)
    with pytest.raises(AlreadyJoined):
        join(desk, here, there)
    address = f"/letters/{here.public_id}/join/{there.public_id}"
    assert at("noor").get(address)["Location"] == f"/letters/{here.public_id}"
    assert at("noor").post(address).status_code == 409


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"reference": "UA OTH 14/2099", "type": LetterType.URGENT}, {}),
        ({"reference": "Letter of 2 March"}, {}),
        ({}, {"reference": "AL OTH 15/2099"}),
    ],
)
def test_letters_of_another_reference_or_type_are_no_pair(
    desk: Desk, here: dict[str, Any], there: dict[str, Any]
) -> None:
    ours, theirs = from_file(desk, **here), in_a_package(desk, **there)

    with pytest.raises(NotTheSameLetter):
        join(desk, ours, theirs)

    assert inbox.twins_of(ours) == []


def test_two_packages_and_the_wrong_way_round_are_no_pair(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    other = in_a_package(desk, reference="AL OTH 15/2099")

    for one, two in ((there, here), (there, other)):
        with pytest.raises(NotTheSameLetter):
            join(desk, one, two)
    join(desk, here, there)
    with pytest.raises(NotTheSameLetter):
        join(desk, here, other)


def test_the_entity_of_the_group_is_shown_as_differing(desk: Desk, at: At) -> None:
    here = from_file(desk, entity="Quillmoor Social (Vellanta) Ltd.")
    there = in_a_package(desk)

    page = at("noor").get(f"/letters/{here.public_id}/join/{there.public_id}")

    differing = {one.name for one in page.context["facts"] if one.differs}
    assert "To" in differing
    assert "Kind of letter" not in differing
    assert "Quillmoor Social (Vellanta) Ltd." in read(page)


# Replies


def signed_off(desk: Desk, letter: Letter) -> Reply:
    answered(desk, letter, *letter.questions.values_list("number", flat=True))
    return desk.approved_reply(letter)


def test_a_reply_prepared_before_leaves_as_a_package(desk: Desk) -> None:
    here = from_file(desk)
    reply = signed_off(desk, here)
    there = in_a_package(desk)

    join(desk, here, there)
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()

    reply.refresh_from_db()
    posted = Outgoing.objects.get(package=reply.package)
    assert (posted.to, reply.sent_way) == (desk.office, "")
    sent = kinds.Reply.model_validate_json(reply.document)
    assert (sent.letter, [one.number for one in sent.answers]) == (there.letter, [1, 2])


def test_a_reply_sent_by_other_means_stays_so_and_another_may_follow(
    desk: Desk, at: At, on_day: Any
) -> None:
    on_day("2026-03-05")
    here = from_file(desk, questions=["Old words.", ASKED[1]])
    reply = signed_off(desk, here)
    services.record_reply_sent(
        desk.act("noor"), reply_id=reply.public_id, sent_on=date(2026, 3, 4), way="By e-mail"
    )
    there = in_a_package(desk)
    page_before = services.page_of(Reply.objects.get(pk=reply.pk))

    join(desk, here, there)
    work_off()

    reply = Reply.objects.select_related("letter").get(pk=reply.pk)
    assert (reply.sent_way, reply.package, Outgoing.objects.count()) == ("By e-mail", None, 0)
    assert services.page_of(reply) == page_before
    assert "Old words." in page_before
    base = f"/replies/{reply.public_id}"
    assert at("noor").get(f"{base}/reply.docx").status_code == 200
    assert at("noor").get(f"{base}/reply.rapport").status_code == 409
    again = desk.reply(Letter.objects.get(pk=here.pk))
    services.ask_approval(desk.act("noor"), reply_id=again.public_id)
    services.approve_reply(desk.act("petra"), reply_id=again.public_id)
    services.submit_reply(desk.act("noor"), reply_id=again.public_id)
    work_off()
    assert Outgoing.objects.filter(kind="reply").count() == 1


def test_what_was_done_before_the_packages_day_0_is_shown(
    desk: Desk, at: At, on_day: Any
) -> None:
    desk.today = midday("2026-02-28")
    here = from_file(desk)
    inbox_services.acknowledge_letter(desk.act("noor"), letter_id=here.public_id)
    reply = signed_off(desk, here)
    services.record_reply_sent(
        desk.act("noor"), reply_id=reply.public_id, sent_on=date(2026, 2, 28), way="By post"
    )
    desk.today = midday("2026-03-04")

    join(desk, here, in_a_package(desk))

    on_day("2026-03-05")
    assert "28 February 2026" in at("noor").text(f"/letters/{here.public_id}")
    assert REFERENCE in at("noor").text("/letters?show=replied")


def test_a_reply_to_the_package_comes_with_it(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    reply = signed_off(desk, there)
    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    with pytest.raises(ReplyOnItsWay):
        join(desk, here, there)
    work_off()

    join(desk, here, there)

    reply.refresh_from_db()
    assert (reply.letter_id, reply.number, reply.state) == (here.pk, 1, State.SENT)
    assert [one.question.number for one in selectors.answers_of(reply)] == [1, 2]
    assert selectors.is_replied(here)
    assert today.open_rows(desk.act("noor"))[1] == 0


def test_replies_in_the_making_on_both_keep_them_apart(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)
    desk.reply(here)
    desk.reply(there)

    with pytest.raises(RepliesOnBoth):
        join(desk, here, there)


def test_a_signature_does_not_hold_for_other_words(desk: Desk) -> None:
    here = from_file(desk, questions=[ASKED[0], "Old words."])
    reply = signed_off(desk, here)
    there = in_a_package(desk)

    with pytest.raises(WordsChangeUnderReply) as refused:
        join(desk, here, there)
    assert refused.value.facts["numbers"] == "2"
    services.take_back_reply(desk.act("noor"), reply_id=reply.public_id)
    join(desk, here, there)


# Pages


def test_the_page_shows_both_and_says_what_happens(desk: Desk, at: At) -> None:
    here = from_file(desk, questions=[ASKED[0], "Old words.", ASKED[1]])
    there = in_a_package(desk)
    ours, theirs = (f"/letters/{one.public_id}" for one in (here, there))
    address = f"{ours}/join/{there.public_id}"
    for base in (ours, theirs):
        assert f'href="{address}"' in at("noor").get(base).content.decode()
        assert f'href="{address}"' not in at("tomas").get(base).content.decode()

    page = at("noor").text(address)
    done = at("noor").post(address)

    assert "The last day for the reply moves from" in page
    assert "and 60 days were confirmed." in page
    assert "The package asks this as question 2." in page
    assert "It is no question any more" in page
    assert "These are the same letter" in page
    assert done["Location"] == ours
    assert at("tomas").get(address).status_code == 403


def test_a_refusal_stands_on_the_page_instead_of_the_button(desk: Desk, at: At) -> None:
    here = from_file(desk)
    answered(desk, here, 2)
    there = in_a_package(desk, questions=[ASKED[0]])

    address = f"/letters/{here.public_id}/join/{there.public_id}"

    page = at("noor").text(address)
    assert "The package does not ask questions 2" in page
    assert "These are the same letter" not in page
    assert at("noor").post(address).status_code == 409


# The other order


def test_a_file_whose_letter_is_here_is_put_with_it(desk: Desk, at: At) -> None:
    there = in_a_package(desk, reference="AL OTH 12/2026")
    address = drop(at, TEXT)["Location"]
    page = at("noor").get(address).content.decode()
    assert "A letter with this reference is here already." in read(at("noor").get(address))
    assert f'href="/letters/{there.public_id}"' in page

    done = at("noor").post(f"{address}/with/{there.public_id}")

    assert done["Location"] == f"/letters/{there.public_id}"
    row = HandedFile.objects.get()
    assert (row.state, row.decided_by) == (HandedState.WITH_LETTER, desk.people["noor"])
    assert LetterFile.objects.get(letter=there).name == "original.txt"
    assert seen(desk, "noor") == [there]
    text = at("noor").text(f"/letters/{there.public_id}")
    assert "put a file that was handed in with the files of this letter" in text
    assert drop(at, TEXT)["Location"] == f"/letters/{there.public_id}"
    assert at("noor").get(address)["Location"] == f"/letters/{there.public_id}"


def test_what_is_with_a_letter_is_decided_and_nobody_else_decides(desk: Desk) -> None:
    there, row = in_a_package(desk), handed(desk)
    where = {"handed_id": row.public_id, "letter_id": there.public_id}

    with pytest.raises(NotTheLead):
        inbox_services.put_file_with_letter(desk.act("tomas"), **where)
    inbox_services.put_file_with_letter(desk.act("noor"), **where)

    for command in (
        lambda: inbox_services.put_file_with_letter(desk.act("noor"), **where),
        lambda: inbox_services.set_file_aside(
            desk.act("noor"), handed_id=row.public_id, reason="No."
        ),
        lambda: inbox_services.confirm_letter(
            desk.act("noor"), handed_id=row.public_id, letter=as_confirmed()
        ),
    ):
        with pytest.raises(HandedConfirmed):
            command()


def test_a_reference_that_a_person_types_is_found_too(desk: Desk, at: At) -> None:
    there = in_a_package(desk, reference="AL OTH 12/2026")
    address = drop(at, TEXT.replace(b"REFERENCE: AL OTH 12/2026", b""))["Location"]
    assert "is here already" not in at("noor").text(address)
    form = at("noor").get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "questions"}
    sent |= {"reference": "al oth 12 / 2026", "question": ["Why?"]}

    answer = at("noor").client.post(address, sent)

    assert answer.status_code in (409, 422)
    assert f"{address}/with/{there.public_id}" in answer.content.decode()


# Rows


def test_a_letter_is_joined_by_somebody_or_not_at_all(desk: Desk) -> None:
    here, there = from_file(desk), in_a_package(desk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=there.pk).update(joined_to=here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=here.pk).update(confirmed="{}")
