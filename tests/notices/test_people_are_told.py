"""Something new waits, and who wants to know gets a message that says no more than that."""

from __future__ import annotations

import quopri
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from tests.desk.conftest import QUESTIONS
from tests.notices.conftest import FROM, Post, read
from tests.together import at_once

from rapport.accounts import services as accounts
from rapport.accounts.models import Person
from rapport.accounts.rules import Notices
from rapport.desk.inbox import services as inbox
from rapport.desk.routing import services as routing
from rapport.desk.today import selectors as today
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal import services as journal
from rapport.journal.models import Job
from rapport.journal.rules import JobState
from rapport.notices import services
from rapport.notices.models import Told
from rapport.protocol.kinds import FollowUp
from rapport.web.languages import LANGUAGES

FACTS = (
    "AL OTH", "14/2099", "Quillmoor", "Special Procedures office", "Ilse", "Marrowby",
    "Noor", "Halsted", "Odile", "Kestane", "tenants", "Vellanta", "suspended", "letter",
    "question", "mandate", "assembly", "enterprise", "reply", "due", "60", "2026", "day 3",
    *QUESTIONS,
)  # fmt: skip
"""What a letter holds, who has it here, and every word for what kind of thing waits."""

ASKED = {
    "questions": [{"number": 1, "text": "Which team decided?"}],
    "answer_by": date(2026, 4, 1),
}


def test_a_new_letter_is_told_to_the_lead_at_once_and_to_nobody_else(post: Post) -> None:
    post.desk.letter()

    assert post.round("2026-03-05T12:00") == ["noor"]
    assert post.round("2026-03-05T12:05") == []


def test_the_message_says_nothing_of_what_waits(post: Post) -> None:
    post.desk.letter()

    post.round("2026-03-05T12:00")

    (raw,) = post.server.taken
    message = read(raw)
    subject, text = str(message["Subject"]), message.get_content()
    assert subject == "Something waits for you"
    assert text.splitlines()[4] == "https://desk.example/"
    named = {
        "To",
        "From",
        "Date",
        "Message-ID",
    }  # ours, theirs, now, and a number without sense
    headers = [value for name, value in message.items() if name not in named]
    said = "\n".join([subject, text, *headers]).casefold()
    assert not [fact for fact in FACTS if fact.casefold() in said]
    assert message["To"] == "noor@quillmoor.invalid"
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()


def test_nobody_and_no_program_is_asked_to_answer(post: Post) -> None:
    post.desk.letter()

    post.round("2026-03-05T12:00")

    message = read(post.server.taken[0])
    assert (message["From"], message["Reply-To"]) == (FROM, None)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["In-Reply-To"] is None
    assert message["References"] is None


