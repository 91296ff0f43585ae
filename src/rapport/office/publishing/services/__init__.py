"""The room's commands: prepare the public version, publish it, keep what became of it."""

from rapport.office.publishing.services.preparing import Prepared, prepare
from rapport.office.publishing.services.publishing import (
    dispatch,
    keep_answer_to_package,
    look_again,
    publish_letter,
    why_not_prepare,
    why_not_publish,
)

__all__ = [
    "Prepared",
    "dispatch",
    "keep_answer_to_package",
    "look_again",
    "prepare",
    "publish_letter",
    "why_not_prepare",
    "why_not_publish",
]
