"""Write docs/reference/protocol/kinds.md from the models, their examples and their ways."""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from rapport.protocol.kinds import KINDS
from rapport.protocol.kinds.ways import WAYS
from rapport.protocol.vectors.examples import EXAMPLES

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "protocol" / "kinds.md"
HEAD: Final = """# Kinds

Written by `tools/kinds.py` from the models in `protocol/kinds/`, their examples and `ways.py`;
do not edit it by hand. The schema of each kind stands beside it in [schema/](schema/), the
example as a file in [vectors/documents/](vectors/documents/), and as a signed package in
[vectors/packages/taken/](vectors/packages/taken/).

The document of a kind is the part `KIND.json` of its package: one JSON object in UTF-8. What
holds for all of them:

- **Fields** that are not marked *needed* may be left out, and stand then for their default.
  Fields that a reader does not know are kept.
- A **day** is a calendar date in Geneva, `YYYY-MM-DD`. An **instant** is ISO 8601 with its zone
  (`2099-03-02T09:00:00Z`, or `+01:00`); two instants are compared as instants, whatever their
  zone.
- **Text** holds no U+0000; a **line** no sign below U+0020, so no line break either. Lengths
  are counted in code points. Paragraphs are parted by an empty line.
- A **slug** is a name of the [directory](../../domain/directory.md): `[a-z0-9][a-z0-9-]*`, at
  most 80 characters. A country is its three letters (ISO 3166-1). A language is one of `ar`,
  `zh`, `en`, `fr`, `ru`, `es`.
- What is said of facts is **alleged** until somebody says that it is established; no kind has a
  place for a finding.
- **Persons** stand in a text as it was made for its reader, and nowhere else. Where a kind has
  a field for who answers or is responsible, it is a function; a name stands there only where
  that person agreed.
- `demonstration` marks what is made up. An archive outside a demonstration does not take it.
- `message`, `letter`, `reply`, `record`, `dialogue` are ids that the sender gives once and for
  ever. The same id with other content is refused, unless the kind says that the latest counts.
  `in_answer_to` names the `message` that is answered; besides, the manifest's `answers` may
  name the package.

**An interim reply** is a `reply` with `kind` `interim`: it has the same fields, is assessed,
published and carried by a PDF in the same way. A kind `interim_reply` does not exist, so that
there are not two ways to say one thing; the name is given to nothing else, and a reader refuses
it as unknown.

**A rejection or a receipt** answers every package ([Delivery](delivery.md)); the table leaves
them out. A side says which kinds it takes by refusing the others with
`package.kind_not_served`. So far installations of Rapport send and take those marked ●; for the
others there is the form, and no page yet. `collection` has [a door of its
own](roads.md#fetching).

**A refusal** is a `reply` with `kind` `refusal`: every question is declined, each in `answers`
with its reason or all in `opening`. Whether `kind` fits the answers is not checked.

**Files** go beside the document as parts of the package: [Files](package.md#files) says how
they are named, also in a field `files` of `letter` and `reply` that stands in no schema.
"""
WIRING: Final = ROOT / "src" / "rapport" / "config" / "wiring"
ROWS: Final = ROOT / "src" / "rapport" / "exchange" / "services" / "rows.py"
DOORS: Final = frozenset({"receipt", "rejection", "collection"})
"""What the doors themselves take, without a handler."""
NUMBERED: Final = "rows with numbers stand in the order 1, 2, 3 …"
FORMATS: Final = {"uuid": "UUID", "date": "day", "date-time": "instant"}
LINE: Final = r"^[^\x00-\x1f]*$"
TEXT: Final = r"^[^\x00]*$"
SLUG: Final = r"^[a-z0-9][a-z0-9-]*$"
TITLES: Final = {model.__name__: kind for kind, model in KINDS.items()}
Schema = dict[str, Any]


