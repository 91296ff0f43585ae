"""What waits for an actor today, each group in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from rapport.accounts import selectors as accounts
from rapport.exchange import selectors as exchange
from rapport.foundation.acts import Act, geneva_date
from rapport.journal import selectors as journal
from rapport.mail import rules as mail_rules
from rapport.mail import selectors as mail
from rapport.mail.rules import Purpose
from rapport.mail.rules import State as MailState
from rapport.notices.rules import Waits
from rapport.office.communications import rules as letter_rules
from rapport.office.communications import selectors as letters
from rapport.office.communications.models import Letter, Message, Reply
from rapport.office.communications.rules import State
from rapport.office.publishing import selectors as publishing
from rapport.office.seats import Seat, mandates_of, sees_all
from rapport.office.today import rules
from rapport.office.today.rules import Deed, Margin, Urgency
from rapport.protocol.kinds import ExtensionRequest, ReplyKind
from rapport.protocol.matters import MatterKind
from rapport.web.line60 import Mini, mini

Value = TypeVar("Value")
Row = TypeVar("Row", bound=Model)

LATE_SECONDS = 120
"""Work that waits for longer means that no worker is running."""

MANY_TRIES = 5
UNREAD_AFTER = timedelta(minutes=15)
FULL = (ReplyKind.SUBSTANTIVE, ReplyKind.REFUSAL)
SAID = {
    MatterKind.EXTENSION_REQUEST: Deed.GIVE_TIME,
    MatterKind.CLARIFICATION: Deed.EXPLAIN,
    MatterKind.REDIRECT: Deed.REDIRECTED,
}
"""What a message of a company asks of an office."""

_ORDER = (Urgency.LATE, Urgency.SOON, Urgency.LATER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row: a letter, what it asks, the number in the margin, facts for the sentences."""

    letter: Letter
    deed: Deed
    margin: Margin
    facts: dict[str, Any] = field(default_factory=dict)
    reply: Reply | None = None

    @property
    def urgency(self) -> Urgency:
        """How soon it is wanted."""
        return rules.urgency(self.deed, self.margin)


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of a group, and how many there are."""

    rows: Sequence[Waiting]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Out:
    """A letter that has left and waits for a full reply."""

    letter: Letter
    day: int
    mini: Mini


@dataclass(frozen=True, slots=True)
class Making:
    """A letter that has not left: how many mandates were asked and have not answered."""

    letter: Letter
    asked: int


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for an actor who works with letters."""

    cannot_wait: Group
    replies: Group
    making: Sequence[Making]
    making_count: int
    out: Sequence[Out]
    out_count: int
    quarantined: int
    withheld: int
    scans: int
    scans_held_up: int


@dataclass(frozen=True, slots=True)
class Installation:
    """What an administrator looks after: people and promises, nothing of any letter."""

    people: int
    invitations: int
    is_work_late: bool
    given_up: int
    undelivered: int
    without_key: int
    is_mailbox_unread: bool
    withheld: int
    mail_waits: int
    mail_waits_for_a_day: int
    kept_aside: int

    @property
    def is_well(self) -> bool:
        """Whether every promise is kept."""
        packages = self.undelivered or self.without_key
        mail_stands = self.is_mailbox_unread or self.withheld or self.mail_waits
        return not (self.is_work_late or self.given_up or packages or mail_stands)


def waits_for(act: Act) -> Today | None:
    """Return what waits for the actor; None for a seat that reads no letters."""
    if not (sees_all(act.actor) or mandates_of(act.actor)):
        return None
    making, out = _making(act), _out(act)
    return Today(
        cannot_wait=_together(_cannot_wait(act)),
        replies=_replies(act),
        making=[Making(one, one.asked) for one in making[: rules.ROWS]],  # type: ignore[attr-defined]
        making_count=making.count(),
        out=[_line(one, act) for one in out[: rules.ROWS]],
        out_count=out.count(),
        quarantined=mail.in_quarantine().count() if sees_all(act.actor) else 0,
        withheld=mail.withheld(is_told=True).count() if sees_all(act.actor) else 0,
        scans=letters.scans_waiting().count() if sees_all(act.actor) else 0,
        scans_held_up=letters.scans_held_up() if sees_all(act.actor) else 0,
    )


