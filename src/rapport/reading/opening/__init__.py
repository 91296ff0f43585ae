"""Open files of four kinds; runs inside the process of `extract` alone."""

from rapport.reading.opening.files import opened
from rapport.reading.opening.limits import Refused, Unable

__all__ = ["Refused", "Unable", "opened"]
