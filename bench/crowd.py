"""Fill an installation with many letters: bulk rows, each a copy of a real letter of the story.

`bench/pages.py` runs this in the home of one installation. A copy has the rows that its letter
has in the tables which pages read, with ids of its own, its dates some days earlier, so that
the letters spread over some three years. Half have a full reply and half wait for one; nobody
has assessed or closed any, and one in four is public: more stands open than in any real office.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction

DAYS = 1000
"""The letters spread over so many days."""

Copies = dict[Any, list[Any]]
Change = Callable[[int, dict[str, Any]], None]


def fill(letters: int) -> None:
    """Bring an installation to so many letters, whichever side it is."""
    sides = {"office": _office, "desk": _desk, "archive": _archive}
    with transaction.atomic():
        sides[settings.RAPPORT_SIDE](letters)


def copied(
    rows: Sequence[models.Model],
    times: int,
    parents: Mapping[str, Copies],
    change: Change | None = None,
) -> Copies:
    """Copy rows so many times; a column that `parents` names points to the parent's copy."""
    copies: Copies = {
        row.pk: [_copy(row, n, times, parents, change) for n in range(times)] for row in rows
    }
    for row in rows:
        type(row)._base_manager.bulk_create(copies[row.pk], batch_size=400)
    return copies


def follow(model: type[models.Model], times: int, **parents: Copies) -> Copies:
    """Copy the rows of a table that belong to the first of the parents named."""
    name, owners = next(iter(parents.items()))
    rows = model._base_manager.filter(**{f"{name}__in": list(owners)})
    return copied(list(rows), times, parents)


def _copy(
    row: models.Model,
    n: int,
    times: int,
    parents: Mapping[str, Copies],
    change: Change | None,
) -> models.Model:
    values = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.name in parents:
            value = parents[column.name][value][n].pk
        elif column.primary_key:
            continue
        elif isinstance(column, models.UUIDField) and value:
            value = uuid4()
        elif isinstance(column, models.DateField) and value:
            value -= timedelta(days=DAYS * n // times)
        values[column.attname] = value
    if change:
        change(n, values)
    return type(row)(**values)


def _office(letters: int) -> None:
    from rapport.office.cases.models import CaseShare
    from rapport.office.communications import models as office
    from rapport.office.publishing.models import Publication

    waiting = office.Letter.objects.exclude(reference="").filter(replies=None).first()
    replied = office.Letter.objects.filter(replies__isnull=False).first()
    assert waiting
    assert replied
    half = (letters - office.Letter.objects.count()) // 2
    for original in (waiting, replied):
        cases = copied([original.case], half, {})
        follow(CaseShare, half, case=cases)
        copies = copied([original], half, {"case": cases}, _numbered)
        follow(office.LetterPart, half, letter=copies)
        follow(office.LetterQuestion, half, letter=copies)
        follow(office.Signature, half, letter=copies)
        follow(office.Reply, half, letter=copies)
        public = {pk: rows[: half // 2] for pk, rows in copies.items()}
        follow(Publication, half // 2, letter=public)


def _desk(letters: int) -> None:
    from rapport.desk.inbox import models as inbox
    from rapport.desk.replies import models as replies
    from rapport.desk.routing.models import Assignment

    replied = inbox.Letter.objects.filter(pk__in=replies.Reply.objects.values("letter")).first()
    assert replied
    waiting = inbox.Letter.objects.exclude(pk=replied.pk).first()
    assert waiting
    half = (letters - inbox.Letter.objects.count()) // 2
    for original in (waiting, replied):
        copies = copied([original], half, {}, _numbered)
        questions = follow(inbox.Question, half, letter=copies)
        follow(inbox.LetterFile, half, letter=copies)
        follow(Assignment, half, question=questions)
        versions = follow(replies.AnswerVersion, half, question=questions)
        follow(replies.LegalCheck, half, version=versions)
        written = follow(replies.Reply, half, letter=copies)
        follow(replies.ReplyStep, half, reply=written)


def _archive(letters: int) -> None:
    from rapport.archive import models as archive

    original = archive.Letter.objects.filter(publisher__isnull=False).first()
    assert original
    times = letters - archive.Letter.objects.count()
    copies = copied([original], times, {}, _numbered)
    follow(archive.Signatory, times, letter=copies)
    follow(archive.Version, times, letter=copies)
    follow(archive.FoldedText, times, letter=copies)
    rows = list(archive.Word.objects.filter(letter=original))
    for letter in copies[original.pk]:
        archive.Word.objects.bulk_create(
            [
                archive.Word(letter=letter, word=one.word, key=one.key, weight=one.weight)
                for one in rows
            ],
            batch_size=300,
        )
    seldom = copies[original.pk][::100]
    archive.Word.objects.bulk_create(
        [
            archive.Word(letter=letter, word="seldom", key="en:seldom", weight=1)
            for letter in seldom
        ],
        batch_size=300,
    )


def _numbered(n: int, values: dict[str, Any]) -> None:
    """Give a copy a reference of its own, and an address where it has one."""
    values["reference"] = f"{values['reference'].rpartition(' ')[0]} {n + 1000}/2098"
    if "slug" in values:
        values["slug"] = f"al-oth-{n + 1000}-2098"
