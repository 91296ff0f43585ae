"""Post packages, and call them off.

They are delivered at least once. The bytes are signed and stored with the change that caused
them; each road seals them anew for each try, and they wait until a sealed receipt or rejection
is here. Without a key to seal for nothing goes: never in plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db.models import F

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.events import PackagePosted
from rapport.exchange.models import Contact, Outgoing, Unaddressed
from rapport.exchange.services.keys import own_id, own_key
from rapport.exchange.services.settling import let_go_on
from rapport.foundation.acts import Act
from rapport.journal.services import enqueue, record
from rapport.protocol import package as packages
from rapport.protocol.kinds import Document
from rapport.protocol.package import NOBODY, Heading, Part


def post(
    act: Act,
    *,
    to: UUID,
    matter: UUID,
    document: Document,
    files: Sequence[Part] = (),
    answers: UUID | None = None,
) -> UUID:
    """Sign and number a package, put it into the outbox, ask for its delivery; return its id.

    Runs in the caller's transaction. To a contact without a usable key or address it waits, and
    its delivery says why. Raises ContactNotFound. Records PackagePosted.
    """
    contact = selectors.get_contact(to, lock=True)
    Contact.objects.filter(pk=contact.pk).update(last_number=F("last_number") + 1)
    contact.refresh_from_db(fields=["last_number"])
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=contact.public_id,
        number=contact.last_number,
        matter=matter,
        answers=answers,
        made_at=act.at,
    )
    body = packages.build(heading, document, files, own_key())
    Outgoing.objects.create(
        package=heading.package,
        to=contact,
        number=heading.number,
        kind=document.KIND,
        matter=matter,
        body=documents.keep(body, media_type=rules.MEDIA_TYPE, name="package.rapport"),
        posted_at=act.at,
    )
    enqueue("exchange.deliver", key=f"deliver:{heading.package}", package=str(heading.package))
    record(
        act,
        PackagePosted(
            matter=str(matter),
            package=str(heading.package),
            kind=document.KIND,
            to=contact.name,
        ),
    )
    return heading.package


def sign_open(
    act: Act, *, matter: UUID, unit: str, document: Document, files: Sequence[Part] = ()
) -> Unaddressed:
    """Sign a package for a company (unit) that has no desk yet, to go inside its PDF; keep it.

    In the caller's transaction. It is sealed for nobody: for what leaves in plain anyway. It
    has no number, since nobody waits for the one before it; a desk takes it by hand alone.
    """
    heading = Heading(
        package=uuid4(),
        sender=own_id(),
        recipient=NOBODY,
        number=0,
        matter=matter,
        answers=None,
        made_at=act.at,
    )
    body = packages.build(heading, document, files, own_key())
    return Unaddressed.objects.create(
        package=heading.package,
        kind=document.KIND,
        matter=matter,
        unit=unit,
        body=documents.keep(body, media_type=rules.MEDIA_TYPE, name="package.rapport"),
        made_at=act.at,
    )


def call_off(act: Act, package: UUID) -> bool:
    """Stop sending a package to which no answer is here; say whether there was one to stop.

    Runs in the caller's transaction. Whether it had arrived before, nobody knows: what is sent
    instead has to be good in both cases.
    """
    unanswered = Outgoing.objects.filter(package=package, received_at=None, refused_at=None)
    if not unanswered.update(refused_at=act.at, refusal_code=rules.CALLED_OFF, last_said=""):
        return False
    if row := selectors.outgoing_body(package):
        let_go_on(row)
    return True
