"""Set letters and replies as pages of HTML, and pages of HTML as PDF."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from rapport.documents import rules, selectors
from rapport.documents.errors import RendererMissing, RenderFailed
from rapport.documents.models import StoredFile
from rapport.documents.services import programs
from rapport.documents.services.files import keep, read
from rapport.foundation.errors import Refusal
from rapport.protocol.kinds import (
    Answer,
    Language,
    Letter,
    PublicWish,
    Question,
    ReplyKind,
)
from rapport.protocol.package import FontFile, Part
from rapport.web.languages import catalogue_of

log = logging.getLogger("rapport.documents")

PDF: Final = "application/pdf"
SECONDS: Final = 90
LARGEST_PAGE_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as PDF, and the font files with which it was set."""

    pdf: bytes
    fonts: tuple[FontFile, ...]

    def part(self, name: str) -> Part:
        """Return it as a part of a package."""
        return Part(name, PDF, self.pdf, self.fonts)


@dataclass(frozen=True, slots=True)
class KeptPdf:
    """A page that is kept as PDF, with its fonts; or None, and the code of why."""

    file: StoredFile | None
    fonts: tuple[FontFile, ...]
    trouble: str

    def parts(self) -> list[Part]:
        """Return it as a part of a package, if there is one."""
        if self.file is None:
            return []
        return [Part(self.file.name, PDF, read(self.file), self.fonts)]


def render_pdf(html: str, *, title: str, language: str, made_at: datetime) -> Printed:
    """Return a page of HTML as PDF/A-3a with the PDF/UA-1 mark; same input, same bytes.

    The language is one of the protocol's, made_at an aware instant. Runs a process of its own,
    so never call this inside a transaction. Raises RendererMissing, RenderFailed.
    """
    order = {
        "html": html,
        "title": title,
        "language": rules.LANGUAGE_TAGS[language],
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
    }
    said = json.dumps(order, ensure_ascii=False).encode()
    if len(said) > LARGEST_PAGE_BYTES:
        raise RenderFailed(reason="the text is too long")
    try:
        status, answer = programs.run(
            selectors.RENDERER,
            said,
            environment=selectors.renderer_environment(),
            seconds=SECONDS,
        )
    except programs.TookTooLong as trouble:
        raise RenderFailed(reason="it took too long") from trouble
    if status == selectors.MISSING:
        raise RendererMissing(packages=selectors.PACKAGES)
    about, _, pdf = answer.partition(b"\n")
    if status != 0 or not pdf.startswith(b"%PDF-"):
        raise RenderFailed(reason=f"the renderer ended with status {status}")
    fonts = tuple(FontFile.model_validate(one) for one in json.loads(about)["fonts"])
    return Printed(pdf, fonts)


def keep_pdf(html: str, *, name: str, title: str, language: str, made_at: datetime) -> KeptPdf:
    """Keep a page of HTML as PDF; where it cannot be made, say why not.

    What should leave leaves all the same. As `render_pdf`, never inside a transaction.
    """
    try:
        made = render_pdf(html, title=title, language=language, made_at=made_at)
    except Refusal as refusal:
        log.warning("%s could not be made: %s", name, refusal.code)
        return KeptPdf(None, (), refusal.code)
    return KeptPdf(keep(made.pdf, media_type=PDF, name=name), made.fonts, "")


def letter_html(letter: Letter) -> str:
    """Return a letter as a page to print, its fixed words in the letter's own language."""
    before, after = rules.around_questions(letter.parts)
    own = {"letter": letter, "before": before, "after": after}
    return on_paper("documents/letter.html", letter, own)


class OnPaper(Protocol):
    """What every page needs to know of what stands on it."""

    @property
    def language(self) -> Language:
        """In which the fixed words are."""

    @property
    def demonstration(self) -> bool:
        """Whether all in it is invented."""


class ReplyOnPaper(Protocol):
    """What a page needs to know of a reply; in a package or not."""

    @property
    def kind(self) -> ReplyKind:
        """How much of an answer it is."""

    @property
    def language(self) -> Language:
        """In which the fixed words are."""

    @property
    def answers(self) -> Sequence[Answer]:
        """In the order of the questions."""

    @property
    def wish(self) -> PublicWish:
        """Whether it may be public."""

    @property
    def demonstration(self) -> bool:
        """Whether all in it is invented."""


def reply_html(reply: ReplyOnPaper, questions: Sequence[Question]) -> str:
    """Return a reply as a page to print: each answer under the question that it answers."""
    asked = {question.number: question.text for question in questions}
    answers = [(answer, asked.get(answer.number, "")) for answer in reply.answers]
    own = {
        "reply": reply,
        "answers": answers,
        "withheld": reply.wish is PublicWish.WITHHOLD,
    }
    return on_paper("documents/reply.html", reply, own)


def on_paper(template: str, document: OnPaper, own: Mapping[str, object]) -> str:
    """Return a page to print, its fixed words in its own language."""
    with translation.override(catalogue_of(document.language)):
        start, end = ("right", "left") if document.language == "ar" else ("left", "right")
        common = {
            "tag": rules.LANGUAGE_TAGS[document.language],
            "direction": "rtl" if document.language == "ar" else "ltr",
            "start": start,
            "end": end,
            "date_form": rules.DATE_FORMS[document.language],
            "page_words": mark_safe(rules.page_words(gettext("Page {page} of {pages}"))),  # noqa: S308
            "demonstration": document.demonstration,
        }
        return render_to_string(template, {**common, **own})
