"""The seats of each side in words; what each may do stands in the side's seats.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from rapport.accounts.rules import Notices, SeatInfo

ADMINISTRATOR: Final = SeatInfo(
    _("Administrator"), _("Invites people and gives seats; sees no letter, case or reply.")
)

# Told at once are those before whom nobody knows that something came; the others once a day.
SEATS: Final[Mapping[str, Mapping[str, SeatInfo]]] = {
    "office": {
        "mandate_member": SeatInfo(
            _("Mandate member"),
            _("Writes and signs for one mandate."),
            needs_unit=True,
            notices=Notices.DAILY,
        ),
        "secretariat": SeatInfo(
            _("Secretariat"),
            _("Prepares, clears and sends letters for all mandates."),
            notices=Notices.AT_ONCE,
        ),
        "administrator": ADMINISTRATOR,
    },
    "desk": {
        "lead": SeatInfo(
            _("Human rights lead"),
            _("Receives every letter, names owners, sends the reply."),
            notices=Notices.AT_ONCE,
        ),
        "owner": SeatInfo(
            _("Issue owner"), _("Answers the questions given to them."), notices=Notices.DAILY
        ),
        "counsel": SeatInfo(
            _("Counsel"),
            _("Reads every draft and keeps notes that never leave the company."),
            notices=Notices.DAILY,
        ),
        "approver": SeatInfo(
            _("Approver"), _("Signs a reply off, or returns it."), notices=Notices.DAILY
        ),
        "sponsor": SeatInfo(
            _("Sponsor"),
            _("Sees how the company answers, and what is late."),
            notices=Notices.DAILY,
        ),
        "administrator": ADMINISTRATOR,
    },
    "archive": {"administrator": ADMINISTRATOR},
}
