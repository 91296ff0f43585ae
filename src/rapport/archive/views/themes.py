"""The map of themes: a page for each version and area, and its twins for programs."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.archive.errors import ThemesNotFound
from rapport.archive.views.twins import opened
from rapport.matching import shown_themes, theme_formats, themes
from rapport.matching.themes import Catalogue, MappedArea, Version
from rapport.web.languages import base_language
from rapport.web.requests import Request, public

JSON_LD: Final = "application/ld+json"
CSV: Final = "text/csv; charset=utf-8"


@public
@require_safe
def themes_page(request: Request, version: int | None = None) -> HttpResponse:
    """Show a version of the map, the newest if none is named, with what it refers to."""
    found = _version(version)
    context = {
        "version": found,
        "older": [one for one in reversed(themes.versions()) if one is not found],
        "newest": themes.newest(),
        "at": version,
        "areas": [(slug, *themes.title_of(slug, found, _language())) for slug in found.areas],
        "catalogues": [_listed(found, one) for one in Catalogue],
    }
    return render(request, "archive/themes.html", context)


@public
@require_safe
def theme_page(request: Request, slug: str, version: int | None = None) -> HttpResponse:
    """Show how one area stands to the other catalogues."""
    found = _version(version)
    area = _area(found, slug)
    title, language = themes.title_of(slug, found, _language())
    context = {
        "version": found,
        "newest": themes.newest(),
        "at": version,
        "area": area,
        "title": title,
        "title_language": language,
        "shown": shown_themes.shown(area.lines, found, area),
    }
    return render(request, "archive/theme.html", context)


@public
@require_safe
def themes_json(request: Request, version: int | None = None) -> HttpResponse:
    """Return a version of the map."""
    return opened(theme_formats.as_json(_version(version)))


@public
@require_safe
def themes_skos(request: Request, version: int | None = None) -> HttpResponse:
    """Return a version of the map as SKOS, its identifiers being addresses of this archive."""
    base = request.build_absolute_uri("/").rstrip("/")
    return opened(theme_formats.as_skos(_version(version), base), JSON_LD)


@public
@require_safe
def themes_csv(request: Request, version: int | None = None) -> HttpResponse:
    """Return the lines of a version as a table."""
    found = _version(version)
    response = HttpResponse(theme_formats.as_csv(found), content_type=CSV)
    name = f"rapport-themes-{found.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public
@require_safe
def theme_json(request: Request, slug: str, version: int | None = None) -> HttpResponse:
    """Return one area with its lines, and of which version they are."""
    found = _version(version)
    told: dict[str, Any] = {"version": found.number, "dated": found.dated.isoformat()}
    return opened(told | theme_formats.area_as_json(_area(found, slug), found))


def _version(number: int | None) -> Version:
    found = themes.newest() if number is None else themes.find_version(number)
    if found is None:
        raise ThemesNotFound
    return found


def _area(version: Version, slug: str) -> MappedArea:
    found = version.areas.get(slug)
    if found is None:
        raise ThemesNotFound
    return found


def _listed(version: Version, catalogue: Catalogue) -> dict[str, Any]:
    about = version.catalogues[catalogue]
    return {
        "catalogue": catalogue,
        "about": about,
        "entries": [
            (theme_formats.anchor(one), shown_themes.entry_in_words(one))
            for one in about.entries.values()
        ],
    }


def _language() -> str:
    return base_language(get_language() or "en")
