"""Doors of the table: fill it in, look at it as others will, publish it; and show it to all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.desk.areas import selectors as areas
from rapport.desk.inbox.views import opens_to
from rapport.desk.table import errors, rules, selectors, services
from rapport.desk.table.forms import PublishForm, TableForm
from rapport.desk.table.models import Draft, Version
from rapport.desk.table.rules import Row
from rapport.foundation.acts import Act
from rapport.matching.routes import RouteInWords, in_words
from rapport.web.languages import base_language
from rapport.web.requests import Request, public
from rapport.web.trying import DONE, form_of, tried

MEDIA_TYPE = "application/vnd.rapport.package+zip"
TABLE = "desk_table:table"


@dataclass(frozen=True, slots=True)
class RowInWords:
    """A row to fill in: for what, who answers for it here, its two fields."""

    area: str
    product: str
    country: str
    owner: str
    deputy: str
    fields: tuple[BoundField, BoundField]


@dataclass(frozen=True, slots=True)
class Words:
    """What areas and countries are called in the language of the page."""

    titles: dict[str, str]
    countries: dict[str, str]

    def area(self, slug: str) -> str:
        """Return the title of an area; its short name where it is gone."""
        return self.titles.get(slug, slug)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return self.countries.get(code, code)


@require_http_methods(["GET", "POST"])
@opens_to("publish_table")
def table(request: Request) -> HttpResponse:
    """Show what is published and what has changed since; fill the table in."""
    act = request.act
    draft = selectors.draft(act.actor)
    offered = selectors.rows_to_fill_in(act.actor)
    words = Words(_titles(act), dict(areas.countries_by_name(_language())))
    form = form_of(
        request,
        TableForm,
        offered=offered,
        areas=list(words.titles.items()),
        countries=list(words.countries.items()),
        initial={"fallback": draft.fallback, "based_on": draft.version},
    )
    status = tried(
        request,
        form,
        lambda: services.save_table(
            act,
            rows=form.rows(),
            fallback=form.cleaned_data["fallback"],
            based_on=form.cleaned_data["based_on"],
        ),
    )
    if status == DONE:
        messages.success(request, _("The table was saved. Nobody outside sees it yet."))
        return redirect(TABLE)
    context = {
        **_standing(act, draft, words),
        "form": form,
        "rows": _rows(act, form, offered, words),
    }
    return render(request, "desk/table/table.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("publish_table")
def publish(request: Request) -> HttpResponse:
    """Show the table as offices will see it and who that is; publish it."""
    act = request.act
    draft = selectors.draft(act.actor)
    initial = {"valid_from": act.today, "based_on": draft.version}
    form = form_of(request, PublishForm, initial=initial)
    status = tried(
        request,
        form,
        lambda: services.publish_table(act, language=_language(), **form.cleaned_data),
    )
    if status == DONE:
        messages.success(request, _("The table was published."))
        return redirect(TABLE)
    rows = selectors.rows_of(draft)
    functions = [draft.fallback, *(text for one in rows for text in (one.function, one.deputy))]
    context = {
        "form": form,
        "fallback": draft.fallback,
        "rows": _preview(act, draft, rows),
        "why_not": None if draft.fallback else errors.FallbackMissing(),
        "doubtful": selectors.doubtful(act.actor, filter(None, functions)),
        "own_areas": _own_areas(act, rows),
        "company": settings.RAPPORT_NAME,
        **_readers(),
    }
    return render(request, "desk/table/publish.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("publish_table")
def withdraw(request: Request) -> HttpResponse:
    """Say what withdrawing means, and leave the fallback alone."""
    act = request.act
    if request.method == "POST":
        services.withdraw_table(act)
        messages.success(
            request, _("The rows were withdrawn. The fallback alone is published.")
        )
        return redirect(TABLE)
    if refusal := rules.why_not_withdraw(
        act.actor, published_rows=selectors.rows_to_withdraw(act.today)
    ):
        raise refusal
    newest = selectors.published()
    context = {"document": selectors.document_of(newest) if newest else None, **_readers()}
    return render(request, "desk/table/withdraw.html", context)


@require_POST
@opens_to("publish_table")
def send(request: Request) -> HttpResponse:
    """Send the published table to the offices that have not got it."""
    sent = services.send_table(request.act)
    said = ngettext(
        "The table was sent to %(n)s office.", "The table was sent to %(n)s offices.", sent
    )
    messages.success(request, said % {"n": sent})
    return redirect(TABLE)


@require_safe
@opens_to("publish_table")
def version(request: Request, version_id: UUID) -> HttpResponse:
    """Show a version whole, and what became of it on its way to each office."""
    found = selectors.get_version(request.act.actor, version_id)
    document = selectors.document_of(found)
    context = {
        "version": found,
        "document": document,
        "rows": in_words(document, _language()),
        "sent_to": selectors.sent_to(found),
    }
    return render(request, "desk/table/version.html", context)


@public(on=("desk",))
@require_safe
def who_answers(request: Request) -> HttpResponse:
    """Show anybody which function answers for what: what counts today, and what will."""
    today = request.act.today
    found = (selectors.counting_on(today), selectors.next_after(today), selectors.published())
    shown = [_shown(one) for one in dict.fromkeys(found) if one is not None]
    context = {"company": settings.RAPPORT_NAME, "shown": shown}
    return render(request, "desk/table/who_answers.html", context)


@public(on=("desk",))
@require_safe
def signed(request: Request) -> HttpResponse:
    """Give anybody the newest version, signed. Raises VersionNotFound before any."""
    newest = selectors.published()
    if newest is None:
        raise errors.VersionNotFound
    response = HttpResponse(selectors.signed_bytes_of(newest), content_type=MEDIA_TYPE)
    name = f"routing-table-{newest.number}.rapport"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _preview(act: Act, draft: Draft, rows: list[Row]) -> list[RouteInWords]:
    """Return the rows as offices will read them, in the language of this page."""
    if not draft.fallback:
        return []
    document = services.as_document(act, rows, draft.fallback, act.today, language=_language())
    return in_words(document, _language())


def _shown(found: Version) -> dict[str, Any]:
    document = selectors.document_of(found)
    return {"version": found, "document": document, "rows": in_words(document, _language())}


def _standing(act: Act, draft: Draft, words: Words) -> dict[str, Any]:
    """Return what is published, what differs from it, and who has not got it."""
    newest = selectors.published()
    return {
        "newest": newest,
        "published": selectors.document_of(newest) if newest else None,
        "why_not_withdraw": rules.why_not_withdraw(
            act.actor, published_rows=selectors.rows_to_withdraw(act.today)
        ),
        "differs": selectors.differs(draft, newest),
        "changes": [
            (one, words.area(one.topic), words.country(one.country))
            for one in selectors.changed_since(act.actor, newest)
        ],
        "not_sent_to": selectors.not_sent_to(newest),
        "versions": list(selectors.versions(act.actor)),
        "address": _address("who_answers"),
    }


def _readers() -> dict[str, Any]:
    return {
        "offices": selectors.offices(),
        "address": _address("who_answers"),
        "signed_address": _address("signed"),
    }


def _rows(act: Act, form: TableForm, offered: list[Row], words: Words) -> list[RowInWords]:
    names = selectors.who_answers(act.actor)
    found = []
    for row in offered:
        owner, deputy = names.get(row.key, ("", ""))
        found.append(
            RowInWords(
                words.area(row.topic),
                row.product,
                words.country(row.country),
                owner,
                deputy,
                form.fields_of(row),
            )
        )
    return found


def _titles(act: Act) -> dict[str, str]:
    rows = areas.areas_in_words(act.actor, _language())
    return {one.area.slug: one.title for one in rows}


def _own_areas(act: Act, rows: list[Row]) -> list[str]:
    """Return the titles of the desk's own areas in the table: others see their short names."""
    titles, used = _titles(act), {one.topic for one in rows}
    own = selectors.own_areas(act.actor)
    return [titles[one.slug] for one in own if one.slug in used]


def _address(name: str) -> str:
    return f"{settings.RAPPORT_URL}{reverse(f'desk_table:{name}')}"


def _language() -> str:
    return base_language(get_language() or "en")
