"""Model fields that more than one room uses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Text = models.CharField[Any, Any]
else:
    Text = models.CharField


class EnumField(Text):
    """Keeps a member of a StrEnum; gives the member back, and refuses any other text."""

    def __init__(self, enum: type[StrEnum] | None = None, **options: Any) -> None:
        self.enum = enum
        options.setdefault("max_length", 40)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave the enum out: migrations import no code of the project."""
        name, path, args, options = super().deconstruct()
        default = options.get("default")
        if isinstance(default, StrEnum):
            options["default"] = default.value
        return name, path, args, options

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Read a column as the member it names."""
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        """Turn text into the member it names; ValueError for a text that names none."""
        if value is None or self.enum is None or (value == "" and self.blank):
            return value
        return self.enum(value)

    def get_prep_value(self, value: Any) -> Any:
        """Turn a member, or the text of one, into its column's text."""
        member = self.to_python(value)
        return member.value if isinstance(member, StrEnum) else member
