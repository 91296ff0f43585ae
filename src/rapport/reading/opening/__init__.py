"""Open files of four kinds; runs inside the processes of `extract` and `pages` alone."""

from rapport.reading.opening.files import opened
from rapport.reading.opening.limits import Refused, Unable
from rapport.reading.opening.sheets import codes_on, picture_of, put_together

__all__ = ["Refused", "Unable", "codes_on", "opened", "picture_of", "put_together"]
