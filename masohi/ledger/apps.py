from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.ledger"
    label = "ledger"
