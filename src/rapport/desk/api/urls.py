"""The addresses of the interface for programs. No session opens them: each asks for a key."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from rapport.desk.api.views import api, nothing_here
from rapport.web.requests import public

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    assert _pattern.callback is not None
    if _pattern.name == "openapi-json":
        _pattern.callback = require_safe(_pattern.callback)
    elif _pattern.name == "api-root":
        _pattern.callback = nothing_here
    _pattern.callback = public(_pattern.callback)

urlpatterns = [
    path("api/v1/", (_patterns, _app, _namespace)),
    path("api/v1/<path:rest>", nothing_here, name="api_nothing"),
]
