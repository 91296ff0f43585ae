"""A room's first migration makes its tables in as few steps as there are tables.

Every step that stands alone costs a new database time: Django makes the models anew for it.
`tools/fold.py` writes them so, after makemigrations.
"""

from __future__ import annotations

from tools import fold


def test_indexes_and_constraints_are_made_with_their_tables() -> None:
    longer = {
        str(migration): len(migration.operations)
        for migration in fold.first_migrations()
        if len(fold.folded(migration.operations)) < len(migration.operations)
    }

    assert not longer, "run tools/fold.py"


def test_every_room_with_tables_is_looked_at() -> None:
    looked_at = {migration.app_label for migration in fold.first_migrations()}

    assert {"accounts", "archive", "desk_inbox", "office_communications"} <= looked_at
