from django.apps import AppConfig


class Face(AppConfig):
    name = "masohi.faces.shop"
    label = "shop"
