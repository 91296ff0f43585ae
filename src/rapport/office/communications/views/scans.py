"""Scans of what came on paper: handed in, looked at, put to their letters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.documents import services as documents
from rapport.documents.selectors import checks_of, why_not_trust
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.forms import PlaceForm, ScanForm, TakeBackForm
from rapport.office.communications.services import Handed
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.reading import services as reading
from rapport.reading.services import refusal_of
from rapport.web.downloads import download
from rapport.web.refusals import sentence
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

SCANS = "office_communications:scans"
PART = "office_communications:scan_part"
SHOWN = 200


@require_http_methods(["GET", "POST"])
@opens_to("hand_in_scan")
def scans(request: Request) -> HttpResponse:
    """Ask for a scan, and show those of which nobody has said where they belong."""
    form = form_of(request, ScanForm, initial={"reached_on": request.act.today})

    def keep() -> None:
        files = [Handed(one.name, one.read()) for one in form.cleaned_data["scan"]]
        reached_on = form.cleaned_data["reached_on"]
        services.hand_in_scan(request.act, files=files, reached_on=reached_on)

    status = tried(request, form, keep)
    if status == DONE:
        messages.success(request, _("Kept. Its pages are being looked at: see below."))
        return redirect(SCANS)
    waiting = selectors.scans_waiting()
    held_up = selectors.scans_held_up()
    context = {
        "form": form,
        "waiting": waiting[:SHOWN],
        "count": waiting.count(),
        "put_aside": selectors.scans_put_aside()[:20],
        "held_up": held_up,
        "unread": selectors.scans_unread().count() - held_up,
    }
    return render(request, "office/communications/scans.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("place_scan")
def part(request: Request, part_id: UUID) -> HttpResponse:
    """Show pages of a scan and the letter that its code names; ask to which it belongs."""
    found = selectors.get_scan_part(part_id)
    proposed = found.posting.letter.reference if found.posting else rules.on_paper(found.code)
    initial = {"letter": proposed, "reached_on": found.scan.reached_on}
    form = form_of(request, PlaceForm, initial=initial)
    placed = []
    status = tried(
        request,
        form,
        lambda: placed.append(
            services.place_scan(request.act, part_id=part_id, **form.cleaned_data)
        ),
    )
    if status == DONE:
        said = _("The scan is with its letter. It is to be read and filed as the reply.")
        messages.success(request, said)
        return redirect(LETTER, placed[0].public_id)
    files = list(selectors.files_of_scan(found.scan))
    checks = checks_of(one.file for one in files)
    context = {
        "part": found,
        "struck": selectors.struck_placings(found),
        "form": form,
        "code": rules.on_paper(found.code),
        "pictures": range(1, found.pages + 1) if selectors.can_be_drawn(found) else (),
        "files": [
            (
                one,
                sentence(refusal_of(one.trouble, one.facts)) if one.trouble else "",
                checks.get(one.file.sha256),
            )
            for one in files
        ],
    }
    return render(request, "office/communications/scan_part.html", context, status=status)


@require_POST
@opens_to("put_scan_aside")
def aside(request: Request, part_id: UUID) -> HttpResponse:
    """Put pages aside that belong to no letter."""
    services.put_scan_aside(request.act, part_id=part_id)
    messages.success(request, _("Put aside. The scan is kept."))
    return redirect(SCANS)


@require_http_methods(["GET", "POST"])
@opens_to("take_scan_back")
def take_back(request: Request, part_id: UUID) -> HttpResponse:
    """Ask why pages do not belong to their letter, and take them back from it."""
    found = selectors.get_scan_part(part_id)
    if request.method == "GET" and found.letter is None:
        raise errors.ScanNotPlaced
    form = form_of(request, TakeBackForm, initial={"seen": found.message})
    status = tried(
        request,
        form,
        lambda: services.take_scan_back(request.act, part_id=part_id, **form.cleaned_data),
    )
    if status == DONE:
        said = _("Taken back. Say now to which letter it belongs.")
        messages.success(request, said)
        return redirect(PART, part_id)
    context = {"part": found, "letter": found.letter, "form": form}
    return render(request, "office/communications/take_scan_back.html", context, status=status)


@require_safe
@opens_to("place_scan")
def pages(request: Request, part_id: UUID) -> HttpResponse:
    """Hand out the pages of a part, unless a virus was found in what they were cut from."""
    found = selectors.get_scan_part(part_id)
    if refusal := selectors.why_not_trust_part(found):
        raise refusal
    data = documents.read(found.file)
    return download(data, name=found.name, media_type=found.file.media_type)


@require_safe
@opens_to("place_scan")
def picture(request: Request, part_id: UUID, number: int) -> HttpResponse:
    """Draw a page of a part, in grey, unless a virus was found in what it was cut from."""
    found = selectors.get_scan_part(part_id)
    if refusal := selectors.why_not_trust_part(found):
        raise refusal
    drawn = reading.picture_of(documents.read(found.file), number)
    return HttpResponse(drawn, content_type="image/png")


@require_safe
@opens_to("place_scan")
def file(request: Request, scan_id: UUID, number: int) -> HttpResponse:
    """Hand out a file of a scan, as it was handed in, unless a virus was found in it."""
    found = selectors.get_scan_file(scan_id, number)
    if refusal := why_not_trust(found.file):
        raise refusal
    data = documents.read(found.file)
    return download(data, name=found.name, media_type=found.file.media_type)
