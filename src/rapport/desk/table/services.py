"""Prepare the table of functions, publish it, send it on, withdraw it. Nothing by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from rapport.accounts import selectors as accounts
from rapport.desk.table import errors, rules, selectors
from rapport.desk.table.events import TablePublished, TableSaved, TableSent, TableWithdrawn
from rapport.desk.table.models import Copy, Draft, Version
from rapport.desk.table.rules import Row
from rapport.directory import selectors as directory
from rapport.exchange.models import Contact
from rapport.exchange.services import post, sign_open
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.protocol.kinds import RoutingTable

OF_THE_INSTALLATION: Final = "routing-table"


@transaction.atomic
def save_table(act: Act, *, rows: Iterable[Row], fallback: str, based_on: int) -> Draft:
    """Keep the draft: the rows that have a function, and the fallback. Nobody else sees it.

    Raises NotTheLead, TableOvertaken, TooManyRows, FunctionMissing, RowEmpty, RowTwice,
    ProductUnusable, TableCountryUnknown. Records TableSaved when something changed.
    """
    draft = _locked(act)
    written = [one for one in map(_tidy, rows) if one.function or one.deputy]
    if refusal := rules.why_not_save(
        act.actor, based_on=based_on, version=draft.version, rows=written
    ):
        raise refusal
    for code in {one.country for one in written if one.country}:
        if directory.find_country(code) is None:
            raise errors.TableCountryUnknown
    routes, fallback = [asdict(one) for one in written], _line(fallback)
    if (draft.routes, draft.fallback) == (routes, fallback):
        return draft
    draft.routes, draft.fallback, draft.version = routes, fallback, draft.version + 1
    draft.save()
    record(act, TableSaved(matter=OF_THE_INSTALLATION, rows=len(routes)))
    return draft


@transaction.atomic
def publish_table(act: Act, *, valid_from: date, based_on: int, language: str) -> Version:
    """Sign the draft, give it to whoever asks, post it to every office among the contacts.

    It takes the place of what was published before. Raises NotTheLead, TableOvertaken,
    FallbackMissing, ValidInThePast. Records TablePublished.
    """
    draft = _locked(act)
    if refusal := rules.why_not_publish(
        act.actor,
        fallback=draft.fallback,
        based_on=based_on,
        version=draft.version,
        valid_from=valid_from,
        today=act.today,
    ):
        raise refusal
    document = as_document(
        act, selectors.rows_of(draft), draft.fallback, valid_from, language=language
    )
    version, sent = _publish(act, document)
    published = TablePublished(
        matter=str(version.public_id),
        number=version.number,
        valid_from=valid_from.isoformat(),
        rows=len(document.routes),
        offices=sent,
    )
    record(act, published)
    return version


@transaction.atomic
def withdraw_table(act: Act) -> Version:
    """Publish the fallback alone, valid from today. The draft stays as it is.

    Raises NotTheLead, NothingPublished, AlreadyWithdrawn. Records TableWithdrawn.
    """
    _locked(act)
    if refusal := rules.why_not_withdraw(
        act.actor, published_rows=selectors.rows_to_withdraw(act.today)
    ):
        raise refusal
    before = selectors.published()
    if before is None:
        raise errors.NothingPublished
    known = selectors.document_of(before)
    document = as_document(act, (), known.fallback, act.today, language=known.language)
    version, sent = _publish(act, document)
    withdrawn = TableWithdrawn(
        matter=str(version.public_id), number=version.number, offices=sent
    )
    record(act, withdrawn)
    return version


@transaction.atomic
def send_table(act: Act) -> int:
    """Send the published table to the offices that have become contacts since.

    Return how many. Raises NotTheLead, NothingPublished, EverybodyHasIt. Records TableSent.
    """
    _locked(act)
    version = selectors.published()
    left = selectors.not_sent_to(version)
    if refusal := rules.why_not_send_on(
        act.actor, is_published=version is not None, offices=len(left)
    ):
        raise refusal
    if version is None:
        raise errors.NothingPublished
    _post(act, version, selectors.document_of(version), left)
    sent = TableSent(matter=str(version.public_id), number=version.number, offices=len(left))
    record(act, sent)
    return len(left)


def _publish(act: Act, document: RoutingTable) -> tuple[Version, int]:
    last = Version.objects.aggregate(last=Max("number"))["last"] or 0
    signed = sign_open(
        act, matter=document.message, unit=settings.RAPPORT_UNIT, document=document
    )
    version = Version.objects.create(
        public_id=document.message,
        number=last + 1,
        valid_from=document.valid_from,
        document=document.model_dump_json(),
        answering=[asdict(one) for one in selectors.answering(act.actor)],
        open_package=signed.package,
        published_at=act.at,
        published_by=accounts.author_of(act),
    )
    offices = [one.contact for one in selectors.offices()]
    _post(act, version, document, offices)
    return version, len(offices)


def _post(
    act: Act, version: Version, document: RoutingTable, offices: Sequence[Contact]
) -> None:
    for office in offices:
        package = post(act, to=office.public_id, matter=version.public_id, document=document)
        Copy.objects.create(version=version, contact=office, package=package)


def as_document(
    act: Act, rows: Sequence[Row], fallback: str, valid_from: date, *, language: str
) -> RoutingTable:
    """Return the document that publishing these rows would sign."""
    said = {
        "message": uuid4(),
        "language": language,
        "dated_on": act.today,
        "sent_at": act.at,
        "demonstration": settings.RAPPORT_DEMO,
        "entity": settings.RAPPORT_NAME,
        "valid_from": valid_from,
        "fallback": fallback,
        "routes": [
            {
                "topic": row.topic or None,
                "product": row.product or None,
                "country": row.country or None,
                "function": row.function,
                "deputy": row.deputy,
            }
            for row in rows
        ],
    }
    return RoutingTable.model_validate(said)


def _locked(act: Act) -> Draft:
    """Return the draft, locked: whoever saves, publishes or sends holds it meanwhile."""
    if refusal := rules.why_not_publish_tables(act.actor):
        raise refusal
    Draft.objects.get_or_create(number=1)
    return selectors.draft(act.actor, lock=True)


def _tidy(row: Row) -> Row:
    product = rules.slug_of(row.product)
    if row.product.strip() and not product:
        raise errors.ProductUnusable(product=row.product.strip())
    return Row(row.topic, product, row.country, _line(row.function), _line(row.deputy))


def _line(text: str) -> str:
    """Return a text in one line without signs that no line has."""
    spaced = " ".join(text.split())
    plain = "".join(sign for sign in spaced if unicodedata.category(sign) != "Cc")
    return plain[: rules.LONGEST_FUNCTION].strip()
