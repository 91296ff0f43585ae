"""The words people see for what became of a message, and for what came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rapport.mail.rules import (
    Delivery,
    Ending,
    Kind,
    Likeness,
    Outcome,
    Purpose,
    Quarantine,
    Result,
    Road,
    Signed,
    State,
)
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
        Delivery.DELIVERED: _("Delivered to the company’s mail server, as its report says"),
        Delivery.RELAYED: _("Handed on, as a report says, to a server that reports no further"),
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
        Kind.MARKED_AUTOMATIC: _("Marked automatic: look whether it is a reply"),
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
        Quarantine.CONTRADICTS: _("It names more than one letter of ours"),
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
        Outcome.ACKNOWLEDGES: _("Acknowledges receipt: no reply"),
        Outcome.TAKEN_BACK: _("Struck out: it does not belong here"),
    }
)
labels.register(
    {
        Ending.TAKEN_IN: _("Handed out at last, and taken in"),
        Ending.GONE: _("No longer in the mailbox"),
        Ending.GIVEN_UP: _("Given up"),
        Ending.COUNTED_ANEW: _("The mailbox is numbered anew"),
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
labels.register(
    {
        Likeness.SPELT: _("It is spelt almost like the company’s domain."),
        Likeness.ENDING: _("It is the company’s name under another ending."),
        Likeness.INSIDE: _("The company’s name stands within it; the end says whose it is."),
        Likeness.FOREIGN: _("It is written in signs that may look like others."),
    }
)
labels.register(
    {
        Result.PASS: _("passed"),
        Result.FAIL: _("failed"),
        Result.SOFTFAIL: _("failed, but not for certain"),
        Result.NEUTRAL: _("says neither yes nor no"),
        Result.NONE: _("nothing to check"),
        Result.POLICY: _("not accepted by our server’s rules"),
        Result.TEMPERROR: _("could not be checked at that time"),
        Result.PERMERROR: _("could not be checked: what the domain says is faulty"),
    }
)
