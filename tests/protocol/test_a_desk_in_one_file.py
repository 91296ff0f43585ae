"""The desk of the documents runs: a letter in, a receipt out, a reply out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from tests.protocol.test_vectors import FOLDER

from rapport.protocol import cards, sealing
from rapport.protocol import package as packages
from rapport.protocol.kinds import Rejection, Reply
from rapport.protocol.package import Heading, Package
from rapport.protocol.signing import VerifyKey
from rapport.protocol.vectors import cast as people
from rapport.protocol.vectors.examples import EXAMPLES

PAGE = FOLDER.parent / "example.md"
OFFICE = people.OFFICE


class Desk:
    """The program of the page, in a folder of its own, knowing the office of the vectors."""

    def __init__(self, home: Path) -> None:
        found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
        assert found
        self.names: dict[str, Any] = {"__name__": "desk"}
        exec(compile(found[1], str(PAGE), "exec"), self.names)
        self.names["HOME"] = home / "desk"
        self.names["now"] = lambda: "2099-03-02T09:00:00Z"
        self.do("make_card", "Quillmoor Social", "demo-quillmoor", "http://127.0.0.1:9000")
        self.do("take_card", OFFICE.card().to_bytes())
        self.card = cards.read(json.dumps(self.do("load", "me.json")["card"]).encode())

    def do(self, name: str, *arguments: Any) -> Any:
        """Call a function of the program."""
        return cast("Callable[..., Any]", self.names[name])(*arguments)

    def receive(self, package: bytes) -> tuple[int, bytes]:
        """Post a package, sealed for this desk."""
        key = sealing.SealingKey.from_text(self.card.encryption_key)
        status, answer = self.do("receive", sealing.seal(package, [key]))
        return int(status), bytes(answer)

    def read(self, data: bytes) -> Package:
        """Read what this desk has made, as the office does."""
        if sealing.is_sealed(data):
            data = sealing.open_sealed(data, [OFFICE.opening_key])
        key = VerifyKey.from_text(self.card.signing_key)
        return packages.read(
            data, key_of=lambda one: key if one == self.card.id else None, me=None
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A new desk."""
    return Desk(tmp_path)


def from_office(desk: Desk, kind: str = "letter", **changes: Any) -> bytes:
    """Return a package of the office of the vectors for this desk."""
    facts: dict[str, Any] = {
        "package": UUID(int=77),
        "sender": OFFICE.id,
        "recipient": desk.card.id,
        "number": 1,
        "matter": people.LETTER,
        "answers": None,
        "made_at": people.AT,
    }
    return packages.build(Heading(**{**facts, **changes}), EXAMPLES[kind], (), OFFICE.signing)


def test_a_letter_comes_in_and_a_reply_goes_out(desk: Desk) -> None:
    status, answer = desk.receive(from_office(desk))

    assert (status, desk.read(answer).document.KIND) == (200, "receipt")
    assert desk.read(answer).manifest.answers == UUID(int=77)

    sent = desk.read(desk.do("make_reply", ["Nothing more.", "Two people review."]))
    assert isinstance(sent.document, Reply)
    assert sent.document.reference == "AL OTH 12/2099"
    assert [one.number for one in sent.document.answers] == [1, 2]
    assert (sent.manifest.recipient, sent.manifest.number) == (OFFICE.id, 1)


def test_the_same_letter_twice_is_answered_alike(desk: Desk) -> None:
    answers = [desk.receive(from_office(desk))[1] for _ in range(2)]

    assert answers[0] != answers[1]
    assert len({sealing.open_sealed(one, [OFFICE.opening_key]) for one in answers}) == 1
    status, other = desk.receive(from_office(desk, number=2))
    document = desk.read(other).document
    assert isinstance(document, Rejection)
    assert (status, document.code) == (422, "package.id_reused")


@pytest.mark.parametrize(
    ("vector", "code"),
    [
        ("packages/taken/letter", "package.not_for_us"),
        ("packages/refused/another-key", "package.signature_wrong"),
        ("packages/refused/unknown-sender", "package.sender_unknown"),
        ("packages/refused/deflated", "package.malformed"),
        ("packages/refused/out-of-order", "package.malformed"),
        ("packages/refused/doubled-name", "package.malformed"),
    ],
)
def test_what_is_wrong_is_rejected(desk: Desk, vector: str, code: str) -> None:
    status, answer = desk.receive((FOLDER / f"{vector}.rapport").read_bytes())

    document = desk.read(answer).document
    assert isinstance(document, Rejection)
    assert (status, document.code) == (422, code)


def test_kinds_that_it_does_not_serve_or_know(desk: Desk) -> None:
    for kind, code in (("reply", "kind_not_served"), ("preview", "kind_unknown")):
        _, answer = desk.receive(from_office(desk, kind))
        document = desk.read(answer).document
        assert isinstance(document, Rejection)
        assert document.code == f"package.{code}"


