"""Begin a letter, say what it is, write its parts, put persons behind their marks."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.directory import selectors as directory
from rapport.office.cases import selectors as cases
from rapport.office.cases.rules import CaseState
from rapport.office.communications import errors, rules, selectors, services
from rapport.office.communications.forms import EditHeadingForm, HeadingForm, PartForm
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import PartName
from rapport.office.communications.views.doors import opens_to
from rapport.office.consents import selectors as consents
from rapport.web.overtaken import begun_from, theirs
from rapport.web.requests import Request
from rapport.web.trying import DONE, form_of, tried

LETTER = "office_communications:letter"


@require_http_methods(["GET", "POST"])
@opens_to("draft_letter")
def draft(request: Request, case_id: UUID) -> HttpResponse:
    """Ask what kind of letter goes to which company, and begin it."""
    case = cases.get_case(request.act.actor, case_id)
    if refusal := rules.why_not_draft(
        request.act.actor, mandate=case.mandate, case_is_open=case.state is CaseState.OPEN
    ):
        raise refusal
    form = form_of(
        request,
        HeadingForm,
        companies=directory.companies(),
        initial={"company": request.GET.get("company", "")},
    )
    begun: list[Letter] = []
    status = tried(
        request,
        form,
        lambda: begun.append(
            services.draft_letter(request.act, case_id=case_id, **form.heading())
        ),
    )
    if status == DONE:
        messages.success(
            request, _("The letter was begun. Its usual words stand in it already.")
        )
        return redirect(LETTER, begun[0].public_id)
    titles = directory.titles_of([case.mandate], get_language() or "en")
    context = {"case": case, "form": form, "titles": titles}
    return render(request, "office/communications/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("edit_letter")
def heading(request: Request, letter_id: UUID) -> HttpResponse:
    """Ask anew what kind of letter it is and to whom it goes."""
    letter = writable(request, letter_id, "edit_letter")
    before = selectors.heading_of(letter)
    form = form_of(
        request,
        EditHeadingForm,
        companies=directory.companies(),
        initial=begun_from(before),
    )
    status = tried(
        request,
        form,
        lambda: services.edit_letter(request.act, letter_id=letter_id, **form.heading()),
    )
    if status == DONE:
        messages.success(request, _("Type, addressee and subject were saved."))
        return redirect(LETTER, letter_id)
    context = {"letter": letter, "form": form, "theirs": theirs(request, form, before)}
    return render(request, "office/communications/heading.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("save_part")
def part(request: Request, letter_id: UUID, name: str) -> HttpResponse:
    """Write one part. When somebody else saved it in the meantime, both texts are shown."""
    letter = writable(request, letter_id, "save_part")
    which = _written(name)
    now = selectors.parts_of(letter)[which]
    initial = {"text": now.text, "based_on": now.version}
    form = form_of(request, PartForm, initial=initial)
    status = tried(
        request,
        form,
        lambda: services.save_part(
            request.act, letter_id=letter_id, name=which, **form.cleaned_data
        ),
    )
    if status == DONE:
        said = _("Part %(place)s was saved.") % {"place": rules.place_of(which)}
        messages.success(request, said)
        return redirect(LETTER, letter_id)
    is_overtaken = request.method == "POST" and start_anew(request, form, now.version)
    context = {
        "letter": letter,
        "part": now,
        "place": rules.place_of(which),
        "form": form,
        "theirs": now if is_overtaken else None,
        "versions": selectors.versions_of(letter, which)[:20],
        "persons": consents.persons_of(letter.case.public_id),
    }
    return render(request, "office/communications/part.html", context, status=status)


@require_POST
@opens_to("save_part")
def marks(request: Request, letter_id: UUID, number: int) -> HttpResponse:
    """Put a person's mark wherever their name was typed."""
    places = services.put_marks(request.act, letter_id=letter_id, number=number)
    said = ngettext(
        "The mark was put in %(n)s place. Consents decide there who reads the name.",
        "The mark was put in %(n)s places. Consents decide there who reads the name.",
        places,
    )
    messages.success(request, said % {"n": places})
    return redirect(LETTER, letter_id)


def writable(request: Request, letter_id: UUID, command: str) -> Letter:
    """Return a letter whose text the actor may change. Raises as the rule says."""
    letter = selectors.get_letter(request.act.actor, letter_id)
    if refusal := rules.why_not_write(
        request.act.actor, command, state=letter.state, mandate=letter.mandate
    ):
        raise refusal
    return letter


def start_anew(request: Request, form: forms.Form, version: int) -> bool:
    """Let a form that was overtaken start from the version there is now; say whether it was.

    The text stays as it was typed. Saved again, it replaces a text that its writer has seen.
    """
    sent = request.POST.copy()
    if sent.get("based_on") == str(version):
        return False
    sent["based_on"] = str(version)
    form.data = sent
    return True


def _written(name: str) -> PartName:
    if name not in set(PartName) or PartName(name) in rules.MADE:
        raise errors.PartUnknown
    return PartName(name)
