from importlib import import_module

from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.ledger"
    label = "ledger"

    def import_models(self) -> None:
        """The topics' tables too: they rest on `models`, so that `models` cannot gather them."""
        super().import_models()
        for topic in ("reads", "heads"):
            import_module(f"{self.name}.{topic}.models")
