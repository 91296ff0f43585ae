"""The committed vectors are current, and our own reader finds in each what the index says."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from pydantic import ValidationError

from rapport.protocol import cards, pdf, sealing
from rapport.protocol import package as packages
from rapport.protocol.errors import CardUnreadable, PackageRefused
from rapport.protocol.kinds import KINDS
from rapport.protocol.kinds.ways import WAYS
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import VerifyKey
from rapport.protocol.vectors import age, cast, writing
from rapport.protocol.vectors.examples import EXAMPLES

FOLDER: Final = Path(__file__).parents[2] / "docs" / "reference" / "protocol" / "vectors"
INDEX: Final[dict[str, Any]] = json.loads((FOLDER / "index.json").read_bytes())
INSTALLATIONS: Final = {one["side"]: one for one in INDEX["installations"]}


def named(what: str) -> Any:
    """Run a test once for each vector of a form, by its file."""
    return pytest.mark.parametrize(
        "vector", INDEX[what], ids=[entry["file"] for entry in INDEX[what]]
    )


def data_of(vector: dict[str, str]) -> bytes:
    """Return the bytes of a vector."""
    return (FOLDER / vector["file"]).read_bytes()


def found(read: Callable[[], object]) -> str:
    """Return what a reader says: taken, or the code of its refusal."""
    try:
        read()
    except (PackageRefused, CardUnreadable) as refusal:
        return refusal.code
    return "taken"


def key_of(sender: UUID) -> VerifyKey | None:
    """Know the three installations of the vectors."""
    return next(
        (
            VerifyKey.from_text(one["signing_key"])
            for one in INDEX["installations"]
            if one["id"] == str(sender)
        ),
        None,
    )


def me(vector: dict[str, str]) -> UUID:
    """Return the id of who reads a vector."""
    return UUID(INSTALLATIONS[vector["reader"]]["id"])


def test_the_committed_vectors_are_current() -> None:
    """Write them anew: rapport protocol vectors docs/reference/protocol/vectors."""
    kept = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }

    assert kept == writing.written()


def test_every_kind_has_an_example_and_a_way() -> None:
    assert set(EXAMPLES) == set(KINDS), "add it to protocol/vectors"
    assert set(WAYS) == set(KINDS), "add it to protocol/kinds/ways.py"
    assert {kind for way in WAYS.values() for kind in way.answered_by} <= set(KINDS)


def test_every_code_of_a_package_has_a_vector() -> None:
    """All that a reader says of bytes alone; the rest depends on what it keeps."""
    codes = {
        entry["expected"] for what in ("packages", "pdfs", "sealed") for entry in INDEX[what]
    }
    of_the_page = {"package.without_page", "package.page_unsuitable", "package.not_a_pdf"}
    every = {one.code for one in PackageRefused.__subclasses__()}

    assert every - codes == of_the_page | {"package.id_reused"}


def test_files_are_those_of_the_index() -> None:
    listed = {
        entry["file"]: entry["sha256"]
        for what in ("packages", "pdfs", "sealed", "cards")
        for entry in INDEX[what]
    }
    documents = {f"documents/{kind}.json" for kind in KINDS}

    assert set(writing.written()) == set(listed) | documents | {"index.json"}
    assert all(
        sha256((FOLDER / name).read_bytes()).hexdigest() == listed[name] for name in listed
    )


@named("packages")
def test_packages(vector: dict[str, Any]) -> None:
    def read() -> None:
        by_hand = vector["by_hand"]
        packages.read(data_of(vector), key_of=key_of, me=me(vector), by_hand=by_hand)

    assert found(read) == vector["expected"]


@named("pdfs")
def test_pdfs(vector: dict[str, str]) -> None:
    def read() -> None:
        packages.read(pdf.extract(data_of(vector)), key_of=key_of, me=me(vector))

    assert found(read) == vector["expected"]


@named("sealed")
def test_seals(vector: dict[str, str]) -> None:
    key = OpeningKey.from_text(INSTALLATIONS[vector["reader"]]["encryption_secret"])

    assert found(lambda: sealing.open_sealed(data_of(vector), [key])) == vector["expected"]
    if vector["expected"] == "taken":
        inside = (FOLDER / vector["inside"]).read_bytes()
        assert sealing.open_sealed(data_of(vector), [key]) == inside


@named("cards")
def test_cards(vector: dict[str, str]) -> None:
    assert found(lambda: cards.read(data_of(vector))) == vector["expected"]


def test_rotations_and_codes() -> None:
    for rotation in INDEX["rotations"]:
        known, later = (
            cards.read((FOLDER / rotation[which]).read_bytes()) for which in ("known", "later")
        )
        assert later.follows(known.signing_key) is rotation["follows"]
    for entry in INDEX["codes"]:
        first, second = (tuple(pair) for pair in entry["pairs"])
        assert cards.verification_code(first, second) == entry["code"]


def test_unknown_fields_are_kept() -> None:
    vector = FOLDER / "packages" / "taken" / "unknown-fields.rapport"

    read = packages.read(vector.read_bytes(), key_of=key_of, me=cast.DESK.id)

    assert read.document.model_dump()["parts_sealed"] == {"by": [1, 2]}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_example_comes_back_as_it_was_said(kind: str) -> None:
    said = EXAMPLES[kind]

    again = KINDS[kind].model_validate_json(said.model_dump_json())

    assert again == said


SAYS_ENOUGH_EMPTY = {"collection", "resend_answer"}
"""From the beginning of the row; nothing is void, nothing kept."""


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SAYS_ENOUGH_EMPTY))
def test_no_other_kind_takes_an_empty_document(kind: str) -> None:
    with pytest.raises(ValidationError):
        KINDS[kind].model_validate_json("{}")


@pytest.mark.parametrize("kind", sorted(SAYS_ENOUGH_EMPTY))
def test_an_empty_document_stands_for_its_defaults(kind: str) -> None:
    assert KINDS[kind].model_validate_json("{}") == KINDS[kind]()


def test_a_seal_of_a_vector_is_one_block() -> None:
    with pytest.raises(ValueError, match="one block"):
        age.seal(bytes(age.BLOCK_BYTES + 1), cast.DESK.opening)
