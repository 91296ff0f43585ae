"""The room's commands: take a publication in, load files of public records, index again."""

from rapport.archive.services.indexing import index_again, index_some_again
from rapport.archive.services.loading import load_file, load_packaged
from rapport.archive.services.receiving import receive_publication

__all__ = [
    "index_again",
    "index_some_again",
    "load_file",
    "load_packaged",
    "receive_publication",
]
