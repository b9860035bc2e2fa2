from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.supply"
    label = "supply"
