"""A company's table of functions: which one counts, and where a letter's questions go."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.office import letters
from tests.office.conftest import Office, midday

from rapport.demo.cast import QUILLMOOR
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation.acts import Act, Actor, Door, geneva_date
from rapport.journal.models import Entry
from rapport.office.communications import selectors
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import PartName
from rapport.office.companies import errors
from rapport.office.companies import selectors as companies
from rapport.office.companies.models import FunctionTable
from rapport.office.companies.services import receive_table
from rapport.protocol import kinds

pytestmark = pytest.mark.django_db

CHILDREN = "Which measures protect children and minors against grooming by adults?"
CHAIN = "Please describe your human rights due diligence and any impact assessment."
NOTHING = "Please provide any additional information."
ROUTES: list[dict[str, Any]] = [
    {"topic": "child-safety", "function": "Child Safety, Trust & Safety", "deputy": "Policy"},
    {"topic": "child-safety", "product": "quill-live", "function": "Live Video Safety"},
    {"topic": "due-diligence", "country": "CHE", "function": "Public Policy, Alps"},
    {"topic": "own-1a2b3c", "function": "Ringtones"},
]
TODAY = date(2026, 3, 2)


def table(**changes: Any) -> kinds.RoutingTable:
    """Quillmoor's table, sent and valid on 1 March 2026 but for the changes."""
    sent_at: datetime = changes.pop("sent_at", midday("2026-03-01"))
    fields: dict[str, Any] = {
        "message": uuid4(),
        "language": "en",
        "dated_on": geneva_date(sent_at),
        "sent_at": sent_at,
        "entity": "Quillmoor Social",
        "valid_from": date(2026, 3, 1),
        "fallback": "Human Rights Team",
        "routes": ROUTES,
        "demonstration": True,
    }
    return kinds.RoutingTable.model_validate(fields | changes)


def arrives(
    document: kinds.RoutingTable, *, sender: Contact | None = None, on: datetime | None = None
) -> None:
    """Let a table arrive, as the exchange hands it over."""
    contact = sender or letters.quillmoor()
    at = on or midday("2026-03-02")
    incoming = Incoming(
        package=uuid4(),
        sender=contact,
        kind=document.KIND,
        matter=document.message,
        answers=None,
        document=document,
        files={},
        arrived_at=at,
    )
    act = Act(Actor(str(contact.public_id), contact.name), at, Door.PACKAGE)
    receive_table(act, incoming)


def counting(on: date = TODAY) -> str:
    """The fallback of the table that counts; it tells tables apart."""
    found = companies.published_by(QUILLMOOR, on).counting
    return found.document.fallback if found else ""


def going(letter: Letter, on: date = TODAY) -> dict[int, str]:
    """To which function each question goes."""
    found = selectors.where_questions_go(letter, on, "en")
    return {number: one.function for number, one in found.goes.items()}


# Which table counts


def test_the_table_sent_last_counts_in_whatever_order_they_arrive(office: Office) -> None:
    arrives(table(fallback="Newer", sent_at=midday("2026-03-01") + timedelta(hours=1)))
    arrives(table(fallback="Older"))

    assert counting() == "Newer"


def test_a_table_of_a_later_day_counts_from_that_day(office: Office) -> None:
    arrives(table(fallback="Now"))
    arrives(table(fallback="Later", valid_from=date(2026, 4, 1), sent_at=midday("2026-03-02")))

    assert counting(date(2026, 3, 31)) == "Now"
    coming = companies.published_by(QUILLMOOR, date(2026, 3, 31)).coming
    assert coming is not None
    assert coming.document.fallback == "Later"
    assert counting(date(2026, 4, 1)) == "Later"
    assert companies.published_by(QUILLMOOR, date(2026, 4, 1)).coming is None


def test_a_later_publication_replaces_also_one_whose_day_has_not_come(office: Office) -> None:
    first = midday("2026-03-01")
    arrives(table(fallback="For April", valid_from=date(2026, 4, 1), sent_at=first))
    arrives(table(fallback="Instead", sent_at=first + timedelta(hours=1)))

    assert counting(date(2026, 4, 2)) == "Instead"
    assert companies.published_by(QUILLMOOR, TODAY).coming is None


