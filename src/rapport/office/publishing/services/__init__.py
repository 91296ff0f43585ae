"""The room's commands: prepare the public version, announce it, publish it."""

from rapport.office.publishing.services.announcing import (
    announce_publication,
    why_not_announce,
)
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
    "announce_publication",
    "dispatch",
    "keep_answer_to_package",
    "look_again",
    "prepare",
    "publish_letter",
    "why_not_announce",
    "why_not_prepare",
    "why_not_publish",
]
