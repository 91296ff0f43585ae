"""What is pasted into a reply from anywhere leaves in order, or is refused in its form."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.conftest import Desk
from tests.desk.pages import Browser

from rapport.desk.replies import services
from rapport.desk.replies.models import AnswerVersion, Attachment
from rapport.exchange.models import Outgoing
from rapport.journal.services import work_off

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "around",
    [
        {"entity": "Quillmoor\r\nSocial"},
        {"signed_by": "Noor \x01 Halsted\x85"},
        {"opening": "\u202eThank you\u2066\x01"},
    ],
)
def test_what_is_one_line_in_a_package_is_one_line_when_it_is_saved(
    desk: Desk, around: dict[str, Any]
) -> None:
    reply = desk.approved_reply(desk.answered_letter(), **around)

    services.submit_reply(desk.act("noor"), reply_id=reply.public_id)
    work_off()

    assert Outgoing.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"text": "a\0b", "stance": "answered", "based_on": 0}, 422),
        ({"text": "Text", "stance": "nope", "based_on": 0}, 422),
        ({"text": "Text", "stance": "answered", "based_on": "x"}, 422),
        ({"text": "Text", "stance": "answered", "based_on": "9" * 30}, 302),
        ({"text": "ab " * 66_666, "stance": "answered", "based_on": 0}, 302),
        ({"text": "ab " * 66_667 + "end", "stance": "answered", "based_on": 0}, 422),
    ],
)
def test_an_answer_is_saved_or_kept_in_its_form(
    desk: Desk, fields: dict[str, Any], status: int
) -> None:
    letter = desk.owned_letter()

    answer = Browser(desk.people["odile"]).post(
        f"/letters/{letter.public_id}/questions/1", **fields
    )

    assert answer.status_code == status
    assert AnswerVersion.objects.count() == (status == 302)
    if status == 422 and "\0" not in fields.get("text", ""):
        assert fields.get("text", "")[-20:] in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (SimpleUploadedFile("a.txt", b""), 422),
        (SimpleUploadedFile("a.txt", b"a", content_type="text/\0plain\x01"), 302),
        (SimpleUploadedFile("..\\..\\boot.ini", b"a"), 302),
        (SimpleUploadedFile("two\r\nlines\u202e.txt", b"a"), 302),
        (SimpleUploadedFile("n" * 300 + ".txt", b"a"), 422),
        (SimpleUploadedFile("a.bin", b"a" * (10 * 1024 * 1024 + 1)), 422),
    ],
)
def test_a_file_is_kept_under_a_harmless_name_or_refused(
    desk: Desk, file: SimpleUploadedFile, status: int
) -> None:
    letter = desk.owned_letter()

    answer = Browser(desk.people["odile"]).post(
        f"/letters/{letter.public_id}/questions/1/files", file=file
    )

    assert answer.status_code == status
    assert Attachment.objects.count() == (status == 302)
    for one in Attachment.objects.all():
        assert one.name.isprintable()
        assert not {"/", "\\"} & set(one.name)
        assert one.file.media_type.isprintable()
