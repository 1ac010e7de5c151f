from django.urls import path, re_path

from northing.web.screens.signin import views

# Where allauth has to find a page again, it bears allauth's name too.
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("password/forgotten/sent/", views.forgotten_sent, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/new/done/", views.new_password_done, name="account_reset_password_from_key_done"),
    path("welcome/<str:token>/", views.welcome, name="welcome"),
]
