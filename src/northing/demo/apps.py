from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "northing.demo"
    label = "demo"
