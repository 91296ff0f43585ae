"""How many rows of a list stand behind each choice by which it can be narrowed."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from django.db.models import Count, QuerySet

from rapport.directory.models import Company, Mandate

Row = TypeVar("Row", Mandate, Company)


def counted(rows: QuerySet[Row], column: str) -> dict[str, int]:
    """Return how many rows have each value of a column; rows without a value are left out."""
    groups = rows.order_by().values_list(column).annotate(Count("pk"))
    return {str(value): number for value, number in groups if value}


def counted_among(rows: QuerySet[Row], column: str) -> Counter[str]:
    """Return how many rows have each value among those of a column that holds several."""
    lists = rows.order_by().values_list(column, flat=True)
    return Counter(value for values in lists for value in values)
