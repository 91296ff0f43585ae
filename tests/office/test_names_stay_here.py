"""Names of persons who did not agree: not to the company, not to mandates that only look on."""

from __future__ import annotations

import pytest
from tests.office import letters
from tests.office.conftest import Office

from rapport.demo.cast import ENTERPRISE
from rapport.office.communications import selectors, services
from rapport.office.communications.models import Letter
from rapport.office.consents.rules import Purpose

pytestmark = pytest.mark.django_db


def with_file(office: Office, name: str) -> Letter:
    """A letter that is written, with a person in its case and a file that goes with it."""
    case = office.case(shared=[ENTERPRISE])
    office.person(case)
    letter = letters.written(office, case)
    services.attach_file(
        office.act("mina"),
        letter_id=letter.public_id,
        name=name,
        media_type="application/pdf",
        data=b"%PDF-1.7 of nobody",
    )
    return letter


def sent(office: Office, letter: Letter) -> str:
    """Everything that the company gets in words, once the letter has left."""
    act = office.act("mina")
    services.circulate_letter(act, letter_id=letter.public_id)
    services.clear_letter(act, letter_id=letter.public_id)
    sending = letters.sending(without_asked=True)
    services.transmit_letter(act, letter_id=letter.public_id, sending=sending)
    letter.refresh_from_db()
    return letter.document


@pytest.mark.parametrize(
    "name",
    [
        "Statement of Lucinde Varga-Morel.pdf",
        "statement_lucinde_varga-morel.pdf",
        "LUCINDE-VARGA-MOREL.pdf",
        "lucinde.varga.morel.2.pdf",
    ],
)
def test_a_file_is_not_called_by_a_name_that_the_company_may_not_read(
    office: Office, name: str
) -> None:
    letter = with_file(office, name)

    document = sent(office, letter)

    assert "varga" not in document.lower()
    assert "Person A" in document


def test_with_consent_and_without_persons_a_file_keeps_its_name(office: Office) -> None:
    letter = with_file(office, "Statement_of Lucinde Varga-Morel.pdf")
    office.consent(letter.case, 1, Purpose.NAME_TO_COMPANY)

    assert '"Statement_of Lucinde Varga-Morel.pdf"' in sent(office, letter)


def test_the_lines_about_addressees_name_nobody_either(office: Office) -> None:
    letter = with_file(office, "annex.pdf")
    Letter.objects.filter(pk=letter.pk).update(
        attention="Whoever answered Lucinde Varga-Morel",
        also_written_to=["The employer of Lucinde Varga-Morel"],
    )

    assert "Varga" not in sent(office, letter)


def test_a_mandate_that_only_looks_on_reads_no_file_names_of_a_draft(office: Office) -> None:
    letter = with_file(office, "Statement of Lucinde Varga-Morel.pdf")
    address = f"/letters/{letter.public_id}"

    assert "Varga" not in office.client("jonas").get(address).content.decode()
    assert "Varga" in office.client("mina").get(address).content.decode()


def test_a_name_typed_into_a_subject_becomes_its_mark(office: Office) -> None:
    case = office.case(shared=[ENTERPRISE])
    office.person(case)

    letter = letters.draft(office, case, subject="The accounts of lucinde varga-morel")

    assert letter.subject == "The accounts of [[p:1]]"
    assert "Person A" in office.client("jonas").get("/letters").content.decode()
    assert not selectors.free_names_in(letter)
