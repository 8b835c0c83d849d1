"""Every address of the service; the list of those open to anyone stands in the tests."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path, register_converter

from boards import draft_views, views
from boards.converters import PeriodConverter, YearConverter
from boards.sign_in import only_posts_count

register_converter(PeriodConverter, "period")
register_converter(YearConverter, "year")

sign_in = [
    path("login/", only_posts_count(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", only_posts_count(account.signup), name="account_signup"),
    path(
        "reauthenticate/", only_posts_count(account.reauthenticate), name="account_reauthenticate"
    ),
    path(
        "password/change/",
        only_posts_count(account.password_change),
        name="account_change_password",
    ),
    path(
        "password/reset/", only_posts_count(account.password_reset), name="account_reset_password"
    ),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        only_posts_count(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("health/", login_not_required(views.health), name="health"),
    path("accounts/", include(sign_in)),
    path("drafts/", draft_views.keep_draft, name="keep_draft"),
    path("drafts/delete/", draft_views.delete_draft, name="delete_draft"),
    path("<slug:board>/", include("boards.urls")),
    path("<slug:board>/schemes/", include("finance.plan.urls")),
    path("<slug:board>/<period:period>/metrics/", include("metrics.urls")),
    path("<slug:board>/<period:period>/spending/", include("finance.urls")),
    path("<slug:board>/<period:period>/statements/", include("finance.statements.urls")),
    path("<slug:board>/<period:period>/", include("finance.funding.urls")),
    path("<slug:board>/<period:period>/", include("schemes.urls")),
    path("", include("reports.urls")),
]
handler400 = "boards.views.bad_request"
handler403 = "boards.views.permission_denied"
handler404 = "boards.views.not_found"
handler500 = "boards.views.server_error"
