"""One's keys for programs: make one, see it once, end it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rapport.accounts import selectors, services
from rapport.accounts.errors import KeyNotFound
from rapport.accounts.forms import ProgramKeyForm
from rapport.accounts.views.factors import proven
from rapport.foundation.errors import Refusal
from rapport.web.refusals import sentence
from rapport.web.requests import Request


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: Request) -> HttpResponseBase:
    """List one's keys; make another, whose text is on the answer to this one request alone."""
    if not selectors.scopes():
        raise KeyNotFound
    form = ProgramKeyForm(request.POST or None)
    made, text = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, text = services.make_key(request.act, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            form = ProgramKeyForm()
    words = selectors.scopes()
    context = {
        "form": form,
        "made": made,
        "text": text,
        "keys": [
            (key, [words[scope] for scope in key.scopes if scope in words])
            for key in selectors.keys_of(request.act.actor)
        ],
    }
    return render(request, "accounts/keys.html", context, status=422 if form.is_bound else 200)


@require_POST
def end_key(request: Request, key_id: UUID) -> HttpResponseBase:
    """End one of one's own keys."""
    services.end_key(request.act, key_id=key_id)
    messages.success(request, _("The key no longer works."))
    return redirect("accounts:keys")
