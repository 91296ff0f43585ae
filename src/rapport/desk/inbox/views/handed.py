"""Doors for files that are no package: confirm what was read, set a file aside, hand it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.desk.inbox import rules, selectors, services
from rapport.desk.inbox.forms import AsideForm, LetterForm
from rapport.desk.inbox.forms.handed import moved
from rapport.desk.inbox.models import HandedFile
from rapport.desk.inbox.views import passages
from rapport.desk.inbox.views.doors import opens_to
from rapport.directory import selectors as directory
from rapport.documents import services as documents
from rapport.foundation.errors import Refusal
from rapport.reading import services as reading
from rapport.reading.errors import OnlyPictures
from rapport.reading.services import refusal_of
from rapport.web.downloads import PDF, download
from rapport.web.languages import base_language
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

FIELDS: Final = (
    "reference",
    "type",
    "date",
    "sent_on",
    "day_zero",
    "period_days",
    "subject",
    "mandates",
    "questions",
    "language",
    "person",
    "entity",
    "also_written_to",
    "interim_measures",
    "publication",
    "annex",
)
LONGEST_NUMBER: Final = 4
ALONE: Final = frozenset({"sent_on", "day_zero", "language"})
"""Fields that no passage speaks for by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was read for a field, or for one of several: where it stands, how sure."""

    passage: str
    page: int
    line: int
    sure: rules.Sure
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the page, with how sure the reader is and where it read it."""

    name: str
    field: BoundField
    sure: rules.Sure | None
    told: tuple[Told, ...]


def why_unread(row: HandedFile) -> Refusal | None:
    """Return why nothing could be read in a file; None when something was."""
    return refusal_of(row.refusal_code, row.refusal_facts) if row.refusal_code else None


@require_http_methods(["GET", "POST"])
@opens_to("hand_in_file")
@opens_to("confirm_letter", readers=True)
def confirm(request: Request, handed_id: UUID) -> HttpResponse:
    """Show what was read in a file beside the file, and make a letter of what is confirmed."""
    act = request.act
    row = selectors.get_handed(act.actor, handed_id)
    if letter := selectors.find_letter_from(row):
        return redirect("desk_today:letter", letter.public_id)
    language = base_language(get_language() or "en")
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        read=row.read,
        titles=directory.titles_to_choose(language),
        language=language,
    )
    look_at = 0
    if deed := request.POST.get("do", ""):
        name, _space, place = deed.partition(" ")
        form.asked, look_at = moved(form.asked, name, _number(place))
        status = 200
    else:
        status = tried(
            request,
            form,
            lambda: services.confirm_letter(act, handed_id=handed_id, letter=form.confirmed()),
        )
    if status == DONE:
        made = selectors.find_letter_from(row)
        messages.success(request, _("The letter is here, and its days are counted."))
        return redirect("desk_today:letter", made.public_id if made else handed_id)
    return _page(request, row, form, status=status, look_at=look_at, edits=bool(deed))


def _number(place: str) -> int:
    return int(place) if place.isdecimal() and len(place) <= LONGEST_NUMBER else 0


def _page(
    request: Request,
    row: HandedFile,
    form: LetterForm,
    *,
    status: int,
    look_at: int,
    edits: bool,
) -> HttpResponse:
    shown = passages.shown(row.read)
    rows = list(_rows(form, shown, is_read=row.read is not None))
    first = [one for one in rows if one.sure and rules.looks_first(one.name, one.sure)]
    same = selectors.find_same_letter(str(form["reference"].value() or ""))
    focus = ""
    if not form.is_bound and same is None:
        focus = first[0].name if first else "confirm" if row.read else FIELDS[0]
    if focus and focus != "confirm" and focus not in ("mandates", "questions"):
        form.fields[focus].widget.attrs["autofocus"] = True
    said = row.read or {}
    document = said["texts"][said["document"]] if said else {}
    context = {
        "row": row,
        "form": form if not edits else _unchecked(form),
        "first": first,
        "rest": [one for one in rows if one not in first],
        "focus": focus,
        "asked": list(enumerate(form.asked or [""], 1)),
        "look_at": look_at,
        "shown": shown,
        "pictures": range(1, pictures_of(row) + 1),
        "pictures_first": "recognised" in document.get("notes", ()),
        "notes": document.get("notes", []),
        "left_out": said.get("left_out", []),
        "others": len(said.get("texts", [])) - 1 if said else 0,
        "looks": (said.get("letter") or {}).get("looks", ""),
        "why_unread": why_unread(row),
        "another": selectors.another_addressee(row),
        "addressed": next(
            (one.told[0] for one in rows if one.name == "entity" and one.told), None
        ),
        "why_not": rules.why_not_confirm(request.act.actor, row.state),
        "same": same,
        "why_not_put": rules.why_not_put_with(request.act.actor, row.state),
    }
    return render(request, "desk/inbox/confirm.html", context, status=status)


