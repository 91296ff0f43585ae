"""Fold what stands after the models of a room's first migration into them: `tools/fold.py`.

    python3 tools/fold.py                  after makemigrations: write those that can be shorter
    python3 tools/fold.py --check          only say which, and exit with 1

makemigrations leaves indexes and constraints behind the last model, each a step of its own, and
Django makes the models anew for every step: half of the time that a new database takes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from django.db.migrations import AddConstraint, AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "src" / "rapport"
STEPS: Final = "\n    operations = [\n"


def first_migrations() -> Iterator[Migration]:
    """Yield the first migration of every room of ours."""
    for migration in MigrationLoader(None).disk_migrations.values():
        written = Path(MigrationWriter(migration).path)
        if migration.initial and written.is_relative_to(PACKAGE):
            yield migration


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """Return the steps with indexes and constraints in the models that they are of.

    A step that is neither is left where it is, and so is all that comes after it.
    """
    kept: list[Operation] = []
    for operation in operations:
        made = {step.name_lower: step for step in kept if isinstance(step, CreateModel)}
        only_made = len(made) == len(kept)
        if isinstance(operation, AddIndex | AddConstraint) and only_made:
            model = made[operation.model_name_lower]
            (whole,) = model.reduce(operation, "")
            kept[kept.index(model)] = whole
        else:
            kept.append(operation)
    return kept


def write(migration: Migration, steps: Sequence[Operation]) -> None:
    """Write a migration with other steps; what stands above its steps stays as it is."""
    path = Path(MigrationWriter(migration).path)
    above, _, _ = path.read_text(encoding="utf-8").partition(STEPS)
    migration.operations = list(steps)
    _, _, below = MigrationWriter(migration).as_string().partition(STEPS)
    path.write_text(f"{above}{STEPS}{below}", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write or name the migrations that can be shorter."""
    longer = False
    for migration in first_migrations():
        steps = folded(migration.operations)
        if len(steps) < len(migration.operations):
            longer = True
            print(f"{migration}: {len(migration.operations)} steps, {len(steps)} when folded")
            if "--check" not in arguments:
                write(migration, steps)
    return 1 if longer and "--check" in arguments else 0


if __name__ == "__main__":
    import django

    with tempfile.TemporaryDirectory(prefix="rapport-fold-") as home:
        os.environ |= {
            "RAPPORT_HOME": home,
            "RAPPORT_SIDE": "all",
            "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
        }
        django.setup()
        sys.exit(main(sys.argv[1:]))
