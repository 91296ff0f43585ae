"""The shape of what people write about themselves and each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rapport.accounts import rules, selectors
from rapport.foundation.acts import Post
from rapport.web.labels import label
from rapport.web.languages import LANGUAGES

AT: Final = "@"


class AskForLinkForm(forms.Form):
    """The address to which a link is mailed."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """A code of an authenticator app, or one of the printed recovery codes."""

    code = forms.CharField(
        label=_("Code from your app, or a recovery code"),
        help_text=_("Six digits from the app. They may be typed with a space."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "is-short"}
        ),
    )


class AppCodeForm(CodeForm):
    """A code of the authenticator app that is being set up."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        help_text=_("Six digits. They may be typed with a space."),
        max_length=40,
        widget=CodeForm.base_fields["code"].widget,
    )


class AboutMeForm(forms.Form):
    """A person's name and language."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As colleagues and the record of events show it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and mails"),
        help_text=_("Pages follow the language chosen at their foot, if one was chosen."),
        choices=LANGUAGES,
    )


class SeatsForm(forms.Form):
    """The seats of one person: in the whole side, in mandates, and one mandate more."""

    seats = forms.MultipleChoiceField(
        label=_("Seats"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, held: Iterable[Post] = (), units: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        held = sorted(held, key=str)
        kwargs.setdefault("initial", {})["seats"] = [_code(post) for post in held]
        super().__init__(*args, **kwargs)
        names = dict(units)
        known = selectors.seats()
        whole = [(seat, info.label) for seat, info in known.items() if not info.needs_unit]
        in_units = [
            (_code(post), f"{known[post.seat].label}: {names.get(post.unit, post.unit)}")
            for post in held
            if post.unit and post.seat in known
        ]
        self.fields["seats"].choices = [*in_units, *whole]  # type: ignore[attr-defined]
        self.known_seats = list(known.values())
        self._unit_seats = [seat for seat, info in known.items() if info.needs_unit]
        for seat in self._unit_seats:
            self.fields[f"in_{seat}"] = forms.ChoiceField(
                label=_("%(seat)s of this mandate") % {"seat": known[seat].label},
                required=False,
                choices=[("", _("No mandate added")), *units],
            )

    def posts(self) -> list[Post]:
        """Return the posts that the form asks for."""
        chosen = [_post(code) for code in self.cleaned_data["seats"]]
        added = [
            Post(seat, self.cleaned_data[f"in_{seat}"])
            for seat in self._unit_seats
            if self.cleaned_data[f"in_{seat}"]
        ]
        return list(dict.fromkeys([*chosen, *added]))


def _code(post: Post) -> str:
    return f"{post.seat}{AT}{post.unit}" if post.unit else post.seat


def _post(code: str) -> Post:
    seat, _at, unit = code.partition(AT)
    return Post(seat, unit)


class InviteForm(SeatsForm):
    """Somebody to be invited."""

    field_order = ("name", "email", "language", "seats")

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=LANGUAGES, initial="en"
    )


class NoticesForm(forms.Form):
    """How often a person is told that something waits."""

    notices = forms.TypedChoiceField(
        label=_("Tell me that something waits for me"),
        coerce=rules.Notices,
        choices=lambda: [(one.value, label(one)) for one in rules.Notices],
        widget=forms.RadioSelect,
    )


class EmailForm(forms.Form):
    """Another address for a person's links."""

    email = forms.EmailField(label=_("New e-mail address"), max_length=254)


class PasskeyForm(forms.Form):
    """The name of a new passkey; the rest is written by the browser."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("So that you know it again, such as “work laptop”."),
        max_length=60,
        required=False,
    )


class ProgramKeyForm(forms.Form):
    """A program's name, what it may do, and for how long."""

    name = forms.CharField(
        label=_("Which program is it for?"),
        help_text=_("For yourself, so that you know later which key to end."),
        max_length=rules.LONGEST_KEY_NAME,
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do for you"),
        help_text=_("It never sees or does more than you may."),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("For how long"), coerce=int, initial=90)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        of_the_side: Any = self.fields["scopes"]
        of_the_side.choices = list(selectors.scopes().items())
        lives: Any = self.fields["days"]
        lives.choices = [
            (days, ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
            for days in rules.KEY_LIVES
        ]
