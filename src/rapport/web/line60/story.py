"""The dated facts of one letter: what is drawn, what is said above it, what its table tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.web import dates
from rapport.web.line60.drawing import Side, Standing

BEYOND: Final = 10  # days drawn after the last day in time
AFTER_TODAY: Final = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened on a Geneva date; the label has at most five words."""

    on: date
    side: Side
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """A date the desk set itself; no other side is ever shown it."""

    on: date
    label: str
    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table under the drawing."""

    day: int
    on: date
    side: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is known of a letter's sixty days."""

    sent_on: date
    due_on: date
    today: date
    facts: Sequence[Fact] = ()
    targets: Sequence[Target] = ()
    public_on: date | None = None
    replied_on: date | None = None

    def day(self, on: date) -> int:
        """Return the day of a date; the letter's own date is day 0."""
        return (on - self.sent_on).days

    @property
    def period(self) -> int:
        """The days the letter gives for a reply."""
        return max(1, self.day(self.due_on))

    @property
    def now(self) -> int | None:
        """Today's day; None once the reply is there, when no clock runs any more."""
        return None if self.replied_on else max(0, self.day(self.today))

    @property
    def end_of_past(self) -> int:
        """The day up to which the rail is solid."""
        end = self.day(self.replied_on or self.today)
        return min(max(0, end), self.period)

    @property
    def last(self) -> int:
        """The last day drawn."""
        dates_drawn = [one.on for one in self.marks()] + [one.on for one in self.targets]
        days = [self.day(on) for on in dates_drawn]
        now = (self.now or 0) + AFTER_TODAY
        return max(
            self.period + BEYOND, now, *(day + AFTER_TODAY for day in days if day > self.period)
        )

    def marks(self) -> list[Fact]:
        """Return what is drawn on the rail, by date: the facts, and the day of the public."""
        return sorted([*self.facts, self._public()], key=lambda one: one.on)

    def _public(self) -> Fact:
        if self.public_on:
            return Fact(self.public_on, "archive", _("Made public"), _("Made public"))
        return Fact(
            self.due_on,
            "archive",
            _("Reply due; may be made public"),
            _("Reply due, end of day in Geneva; letter and reply may be made public after it"),
        )

    def rows(self) -> list[Row]:
        """Return the same facts for the table, by date."""
        words = {"office": _("Office"), "desk": _("Desk"), "archive": _("Public")}
        rows = [(one.on, words[one.side], one.text) for one in self.marks()]
        rows += [(one.on, _("Our target"), _target(one)) for one in self.targets]
        if self.public_on:
            rows.append((self.due_on, "–", _("Reply due, end of day in Geneva")))
        if self.now is not None:
            rows.append((self.today, "–", _("Today")))
        rows.sort(key=lambda row: row[0])
        return [Row(self.day(on), on, side, text) for on, side, text in rows]

    def say(self) -> str:
        """Say on which day the letter is, or was answered."""
        if self.replied_on:
            day, late = self.day(self.replied_on), (self.replied_on - self.due_on).days
            if late <= 0:
                return _("Replied on day {day} of {period}").format(day=day, period=self.period)
            return ngettext(
                "Replied on day {day}, {late} day late",
                "Replied on day {day}, {late} days late",
                late,
            ).format(day=day, late=late)
        day, late = max(0, self.day(self.today)), (self.today - self.due_on).days
        if late <= 0:
            return _("Day {day} of {period}").format(day=day, period=self.period)
        return ngettext(
            "Day {day}: {late} day late", "Day {day}: {late} days late", late
        ).format(day=day, late=late)

    def more(self) -> SafeString:
        """Say when the reply is or was due, and whether the public can read the letter."""
        due = dates.day(self.due_on, today=self.today)
        if self.public_on:
            since = dates.day(self.public_on, today=self.today)
            both = _("Letter and reply are public since {date}.")
            alone = _("The letter is public since {date}. No reply has come.")
            return format_html(both if self.replied_on else alone, date=since)
        if self.replied_on:
            return format_html(_("The reply was due on {date}."), date=due)
        left = (self.due_on - self.today).days
        if left < 0:
            return format_html(_("Was due on {date}. A late reply is still a reply."), date=due)
        if left == 0:
            return format_html(_("Reply due today, {date}, end of day in Geneva."), date=due)
        sentence = ngettext(
            "Reply due in {days} day, on {date}, end of day in Geneva.",
            "Reply due in {days} days, on {date}, end of day in Geneva.",
            left,
        )
        return format_html(sentence, days=left, date=due)


def _target(target: Target) -> str:
    if target.standing == "met":
        return _("{target}: met").format(target=target.text)
    if target.standing == "missed":
        return _("{target}: missed").format(target=target.text)
    return target.text
