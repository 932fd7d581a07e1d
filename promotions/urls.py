from django.urls import include, path, re_path

from promotions.views import (
    absences,
    calendar,
    campaigns,
    consistency,
    dashboard,
    feeds,
    guidelines,
    home,
    occasions,
    own_campaigns,
    places,
    promo,
    reminders,
    rotation,
    slots,
    today,
    turn_requests,
    turns,
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
    path("pindah/", places.move, name="slot-move"),
    path("keluarkan/", places.remove, name="slot-remove"),
    path("kunci/", places.pin, name="slot-pin"),
    path("lepas/", places.unpin, name="slot-unpin"),
]

calendar_urls = [
    path("", calendar.calendar, name="calendar"),
    path("tambah/", calendar.slot_add, name="calendar-add"),
    path("tanggal/", occasions.occasions, name="occasions"),
    path("tanggal/tambah/", occasions.occasion_add, name="occasion-add"),
    path("tanggal/<int:pk>/", occasions.occasion_edit, name="occasion"),
    path("tanggal/<int:pk>/hapus/", occasions.occasion_remove, name="occasion-remove"),
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
    path("absen/", absences.absence_add, name="absence-add"),
    path("absen/<int:pk>/hapus/", absences.absence_remove, name="absence-remove"),
]

reminder_urls = [
    path("", reminders.reminders, name="reminders"),
    path("<int:pk>/kirim-lagi/", reminders.mail_again, name="mail-again"),
    path("<int:pk>/biarkan/", reminders.mail_let_go, name="mail-let-go"),
]

# Of every person who signs in: what they may have a calendar of depends on who they are.
feed_urls = [
    path("", feeds.feeds, name="feeds"),
    path("buat/", feeds.feed_make, name="feed-make"),
    path("cabut/", feeds.feed_revoke, name="feed-revoke"),
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
    path("kalender/", include(calendar_urls)),
    path("permintaan/<int:pk>/", turn_requests.decide, name="turn-request-decide"),
    path("rotasi/", rotation.rotation, name="rotation"),
    path("rencana/", include(plan_urls)),
    path("pedoman/", include(guideline_urls)),
    path("kampanye/", include(campaign_urls)),
    path("konsistensi/", consistency.team_consistency, name="consistency"),
    path("pengingat/", include(reminder_urls)),
]

turn_urls = [
    path("", turns.turn, name="turn"),
    path("bagus/", turns.confirm, name="turn-confirm"),
    path("teks/", turns.caption, name="turn-caption"),
    path("produk/", turns.product, name="turn-product"),
    path("tukar/", turns.swap, name="turn-swap"),
]

member_urls = [
    path("", dashboard.dashboard, name="dashboard"),
    path("giliran/", turns.turns, name="turns"),
    path("giliran/jeda/", turns.pause, name="turn-pause"),
    path("giliran/<int:pk>/", include(turn_urls)),
    path("giliran/permintaan/<int:pk>/akhiri/", turn_requests.end, name="turn-request-end"),
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
    path("umpan/<str:token>.ics", feeds.feed, name="feed"),
    path("akun/kalender/", include(feed_urls)),
    path("pengurus/", include(team_urls)),
    path("kelola/", include(member_urls)),
]