def _unchecked(form: LetterForm) -> LetterForm:
    """Return a form that shows what was written, without saying yet what it lacks."""
    form.errors.clear()
    return form


def _rows(form: LetterForm, shown: passages.Shown, *, is_read: bool) -> Iterator[Row]:
    for name in FIELDS:
        value = None if name in ALONE else form.told.get(name)
        found = value if isinstance(value, list) else [value] if value else []
        told = tuple(
            Told(
                passage=one["passage"],
                page=one["page"],
                line=one["line"],
                sure=rules.how_sure(one["confidence"]),
                mark=shown.marks.get(
                    f"{name}-{place}" if isinstance(value, list) else name, ""
                ),
            )
            for place, one in enumerate(found, 1)
        )
        sure = None
        if is_read and name not in ALONE:
            sure = rules.how_sure(min((one["confidence"] for one in found), default=None))
        yield Row(name, form[name], sure, told)


@require_http_methods(["GET", "POST"])
@opens_to("set_file_aside")
def set_aside(request: Request, handed_id: UUID) -> HttpResponse:
    """Ask why a file is no letter to be answered here, and set it aside."""
    row = selectors.get_handed(request.act.actor, handed_id)
    form = form_of(request, AsideForm)
    status = tried(
        request,
        form,
        lambda: services.set_file_aside(
            request.act, handed_id=handed_id, reason=form.cleaned_data["reason"]
        ),
    )
    if status == DONE:
        messages.success(request, _("The file was set aside. It stays here."))
        return redirect("desk_inbox:hand_in")
    context = {
        "row": row,
        "form": form,
        # Any reason will do here: whether there is one is asked when it is given.
        "why_not": rules.why_not_set_aside(request.act.actor, row.state, "reason"),
    }
    return render(request, "desk/inbox/set_aside.html", context, status=status)


@require_POST
@opens_to("put_file_with_letter")
def put_with(request: Request, handed_id: UUID, letter_id: UUID) -> HttpResponse:
    """Keep a file among the files of the letter that it is."""
    letter = services.put_file_with_letter(
        request.act, handed_id=handed_id, letter_id=letter_id
    )
    messages.success(request, _("The file stands with the letter. No second letter was made."))
    return redirect("desk_today:letter", letter.public_id)


def pictures_of(row: HandedFile) -> int:
    """Return how many pages of a file can be looked at as they are: those of a PDF."""
    if row.file.media_type != PDF:
        return 0
    if row.read:
        return len(row.read["texts"][row.read["document"]]["pages"])
    pages = row.refusal_facts.get("pages", 0)
    return int(pages) if row.refusal_code == OnlyPictures.code else 0


@require_safe
@opens_to("hand_in_file")
def page_picture(request: Request, handed_id: UUID, number: int) -> HttpResponse:
    """Draw a page of a file that was handed in, in grey, in a process with bounds."""
    row = selectors.get_handed(request.act.actor, handed_id)
    drawn = reading.picture_of(documents.read(row.file), number)
    return HttpResponse(drawn, content_type="image/png")


@require_safe
@opens_to("hand_in_file")
def original(request: Request, handed_id: UUID) -> HttpResponse:
    """Hand out a file as it was handed in, to keep; it is never opened as a page of ours."""
    row = selectors.get_handed(request.act.actor, handed_id)
    return download(
        documents.read(row.file), name=row.file.name, media_type=row.file.media_type
    )
