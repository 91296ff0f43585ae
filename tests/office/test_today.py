"""Today shows each seat what waits for it, and to nobody what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.query import ModelIterable
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.office import letters
from tests.office.conftest import Office, midday

from rapport.demo.cast import ENTERPRISE
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.office.communications import services
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import Verdict
from rapport.office.today import selectors
from rapport.office.today.rules import ROWS, Deed, Unit, Urgency
from rapport.office.today.selectors import Waiting
from rapport.protocol.kinds import ReplyKind, Stance


def rows(office: Office, who: str, on: str | None = None) -> list[Waiting]:
    found = selectors.waits_for(office.act(who, on))
    assert found is not None
    return list(found.cannot_wait.rows)


def deeds(office: Office, who: str, on: str | None = None) -> list[Deed]:
    return [row.deed for row in rows(office, who, on)]


def assess(office: Office, letter: Letter, *numbers: int) -> None:
    reply = letter.replies.order_by("-number").first()
    assert reply is not None
    for number in numbers:
        services.assess_answer(
            office.act("ilse"),
            letter_id=letter.public_id,
            reply_id=reply.public_id,
            number=number,
            verdict=Verdict.ANSWERED,
            note="",
        )


def test_on_a_quiet_day_nothing_waits(office: Office) -> None:
    for who in ("mina", "ilse", "jonas"):
        found = selectors.waits_for(office.act(who))
        assert found is not None
        assert (found.cannot_wait.count, found.replies.count, found.out_count) == (0, 0, 0)


def test_a_mandate_that_is_asked_to_join_has_days_for_it(office: Office) -> None:
    letter = letters.circulating(office)

    (row,) = rows(office, "jonas")

    assert (row.deed, row.letter, row.urgency) == (Deed.JOIN, letter, Urgency.SOON)
    assert (row.margin.number, row.margin.unit) == (3, Unit.DAYS_LEFT)
    assert deeds(office, "ilse") == deeds(office, "corin") == []


def test_the_day_to_join_passes_and_the_question_stays(office: Office) -> None:
    letters.circulating(office)

    (row,) = rows(office, "jonas", "2026-03-07")

    assert (row.margin.number, row.margin.unit, row.urgency) == (
        2,
        Unit.DAYS_LATE,
        Urgency.LATE,
    )


def test_who_has_answered_is_not_asked_again(office: Office) -> None:
    letter = letters.circulating(office)
    services.join_letter(office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE)

    assert deeds(office, "jonas") == []


def test_the_secretariat_clears_once_every_mandate_has_answered(office: Office) -> None:
    letter = letters.circulating(office)
    assert deeds(office, "mina") == []

    services.join_letter(office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE)

    assert deeds(office, "mina") == [Deed.CLEAR]
    assert deeds(office, "ilse") == []


def test_a_mandate_that_stays_silent_past_its_day_is_told_of(office: Office) -> None:
    letters.circulating(office)

    (row,) = rows(office, "mina", "2026-03-06")

    assert (row.deed, row.facts["asked"], row.urgency) == (Deed.GO_ON, 1, Urgency.LATE)


def test_a_cleared_letter_waits_to_be_transmitted(office: Office) -> None:
    letters.cleared(office)

    assert deeds(office, "mina") == [Deed.TRANSMIT]
    assert deeds(office, "ilse") == []


def test_a_package_without_a_receipt_is_in_doubt_after_an_hour(office: Office) -> None:
    letters.transmitted(office)
    assert deeds(office, "mina") == []

    office.today += timedelta(hours=1)

    (row,) = rows(office, "mina")
    assert (row.deed, row.urgency) == (Deed.WATCH, Urgency.SOON)
    assert deeds(office, "ilse") == []


def test_a_package_that_was_not_taken_is_told_at_once(office: Office) -> None:
    letter = letters.transmitted(office)
    Letter.objects.filter(pk=letter.pk).update(
        refused_at=office.today, refusal_reason="The addressee is unknown."
    )

    (row,) = rows(office, "mina")

    assert (row.deed, row.urgency) == (Deed.SEND_AGAIN, Urgency.LATE)
    assert row.facts["reason"] == "The addressee is unknown."


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-03-07", []),  # the fifth day after it arrived, on 2 March
        ("2026-03-08", [Deed.ASK_RECEIPT]),
        ("2026-04-23", [Deed.ASK_RECEIPT]),
        ("2026-04-24", [Deed.AWAIT]),  # it stands there once
    ],
)
def test_a_desk_that_does_not_acknowledge_is_asked_about_it(
    office: Office, on: str, expected: list[Deed]
) -> None:
    letters.delivered(office)

    assert deeds(office, "mina", on) == expected
    assert Deed.ASK_RECEIPT not in deeds(office, "ilse", on)


def test_whoever_replied_is_not_asked_for_an_acknowledgement(office: Office) -> None:
    letters.replied(office)

    assert Deed.ASK_RECEIPT not in deeds(office, "mina", "2026-04-02")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-04-23", []),  # eight days are left
        ("2026-04-24", [Deed.AWAIT]),
        ("2026-05-01", [Deed.AWAIT]),
        ("2026-05-02", [Deed.LOOK_AFTER]),
    ],
)
def test_a_reply_that_is_due_soon_or_missing_stands_there(
    office: Office, on: str, expected: list[Deed]
) -> None:
    letters.delivered(office)

    assert deeds(office, "ilse", on) == expected
    assert deeds(office, "jonas", on) == expected
    assert deeds(office, "corin", on) == []


def test_after_the_period_the_secretariat_is_asked_to_publish_once(office: Office) -> None:
    letters.delivered(office)

    (row,) = rows(office, "mina", "2026-05-02")

    assert (row.deed, row.margin.number, row.margin.period) == (Deed.PUBLISH, 61, 60)


def test_a_letter_with_a_full_reply_is_not_waited_for(office: Office) -> None:
    letters.replied(office)

    found = selectors.waits_for(office.act("ilse", "2026-05-02"))

    assert found is not None
    assert (found.cannot_wait.count, found.out_count) == (0, 0)


def test_an_interim_reply_is_read_and_a_full_one_still_waited_for(office: Office) -> None:
    letters.replied(office, kind=ReplyKind.INTERIM, answers=[])

    found = selectors.waits_for(office.act("ilse", "2026-04-30"))

    assert found is not None
    assert [row.deed for row in found.cannot_wait.rows] == [Deed.AWAIT]
    assert [row.facts["kind"] for row in found.replies.rows] == [ReplyKind.INTERIM]


def test_a_reply_is_to_be_read_until_its_answers_are_assessed(office: Office) -> None:
    reply = letters.replied(office)

    def to_read(who: str) -> int:
        found = selectors.waits_for(office.act(who, "2026-04-02"))
        assert found is not None
        return found.replies.count

    assert [to_read(who) for who in ("mina", "ilse", "jonas", "corin")] == [1, 1, 1, 0]
    assess(office, reply.letter, 1, 2)
    assert to_read("ilse") == 1
    assess(office, reply.letter, 2, 3)
    assert [to_read(who) for who in ("mina", "ilse", "jonas")] == [0, 0, 0]


def test_a_reply_to_some_of_the_questions_is_read_when_these_are_assessed(
    office: Office,
) -> None:
    one = [{"number": 2, "stance": Stance.ANSWERED, "text": "In two languages."}]
    reply = letters.replied(office, answers=one)

    assess(office, reply.letter, 2)

    found = selectors.waits_for(office.act("ilse", "2026-04-02"))
    assert found is not None
    assert found.replies.count == 0


def test_a_late_reply_says_how_late(office: Office) -> None:
    letter = letters.delivered(office)
    sent_at = midday("2026-05-04")
    letters.arrives(office, letters.reply_document(letter, sent_at=sent_at))

    found = selectors.waits_for(office.act("ilse", "2026-05-05"))

    assert found is not None
    assert [row.facts["late"] for row in found.replies.rows] == [3]


@pytest.mark.parametrize("refused", [True, False])
def test_a_letter_with_a_full_reply_has_arrived_whatever_its_package_did(
    office: Office, refused: bool
) -> None:
    letter = letters.transmitted(office)
    if refused:
        Letter.objects.filter(pk=letter.pk).update(refused_at=office.today)
    office.today += timedelta(hours=1)
    assert deeds(office, "mina") == [Deed.SEND_AGAIN if refused else Deed.WATCH]

    letters.arrives(office, letters.reply_document(letter))

    assert deeds(office, "mina") == []


def test_late_ones_stand_before_those_that_are_soon(office: Office) -> None:
    case = office.case()
    letters.cleared(office, case=case)
    refused = letters.transmitted(office, case=case)
    Letter.objects.filter(pk=refused.pk).update(refused_at=office.today)
    waits = letters.transmitted(office, "AL OTH 15/2099", case=case)

    found = rows(office, "mina", "2026-03-03")

    assert [row.deed for row in found] == [Deed.SEND_AGAIN, Deed.WATCH, Deed.TRANSMIT]
    assert found[1].letter == waits


def test_letters_in_the_making_and_out_are_listed(office: Office) -> None:
    case = office.case()
    draft = letters.draft(office, case)
    letters.circulating(office, case=case)
    out = letters.delivered(office, case=case)

    ilse = selectors.waits_for(office.act("ilse"))
    corin = selectors.waits_for(office.act("corin"))

    assert ilse is not None
    assert corin is not None
    assert [(one.letter == draft, one.asked) for one in ilse.making] == [(True, 0), (False, 1)]
    assert [(one.letter, one.day) for one in ilse.out] == [(out, 0)]
    assert (corin.making_count, corin.out_count) == (0, 0)


def test_the_administrator_sees_people_and_promises_and_no_letter(office: Office) -> None:
    letters.circulating(office)
    act = office.act("anneke")

    found = selectors.installation(act)

    assert selectors.waits_for(act) is None
    assert found is not None
    assert (found.people, found.is_well) == (len(office.people), True)
    assert selectors.installation(office.act("mina")) is None


# The page


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock to noon of a day."""

    def move(day: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: midday(day))

    return move


