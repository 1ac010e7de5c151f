from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "northing.cycles"
    label = "cycles"
