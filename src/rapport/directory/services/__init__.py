"""Load what comes with Rapport, import what an installation adds."""

from rapport.directory.services.comparing import Change, LongTerm
from rapport.directory.services.loading import (
    Counts,
    changes_of_file,
    import_directory,
    load_directory,
)
from rapport.directory.services.reading import Mistake
from rapport.directory.services.uploads import confirm_upload, keep_upload

__all__ = [
    "Change",
    "Counts",
    "LongTerm",
    "Mistake",
    "changes_of_file",
    "confirm_upload",
    "import_directory",
    "keep_upload",
    "load_directory",
]