def page(office: Office, who: str) -> str:
    client: Client = office.client(who)
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_names_deed_and_consequence(office: Office, on_the_day: Any) -> None:
    letters.circulating(office)
    on_the_day("2026-03-03")

    said = page(office, "jonas")

    assert "<b>2</b> days left" in said
    assert "Special Rapporteur on open assembly online" in said
    assert "If you say nothing, the letter may go without this mandate." in said
    assert "Read and decide" in said


def test_the_page_shows_no_name_of_a_person(office: Office, on_the_day: Any) -> None:
    case = office.case()
    office.person(case)
    letters.circulating(
        office, case=case, subject="The account of [[p:1]], allegedly suspended"
    )
    on_the_day("2026-03-03")

    for who in ("jonas", "mina", "ilse"):
        said = page(office, who)
        assert "The account of Person A, allegedly suspended" in said
        assert "Varga-Morel" not in said
        assert "[[p:1]]" not in said


@pytest.mark.parametrize("who", ["mina", "ilse", "jonas", "corin"])
def test_every_kind_of_row_has_its_words(office: Office, on_the_day: Any, who: str) -> None:
    case = office.case()
    letters.circulating(office, case=case)
    letters.cleared(office, case=case)
    refused = letters.transmitted(office, case=case)
    Letter.objects.filter(pk=refused.pk).update(refused_at=office.today)
    letters.transmitted(office, "AL OTH 15/2099", case=case)
    letters.delivered(office, "AL OTH 16/2099", case=case)
    letter = letters.delivered(office, "AL OTH 17/2099", case=case)
    letters.arrives(office, letters.reply_document(letter, sent_at=midday("2026-05-05")))

    for day in ("2026-03-03", "2026-04-28", "2026-05-06"):
        on_the_day(day)
        page(office, who)


