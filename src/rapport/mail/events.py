"""What the mail tells: the fate of what was posted, and what came. No address, no text."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPosted(Event):
    """A message was written and waits to be handed over to our mail server."""

    name = "mail.posted"

    message: str  # public id


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHandedOver(Event):
    """Our mail server said yes to a message; it is on its way, no more is known."""

    name = "mail.handed_over"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailInDoubt(Event):
    """The server went away before it answered: nobody knows whether it has the message."""

    name = "mail.in_doubt"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPerhapsLeft(Event):
    """A message waits in a restored backup; perhaps it left after that was made: in doubt."""

    name = "mail.perhaps_left"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRefused(Event):
    """Our mail server did not take a message."""

    name = "mail.refused"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBounced(Event):
    """A message came back: a server on the way could not deliver it."""

    name = "mail.bounced"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDelivered(Event):
    """A report of a server on the way says that a message was delivered, or handed on there."""

    name = "mail.delivered"

    message: str
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDisbelieved(Event):
    """A person does not believe a report that a message came back; it counts no more."""

    name = "mail.report_disbelieved"

    message: str  # of the report


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLetGo(Event):
    """A person said that nothing is left to do about a message that did not arrive."""

    name = "mail.let_go"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSettled(Event):
    """A person decided about a message in doubt: it arrived, or it is sent once more."""

    name = "mail.doubt_settled"

    message: str
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailArrived(Event):
    """A message came in and is kept; without a matter it is in quarantine."""

    name = "mail.arrived"

    message: str
    road: str
    kind: str
    quarantine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettled(Event):
    """A person filed a message that came, or put it aside."""

    name = "mail.settled"

    message: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAcknowledges(Event):
    """A person recorded that a message acknowledges receipt of the letter, and is no reply."""

    name = "mail.acknowledges"

    message: str
    receipt_on: str  # the day that the message says


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTakenBack(Event):
    """A person took back what had been put to a matter by mistake; it counts no more there."""

    name = "mail.taken_back"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReopened(Event):
    """A person said that a message was filed or put aside by mistake; it waits again."""

    name = "mail.reopened"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMoved(Event):
    """A person said that a message is about another matter than this, to which it came."""

    name = "mail.moved"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAssigned(Event):
    """A person said to which matter a message in quarantine belongs."""

    name = "mail.assigned"

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAddressChanged(Event):
    """A matter got another address; what comes to the old one goes into quarantine."""

    name = "mail.address_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWithheld(Event):
    """The mail server lists a message and does not hand it out; it is asked for again later."""

    name = "mail.withheld"

    uid: int
    validity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldEnded(Event):
    """A message that was not handed out is asked for no more: taken in, gone or given up."""

    name = "mail.withheld_ended"

    uid: int
    validity: int
    ending: str
