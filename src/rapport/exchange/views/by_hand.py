"""The page on which a file is handed in, the same on each side; whose page it is says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapport.exchange.forms import HandInForm
from rapport.exchange.models import Incoming
from rapport.exchange.services import HandedIn, answer_for
from rapport.foundation.errors import Refusal
from rapport.protocol import pdf
from rapport.protocol.errors import SenderUnknown
from rapport.protocol.kinds import Rejection
from rapport.web.downloads import PACKAGE, download
from rapport.web.refusals import sentence
from rapport.web.requests import Request


def hand_in_page(
    request: Request,
    *,
    words: Mapping[str, str],
    command: Callable[[bytes], HandedIn],
    lead_to: Callable[[HandedIn], str],
) -> HttpResponse:
    """Ask for a file, give it to a side's command, and lead to what came of it.

    What is wrong with a file stands in the form, whatever its refusal's status would be.
    """
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    unknown = False
    if request.method == "POST" and form.is_valid():
        try:
            handed = command(form.cleaned_data["file"].read(pdf.LARGEST_PDF + 1))
        except Refusal as refusal:
            unknown = isinstance(refusal, SenderUnknown)
            form.add_error("file", sentence(refusal))
        else:
            messages.success(request, said(handed))
            return redirect(lead_to(handed))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "words": words, "unknown": unknown}
    return render(request, "exchange/hand_in.html", context, status=status)


def receipt(incoming: Incoming) -> HttpResponse:
    """Hand out our signed answer to what came in, sealed for its sender."""
    return download(answer_for(incoming), name="receipt.rapport", media_type=PACKAGE)


def said(handed: HandedIn) -> str:
    """Say what became of a package that was handed in."""
    if handed.again:
        return _("This was here already. Nothing has changed.")
    facts = {"sender": handed.sender.name}
    if handed.posted is None:
        return _("Taken in: %(sender)s signed it. Send them the receipt.") % facts
    if isinstance(handed.document, Rejection):
        return _("The answer of %(sender)s is here: they did not take what was sent.") % facts
    return _("The receipt of %(sender)s is here: what was sent has arrived.") % facts
