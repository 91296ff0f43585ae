"""The schemas that others read are what our models say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from tests.protocol.making import LETTER

from rapport.protocol import schemas
from rapport.protocol.kinds import KINDS, Letter

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "protocol" / "schema"


def test_the_committed_schemas_are_current() -> None:
    """Write them anew: rapport protocol schema docs/reference/protocol/schema."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert kept == schemas.written()


def test_every_kind_has_a_schema_and_a_version() -> None:
    assert set(schemas.written()) == {"manifest.1.json", "card.2.json"} | {
        f"{kind}.{document.VERSION}.json" for kind, document in KINDS.items()
    }


@pytest.mark.parametrize("name", sorted(schemas.written()))
def test_unknown_fields_are_allowed_everywhere(name: str) -> None:
    """A later version may add some; who reads by the schema has to keep them."""
    schema = json.loads(schemas.written()[name])

    assert schema["$schema"] == schemas.DIALECT
    assert not [
        place for place in objects(schema) if place.get("additionalProperties") is False
    ]


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return every object in a schema."""
    if isinstance(schema, list):
        return [one for place in schema for one in objects(place)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(one for place in schema.values() for one in objects(place))]


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": [{"number": 2, "text": "?"}]},
        {"questions": [{"number": 1, "text": ""}]},
        {"reference": ""},
        {"reference": "two\nlines"},
        {"reply_period_days": 0},
        {"language": "de"},
        {"sent_at": "2026-03-02T09:00:00"},
        {"dated_on": "2026-02-30"},
        {"signatories": []},
        {"addressee": {"name": "Quillmoor Social", "slug": "Not A Slug"}},
    ],
)
def test_a_letter_that_makes_no_sense_is_none(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Letter.model_validate_json(json.dumps({**LETTER.model_dump(mode="json"), **changes}))
