"""The JSON Schema of manifest, contact card and every kind, generated from the models."""

from __future__ import annotations

import json
from typing import Final

from pydantic import BaseModel

from rapport.protocol.cards import Card
from rapport.protocol.kinds import KINDS
from rapport.protocol.package import Manifest

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def written() -> dict[str, str]:
    """Return each schema's text by file name: `manifest.1.json`, `letter.1.json` and so on."""
    found = {f"{kind.KIND}.{kind.VERSION}.json": _text(kind) for kind in KINDS.values()}
    return {"card.2.json": _text(Card), "manifest.1.json": _text(Manifest), **found}


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
