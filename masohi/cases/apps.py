from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.cases"
    label = "cases"
