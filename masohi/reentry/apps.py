from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.reentry"
    label = "reentry"
