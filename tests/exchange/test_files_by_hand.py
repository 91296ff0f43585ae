"""Files carried by hand: written once, read once, answered beside, nothing lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.exchange import test_packages_come_in as coming
from tests.exchange.test_packages_come_in import KEY, OFFICE, a_package
from tests.protocol.making import OPENING

from rapport.cli.main import main
from rapport.exchange import rules, selectors, services
from rapport.exchange.errors import NoFolder
from rapport.exchange.models import Contact
from rapport.exchange.models import Incoming as IncomingRow
from rapport.exchange.rules import Road
from rapport.exchange.services.roads import folder as road
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.sealing import OpeningKey

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Stick:
    """What somebody carries."""

    place: Path

    @property
    def ours(self) -> Path:
        return self.place / f"to-{services.own_id()}"

    @property
    def theirs(self) -> Path:
        return self.place / f"to-{OFFICE}"

    def put(self, name: str, body: bytes, key: OpeningKey | None = None) -> Path:
        """Put a file for us on the stick, sealed."""
        self.ours.mkdir(exist_ok=True)
        sealing_key = (key or services.opening_keys()[0]).sealing_key()
        file = self.ours / name
        file.write_bytes(sealing.seal(body, [sealing_key]))
        return file

    def read(self) -> list[services.Carried]:
        return services.read_folder(places=[self.place])

    def write(self, **more: bool) -> list[Path]:
        act = Act(SYSTEM, clock.now(), Door.COMMAND)
        return services.write_folder(act, folder=self.place, **more)

    def answers(self) -> list[Document]:
        """What is for the office on the stick, as the office reads it."""
        ours = services.own_key().verify_key()
        return [
            packages.read(
                sealing.open_sealed(file.read_bytes(), [OPENING]),
                key_of=lambda _sender: ours,
                me=OFFICE,
            ).document
            for file in sorted(self.theirs.glob("answer-*.rapport"))
        ]

    def names(self) -> set[str]:
        files = (one for one in self.place.rglob("*") if one.is_file())
        return {str(one.relative_to(self.place)) for one in files}


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    """An empty stick, and an office that can be reached by it alone."""
    coming.taken.clear()
    services.serve({"letter": coming.take})
    Contact.objects.create(
        public_id=OFFICE,
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        verified_at=clock.now(),
        road=Road.FOLDER,
    )
    (tmp_path / "stick").mkdir()
    return Stick(tmp_path / "stick")


def post() -> UUID:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    with transaction.atomic():
        return services.post(act, to=OFFICE, matter=uuid4(), document=coming.A_LETTER)


def answer_to(package: UUID, document: Document | None = None) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=OFFICE,
        recipient=services.own_id(),
        number=0,
        matter=package,
        answers=package,
        made_at=clock.now(),
    )
    receipt = Receipt(package=package, received_at=clock.now())
    return packages.build(heading, document or receipt, (), KEY)


def test_what_waits_is_written_once_under_names_that_say_nothing(stick: Stick) -> None:
    packages_ = [post(), post()]

    assert stick.names() == set()
    written = stick.write()

    assert [file.name for file in written] == [f"{one}.rapport" for one in packages_]
    assert stick.names() == {f"to-{OFFICE}/{one}.rapport" for one in packages_}
    assert all(sealing.is_sealed(file.read_bytes()) for file in written)
    assert stick.write() == []
    assert len(stick.write(again=True)) == 2
    (delivery, _) = selectors.undelivered()
    assert delivery.handed_at is not None
    assert delivery.tries == 2


def test_a_receipt_that_is_carried_back_settles_it(stick: Stick) -> None:
    package = post()
    stick.write()

    stick.put("answer-1.rapport", answer_to(package))
    (carried,) = stick.read()

    assert carried.refusal == ""
    assert not selectors.undelivered()
    assert stick.write(again=True) == []
    assert stick.answers() == []  # an answer is not answered


def test_a_letter_on_a_stick_is_taken_answered_and_put_away(stick: Stick) -> None:
    file = stick.put("a.rapport", a_package())

    (carried,) = stick.read()

    assert carried == services.Carried(file)
    assert len(coming.taken) == 1
    assert stick.names() == {
        f"to-{services.own_id()}/taken/a.rapport",
        f"to-{OFFICE}/answer-a.rapport",
    }
    (answer,) = stick.answers()
    assert isinstance(answer, Receipt)
    assert stick.read() == []


def test_files_are_taken_in_the_order_of_their_row(stick: Stick) -> None:
    for name, number in (("b", 1), ("a", 3), ("c", 2)):
        stick.put(f"{name}.rapport", a_package(number=number))

    stick.read()

    assert list(IncomingRow.objects.order_by("id").values_list("number", flat=True)) == [
        1,
        2,
        3,
    ]


def test_what_cannot_be_taken_is_put_aside_with_the_reason(stick: Stick) -> None:
    stick.put("other.rapport", a_package(), OpeningKey.generate())
    stick.put("stranger.rapport", a_package(sender=uuid4()))
    (stick.ours / "plain.rapport").write_bytes(a_package())
    (stick.ours / "notes.txt").write_text("not ours")

    carried = stick.read()

    assert all(one.refusal for one in carried)
    refused = stick.ours / "refused"
    assert {one.name for one in refused.glob("*.rapport")} == {
        "other.rapport",
        "stranger.rapport",
        "plain.rapport",
    }
    assert "package.sealed_for_another" in (refused / "other.txt").read_text()
    assert "package.sender_unknown" in (refused / "stranger.txt").read_text()
    assert (stick.ours / "notes.txt").exists()
    assert coming.taken == []


def test_what_the_handler_refuses_is_refused_in_writing(stick: Stick) -> None:
    services.serve({"letter": coming.refuse})
    stick.put("a.rapport", a_package())

    (carried,) = stick.read()

    assert "The letter is dated tomorrow" in carried.refusal
    (answer,) = stick.answers()
    assert isinstance(answer, Rejection)
    assert answer.code == "test.too_early"


def test_an_answer_to_nothing_starts_no_endless_talk(stick: Stick) -> None:
    stick.put("answer-1.rapport", answer_to(uuid4()))

    (carried,) = stick.read()

    assert "exchange.answer_to_nothing" in carried.refusal
    assert stick.answers() == []


def test_the_files_of_others_and_links_are_left_alone(stick: Stick, tmp_path: Path) -> None:
    elsewhere = stick.place / f"to-{uuid4()}"
    elsewhere.mkdir()
    (elsewhere / "b.rapport").write_bytes(b"not for us")
    secret = tmp_path / "secret"
    secret.write_text("of this machine")
    (stick.place / "c.rapport").symlink_to(secret)

    assert stick.read() == []
    assert (elsewhere / "b.rapport").exists()


@pytest.mark.parametrize("point", ["_put", "_put_away"])
def test_killed_in_between_the_next_run_goes_on(
    stick: Stick, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    stick.put("a.rapport", a_package())

    def power_cut(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(road, point, power_cut)
        with pytest.raises(KeyboardInterrupt):
            stick.read()
    (carried,) = stick.read()

    assert carried.refusal == ""
    assert len(coming.taken) == 1
    (answer,) = stick.answers()
    assert isinstance(answer, Receipt)


def test_killed_while_writing_nothing_half_has_a_name(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = post()

    def power_cut(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(road.os, "fsync", power_cut)
        with pytest.raises(KeyboardInterrupt):
            stick.write()
    assert not list(stick.place.rglob("*.rapport"))

    assert [file.stem for file in stick.write()] == [str(package)]


@pytest.mark.parametrize(
    "changes",
    [{"road": Road.PUSH}, {"road": Road.PULL}, {"verified_at": None}, {"encryption_key": ""}],
)
def test_for_others_nothing_is_written(stick: Stick, changes: dict[str, Any]) -> None:
    post()
    Contact.objects.update(**changes)

    assert stick.write() == []
    assert stick.names() == set()


def test_a_folder_that_is_not_there_is_said(stick: Stick) -> None:
    nowhere = stick.place / "nowhere"

    with pytest.raises(NoFolder):
        services.read_folder(places=[nowhere])
    post()
    with pytest.raises(NoFolder):
        services.write_folder(Act(SYSTEM, clock.now(), Door.COMMAND), folder=nowhere)
    assert stick.write()


def test_the_commands_write_and_read(
    stick: Stick, play: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    play("desk")
    services.serve({"letter": coming.take})
    post()

    assert main(["contacts", "road", str(OFFICE), "folder"]) == 0
    capsys.readouterr()
    assert main(["exchange", "write", str(stick.place)]) == 0
    assert capsys.readouterr().out.strip().endswith(".rapport")
    file = stick.put("a.rapport", a_package(number=3))
    assert main(["exchange", "read", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}\ttaken\n"
    bad = stick.put("b.rapport", a_package(sender=uuid4()))
    assert main(["exchange", "read", str(stick.place)]) == 1
    assert "package.sender_unknown" in capsys.readouterr().err
    assert not bad.exists()
    assert main(["exchange", "gaps"]) == 0
    assert capsys.readouterr().out == f"{OFFICE}\t1\t2\n"
    assert main(["exchange", "ask-since", str(OFFICE)]) == 0
    assert capsys.readouterr().out == "0\n"
    assert rules.Road.FOLDER is Contact.objects.get().road
