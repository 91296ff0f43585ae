"""Which event meets which reaction in an office, and who takes which kind of package."""

from __future__ import annotations

from typing import Final

from rapport.directory.services import Beside, ContactInDoubt
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.services import Handler
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import Reaction, on
from rapport.mail.events import MailBounced, MailHandedOver, MailRefused
from rapport.notices.services import WhatWaits
from rapport.office.communications import reactions as communications
from rapport.office.communications import selectors, services
from rapport.office.companies import services as functions
from rapport.office.companies import views as companies
from rapport.office.consents.events import ConsentRecorded, PersonEdited, PersonEntered
from rapport.office.publishing import reactions as publishing
from rapport.office.today import selectors as today

_ANSWERED: Final = gettext_noop(
    "Note on a letter that the desk took it, or did not. Until then its page says that it is "
    "on its way."
)
_MAILED: Final = gettext_noop("Note on a letter what became of its e-mail.")
_IN_THE_RECORD: Final = gettext_noop(
    "Note on a public version that the archive took it, or did not."
)
_LOOK_AGAIN: Final = gettext_noop(
    "Stop what is on its way to the public and no longer as a person wants it. Have this one "
    "tried again first."
)
REACTIONS: tuple[Reaction, ...] = (
    on(PackageReceived, communications.note_receipt, what=_ANSWERED),
    on(PackageRefused, communications.note_rejection, what=_ANSWERED),
    on(MailHandedOver, communications.note_mail_handed_over, what=_MAILED),
    on(MailBounced, communications.note_mail_back, what=_MAILED),
    on(MailRefused, communications.note_mail_refused, what=_MAILED),
    on(PackageReceived, publishing.note_receipt, what=_IN_THE_RECORD),
    on(PackageRefused, publishing.note_rejection, what=_IN_THE_RECORD),
    on(ConsentRecorded, publishing.note_consent, what=_LOOK_AGAIN),
    on(PersonEdited, publishing.note_person, what=_LOOK_AGAIN),
    on(PersonEntered, publishing.note_new_person, what=_LOOK_AGAIN),
)

HANDLERS: dict[str, Handler] = {
    "reply": services.receive_reply,
    "acknowledgement": services.receive_message,
    "extension_request": services.receive_message,
    "clarification": services.receive_message,
    "redirect": services.receive_message,
    "routing_table": functions.receive_table,
}

WHAT_WAITS: WhatWaits | None = today.what_waits

BESIDE_A_COMPANY: tuple[Beside, ...] = (companies.beside_a_company,)
CONTACT_IN_DOUBT: ContactInDoubt | None = selectors.is_contact_in_doubt
