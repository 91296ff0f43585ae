"""Public records name mandates: without a directory none is loaded."""

from __future__ import annotations

import pytest
from tests.archive.conftest import midday

from rapport.archive import errors, services
from rapport.foundation.acts import SYSTEM, Act, Door


@pytest.mark.django_db
def test_without_a_directory_nothing_is_loaded() -> None:
    act = Act(SYSTEM, midday("2026-03-05"), Door.COMMAND)

    with pytest.raises(errors.DirectoryEmpty):
        services.load_packaged(act)
