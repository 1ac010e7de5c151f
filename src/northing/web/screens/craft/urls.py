"""Every address of a draft."""

from northing.web.screens.craft import urls_steps, urls_writing

urlpatterns = [*urls_steps.urlpatterns, *urls_writing.urlpatterns]
