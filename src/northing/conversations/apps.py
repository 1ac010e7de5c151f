from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "northing.conversations"
    label = "conversations"
