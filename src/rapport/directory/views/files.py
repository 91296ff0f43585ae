"""The whole directory as a file: download it, or import one after seeing its changes."""

from __future__ import annotations

from typing import Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.directory import rules, selectors, services
from rapport.directory.errors import ChangesOutdated, DirectoryInvalid, FileUnreadable
from rapport.directory.forms import ImportForm
from rapport.directory.labels import KINDS
from rapport.web.refusals import sentence
from rapport.web.requests import Request, public

MISTAKES_SHOWN: Final = 50
CHANGES_SHOWN: Final = 200


@public(on=("archive",))
@require_safe
def export(request: Request) -> HttpResponse:
    """Give the whole directory as one file, which another installation can load."""
    response = HttpResponse(
        selectors.exported().encode(), content_type="application/json; charset=utf-8"
    )
    name = f"rapport-directory-{request.act.today.isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def import_file(request: Request) -> HttpResponse:
    """Take a file, check it, and go on to what it would change. Nothing is changed yet."""
    if refusal := rules.why_not_import(request.act.actor):
        raise refusal
    form = ImportForm(request.POST or None, request.FILES or None)
    mistakes: list[services.Mistake] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = services.keep_upload(
                request.act, data=file.read(rules.LARGEST_FILE_BYTES + 1), name=file.name
            )
        except FileUnreadable as refusal:
            form.add_error("file", sentence(refusal))
        except DirectoryInvalid as refusal:
            mistakes = list(cast("tuple[services.Mistake, ...]", refusal.facts["found"]))
            form.add_error(
                "file", _("It has mistakes, which this page lists. Nothing was loaded.")
            )
        else:
            return redirect("directory:compare", upload.public_id)
    context = {
        "form": form,
        "mistakes": mistakes[:MISTAKES_SHOWN],
        "mistakes_more": max(0, len(mistakes) - MISTAKES_SHOWN),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/import.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def compare(request: Request, upload_id: UUID) -> HttpResponse:
    """Show what a checked file would change, and change it once somebody says so."""
    trouble = ""
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        try:
            counts = services.confirm_upload(request.act, upload_id=upload_id, digest=digest)
        except ChangesOutdated as refusal:
            trouble = sentence(refusal)
        else:
            messages.success(request, _done(counts))
            return redirect("directory:import")
    upload = selectors.get_upload(request.act, upload_id)
    seen = services.compared(request.act, upload_id=upload_id)
    context = {
        "upload": upload,
        "groups": [
            (words, seen.of(kind)[:CHANGES_SHOWN], len(seen.of(kind)))
            for kind, words in KINDS.items()
        ],
        "seen": seen,
        "trouble": trouble,
    }
    return render(request, "directory/compare.html", context, status=409 if trouble else 200)


def _done(counts: services.Counts) -> str:
    number = counts.added + counts.changed
    return ngettext(
        "Imported: %(number)s record was added or changed.",
        "Imported: %(number)s records were added or changed.",
        number,
    ) % {"number": number}