def test_whatever_waits_the_bytes_are_the_same(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    first = post.desk.letter()
    post.round("2026-03-05T12:00")
    post.opens_today("noor")
    post.desk.says(first, FollowUp, on="2026-03-05", **ASKED)

    assert post.round("2026-03-05T12:10") == ["noor"]

    def constant(raw: bytes) -> list[bytes]:
        changing = (b"Date:", b"Message-ID:")
        return [line for line in raw.split(b"\r\n") if not line.startswith(changing)]

    one, other = post.server.taken
    assert constant(one) == constant(other)


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
def test_a_message_is_in_its_reader_s_language(post: Post, language: str) -> None:
    noor = post.desk.people["noor"]
    accounts.rename_person(
        post.desk.act("noor"), person_id=noor.public_id, name=noor.name, language=language
    )
    post.desk.letter()

    post.round("2026-03-05T12:00")

    with translation.override(language):
        wanted = translation.gettext("Something waits for you")
    assert read(post.server.taken[0])["Subject"] == wanted
    assert b"https://desk.example/" in quopri.decodestring(post.server.taken[0])


def test_the_others_are_told_in_the_morning_once_a_day_until_they_look(post: Post) -> None:
    post.only("odile", Notices.DAILY)
    post.desk.owned_letter()

    assert post.round("2026-03-05T07:59") == []
    assert post.round("2026-03-05T08:00") == ["odile"]
    assert post.round("2026-03-05T08:05") == []
    assert post.round("2026-03-06T00:01") == []
    assert post.round("2026-03-06T08:00") == ["odile"]

    post.opens_today("odile")

    assert post.round("2026-03-07T08:00") == []


def test_in_the_morning_nothing_leaves_when_nothing_waits(post: Post) -> None:
    post.only("odile", Notices.DAILY)
    post.desk.letter()  # nobody gave her a question

    assert post.round("2026-03-05T08:00") == []


@pytest.mark.parametrize("choice", [Notices.AT_ONCE, Notices.DAILY])
def test_what_was_seen_on_today_is_not_told(post: Post, choice: Notices) -> None:
    post.only("noor", choice)
    post.desk.letter()
    post.stand("2026-03-05T07:30")
    post.opens_today("noor")

    assert post.round("2026-03-05T08:00") == []


def test_what_came_to_be_by_their_own_deed_is_not_told(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    letter = post.desk.letter()
    post.round("2026-03-05T12:00")
    inbox.acknowledge_letter(
        Act(post.desk.act("noor").actor, post.stand("2026-03-05T13:30"), Door.PAGE),
        letter_id=letter.public_id,
    )

    # "Acknowledge receipt to the office" waits now, and did not before.
    assert post.round("2026-03-05T13:31") == []


def test_who_does_not_look_is_told_once_an_hour_at_most(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    assert post.round("2026-03-05T12:00") == ["noor"]
    post.desk.letter(reference="AL OTH 15/2099", arrived_on="2026-03-05")

    assert post.round("2026-03-05T12:59") == []
    assert post.round("2026-03-05T13:01") == ["noor"]


def test_who_has_looked_is_told_of_the_next_thing_at_once(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    post.round("2026-03-05T12:00")
    post.opens_today("noor")
    post.desk.letter(reference="AL OTH 15/2099", arrived_on="2026-03-05")

    assert post.round("2026-03-05T12:10") == ["noor"]


def test_what_becomes_more_urgent_waits_anew(post: Post) -> None:
    post.only("noor", Notices.DAILY)
    letter = post.desk.letter()
    post.stand("2026-03-05T12:00")
    post.opens_today("noor")
    assert post.round("2026-03-06T08:00") == []

    assert post.round(f"{letter.reply_due_on + timedelta(days=1)}T08:00") == ["noor"]


def test_who_wants_none_or_has_left_gets_none(
    post: Post, all_at_once: Callable[[], None]
) -> None:
    all_at_once()
    post.wants("noor", Notices.NONE)
    lioba = post.desk.people["lioba"]
    post.desk.letter()
    accounts.remove_person(Act(SYSTEM, clock.now(), Door.COMMAND), person_id=lioba.public_id)

    told = post.round("2026-05-05T12:00")

    assert "tomas" in told  # he watches over what is late, as Lioba did
    assert not {"noor", "lioba", "sunniva"} & set(told)


def test_who_looks_or_changes_their_mind_before_the_mail_leaves_gets_none(post: Post) -> None:
    post.desk.letter()
    at = post.stand("2026-03-05T12:00")
    assert services.tell(at) == 1
    post.opens_today("noor")
    journal.work_off()
    post.desk.letter(reference="AL OTH 15/2099", arrived_on="2026-03-05")
    assert services.tell(at + timedelta(minutes=5)) == 1
    post.wants("noor", Notices.NONE)
    journal.work_off()

    assert not post.server.taken


def test_a_server_that_is_down_is_tried_again_for_a_day(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    post.server.says("MAIL", "451 not now")
    assert post.round("2026-03-05T12:00") == []
    assert Job.objects.get(work="notices.write").state is JobState.READY

    post.server.says("MAIL", "250 yes")
    post.stand("2026-03-05T15:00")
    journal.work_off()

    assert len(post.server.taken) == 1
    assert Job.objects.get(work="notices.write").state is JobState.DONE


def test_after_a_day_without_a_server_a_notice_is_dropped(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    post.server.says("MAIL", "451 not now")
    post.round("2026-03-05T12:00")

    post.server.says("MAIL", "250 yes")
    post.stand("2026-03-06T12:01")
    journal.work_off()

    assert not post.server.taken
    assert Job.objects.get(work="notices.write").state is JobState.DONE


def test_after_a_long_silence_of_the_server_one_notice_leaves(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.server.says("MAIL", "451 not now")
    for hour in range(3):
        post.desk.letter(reference=f"AL OTH 1{hour}/2099", arrived_on="2026-03-04")
        post.round(f"2026-03-05T1{hour}:00")

    post.server.says("MAIL", "250 yes")
    post.stand("2026-03-05T14:00")
    journal.work_off()

    assert len(post.server.taken) == 1
    assert not Job.objects.exclude(state=JobState.DONE).exists()


@pytest.mark.parametrize("answer", ["", "550 no", "250 yes"])
def test_what_the_server_may_have_is_not_sent_again(post: Post, answer: str) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    post.server.says(".", answer)

    post.round("2026-03-05T12:00")
    post.round("2026-03-05T15:00")

    assert len(post.server.taken) == 1
    assert not Told.objects.get(person__name="Noor Halsted").is_leaving


def test_a_worker_that_was_killed_while_it_sent_leaves_no_second_one(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    services.tell(post.stand("2026-03-05T12:00"))
    Told.objects.filter(person__name="Noor Halsted").update(is_leaving=True)

    journal.work_off()

    assert not post.server.taken
    assert not Told.objects.filter(is_leaving=True).exists()


@pytest.mark.parametrize("why", ["demonstration", "no server"])
def test_without_a_mail_server_nothing_is_looked_at_or_queued(
    post: Post, settings: Any, why: str
) -> None:
    if why == "demonstration":
        settings.RAPPORT_DEMO = True
    else:
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    post.desk.letter()
    post.stand("2026-03-05T12:00")
    post.opens_today("noor")

    services.tell_when_due()

    assert not Job.objects.filter(work="notices.write").exists()
    assert not Told.objects.exists()


def test_the_worker_looks_every_five_minutes(post: Post) -> None:
    post.desk.letter()
    post.stand("2026-03-05T12:00")
    services.tell_when_due()
    post.desk.letter(reference="AL OTH 15/2099", arrived_on="2026-03-05")
    post.opens_today("petra")
    Told.objects.update(seen_at=clock.now() + timedelta(seconds=1))

    post.stand("2026-03-05T12:04")
    services.tell_when_due()
    before = Job.objects.filter(work="notices.write").count()
    post.stand("2026-03-05T12:06")
    services.tell_when_due()

    assert (before, Job.objects.filter(work="notices.write").count()) == (1, 2)


def test_what_goes_wrong_with_one_person_keeps_nobody_s_notice(
    post: Post, all_at_once: Callable[[], None]
) -> None:
    all_at_once()
    post.desk.owned_letter()
    noor = str(post.desk.people["noor"].public_id)

    def broken(act: Act) -> Any:
        if act.actor.id == noor:
            raise RuntimeError("a bug")
        return today.what_waits(act)

    services.serve(broken)

    assert post.round("2026-03-05T12:00") == ["bram", "odile"]


def test_nothing_kept_or_queued_names_a_letter(post: Post) -> None:
    letter = post.desk.letter()
    post.round("2026-03-05T12:00")

    kept = str(list(Told.objects.values())) + str(list(Job.objects.values()))

    for fact in (letter.reference, letter.subject, str(letter.public_id), str(letter.letter)):
        assert fact not in kept


def test_two_owners_each_hear_of_their_own_questions_only(
    post: Post, all_at_once: Callable[[], None]
) -> None:
    all_at_once()
    letter = post.desk.letter()
    post.round("2026-03-05T12:00")
    routing.name_owners(
        post.desk.act("noor"),
        letter_id=letter.public_id,
        owners={1: post.desk.people["odile"].public_id},
    )

    assert post.round("2026-03-05T12:05") == ["odile"]


@pytest.mark.usefixtures("threads")
def test_two_workers_tell_once(post: Post) -> None:
    post.only("noor", Notices.AT_ONCE)
    post.desk.letter()
    at = post.stand("2026-03-05T12:00")

    told = at_once(lambda: services.tell(at), lambda: services.tell(at))
    at_once(journal.work_off, journal.work_off)

    assert sorted(told) == [0, 1]
    assert len(post.server.taken) == 1
    assert Person.objects.filter(name="Noor Halsted").count() == 1
