from django.urls import include, path

from promotions.views import consistency, home

app_name = "promotions"

team_urls = [
    path("konsistensi/", consistency.team_consistency, name="consistency"),
]

member_urls = [
    path("konsistensi/", consistency.member_consistency, name="member-consistency"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("pengurus/", include(team_urls)),
    path("kelola/", include(member_urls)),
]
