from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from members.views.account import privacy_text
from unk_portal import errors, views

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests
handler500 = errors.server_error

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^media/(?P<path>foto/.+)$", views.photo, name="photo"),
    *i18n_patterns(
        path("", include("members.urls")),
        path("", include("catalogue.urls")),
        path("", include("promotions.urls")),
        path("tentang/", views.about, name="about"),
        path("gabung/", views.join, name="join"),
        path("privasi/", privacy_text, name="privacy"),
        path("akun/", include("members.account_urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
