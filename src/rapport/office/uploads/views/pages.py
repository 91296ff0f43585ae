"""The pages of a company that sends files: type the code, send, send off, print the receipt."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.foundation.errors import Refusal
from rapport.office.uploads import errors, rules, selectors, services
from rapport.office.uploads.forms import CodeForm, OneFileForm, SendOffForm
from rapport.office.uploads.services import Piece
from rapport.office.uploads.views.visit import code_of, forget, remember
from rapport.web.rates import caller, is_within
from rapport.web.refusals import sentence
from rapport.web.requests import Request, public
from rapport.web.trying import DONE, form_of, tried

ENTER = "office_uploads:enter"
FILES = "office_uploads:files"


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Ask for the code. Every wrong code gets the same sentence."""
    form = form_of(request, CodeForm)
    if request.method == "POST" and form.is_valid():
        if not (
            is_within(f"upload-code:{caller(request)}", rules.CODES_A_MINUTE)
            and is_within("upload-code", rules.ALL_CODES_A_MINUTE)
        ):
            raise errors.TooManyCodes
        try:
            code = services.enter(request.act, typed=form.cleaned_data["code"])
        except errors.CodeOpensNothing as refusal:
            form.add_error("code", sentence(refusal))
        else:
            return remember(redirect(FILES), code.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "office/uploads/enter.html", {"form": form}, status=status)


@public
@require_http_methods(["GET", "POST"])
def files(request: Request) -> HttpResponse:
    """Show what is here, and send it off."""
    try:
        code = selectors.get_code(code_of(request), request.act.at)
    except errors.CodeNeeded:
        return forget(redirect(ENTER))
    form = form_of(request, SendOffForm)
    status = tried(
        request,
        form,
        lambda: services.send_off(request.act, code=code.public_id, **form.cleaned_data),
    )
    if status == DONE:
        newest = selectors.sent_off(code.matter)[0]
        return redirect("office_uploads:receipt", newest.public_id)
    delivery = selectors.find_open(code.matter)
    uploads = [
        services.finish(request.act, code=code.public_id, upload=one.public_id)
        for one in selectors.uploads_of(delivery)
    ]
    context = {
        "form": form,
        "plain": OneFileForm(auto_id="plain_%s"),
        "code": code,
        "uploads": uploads,
        "removed_at": delivery and rules.removed_at(delivery.moved_at),
        "sent_off": selectors.sent_off(code.matter),
        "limits": selectors.limits(),
        "most_files": rules.MOST_FILES,
        "plain_mb": rules.PLAIN_MB,
        "hours": rules.HOURS_OF_A_VISIT,
        "days": rules.KEPT_FOR.days,
    }
    response = render(request, "office/uploads/files.html", context, status=status)
    return remember(response, code.public_id)


@public
@require_POST
def one(request: Request) -> HttpResponse:
    """Take a small file at once, from a browser without scripts."""
    code = code_of(request)
    form = form_of(request, OneFileForm)
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect(FILES)
    file = form.cleaned_data["file"]
    if file.size > rules.PLAIN_MB * rules.MB:
        raise errors.FileTooLarge(most=rules.PLAIN_MB)
    begun = services.begin_upload(request.act, code=code, name=file.name, size=file.size)
    if file.size:
        piece = Piece(at=0, length=file.size, source=file)
        try:
            services.add_piece(request.act, code=code, upload=begun.public_id, piece=piece)
        except Refusal:  # nothing half kept: it cannot be resumed
            services.remove_upload(request.act, code=code, upload=begun.public_id)
            raise
    return redirect(FILES)


@public
@require_POST
def remove(request: Request, upload_id: UUID) -> HttpResponse:
    """Take a file away that was not sent off."""
    services.remove_upload(request.act, code=code_of(request), upload=upload_id)
    messages.success(request, _("The file was removed."))
    return redirect(FILES)


@public
@require_POST
def leave(request: Request) -> HttpResponse:
    """Forget the code in this browser; what is here stays."""
    return forget(redirect(ENTER))


@public
@require_safe
def receipt(request: Request, delivery_id: UUID) -> HttpResponse:
    """Show what was sent off, to be printed."""
    code = selectors.get_code(code_of(request), request.act.at)
    delivery = selectors.get_sent_off(code.matter, delivery_id)
    context = {"code": code, "delivery": delivery, "uploads": selectors.uploads_of(delivery)}
    return render(request, "office/uploads/receipt.html", context)
