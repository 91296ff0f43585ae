"""What help and the style page show: signs, and components with facts of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.web import line60
from rapport.web.line60 import Fact, Line60, Target

REFERENCE: Final = "AL OTH 14/2099"


@dataclass(frozen=True, slots=True)
class Sign:
    """A side's shape, its name and what it stands for."""

    side: str
    name: Promise
    meaning: Promise


SIGNS: Final = (
    Sign(
        "office",
        gettext_lazy("Office"),
        gettext_lazy("a square. Mandates and their teams, at the United Nations."),
    ),
    Sign(
        "desk", gettext_lazy("Desk"), gettext_lazy("a circle. A company that was written to.")
    ),
    Sign(
        "archive",
        gettext_lazy("Archive"),
        gettext_lazy("a diamond. The public record, open to everybody."),
    ),
    Sign(
        "line",
        gettext_lazy("Line"),
        gettext_lazy("two bars. The encrypted way for people who are at risk."),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated fact of a timeline."""

    at: date
    side: str
    text: str
    who: str = ""


class Specimen(forms.Form):
    """Every kind of field, one of them refused."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"), help_text=gettext_lazy("As printed on the letter.")
    )
    period = forms.IntegerField(
        label=gettext_lazy("Reply period, in days"),
        widget=forms.TextInput({"inputmode": "numeric"}),  # a number field loses other input
        help_text=gettext_lazy("The letter says it near its end. Usually 60."),
        error_messages={
            "invalid": gettext_lazy("Write a whole number of days, as the letter states it.")
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea, required=False
    )
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        widget=forms.RadioSelect,
        choices=(
            ("desk", gettext_lazy("This desk only")),
            ("office", gettext_lazy("The mandates that wrote")),
        ),
    )


def all_of_them(today: date) -> dict[str, Any]:
    """Return what the style page shows, all of it invented."""
    form = Specimen({"reference": REFERENCE, "period": _("two months"), "readers": "desk"})
    form.is_valid()
    sent_on = today - timedelta(days=41)
    return {
        "signs": SIGNS,
        "reference": REFERENCE,
        "line": line(today, day=41),
        "late": line(today, day=64),
        "answered": line(today, day=90, replied=58),
        "minis": [
            line60.mini(today - timedelta(days=day), today + timedelta(days=60 - day), today)
            for day in (3, 41, 60, 64)
        ],
        "entries": [
            Entry(sent_on, "office", _("Letter dated and sent")),
            Entry(sent_on + timedelta(days=6), "desk", _("Acknowledged"), "Noor Halsted"),
        ],
        "due_on": sent_on + timedelta(days=60),
        "form": form,
    }


def line(today: date, *, day: int, replied: int | None = None) -> Line60:
    """Draw an invented letter on one of its days."""
    sent_on = today - timedelta(days=day)

    def on(number: int) -> date:
        return sent_on + timedelta(days=number)

    return line60.draw(
        reference=f"AL OTH {day}/2099",
        sent_on=sent_on,
        due_on=on(60),
        today=today,
        facts=_facts(on),
        targets=_targets(on) if replied is None else (),
        replied_on=on(replied) if replied else None,
        public_on=on(75) if replied else None,
    )


def _facts(on: Any) -> list[Fact]:
    return [
        Fact(on(0), "office", _("Letter dated and sent"), _("Letter dated and sent")),
        Fact(on(6), "desk", _("Arrived in the mailbox"), _("Arrived, 6 days after its date")),
        Fact(on(8), "desk", _("Acknowledged"), _("Acknowledged")),
        Fact(on(20), "desk", _("Interim reply"), _("Interim reply: 11 accounts restored")),
        Fact(on(30), "office", _("Asked about a meeting"), _("Asked whether a meeting helps")),
        Fact(on(33), "desk", _("Asked for more time"), _("Asked for 10 more days")),
    ]


def _targets(on: Any) -> list[Target]:
    return [
        Target(on(11), _("Owners"), _("Owners named"), "met"),
        Target(on(25), _("Facts"), _("Facts complete"), "missed"),
        Target(on(50), _("Sign-off"), _("Executive has signed off"), "ahead"),
        Target(on(55), _("Sending"), _("Reply sent"), "ahead"),
    ]
