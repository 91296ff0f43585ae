"""Who may open, change, share and close a case, and keep its persons; without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY, SPEAK_FOR_OTHERS
from rapport.foundation.acts import Actor, Post
from rapport.foundation.errors import NotAllowed
from rapport.office.cases import rules
from rapport.office.cases.errors import (
    CaseIsClosed,
    CaseTitleMissing,
    CaseWordsTooLong,
    LeadNotInForce,
    NotTheirCase,
    NotTheLeadOfCase,
)
from rapport.office.cases.rules import CaseState

MINA = Actor("1", "Mina Ferro", frozenset({Post("secretariat")}))
ILSE = Actor("2", "Ilse Marrowby", frozenset({Post("mandate_member", OPEN_ASSEMBLY)}))
JONAS = Actor("3", "Jonas Kestrel-Amadi", frozenset({Post("mandate_member", ENTERPRISE)}))
ANNEKE = Actor("4", "Anneke Solberg-Tui", frozenset({Post("administrator")}))
CHANGES = ["edit_case", "share_case", "close_case"]
KEEPING = ["enter_person", "edit_person", "record_consent"]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [(MINA, None), (ILSE, None), (JONAS, NotTheirCase), (ANNEKE, NotTheirCase)],
)
def test_a_case_is_opened_by_its_mandate_or_the_secretariat(
    actor: Actor, expected: type | None
) -> None:
    refusal = rules.why_not_open(
        actor, mandate=OPEN_ASSEMBLY, is_in_force=True, title="Accounts in Vellanta"
    )

    assert refusal is None if expected is None else isinstance(refusal, expected)


def test_a_case_needs_a_mandate_in_force_and_a_title() -> None:
    ended = rules.why_not_open(MINA, mandate=OPEN_ASSEMBLY, is_in_force=False, title="Accounts")
    nameless = rules.why_not_open(MINA, mandate=OPEN_ASSEMBLY, is_in_force=True, title=" \n")

    assert isinstance(ended, LeadNotInForce)
    assert isinstance(nameless, CaseTitleMissing)


@given(title=st.integers(0, 302), summary=st.sampled_from([0, 20_000, 20_001]))
def test_words_have_a_length(title: int, summary: int) -> None:
    refusal = rules.why_not_words("t" * title, "s" * summary)

    if title == 0:
        assert isinstance(refusal, CaseTitleMissing)
    elif title > rules.LONGEST_TITLE or summary > rules.LONGEST_SUMMARY:
        assert isinstance(refusal, CaseWordsTooLong)
    else:
        assert refusal is None


@pytest.mark.parametrize("command", CHANGES)
@pytest.mark.parametrize("state", list(CaseState))
def test_mandates_that_share_a_case_change_it_while_it_is_open(
    command: str, state: CaseState
) -> None:
    def ask(actor: Actor) -> object:
        return rules.why_not_change(
            actor, command, state=state, mandates=[OPEN_ASSEMBLY, ENTERPRISE]
        )

    for actor in (MINA, ILSE, JONAS):
        if state is CaseState.OPEN:
            assert ask(actor) is None
        else:
            assert isinstance(ask(actor), CaseIsClosed)
    assert isinstance(ask(ANNEKE), NotTheirCase)


def test_only_a_mandate_in_force_is_let_in() -> None:
    def ask(*, is_in_force: bool, state: CaseState = CaseState.OPEN) -> object:
        return rules.why_not_share(
            ILSE, state=state, mandates=[OPEN_ASSEMBLY], is_in_force=is_in_force
        )

    assert ask(is_in_force=True) is None
    assert isinstance(ask(is_in_force=False), LeadNotInForce)
    assert isinstance(ask(is_in_force=True, state=CaseState.CLOSED), CaseIsClosed)


@pytest.mark.parametrize("command", KEEPING)
def test_persons_are_kept_by_the_lead_and_the_secretariat(command: str) -> None:
    def ask(actor: Actor, state: CaseState = CaseState.OPEN) -> object:
        return rules.why_not_keep_persons(actor, command, mandate=OPEN_ASSEMBLY, state=state)

    assert ask(MINA) is None
    assert ask(ILSE) is None
    assert isinstance(ask(JONAS), NotTheLeadOfCase)
    assert isinstance(ask(ANNEKE), NotTheLeadOfCase)
    assert isinstance(ask(ILSE, CaseState.CLOSED), CaseIsClosed)


def test_whoever_reads_no_content_sees_no_list() -> None:
    assert rules.why_not_see_cases(MINA) is None
    assert rules.why_not_see_cases(JONAS) is None
    assert isinstance(rules.why_not_see_cases(ANNEKE), NotAllowed)


@given(mandates=st.lists(st.sampled_from([ENTERPRISE, SPEAK_FOR_OTHERS])))
def test_a_mandate_that_does_not_see_a_case_never_changes_it(mandates: list[str]) -> None:
    for command in CHANGES:
        refusal = rules.why_not_change(ILSE, command, state=CaseState.OPEN, mandates=mandates)
        assert isinstance(refusal, NotTheirCase)
