"""What may be written, asked, approved and sent, and what waits for whom; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.desk.inbox import rules as inbox_rules
from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.inbox.rules import Fate
from rapport.desk.replies import errors, rules
from rapport.desk.replies.rules import Content, State
from rapport.desk.replies.selectors.differences import Change, differences
from rapport.desk.routing.errors import NotYourQuestion
from rapport.desk.routing.rules import Target, TargetDate, standing, target_dates
from rapport.desk.today import rules as today
from rapport.desk.today.rules import Deed, LetterFacts, QuestionFacts, QuestionState, ReplyFacts
from rapport.foundation.acts import Actor, Post
from rapport.foundation.errors import Refusal
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance

SENT_ON = date(2026, 3, 2)
DUE_ON = date(2026, 5, 1)
WHOLE = Content(
    kind=ReplyKind.SUBSTANTIVE,
    stances=(Stance.ANSWERED, Stance.DECLINED),
    unanswered=(),
    opening="",
    entity="Quillmoor Social",
    signed_by="Noor Halsted",
    wish=PublicWish.WITHHOLD,
)


def holder(*seats: str, person: str = "p1") -> Actor:
    """Somebody who holds seats."""
    return Actor(person, "Somebody", frozenset(Post(seat) for seat in seats))


LEAD = holder("lead")


def test_the_owner_and_the_lead_write_and_nobody_else() -> None:
    assert rules.why_not_write(holder("owner"), number=1, owner="p1") is None
    assert rules.why_not_write(LEAD, number=1, owner="p2") is None
    for actor in (holder("owner", person="p2"), holder("counsel"), holder("sponsor")):
        refusal = rules.why_not_write(actor, number=1, owner="p3")
        assert isinstance(refusal, NotYourQuestion)


def test_only_nothing_to_add_needs_no_words() -> None:
    assert rules.why_not_this_answer(Stance.NOTHING_TO_ADD, " ") is None
    for stance in (Stance.ANSWERED, Stance.PARTLY, Stance.DECLINED):
        assert isinstance(rules.why_not_this_answer(stance, " \n"), errors.AnswerEmpty)
    too_long = "x" * (rules.LONGEST_TEXT + 1)
    assert isinstance(
        rules.why_not_this_answer(Stance.ANSWERED, too_long), errors.AnswerTooLong
    )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"unanswered": (2, 3)}, errors.QuestionsOpen),
        ({"unanswered": (2,), "kind": ReplyKind.INTERIM}, None),
        ({"stances": (), "kind": ReplyKind.INTERIM}, errors.ReplyEmpty),
        ({"stances": (), "kind": ReplyKind.INTERIM, "opening": "So far:"}, None),
        ({"entity": " "}, errors.SignatureMissing),
        ({"signed_by": ""}, errors.SignatureMissing),
        ({"wish": None}, errors.WishMissing),
    ],
)
def test_what_a_reply_lacks_before_it_can_be_signed_off(
    changes: dict[str, object], refusal: type[Refusal] | None
) -> None:
    found = rules.why_not_ask(State.DRAFTING, replace(WHOLE, **changes), LEAD)  # type: ignore[arg-type]

    assert type(found) is (refusal or type(None))


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_signed_off_is_sent_and_by_the_lead(state: State) -> None:
    for_the_lead = rules.why_not_submit(state, WHOLE, LEAD)

    if state is State.APPROVED:
        assert for_the_lead is None
    else:
        assert isinstance(for_the_lead, errors.WrongState)
    assert isinstance(rules.why_not_submit(state, WHOLE, holder("approver")), NotTheLead)


def test_nobody_signs_off_what_they_asked_for_themselves() -> None:
    both = holder("lead", "approver")

    refusal = rules.why_not_approve(State.IN_APPROVAL, "p1", both)

    assert isinstance(refusal, errors.SecondPersonNeeded)
    assert rules.why_not_approve(State.IN_APPROVAL, "p2", both) is None


def test_a_late_doubt_outranks_a_signature() -> None:
    approver = holder("approver")

    assert rules.why_not_return(State.APPROVED, "A date is wrong.", approver) is None
    assert isinstance(
        rules.why_not_return(State.SENT, "Too late.", approver), errors.WrongState
    )


def test_a_reply_that_declines_everything_is_called_a_refusal() -> None:
    declined = (Stance.DECLINED, Stance.DECLINED)

    assert rules.kind_as_sent(ReplyKind.SUBSTANTIVE, declined) is ReplyKind.REFUSAL
    assert rules.kind_as_sent(ReplyKind.SUBSTANTIVE, WHOLE.stances) is ReplyKind.SUBSTANTIVE
    assert rules.kind_as_sent(ReplyKind.INTERIM, declined) is ReplyKind.INTERIM


@pytest.mark.parametrize(
    ("size", "already", "refusal"),
    [
        (0, 0, errors.FileUnusable),
        (10 * rules.MB + 1, 0, errors.FileUnusable),
        (10 * rules.MB, 10 * rules.MB, None),
        (10 * rules.MB, 10 * rules.MB + 1, errors.FilesTooMany),
    ],
)
def test_how_much_goes_with_a_reply(
    size: int, already: int, refusal: type[Refusal] | None
) -> None:
    found = rules.why_not_attach("facts.csv", size, already=already)

    assert type(found) is (refusal or type(None))


def test_differences_read_as_the_earlier_text_and_as_the_later() -> None:
    before, after = "A small number of requests came.", "Nine requests came in 2098."

    pieces = differences(before, after)

    earlier = [piece.text for piece in pieces if piece.change is not Change.ADDED]
    later = [piece.text for piece in pieces if piece.change is not Change.REMOVED]
    assert "".join(earlier) == before
    assert "".join(later) == after


def asked(number: int = 1, **known: object) -> QuestionFacts:
    """A question that nobody has yet, but for what is known."""
    facts: dict[str, object] = {
        "number": number,
        "owner": "",
        "owner_name": "",
        "is_taken_on": False,
        "version": 0,
        "stance": None,
        "is_finished": False,
        "is_read": False,
    }
    return QuestionFacts(**(facts | known))  # type: ignore[arg-type]


def letter(
    *questions: QuestionFacts,
    on: date = SENT_ON,
    acknowledged: bool = True,
    confirmed: bool = True,
    withdrawn: bool = False,
    outside: bool = False,
    office_asks: tuple[date | None, ...] = (),
    long_here: bool = False,
    replies: tuple[ReplyFacts, ...] = (),
) -> LetterFacts:
    """A letter that arrived on the day it was sent, with nothing reached yet."""
    dates = target_dates(SENT_ON, SENT_ON, DUE_ON)
    return LetterFacts(
        sent_on=SENT_ON,
        reply_due_on=DUE_ON,
        is_acknowledged=acknowledged,
        is_confirmed=confirmed,
        is_withdrawn=withdrawn,
        came_outside=outside,
        asked=office_asks,
        is_long_here=long_here,
        questions=questions,
        targets=[
            TargetDate(target, due, None, standing(due, None, on))
            for target, due in dates.items()
        ],
        replies=replies,
    )


def reply(state: State, **known: bool) -> ReplyFacts:
    """A full reply in a state."""
    names = ("is_interim", "is_received", "is_refused", "is_by_word", "was_returned")
    facts = dict.fromkeys((*names, "is_held_up"), False)
    return ReplyFacts(state=state, **(facts | known))


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, QuestionState.NO_OWNER),
        ({"owner": "p1"}, QuestionState.GIVEN),
        ({"owner": "p1", "is_taken_on": True}, QuestionState.TAKEN_ON),
        ({"owner": "p1", "version": 1}, QuestionState.DRAFTING),
        ({"version": 1, "is_finished": True}, QuestionState.FINISHED),
        ({"version": 1, "is_finished": True, "is_read": True}, QuestionState.READ),
        (
            {"version": 1, "is_finished": True, "stance": Stance.DECLINED},
            QuestionState.DECLINED,
        ),
    ],
)
def test_how_far_an_answer_is(known: dict[str, object], state: QuestionState) -> None:
    assert asked(**known).state is state


DONE = asked(version=1, is_finished=True)


@pytest.mark.parametrize(
    ("facts", "deeds"),
    [
        (letter(asked(), acknowledged=False), {Deed.ACKNOWLEDGE: (), Deed.NAME_OWNERS: (1,)}),
        (letter(asked(owner="p2")), {}),
        (letter(asked(owner="p2"), confirmed=False), {Deed.CONFIRM: ()}),
        (letter(asked(owner="p2"), confirmed=False, outside=True), {}),
        (
            letter(asked(owner="p2"), acknowledged=False, confirmed=False),
            {Deed.ACKNOWLEDGE: ()},
        ),
        (letter(asked(owner="p2"), office_asks=(None,)), {Deed.ANSWER: ()}),
        (letter(asked(), withdrawn=True), {}),
        (letter(asked(), withdrawn=True, office_asks=(None,)), {Deed.ANSWER: ()}),
        (
            letter(DONE, replies=(reply(State.SENT),), office_asks=(DUE_ON,)),
            {Deed.ANSWER: ()},
        ),
        (letter(asked(owner="p2"), on=date(2026, 4, 12)), {Deed.CHASE: (1,)}),
        (letter(DONE), {Deed.BEGIN_REPLY: ()}),
        (letter(DONE, replies=(reply(State.DRAFTING),)), {Deed.COMPLETE: ()}),
        (letter(DONE, replies=(reply(State.DRAFTING, was_returned=True),)), {Deed.REWORK: ()}),
        (letter(DONE, replies=(reply(State.IN_APPROVAL),)), {}),
        (letter(DONE, replies=(reply(State.APPROVED),)), {Deed.SEND: ()}),
        (letter(DONE, replies=(reply(State.SENT),)), {}),
        (letter(DONE, replies=(reply(State.SENT, is_refused=True),)), {Deed.SEND_AGAIN: ()}),
        (letter(DONE, replies=(reply(State.SENT, is_interim=True),)), {Deed.BEGIN_REPLY: ()}),
    ],
)
def test_what_waits_for_the_lead(
    facts: LetterFacts, deeds: dict[Deed, tuple[int, ...]]
) -> None:
    assert today.deeds_for(LEAD, facts) == deeds


def test_what_waits_for_an_owner_is_their_own() -> None:
    facts = letter(
        asked(1, owner="p1"),
        asked(2, owner="p1", is_taken_on=True),
        asked(3, owner="p1", version=2),
        asked(4, owner="p2"),
    )

    assert today.deeds_for(holder("owner"), facts) == {
        Deed.TAKE_ON: (1,),
        Deed.WRITE: (2,),
        Deed.FINISH: (3,),
    }


def test_what_waits_for_counsel_and_approver() -> None:
    facts = letter(DONE, asked(2, version=1), replies=(reply(State.IN_APPROVAL),))

    assert today.deeds_for(holder("counsel"), facts) == {Deed.READ: (1,)}
    assert today.deeds_for(holder("approver"), facts) == {Deed.APPROVE: ()}
    assert today.deeds_for(holder("sponsor", "administrator"), facts) == {}


def test_a_deed_is_late_past_its_own_date_and_soon_three_days_before() -> None:
    facts = letter(asked(owner="p1", version=1))
    draft_by = today.target_of(facts, Deed.FINISH)
    assert draft_by is not None
    assert draft_by.target is Target.DRAFT

    def on(days: int) -> str:
        day = draft_by.due_on + timedelta(days=days)
        return today.urgency(facts, Deed.FINISH, day).value

    assert [on(-4), on(-3), on(0), on(1)] == ["later", "soon", "soon", "late"]


def test_a_question_without_an_owner_is_late_after_a_day() -> None:
    at_first, later = letter(asked()), letter(asked(), long_here=True)

    assert today.urgency(at_first, Deed.NAME_OWNERS, SENT_ON) is today.Urgency.LATER
    assert today.urgency(later, Deed.NAME_OWNERS, SENT_ON) is today.Urgency.LATE


@pytest.mark.parametrize(
    ("office_asks", "urgency"),
    [
        ((None,), "soon"),
        ((SENT_ON + timedelta(days=4),), "later"),
        ((SENT_ON + timedelta(days=3),), "soon"),
        ((SENT_ON - timedelta(days=1), None), "late"),
    ],
)
def test_what_the_office_asks_has_the_urgency_of_its_own_date(
    office_asks: tuple[date | None, ...], urgency: str
) -> None:
    facts = letter(DONE, office_asks=office_asks)

    assert today.urgency(facts, Deed.ANSWER, SENT_ON).value == urgency


def test_nobody_watches_a_letter_that_was_withdrawn() -> None:
    late = DUE_ON + timedelta(days=9)

    assert today.watches(holder("sponsor"), letter(asked()), late)
    assert not today.watches(holder("sponsor"), letter(asked(), withdrawn=True), late)
    assert letter(asked(), withdrawn=True).state is today.LetterState.WITHDRAWN


# One letter that came twice


def came(number: int, text: str = "Why?", **done: Any) -> inbox_rules.Asked:
    return inbox_rules.Asked(number=number, text=text, **done)


WORK = {"is_written": True, "is_touched": True}
NAMED = {"owner": "Odile", "is_touched": True}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Please  COMMENT on\nthis.", "please comment on this", True),
        ("Décrivez la règle.", "Decrivez la regle", True),
        ("请说明规则。", "请说明规则", True),
        ("请说明规则。", "请说明规定。", False),
        ("يرجى بيان القاعدة.", "يُرجى بيان القاعده", True),
        ("Please comment.", "Please do not comment.", False),
        ("1.", "2.", False),
        ("…", "—", False),
        ("— —", "—  —", True),
    ],
)
def test_words_are_the_same_whatever_stands_around_them(
    one: str, other: str, same: bool
) -> None:
    assert inbox_rules.says_the_same(one, other) is same


@pytest.mark.parametrize(
    ("here", "there", "fate", "keeps_theirs"),
    [
        (came(1), came(1), Fate.SAME, False),
        (came(1, **WORK), came(1, **NAMED), Fate.SAME, False),
        (came(1, **NAMED), came(1, **WORK), Fate.SAME, True),
        (came(1, **NAMED), came(1, **NAMED), Fate.SAME, False),
        (came(1), came(1, **NAMED), Fate.SAME, True),
        (came(1), came(1, "How?"), Fate.REWORDED, False),
        (came(1, **WORK), came(1, "How?", **WORK), Fate.WORKED_TWICE, False),
        (None, came(1), Fate.ADDED, True),
        (came(1), None, Fate.DROPPED, False),
        (came(1, is_touched=True), None, Fate.DROPPED, False),
        (came(1, **NAMED), None, Fate.NO_PLACE, False),
        (came(1, **WORK), None, Fate.NO_PLACE, False),
    ],
)
def test_what_becomes_of_a_number(
    here: inbox_rules.Asked | None,
    there: inbox_rules.Asked | None,
    fate: Fate,
    keeps_theirs: bool,
) -> None:
    (pair,) = inbox_rules.pairs([here] if here else [], [there] if there else [])

    assert (pair.fate, pair.keeps_theirs) == (fate, keeps_theirs)
    stays_apart = inbox_rules.why_not_these_questions([pair]) is not None
    assert stays_apart is (fate in (Fate.NO_PLACE, Fate.WORKED_TWICE))


def test_who_answers_afterwards_is_whose_work_is_kept() -> None:
    (pair,) = inbox_rules.pairs(
        [came(1, **NAMED)], [came(1, owner="Bram", is_written=True, is_touched=True)]
    )

    assert pair.owner == "Bram"


@pytest.mark.parametrize(
    ("here", "there"), [(WORK, NAMED), (NAMED, WORK), ({"is_touched": True}, NAMED)]
)
def test_an_owner_whom_one_of_both_has_goes_on_with_it(
    here: dict[str, Any], there: dict[str, Any]
) -> None:
    (pair,) = inbox_rules.pairs([came(1, **here)], [came(1, **there)])

    assert pair.owner == "Odile"


def test_the_same_words_under_another_number_are_found() -> None:
    found = inbox_rules.pairs(
        [came(1, "Why?"), came(2, "How?")],
        [came(1, "Since when?"), came(2, "WHY"), came(3, "How?")],
    )

    assert [(one.number, one.same_as) for one in found] == [(1, 2), (2, 3), (3, None)]


@given(
    here=st.dictionaries(st.integers(1, 9), st.booleans()),
    there=st.dictionaries(st.integers(1, 9), st.booleans()),
)
def test_no_written_work_is_lost_where_letters_are_joined(
    here: dict[int, bool], there: dict[int, bool]
) -> None:
    ours, theirs = (
        [came(number, is_written=one, is_touched=one) for number, one in side.items()]
        for side in (here, there)
    )

    found = inbox_rules.pairs(ours, theirs)

    if inbox_rules.why_not_these_questions(found) is None:
        kept = [one.there if one.keeps_theirs else one.here for one in found if one.there]
        assert sum(one.is_written for one in kept if one) == sum(
            (*here.values(), *there.values())
        )
        assert [one.number for one in found if one.there] == sorted(there)