def test_of_two_whose_day_has_not_come_the_next_one_is_told(office: Office) -> None:
    first = midday("2026-03-01")
    arrives(table(fallback="Now", sent_at=first))
    for hours, (day, fallback) in enumerate(
        [(date(2026, 4, 1), "For April"), (date(2026, 5, 1), "For May")], 1
    ):
        sent_at = first + timedelta(hours=hours)
        arrives(table(fallback=fallback, valid_from=day, sent_at=sent_at))

    coming = companies.published_by(QUILLMOOR, TODAY).coming
    assert coming is not None
    assert coming.document.fallback == "For April"
    later = companies.published_by(QUILLMOOR, date(2026, 4, 1))
    assert later.counting is not None
    assert later.coming is not None
    assert (later.counting.document.fallback, later.coming.document.fallback) == (
        "For April",
        "For May",
    )


def test_the_same_table_again_changes_nothing_and_another_under_its_id_is_refused(
    office: Office,
) -> None:
    document = table()
    arrives(document)
    arrives(document)
    assert FunctionTable.objects.count() == 1
    assert Entry.objects.filter(name="office.function_table_received").count() == 1

    with pytest.raises(errors.TableAltered):
        arrives(table(message=document.message, fallback="Another"))


def test_a_table_of_tomorrow_or_of_nobody_is_refused(office: Office) -> None:
    with pytest.raises(errors.TableFromTomorrow):
        arrives(table(sent_at=midday("2026-03-03")))
    unknown = letters.quillmoor()
    unknown.unit = ""
    with pytest.raises(errors.TableOfNobody):
        arrives(table(), sender=unknown)
    assert not FunctionTable.objects.exists()


def test_what_void_keys_signed_counts_no_more(office: Office) -> None:
    arrives(table())
    Contact.objects.filter(unit=QUILLMOOR).update(revoked_at=midday("2026-03-02"))

    found = companies.published_by(QUILLMOOR, TODAY)

    assert found.counting is None
    assert found.is_revoked


def test_of_a_company_without_a_desk_nothing_is_published(office: Office) -> None:
    assert companies.published_by(QUILLMOOR, TODAY) == companies.Published()


# Where questions go


def test_each_question_goes_by_its_own_words_the_rest_to_the_fallback(office: Office) -> None:
    letter = letters.written(office, questions=(CHILDREN, CHAIN, NOTHING))
    arrives(table())

    found = selectors.where_questions_go(letter, TODAY, "en")

    assert going(letter) == {
        1: "Child Safety, Trust & Safety",
        2: "Public Policy, Alps",  # the case is about Switzerland
        3: "Public Policy, Alps",  # it says too little; the letter as a whole says this
    }
    assert [one.from_letter for one in found.goes.values()] == [False, False, True]
    assert found.goes[1].words
    assert found.goes[1].deputy == "Policy"
    assert found.goes[2].country == "Switzerland"


def test_a_product_counts_where_the_question_names_it(office: Office) -> None:
    live = CHILDREN.replace("adults", "adults on Quill Live")
    letter = letters.written(office, questions=(CHILDREN, live))
    arrives(table())

    found = going(letter)

    assert found[2] == "Live Video Safety"


def test_a_row_for_another_country_does_not_fit(office: Office) -> None:
    case = office.case(countries=("NOR",))
    letter = letters.written(office, case, questions=(CHAIN,))
    arrives(table())

    assert going(letter) == {1: "Human Rights Team"}


def test_without_rows_everything_goes_to_the_fallback(office: Office) -> None:
    letter = letters.written(office, questions=(CHILDREN, NOTHING))
    arrives(table(routes=[]))

    found = selectors.where_questions_go(letter, TODAY, "en")

    assert set(going(letter).values()) == {"Human Rights Team"}
    assert all(one.is_fallback for one in found.goes.values())


# Pages


