"""Which mandates a letter seems to concern: by its words, and by what was decided before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE, OPEN_ASSEMBLY
from rapport.directory.models import Country, Mandate
from rapport.directory.rules import Scope
from rapport.foundation.errors import NotAllowed
from rapport.journal.models import Entry
from rapport.matching.precedents import Said
from rapport.office.communications import rules, selectors, services
from rapport.office.communications.models import Letter, LetterProfile
from rapport.office.communications.rules import PartName, SignatureState

pytestmark = pytest.mark.django_db

FACTS = "The lawyer was allegedly arrested and beaten in custody."
PLAIN = ("Please comment on the above.",)


@pytest.fixture
def known(office: Office) -> Office:
    """An office whose directory knows some mandates beside the invented ones."""
    for slug, name in (
        ("wgad", "Arbitrary detention"),
        ("torture", "Torture"),
        ("toxics", "Toxics"),
    ):
        know(slug, name)
    return office


def know(slug: str, name: str, **changes: Any) -> None:
    """Let the directory know a mandate beside the invented ones."""
    row = Mandate.objects.get(slug=ENTERPRISE)
    row.pk, row.public_id, row.slug, row.title, row.short_name = None, uuid4(), slug, name, name
    row.demonstration = False
    for field, value in changes.items():
        setattr(row, field, value)
    row.save()


def telling(office: Office, text: str = FACTS, **changes: Any) -> Letter:
    """A letter in a case of its own that tells of facts."""
    return letters.written(
        office, texts={PartName.INFORMATION: text}, questions=PLAIN, **changes
    )


def found(office: Office, letter: Letter, who: str = "mina") -> selectors.Suggestions:
    """What the page has to say of suggestions."""
    page = office.client(who).get(f"/letters/{letter.public_id}/joining/ask")
    shown: selectors.Suggestions = page.context["found"]
    said = "Suggested by the words of the letter" in page.content.decode()
    assert said == bool(shown.shown or shown.moved_out)
    return shown


def suggested(office: Office, letter: Letter) -> list[str]:
    """The names of the mandates that the page suggests, in their order."""
    return [one.name for one in found(office, letter).shown]


def decline(office: Office, letter: Letter) -> None:
    """The Working Group, asked and reading, does not join."""
    act = office.act("jonas")
    services.decline_to_join(
        act, letter_id=letter.public_id, mandate=ENTERPRISE, reason="It is not ours."
    )


def leave(office: Office, letter: Letter, *, mandates: Sequence[str] = ()) -> None:
    """The letter leaves; the Working Group joins it where it is among those asked."""
    for mandate in mandates:
        letters.ask(office, letter, mandate)
    act = office.act("mina")
    services.circulate_letter(act, letter_id=letter.public_id)
    if ENTERPRISE in mandates:
        services.join_letter(
            office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE
        )
    services.clear_letter(act, letter_id=letter.public_id)
    number = Letter.objects.exclude(reference="").count() + 1
    sending = letters.sending(f"AL OTH {number}/2099", without_asked=True)
    services.transmit_letter(act, letter_id=letter.public_id, sending=sending)


# By the words


def test_the_words_of_a_letter_suggest_whom_to_ask(known: Office) -> None:
    shown = {one.name: one.words for one in found(known, telling(known)).shown}

    assert "arrested" in shown["Arbitrary detention"]


def test_a_mandate_that_was_asked_is_no_longer_suggested(known: Office) -> None:
    letter = telling(known)
    before = set(suggested(known, letter))
    letters.ask(known, letter, "torture")

    assert before - set(suggested(known, letter)) == {"Torture"}


def test_nothing_is_suggested_where_the_letter_says_nothing(known: Office) -> None:
    assert suggested(known, letters.draft(known)) == []


def test_before_anything_was_decided_the_page_says_so(known: Office) -> None:
    shown = found(known, telling(known))

    page = known.client("mina").get(f"/letters/{telling(known).public_id}/joining/ask")

    assert (shown.learned_from, shown.moved) == (0, False)
    assert "no decision on an earlier letter that you may read" in page.content.decode()


# By what was decided before


def test_a_mandate_that_joined_a_similar_letter_is_suggested_with_the_reason(
    known: Office,
) -> None:
    before = suggested(known, telling(known))
    leave(known, telling(known), mandates=[ENTERPRISE])
    letter = telling(known)

    after = found(known, letter)
    page = known.client("mina").get(f"/letters/{letter.public_id}/joining/ask")
    text = page.content.decode()

    one = next(one for one in after.shown if "enterprise" in one.name)
    assert not [name for name in before if "enterprise" in name]
    assert (one.times, one.by_words, one.moved) == ({Said.SIGNED: 1}, None, True)
    assert "It signed 1 similar letter." in text
    assert "The words alone would not suggest it." in text
    assert "Suggestions learned from 1 earlier letter that you may read." in text
    assert "That changed the list for this letter." in text


def test_who_is_asked_often_comes_before_who_is_suggested_by_words(known: Office) -> None:
    first, second = suggested(known, telling(known))[:2]
    slugs = {"Arbitrary detention": "wgad", "Torture": "torture"}
    for _ in range(2):
        letters.ask(known, telling(known), slugs[second])

    after = found(known, telling(known))

    assert [one.name for one in after.shown][:2] == [second, first]
    assert [(one.by_words, one.moved) for one in after.shown][:2] == [(2, True), (1, True)]


def test_a_letter_of_other_facts_learns_nothing_from_it(known: Office) -> None:
    leave(known, telling(known), mandates=[ENTERPRISE])
    other = telling(known, "Chemical waste was dumped into the river and poisoned the wells.")

    after = found(known, other)

    assert [one.name for one in after.shown] == ["Toxics"]
    assert (after.learned_from, after.moved) == (1, False)


def test_who_declined_similar_letters_falls_back(known: Office) -> None:
    letter = letters.circulating(known, texts={PartName.INFORMATION: FACTS}, questions=PLAIN)
    assert selectors.find_signature(letter, ENTERPRISE)
    asked = next(one for one in found(known, telling(known)).shown if "enterprise" in one.name)

    decline(known, letter)

    assert asked.times == {Said.ASKED: 1}
    after = found(known, telling(known))
    assert not [one for one in after.shown if "enterprise" in one.name]


def test_who_was_suggested_first_and_never_asked_is_noted_when_the_letter_leaves(
    known: Office,
) -> None:
    letter = telling(known)
    letters.ask(known, letter, "torture")
    assert LetterProfile.objects.get().passed_over == []

    leave(known, letter)

    shown = {one.name: one.times for one in found(known, telling(known)).shown}
    assert LetterProfile.objects.get().passed_over == ["wgad"]
    assert shown["Arbitrary detention"] == {Said.PASSED_OVER: 1}
    assert shown["Torture"] == {Said.ASKED: 1}


def test_a_letter_is_no_evidence_for_itself(known: Office) -> None:
    letter = telling(known)
    letters.ask(known, letter, "torture")

    assert found(known, letter).learned_from == 0


def test_what_never_left_and_was_withdrawn_teaches_nothing(known: Office) -> None:
    letter = telling(known)
    letters.ask(known, letter, ENTERPRISE)
    assert found(known, telling(known)).learned_from == 1

    services.withdraw_letter(known.act("mina"), letter_id=letter.public_id, reason="Mistaken.")

    assert found(known, telling(known)).learned_from == 0


def test_a_country_that_is_not_named_is_not_suggested_whatever_was_decided(
    known: Office,
) -> None:
    for slug in ("myanmar", "demo-country"):
        country = Country.objects.get(alpha3="CHE")
        know(slug, slug, scope=Scope.COUNTRY, country=country)
        letters.ask(known, telling(known), slug)

    names = set(suggested(known, telling(known)))

    assert names == {"Arbitrary detention", "Torture"}


# Nobody learns what they may not read


def test_a_member_is_shown_only_what_was_learned_from_letters_they_may_read(
    known: Office,
) -> None:
    hidden = letters.circulating(known, texts={PartName.INFORMATION: FACTS}, questions=PLAIN)
    services.join_letter(known.act("jonas"), letter_id=hidden.public_id, mandate=ENTERPRISE)
    case = known.case(by="jonas", mandate=ENTERPRISE, title="Another matter")
    theirs = telling(known, case=case, by="jonas")
    letters_of_others = known.case(title="Nobody else’s")
    secret = telling(known, case=letters_of_others)
    letters.ask(known, secret, "toxics")

    member, secretariat = found(known, theirs, "jonas"), found(known, theirs, "mina")

    assert (member.learned_from, secretariat.learned_from) == (1, 2)
    assert "Toxics" not in [one.name for one in member.shown]
    assert "Toxics" in [one.name for one in secretariat.shown]


def test_what_is_kept_holds_no_word_of_the_letter(known: Office) -> None:
    text = f"{FACTS} Xylophonia Quandrell of Brackwater Street was allegedly arrested twice."
    leave(known, telling(known, text, subject="Xylophonia Quandrell"), mandates=[ENTERPRISE])

    row = LetterProfile.objects.values().get()

    assert {*row} == {"id", "letter_id", "profile", "passed_over", "noted_at"}
    assert {key.partition(":")[0] for key in row["profile"]} == {"fact", "mandate"}
    kept = str(row).casefold()
    for word in ("xylophonia", "quandrell", "brackwater", "arrested", "beaten", "custody"):
        assert word not in kept
    assert not [one for one in Entry.objects.values() if "xylophonia" in str(one).casefold()]


# Seen and forgotten


def test_an_administrator_sees_figures_alone_and_lets_them_be_forgotten(known: Office) -> None:
    leave(known, telling(known), mandates=[ENTERPRISE])
    client = known.client("anneke")

    page = client.get("/letters/learned").content.decode()
    answer = client.post("/letters/learned/forget", follow=True).content.decode()

    assert selectors.signatories_of(Letter.objects.get()) == [OPEN_ASSEMBLY, ENTERPRISE]
    assert "Suggestions have learned from 1 letter." in page
    assert "AL OTH" not in page
    assert "Quillmoor" not in page
    assert "What was learned from 1 letter was forgotten." in answer
    assert "Nothing was learned yet." in answer
    assert not LetterProfile.objects.exists()
    assert known.told()[-1] == "office.learned_forgotten"
    assert found(known, telling(known)).learned_from == 0


def test_a_member_neither_sees_nor_forgets_what_all_have_learned(known: Office) -> None:
    with pytest.raises(NotAllowed):
        services.forget_learned(known.act("jonas"))

    assert known.client("jonas").get("/letters/learned").status_code == 403


def test_the_command_line_knows_no_installation(known: Office) -> None:
    """`rapport suggest mandates` asks the same question without precedents."""
    from_words = selectors.first_by_words(telling(known), {"wgad", "torture", ENTERPRISE})
    leave(known, telling(known), mandates=[ENTERPRISE])

    again = selectors.first_by_words(telling(known), {"wgad", "torture", ENTERPRISE})

    assert again == from_words


def test_the_number_of_queries_does_not_grow_with_what_was_learned(known: Office) -> None:
    letter = telling(known)
    letters.ask(known, telling(known), ENTERPRISE)
    client = known.client("mina")
    address = f"/letters/{letter.public_id}/joining/ask"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        letters.ask(known, telling(known), ENTERPRISE)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_each_state_of_a_signature_says_something() -> None:
    assert set(rules.SAYS) == set(SignatureState)
