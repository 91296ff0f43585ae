"""A letter is cleared and leaves under its reference, once; its fate is said truly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.office import letters
from tests.office.conftest import Office, midday

from rapport.documents import selectors as documents
from rapport.documents.errors import RendererMissing
from rapport.documents.services import printing
from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation.errors import Refusal
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.office.communications import errors, reactions, rules, selectors, services
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import PartName, PublicFrom, State, Word
from rapport.office.consents.rules import Purpose
from rapport.protocol import pdf
from rapport.protocol.kinds import LetterType

pytestmark = pytest.mark.django_db

SENT_AT = datetime(2026, 3, 2, 11, tzinfo=UTC)


def typed(**changes: str) -> dict[str, str]:
    """What the secretariat types, in good order but for the changes."""
    said = {"reference": "AL OTH 14/2099", "dated_on": "2026-03-02", "reply_period_days": "60"}
    return said | changes


def send(office: Office, letter: Letter, **changes: str) -> Any:
    """What is answered to the form that sends a letter."""
    return office.client("mina").post(f"/letters/{letter.public_id}/transmit", typed(**changes))


def test_the_page_before_sending_says_who_reads_it_and_what_does_not_go(office: Office) -> None:
    case = office.case()
    office.person(case, name="Lucinde Varga-Morel")
    office.person(case, name="Orla Vantreight")
    office.consent(case, 2, Purpose.NAME_TO_COMPANY)
    letter = letters.cleared(office, case=case)

    said = office.client("mina").get(f"/letters/{letter.public_id}/transmit").content.decode()

    assert "Send this letter to <bdi>Quillmoor Social</bdi>" in said
    assert "These names do not go" in said
    assert said.index("Orla Vantreight") < said.index("These names do not go")
    assert said.index("These names do not go") < said.index("Lucinde Varga-Morel")
    assert "It has 3 questions." in said
    assert "Ilse Marrowby" in said, "who reads it here stands there by name"


def test_a_letter_is_sent_from_the_page(office: Office) -> None:
    letter = letters.cleared(office)

    answer = send(office, letter, reference=" al  oth 14/2099 ")

    letter.refresh_from_db()
    assert answer.status_code == 302
    assert letter.state is State.TRANSMITTED
    assert letter.reference == "AL OTH 14/2099"


def test_a_letter_sent_twice_leaves_once(office: Office) -> None:
    letter = letters.cleared(office)

    send(office, letter)
    again = send(office, letter, reference="AL OTH 15/2099")
    work_off()
    services.dispatch(office.act("mina"), letter=str(letter.public_id))

    letter.refresh_from_db()
    assert again.status_code == 409
    assert letter.reference == "AL OTH 14/2099"
    assert Outgoing.objects.count() == 1
    assert Entry.objects.filter(name="office.letter_handed_over").count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"reference": ""}, 422, "– is no reference. It reads like AL OTH 12/2021."),
        ({"reference": "14/2099"}, 422, "14/2099 is no reference."),
        ({"reference": "UA OTH 14/2099"}, 422, "a reference of another type; this letter is"),
        ({"reference": "AL OTH 14/2026"}, 422, "its references are of the year 2099"),
        ({"dated_on": "2090-01-01"}, 422, "The date 1 January 2090 lies ahead."),
        ({"dated_on": "tomorrow"}, 422, "Enter a valid date."),
        (
            {"reply_period_days": "30"},
            422,
            "The letter’s own words speak of 60 days, not of 30.",
        ),
        ({"reply_period_days": "400"}, 422, "between 1 and 365 whole days, not 400"),
    ],
)
def test_what_is_wrong_is_said_the_input_is_kept_and_nothing_leaves(
    office: Office, changes: dict[str, str], status: int, says: str
) -> None:
    letter = letters.cleared(office)

    answer = send(office, letter, **changes)

    said = answer.content.decode().replace("&#x27;", "’").replace("'", "’")
    letter.refresh_from_db()
    assert answer.status_code == status
    assert says in said
    for value in typed(**changes).values():
        assert f'value="{value}"' in said or not value
    assert letter.state is State.CLEARED
    assert not letter.reference


def test_a_reference_is_used_once(office: Office) -> None:
    letters.transmitted(office, "AL OTH 14/2099")
    letter = letters.cleared(office)

    answer = send(office, letter, reference="al oth 14/2099")

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "AL OTH 14/2099 was already used for another letter, sent on 2026-03-02" in said
    assert 'value="al oth 14/2099"' in said


def test_a_number_that_another_type_has_is_a_warning_and_no_more(office: Office) -> None:
    letters.transmitted(office, "AL OTH 14/2099")
    letter = letters.cleared(office, type=LetterType.URGENT)

    warned = send(office, letter, reference="UA OTH 14/2099", dated_on="2090-01-01")
    done = send(office, letter, reference="UA OTH 14/2099")

    assert "A letter of another type has the same number and year." in warned.content.decode()
    assert done.status_code == 302


def test_who_has_not_answered_is_left_out_only_when_one_says_so(office: Office) -> None:
    letter = letters.cleared(office, joined=False)

    held = send(office, letter)
    done = send(office, letter, without_asked="on")

    letter.refresh_from_db()
    assert held.status_code == 409
    assert "Mandates that have not said whether they join: 1." in held.content.decode()
    assert done.status_code == 302
    assert len(selectors.document_of(letter).signatories) == 1


def test_a_consent_withdrawn_after_clearance_is_kept(office: Office) -> None:
    case = office.case()
    office.person(case)
    office.consent(case, 1, Purpose.NAME_TO_COMPANY)
    letter = letters.cleared(
        office, case=case, texts={PartName.INFORMATION: "[[p:1]] appealed four times."}
    )
    office.consent(case, 1, Purpose.NAME_TO_COMPANY, answer=False)

    services.transmit_letter(
        office.act("mina"), letter_id=letter.public_id, sending=letters.sending()
    )

    letter.refresh_from_db()
    assert "Lucinde" not in letter.document
    assert "Person A appealed four times." in letter.document


def test_a_person_entered_after_clearance_is_not_named_without_a_mark(office: Office) -> None:
    case = office.case()
    letter = letters.cleared(
        office, case=case, texts={PartName.INFORMATION: "Lucinde Varga-Morel appealed."}
    )
    office.person(case)

    with pytest.raises(errors.NamesTypedFree):
        services.transmit_letter(
            office.act("mina"), letter_id=letter.public_id, sending=letters.sending()
        )


def test_a_company_without_a_known_desk_cannot_be_sent_to_where_nothing_is_printed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "renderer_is_ready", lambda: False)
    letter = letters.cleared(office)
    Contact.objects.update(unit="")

    page = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    answer = send(office, letter)

    assert "No desk of Quillmoor Social is known here" in page
    assert answer.status_code == 409


def test_comments_on_laws_may_be_public_after_48_hours(office: Office) -> None:
    letter = letters.cleared(office, type=LetterType.OTHER)

    services.transmit_letter(
        office.act("mina"),
        letter_id=letter.public_id,
        sending=letters.sending("OL OTH 3/2099", public_from=PublicFrom.AFTER_48_HOURS),
    )

    letter.refresh_from_db()
    assert letter.public_from == SENT_AT + timedelta(hours=48)
    said = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    assert "48 hours after it was sent: it comments on laws or policies." in said


def test_other_letters_may_be_public_after_the_period_alone(office: Office) -> None:
    letter = letters.cleared(office)

    with pytest.raises(errors.TooEarlyForThisType):
        services.transmit_letter(
            office.act("mina"),
            letter_id=letter.public_id,
            sending=letters.sending(public_from=PublicFrom.AFTER_48_HOURS),
        )


def test_the_letter_page_says_why_its_dates_are_these(office: Office) -> None:
    letter = letters.posted(office)

    said = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()

    assert "Monday 2 March 2026" in said
    assert "Friday 1 May 2026" in said
    assert "2 May 2026, 00:00" in said
    assert "Please reply within 60 days." in said
    assert "No receipt of the desk is here yet, so nothing is said to be late." in said
    assert "Handed over: a signed package for <bdi>Quillmoor Social</bdi>." in said


def test_the_pdf_carries_its_package(office: Office) -> None:
    letter = letters.posted(office)
    client = office.client("mina")

    page = client.get(f"/letters/{letter.public_id}/letter.pdf")
    package = client.get(f"/letters/{letter.public_id}/letter.rapport")

    assert page["Content-Type"] == "application/pdf"
    assert "AL OTH 14-2099.pdf" in page["Content-Disposition"]
    assert pdf.extract(page.content) == package.content


def test_a_letter_without_a_renderer_leaves_without_its_pdf(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*args: object, **options: object) -> bytes:
        raise RendererMissing(packages=documents.PACKAGES)

    monkeypatch.setattr(printing, "render_pdf", missing)
    monkeypatch.setattr(documents, "renderer_is_ready", lambda: False)
    letter = letters.cleared(office)
    client = office.client("mina")

    before = client.get(f"/letters/{letter.public_id}/transmit").content.decode()
    send(office, letter)
    work_off()

    said = client.get(f"/letters/{letter.public_id}").content.decode()
    assert "The letter will leave without its PDF." in before
    assert documents.PACKAGES in before
    assert "Pango was missing on this machine." in said
    assert client.get(f"/letters/{letter.public_id}/letter.rapport").status_code == 200
    assert client.get(f"/letters/{letter.public_id}/letter.pdf").status_code == 422


def test_a_letter_that_has_not_left_has_no_package(office: Office) -> None:
    letter = letters.cleared(office)

    answer = office.client("mina").get(f"/letters/{letter.public_id}/letter.pdf")

    assert answer.status_code == 404


def _told(letter: Letter, **more: str) -> dict[str, str]:
    return {
        "matter": str(letter.public_id),
        "package": str(letter.package),
        "kind": "letter",
        "by": "Quillmoor Social",
        **more,
    }


def test_the_receipt_is_noted_once(office: Office) -> None:
    letter = letters.posted(office)

    for day in ("2026-03-03", "2026-03-09"):
        reactions.note_receipt(office.act("mina", on=day), PackageReceived(**_told(letter)))

    letter.refresh_from_db()
    assert letter.received_at == datetime(2026, 3, 3, 11, tzinfo=UTC)


def test_a_rejection_is_shown_with_its_reason(office: Office) -> None:
    letter = letters.posted(office)

    reactions.note_rejection(
        office.act("mina"),
        PackageRefused(
            **_told(
                letter, code="package.kind_unknown", reason="The kind letter is not known here."
            )
        ),
    )

    letter.refresh_from_db()
    said = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()
    assert selectors.standing_of(letter, SENT_AT).word is Word.REFUSED
    assert "Not taken by the desk" in said
    assert "The kind letter is not known here." in said


def test_a_receipt_for_another_package_changes_nothing(office: Office) -> None:
    letter = letters.posted(office)
    other = _told(letter) | {"package": str(letter.public_id)}

    reactions.note_receipt(office.act("mina"), PackageReceived(**other))

    letter.refresh_from_db()
    assert letter.received_at is None


def test_what_has_left_is_closed_once(office: Office) -> None:
    letter = letters.delivered(office)
    client = office.client("mina")

    client.get(f"/letters/{letter.public_id}/close")
    closed = client.post(f"/letters/{letter.public_id}/close")

    letter.refresh_from_db()
    assert closed.status_code == 302
    assert letter.state is State.CLOSED
    assert client.post(f"/letters/{letter.public_id}/close").status_code == 409


def test_only_the_secretariat_clears_and_sends(office: Office) -> None:
    letter = letters.circulating(office)

    with pytest.raises(errors.NotTheSecretariat):
        services.clear_letter(office.act("ilse"), letter_id=letter.public_id)
    said = office.client("ilse").get(f"/letters/{letter.public_id}").content.decode()
    assert "Only the secretariat does this." in said


@pytest.mark.parametrize(
    ("text", "days", "refusal"),
    [
        ("within 60 days", 60, None),
        ("within 60 days", 30, errors.PeriodDiffers),
        ("خلال ٦٠ يوماً", 60, None),
        ("within two months", 61, None),
    ],
)
def test_the_period_is_one_that_the_letter_states(
    text: str, days: int, refusal: type[Refusal] | None
) -> None:
    found = rules.why_not_send(
        letters.sending(reply_period_days=days),
        type=LetterType.ALLEGATION,
        period_text=text,
        today=date(2026, 3, 2),
        demonstration=True,
    )

    assert found is None if refusal is None else isinstance(found, refusal)


def test_a_letter_waits_when_the_keys_of_its_desk_are_revoked(office: Office) -> None:
    letter = letters.transmitted(office)
    Contact.objects.update(revoked_at=midday("2026-03-02"))
    work_off()

    said = office.client("mina").get(f"/letters/{letter.public_id}").content.decode()

    assert "their keys were revoked" in said
    assert Outgoing.objects.get().tries == 0


def test_without_a_key_of_the_desk_a_letter_is_not_transmitted(office: Office) -> None:
    letter = letters.cleared(office)
    Contact.objects.update(encryption_key="")

    content = selectors.content_of(letter)

    assert not content.company_is_reached
    assert rules.why_not_reach(content) is content.why_not_sent_there
    assert "no key to seal for them" in str(rules.why_not_reach(content))


def test_the_administrator_sees_that_a_package_waits_because_of_a_key(office: Office) -> None:
    letters.posted(office)
    administrator = office.client("anneke")
    assert "because of a key" not in administrator.get("/").content.decode()

    Contact.objects.update(encryption_key="")

    said = administrator.get("/").content.decode()
    assert "1 package waits because of a key: look at the contacts." in said
