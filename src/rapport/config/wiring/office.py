"""Which event meets which reaction in an office, and who takes which kind of package."""

from __future__ import annotations

from rapport.directory.services import Beside
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.services import Handler
from rapport.journal.services import Reaction, on
from rapport.mail.events import MailBounced, MailHandedOver, MailRefused
from rapport.notices.services import WhatWaits
from rapport.office.communications import reactions as communications
from rapport.office.communications import services
from rapport.office.companies import services as functions
from rapport.office.companies import views as companies
from rapport.office.consents.events import ConsentRecorded, PersonEdited, PersonEntered
from rapport.office.publishing import reactions as publishing
from rapport.office.today import selectors as today

REACTIONS: tuple[Reaction, ...] = (
    on(PackageReceived, communications.note_receipt),
    on(PackageRefused, communications.note_rejection),
    on(MailHandedOver, communications.note_mail_handed_over),
    on(MailBounced, communications.note_mail_back),
    on(MailRefused, communications.note_mail_refused),
    on(PackageReceived, publishing.note_receipt),
    on(PackageRefused, publishing.note_rejection),
    on(ConsentRecorded, publishing.note_consent),
    on(PersonEdited, publishing.note_person),
    on(PersonEntered, publishing.note_new_person),
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
