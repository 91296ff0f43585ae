"""What the office does in the story."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from rapport.demo import cast, texts
from rapport.demo.story.telling import by, until
from rapport.foundation.acts import Act
