"""What passes about a letter after it was sent: half-said documents are none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from rapport.protocol import matters
from rapport.protocol.kinds import (
    KINDS,
    AboutLetter,
    Acknowledgement,
    Clarification,
    ExtensionAnswer,
    ExtensionRequest,
    FollowUp,
    PublicationNotice,
    Redirect,
    Withdrawal,
)

ABOUT = {
    "message": str(UUID(int=5)),
    "letter": str(UUID(int=2)),
    "reference": "AL OTH 1/2099",
    "language": "en",
    "dated_on": "2099-03-03",
    "sent_at": "2099-03-03T09:00:00Z",
}

WHOLE: list[tuple[type[AboutLetter], dict[str, Any]]] = [
    (Acknowledgement, {"received_on": "2099-03-02", "function": "Head of human rights"}),
    (ExtensionRequest, {"until": "2099-06-01", "reason": "Facts come from two regions."}),
    (ExtensionAnswer, {"in_answer_to": str(UUID(int=6)), "granted": False}),
    (Clarification, {"text": "Which of the two services does question 2 mean?"}),
    (Withdrawal, {"reason": "It was sent twice."}),
    (Redirect, {"rather": {"name": "Quillmoor Social"}, "reason": "Not our service."}),
    (
        FollowUp,
        {"answer_by": "2099-07-01", "questions": [{"number": 1, "text": "Since when?"}]},
    ),
    (PublicationNotice, {"public_on": "2099-05-02"}),
]


@pytest.mark.parametrize(("kind", "fields"), WHOLE)
def test_each_kind_comes_back_as_it_was_said(
    kind: type[AboutLetter], fields: dict[str, Any]
) -> None:
    said = kind.model_validate({**ABOUT, **fields, "from_a_later_version": 7})

    again = KINDS[kind.KIND].model_validate_json(said.model_dump_json())

    assert again == said
    assert again.model_dump()["from_a_later_version"] == 7


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Acknowledgement, {"function": ""}),
        (Acknowledgement, {"opened_by": "Iris Falk"}),
        (Acknowledgement, {"opened_on": "2099-03-02"}),
        (ExtensionRequest, {"reason": ""}),
        (ExtensionRequest, {"until": None}),
        (ExtensionAnswer, {"granted": True}),
        (ExtensionAnswer, {"granted": False, "until": "2099-06-01"}),
        (ExtensionAnswer, {"in_answer_to": None}),
        (Clarification, {"text": ""}),
        (Clarification, {"question": 0}),
        (Withdrawal, {"reason": "nul \x00"}),
        (Redirect, {"rather": {"name": ""}}),
        (FollowUp, {"questions": []}),
        (FollowUp, {"questions": [{"number": 2, "text": "Since when?"}]}),
        (PublicationNotice, {"names_withheld": -1}),
        (PublicationNotice, {"letter": "no id"}),
        (Withdrawal, {"sent_at": "2099-03-03T09:00:00"}),
    ],
)
def test_what_is_half_said_is_refused(kind: type[AboutLetter], changes: dict[str, Any]) -> None:
    fields = dict(WHOLE)[kind]

    with pytest.raises(ValidationError):
        kind.model_validate({**ABOUT, **fields, **changes})


@pytest.mark.parametrize(
    ("dated_on", "sent_at", "ahead"),
    [
        (date(2099, 3, 2), datetime(2099, 3, 2, 9, 4, tzinfo=UTC), ""),
        (date(2099, 3, 2), datetime(2099, 3, 2, 9, 10, tzinfo=UTC), "2099-03-02 09:10 UTC"),
        (date(2099, 3, 3), datetime(2099, 3, 2, 9, 0, tzinfo=UTC), "2099-03-03"),
    ],
)
def test_what_lies_ahead_is_named_to_the_minute_where_the_day_is_today(
    dated_on: date, sent_at: datetime, ahead: str
) -> None:
    now = datetime(2099, 3, 2, 9, 0, tzinfo=UTC)

    assert matters.lies_ahead(dated_on, sent_at, at=now) == ahead