def test_an_answer_settles_only_what_it_answers(desk: Desk) -> None:
    desk.receive(from_office(desk))
    package = desk.do("make_reply", ["Nothing more."])
    ours = desk.read(package).manifest.package
    key = sealing.SealingKey.from_text(desk.card.encryption_key)

    def settled(answer: bytes) -> Any:
        return desk.do("settled", answer, package)

    good = from_office(desk, "receipt", number=0, answers=ours)
    assert settled(sealing.seal(good, [key]))["received_at"] == "2099-03-02T09:00:00Z"
    assert settled(good) is None, "an unsealed answer settles nothing"
    other = from_office(desk, "receipt", number=0, answers=UUID(int=3))
    assert settled(sealing.seal(other, [key])) is None
    refused = from_office(desk, "rejection", number=0, answers=ours)
    assert settled(sealing.seal(refused, [key]))["code"] == "package.kind_not_served"


def test_both_sides_work_out_the_same_code(desk: Desk) -> None:
    theirs = OFFICE.card()
    pairs = [(one.signing_key, one.encryption_key) for one in (theirs, desk.card)]

    said = desk.do("code", desk.card.model_dump(), theirs.model_dump())

    assert said == cards.verification_code(*pairs)


INDEX = json.loads((FOLDER / "index.json").read_bytes())
KNOWN = {
    "letter",
    "unknown-fields",
    "unknown-numbers",
    "other-spelling",
    "with-page",
    "another-zone",
    "capital-ids",
    "left-out",
}
OTHER_KINDS = {
    entry["file"]
    for entry in INDEX["packages"]
    if entry["expected"] == "taken" and Path(entry["file"]).stem not in KNOWN
}


@pytest.fixture
def quillmoor(desk: Desk) -> Desk:
    """The desk of the vectors: its id, and the key that opens what is sealed for it."""
    home = cast("Path", desk.names["HOME"])
    me = desk.do("load", "me.json")
    desk.do("save", "me.json", {**me, "id": str(people.DESK.id)})
    (home / "seal.key").write_text(people.DESK.opening_key.to_text() + "\n", encoding="ascii")
    desk.card = desk.card.model_copy(
        update={
            "id": people.DESK.id,
            "encryption_key": people.DESK.opening_key.sealing_key().to_text(),
        }
    )
    return desk


def said(desk: Desk, answered: tuple[int, bytes]) -> str:
    """Return the code of a rejection, or taken."""
    status, answer = answered
    document = desk.read(answer).document
    assert status == (422 if isinstance(document, Rejection) else 200)
    return document.code if isinstance(document, Rejection) else "taken"


@pytest.mark.parametrize(
    "vector",
    [one for one in INDEX["packages"] if one["reader"] == "desk" and not one["by_hand"]],
    ids=lambda one: one["file"],
)
def test_every_package_for_a_desk(quillmoor: Desk, vector: dict[str, str]) -> None:
    found = said(quillmoor, quillmoor.receive((FOLDER / vector["file"]).read_bytes()))

    other = vector["file"] in OTHER_KINDS
    assert found == ("package.kind_unknown" if other else vector["expected"])


@pytest.mark.parametrize("vector", INDEX["sealed"], ids=lambda one: one["file"])
def test_every_sealed_file(quillmoor: Desk, vector: dict[str, str]) -> None:
    found = said(quillmoor, quillmoor.do("receive", (FOLDER / vector["file"]).read_bytes()))

    assert found == vector["expected"]


@pytest.mark.parametrize("vector", INDEX["cards"], ids=lambda one: one["file"])
def test_every_card(desk: Desk, vector: dict[str, str]) -> None:
    found = "taken"
    try:
        desk.do("read_card", (FOLDER / vector["file"]).read_bytes())
    except desk.names["Refused"] as refused:
        found = str(refused)

    assert found == vector["expected"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"addressee": {"name": "Another", "slug": "another"}}, "not_for_this_company"),
        ({"questions": []}, "no_questions"),
        ({"dated_on": "2099-03-03"}, "date_in_future"),
        ({"sent_at": "2099-03-02T09:06:00Z"}, "date_in_future"),
        ({"reply_due_on": "2099-05-02"}, "due_date_wrong"),
    ],
)
def test_the_first_answer_stays_also_when_it_is_a_rejection(
    desk: Desk, changes: dict[str, Any], code: str
) -> None:
    letter = EXAMPLES["letter"].model_dump(mode="json") | changes
    document = type(EXAMPLES["letter"]).model_validate(letter)
    heading = desk.read(desk.do("rejection", "x.y", None)).manifest
    body = packages.build(
        Heading(
            package=UUID(int=78),
            sender=OFFICE.id,
            recipient=desk.card.id,
            number=1,
            matter=people.LETTER,
            answers=None,
            made_at=heading.made_at,
        ),
        document,
        (),
        OFFICE.signing,
    )
    first, again = desk.receive(body), desk.receive(body)

    assert said(desk, first) == said(desk, again) == f"letter.{code}"
    assert desk.read(first[1]).manifest.package == desk.read(again[1]).manifest.package


def test_a_stranger_is_answered_unsealed_and_by_name(desk: Desk) -> None:
    body = from_office(desk, sender=people.ARCHIVE.id)

    status, answer = desk.receive(body)

    assert status == 422
    assert not sealing.is_sealed(answer)
    manifest = desk.read(answer).manifest
    assert (manifest.answers, manifest.recipient) == (UUID(int=77), people.ARCHIVE.id)
