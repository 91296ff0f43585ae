"""Questions to the mail. Who may ask about a matter, the room that owns the matter says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from rapport.foundation.errors import Refusal
from rapport.mail import errors, rules
from rapport.mail.errors import MessageNotFound
from rapport.mail.models import Address, Inbound, InboundFile, Mailbox, Outbound, Withheld
from rapport.mail.rules import TO_BE_FILED, Kind, Outcome, Purpose, State

ENDED = (State.BOUNCED, State.REFUSED)
"""States of a message that did not arrive."""


def why_not_on() -> Refusal | None:
    """Say why no letter can go by mail here, None when it can."""
    if settings.RAPPORT_DEMO:
        return errors.MailNotForDemonstrations()
    needed = {
        "MAIL_URL": "smtp" in settings.EMAIL_BACKEND and settings.EMAIL_HOST,
        "MAIL_IN_URL": settings.RAPPORT_MAIL_IN["host"],
        "MAIL_ADDRESS": settings.RAPPORT_MAIL_ADDRESS,
    }
    if missing := [f"RAPPORT_{name}" for name, value in needed.items() if not value]:
        return errors.MailOff(missing=", ".join(missing))
    encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if not rules.is_safe(host=settings.EMAIL_HOST, encrypted=encrypted):
        return errors.MailNotSafe(host=settings.EMAIL_HOST)
    return None


def address_in_use(matter: UUID) -> str:
    """Return the address to which answers about a matter come, or an empty text."""
    row = Address.objects.filter(matter=matter, retired_at=None).first()
    return rules.address_with(settings.RAPPORT_MAIL_ADDRESS, row.token) if row else ""


def sent_about(matter: UUID) -> list[Outbound]:
    """Return the messages that were posted about a matter, in order."""
    rows = Outbound.objects.filter(matter=matter).select_related("replaces", "address")
    return list(rows.order_by("posted_at", "id"))


def came_about(matter: UUID) -> list[Inbound]:
    """Return the messages that came about a matter, in order; those in quarantine too."""
    rows = Inbound.objects.filter(matter=matter).select_related("about", "raw").defer("text")
    return list(rows.order_by("arrived_at", "id"))


def in_trouble(state: State) -> QuerySet[Outbound]:
    """Return the messages of a state that nothing was posted to replace, oldest first."""
    replaced = Outbound.objects.exclude(replaces=None).values("replaces")
    return Outbound.objects.filter(state=state).exclude(pk__in=replaced).order_by("id")


def not_told(matter: UUID | None = None) -> QuerySet[Outbound]:
    """Return the words of withdrawal that came back or were not taken, with nothing done.

    About one matter, or any.
    """
    replaced = Outbound.objects.exclude(replaces=None).values("replaces")
    rows = Outbound.objects.filter(purpose=Purpose.WITHDRAWAL, state__in=ENDED, let_go_at=None)
    rows = rows if matter is None else rows.filter(matter=matter)
    return rows.exclude(pk__in=replaced).order_by("id")


def withdrawals() -> QuerySet[Outbound]:
    """Return the words of withdrawal that were ever posted, whatever became of them."""
    return Outbound.objects.filter(purpose=Purpose.WITHDRAWAL).order_by("id")


def is_reported_back(message: Outbound) -> bool:
    """Whether a report that nobody disbelieves says that a message came back."""
    rows = Inbound.objects.filter(about=message, kind=Kind.BOUNCE, disbelieved_at=None)
    return rows.exists()


def waiting_since(at: datetime) -> int:
    """Return how many messages that were posted before an instant wait for the mail server."""
    open_states = [State.QUEUED, State.SENDING]
    return Outbound.objects.filter(state__in=open_states, posted_at__lt=at).count()


def to_be_filed(matters: Collection[UUID] | None = None) -> QuerySet[Inbound]:
    """Return the answers that nobody has filed or put aside; about these matters, or any.

    What is marked automatic and may be a reply all the same is among them.
    """
    rows = Inbound.objects.filter(
        outcome="", quarantine="", kind__in=TO_BE_FILED, matter__isnull=False
    )
    rows = rows if matters is None else rows.filter(matter__in=matters)
    return rows.defer("text").order_by("arrived_at", "id")


def matters_to_be_filed(matters: Collection[UUID]) -> set[UUID]:
    """Return the matters about which an answer came that nobody has filed or put aside."""
    if not matters:
        return set()
    rows = to_be_filed(matters).order_by().values_list("matter", flat=True)
    return {one for one in rows if one}


def acknowledging(matters: Collection[UUID] | None = None) -> QuerySet[Inbound]:
    """Return the messages that say, as a person read them, that what they are about arrived.

    About these matters, or any; the earliest day first.
    """
    rows = Inbound.objects.filter(outcome=Outcome.ACKNOWLEDGES, matter__isnull=False)
    rows = rows if matters is None else rows.filter(matter__in=matters)
    return rows.defer("text").order_by("receipt_on", "id")


def came_back(addresses_of: Collection[UUID]) -> list[Outbound]:
    """Return the messages about matters that came back or were not taken, the newest first."""
    rows = Outbound.objects.filter(matter__in=list(addresses_of), state__in=ENDED)
    return list(rows.order_by("-ended_at", "-id"))


def in_quarantine() -> QuerySet[Inbound]:
    """Return the messages that wait for a person to say what they are."""
    rows = Inbound.objects.filter(outcome="").exclude(quarantine="")
    return rows.defer("text").order_by("arrived_at", "id")


def put_aside_in_quarantine() -> QuerySet[Inbound]:
    """Return the messages of nobody's matter that a person has put aside, the latest first."""
    rows = Inbound.objects.filter(outcome=Outcome.PUT_ASIDE).exclude(quarantine="")
    return rows.defer("text").order_by("-settled_at", "-id")


