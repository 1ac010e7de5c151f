from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    name = "northing.portability"
    label = "portability"