def test_the_administrator_s_page_shows_no_content(office: Office) -> None:
    letters.circulating(office)

    said = page(office, "anneke")

    assert "tenants" not in said
    assert "Every promise is kept" in said
    assert "People and seats" in said


def test_who_is_not_signed_in_is_sent_to_the_sign_in(office: Office) -> None:
    assert office.client().get("/").status_code == 302


def test_ten_rows_stand_there_and_the_rest_is_counted(
    office: Office, on_the_day: Any, django_assert_max_num_queries: Any
) -> None:
    case = office.case()
    for _ in range(ROWS + 2):
        letters.circulating(office, case=case)
    on_the_day("2026-03-03")

    with django_assert_max_num_queries(40):
        said = page(office, "jonas")

    assert said.count('class="is-soon"') == ROWS
    assert "2 more: show all letters" in said


def test_more_letters_ask_no_more_of_the_database(
    office: Office, django_assert_num_queries: Any
) -> None:
    case = office.case()

    def one_of_each(number: int) -> None:
        letters.circulating(office, case=case)
        letters.cleared(office, case=case)
        letters.transmitted(office, f"AL OTH {number}/2099", case=case)
        letter = letters.delivered(office, f"AL OTH {number + 1}/2099", case=case)
        letters.arrives(office, letters.reply_document(letter, sent_at=letter.sent_at))

    one_of_each(20)
    act: Act = office.act("mina", "2026-03-06")
    with CaptureQueriesContext(connection) as counted:
        selectors.waits_for(act)
    one_of_each(30)

    with django_assert_num_queries(len(counted)):
        selectors.waits_for(act)


def test_of_letters_that_add_up_only_the_first_are_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.case()
    for number in range(2 * (ROWS + 1)):
        letter = letters.delivered(office, f"AL OTH {number + 1}/2099", case=case)
        if number % 2:
            letters.arrives(office, letters.reply_document(letter))
    act = office.act("mina", "2026-06-02")  # long after the period, nothing was published
    read: list[int] = []
    every = ModelIterable.__iter__

    def counted(one: ModelIterable[Any]) -> Iterator[Any]:
        rows = list(every(one))
        read.append(len(rows))
        return iter(rows)

    monkeypatch.setattr(ModelIterable, "__iter__", counted)
    found = selectors.waits_for(act)

    assert found is not None
    assert (found.cannot_wait.count, len(found.cannot_wait.rows)) == (2 * (ROWS + 1), ROWS)
    assert {row.deed for row in found.cannot_wait.rows} == {Deed.PUBLISH}
    assert (found.replies.count, found.out_count) == (ROWS + 1, ROWS + 1)
    assert sorted(read)[-3:] == [ROWS] * 3  # to publish, replies, out; nothing read more


def test_late_letters_stand_before_those_that_only_may_be_published(office: Office) -> None:
    case = office.case()
    for number in range(ROWS):
        letters.delivered(office, f"AL OTH {number + 1}/2099", case=case)
    refused = letters.transmitted(office, "AL OTH 90/2099", case=case)
    Letter.objects.filter(pk=refused.pk).update(refused_at=refused.sent_at)

    first, *others = rows(office, "mina", "2026-06-02")

    assert (first.deed, first.letter) == (Deed.SEND_AGAIN, refused)
    assert [row.deed for row in others] == [Deed.PUBLISH] * (ROWS - 1)