def get_inbound(message: UUID, *, lock: bool = False) -> Inbound:
    """Return a message that came. Raises MessageNotFound."""
    rows = Inbound.objects.select_related("raw", "about", "filed_with")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=message).first()
    if found is None:
        raise MessageNotFound
    return found


def times_taken_back(matter: UUID, road: rules.Road, sha256: str) -> int:
    """Return how often these bytes were put to a matter by a road and taken back."""
    rows = Inbound.objects.filter(matter=matter, road=road, raw__sha256=sha256)
    return rows.filter(outcome=rules.Outcome.TAKEN_BACK).count()


def files_of(message: Inbound) -> list[InboundFile]:
    """Return the files that came with a message, in order."""
    rows = InboundFile.objects.filter(message=message).select_related("file")
    return list(rows.order_by("number"))


def get_outbound(message: UUID, *, lock: bool = False) -> Outbound:
    """Return a message that was posted. Raises MessageNotFound."""
    rows = Outbound.objects.select_related("body", "address")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=message).first()
    if found is None:
        raise MessageNotFound
    return found


def posted_as(ids: Collection[str]) -> list[Outbound]:
    """Return the messages of ours that bear these Message-IDs, in the order of the ids."""
    rows = {one.message_id: one for one in Outbound.objects.filter(message_id__in=list(ids))}
    return [rows[one] for one in dict.fromkeys(ids) if one in rows]


def posted_in(envelope: str) -> list[Outbound]:
    """Return the message of ours that went in an envelope of this id, if there is one."""
    try:
        return list(Outbound.objects.filter(public_id=UUID(hex=envelope)))
    except ValueError:
        return []


def trust_of(report: Inbound) -> tuple[rules.Trust, str]:
    """Say how far a report can be trusted, and the domain that speaks for it."""
    return rules.trust_in_report(
        is_own=report.is_own,
        checked=rules.checked_domains(report.results, report.dkim),
        sent_to=report.about.to if report.about else "",
        exchangers=report.exchangers,
    )


def last_posted(
    matter: UUID, purpose: Purpose | None = None, *, to: Collection[str] | None = None
) -> Outbound | None:
    """Return the newest message about a matter, or None.

    Of one purpose, or to one of some addresses (in small letters), when that is asked.
    """
    rows = Outbound.objects.filter(matter=matter)
    rows = rows.filter(purpose=purpose) if purpose else rows
    if to is not None:
        rows = rows.annotate(to_in_small=Lower("to")).filter(to_in_small__in=list(to))
    return rows.order_by("-id").first()


def find_address(token: str) -> Address | None:
    """Return the address of a token, in use or not, or None."""
    return Address.objects.filter(token=token).first()


def is_known(sha256: str) -> bool:
    """Whether a message of these bytes is here."""
    return Inbound.objects.filter(raw__sha256=sha256).exists()


def mailbox() -> Mailbox | None:
    """Return how far the mailbox was read, None before the first time."""
    return Mailbox.objects.order_by("-next_at").first()


def is_unread_since(at: datetime) -> bool:
    """Whether the mailbox could not be read to its end since an instant."""
    row = mailbox()
    return row is not None and (row.read_at is None or row.read_at < at) and bool(row.trouble)


def withheld(*, is_told: bool = False) -> QuerySet[Withheld]:
    """Return the messages that the server lists and has not handed out, the oldest first.

    All of them, or those that were refused often enough to be told.
    """
    rows = Withheld.objects.filter(ending="")
    rows = rows.filter(tries__gte=rules.TOLD_AFTER) if is_told else rows
    return rows.order_by("noted_at", "id")


def withheld_ended() -> QuerySet[Withheld]:
    """Return those that are asked for no more, the last first; not those that were taken in."""
    rows = Withheld.objects.exclude(ending__in=["", rules.Ending.TAKEN_IN])
    return rows.order_by("-ended_at", "-id")


def get_withheld(withheld: UUID, *, lock: bool = False) -> Withheld:
    """Return a message that was not handed out. Raises MessageNotFound."""
    rows = Withheld.objects.all()
    found = (rows.select_for_update() if lock else rows).filter(public_id=withheld).first()
    if found is None:
        raise MessageNotFound
    return found


def unsettled() -> QuerySet[Outbound]:
    """Return the messages that wait, are being handed over or are in doubt, in order."""
    open_states = Q(state__in=[State.QUEUED, State.SENDING, State.IN_DOUBT])
    return Outbound.objects.filter(open_states).order_by("id")


def waiting_for(matter: UUID) -> bool:
    """Whether a message about a matter waits, is being handed over or is in doubt."""
    return unsettled().filter(matter=matter).exists()


def perhaps_left() -> int:
    """Return how many messages are in doubt because a backup was restored."""
    return Outbound.objects.filter(state=State.IN_DOUBT, restored_at__isnull=False).count()
