from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.parties"
    label = "parties"
