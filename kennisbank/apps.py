from django.apps import AppConfig


class KennisbankConfig(AppConfig):
    """The project as an app: page furniture (templates, static files) and the commands that need all apps."""

    name = "kennisbank"
