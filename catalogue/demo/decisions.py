"""What moderators of the demo have decided, and what waits for them."""

from datetime import timedelta

from catalogue.models import Product, Report
from members.models import AccessLink, Business

CHANGES = (
    "rumah-seprai-kotabumi",
    "Masukkan paling sedikit satu produk dengan foto yang jelas. Ceritakan bagaimana Anda membuatnya.",
)
SUSPENSION = ("hijab-lentera", "Pesanan yang sudah dibayar tidak dikirim. Tiga pembeli melapor, belum ada jawaban.")
CLAIM_LINK = "bambu-pak-karto"
# product: why it is hidden, days since, days since its owner asked for it to be shown again
HIDDEN = {
    "Minyak Urut Cengkih Serai 100 ml": (
        "Deskripsinya menjanjikan yang tidak benar, misalnya menyembuhkan penyakit.",
        6,
        2,
    ),
    "Madu Sachet isi 12": ("Fotonya milik orang lain. Pakailah foto sendiri.", 3, None),
}
# product, reason, words, days ago, whether it is handled
REPORTS = [
    ("Kaus Anak Gajah Mandi", Report.Reason.STOLEN_PHOTO, "Foto ini saya lihat di toko lain minggu lalu.", 4, False),
    ("Kaus Anak Gajah Mandi", Report.Reason.PRICE, "", 1, False),
    ("Madu Karet Ternak 650 ml", Report.Reason.UNTRUE_CLAIM, "Katanya bersertifikat, tapi tidak ada.", 2, False),
    ("Kopi Lanang Robusta 200 g", Report.Reason.PRICE, "Sudah habis waktu saya pesan.", 20, True),
]


class Decisions:
    """Saves them as of `now`, in the name of `moderator`, each dated in the history too."""

    def __init__(self, now, moderator):
        self.now = now
        self.moderator = moderator

    def days_ago(self, number):
        return self.now - timedelta(days=number)

    def load(self):
        self.decide(*CHANGES, Business.Status.DRAFT, 3)
        self.decide(*SUSPENSION, Business.Status.SUSPENDED, 12)
        for name, (reason, hidden, asked) in HIDDEN.items():
            self.hide(Product.objects.select_related("business").get(name=name), reason, hidden, asked)
        for name, reason, text, days, is_handled in REPORTS:
            Report.objects.create(
                product=Product.objects.get(name=name),
                reason=reason,
                text=text,
                created_at=self.days_ago(days),
                handled_at=self.days_ago(days - 1) if is_handled else None,
                handled_by=self.moderator if is_handled else None,
            )
        link = AccessLink.objects.issue(
            AccessLink.Purpose.CLAIM,
            timedelta(days=14),
            self.moderator,
            business=Business.objects.get(slug=CLAIM_LINK),
        )
        AccessLink.objects.filter(pk=link.pk).update(
            made_at=self.days_ago(2), expires_at=self.days_ago(2) + timedelta(days=14)
        )

    def save(self, row, person, days, **changes):
        for name, value in changes.items():
            setattr(row, name, value)
        row._history_user, row._history_date = person, self.days_ago(days)
        row.save(update_fields=list(changes))

    def decide(self, slug, note, status, days):
        business = Business.objects.get(slug=slug)
        if status == Business.Status.DRAFT:
            owner, submitted_at = business.memberships.first().user, self.days_ago(days + 4)
            self.save(business, owner, days + 4, status=Business.Status.SUBMITTED, submitted_at=submitted_at)
        else:
            business.history.update(status=Business.Status.ACTIVE)
        decision = {"status": status, "review_note": note, "reviewed_at": self.days_ago(days)}
        self.save(business, self.moderator, days, **decision, reviewed_by=self.moderator)

    def hide(self, product, reason, hidden, asked):
        self.save(product, self.moderator, hidden, hidden_reason=reason)
        if asked is not None:
            owner = product.business.memberships.first().user
            self.save(product, owner, asked, review_asked_at=self.days_ago(asked))
