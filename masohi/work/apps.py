from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.work"
    label = "work"