def what_waits(act: Act) -> Iterator[Waits]:
    """Yield what waits for the actor as notices know it, also what stands behind a link.

    What becomes more urgent waits anew. Messages in quarantine, those that the
    mail server keeps back, and scans wait for the secretariat.
    """
    if not (sees_all(act.actor) or mandates_of(act.actor)):
        return
    groups = [*_cannot_wait(act, rules.LOOKED_AT), _replies(act, rules.LOOKED_AT)]
    for row in (row for group in groups for row in group.rows):
        key = f"{row.deed} {row.urgency} {_about(row)}"
        yield Waits(key, str(row.letter.public_id))
    if sees_all(act.actor):
        for one in mail.in_quarantine()[: rules.LOOKED_AT]:
            yield Waits("quarantine", str(one.public_id))
        for other in mail.withheld(is_told=True)[: rules.LOOKED_AT]:
            yield Waits("withheld", str(other.public_id))
        for part in letters.scans_waiting()[: rules.LOOKED_AT]:
            yield Waits("scan", str(part.public_id))


def _about(row: Waiting) -> str:
    """Tell apart what one letter asks in the same words: each reply, message and mandate."""
    if row.reply:
        return str(row.reply.public_id)
    facts = row.facts
    return str(facts.get("message") or facts.get("mandate") or facts.get("version") or "")


def installation(act: Act) -> Installation | None:
    """Return how the installation is; None for whoever does not look after it."""
    if Seat.ADMINISTRATOR not in act.actor.seats:
        return None
    out = exchange.undelivered()
    late = [one for one in out if one.tries >= MANY_TRIES]
    return Installation(
        people=accounts.people(act.actor).filter(is_active=True).count(),
        invitations=len(accounts.invitations_in_words(act.actor)),
        is_work_late=journal.overdue_jobs(LATE_SECONDS) > 0,
        given_up=journal.given_up().count(),
        undelivered=len(late),
        without_key=len([one for one in out if one.why_waits]),
        withheld=mail.withheld(is_told=True).count(),
        is_mailbox_unread=mail.is_unread_since(act.at - UNREAD_AFTER),
        mail_waits=mail.waiting_since(act.at - mail_rules.LONG_WAIT),
        mail_waits_for_a_day=mail.waiting_since(act.at - mail_rules.LONGER_WAIT),
        kept_aside=exchange.kept_waiting().count(),
    )


def _together(groups: Iterable[Group]) -> Group:
    """Return late ones first, then soon ones; within them the order in which they came."""
    known = list(groups)
    rows = sorted(
        (row for group in known for row in group.rows),
        key=lambda row: _ORDER.index(row.urgency),
    )
    return Group(rows[: rules.ROWS], sum(group.count for group in known))


def _few(rows: Iterable[Waiting]) -> Group:
    """Group what an office never has many of at a time."""
    every = list(rows)
    return Group(every, len(every))


def _many(rows: QuerySet[Row], most: int, waiting: Callable[[Row], Waiting]) -> Group:
    """Group what adds up over the years: only the first are read, so late ones come first.

    What waits is looked for once; counting it again would take as long as finding it.
    """
    found = list(rows.values_list("pk", flat=True))
    first = rows.filter(pk__in=found[:most]) if found else rows.none()
    return Group([waiting(one) for one in first], len(found))


def _cannot_wait(act: Act, most: int = rules.ROWS) -> Iterator[Group]:
    yield _few(_held_up(act))
    yield _few(_joining(act))
    yield _many(letters.to_be_looked_at(act.actor), most, lambda one: _said(one, act))
    if sees_all(act.actor):
        yield _few(_for_the_secretariat(act))
        yield _not_acknowledged(act, most)
    yield _few(_not_told(act))
    ready = publishing.ready_to_publish(act.actor, act.at)
    yield _without_reply(act, most, but=ready)
    yield _many(ready, most, lambda one: Waiting(one, Deed.PUBLISH, _margin_of(one, act)))


def _held_up(act: Act) -> Iterator[Waiting]:
    """Yield the actor's letters that did not leave, or not to the archive: it was given up."""
    for letter, since in letters.held_up_letters(act.actor):
        margin = rules.margin_since(since, act.today)
        yield Waiting(letter, Deed.ASK_ADMINISTRATOR, margin, {"since": since})
    for one, since in publishing.held_up_versions(act.actor):
        margin = rules.margin_since(since, act.today)
        facts = {"since": since, "version": one.version}
        yield Waiting(one.letter, Deed.ASK_ADMINISTRATOR, margin, facts)


def _said(message: Message, act: Act) -> Waiting:
    document = letters.message_document(message)
    facts: dict[str, Any] = {"message": message.message, "came_on": geneva_date(message.at)}
    if isinstance(document, ExtensionRequest):
        facts["until"] = document.until
    margin = rules.margin_since(message.at, act.today)
    return Waiting(message.letter, SAID[message.kind], margin, facts)


