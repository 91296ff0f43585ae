"""Publish letter and reply: confirmed by a person, set in type, posted to the archive."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.exchange.services import call_off, post
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import enqueue, record, work
from rapport.mail import selectors as mail
from rapport.office.cases import selectors as cases
from rapport.office.communications import selectors as letters
from rapport.office.communications.models import Letter
from rapport.office.publishing import errors, rules, selectors
from rapport.office.publishing.events import (
    PublicationHandedOver,
    PublicationReceived,
    PublicationRefused,
    PublicationStopped,
    PublicVersionConfirmed,
)
from rapport.office.publishing.models import Publication
from rapport.office.publishing.rules import Earlier
from rapport.office.publishing.services.papers import papers_of
from rapport.office.publishing.services.preparing import Prepared, prepare
from rapport.protocol import kinds
from rapport.protocol.package import Part

log = logging.getLogger("rapport.office")


@transaction.atomic
def publish_letter(
    act: Act, *, letter_id: UUID, also_withhold: Sequence[str] = (), read: str | None = None
) -> Publication:
    """Make letter and reply public, as the secretariat: the version is fixed and handed over.

    `read` is the fingerprint of the version that the person has read; where another one would
    leave now, nothing does. A program that reads nothing leaves it out. Raises LetterNotFound,
    NotThePublisher, NotSent, TooEarly, NotDelivered, NoArchive, OnItsWay, AlreadyPublished,
    ChangedMeanwhile, WordsNotFound, WordsTooShort, MarkUnknown. Records PublicVersionConfirmed.
    """
    letter = letters.get_letter(act.actor, letter_id, lock=True)
    if refusal := why_not_prepare(act, letter):
        raise refusal
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    latest = selectors.latest_of(letter)
    version = latest.version + 1 if latest else 1
    prepared = prepare(letter, also_withhold=also_withhold, version=version, today=act.today)
    if refusal := why_not_publish(latest, prepared):
        raise refusal
    if read is not None and read != prepared.fingerprint:
        raise errors.ChangedMeanwhile
    publication = _keep(act, letter, prepared)
    enqueue(
        "office_publishing.dispatch",
        key=f"publication:{publication.public_id}",
        publication=str(publication.public_id),
    )
    record(
        act,
        PublicVersionConfirmed(
            matter=str(letter_id),
            version=version,
            replies=len(prepared.document.replies),
            names_withheld=prepared.document.names_withheld,
        ),
    )
    return publication


def why_not_prepare(act: Act, letter: Letter) -> Refusal | None:
    """Say why a letter cannot be made public now, whatever its public version says."""
    return rules.why_not_prepare(
        act.actor,
        state=letter.state,
        received_at=_arrived_at(letter),
        public_from=letter.public_from,
        at=act.at,
        withdrawn_at=letter.withdrawn_at,
        unfiled=mail.to_be_filed([letter.public_id]).exists()
        or letters.letters_with_scans().filter(pk=letter.pk).exists(),
    )


def _arrived_at(letter: Letter) -> datetime | None:
    """Return since when it is known that the company has a letter; what it says tells so too.

    A reply, or that it acknowledges receipt.
    """
    accepted = letter.accepted_at if not letter.bounced_at else None
    said = [one.received_at for one in letters.replies_of(letter)]
    said += [one.arrived_at for one in mail.acknowledging([letter.public_id])]
    return letter.received_at or accepted or min(said, default=None)


def why_not_publish(latest: Publication | None, prepared: Prepared) -> Refusal | None:
    """Say why a public version cannot be handed over, after the latest that was."""
    earlier = None
    if latest:
        earlier = Earlier(
            version=latest.version,
            published_on=latest.published_on,
            fate=latest.fate,
            same_text=latest.fingerprint == prepared.fingerprint,
        )
    archive_known = selectors.find_archive() is not None
    return rules.why_not_publish(archive_known=archive_known, earlier=earlier)


def _keep(act: Act, letter: Letter, prepared: Prepared) -> Publication:
    archive = selectors.find_archive()
    assert archive is not None
    return Publication.objects.create(
        letter=letter,
        version=prepared.document.version,
        document=prepared.document.model_dump_json(),
        fingerprint=prepared.fingerprint,
        also_withheld=list(prepared.also_withheld),
        names_withheld=prepared.document.names_withheld,
        archive=archive,
        published_on=prepared.document.published_on,
        by=accounts.author_of(act),
        at=act.at,
    )


@work(
    "office_publishing.dispatch",
    what=gettext_noop(
        "Make the PDFs of a public version, and hand it to the archive. Until then it is not "
        "public."
    ),
    own_transactions=True,
)
def dispatch(act: Act, *, publication: str) -> None:
    """Set a confirmed version in type and post its package; one that was posted stays so.

    Without a renderer it leaves all the same. One that would say something else by now does not
    leave. Records PublicationHandedOver or PublicationStopped.
    """
    waiting = selectors.find_waiting(UUID(publication))
    if waiting is None or waiting.package or waiting.refused_at:
        return
    papers, trouble = _papers(waiting)
    with transaction.atomic():
        row = selectors.find_waiting(UUID(publication), lock=True)
        if row is None or row.package or row.refused_at or stop_if_changed(act, row):
            return
        row.package = post(
            act,
            to=row.archive.public_id,
            matter=row.letter.public_id,
            document=kinds.Publication.model_validate_json(row.document),
            files=papers,
        )
        row.pdf_trouble = trouble
        row.save(update_fields=["package", "pdf_trouble"])
        record(
            act,
            PublicationHandedOver(
                matter=str(row.letter.public_id),
                version=row.version,
                package=str(row.package),
                with_pdf=bool(papers),
            ),
        )


@transaction.atomic
def look_again(act: Act, *, case: UUID) -> None:
    """Stop what of a case is on its way to the public and would say something else by now.

    A consent that was taken back counts for all that is not public yet. Records
    PublicationStopped for each.
    """
    for row in selectors.on_its_way(case):
        stop_if_changed(act, row)


def stop_if_changed(act: Act, row: Publication) -> bool:
    """Stop a locked version on its way if it would say something else now; say whether."""
    if _says_the_same(row):
        return False
    if row.package:
        call_off(act, row.package)
    row.refused_at = act.at
    row.save(update_fields=["refused_at"])
    stopped = PublicationStopped(matter=str(row.letter.public_id), version=row.version)
    record(act, stopped)
    return True


def _says_the_same(row: Publication) -> bool:
    try:
        now = prepare(
            row.letter,
            also_withhold=row.also_withheld,
            version=row.version,
            today=row.published_on,
        )
    except Refusal:  # a word that was to be withheld stands nowhere any more
        return False
    return now.fingerprint == row.fingerprint


def _papers(publication: Publication) -> tuple[list[Part], str]:
    try:
        return papers_of(publication), ""
    except Refusal as refusal:
        log.warning("a publication leaves without its PDFs", extra={"code": refusal.code})
        return [], refusal.code


@transaction.atomic
def keep_answer_to_package(act: Act, *, package: UUID, reason: str | None) -> None:
    """Note on a public version that the archive's signed answer came; a reason means no.

    Records PublicationReceived or PublicationRefused.
    """
    row = selectors.find_by_package(package)
    if row is None or row.received_at or row.refused_at:
        return
    matter = str(row.letter.public_id)
    event: PublicationReceived | PublicationRefused
    if reason is None:
        row.received_at = act.at
        event = PublicationReceived(matter=matter, version=row.version)
    else:
        row.refused_at, row.refusal_reason = act.at, reason
        event = PublicationRefused(matter=matter, version=row.version, reason=reason)
    row.save(update_fields=["received_at", "refused_at", "refusal_reason"])
    record(act, event)
