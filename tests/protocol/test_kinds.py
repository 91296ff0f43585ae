"""What a kind forbids: half-said documents are none, and a rule is kept by its form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from rapport.protocol import package as packages
from rapport.protocol.errors import DocumentInvalid
from rapport.protocol.kinds import KINDS
from rapport.protocol.vectors import making
from rapport.protocol.vectors.examples import EXAMPLES

FOREVER = "2999-01-01"
ITEM = {"number": 1, "kind": "account", "platform": "Quillmoor Social", "identifier": "a"}
KEPT = {"number": 1, "state": "kept", "kept_until": FOREVER}
DUE = {"number": 1, "text": "Done.", "owner": "Counsel", "due_on": FOREVER, "state": "open"}
WEIGHT = {"level": 3, "reason": "Lost for good.", "affected_group": "Defenders"}
POINT = {"number": 1, "text": "It was said.", "said_by": "Head of human rights"}

HALF_SAID: list[tuple[str, dict[str, Any]]] = [
    ("preview", {"planned": "UA"}),
    ("preview", {"level": "L0"}),
    ("preview", {"level": "L1"}),
    ("preview", {"level": "L1", "product": "", "facts": "A product"}),
    ("preview", {"level": "L3"}),
    ("preview", {"expires_on": "2099-03-01"}),
    ("preview", {"mandates": []}),
    ("preview", {"country": "Switzerland"}),
    ("question", {"text": ""}),
    ("question", {"subject": "two\nlines"}),
    ("question", {"text": "a\x00b"}),
    ("question", {"text": "a" * 20_001}),
    ("answer", {"text": ""}),
    ("answer", {"in_answer_to": None}),
    ("answer", {"stance": "perhaps"}),
    ("flag", {"severity": None}),
    ("flag", {"severity": {"scale": WEIGHT, "scope": WEIGHT}}),
    ("flag", {"severity": {"scale": WEIGHT, "scope": WEIGHT, "irremediability": {"level": 6}}}),
    ("flag", {"standing": "proven"}),
    ("flag", {"countries": ["ch"]}),
    ("flag_answer", {"outcome": "referred"}),
    ("flag_answer", {"referred_to": "Another mandate"}),
    ("call_for_input", {"closes_at": "2099-06-01T16:00:00"}),
    ("call_for_input", {"questions": [{"number": 2, "text": "How?"}]}),
    ("call_for_input", {"symbol": "A/HRC 112"}),
    ("call_for_input", {"languages": ["de"]}),
    ("contribution", {"answers": []}),
    ("contribution", {"answers": [{"number": 1, "text": "a", "publicity": "public"}] * 2}),
    ("contribution", {"answers": [{"number": 1, "text": "a"}]}),
    ("dialogue_invitation", {"ends_at": "2099-05-20T12:00:00Z"}),
    ("dialogue_invitation", {"agenda": []}),
    ("dialogue_invitation", {"agenda": [{"number": 2, "text": "Second"}]}),
    ("dialogue_invitation", {"questions": [{"number": 2, "text": "Second?"}]}),
    ("dialogue_invitation", {"attribution": "by_mood"}),
    ("dialogue_note", {"points": [POINT]}),
    ("dialogue_note", {"points": [POINT], "attribution": "closed"}),
    ("dialogue_note", {"outcomes": [{"number": 2, "text": "Later.", "owner": "Both"}]}),
    ("dialogue_note", {"outcomes": [{"number": 1, "text": "Later.", "owner": ""}]}),
    ("preservation_request", {"items": []}),
    ("preservation_request", {"items": [ITEM, ITEM]}),
    ("preservation_request", {"items": [{**ITEM, "sha256": "abc"}]}),
    (
        "preservation_request",
        {
            "items": [
                {**ITEM, "from_at": "2099-03-02T00:00:00Z", "until_at": "2099-03-01T00:00:00Z"}
            ]
        },
    ),
    ("preservation_request", {"keep_until": "2099-03-06"}),
    ("preservation_request", {"nature": "court"}),
    ("preservation_request", {"authority": "Court of Nowhere, 1/2099"}),
    ("preservation_answer", {"items": [KEPT, KEPT]}),
    ("preservation_answer", {"items": [{**KEPT, "kept_until": None}]}),
    ("preservation_answer", {"items": [{**KEPT, "state": "partly"}]}),
    ("preservation_answer", {"items": [{"number": 1, "state": "gone"}]}),
    ("preservation_answer", {"items": [{**KEPT, "state": "gone", "reason": "Deleted."}]}),
    ("correction", {"what": ""}),
    ("correction", {"record": "00000000-0000-4000-8000-000000000009"}),
    ("take_down", {"remains": "nothing"}),
    ("take_down", {"version": 0}),
    ("commitment_update", {"commitments": [DUE, DUE]}),
    ("commitment_update", {"commitments": [{**DUE, "state": "done"}]}),
    ("commitment_update", {"commitments": [{**DUE, "done_on": FOREVER}]}),
    ("commitment_update", {"commitments": [{**DUE, "state": "dropped"}]}),
    ("commitment_update", {"commitments": [{**DUE, "owner": ""}]}),
    ("routing_table", {"fallback": ""}),
    ("routing_table", {"routes": [{"function": "Counsel"}, {"function": "Press"}]}),
    ("contact_card", {"card": {"format": "rapport-card"}}),
]


def said(kind: str, changes: dict[str, Any]) -> str:
    """Return the example of a kind with fields changed, as JSON."""
    return json.dumps({**EXAMPLES[kind].model_dump(mode="json"), **changes})


@pytest.mark.parametrize(("kind", "changes"), HALF_SAID)
def test_what_is_half_said_is_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        KINDS[kind].model_validate_json(said(kind, changes))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("preview", {"level": "L1", "product": "", "facts": ""}),
        ("preview", {"level": "L0", "theme": "", "product": "", "facts": ""}),
        ("answer", {"stance": "declined", "text": ""}),
        ("flag_answer", {"outcome": "referred", "referred_to": "Another mandate"}),
        ("contribution", {"answers": [], "general": "In general."}),
        ("dialogue_note", {"points": [POINT], "attribution": "on_record"}),
        ("preservation_request", {"nature": "court", "authority": "A court, 1/2099"}),
        ("preservation_answer", {"items": [{**KEPT, "state": "partly", "reason": "Half."}]}),
        ("commitment_update", {"commitments": [{**DUE, "state": "dropped", "reason": "No."}]}),
        ("routing_table", {"routes": []}),
        ("take_down", {"remains": "nothing", "words": ""}),
    ],
)
def test_what_is_said_whole_is_taken(kind: str, changes: dict[str, Any]) -> None:
    assert KINDS[kind].model_validate_json(said(kind, changes))


def test_a_correction_corrects_something() -> None:
    publication = EXAMPLES["publication"].model_dump(mode="json")

    with pytest.raises(ValidationError, match="a version after the first"):
        KINDS["correction"].model_validate_json(
            said("correction", {"publication": publication})
        )


def test_a_card_in_a_package_is_signed_by_itself() -> None:
    card = EXAMPLES["contact_card"].model_dump(mode="json")["card"]
    changed = {**card, "addresses": ["https://elsewhere.example"]}

    with pytest.raises(ValidationError, match="own signature fits"):
        KINDS["contact_card"].model_validate_json(said("contact_card", {"card": changed}))


def test_why_a_document_is_refused_does_not_repeat_it() -> None:
    """The reason goes into rejections and logs; what a document says is confidential."""
    for kind, changes in HALF_SAID:
        with pytest.raises(ValidationError) as refused:
            KINDS[kind].model_validate_json(said(kind, changes))
        told = [
            str(error["msg"])
            for error in refused.value.errors(include_input=False, include_url=False)
        ]
        assert not [one for one in told if "Quillmoor" in one or "Nowhere" in one]


def test_not_even_a_sign_of_a_wrong_id_goes_back() -> None:
    document = said("withdrawal", {"message": "Ж"}).encode()
    listed = making.manifest({"withdrawal.json": document}, kind="withdrawal")
    body = packages.pack(making.signed({"withdrawal.json": document}, listed))

    with pytest.raises(DocumentInvalid) as refused:
        packages.examine(body)

    assert str(refused.value).endswith("cannot be used: message: Input should be a UUID.")
