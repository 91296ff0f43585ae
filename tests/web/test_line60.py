"""The line of sixty days: what it says, and that nothing in it stands on anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import get_args

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.web import line60
from rapport.web.line60 import Fact, Line60, Target
from rapport.web.line60.drawing import Drawing, Side, Standing

SENT_ON = date(2099, 1, 8)
DUE_ON = date(2099, 3, 9)
LANGUAGES = ("en", "ar", "zh-hans", "ru")


def on(day: int) -> date:
    return SENT_ON + timedelta(days=day)


def drawn(
    today: int,
    facts: Sequence[Fact] = (),
    *,
    targets: Sequence[Target] = (),
    public: int | None = None,
    replied: int | None = None,
) -> Line60:
    return line60.draw(
        reference="AL OTH 14/2099",
        sent_on=SENT_ON,
        due_on=DUE_ON,
        today=on(today),
        facts=facts,
        targets=targets,
        public_on=None if public is None else on(public),
        replied_on=None if replied is None else on(replied),
    )


days = st.integers(0, 240)
sides = st.sampled_from(get_args(Side))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200)
some_facts = st.lists(
    st.builds(
        Fact,
        on=days.map(on),
        side=sides,
        label=st.one_of(words, st.sampled_from(["Acknowledged", "Letter dated and sent"])),
        text=st.just("A fact"),
    ),
    max_size=40,
)
some_targets = st.lists(
    st.builds(
        Target,
        on=days.map(on),
        label=words,
        text=st.just("A target"),
        standing=st.sampled_from(get_args(Standing)),
    ),
    max_size=8,
)


@given(
    today=days,
    facts=some_facts,
    targets=some_targets,
    public=st.none() | days,
    replied=st.none() | days,
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=150)
def test_no_label_meets_another_or_leaves_the_drawing(
    *,
    today: int,
    facts: list[Fact],
    targets: list[Target],
    public: int | None,
    replied: int | None,
    language: str,
) -> None:
    with translation.override(language):
        line = drawn(today, facts, targets=targets, public=public, replied=replied)

    for drawing in (line.wide, line.hanging):
        assert_tidy(drawing)


def assert_tidy(drawing: Drawing) -> None:
    for one, other in combinations(drawing.labels, 2):
        assert not one.meets(other), (one, other)
    for label in drawing.labels:
        assert label.left >= 0, label
        assert label.right <= drawing.width, label
        assert label.top >= 0, label
        assert label.bottom <= drawing.height, label
        assert not any(label.meets(stem) for stem in drawing.stems), label


@given(today=days, facts=some_facts)
@settings(max_examples=60)
def test_no_label_of_the_wide_drawing_stands_on_todays_stroke(
    today: int, facts: list[Fact]
) -> None:
    line = drawn(today, facts)

    stroke = next(one for one in line.wide.parts if one.attributes.get("class") == "now")
    x = float(stroke.attributes["d"].removeprefix("M").split()[0])
    assert not [one for one in line.wide.labels if one.left < x < one.right]


@given(today=days, count=st.integers(1, 12), replied=st.none() | days)
@settings(max_examples=60)
def test_labels_of_an_ordinary_letter_are_all_drawn(
    today: int, count: int, replied: int | None
) -> None:
    facts = [
        Fact(on(day * 5), ("office", "desk")[day % 2], "Asked for 10 more days", "x")  # type: ignore[arg-type]
        for day in range(count)
    ]

    line = drawn(today, facts, replied=replied)

    assert len(line.wide.labels) == count + 1


@pytest.mark.parametrize(
    ("today", "said", "more"),
    [
        (0, "Day 0 of 60", "Reply due in 60 days, on Monday 9 March, end of day in Geneva."),
        (41, "Day 41 of 60", "Reply due in 19 days, on Monday 9 March, end of day in Geneva."),
        (59, "Day 59 of 60", "Reply due in 1 day, on Monday 9 March, end of day in Geneva."),
        (60, "Day 60 of 60", "Reply due today, Monday 9 March, end of day in Geneva."),
        (61, "Day 61: 1 day late", "Was due on Monday 9 March. A late reply is still a reply."),
        (
            400,
            "Day 400: 340 days late",
            "Was due on Monday 9 March 2099. A late reply is still a reply.",
        ),
    ],
)
def test_the_sentence_says_day_and_date(today: int, said: str, more: str) -> None:
    line = drawn(today)

    assert line.say == said
    assert without_tags(line.more) == more


def test_the_sentence_of_an_answered_letter_tells_when_it_was_answered() -> None:
    assert drawn(90, replied=58).say == "Replied on day 58 of 60"
    assert drawn(90, replied=64).say == "Replied on day 64, 4 days late"
    assert "public since" in drawn(90, replied=58, public=75).more
    assert "No reply has come." in drawn(90, public=75).more


def without_tags(text: str) -> str:
    return text.replace('<time datetime="2099-03-09">', "").replace("</time>", "")


def test_today_is_drawn_until_the_reply_is_there() -> None:
    open_letter, answered = drawn(41), drawn(41, replied=40)

    assert "flag" in classes(open_letter.wide)
    assert "flag" in classes(open_letter.hanging)
    assert "flag" not in classes(answered.wide)
    assert "flag" not in classes(answered.hanging)


def classes(drawing: Drawing) -> set[str]:
    return {one.attributes.get("class", "") for one in drawing.parts}


def test_the_table_tells_everything_by_date() -> None:
    facts = [Fact(on(6), "desk", "Arrived", "Arrived in the mailbox")]
    targets = [Target(on(25), "Facts", "Facts complete", "missed")]

    rows = drawn(41, facts, targets=targets).rows

    assert [(row.day, row.side, row.text) for row in rows] == [
        (6, "Desk", "Arrived in the mailbox"),
        (25, "Our target", "Facts complete: missed"),
        (41, "–", "Today"),
        (
            60,
            "Public",
            "Reply due, end of day in Geneva; letter and reply may be made public after it",
        ),
    ]


def test_a_language_from_right_to_left_sees_the_mirror_image() -> None:
    facts = [Fact(on(20), "office", "1", "1")]
    with translation.override("ar"):
        mirrored = drawn(41, facts).wide
        rail = next(one for one in mirrored.parts if one.attributes.get("class") == "left")
        square = [one for one in mirrored.parts if one.attributes.get("class") == "o"][-1]

    assert mirrored.direction == "rtl"
    assert float(rail.attributes["x"]) + float(rail.attributes["width"]) > 900
    assert float(square.attributes["x"]) > mirrored.width / 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.urls("tests.web.urls")
def test_the_picture_is_written_with_names_for_its_parts(language: str) -> None:
    facts = [Fact(on(0), "office", "<b>", "Sent & dated")]
    with translation.override(language):
        page = render_to_string("web/_line60.html", {"line": drawn(41, facts)})

    assert page.count("<svg") == 2
    assert (
        'aria-labelledby="line-al-oth-142099-wide-title line-al-oth-142099-wide-desc"' in page
    )
    assert "url(#line-al-oth-142099-wide-hatch)" in page
    assert "&lt;b&gt;" in page
    assert "Sent &amp; dated" in page
    assert "style=" not in page


@pytest.mark.parametrize("day", [0, 41, 60, 61, 200])
def test_the_small_line_has_the_same_words_as_the_large_one(day: int) -> None:
    small = line60.mini(SENT_ON, DUE_ON, on(day))

    page = render_to_string("web/_mini.html", {"mini": small})
    assert small.label == drawn(day).say
    assert f'aria-label="{small.label}"' in page


def test_the_small_line_of_an_answered_letter_has_no_today() -> None:
    small = line60.mini(SENT_ON, DUE_ON, on(90), replied_on=on(58))

    assert small.label == "Replied on day 58 of 60"
    assert "now" not in classes(small.drawing)


def test_a_short_period_is_drawn_like_a_long_one() -> None:
    line = line60.draw(
        reference="OL 1/2099",
        sent_on=SENT_ON,
        due_on=on(2),
        today=on(1),
        facts=[Fact(on(0), "office", "Comments sent", "Comments sent")],
    )

    assert line.say == "Day 1 of 2"
    assert_tidy(line.wide)
    assert_tidy(line.hanging)
