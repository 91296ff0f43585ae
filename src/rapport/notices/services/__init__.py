"""The room's commands: serve a side, note what was seen, look what is new, write."""

from rapport.notices.services.looking import WhatWaits, note_seen, serve, tell, tell_when_due
from rapport.notices.services.writing import write

__all__ = ["WhatWaits", "note_seen", "serve", "tell", "tell_when_due", "write"]
