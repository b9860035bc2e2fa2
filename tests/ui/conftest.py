"""The kit is tested on its own: no database, and static files under their plain names."""

import pytest
from django.test import override_settings
from django.utils import translation

PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PLAIN_TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "masohi.ui.context.display"],
            "string_if_invalid": "",
        },
    }
]


@pytest.fixture(autouse=True)
def kit_alone():
    """Indonesian, no manifest of hashed names, only the kit's own context processor, two addresses."""
    alone = {"STORAGES": PLAIN_FILES, "TEMPLATES": PLAIN_TEMPLATES, "ROOT_URLCONF": "tests.ui.addresses"}
    with override_settings(**alone), translation.override("id"):
        yield
