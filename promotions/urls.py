from django.urls import include, path

from promotions.views import consistency

app_name = "promotions"

team_urls = [
    path("konsistensi/", consistency.team_consistency, name="consistency"),
]

member_urls = [
    path("konsistensi/", consistency.member_consistency, name="member-consistency"),
]

urlpatterns = [
    path("pengurus/", include(team_urls)),
    path("kelola/", include(member_urls)),
]
