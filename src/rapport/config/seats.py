"""The seats of each side in words; what each may do stands in the side's seats.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from rapport.accounts.rules import SeatInfo

ADMINISTRATOR: Final = SeatInfo(
    _("Administrator"), _("Invites people and gives seats; sees no letter, case or reply.")
)

SEATS: Final[Mapping[str, Mapping[str, SeatInfo]]] = {
    "office": {
        "mandate_member": SeatInfo(
            _("Mandate member"), _("Writes and signs for one mandate."), needs_unit=True
        ),
        "secretariat": SeatInfo(
            _("Secretariat"), _("Prepares, clears and sends letters for all mandates.")
        ),
        "administrator": ADMINISTRATOR,
    },
    "desk": {
        "lead": SeatInfo(
            _("Human rights lead"), _("Receives every letter, names owners, sends the reply.")
        ),
        "owner": SeatInfo(_("Issue owner"), _("Answers the questions given to them.")),
        "counsel": SeatInfo(
            _("Counsel"), _("Reads every draft and keeps notes that never leave the company.")
        ),
        "approver": SeatInfo(_("Approver"), _("Signs a reply off, or returns it.")),
        "sponsor": SeatInfo(_("Sponsor"), _("Sees how the company answers, and what is late.")),
        "administrator": ADMINISTRATOR,
    },
    "archive": {"administrator": ADMINISTRATOR},
}
