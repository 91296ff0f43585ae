"""Look into a file of any form, and say what is right with it and what is not.

A file is a package, the same sealed, a PDF that carries one, or a contact card.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from rapport.foundation.errors import Refusal
from rapport.protocol import cards, pdf, sealing
from rapport.protocol import package as packages
from rapport.protocol.cards import Card
from rapport.protocol.errors import KeyNeeded
from rapport.protocol.package import Manifest
from rapport.protocol.sealing import OpeningKey
from rapport.protocol.signing import VerifyKey


class Form(StrEnum):
    """What a file is, from its first bytes."""

    PACKAGE = "package"
    SEALED = "sealed"
    PDF = "pdf"
    CARD = "card"


class State(StrEnum):
    """What a check found."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what it found; a code where it is wrong."""

    what: str
    state: State
    said: str = ""
    code: str = ""


@dataclass(slots=True)
class Report:
    """All checks of one file, and what the file says of itself."""

    form: Form
    findings: list[Finding] = field(default_factory=list)
    manifest: Manifest | None = None
    card: Card | None = None
    signed_by: Card | None = None

    @property
    def is_right(self) -> bool:
        """Whether nothing was found wrong."""
        return all(one.state is not State.WRONG for one in self.findings)


Check = tuple[str, Callable[[], str]]
"""What is checked, and the check: it returns what is right, or raises a Refusal."""

SENDER: Final = "signature"
NOT_CHECKED: Final = "who signed was not checked: name the sender's contact card with --card"
EARLIER: Final = "something before it is wrong"


def form_of(data: bytes) -> Form:
    """Say what a file is. Whatever is nothing else is taken for a package."""
    if sealing.is_sealed(data):
        return Form.SEALED
    if pdf.is_pdf(data):
        return Form.PDF
    return Form.CARD if data.lstrip()[:1] == b"{" else Form.PACKAGE


def verify(data: bytes, *, known: Sequence[Card], keys: Sequence[OpeningKey]) -> Report:
    """Check a file from the outside inwards; after the first wrong nothing more is checked."""
    report = Report(form_of(data))
    if report.form is Form.CARD:
        _run(report, _card_checks(report, data))
    else:
        _run(report, _package_checks(report, data, known, keys))
    return report


def look(data: bytes, keys: Sequence[OpeningKey]) -> dict[str, Any]:
    """Return what a file says of itself, without any check of who made it.

    Raises KeyNeeded, PackageRefused.
    """
    form = form_of(data)
    if form is Form.CARD:
        return {"form": form.value, "card": _json(data)}
    package = _package_bytes(data, keys)
    manifest, members = packages.peek(package)
    return {
        "form": form.value,
        "manifest": manifest.model_dump(mode="json"),
        "document": _json(members.get(f"{manifest.kind}.json", b"")),
    }


def _run(report: Report, checks: Sequence[Check]) -> None:
    stopped = False
    for what, check in checks:
        if stopped:
            report.findings.append(Finding(what, State.UNCHECKED, EARLIER))
            continue
        try:
            said = check()
        except Refusal as refusal:
            report.findings.append(Finding(what, State.WRONG, str(refusal), refusal.code))
            stopped = True
        else:
            state = State.UNCHECKED if said == NOT_CHECKED else State.RIGHT
            report.findings.append(Finding(what, state, said))


def _card_checks(report: Report, data: bytes) -> list[Check]:
    def own_signature() -> str:
        report.card = cards.read(data)
        void = "; it says that its keys are void" if report.card.revoked else ""
        return f"signed by itself: {report.card.name} {report.card.id}{void}"

    return [("card", own_signature)]


def _package_checks(
    report: Report, data: bytes, known: Sequence[Card], keys: Sequence[OpeningKey]
) -> list[Check]:
    held = {"bytes": data}

    def seal() -> str:
        held["bytes"] = _opened(data, keys)
        return "opened with a key of yours"

    def page() -> str:
        held["bytes"] = pdf.extract(held["bytes"])
        return "its pages are the ones that the package lists"

    def form() -> str:
        report.manifest, _ = packages.peek(held["bytes"])
        return f"{report.manifest.kind}, version {report.manifest.version}, in the one form"

    def signature() -> str:
        if not known:
            return NOT_CHECKED
        by = {card.id: card for card in known}
        manifest = packages.check_signature(held["bytes"], lambda one: _key(by.get(one)))
        report.signed_by = by[manifest.sender]
        return f"{report.signed_by.name} {report.signed_by.id}"

    def content() -> str:
        read = packages.examine(held["bytes"])
        return f"{len(read.manifest.parts)} parts as listed, a {read.document.KIND} in order"

    checks: list[Check] = [("form", form), (SENDER, signature), ("content", content)]
    if report.form is Form.PDF:
        return [("pdf", page), *checks]
    return [("seal", seal), *checks] if report.form is Form.SEALED else checks


def _key(card: Card | None) -> VerifyKey | None:
    return VerifyKey.from_text(card.signing_key) if card else None


def _opened(data: bytes, keys: Sequence[OpeningKey]) -> bytes:
    if not keys:
        raise KeyNeeded
    return sealing.open_sealed(data, keys)


def _package_bytes(data: bytes, keys: Sequence[OpeningKey]) -> bytes:
    if sealing.is_sealed(data):
        return _opened(data, keys)
    return pdf.extract(data) if pdf.is_pdf(data) else data


def _json(data: bytes) -> Any:
    """Return what JSON says; None for what is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
