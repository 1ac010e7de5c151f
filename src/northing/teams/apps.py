from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "northing.teams"
    label = "teams"
