from django.urls import include, path, re_path

from promotions.views import (
    campaigns,
    consistency,
    dashboard,
    guidelines,
    home,
    own_campaigns,
    promo,
    rotation,
    slots,
    today,
    weekly_plan,
)

app_name = "promotions"

slot_urls = [
    path("", slots.slot, name="slot"),
    path("tayang/", slots.finish, name="slot-finish"),
    path("setujui/", slots.approve, name="slot-approve"),
    path("ganti/", slots.swap, name="slot-swap"),
    path("lewati/", slots.skip, name="slot-skip"),
    path("teks/", slots.caption, name="slot-caption"),
    path("alihkan/", slots.reassign, name="slot-reassign"),
    path("batal/", slots.undo, name="slot-undo"),
]

plan_urls = [
    path("", weekly_plan.weekly_plan, name="weekly-plan"),
    path("tambah/", weekly_plan.line_add, name="weekly-plan-add"),
    path("contoh/", weekly_plan.example_add, name="weekly-plan-example"),
    path("<int:pk>/", weekly_plan.line_edit, name="weekly-plan-line"),
    path("<int:pk>/hapus/", weekly_plan.line_remove, name="weekly-plan-remove"),
    path("petugas/", weekly_plan.rota_save, name="rota"),
    path("petugas/tambah/", weekly_plan.rota_line_add, name="rota-line-add"),
    path("petugas/<int:pk>/hapus/", weekly_plan.rota_line_remove, name="rota-line-remove"),
]

guideline_urls = [
    path("", guidelines.guidelines, name="guidelines"),
    path("tambah/", guidelines.guideline_add, name="guideline-add"),
    path("<int:pk>/", guidelines.guideline_edit, name="guideline"),
    path("<int:pk>/saklar/", guidelines.guideline_switch, name="guideline-switch"),
    path("<int:pk>/hapus/", guidelines.guideline_remove, name="guideline-remove"),
]

campaign_urls = [
    path("", campaigns.campaign_list, name="campaigns"),
    path("buat/", campaigns.campaign_add, name="campaign-add"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/ubah/", campaigns.campaign_edit, name="campaign-edit"),
    path("<int:pk>/undang/", campaigns.campaign_invite, name="campaign-invite"),
    path("<int:pk>/batal/", campaigns.campaign_cancel, name="campaign-cancel"),
]

team_urls = [
    path("", today.today, name="today"),
    path("setujui-pekan/", today.approve_week, name="approve-week"),
    path("isi-kosong/", today.fill_gaps, name="fill-gaps"),
    path("jadwal/<int:pk>/", include(slot_urls)),
    path("rotasi/", rotation.rotation, name="rotation"),
    path("rencana/", include(plan_urls)),
    path("pedoman/", include(guideline_urls)),
    path("kampanye/", include(campaign_urls)),
    path("konsistensi/", consistency.team_consistency, name="consistency"),
]

member_urls = [
    path("", dashboard.dashboard, name="dashboard"),
    path("kampanye/", own_campaigns.own_campaigns, name="own-campaigns"),
    path("kampanye/<int:pk>/", own_campaigns.own_campaign, name="own-campaign"),
    path("kampanye/<int:pk>/mundur/", own_campaigns.own_campaign_withdraw, name="own-campaign-withdraw"),
    path("konsistensi/", consistency.member_consistency, name="member-consistency"),
]

promo_urls = [
    path("", promo.promo, name="promo"),
    path("kalender.ics", promo.promo_calendar, name="promo-calendar"),
    re_path(r"^(?P<year>20\d\d)/(?P<month>0[1-9]|1[0-2])/$", promo.promo_month, name="promo-month"),
    path("<slug:slug>/", promo.promo_campaign, name="promo-campaign"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("promo/", include(promo_urls)),
    path("pedoman/", guidelines.public_guidelines, name="public-guidelines"),
    path("pengurus/", include(team_urls)),
    path("kelola/", include(member_urls)),
]
