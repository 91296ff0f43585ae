"""An office's promises: the secretariat sees all cases, a mandate its own, administrators none.

The rows of letters and of publishing stand in modules of their own beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.office.conftest import invented_directory
from tests.permissions import office_letters, office_publishing
from tests.permissions.table import ANYBODY, SIGNED_IN, Ask, Page

from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door
from rapport.foundation.errors import Refusal
from rapport.office import seats
from rapport.office.cases import rules, services
from rapport.office.cases.rules import CaseState
from rapport.office.consents.rules import PersonKind

SEATS: Final = tuple(seat.value for seat in seats.Seat)
MAY: Final = seats.MAY
MANDATE: Final = "demo-open-assembly"
OFFICERS: Final = frozenset({"secretariat", "mandate_member"})


def _change(command: str) -> Ask:
    def ask(actor: Actor) -> Refusal | None:
        return rules.why_not_change(actor, command, mandates=(MANDATE,), state=CaseState.OPEN)

    return ask


def _keep(command: str) -> Ask:
    return lambda actor: rules.why_not_keep_persons(actor, command, mandate=MANDATE)


CASE_RULES: Final[Mapping[str, Ask]] = {
    "open_case": lambda actor: rules.why_not_open(
        actor, mandate=MANDATE, is_in_force=True, title="Accounts in Vellanta"
    ),
    "edit_case": _change("edit_case"),
    "share_case": _change("share_case"),
    "close_case": _change("close_case"),
    "enter_person": _keep("enter_person"),
    "edit_person": _keep("edit_person"),
    "record_consent": _keep("record_consent"),
}
RULES: Final[Mapping[str, Ask]] = {
    **CASE_RULES,
    **office_letters.RULES,
    **office_publishing.RULES,
}

CASES: Final[tuple[Page, ...]] = (
    Page("cases/", get=OFFICERS),
    Page("cases/open", get=OFFICERS, post=OFFICERS),
    Page("cases/<uuid:case_id>", get=OFFICERS, closed=404),
    Page("cases/<uuid:case_id>/edit", get=OFFICERS, post=OFFICERS, closed=404),
    Page("cases/<uuid:case_id>/share", get=OFFICERS, post=OFFICERS, closed=404),
    Page("cases/<uuid:case_id>/close", get=OFFICERS, post=OFFICERS, closed=404),
    Page("cases/<uuid:case_id>/persons/new", get=OFFICERS, post=OFFICERS, closed=404),
    Page("cases/<uuid:case_id>/persons/<int:number>", get=OFFICERS, closed=404),
    Page(
        "cases/<uuid:case_id>/persons/<int:number>/edit",
        get=OFFICERS,
        post=OFFICERS,
        closed=404,
    ),
    Page(
        "cases/<uuid:case_id>/persons/<int:number>/consent",
        get=OFFICERS,
        post=OFFICERS,
        closed=404,
    ),
)
# Anybody may knock: without a code a page leads to where it is typed, a client is told 403.
UPLOADS: Final[tuple[Page, ...]] = (
    Page("upload", get=ANYBODY, post=ANYBODY),
    Page("upload/files", get=ANYBODY, post=ANYBODY),
    Page("upload/files/one", post=ANYBODY, opens=frozenset({403})),
    Page(
        "upload/files/<uuid:upload_id>/remove",
        post=ANYBODY,
        facts={"upload_id": "nothing"},
        opens=frozenset({403}),
    ),
    Page("upload/leave", post=ANYBODY),
    Page(
        "upload/receipts/<uuid:delivery_id>",
        get=ANYBODY,
        facts={"delivery_id": "nothing"},
        opens=frozenset({403}),
    ),
    Page("upload/tus", post=ANYBODY, opens=frozenset({412})),
    Page(
        "upload/tus/<uuid:upload_id>",
        post=ANYBODY,
        facts={"upload_id": "nothing"},
        opens=frozenset({405, 412}),
    ),
)
TODAY: Final[tuple[Page, ...]] = (Page("", get=SIGNED_IN),)
PAGES: Final[tuple[Page, ...]] = (
    *CASES,
    *office_letters.PAGES,
    *office_publishing.PAGES,
    *UPLOADS,
    *TODAY,
)


def stage(people: Mapping[str, Person]) -> dict[str, object]:
    """Put a case with a person in it before the office, and what the other rooms add."""
    invented_directory()
    act = Act(actor_of(people["secretariat"]), clock.now(), Door.PAGE)
    case = services.open_case(
        act, title="Accounts in Vellanta", summary="", mandate=MANDATE, countries=()
    )
    person = services.enter_person(
        act, case_id=case.public_id, name="Lucinde Varga-Morel", kind=PersonKind.INDIVIDUAL
    )
    facts: dict[str, object] = {"case_id": case.public_id, "number": person.number}
    office_letters.stage(people, facts)
    office_publishing.stage(people, facts)
    return facts
