from django.urls import include, path

from promotions.views import consistency, guidelines, home, rotation

app_name = "promotions"

guideline_urls = [
    path("", guidelines.guidelines, name="guidelines"),
    path("tambah/", guidelines.guideline_add, name="guideline-add"),
    path("<int:pk>/", guidelines.guideline_edit, name="guideline"),
    path("<int:pk>/saklar/", guidelines.guideline_switch, name="guideline-switch"),
    path("<int:pk>/hapus/", guidelines.guideline_remove, name="guideline-remove"),
]

team_urls = [
    path("rotasi/", rotation.rotation, name="rotation"),
    path("pedoman/", include(guideline_urls)),
    path("konsistensi/", consistency.team_consistency, name="consistency"),
]

member_urls = [
    path("konsistensi/", consistency.member_consistency, name="member-consistency"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("pedoman/", guidelines.public_guidelines, name="public-guidelines"),
    path("pengurus/", include(team_urls)),
    path("kelola/", include(member_urls)),
]
