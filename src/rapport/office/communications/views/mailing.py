"""Letters by e-mail: what became of them, what came back, and filing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.documents import services as documents
from rapport.documents.selectors import why_not_trust
from rapport.foundation.acts import Act, geneva_date
from rapport.mail import rules as mail_rules
from rapport.mail import selectors as mail
from rapport.mail.errors import MessageNotFound
from rapport.mail.models import Inbound, InboundFile
from rapport.mail.rules import Outcome, Road
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.forms import AssignForm, FilingForm, ResendForm
from rapport.office.communications.models import Letter
from rapport.office.communications.templatetags.office_letters import cautions
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.drafting import LETTER
from rapport.office.communications.views.handing_out import checked, hand_out, stored
from rapport.office.communications.views.letter_page import why_not_whole
from rapport.office.uploads import selectors as uploads
from rapport.web.downloads import download
from rapport.web.refusals import sentence
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

REPLY = "office_communications:reply"
QUARANTINE = "office_communications:quarantine"


@require_http_methods(["GET", "POST"])
@opens_to("draft_letter")
def message(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Show a message that came about a letter; file it as a reply, split by a person."""
    why_not_file = rules.why_not_handle_mail(request.act.actor, "file_mail")
    if request.method == "POST" and why_not_file:
        raise why_not_file
    letter, found = message_of(request.act, letter_id, message_id)
    others = selectors.to_file_with(letter, found)
    chosen = {*request.GET.getlist("with"), *request.POST.getlist("with")}
    together = [one for one in others if str(one.public_id) in chosen]
    questions = [(one.number, one.text) for one in selectors.document_of(letter).questions]
    sources = selectors.sources_of([found, *together], len(questions))
    form = form_of(
        request,
        FilingForm,
        proposed=rules.proposal(sources),
        questions=questions,
        together=[one.public_id for one in together],
        initial={
            "signed_by": found.sender_name or found.sender,
            "dated_on": geneva_date(found.said_at or found.arrived_at),
        },
    )
    status = tried(
        request,
        form,
        lambda: services.file_mail(
            request.act, letter_id=letter_id, message_id=message_id, filing=form.filing()
        ),
    )
    if status == DONE:
        messages.success(request, _("Filed as a reply of the company."))
        return redirect(LETTER, letter_id)
    context = {
        "letter": letter,
        "form": form,
        "may_handle": why_not_file is None and bool(letter.mail_to),
        "may_handle_scan": why_not_file is None,
        "may_file": why_not_file is None and not found.outcome and not found.quarantine,
        "may_move": found.road is Road.EMAIL,
        "may_reopen": why_not_file is None and found.outcome in rules.MAY_REOPEN,
        "reply": selectors.reply_of_mail(letter, found),
        "struck_replies": selectors.struck_replies_of_mail(letter, found),
        "others": others,
        "together": together,
        "sources": [one for one in sources if one.name],
        "unread": selectors.files_unread([found, *together]),
        **_shown(found, letter),
    }
    return render(request, "office/communications/mail_message.html", context, status=status)


def _shown(found: Inbound, letter: Letter | None) -> dict[str, Any]:
    """Return what is known of a message and of who sent it."""
    written_to = found.about.to if found.about else letter.mail_to if letter else ""
    signed_by = mail_rules.signed_by(found.dkim, found.sender)
    warned = cautions(found, letter)
    signatures = [(mail_rules.Signed(one["verdict"]), one["domain"]) for one in found.dkim]
    return {
        "message": found,
        "scan": selectors.scans_of([found.public_id]).get(found.public_id),
        "struck": selectors.struck_as(found.public_id),
        "files": checked(mail.files_of(found)),
        "signed_by": signed_by,
        "signatures": signatures,
        "findings": mail_rules.findings(found.results),
        "warned": warned,
        "written_to": written_to,
        "is_beginning": found.road is Road.EMAIL and found.size > found.raw.size,
        "upload_page": uploads.page_address(),
        "code_of": letter if letter and letter.mail_to else None,
        "same_domain": mail_rules.same_domain(found.sender, written_to),
    }


