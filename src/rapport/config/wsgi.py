"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
application = get_wsgi_application()
_ = (
    get_resolver().url_patterns
)  # what is wrong with the addresses stops the start, not a request
