from django.urls import include, path

from members.views import business, claims, current, people, review, sign_in_links

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
    path("", people.members, name="people"),
    path("tambah/", people.member_add, name="people-add"),
    path("<int:pk>/", people.business, name="people-business"),
    path("<int:pk>/pemilik/", people.owner_add, name="people-owner"),
    path("<int:pk>/tautan-klaim/", people.claim_link, name="people-claim-link"),
    path("<int:pk>/tautan-masuk/<int:user>/", people.sign_in_link, name="people-sign-in-link"),
    path("<int:pk>/tautan/<int:link>/cabut/", people.link_revoke, name="people-link-revoke"),
    path("<int:pk>/setujui/", review.approve, name="people-approve"),
    path("<int:pk>/minta-perbaikan/", review.ask_for_changes, name="people-changes"),
    path("<int:pk>/tolak/", review.reject, name="people-reject"),
    path("<int:pk>/timbang-lagi/", review.reconsider, name="people-reconsider"),
    path("<int:pk>/tangguhkan/", review.suspend, name="people-suspend"),
    path("<int:pk>/pulihkan/", review.restore, name="people-restore"),
]

urlpatterns = [
    path("kelola/", include(manage_urls)),
    path("kelola/usaha/", include(business_urls)),
    path("klaim/<str:token>/", claims.claim, name="claim"),
    path("akun/tautan/<str:token>/", sign_in_links.sign_in, name="sign-in-link"),
    path("pengurus/anggota/", include(people_urls)),
]
