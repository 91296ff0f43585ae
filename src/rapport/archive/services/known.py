"""What the directory knows, read once for a whole file."""

from __future__ import annotations

from rapport.archive.rules import AddresseeKind
from rapport.archive.schemas import Record
from rapport.directory import selectors as directory
from rapport.directory.rules import fold
from rapport.protocol import references


class Known:
    """Mandates, countries and companies of the directory, by what a line calls them."""

    def __init__(self) -> None:
        self.titles = {one.slug: one.title for one in directory.mandates()}
        self._countries = {
            one.alpha3: one.un_name_en or one.names["en"] for one in directory.countries()
        }
        self._companies = _companies()

    @property
    def is_empty(self) -> bool:
        """Whether no mandate is listed, so that no line could name one."""
        return not self.titles

    def name_of(self, alpha3: str | None) -> str:
        """Return how the United Nations call a country; what is not said is not known."""
        return self._countries.get(alpha3 or "", "Not named")

    def company(self, record: Record) -> str:
        """Return the company's short name: the directory's, or else made of its name."""
        if record.addressee_kind is not AddresseeKind.COMPANY:
            return ""
        return self._companies.get(fold(record.addressee)) or references.slug_of(
            record.addressee
        )

    def strays(self, record: Record) -> list[str]:
        """Say what a line names that the directory does not list."""
        missing = [slug for slug in record.mandates if slug not in self.titles]
        said = [f"mandates: the directory lists no mandate “{slug}”" for slug in missing]
        if record.country and record.country not in self._countries:
            said.append(f"country: the directory lists no country “{record.country}”")
        return said


def _companies() -> dict[str, str]:
    """Return companies by every name that only one of them bears or bore."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for one in directory.companies():
        for name in {fold(name) for name in (one.name, *one.aliases, *one.former_names)}:
            if found.setdefault(name, one.slug) != one.slug:
                twice.add(name)
    return {name: slug for name, slug in found.items() if name not in twice}
