from django.apps import AppConfig


class Face(AppConfig):
    name = "masohi.faces.field"
    label = "field"
