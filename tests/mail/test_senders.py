"""Who a message comes from: cautions about look-alikes, results kept, unseen signs shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.mail.conftest import COMPANY
from tests.mail.test_messages_come_in import comes

from rapport.mail import rules, selectors
from rapport.mail.models import Outbound
from rapport.mail.rules import Finding, Likeness, Result, Trust


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("examp1e.com", Likeness.SPELT),
        ("exarnple.com", Likeness.SPELT),
        ("exmaple.com", Likeness.SPELT),
        ("exampl.com", Likeness.SPELT),
        ("example5.net", Likeness.SPELT),
        ("ex-ample.com", Likeness.SPELT),
        ("ex\u0430mple.com", Likeness.SPELT),  # one Cyrillic letter
        ("xn--exmple-4nf.com", Likeness.SPELT),  # the same, as it travels
        ("example.org", Likeness.ENDING),
        ("example.co.uk", Likeness.ENDING),
        ("mail.example.net", Likeness.ENDING),
        ("example.com.evil.net", Likeness.INSIDE),
        ("example-legal.com", Likeness.INSIDE),
        ("example.evil.net", Likeness.INSIDE),
        ("xn--fiqs8s.com", Likeness.FOREIGN),
        ("quillmoor.example", None),
        ("example.com", None),
        ("legal.example.com", None),
        ("samples.org", None),
        ("", None),
        ("com", None),
    ],
)
def test_in_what_a_domain_is_like_the_one_written_to(
    domain: str, expected: Likeness | None
) -> None:
    assert rules.likeness(f"a@{domain}", "rights@example.com") is expected


def test_the_company_itself_is_no_look_alike_of_a_domain_under_it() -> None:
    assert rules.likeness("a@example.co.uk", "b@legal.example.co.uk") is None
    assert rules.likeness("a@other.co.uk", "b@example.co.uk") is None


def test_an_address_within_a_name_is_told_when_it_is_another() -> None:
    other = rules.other_address_in('"rights@example.com" Ada', "x@evil.example")

    assert other == "rights@example.com"
    assert rules.other_address_in("Rights@Example.com", "rights@example.com") == ""
    assert rules.other_address_in("Ada Brandt", "x@evil.example") == ""


def test_what_our_server_found_is_told_by_method_and_nothing_a_stranger_put_in() -> None:
    line = (
        'mail.office.example; spf=softfail (who; dkim=pass "x) smtp.mailfrom="a;dkim=pass '
        'header.d=un.example"@evil.example; dkim=fail header.d=quillmoor.example; '
        "dmarc=none header.from=quillmoor.example; iprev=pass; dkim=wonderful"
    )

    assert rules.findings(line) == [
        Finding("SPF", Result.SOFTFAIL, "evil.example"),
        Finding("DKIM", Result.FAIL, "quillmoor.example"),
        Finding("DMARC", Result.NONE, "quillmoor.example"),
    ]
    assert rules.findings("") == []


@pytest.mark.parametrize(
    ("is_own", "checked", "exchangers", "expected"),
    [
        (True, [], [], (Trust.OWN_SERVER, "")),
        (False, ["mx.quillmoor.example"], [], (Trust.COMPANY, "mx.quillmoor.example")),
        (False, ["big.example"], ["in.big.example."], (Trust.EXCHANGER, "big.example")),
        (False, ["big.example"], ["in.large.example"], (Trust.OTHER, "big.example")),
        (False, [], ["in.big.example"], (Trust.NOBODY, "")),
    ],
)
def test_how_far_a_report_can_be_trusted(
    is_own: bool, checked: list[str], exchangers: list[str], expected: tuple[Trust, str]
) -> None:
    found = rules.trust_in_report(
        is_own=is_own, checked=checked, sent_to=COMPANY, exchangers=exchangers
    )

    assert found == expected


def test_only_what_passed_is_proven() -> None:
    results = "s; spf=pass smtp.helo=mx.big.example; dkim=fail header.d=other.example"
    signed = [
        {"domain": "ours.example", "verdict": "pass"},
        {"domain": "part.example", "verdict": "partly"},
    ]

    assert rules.checked_domains(results, signed) == ["ours.example", "mx.big.example"]


LAST_STEP = "from mail.office.example by mail.office.example with lmtp id x; fri"


@pytest.mark.parametrize(
    ("traces", "is_own"),
    [
        (["by mail.office.example (postfix) id 4c; fri, 27 nov"], True),
        ([LAST_STEP, "by mail.office.example (postfix) id 4c; fri"], True),
        (["from evil (evil [1.2.3.4]) by mail.office.example (postfix) with esmtp"], False),
        (
            [
                # who says hello as all of a last step
                "from x by y with lmtp id 1 (evil [1.2.3.4]) by mail.office.example with esmtp",
                "by mail.office.example (postfix) id 4c; fri",
            ],
            False,
        ),
        (["by mail.evil.example (postfix) id 4c"], False),
        ([], False),
    ],
)
def test_only_what_our_own_server_made_has_no_other_sender_on_top(
    traces: list[str], is_own: bool
) -> None:
    assert rules.is_from_own_server(traces, "Mail.Office.Example") is is_own
    assert rules.is_from_own_server(traces, "") is False


def test_no_unseen_sign_of_a_stranger_reorders_a_line_or_hides_an_ending(
    mail_on: Any, post: Callable[..., Outbound]
) -> None:
    row = post()
    name = "Content-Disposition: attachment; filename*=utf-8''reply%E2%80%AEfdp.exe"
    other = "Content-Disposition: attachment; filename*=utf-8''a%E2%80%8F.exe"

    came = comes(
        "From: =?utf-8?b?QWRhIOKArnRkbmFyQg==?= <a@quillmoor.example>",
        f"To: {selectors.address_in_use(row.matter)}",
        "Subject: =?utf-8?b?UmU6IOKBp3jigIvigK4=?=",
        "Content-Type: multipart/mixed; boundary=b",
        body=f"--b\r\n\r\nHello\r\n--b\r\n{name}\r\n\r\nMZ\r\n--b\r\n{other}\r\n\r\nMZ\r\n--b--",
    )

    assert came.sender_name == "Ada [U+202E]tdnarB"
    assert came.subject == "Re: [U+2067]x[U+200B][U+202E]"
    assert [one.name for one in selectors.files_of(came)] == [
        "reply[U+202E]fdp.exe",
        "a[U+200F].exe",
    ]


def test_honest_marks_of_a_line_written_from_the_right_stay() -> None:
    assert rules.shown("\u0631\u062f\u200f: x\u200c") == "\u0631\u062f\u200f: x\u200c"
