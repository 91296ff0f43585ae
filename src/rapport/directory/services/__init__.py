"""Load what comes with Rapport, import what an installation adds, show what a side knows."""

from rapport.directory.services.comparing import Change, LongTerm
from rapport.directory.services.loading import (
    Counts,
    changes_of_file,
    import_directory,
    load_directory,
)
from rapport.directory.services.reading import (
    Mistake,
    book_of,
    packaged_companies,
    packaged_countries,
    packaged_mandates,
)
from rapport.directory.services.showing import Beside, beside, serve
from rapport.directory.services.uploads import (
    Comparison,
    compared,
    confirm_upload,
    keep_upload,
)

__all__ = [
    "Beside",
    "Change",
    "Comparison",
    "Counts",
    "LongTerm",
    "Mistake",
    "beside",
    "book_of",
    "changes_of_file",
    "compared",
    "confirm_upload",
    "import_directory",
    "keep_upload",
    "load_directory",
    "packaged_companies",
    "packaged_countries",
    "packaged_mandates",
    "serve",
]
