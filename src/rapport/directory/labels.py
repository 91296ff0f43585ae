"""The words people see for the directory's codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.directory.rules import (
    AskedBy,
    Basis,
    Checked,
    CompanyStatus,
    Confidence,
    Deed,
    HoldersKnown,
    MandateKind,
    MandateStatus,
    RegionGroup,
    Relevance,
    Scope,
)
from rapport.web import labels

# One call an enum: members of two enums with the same code are the same key of a mapping.
labels.register(
    {
        Confidence.HIGH: _("Sure"),
        Confidence.MEDIUM: _("Fairly sure"),
        Confidence.LOW: _("Not sure"),
    }
)
labels.register(
    {
        Basis.READ: _("Stands in a source named here"),
        Basis.MIXED: _(
            "Part of it stands in a source named here, the rest is general knowledge"
        ),
        Basis.INFERRED: _("Concluded from a source that does not say it outright"),
        Basis.KNOWLEDGE: _("General knowledge; no source was read"),
    }
)
labels.register(
    {
        MandateKind.RAPPORTEUR: _("Special Rapporteur"),
        MandateKind.EXPERT: _("Independent Expert"),
        MandateKind.GROUP: _("Working Group"),
    }
)
labels.register(
    {
        Scope.THEMATIC: _("Thematic"),
        Scope.COUNTRY: _("On one country"),
    }
)
labels.register(
    {
        MandateStatus.ACTIVE: _("In force"),
        MandateStatus.DORMANT: _("Created, not begun"),
        MandateStatus.MERGED: _("Merged into another"),
        MandateStatus.DISCONTINUED: _("Ended"),
    }
)
labels.register(
    {
        Relevance.CORE: _("Often"),
        Relevance.REGULAR: _("Regularly"),
        Relevance.OCCASIONAL: _("Now and then"),
    }
)
labels.register(
    {
        Checked.TEXT: _("Its text was read"),
        Checked.CATALOGUE: _("Found in the catalogue; its text was not read"),
        Checked.NO: _("Not checked"),
    }
)
labels.register(
    {
        HoldersKnown.YES: _("Known"),
        HoldersKnown.PARTIAL: _("Known in part"),
        HoldersKnown.NO: _("Not known here"),
        HoldersKnown.NOT_APPLICABLE: _("Nobody holds it any more"),
    }
)
labels.register(
    {
        CompanyStatus.ACTIVE: _("In business"),
        CompanyStatus.INSOLVENT: _("Insolvent"),
    }
)
labels.register(
    {
        RegionGroup.AFRICAN: _("African States"),
        RegionGroup.ASIA_PACIFIC: _("Asia-Pacific States"),
        RegionGroup.EASTERN_EUROPEAN: _("Eastern European States"),
        RegionGroup.GRULAC: _("Latin American and Caribbean States"),
        RegionGroup.WEOG: _("Western European and other States"),
    }
)
labels.register(
    {
        AskedBy.MANDATES: _("Mandate holders"),
        AskedBy.COMPANIES: _("Companies"),
    }
)
labels.register(
    {
        Deed.ADDED: _("New"),
        Deed.CHANGED: _("Changed"),
        Deed.DROPPED: _("No longer listed"),
    }
)

KINDS: Final[Mapping[str, Promise]] = {
    "countries": _("Countries and territories"),
    "mandates": _("Mandates"),
    "holders": _("Terms of mandate holders"),
    "companies": _("Companies"),
    "sessions": _("Sessions of the Council"),
    "dialogues": _("Dialogues"),
}
"""Kinds of record, in the order of a file."""

SECTORS: Final[Mapping[str, Promise]] = {
    "adult-content": _("Adult content"),
    "advertising": _("Advertising"),
    "app-store": _("App stores"),
    "artificial-intelligence": _("Artificial intelligence"),
    "audio": _("Audio"),
    "cloud": _("Cloud"),
    "collaboration": _("Working together online"),
    "data-analytics": _("Data analytics"),
    "dating": _("Dating"),
    "device": _("Devices"),
    "digital-forensics": _("Digital forensics"),
    "email": _("E-mail"),
    "enterprise-hardware": _("Hardware for enterprises"),
    "enterprise-software": _("Software for enterprises"),
    "facial-recognition": _("Face recognition"),
    "gaming": _("Games"),
    "housing": _("Housing"),
    "internet-access": _("Access to the internet"),
    "internet-infrastructure": _("Infrastructure of the internet"),
    "knowledge": _("Knowledge"),
    "marketplace": _("Marketplaces"),
    "messaging": _("Messages"),
    "mobile-money": _("Mobile money"),
    "mobile-payments": _("Mobile payments"),
    "network-equipment": _("Network equipment"),
    "non-profit": _("Non-profit"),
    "platform-work": _("Platform work"),
    "publishing": _("Publishing"),
    "satellite": _("Satellites"),
    "search": _("Search"),
    "security": _("Security"),
    "semiconductors": _("Chips"),
    "social-media": _("Social media"),
    "spyware": _("Intrusion technology"),
    "streaming": _("Streaming"),
    "surveillance": _("Surveillance technology"),
    "telecom": _("Telecommunications"),
    "telecom-vendor": _("Telecommunications equipment"),
    "transport": _("Transport"),
    "travel": _("Travel"),
    "video-sharing": _("Video sharing"),
}
"""Sectors of the companies that come with Rapport; a file may bring others."""


def sector(slug: str) -> str:
    """Return the words for a sector; one that came with a file is shown as it was written."""
    words = SECTORS.get(slug)
    return str(words) if words else slug.replace("-", " ").capitalize()
