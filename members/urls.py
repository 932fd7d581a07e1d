from django.urls import include, path

from members.views import account, business, claims, current, people, sign_in_links

app_name = "members"

manage_urls = [
    path("pilih/<int:pk>/", current.choose, name="choose-business"),
    path("selesai-membantu/", current.stop_helping, name="stop-helping"),
]

business_urls = [
    path("", business.business_edit, name="business-edit"),
    path("tambah/", business.business_add, name="business-add"),
]

people_urls = [
    path("", people.people, name="people"),
]

urlpatterns = [
    path("kelola/", include(manage_urls)),
    path("kelola/usaha/", include(business_urls)),
    path("klaim/<str:token>/", claims.claim, name="claim"),
    path("akun/", account.account, name="account"),
    path("akun/persetujuan/", account.consent, name="consent"),
    path("akun/tautan/<str:token>/", sign_in_links.sign_in, name="sign-in-link"),
    path("pengurus/anggota/", include(people_urls)),
]
