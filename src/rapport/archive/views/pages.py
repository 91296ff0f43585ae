"""The pages of the record."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.archive import forms, rules, selectors
from rapport.archive.models import Letter
from rapport.documents import services as documents
from rapport.protocol.kinds import Publication, PublicReply, ReplyKind
from rapport.web import line60
from rapport.web.downloads import download
from rapport.web.line60 import Fact
from rapport.web.requests import Request, public

ON_A_PAGE: Final = 20
NEWEST: Final = 5


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """Show the search, what is new in the record, and the ways into it."""
    countries = _countries()
    context = {
        "countries": countries,
        "newest": selectors.newest(NEWEST),
        "how_many": selectors.how_many(),
        "facets": selectors.facets_of(selectors.Search(selectors.Query()), countries),
        "longest": selectors.LONGEST_QUERY,
    }
    return render(request, "archive/home.html", context)


@public
@require_safe
def letters(request: Request) -> HttpResponse:
    """Show the letters that are asked for, with counted choices and quotations."""
    query = forms.query_of(request.GET)
    search = selectors.Search(query)
    page = Paginator(search.in_order(), ON_A_PAGE).get_page(request.GET.get("page"))
    countries = _countries()
    facets = selectors.facets_of(search, countries)
    quoted = selectors.snippets(page.object_list, query.phrases) if query.phrases else {}
    context = {
        "countries": countries,
        "query": query,
        "page": page,
        "hits": [(one, quoted.get(one.pk)) for one in page.object_list],
        "facets": facets,
        "active": forms.active(request.GET, facets),
        "all": forms.address(request.GET, sort=None),
        "sorts": _sorts(request, query),
        "pages": forms.address(request.GET),
        "longest": selectors.LONGEST_QUERY,
    }
    return render(request, "archive/letters.html", context)


def _countries() -> dict[str, str]:
    return selectors.country_names(get_language() or "en")


def _sorts(request: Request, query: selectors.Query) -> list[tuple[rules.Sort, str]]:
    """Return the other orders that make sense, with their addresses."""
    return [
        (sort, forms.address(request.GET, sort=sort.value))
        for sort in rules.Sort
        if sort is not query.order and (query.phrases or sort is not rules.Sort.BEST)
    ]


@public
@require_safe
def letter(request: Request, slug: str) -> HttpResponse:
    """Show one letter: question beside answer, papers, citation, where each fact is from."""
    found = selectors.get_letter(slug)
    publication = selectors.publications_of([found]).get(found.pk)
    context: dict[str, Any] = {
        "letter": found,
        "countries": _countries(),
        "address": request.build_absolute_uri(request.path),
    }
    if publication is None:
        context["files"] = selectors.files_of(found)
        return render(request, "archive/record.html", context)
    pairs = rules.pairs(publication)
    context |= {
        "publication": publication,
        "pairs": pairs,
        "tally": rules.tally(pairs),
        "papers": selectors.papers_of(found),
        "versions": selectors.versions_of(found),
        "line": _line(found, publication),
    }
    return render(request, "archive/letter.html", context)


def _line(letter: Letter, publication: Publication) -> line60.Line60 | None:
    """Draw the line as it stood when it was published: what came later is not known here."""
    if publication.reply_due_on <= publication.dated_on:
        return None
    sent = Fact(publication.dated_on, "office", _("Letter sent"), _("Letter sent"))
    facts = [sent, *(_came(one) for one in publication.replies)]
    return line60.draw(
        reference=letter.reference,
        sent_on=publication.dated_on,
        due_on=publication.reply_due_on,
        today=publication.published_on,
        facts=facts,
        public_on=letter.public_on,
        replied_on=letter.replied_on,
    )


def _came(reply: PublicReply) -> Fact:
    said = {
        ReplyKind.SUBSTANTIVE: _("Full reply"),
        ReplyKind.INTERIM: _("Interim reply"),
        ReplyKind.REFUSAL: _("Reply: every question declined"),
    }[reply.kind]
    text = _("%(reply)s, not public at the company’s request") % {"reply": said}
    return Fact(reply.received_on, "desk", said, text if reply.withheld else said)


@public
@require_safe
def paper(request: Request, slug: str, name: str) -> HttpResponse:
    """Give a PDF of a letter out, as it came from the office."""
    found = selectors.get_paper(slug, name)
    response = HttpResponse(documents.read(found.file), content_type=found.file.media_type)
    response["Content-Disposition"] = f'inline; filename="{slug}-{found.name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@public
@require_safe
def file(request: Request, slug: str, sha256: str) -> HttpResponse:
    """Give a file of a public record out as it came, to be kept: it is not opened here."""
    found = selectors.get_file(slug, sha256)
    data = documents.read(found.file)
    return download(data, name=found.path, media_type=found.file.media_type)
