"""The words people see for work that was given up: what it does, why it stopped, what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.journal import rules
from rapport.web.refusals import sentence_of


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why work was given up, and what helps."""

    why: str | Promise
    helps: str | Promise


_LATER: Final = Trouble(
    _("What it needs was not there, each time: another server, or what makes PDFs here."),
    _(
        "Try: rapport mail check. If PDFs are missing on pages too, install what they need. "
        "Then have it tried again."
    ),
)
_DISK: Final = Trouble(
    _("A file or the disk could not be used."),
    _(
        "Look whether the disk is full, and whether Rapport may write into its folder. Then "
        "have it tried again."
    ),
)
_FAR: Final = Trouble(
    _("Another server did not answer, or said no."),
    _("Look whether the network, the mail server and its settings are right. Then try again."),
)
_DATABASE: Final = Trouble(
    _("The database did not answer, or was busy for too long."),
    _("Look whether the database runs and its disk has room. Then have it tried again."),
)
_STOPPED: Final = Trouble(
    _("The worker ended in the middle of it, each time."),
    _(
        "Look into the log of the machine why it ended: it may have run out of memory. Then "
        "have it tried again."
    ),
)
_UNKNOWN: Final = Trouble(
    _("This release of Rapport does not know this work."),
    _(
        "It was asked for by another release. Run the newest one of the two; then have it "
        "tried again."
    ),
)
_REFUSED: Final = Trouble(
    _("A rule of Rapport said no; the code beside this says which."),
    _("Put right what it says. Then have it tried again."),
)
_BUG: Final = Trouble(
    _("Something went wrong that Rapport does not foresee."),
    _(
        "Look into the log for the number of this work. Tell those who maintain Rapport the "
        "name of the error, and have it tried again after the next upgrade."
    ),
)
_KNOWN: Final[dict[str, Trouble]] = {
    "TryLater": _LATER,
    rules.STOPPED: _STOPPED,
    "MemoryError": _STOPPED,
    rules.UNKNOWN_WORK: _UNKNOWN,
    **dict.fromkeys(
        ("OSError", "FileNotFoundError", "PermissionError", "BlockingIOError"), _DISK
    ),
    **dict.fromkeys(
        (
            "ConnectionError",
            "ConnectionRefusedError",
            "ConnectionResetError",
            "BrokenPipeError",
            "TimeoutError",
            "gaierror",
            "SSLError",
            "SSLCertVerificationError",
        ),
        _FAR,
    ),
    **dict.fromkeys(("OperationalError", "InterfaceError", "DatabaseError"), _DATABASE),
}


def trouble(code: str) -> Trouble:
    """Say of a code or an error's name why the work stopped, and what helps."""
    if code.startswith("SMTP"):
        return _FAR
    if known := _KNOWN.get(code):
        return known
    if "." not in code:
        return _BUG
    return Trouble(sentence_of(code) or _REFUSED.why, _REFUSED.helps)
