"""The JSON Schema of manifest, contact card and every kind, generated from the models."""

from __future__ import annotations

import json
from typing import Final

from pydantic import BaseModel

from rapport.protocol.cards import Card
from rapport.protocol.kinds import KINDS
from rapport.protocol.package import Manifest

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def models() -> dict[str, type[BaseModel]]:
    """Return what has a schema, by file name: `manifest.1.json`, `letter.1.json` and so on."""
    kinds = {f"{kind.KIND}.{kind.VERSION}.json": kind for kind in KINDS.values()}
    return {"card.2.json": Card, "manifest.1.json": Manifest, **kinds}


def written() -> dict[str, str]:
    """Return each schema's text by file name."""
    return {name: _text(model) for name, model in models().items()}


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