def read(office: Office, address: str, language: str = "en") -> str:
    """A page as Mina sees it."""
    client = office.client("mina")
    client.cookies["django_language"] = language
    answer: HttpResponse = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_before_sending_each_question_says_where_it_goes_and_why(office: Office) -> None:
    arrives(table())
    letter = letters.cleared(office, questions=(CHILDREN, NOTHING))

    page = read(office, f"/letters/{letter.public_id}/transmit")

    assert (
        "At <bdi>Quillmoor Social</bdi> this goes to "
        "<bdi>Child Safety, Trust &amp; Safety</bdi>." in page
    )
    assert "Area, suggested by software: <bdi>Child safety</bdi>." in page
    assert "<q><bdi>children</bdi></q>" in page
    assert "The company’s own statement" in page
    assert "Keys not compared yet" in page


def test_where_nothing_was_published_the_page_says_so(office: Office) -> None:
    letter = letters.cleared(office)

    page = read(office, f"/letters/{letter.public_id}/transmit")

    assert "The company has not published who answers for what." in page
    assert "this goes to" not in page


def test_while_writing_it_stands_beside_each_question(office: Office) -> None:
    arrives(table())
    letter = letters.written(office, questions=(CHILDREN,))

    assert "Child Safety, Trust &amp; Safety" in read(office, f"/letters/{letter.public_id}")
    edit = read(office, f"/letters/{letter.public_id}/questions/1")
    assert "Child Safety, Trust &amp; Safety" in edit
    new = read(office, f"/letters/{letter.public_id}/questions/new")
    assert "It is told once the question is saved." in new


def test_the_company_page_shows_the_whole_table_with_date_and_key(office: Office) -> None:
    contact = letters.quillmoor()
    Contact.objects.filter(pk=contact.pk).update(verified_at=midday("2026-02-01"))
    arrives(table())

    page = read(office, f"/directory/companies/{QUILLMOOR}")

    for function in ("Child Safety, Trust &amp; Safety", "Live Video Safety", "Ringtones"):
        assert function in page
    assert "own-1a2b3c" in page  # an area that is not known here stands by its short name
    assert "Switzerland" in page
    assert "Everything else goes to <bdi>Human Rights Team</bdi>." in page
    assert "Signed with the key of <bdi>Quillmoor Social</bdi>." in page
    assert "Keys verified" in page


def test_what_a_hostile_table_says_stays_text_in_its_place(office: Office) -> None:
    hostile = "<img src=x onerror=alert(1)>\u202eSafety"
    routes = [{"topic": f"t{n}", "product": "p", "function": hostile} for n in range(1_999)]
    arrives(table(fallback=hostile, routes=[*routes, {"country": "QQQ", "function": "Q"}]))
    letter = letters.cleared(office, questions=(CHILDREN,))

    company = read(office, f"/directory/companies/{QUILLMOOR}")
    page = read(office, f"/letters/{letter.public_id}/transmit")

    for one in (company, page):
        assert "<img" not in one
        assert "<bdi>&lt;img src=x onerror=alert(1)&gt;\u202eSafety</bdi>" in one
    assert company.count("&lt;img") == 2_000
    assert "QQQ" in company
    assert "Show its 2000 rows" in company


def test_a_long_table_does_not_make_more_questions_to_the_database(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    codes = [a + b + c for a in "ABCDEFGHIJ" for b in "KLMNOPQRST" for c in "UVWXYZ"]
    routes = [
        {"topic": "child-safety", "country": one, "function": f"Office {one}"} for one in codes
    ]
    arrives(table(routes=routes))
    letter = letters.written(office, office.case(countries=()), questions=(CHILDREN,) * 5)

    with django_assert_max_num_queries(12):
        selectors.where_questions_go(letter, TODAY, "en")


def test_a_stranger_reads_no_table(office: Office) -> None:
    arrives(table())

    answer = Client().get(f"/directory/companies/{QUILLMOOR}")

    assert answer.status_code == 302


def test_marks_of_persons_are_no_words_of_a_question(office: Office) -> None:
    arrives(table())
    case = office.case()
    office.person(case, name="Grooming Children")
    letter = letters.written(
        office,
        case,
        texts={PartName.INFORMATION: "[[p:1]] wrote.", PartName.CONCERN: "[[p:1]]."},
        questions=("What became of [[p:1]]?",),
    )

    assert going(letter) == {1: "Human Rights Team"}
