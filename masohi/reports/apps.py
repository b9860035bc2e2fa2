from django.apps import AppConfig


class Chapter(AppConfig):
    name = "masohi.reports"
    label = "reports"
