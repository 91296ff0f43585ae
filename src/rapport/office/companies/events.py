"""What this room tells. The matter is the contact whose company published."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionTableReceived(Event):
    """A company's table of functions came, and was kept."""

    name = "office.function_table_received"

    message: str
    valid_from: str
    rows: int
