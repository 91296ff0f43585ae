"""A company's programs read letters and hand in answers, by the rules of their person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.desk.conftest import Desk
from tests.together import at_once

from rapport.accounts import services as accounts
from rapport.desk.api import rules
from rapport.desk.api.models import Done
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, LetterFile, Message
from rapport.desk.replies import services as replies
from rapport.desk.replies.models import AnswerVersion
from rapport.documents import services as documents
from rapport.journal.models import Entry
from rapport.protocol.kinds import Stance

ALL = tuple(rules.Scope)
IT_IS_HERE = {"function": "Human rights team", "words": "We are looking into it."}
AN_ANSWER = {"stance": "answered", "text": "Nine requests.", "finished": True, "based_on": 0}


@dataclass
class Program:
    """A program with a key."""

    key: str

    def get(self, address: str, **fields: Any) -> HttpResponse:
        return Client().get(f"/api/v1/{address}", fields, headers=self._headers())

    def post(self, address: str, token: str | None = None, said: Any = None) -> HttpResponse:
        return Client().post(
            f"/api/v1/{address}",
            json.dumps(said) if said else b"",
            content_type="application/json",
            headers=self._headers(token),
        )

    def put(self, address: str, said: Any, token: str | None = None) -> HttpResponse:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return Client().put(
            f"/api/v1/{address}",
            body,
            content_type="application/json",
            headers=self._headers(token),
        )

    def _headers(self, token: str | None = None) -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.key}"}
        return known | ({"Idempotency-Key": token} if token else {})


def program(desk: Desk, who: str, *scopes: str) -> Program:
    _, text = accounts.make_key(desk.act(who), name="Case tool", scopes=scopes or ALL, days=30)
    return Program(text)


def answer_of(letter: Letter, number: int) -> str:
    return f"letters/{letter.public_id}/questions/{number}/answer"


def acknowledgement_of(letter: Letter, number: int) -> str:
    return f"letters/{letter.public_id}/questions/{number}/acknowledgement"


def test_letters_come_page_by_page_and_none_twice(desk: Desk) -> None:
    letters = [desk.letter(reference=f"AL OTH {n}/2099") for n in (1, 2, 3)]
    tool = program(desk, "noor")

    first = tool.get("letters", limit=2).json()
    second = tool.get("letters", limit=2, after=first["next_after"]).json()

    found = [one["reference"] for one in [*first["items"], *second["items"]]]
    assert found == [letter.reference for letter in letters]
    assert second["next_after"] is None
    assert first["items"][0]["reply_due_on"] == "2026-05-01"


def test_a_letter_comes_with_its_text_its_questions_and_how_they_stand(desk: Desk) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "Nine requests came.")

    read = program(desk, "noor").get(f"letters/{letter.public_id}").json()

    assert read["parts"][0]["text"].startswith("According to the information")
    assert [one["owner"]["name"] for one in read["questions"]] == [
        "Odile Kestane",
        "Odile Kestane",
        "Bram Teale",
    ]
    assert read["questions"][0]["answer"]["text"] == "Nine requests came."
    assert read["questions"][1]["answer"] is None


def test_an_owner_sees_by_a_key_what_they_see_on_the_pages(desk: Desk) -> None:
    letter = desk.owned_letter()
    other = desk.letter(reference="AL OTH 15/2099")
    desk.answer(letter, 1)
    desk.answer(letter, 3, "For Bram’s eyes.")
    tool = program(desk, "odile")

    assert len(tool.get("letters").json()["items"]) == 1
    assert tool.get(f"letters/{other.public_id}").status_code == 404
    questions = tool.get(f"letters/{letter.public_id}").json()["questions"]
    assert questions[0]["answer"]
    assert questions[2]["answer"] is None


def test_counsels_notes_never_go_to_a_program(desk: Desk) -> None:
    letter = desk.owned_letter()
    replies.write_note(
        desk.act("tomas"),
        letter_id=letter.public_id,
        number=1,
        text="Privileged: zebra.",
    )

    answer = program(desk, "tomas").get(f"letters/{letter.public_id}")

    assert "zebra" not in answer.content.decode()


def test_an_answer_is_saved_as_on_the_page(desk: Desk) -> None:
    letter = desk.owned_letter()

    answer = program(desk, "odile").put(answer_of(letter, 1), AN_ANSWER)

    assert answer.status_code == 200, answer.content
    assert answer.json() == {"question": 1, "version": 1, "finished": True}
    version = AnswerVersion.objects.get()
    assert (version.text, version.stance) == ("Nine requests.", Stance.ANSWERED)
    assert version.by == desk.people["odile"]
    assert Entry.objects.get(name="desk.answer_saved").door == "program"


@pytest.mark.parametrize(
    ("who", "number", "said", "status", "code"),
    [
        ("odile", 3, AN_ANSWER, 404, "not_found"),
        ("odile", 9, AN_ANSWER, 404, "not_found"),
        ("odile", 1, AN_ANSWER | {"based_on": 7, "text": "Ten."}, 409, "moved_on"),
        ("odile", 1, AN_ANSWER | {"text": " "}, 422, "empty"),
        ("odile", 1, AN_ANSWER | {"stance": "perhaps"}, 422, "api.not_understood"),
        ("odile", 1, AN_ANSWER | {"text": "\0"}, 422, "api.not_understood"),
        ("odile", 1, AN_ANSWER | {"send": True}, 422, "api.not_understood"),
        ("odile", 1, b'{"text": "\\ud800"', 422, "api.not_understood"),
        ("odile", 1, b"\xff", 422, "api.not_understood"),
        ("petra", 1, AN_ANSWER, 403, ""),
    ],
)
def test_what_is_refused_is_refused_with_a_code_and_changes_nothing(
    desk: Desk, *, who: str, number: int, said: Any, status: int, code: str
) -> None:
    letter = desk.owned_letter()
    desk.answer(letter, 1, "As it was.")

    answer = program(desk, who).put(answer_of(letter, number), said)

    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert code in answer.json()["code"]
    assert AnswerVersion.objects.count() == 1


def test_the_same_request_under_the_same_token_is_done_once(desk: Desk) -> None:
    letter = desk.owned_letter()
    tool, token = program(desk, "odile"), str(uuid4())

    answers = [tool.put(answer_of(letter, 1), AN_ANSWER, token) for _ in range(3)]
    taken = [tool.post(acknowledgement_of(letter, 1), "x") for _ in range(2)]

    assert {answer.status_code for answer in [*answers, *taken]} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert AnswerVersion.objects.count() == 1
    assert Entry.objects.filter(name="desk.question_acknowledged").count() == 1
    assert "Nine" not in str(list(Done.objects.values()))


def test_without_a_token_a_second_taking_on_is_told(desk: Desk) -> None:
    letter = desk.owned_letter()
    tool = program(desk, "odile")

    assert tool.post(acknowledgement_of(letter, 1)).status_code == 200
    assert tool.post(acknowledgement_of(letter, 1)).status_code == 409


def test_a_token_stands_for_one_thing(desk: Desk) -> None:
    letter = desk.owned_letter()
    tool = program(desk, "odile")
    tool.put(answer_of(letter, 1), AN_ANSWER, "one")

    answer = tool.put(answer_of(letter, 2), AN_ANSWER, "one")

    assert answer.status_code == 409
    assert answer.json()["code"] == "api.token_reused"
    assert AnswerVersion.objects.count() == 1


def test_a_refusal_under_a_token_is_not_remembered(desk: Desk) -> None:
    letter = desk.owned_letter()
    tool = program(desk, "odile")
    assert tool.put(answer_of(letter, 1), AN_ANSWER | {"text": ""}, "one").status_code == 422

    assert tool.put(answer_of(letter, 1), AN_ANSWER, "one").status_code == 200


@pytest.mark.usefixtures("threads")
def test_the_same_request_at_once_is_done_once(desk: Desk) -> None:
    letter = desk.owned_letter()
    tool = program(desk, "odile")

    answers = at_once(*[lambda: tool.put(answer_of(letter, 1), AN_ANSWER, "one")] * 4)

    assert [answer.status_code for answer in answers] == [200] * 4
    assert AnswerVersion.objects.count() == 1
    assert Done.objects.count() == 1


@pytest.mark.parametrize("scope", ALL)
def test_a_key_does_what_it_was_made_for_and_no_more(desk: Desk, scope: rules.Scope) -> None:
    letter = desk.owned_letter()
    tool = program(desk, "odile", scope)

    statuses = {
        rules.Scope.READ: tool.get("letters").status_code,
        rules.Scope.ACKNOWLEDGE: tool.post(acknowledgement_of(letter, 1)).status_code,
        rules.Scope.WRITE: tool.put(answer_of(letter, 1), AN_ANSWER).status_code,
        rules.Scope.TELL: program(desk, "noor", scope)
        .post(f"letters/{letter.public_id}/acknowledgement", said=IT_IS_HERE)
        .status_code,
    }

    assert statuses == {one: 200 if one is scope else 403 for one in ALL}


def test_the_office_is_told_once_that_its_letter_has_come(desk: Desk) -> None:
    letter = desk.owned_letter()
    address, token = f"letters/{letter.public_id}/acknowledgement", str(uuid4())
    tool = program(desk, "noor")

    answers = [tool.post(address, token, IT_IS_HERE) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    message = Message.objects.get()
    assert answers[0].json() == answers[1].json() == {"message": str(message.message)}
    said = inbox.message_document(message)
    assert (said.function, said.words) == ("Human rights team", "We are looking into it.")
    assert Entry.objects.get(name="desk.message_sent").door == "program"
    assert tool.post(address, said=IT_IS_HERE).status_code == 409
    assert program(desk, "odile").post(address, said=IT_IS_HERE).status_code == 403
    empty = tool.post(address, said=IT_IS_HERE | {"function": " "})
    assert (empty.status_code, Message.objects.count()) == (422, 1)


def test_files_of_a_letter_come_as_they_came_and_only_to_who_sees_the_letter(
    desk: Desk,
) -> None:
    letter = desk.owned_letter()
    other = desk.letter(reference="AL OTH 15/2099")
    tool = program(desk, "odile")

    listed = tool.get(f"letters/{letter.public_id}").json()["files"]
    for one in (letter, other):
        file = documents.keep(b"A list.", media_type="text/plain", name="list")
        LetterFile.objects.create(letter=one, file=file, name="list.txt")

    assert listed == []
    (told,) = tool.get(f"letters/{letter.public_id}").json()["files"]
    assert (told["name"], told["title"], told["bytes"]) == ("list.txt", "list.txt", 7)
    given = tool.get(f"letters/{letter.public_id}/files/list.txt")
    assert given.content == b"A list."
    assert sha256(given.content).hexdigest() == told["sha256"]
    assert given["Content-Type"] == "application/octet-stream"
    assert tool.get(f"letters/{other.public_id}/files/list.txt").status_code == 404
    assert tool.get(f"letters/{letter.public_id}/files/none.txt").status_code == 404


@pytest.mark.parametrize("key", ["", "nonsense", "rapport_" + "x" * 43, "é"])
def test_without_a_key_nothing_is_said(desk: Desk, key: str) -> None:
    desk.letter()

    answer = Program(key).get("letters")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "accounts.key_unusable"


def test_a_session_is_no_key(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.people["noor"])

    assert client.get("/api/v1/letters").status_code == 401


def test_a_key_that_asks_without_end_has_to_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ASKS_A_MINUTE", 2)
    tool = program(desk, "noor")

    statuses = [tool.get("letters").status_code for _ in range(6)]

    assert 429 in statuses


def test_the_description_names_every_operation_and_what_may_go_wrong(desk: Desk) -> None:
    schema = Client().get("/api/v1/openapi.json").json()

    assert schema["openapi"].startswith("3.1")
    operations = [one for path in schema["paths"].values() for one in path.values()]
    assert len(operations) == 6
    for one in operations:
        assert {"200", "401", "403", "404", "422", "429"} <= set(one["responses"])
        assert list(one["responses"]["404"]["content"]) == ["application/problem+json"]
