"""Answers are written version by version; two at once lose nothing; notes stay sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read

from rapport.desk.inbox.models import Letter, Question
from rapport.desk.replies import services as replies
from rapport.desk.replies.models import AnswerVersion, Attachment, Comment, PrivilegedNote

At = Callable[[str], Browser]


def page_of(letter: Letter, number: int = 1) -> str:
    """The address of a question."""
    return f"/letters/{letter.public_id}/questions/{number}"


def written(text: str, based_on: int = 0, **changes: Any) -> dict[str, Any]:
    """What the form of an answer sends."""
    return {"text": text, "stance": "answered", "based_on": based_on} | changes


def test_an_owner_saves_a_draft_and_then_finishes_it(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")

    odile.post(page_of(letter), **written("Nine requests came."))
    odile.post(page_of(letter), **written("Nine requests came in 2098.", 1, finished="on"))

    latest = AnswerVersion.objects.order_by("number").last()
    assert latest is not None
    assert (latest.number, latest.is_finished) == (2, True)
    page = odile.text(page_of(letter))
    assert "What changed in version 2" in page
    assert "added: " in page


def test_a_question_is_declined_with_a_reason_and_not_without(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")

    silent = odile.post(page_of(letter), **written(" ", stance="declined", finished="on"))

    assert silent.status_code == 422
    assert "the reason why the company declines" in read(silent)

    odile.post(
        page_of(letter),
        **written("A court has sealed the file.", stance="declined", finished="on"),
    )

    assert "Declined, with reason" in odile.text(f"/letters/{letter.public_id}")


def test_a_stale_version_is_refused_and_the_text_is_kept_beside_the_other(
    desk: Desk, at: At
) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "Nine requests came.", finished=False)
    odile, noor = at("odile"), at("noor")
    odile.text(page_of(letter))
    noor.post(page_of(letter), **written("Ten requests came.", 1))

    refused = odile.post(page_of(letter), **written("Nine requests came in 2098.", 1))

    assert refused.status_code == 409
    page = read(refused)
    assert "Noor Halsted saved version 2" in page
    assert "Nine requests came in 2098." in page
    assert "removed: Ten" in page
    assert AnswerVersion.objects.count() == 2

    again = odile.post(page_of(letter), **written("Nine requests came in 2098.", 2))

    assert again.status_code == 302
    assert AnswerVersion.objects.count() == 3


def test_saving_the_same_twice_makes_one_version(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")

    for _ in range(2):
        odile.post(page_of(letter), **written("Nine requests came."))

    assert AnswerVersion.objects.count() == 1


def test_an_answer_without_its_choice_is_shown_again_with_its_text(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    answer = at("odile").post(page_of(letter), text="Nine.", based_on=0)

    assert answer.status_code == 422
    assert "Nine." in read(answer)


def test_who_may_read_but_not_write_sees_the_text_and_the_reason(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "Nine requests came.")

    page = at("petra").text(page_of(letter))

    assert "Nine requests came." in page
    assert "Only the owner of question 1 does this." in page
    assert "Save the answer" not in page
    assert at("petra").post(page_of(letter), **written("Ten.", 1)).status_code == 403
    assert AnswerVersion.objects.count() == 1


def test_all_versions_stand_on_a_page_of_their_own(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "Few requests came.", finished=False)
    desk.answer(letter, 1, "Nine requests came.")

    page = at("lioba").text(f"{page_of(letter)}/versions")

    assert page.index("Version 2") < page.index("Version 1")
    assert "removed: Few" in page


def test_counsel_seals_a_note_that_counsel_and_lead_alone_read(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    at("tomas").post(f"{page_of(letter)}/note", text="The number may be given.")

    for who in ("tomas", "noor"):
        assert "The number may be given." in at(who).text(page_of(letter))
    for who in ("odile", "petra", "lioba"):
        page = at(who).text(page_of(letter))
        assert "The number may be given." not in page
        assert "ealed note" not in page.replace("Sealed notes, comments", "")


def test_only_counsel_seals_a_note_and_an_empty_one_is_shown_again(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    assert at("noor").post(f"{page_of(letter)}/note", text="Mine.").status_code == 403
    empty = at("tomas").post(f"{page_of(letter)}/note", text=" ")

    assert empty.status_code == 422
    assert "Write something first." in read(empty)
    assert PrivilegedNote.objects.count() == 0


def test_counsel_records_what_was_read_and_not_what_was_changed_since(
    desk: Desk, at: At
) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1)
    tomas = at("tomas")
    assert "I have read version 1" in tomas.text(page_of(letter))
    desk.answer(letter, 1, "Changed meanwhile.")

    late = tomas.post(f"{page_of(letter)}/read", version=1)
    done = tomas.post(f"{page_of(letter)}/read", version=2)

    assert late.status_code == 409
    assert done.status_code == 302
    shown = tomas.text(page_of(letter))
    assert "Version 2 read" in shown
    assert "You have read version 2, " in shown
    assert "I have read version" not in shown

    desk.answer(letter, 1, "Changed again.")

    assert "I have read version 3" in tomas.text(page_of(letter))


def test_comments_are_kept_for_those_who_can_open_the_question(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    at("odile").post(f"{page_of(letter)}/comments", text="I can have the log by Friday.")

    assert "I can have the log by Friday." in at("noor").text(page_of(letter))
    assert at("bram").get(page_of(letter)).status_code == 404
    assert at("lioba").post(f"{page_of(letter)}/comments", text="Hm.").status_code == 403
    assert at("odile").post(f"{page_of(letter)}/comments", text="").status_code == 422
    assert Comment.objects.count() == 1


def test_a_file_is_attached_handed_out_and_taken_away(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    odile = at("odile")

    odile.post(
        f"{page_of(letter)}/files",
        file=SimpleUploadedFile("register.csv", b"9\n", "text/csv"),
        goes_with_reply="yes",
    )

    attachment = Attachment.objects.get()
    assert attachment.goes_with_reply
    assert "goes with the reply" in odile.text(page_of(letter))
    handed = odile.get(f"/attachments/{attachment.public_id}")
    assert handed.content == b"9\n"
    assert handed["Content-Disposition"] == 'attachment; filename="register.csv"'
    assert at("bram").get(f"/attachments/{attachment.public_id}").status_code == 404

    assert "stays in that reply" in odile.text(f"/attachments/{attachment.public_id}/take-away")
    odile.post(f"/attachments/{attachment.public_id}/take-away")

    assert odile.get(f"/attachments/{attachment.public_id}").status_code == 404


def test_a_file_that_cannot_go_is_refused_beside_its_field(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    none = at("odile").post(f"{page_of(letter)}/files")
    empty = at("odile").post(
        f"{page_of(letter)}/files", file=SimpleUploadedFile("empty.txt", b"")
    )

    assert none.status_code == empty.status_code == 422
    assert Attachment.objects.count() == 0


def test_every_question_of_a_letter_leads_to_the_next(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()

    page = at("noor").text(page_of(letter, 2))

    assert "Question 2 of 3" in page
    assert "Question 1 Question 3" in page
    assert Question.objects.filter(letter=letter).count() == 3
    assert at("noor").get(page_of(letter, 4)).status_code == 404


def test_counsels_earlier_versions_stay_readable(desk: Desk, at: At) -> None:
    letter = desk.owned_letter()
    for text in ("First view.", "Second view."):
        replies.write_note(desk.act("tomas"), letter_id=letter.public_id, number=1, text=text)

    page = at("tomas").text(page_of(letter))

    assert "version 2" in page
    assert "First view." in page
