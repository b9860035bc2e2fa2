from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "masohi.ui"
    label = "ui"
    verbose_name = "Tampilan"