@require_POST
@opens_to("put_mail_aside")
def aside(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Put a message aside that is no reply."""
    services.put_mail_aside(request.act, letter_id=letter_id, message_id=message_id)
    messages.success(request, _("Put aside. The message stays with the letter."))
    return redirect(LETTER, letter_id)


@require_safe
@opens_to("draft_letter")
def message_file(
    request: Request, letter_id: UUID, message_id: UUID, number: int
) -> HttpResponseBase:
    """Hand out a file that came with a message; before one with a finding comes a warning."""
    letter, file = _file(request.act, letter_id, message_id, number)
    take = reverse(
        "office_communications:take_message_file", args=[letter_id, message_id, number]
    )
    back = reverse("office_communications:message", args=[letter_id, message_id])
    return hand_out(request, letter, file.file, name=file.name, take=take, back=back)


@require_POST
@opens_to("take_out_infected")
def take_file(
    request: Request, letter_id: UUID, message_id: UUID, number: int
) -> HttpResponseBase:
    """Hand out a file to somebody who has read the warning about it."""
    _letter, file = _file(request.act, letter_id, message_id, number)
    return stored(file.file, name=file.name)


@require_safe
@opens_to("draft_letter")
def message_raw(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Hand out a message as it came, or the list of what came by another road.

    It holds its files, so what was found in one of them keeps it back.
    """
    _letter, found = message_of(request.act, letter_id, message_id)
    if found.road is Road.UPLOAD:
        return download(documents.read(found.raw), name="upload.json")
    part = selectors.part_kept_as(message_id)
    if part and (refusal := selectors.why_not_trust_part(part)):
        raise refusal
    return _raw(found, "scan.pdf" if found.road is Road.POST else "message.eml")


@require_POST
@opens_to("settle_doubt")
def settle(request: Request, letter_id: UUID, message_id: UUID) -> HttpResponse:
    """Settle a doubt: the message arrived, or goes once more."""
    said = request.POST.get("arrived")
    if said not in {"yes", "no"}:
        return redirect(LETTER, letter_id)  # nothing was decided: nothing is sent
    arrived = said == "yes"
    services.settle_doubt(
        request.act, letter_id=letter_id, message_id=message_id, arrived=arrived
    )
    done = _("Kept: it arrived.") if arrived else _("It is sent once more.")
    messages.success(request, done)
    return redirect(LETTER, letter_id)


@require_http_methods(["GET", "POST"])
@opens_to("resend_letter")
def resend(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask for a corrected address, and send the letter there."""
    return sent_elsewhere(request, letter_id, services.resend_letter)


def sent_elsewhere(
    request: Request,
    letter_id: UUID,
    send: Callable[..., Letter],
    *,
    is_withdrawal: bool = False,
) -> HttpResponse:
    """Ask for a corrected address, and have a command send there what did not arrive."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    form = form_of(request, ResendForm)
    status = tried(
        request,
        form,
        lambda: send(request.act, letter_id=letter_id, address=form.cleaned_data["mail_to"]),
    )
    if status == DONE:
        messages.success(
            request, _("The e-mail is being written. See below what becomes of it.")
        )
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "form": form, "is_withdrawal": is_withdrawal}
    return render(request, "office/communications/resend.html", context, status=status)


@require_POST
@opens_to("change_mail_address")
def change_address(request: Request, letter_id: UUID) -> HttpResponse:
    """Give a letter another address for answers."""
    services.change_mail_address(request.act, letter_id=letter_id)
    said = _("Answers come to another address now. Tell the company.")
    messages.success(request, said)
    return redirect(LETTER, letter_id)


@require_safe
@opens_to("assign_mail")
def quarantine(request: Request) -> HttpResponse:
    """Show the messages of which nobody knows where they belong."""
    off = mail.why_not_on()
    context = {
        "messages_kept": mail.in_quarantine()[:200],
        "put_aside": mail.put_aside_in_quarantine()[:20],
        "withheld": mail.withheld()[:200],
        "withheld_ended": mail.withheld_ended()[:20],
        "why_off": off and sentence(off),
    }
    return render(request, "office/communications/quarantine.html", context)


@require_POST
@opens_to("ask_for_mail")
def ask_for(request: Request, message_id: UUID) -> HttpResponse:
    """Have a message that the mail server does not hand out asked for again at once."""
    services.ask_for_mail(request.act, message_id=message_id)
    messages.success(request, _("It is asked for again within a minute."))
    return redirect(QUARANTINE)


@require_POST
@opens_to("give_mail_up")
def give_up(request: Request, message_id: UUID) -> HttpResponse:
    """Ask no more for a message that the mail server does not hand out."""
    services.give_mail_up(request.act, message_id=message_id)
    messages.success(request, _("Given up. The message stays in the mailbox as it is."))
    return redirect(QUARANTINE)


@require_http_methods(["GET", "POST"])
@opens_to("assign_mail")
def quarantined(request: Request, message_id: UUID) -> HttpResponse:
    """Show one of them, and ask to which letter it belongs."""
    found = mail.get_inbound(message_id)
    if not found.quarantine or found.outcome not in {"", Outcome.PUT_ASIDE}:
        raise MessageNotFound
    form = form_of(request, AssignForm)
    status = tried(
        request,
        form,
        lambda: services.assign_mail(
            request.act, message_id=message_id, reference=form.cleaned_data["reference"]
        ),
    )
    if status == DONE:
        messages.success(request, _("Done. The message is kept as it came."))
        return redirect(QUARANTINE)
    context = {"form": form, **_shown(found, selectors.mailed_letter(found.matter))}
    return render(request, "office/communications/quarantined.html", context, status=status)


@require_safe
@opens_to("assign_mail")
def quarantined_raw(request: Request, message_id: UUID) -> HttpResponse:
    """Hand out a message in quarantine as it came."""
    found = mail.get_inbound(message_id)
    if not found.quarantine:
        raise MessageNotFound
    return _raw(found, "message.eml")


def _raw(found: Inbound, name: str) -> HttpResponse:
    for one in mail.files_of(found):
        if refusal := why_not_trust(one.file):
            raise refusal
    kind = found.raw.media_type
    return download(documents.read(found.raw), name=name, media_type=kind)


def _file(
    act: Act, letter_id: UUID, message_id: UUID, number: int
) -> tuple[Letter, InboundFile]:
    letter, found = message_of(act, letter_id, message_id)
    file = next((one for one in mail.files_of(found) if one.number == number), None)
    if file is None:
        raise MessageNotFound
    return letter, file


def message_of(act: Act, letter_id: UUID, message_id: UUID) -> tuple[Letter, Inbound]:
    """Return a letter and a message about it to somebody who may read both, or refuse."""
    letter = selectors.get_letter(act.actor, letter_id)
    if refusal := why_not_whole(act, letter):
        raise refusal
    return letter, services.message_about(letter, message_id)
