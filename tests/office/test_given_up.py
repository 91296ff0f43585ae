"""Whose letter, pages or public version did not leave reads so, and what to do."""

from __future__ import annotations

import pytest
from tests.office import letters
from tests.office.conftest import Office
from tests.office.test_letters_on_paper import on_paper
from tests.office.test_publishing import IN_TIME, answered, archive, publish

from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal import services as journal
from rapport.journal.models import Job
from rapport.journal.rules import JobState
from rapport.office.communications import services
from rapport.office.communications.models import Letter, Scan
from rapport.office.today import selectors
from rapport.office.today.rules import Deed, Urgency
from rapport.office.today.selectors import Waiting

pytestmark = pytest.mark.django_db

ASK = "Ask an administrator to have it tried again, on the page Work."


def give_up(work: str, office: Office) -> Job:
    """Let work of a kind be given up, as after its last try."""
    job = Job.objects.get(work=work)
    job.state, job.attempts, job.given_up_at = JobState.DEAD, 30, office.today
    job.trouble = "OSError"
    job.save()
    return job


def rows(office: Office, who: str, on: str | None = None) -> list[Waiting]:
    found = selectors.waits_for(office.act(who, on))
    assert found is not None
    return [row for row in found.cannot_wait.rows if row.deed is Deed.ASK_ADMINISTRATOR]


def page(office: Office, who: str, address: str) -> str:
    answer = office.client(who).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_letter_that_did_not_leave_says_so_to_those_who_sign_it(office: Office) -> None:
    letters.quillmoor()
    letter = letters.transmitted(office)
    address = f"/letters/{letter.public_id}"
    assert "Its package is being made." in page(office, "ilse", address)
    assert rows(office, "ilse") == []

    give_up("office_communications.dispatch", office)

    for who in ("mina", "ilse"):
        shown = page(office, who, address)
        assert "It has not left: Rapport tried many times and gave up" in shown
        assert ASK in shown
        assert "Its package is being made." not in shown
        assert "OSError" not in shown
        assert "Handed over, no receipt yet" not in shown
        assert "Handed over, no receipt yet" not in page(office, who, "/letters")
        (row,) = rows(office, who, "2026-03-05")
        assert (row.letter, row.urgency, row.margin.number) == (letter, Urgency.LATE, 3)
        today = page(office, who, "/")
        assert "has not left. Given up," in today
        assert ASK in today
    assert rows(office, "corin") == []
    assert not any(
        row.deed is Deed.WATCH
        for row in selectors.waits_for(office.act("mina", "2026-03-05")).cannot_wait.rows  # type: ignore[union-attr]
    ), "nobody goes on trying"


def test_once_it_is_tried_again_and_leaves_nobody_is_told_any_more(office: Office) -> None:
    letters.quillmoor()
    letter = letters.transmitted(office)
    job = give_up("office_communications.dispatch", office)

    journal.try_again(Act(SYSTEM, office.today, Door.COMMAND), job_id=job.public_id)
    journal.work_off()

    letter.refresh_from_db()
    assert letter.package is not None
    assert rows(office, "mina") == []
    assert ASK not in page(office, "mina", f"/letters/{letter.public_id}")


def test_a_letter_that_was_withdrawn_before_it_left_asks_for_nothing(office: Office) -> None:
    letters.quillmoor()
    letter = letters.transmitted(office)
    give_up("office_communications.dispatch", office)
    Letter.objects.filter(pk=letter.pk).update(withdrawn_at=office.today)

    assert rows(office, "mina") == []


def test_pages_to_print_that_could_not_be_made_say_so(office: Office) -> None:
    letter = on_paper_unprinted(office)
    give_up("office_communications.print", office)

    shown = page(office, "mina", f"/letters/{letter.public_id}")

    assert "The pages to print could not be made" in shown
    assert "The pages to print are being made." not in shown
    (row,) = rows(office, "mina")
    assert row.letter == letter
    waiting = selectors.waits_for(office.act("mina"))
    assert waiting is not None
    assert Deed.POST not in [one.deed for one in waiting.cannot_wait.rows], "nothing is printed"


def on_paper_unprinted(office: Office) -> Letter:
    """A letter on paper whose pages are not made yet."""
    letter = on_paper(office)
    posting = letter.postings.get()
    posting.printed = None
    posting.save(update_fields=["printed"])
    return letter


def test_a_public_version_that_did_not_leave_says_so(office: Office) -> None:
    archive()
    letter = answered(office)
    publish(office, letter)
    address = f"/letters/{letter.public_id}/publication"
    assert "Handed over, no receipt yet" in page(office, "mina", address)

    give_up("office_publishing.dispatch", office)

    shown = page(office, "ilse", address)
    assert ASK in shown
    assert "Confirmed, and not handed over yet." in shown
    assert "Handed over, no receipt yet" not in shown
    for who in ("mina", "ilse"):
        (row,) = rows(office, who, IN_TIME)
        assert row.letter == letter
    assert "the public version has not left" in page(office, "mina", "/")
    assert f'href="{address}"' in page(office, "mina", "/")


def test_a_scan_that_could_not_be_looked_at_says_so(office: Office) -> None:
    scan = services.hand_in_scan(
        office.act("mina"),
        files=[services.Handed("pile.pdf", b"%PDF-1.4 nothing")],
        reached_on=office.today.date(),
    )
    assert "The pages of one scan are being looked at." in page(office, "mina", "/scans")

    give_up("office_communications.read_scan", office)

    shown = page(office, "mina", "/scans")
    assert "The pages of one scan could not be looked at" in shown
    assert "are being looked at" not in shown
    assert "1 scan of what came on paper could not be looked at" in page(office, "mina", "/")
    assert "scan of what came" not in page(office, "ilse", "/")
    assert Scan.objects.get(pk=scan.pk).read_at is None


def test_an_administrator_reads_of_it_without_any_letter(office: Office) -> None:
    letters.quillmoor()
    letter = letters.transmitted(office)
    give_up("office_communications.dispatch", office)

    shown = page(office, "anneke", "/given-up/")

    assert "Make the PDF of a letter, and hand the letter over." in shown
    for secret in (letter.reference, letter.subject, str(letter.public_id), "Quillmoor"):
        assert secret not in shown
    assert office.client("mina").get("/given-up/").status_code == 403
    assert 'href="/given-up/"' in page(office, "anneke", "/")