def _joining(act: Act) -> Iterator[Waiting]:
    for one in letters.waiting_for(act.actor, sorted(mandates_of(act.actor))):
        due_on = _known(one.due_on)
        facts = {"due_on": due_on, "lead": one.letter.mandate, "mandate": one.mandate}
        yield Waiting(one.letter, Deed.JOIN, rules.margin_until(due_on, act.today), facts)


def _for_the_secretariat(act: Act) -> Iterator[Waiting]:
    yield from _in_doubt(act)
    yield from _by_mail(act)
    yield from _on_paper(act)
    for one in _making(act).filter(state=State.CIRCULATING):
        asked, first = one.asked, one.first_due_on  # type: ignore[attr-defined]
        deed = rules.what_to_do(asked=asked, first_due_on=first, today=act.today)
        if deed is Deed.GO_ON:
            facts = {"asked": asked, "due_on": first}
            yield Waiting(one, deed, rules.margin_until(first, act.today), facts)
        elif deed:
            yield Waiting(one, deed, rules.margin_since(one.begun_at, act.today))
    for one in _making(act).filter(state=State.CLEARED):
        yield Waiting(one, Deed.TRANSMIT, rules.margin_since(one.begun_at, act.today))


def _in_doubt(act: Act) -> Iterator[Waiting]:
    sent = _unheard(act).filter(
        Q(refused_at__isnull=False) | Q(sent_at__lte=act.at - rules.NO_RECEIPT_AFTER),
        received_at=None,
        mail_to="",
        post_to="",
    )
    for one in sent.exclude(public_id__in=letters.not_handed_over()).order_by("sent_at", "id"):
        deed = Deed.SEND_AGAIN if one.refused_at else Deed.WATCH
        facts = {"sent_at": one.sent_at, "reason": one.refusal_reason}
        yield Waiting(one, deed, rules.margin_since(_known(one.sent_at), act.today), facts)


def _by_mail(act: Act) -> Iterator[Waiting]:
    """Yield the letters by e-mail in doubt or that came back, and those answered by e-mail."""
    # Said the other way round SQLite has no index for it, and begins with the few messages.
    not_sent = set(State) - set(letter_rules.SENT_STATES)
    left = letters.letters_visible_to(act.actor).exclude(state__in=not_sent)
    left = left.order_by("sent_at", "id")
    sent = left.exclude(mail_to="", post_to="")
    came_back = _unheard(act).filter(bounced_at__isnull=False, received_at=None)
    came_back = came_back.exclude(letters.acknowledged()).order_by("sent_at", "id")
    doubtful = mail.in_trouble(MailState.IN_DOUBT).filter(purpose=Purpose.LETTER)
    unfiled = mail.to_be_filed().order_by()
    answered = unfiled.filter(kind=mail_rules.Kind.ANSWER).values("matter")
    marked = unfiled.filter(kind=mail_rules.Kind.MARKED_AUTOMATIC).values("matter")
    for deed, found in (
        (Deed.SETTLE, sent.filter(public_id__in=doubtful.order_by().values("matter"))),
        (Deed.CHECK_CONTACT, _without_answer(came_back)),
        (Deed.FILE, left.filter(public_id__in=answered)),
        (Deed.LOOK, left.filter(public_id__in=marked).exclude(public_id__in=answered)),
    ):
        for one in found:
            yield Waiting(one, deed, _margin_of(one, act))


def _not_told(act: Act) -> Iterator[Waiting]:
    """Yield the withdrawn letters of the actor's of which the company may not know that."""
    withdrawn = letters.signed_by(act.actor).filter(withdrawn_at__isnull=False)
    withdrawn = withdrawn.exclude(mail_to="").order_by("withdrawn_at", "id")
    doubtful = mail.in_trouble(MailState.IN_DOUBT).filter(purpose=Purpose.WITHDRAWAL)
    for deed, messages in (
        (Deed.TELL_AGAIN, mail.not_told()),
        (Deed.SETTLE_WITHDRAWAL, doubtful),
    ):
        for one in withdrawn.filter(public_id__in=messages.order_by().values("matter")):
            margin = rules.margin_since(_known(one.withdrawn_at), act.today)
            yield Waiting(one, deed, margin)
    untold = letters.withdrawn_untold(act.actor).filter(
        pk__in=withdrawn.order_by().values("pk")
    )
    for one in untold.order_by("withdrawn_at", "id"):
        margin = rules.margin_since(_known(one.withdrawn_at), act.today)
        yield Waiting(one, Deed.TELL_AGAIN, margin)


