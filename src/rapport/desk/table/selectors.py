"""Questions to the table: the draft and its history for the lead, what is published for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from rapport.accounts import selectors as accounts
from rapport.desk.areas import selectors as areas
from rapport.desk.areas.models import IssueArea
from rapport.desk.seats import Seat, may
from rapport.desk.table import errors, rules
from rapport.desk.table.models import Copy, Draft, Version
from rapport.desk.table.rules import Answers, Difference, Row
from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact
from rapport.exchange.selectors import Delivery
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.protocol import kinds
from rapport.protocol.kinds import RoutingTable


@dataclass(frozen=True, slots=True)
class Office:
    """An office that will see the table, or was sent it, and what became of that."""

    contact: Contact
    why_not_now: Refusal | None = None
    """What keeps packages from going there; the table waits until then."""
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A function that looks like a person, and why."""

    function: str
    sign: rules.Sign


def draft(actor: Actor, *, lock: bool = False) -> Draft:
    """Return what is being prepared, an empty one before anybody began.

    Raises NotTheLead.
    """
    _for_the_lead(actor)
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    return rows.order_by("number").first() or Draft()


def rows_of(found: Draft) -> list[Row]:
    """Return the rows of a draft, in the order in which they are published."""
    return [Row(**one) for one in found.routes]


def rows_to_fill_in(actor: Actor) -> list[Row]:
    """Return the rows for the lead: saved, and those that areas and responsibilities give."""
    slugs = [one.slug for one in areas.areas_visible_to(actor) if not one.switched_off_at]
    keys = [one.key for one in answering(actor)]
    return rules.rows_offered(slugs, keys, rows_of(draft(actor)))


def answering(actor: Actor) -> list[Answers]:
    """Return who answers for what now, by id; products as a table writes them.

    Not for a product that has no Latin letter: no table can name it.
    """
    found = []
    for row in areas.responsibilities_visible_to(actor):
        product = rules.slug_of(row.product)
        if row.area.switched_off_at is None and bool(product) is bool(row.product):
            owner = str(row.owner.public_id)
            deputy = str(row.deputy.public_id) if row.deputy else ""
            found.append(Answers(row.area.slug, product, row.country, owner, deputy))
    return found


def who_answers(actor: Actor) -> Mapping[rules.Key, tuple[str, str]]:
    """Return the names of owner and deputy for what they answer for; never published."""
    return {
        (row.area.slug, rules.slug_of(row.product), row.country): (
            row.owner.name,
            row.deputy.name if row.deputy else "",
        )
        for row in areas.responsibilities_visible_to(actor)
    }


def own_areas(actor: Actor) -> list[IssueArea]:
    """Return the areas that the desk made itself: others see no more than their short names."""
    return [one for one in areas.areas_visible_to(actor) if not one.packaged]


def doubtful(actor: Actor, functions: Iterable[str]) -> list[Doubtful]:
    """Return which functions look like a person, each once. For the lead."""
    _for_the_lead(actor)
    names = {one.name for seat in Seat for one in accounts.people_with(seat)}
    signs = ((one, rules.looks_like_a_person(one, names)) for one in dict.fromkeys(functions))
    return [Doubtful(function, sign) for function, sign in signs if sign]


# What is published


def published() -> Version | None:
    """Return the newest version, for whoever asks; None before any."""
    return Version.objects.select_related("published_by").order_by("-number").first()


def counting_on(day: date) -> Version | None:
    """Return the version that counts on a day: the newest whose first day has come; or None."""
    return Version.objects.filter(valid_from__lte=day).order_by("-number").first()


def next_after(day: date) -> Version | None:
    """Return the version that will count next, after the one of a day; or None."""
    counting = counting_on(day)
    newer = Version.objects.filter(
        number__gt=counting.number if counting else 0, valid_from__gt=day
    )
    return newer.order_by("valid_from", "-number").first()


def rows_to_withdraw(today: date) -> int | None:
    """Return the most rows of a version that counts or will; None before any was published.

    A newest one without rows withdraws nothing before its day has come.
    """
    counting = counting_on(today)
    since = Version.objects.filter(number__gte=counting.number if counting else 0)
    return max((len(document_of(one).routes) for one in since), default=None)


def document_of(version: Version) -> RoutingTable:
    """Return a version as it was signed."""
    return kinds.RoutingTable.model_validate_json(version.document)


def signed_bytes_of(version: Version) -> bytes:
    """Return a version as a signed package, addressed to nobody. Raises VersionNotFound."""
    row = exchange.unaddressed_body(version.open_package)
    if row is None:
        raise errors.VersionNotFound
    return documents.read(row.body)


def versions(actor: Actor) -> QuerySet[Version]:
    """Return all that was ever published, the newest first. Raises NotTheLead."""
    _for_the_lead(actor)
    return Version.objects.select_related("published_by").order_by("-number")


def get_version(actor: Actor, version_id: UUID) -> Version:
    """Return one version. Raises NotTheLead, VersionNotFound."""
    found = versions(actor).filter(public_id=version_id).first()
    if found is None:
        raise errors.VersionNotFound
    return found


def changed_since(actor: Actor, version: Version | None) -> list[Difference]:
    """Return which responsibilities are otherwise than when a version was published."""
    if version is None:
        return []
    return rules.differences((Answers(**one) for one in version.answering), answering(actor))


def differs(found: Draft, version: Version | None) -> bool:
    """Say whether a draft says something else than a version."""
    if version is None:
        return bool(found.routes or found.fallback)
    document = document_of(version)
    return found.fallback != document.fallback or rows_of(found) != _rows_in(document)


# Who sees it


def offices() -> list[Office]:
    """Return the offices among the contacts, those whose keys were revoked left out."""
    found = [one for one in exchange.contacts("office") if one.revoked_at is None]
    return [Office(one, exchange.why_not_reach(one)) for one in found]


def sent_to(version: Version) -> list[Office]:
    """Return the offices that were sent a version, and what became of each package."""
    copies = Copy.objects.filter(version=version).select_related("contact")
    deliveries = {one.package: one for one in exchange.deliveries_about(version.public_id)}
    return [
        Office(copy.contact, delivery=deliveries.get(copy.package))
        for copy in copies.order_by("contact__name", "id")
    ]


def not_sent_to(version: Version | None) -> list[Contact]:
    """Return the offices among the contacts that were not sent a version."""
    if version is None:
        return []
    have = set(Copy.objects.filter(version=version).values_list("contact_id", flat=True))
    return [one.contact for one in offices() if one.contact.pk not in have]


def _rows_in(document: RoutingTable) -> list[Row]:
    return [
        Row(one.topic or "", one.product or "", one.country or "", one.function, one.deputy)
        for one in document.routes
    ]


def _for_the_lead(actor: Actor) -> None:
    if not may(actor, "publish_table"):
        raise rules.why_not_publish_tables(actor) or errors.VersionNotFound
