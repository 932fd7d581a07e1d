from django.urls import include, path

from members.views import account, business, claims, current, joining, people, review, sign_in_links, whatsapp

app_name = "members"

manage_urls = [
    path("pilih/<int:pk>/", current.choose, name="choose-business"),
    path("selesai-membantu/", current.stop_helping, name="stop-helping"),
]

business_urls = [
    path("", business.business_edit, name="business-edit"),
    path("status/", business.business_status, name="business-status"),
    path("tambah/", joining.business_add, name="business-add"),
    path("<int:pk>/daftar/", joining.resume, name="joining"),
    path("<int:pk>/daftar/ringkasan/", joining.summary, name="joining-summary"),
    path("<int:pk>/daftar/ajukan/", joining.submit, name="joining-submit"),
    path("<int:pk>/daftar/<slug:slug>/", joining.screen, name="joining-screen"),
    path("<int:pk>/whatsapp/", whatsapp.business_whatsapp, name="business-whatsapp"),
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
    path("akun/", account.account, name="account"),
    path("akun/persetujuan/", account.consent, name="consent"),
    path("akun/tautan/<str:token>/", sign_in_links.sign_in, name="sign-in-link"),
    path("pengurus/anggota/", include(people_urls)),
]
