"""Questions about public versions, and about letters that wait to be published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact
from rapport.foundation.acts import Actor
from rapport.journal import selectors as journal
from rapport.mail import selectors as mail
from rapport.office.communications import rules as letter_rules
from rapport.office.communications import selectors as letters
from rapport.office.communications.models import Letter
from rapport.office.publishing.models import Publication
from rapport.office.seats import may
from rapport.protocol.references import slug_of


def publications_of(letter: Letter) -> list[Publication]:
    """Return the public versions of a letter, the latest first."""
    rows = Publication.objects.filter(letter=letter).select_related("archive", "by", "letter")
    return list(rows.order_by("-version"))


def latest_of(letter: Letter) -> Publication | None:
    """Return the latest public version of a letter, or None."""
    return next(iter(publications_of(letter)), None)


def find_public_address(versions: Iterable[Publication]) -> str | None:
    """Return where anybody reads a letter, or None: as far as the archive's card tells.

    An address of this machine is nobody else's, but in a demonstration.
    """
    taken = next((one for one in versions if one.received_at), None)
    if taken is None:
        return None
    url = taken.archive.url.rstrip("/")
    if not url.startswith("https://") and not settings.RAPPORT_DEMO:
        return None
    return f"{url}/letters/{slug_of(taken.letter.reference)}"


def find_waiting(publication_id: UUID, *, lock: bool = False) -> Publication | None:
    """Return a public version for the work that posts it, or None."""
    rows = Publication.objects.select_related("letter", "letter__case", "archive")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(public_id=publication_id).first()


def held_up() -> dict[UUID, datetime]:
    """Return since when the making of public versions is given up, by version."""
    return journal.given_up_for("publication", "office_publishing.dispatch")


def held_up_versions(actor: Actor) -> list[tuple[Publication, datetime]]:
    """Return versions of the actor's letters that have not left, and since when.

    As work for them was given up, and nobody stopped them; the oldest first.
    """
    since = held_up()
    if not since:
        return []
    rows = Publication.objects.filter(
        public_id__in=since, refused_at=None, letter__in=letters.signed_by(actor)
    )
    return [(one, since[one.public_id]) for one in rows.select_related("letter").order_by("id")]


def on_its_way(case: UUID) -> list[Publication]:
    """Return the public versions of a case's letters that nobody has answered, locked."""
    rows = Publication.objects.select_for_update(of=("self",))
    rows = rows.filter(letter__case__public_id=case, received_at=None, refused_at=None)
    return list(rows.select_related("letter", "letter__case", "archive").order_by("id"))


def find_by_package(package: UUID) -> Publication | None:
    """Return the public version of a posted package, locked, or None."""
    rows = Publication.objects.select_for_update(of=("self",)).select_related("letter")
    return rows.filter(package=package).first()


def find_archive() -> Contact | None:
    """Return the archive that this office publishes in, or None without one to be reached."""
    reached = (one for one in exchange.contacts("archive") if not exchange.why_not_reach(one))
    return next(reached, None)


def ready_to_publish(actor: Actor, at: datetime) -> QuerySet[Letter]:
    """Return the letters that the actor may publish now and that are not public as they stand.

    Those that were never published, that the archive did not take, and those to which a reply
    came, or was filed, after they were, or whose public reply was taken back; the ones that
    have waited longest first.
    """
    if not may(actor, "publish_letter"):
        return letters.letters_visible_to(actor).none()
    versions = Publication.objects.filter(refused_at=None)
    since = versions.filter(letter=OuterRef("letter"), at__gte=OuterRef("kept_at"))
    news = letters.standing_replies().filter(~Exists(since), letter=OuterRef("pk"))
    later = versions.filter(letter=OuterRef("letter"), at__gte=OuterRef("struck_at"))
    held = since.filter(at__lt=OuterRef("struck_at"))
    gone = letters.struck_replies().filter(~Exists(later), Exists(held), letter=OuterRef("pk"))
    replied = Exists(letters.standing_replies().filter(letter=OuterRef("pk")))  # it arrived
    arrived = Q(received_at__isnull=False) | Q(accepted_at__isnull=False, bounced_at=None)
    arrived |= Q(replied) | letters.acknowledged()
    unfiled = mail.to_be_filed().order_by().values("matter")
    scanned = letters.letters_with_scans().order_by().values("pk")
    arrived &= ~Q(public_id__in=unfiled) & ~Q(pk__in=scanned)
    sent = letters.letters_visible_to(actor).filter(
        arrived,
        state__in=letter_rules.SENT_STATES,
        public_from__lte=at,
        withdrawn_at=None,
    )
    never = ~Exists(versions.filter(letter=OuterRef("pk")))
    waiting = sent.filter(never | Exists(news) | Exists(gone))
    return waiting.order_by("public_from", "id")
