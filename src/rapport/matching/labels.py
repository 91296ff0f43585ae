"""The words people see for the map of themes, and the sentences of it that are translated.

The map is data in English, as catalogues give it. What is ours in it, the short names of the
principles and the reasons, is listed here once more so that it can be translated.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from rapport.matching.themes import Catalogue, Relation, Sure
from rapport.web import labels

labels.register(
    {
        Catalogue.UHRI: _("Universal Human Rights Index (OHCHR)"),
        Catalogue.UNGP: _("Guiding Principles on Business and Human Rights"),
        Catalogue.DSA: _("DSA Transparency Database (European Union)"),
    }
)
labels.register(
    {
        Relation.EXACT: _("the same"),
        Relation.BROADER: _("wider than the area"),
        Relation.NARROWER: _("narrower than the area"),
        Relation.RELATED: _("related"),
    }
)
labels.register(
    {
        Sure.OFFICIAL: _("read in the publisher’s own documentation"),
        Sure.SEVERAL: _("read in several copies that others made"),
        Sure.ONCE: _("read in one copy that others made, or not alike in all"),
        Sure.OLDER: _("read in an older list"),
        Sure.OURS: _("the number of the principle; the short name is ours"),
    }
)

OURS: Final = frozenset(
    {
        gettext_noop("The State’s duty to protect against harm by business"),
        gettext_noop("What States expect of businesses"),
        gettext_noop("Laws, policies, guidance and reporting"),
        gettext_noop("Businesses that a State owns, controls or supports"),
        gettext_noop("Services that a State leaves to businesses"),
        gettext_noop("What a State buys and sells"),
        gettext_noop("Areas of conflict"),
        gettext_noop("One policy in all parts of a State"),
        gettext_noop("Investment treaties and contracts"),
        gettext_noop("Multilateral institutions"),
        gettext_noop("The responsibility to respect"),
        gettext_noop("Which rights are meant"),
        gettext_noop("Harm of one’s own and harm one is linked to"),
        gettext_noop("Every business, whatever its size"),
        gettext_noop("The policies and processes needed"),
        gettext_noop("Policy commitment"),
        gettext_noop("Due diligence: what it covers"),
        gettext_noop("Finding impacts, with those affected"),
        gettext_noop("Acting on what was found"),
        gettext_noop("Following whether it works"),
        gettext_noop("Accounting for it in public"),
        gettext_noop("Making harm good"),
        gettext_noop("Local law, and where it conflicts"),
        gettext_noop("What is gravest goes first"),
        gettext_noop("The State’s duty to give access to remedy"),
        gettext_noop("Remedy by courts"),
        gettext_noop("Remedy by the State outside courts"),
        gettext_noop("Remedy outside the State"),
        gettext_noop("A company’s own grievance mechanism"),
        gettext_noop("Mechanisms of industries and alliances"),
        gettext_noop("What makes a mechanism effective"),
        gettext_noop("It names the same three things: commitment, due diligence and remedy."),
        gettext_noop("It is one part of what the area covers."),
        gettext_noop("Harm may come through others who use the products, or through partners."),
        gettext_noop("An order or local law may demand what international standards forbid."),
        gettext_noop("Taking part in the gravest abuses is to be treated as a matter of law."),
        gettext_noop("Where there is conflict, the gravest harm is likeliest."),
        gettext_noop("Those affected are heard when impacts are looked for."),
        gettext_noop("What can be done depends on how much influence the company has."),
        gettext_noop("A group’s rights have standards of their own, to be looked at besides."),
        gettext_noop("It counts the fundamental principles of the ILO among the rights."),
        gettext_noop("In armed conflict humanitarian law is to be respected as well."),
        gettext_noop("Threats to life, or harm that cannot be made good, go first."),
        gettext_noop("Complaints and appeals to the company belong to such a mechanism."),
        gettext_noop("The public has to learn how the company handles it."),
        gettext_noop("Whether it works is followed with figures, by group and sex too."),
        gettext_noop("Impacts can be looked for before a system is used or changed."),
        gettext_noop("It asks that nobody who defends rights lawfully is obstructed."),
        gettext_noop(
            "Where the company took part in the harm, it takes part in making it good."
        ),
    }
)
"""What the newest version says in our own words."""


def in_the_readers_words(text: str) -> str:
    """Return what is ours in the reader's language; official titles as they are."""
    return gettext(text) if text in OURS else text