def main() -> None:
    """Write the page."""
    PAGE.write_text(written(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


def written() -> str:
    """Return the whole page."""
    pieces: dict[str, Schema] = {}
    for kind in KINDS.values():
        pieces |= kind.model_json_schema().get("$defs", {})
    objects = {
        name: one
        for name, one in sorted(pieces.items())
        if "properties" in one and name not in TITLES
    }
    return "\n".join(
        [
            HEAD,
            *_overview(),
            *(line for kind in WAYS for line in _kind(kind, pieces)),
            "## Pieces",
            "",
            "What documents are made of, where it has fields of its own.",
            "",
            *(line for name, one in objects.items() for line in _piece(name, one, pieces)),
        ]
    )


def _overview() -> list[str]:
    served = _served()
    lines = ["| kind | from → to | may be answered by | |", "| --- | --- | --- | --- |"]
    for kind, way in WAYS.items():
        ways = ", ".join(f"{sender} → {recipient}" for sender, recipient in way.ways)
        answers = ", ".join(f"[`{one}`](#{one})" for one in way.answered_by)
        mark = "●" if kind in served else ""
        lines.append(f"| [`{kind}`](#{kind}) | {ways} | {answers} | {mark} |")
    return [*lines, ""]


def _kind(kind: str, pieces: dict[str, Schema]) -> list[str]:
    model, way = KINDS[kind], WAYS[kind]
    ways = ", ".join(f"{sender} → {recipient}" for sender, recipient in way.ways)
    answers = ", ".join(f"[`{one}`](#{one})" for one in way.answered_by) or "nothing"
    link = f"[schema](schema/{kind}.{model.VERSION}.json)"
    schema = model.model_json_schema()
    whole = kind == "contact_card"  # a card is signed with every field, also the empty ones
    example = EXAMPLES[kind].model_dump_json(indent=1, exclude_defaults=not whole)
    return [
        f"## `{kind}`",
        "",
        inspect.cleandoc(model.__doc__ or ""),
        "",
        f"{ways}. Answered by: {answers}. Version {model.VERSION}: {link}.",
        "",
        *_fields(schema, pieces),
        *_demands(model),
        "```json",
        _short(example),
        "```",
        "",
    ]


def _piece(name: str, schema: Schema, pieces: dict[str, Schema]) -> list[str]:
    about = " ".join(schema.get("description", "").split())
    demands = _demands(_models().get(name))
    return [f"### Piece: {name}", "", about, "", *_fields(schema, pieces), *demands]


def _fields(schema: Schema, pieces: dict[str, Schema]) -> list[str]:
    lines = ["| field | | |", "| --- | --- | --- |"]
    needed = set(schema.get("required", ()))
    for name, one in schema["properties"].items():
        listed = pieces.get(one.get("$ref", "").rpartition("/")[2], {})
        about = one.get("description") or (listed if "enum" in listed else {}).get(
            "description", ""
        )
        about = " ".join(about.split())
        said = "*needed*. " if name in needed else _default(one)
        lines.append(f"| `{name}` | {_type(one, pieces)} | {(said + about).strip()} |")
    return [*lines, ""]


def _default(schema: Schema) -> str:
    value = schema.get("default")
    if value in (None, "", []):
        return ""
    return f"`{json.dumps(value)}` when left out. "


def _demands(model: type[BaseModel] | None) -> list[str]:
    """Return what a model demands of its fields together, in the words of its refusals."""
    validators = model.__pydantic_decorators__.model_validators if model else {}
    said = [
        NUMBERED if "{why}" in text else text
        for one in validators.values()
        for text in re.findall(r'ValueError\(f?"([^"]+)"\)', inspect.getsource(one.func))
    ]
    return [f"- {one}." for one in dict.fromkeys(said)] + ([""] if said else [])


def _models() -> dict[str, type[BaseModel]]:
    """Return every model of the modules that kinds live in, by name."""
    return {
        name: one
        for kind in KINDS.values()
        for name, one in vars(inspect.getmodule(kind)).items()
        if inspect.isclass(one) and issubclass(one, BaseModel)
    }


def _served() -> frozenset[str]:
    """Return the kinds that some side takes, from the wiring, and those that every one does."""
    taken = {
        ast.literal_eval(key)
        for path in WIRING.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "HANDLERS"
        if isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if key is not None
    }
    always = re.findall(r'^@always\("(\w+)"\)$', ROWS.read_text(encoding="utf-8"), re.MULTILINE)
    return DOORS | taken | frozenset(always)


def _type(schema: Schema, pieces: dict[str, Schema]) -> str:
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2], pieces)
    if "anyOf" in schema:
        return " or ".join(_type(one, pieces) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return ", ".join(f"`{one}`" for one in values)
    return _plain(schema, pieces)


def _plain(schema: Schema, pieces: dict[str, Schema]) -> str:
    kind = str(schema.get("type"))
    if kind == "array":
        items = _type(schema["items"], pieces)
        return f"list{_range(schema, 'minItems', 'maxItems')} of {items}"
    if kind == "string":
        return _string(schema)
    if kind == "integer":
        return f"whole number{_range(schema, 'minimum', 'maximum')}"
    return {"boolean": "true or false"}.get(kind, kind)


def _named(name: str, pieces: dict[str, Schema]) -> str:
    piece = pieces[name]
    if "enum" in piece:
        return ", ".join(f"`{one}`" for one in piece["enum"])
    kind = TITLES.get(name)
    return f"[{name}](#{kind})" if kind else f"[{name}](#piece-{name.lower()})"


def _string(schema: Schema) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    pattern = schema.get("pattern", TEXT)
    words = {LINE: "line", TEXT: "text", SLUG: "slug", r"^[A-Z]{3}$": "country"}
    if words.get(pattern) in {"slug", "country"}:
        return words[pattern]
    length = _range(schema, "minLength", "maxLength")
    if pattern in words:
        return f"{words[pattern]}{length}"
    return f"text{length}, `{pattern}`"


def _range(schema: Schema, low: str, high: str) -> str:
    least, most = schema.get(low), schema.get(high)
    if most is None:
        return "" if least is None else f", {least} or more"
    return f", {least if least is not None else 0} to {most:,}"


def _short(text: str) -> str:
    """Return JSON with its short lists and objects on one line each."""
    return re.sub(
        r"([\[{])\s*\n([^\[\]{}]{0,90}?)\n\s*([\]}])",
        lambda found: (
            found[1] + " ".join(line.strip() for line in found[2].splitlines()) + found[3]
        ),
        text,
    )


if __name__ == "__main__":
    main()
