from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "northing.jobs"
    label = "jobs"
