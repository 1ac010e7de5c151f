from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "northing.goals"
    label = "goals"

    def ready(self) -> None:
        from northing.goals import policies  # noqa: F401 - tells teams what keeps them from being archived
