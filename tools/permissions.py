"""Write docs/reference/permissions.md from the permission tables of the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["RAPPORT_SIDE"] = "all"
os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"

import django  # noqa: E402

django.setup()

from tests.permissions.page import written  # noqa: E402
from tests.permissions.table import SIDES, table_of  # noqa: E402

page = ROOT / "docs" / "reference" / "permissions.md"
page.parent.mkdir(parents=True, exist_ok=True)
page.write_text(written({side: table_of(side) for side in SIDES}), encoding="utf-8")
print(page.relative_to(ROOT))
