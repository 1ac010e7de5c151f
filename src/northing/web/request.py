"""What a view is asked with."""

from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """The request of somebody who is signed in: `user` is the acting Person. Its class is the concepts' affair."""

    user: Any
