"""What a key may let a program do on each side, in words; a side without one has no keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SCOPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "office": {},
    "desk": {
        "letters:read": _("Read letters, questions and answers"),
        "questions:acknowledge": _("Take on questions"),
        "offices:acknowledge": _("Tell offices that their letters have come"),
        "answers:write": _("Write answers"),
    },
    "archive": {},
}
