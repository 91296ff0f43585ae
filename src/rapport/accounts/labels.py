"""The words people see for what was recorded about an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from rapport.accounts import events
from rapport.accounts.rules import Notices
from rapport.web import labels

labels.register(
    {
        Notices.AT_ONCE: _("At once"),
        Notices.DAILY: _("Once a day, in the morning (Geneva)"),
        Notices.NONE: _("Never"),
    }
)

EVENTS: Final[Mapping[str, Any]] = {
    events.PersonInvited.name: _("invited"),
    events.InvitationAccepted.name: _("invitation accepted"),
    events.InvitationWithdrawn.name: _("invitation withdrawn"),
    events.PersonAdded.name: _("access given"),
    events.PostsChanged.name: _("seats changed"),
    events.PersonRemoved.name: _("access ended"),
    events.PersonRenamed.name: _("name changed"),
    events.NoticesChosen.name: _("messages by e-mail chosen"),
    events.EmailChanged.name: _("e-mail address changed"),
    events.SigninLinkMade.name: _("sign-in link made"),
    events.SignedIn.name: _("signed in"),
    events.SessionsEnded.name: _("signed out everywhere or in one place"),
    events.FactorAdded.name: _("second factor or codes added"),
    events.FactorRemoved.name: _("second factor removed"),
    events.FactorsReset.name: _("second factors reset"),
    events.ProgramKeyMade.name: _("key for a program made"),
    events.ProgramKeysEnded.name: _("keys for programs ended"),
}
