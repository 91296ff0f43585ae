"""The shape of a contact card."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints


class ContactCard(BaseModel):
    """What another installation needs in order to exchange packages with this one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    side: Literal["office", "desk", "archive"]
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    url: Annotated[str, StringConstraints(min_length=8, max_length=300)]
    signing_key: Annotated[str, StringConstraints(min_length=20, max_length=100)]
    unit: Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9-]*$")] = ""
