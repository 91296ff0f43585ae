"""The words people see for what became of a message, and for what came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rapport.mail.rules import Kind, Outcome, Purpose, Quarantine, Road, Signed, State
from rapport.web import labels

labels.register(
    {
        State.QUEUED: _("Waits to be handed over"),
        State.SENDING: _("Is being handed over"),
        State.HANDED_OVER: _("Accepted by the mail server"),
        State.IN_DOUBT: _("In doubt: nobody knows whether it left"),
        State.REFUSED: _("Not taken by the mail server"),
        State.BOUNCED: _("Came back undelivered"),
    }
)
labels.register(
    {
        Purpose.LETTER: _("The letter"),
        Purpose.WITHDRAWAL: _("Word that the letter is withdrawn"),
    }
)
labels.register(
    {
        Kind.ANSWER: _("Answer"),
        Kind.AUTO_REPLY: _("Automatic reply"),
        Kind.BOUNCE: _("Report: not delivered"),
        Kind.DELAYED: _("Report: delayed"),
        Kind.DELIVERED: _("Report: delivered"),
        Kind.UNREADABLE: _("Unreadable message"),
    }
)
labels.register(
    {
        Road.EMAIL: _("By e-mail"),
        Road.UPLOAD: _("By upload"),
        Road.POST: _("By post"),
    }
)
labels.register(
    {
        Quarantine.NO_MATTER: _("It names no letter of ours"),
        Quarantine.OLD_ADDRESS: _("It came to an address that is no longer used"),
        Quarantine.TOO_LARGE: _("It is too large; only its beginning was kept here"),
        Quarantine.TOO_DEEP: _("It has parts within parts beyond any measure"),
        Quarantine.TOO_MANY_PARTS: _("It has more parts than any letter"),
        Quarantine.UNREADABLE: _("It cannot be read; it is kept as it came"),
    }
)
labels.register(
    {
        Outcome.FILED: _("Filed as a reply"),
        Outcome.PUT_ASIDE: _("Put aside: no reply"),
    }
)
labels.register(
    {
        Signed.PASS: _("The signature holds"),
        Signed.FAIL: _("The signature does not hold"),
        Signed.PARTLY: _("The signature holds for a part of the text"),
        Signed.UNKNOWN: _("The signature could not be checked"),
    }
)
