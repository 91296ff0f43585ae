"""Write docs/reference/api/desk.json, the description of the interface for programs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("RAPPORT_SIDE", "all")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")

PAGE = ROOT / "docs" / "reference" / "api" / "desk.json"


def written() -> str:
    """Return the description as it is served."""
    from rapport.desk.api.views import api  # noqa: PLC0415  Django is set up by now

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(written(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
