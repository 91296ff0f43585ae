"""What stands beside a company in the directory of an office: its own table of functions."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rapport.directory.models import Company
from rapport.foundation.acts import Act
from rapport.matching.routes import in_words
from rapport.office.companies import selectors
from rapport.office.companies.selectors import Statement
from rapport.web.languages import base_language

SHOWN_OPEN = 40
"""A longer table stands folded: the page goes on below it."""


def beside_a_company(act: Act, company: Company) -> SafeString:
    """Return who answers for what at a company, whole, with its date and who signed it."""
    found = selectors.published_by(company.slug, act.today)
    shown = [
        {
            "statement": one,
            "rows": in_words(one.document, base_language(get_language() or "en")),
            "is_long": _is_long(one),
            "is_coming": one is found.coming,
        }
        for one in (found.counting, found.coming)
        if one is not None
    ]
    context = {"company": company, "found": found, "shown": shown}
    return render_to_string("office/companies/_published.html", context)


def _is_long(statement: Statement) -> bool:
    return len(statement.document.routes) > SHOWN_OPEN
