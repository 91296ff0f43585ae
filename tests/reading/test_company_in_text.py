"""The company that a letter addresses is found in its text, or nothing is said."""

from __future__ import annotations

import pytest
from tests.reading.files import LETTER
from tests.reading.test_reading_letters import read

HEAD, BODY = LETTER.split(
    "Ms. Ruth Oyelaran\nChief Executive Officer\nNorthlight Platforms Inc.\n\n"
)
ABOUT = "information we have received concerning an alleged closure of accounts."


def entity(
    sentence: str, *, greeting: str = "Dear Ms. Oyelaran,", more: str = ""
) -> str | None:
    body = BODY.replace("Dear Ms. Oyelaran,", greeting)
    body = body.replace(f"We bring to your attention {ABOUT}", f"{sentence}\n\n{more}")
    assert sentence in body
    found = read(HEAD + body).entity
    return found.value if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        f"We bring to the attention of your company, Quillon Labs, Inc., {ABOUT}",
        f"We write to you as Chief Executive Officer of Quillon Labs, Inc., about {ABOUT}",
        f"This letter is addressed to Quillon Labs, Inc. on account of {ABOUT}",
        f"Quillon Labs, Inc. (hereinafter “your company”) is named in {ABOUT}",
        f"Quillon Labs, Inc., which you chair, is named in {ABOUT}",
        "We bring to your company’s attention information we have received concerning the closure of accounts by Quillon Labs, Inc. in one night.",
        "Nous souhaiterions porter à l’attention de votre société, Quillon Labs, Inc., des informations reçues.",
        "Nos dirigimos a usted, en su calidad de directora general de Quillon Labs, Inc., por una información recibida.",
    ],
)
def test_a_company_tied_to_the_reader_is_the_addressee(sentence: str) -> None:
    assert entity(sentence) == "Quillon Labs, Inc."


def test_a_company_without_an_ending_is_found_where_the_salutation_has_its_office() -> None:
    greeting = "Dear Chair of the Board of Kestrel,"

    assert entity(f"We write about {ABOUT}", greeting=greeting) == "Kestrel"


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        # two companies, none tied to the reader
        (
            "We bring to your company’s attention information we have received concerning accounts that Quillon Labs, Inc. sold to Demo Vision Ltd.",
            "",
        ),
        # another one than "your company"
        (
            "We bring to your attention information we have received concerning the closure of accounts by Quillon Labs, Inc.",
            "Your company is said to hold a third of Quillon Labs, Inc.",
        ),
        # a Government is addressed
        (
            "We bring to the attention of your Excellency’s Government information we have received concerning the closure of accounts by Quillon Labs, Inc.",
            "",
        ),
        # several in a list
        (f"We thank your company, Quillon Labs, Inc. and Demo Vision Ltd. for {ABOUT}", ""),
        # an officer of another company, named in the facts
        (
            f"We bring to your attention {ABOUT}",
            "Mr. Wren was arrested as director of Quillon Labs, Inc.",
        ),
        # written to as well
        (
            "We bring to your company’s attention information we have received concerning the closure of accounts by Quillon Labs, Inc.",
            "A letter on the same matter was also sent to Quillon Labs, Inc.",
        ),
    ],
)
def test_rather_none_than_a_wrong_one(sentence: str, more: str) -> None:
    assert entity(sentence, more=more) is None


def test_the_passage_and_the_place_are_those_of_the_text() -> None:
    body = BODY.replace(
        ABOUT,
        "information on the closing of accounts by your company, Demo\nVision Ltd., in one night.",
    )

    found = read(HEAD + body).entity

    assert found.value == "Demo Vision Ltd."
    assert found.passage.endswith("by your company, Demo Vision Ltd., in one night.")
    assert (
        found.place.line
        == (HEAD + body)
        .split("\n")
        .index(
            "We bring to your attention information on the closing of accounts by your company, Demo"
        )
        + 1
    )