def _not_acknowledged(act: Act, most: int) -> Group:
    """Tell the letters without acknowledgement that do not stand here for their reply yet."""
    later = act.today + timedelta(days=rules.SOON_DAYS)
    found = letters.not_acknowledged(act.actor, act.today).filter(reply_due_on__gt=later)
    found = _without_answer(found)

    def waiting(one: Letter) -> Waiting:
        due_on = letter_rules.acknowledge_by(_known(one.received_at))
        return Waiting(one, Deed.ASK_RECEIPT, _margin_of(one, act), {"due_on": due_on})

    return _many(found, most, waiting)


def _without_answer(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Leave out letters of which an answer waits to be filed: the company has them."""
    rows = rows.exclude(public_id__in=mail.to_be_filed().order_by().values("matter"))
    return rows.exclude(pk__in=letters.letters_with_scans().order_by().values("pk"))


def _on_paper(act: Act) -> Iterator[Waiting]:
    """Yield what is to be printed and posted, and what was posted and has not been proven."""
    for one in letters.to_be_posted(act.actor).exclude(public_id__in=letters.not_printed()):
        margin = rules.margin_since(one.made_at, act.today)
        yield Waiting(one.letter, Deed.POST, margin, {"message": one.public_id})
    before = act.today - letter_rules.ASK_CARRIER_AFTER
    underway = _unheard(act).exclude(post_to="").filter(posted_on__lte=before)
    unproven = underway.filter(accepted_at=None, bounced_at=None, received_at=None)
    unproven = unproven.exclude(letters.acknowledged())
    for letter in _without_answer(unproven).order_by("posted_on", "id"):
        facts = {"sent_on": letter.posted_on}
        yield Waiting(letter, Deed.ASK_CARRIER, _margin_of(letter, act), facts)


def _without_reply(act: Act, most: int, *, but: QuerySet[Letter]) -> Group:
    until = act.today + timedelta(days=rules.SOON_DAYS)
    arrived = Q(received_at__isnull=False) | Q(accepted_at__isnull=False, bounced_at=None)
    arrived |= Q(_replied()) | letters.acknowledged()  # so it is there
    found = _unanswered(act).filter(arrived, reply_due_on__lte=until)
    found = _without_answer(found)  # it may be the reply
    found = found.filter(~Exists(but.filter(pk=OuterRef("pk")))).order_by("reply_due_on", "id")

    def waiting(one: Letter) -> Waiting:
        due_on = _known(one.reply_due_on)
        deed = Deed.LOOK_AFTER if due_on < act.today else Deed.AWAIT
        return Waiting(one, deed, _margin_of(one, act), {"due_on": due_on})

    return _many(found, most, waiting)


def _replies(act: Act, most: int = rules.ROWS) -> Group:
    def waiting(reply: Reply) -> Waiting:
        letter = reply.letter
        facts = {
            "kind": reply.kind,
            "received_on": reply.received_on,
            "late": letter_rules.days_late(reply.received_on, _known(letter.reply_due_on)),
        }
        return Waiting(letter, Deed.ASSESS, _margin_of(letter, act), facts, reply)

    return _many(letters.replies_to_assess(act.actor), most, waiting)


def _unanswered(act: Act) -> QuerySet[Letter]:
    sent = letters.signed_by(act.actor).filter(state=State.TRANSMITTED)
    full = letters.standing_replies().filter(letter=OuterRef("pk"), kind__in=FULL)
    return sent.filter(~Exists(full))


def _replied() -> Exists:
    return Exists(letters.standing_replies().filter(letter=OuterRef("pk")))


def _unheard(act: Act) -> QuerySet[Letter]:
    """Return the open letters to which nothing came, not even an interim reply."""
    return _unanswered(act).filter(~_replied())


def _making(act: Act) -> QuerySet[Letter]:
    return letters.in_the_making(act.actor).order_by("begun_at", "id")


def _out(act: Act) -> QuerySet[Letter]:
    return _unanswered(act).order_by("sent_on", "id")


def _line(letter: Letter, act: Act) -> Out:
    line = mini(_known(letter.sent_on), _known(letter.reply_due_on), act.today)
    return Out(letter, _margin_of(letter, act).number, line)


def _margin_of(letter: Letter, act: Act) -> Margin:
    sent_on, due_on = _known(letter.sent_on), _known(letter.reply_due_on)
    return rules.margin_of_period(sent_on, due_on, act.today)


def _known(value: Value | None) -> Value:
    """Return what constraints promise of a letter in this state."""
    if value is None:
        raise ValueError("a letter that was asked about or has left has its dates")
    return value
