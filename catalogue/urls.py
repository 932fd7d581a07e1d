from django.urls import include, path

from catalogue.views import (
    business_pictures,
    businesses,
    editor,
    editor_life,
    editor_photos,
    hidden,
    lists,
    manage_products,
    moderation,
    offers,
    products,
    reports,
    sharing,
    shopping,
)

app_name = "catalogue"

product_urls = [
    path("", lists.product_list, name="products"),
    path("<int:pk>-<slug:slug>/", products.product, name="product"),
    path("<int:pk>/wa/", products.product_whatsapp, name="product-whatsapp"),
    path("<int:pk>/bagikan/", sharing.product_share, name="product-share"),
    path("<int:pk>/qr.<slug:kind>", sharing.product_qr, name="product-qr"),
    path("<int:pk>/lapor/", reports.product_report, name="product-report"),
]

business_urls = [
    path("", businesses.business_list, name="businesses"),
    path("<slug:slug>/", businesses.business, name="business"),
    path("<slug:slug>/wa/", businesses.business_whatsapp, name="business-whatsapp"),
    path("<slug:slug>/bagikan/", sharing.business_share, name="business-share"),
    path("<slug:slug>/qr.<slug:kind>", sharing.business_qr, name="business-qr"),
]

own_business_urls = [
    path("pratinjau/", businesses.business_preview, name="business-preview"),
    path("<int:pk>/gambar/<slug:kind>/", business_pictures.business_picture, name="business-picture"),
]

manage_urls = [
    path("", manage_products.product_list, name="manage-products"),
    path("tambah/", editor.product_add, name="product-add"),
    path("saran-kategori/", editor.category_suggestion, name="category-suggestion"),
    path("<int:pk>/", editor.product_edit, name="product-edit"),
    path("<int:pk>/ketikan/", editor.product_typing, name="product-typing"),
    path("<int:pk>/ketikan/buang/", editor.product_typing_discard, name="product-typing-discard"),
    path("<int:pk>/lihat/", editor_life.product_preview, name="product-preview"),
    path("<int:pk>/arsipkan/", editor_life.product_archive, name="product-archive"),
    path("<int:pk>/pulihkan/", editor_life.product_restore, name="product-restore"),
    path("<int:pk>/salin/", editor_life.product_duplicate, name="product-duplicate"),
    path("<int:pk>/hapus/", editor_life.product_delete, name="product-delete"),
    path("<int:pk>/foto/", editor_photos.photo_add, name="photo-add"),
    path("<int:pk>/foto/urutan/", editor_photos.photo_order, name="photo-order"),
    path("<int:pk>/foto/<int:photo_pk>/pindah/<slug:way>/", editor_photos.photo_move, name="photo-move"),
    path("<int:pk>/foto/<int:photo_pk>/hapus/", editor_photos.photo_remove, name="photo-remove"),
    path("<int:pk>/harga-khusus/", offers.offers, name="offers"),
    path("<int:pk>/harga-khusus/<int:offer_pk>/", offers.offer_edit, name="offer-edit"),
    path("<int:pk>/harga-khusus/<int:offer_pk>/akhiri/", offers.offer_end, name="offer-end"),
    path("<int:pk>/minta-tampil/", hidden.ask_review, name="product-ask-review"),
]

moderation_urls = [
    path("", moderation.queue, name="moderation"),
    path("usaha/<int:pk>/", moderation.business_products, name="moderation-products"),
    path("produk/<int:pk>/", moderation.product, name="moderation-product"),
    path("produk/<int:pk>/sembunyikan/", moderation.hide, name="moderation-hide"),
    path("produk/<int:pk>/tampilkan/", moderation.show_again, name="moderation-show"),
    path("produk/<int:pk>/tetap-sembunyi/", moderation.refuse_again, name="moderation-refuse"),
    path("produk/<int:pk>/laporan-selesai/", moderation.handle_reports, name="moderation-handled"),
]

urlpatterns = [
    path("produk/", include(product_urls)),
    path("kategori/<slug:slug>/", lists.category, name="category"),
    path("wilayah/<slug:slug>/", lists.regency, name="regency"),
    path("usaha/", include(business_urls)),
    path("kelola/produk/", include(manage_urls)),
    path("kelola/promo/", offers.manage_offers, name="manage-offers"),
    path("kelola/usaha/", include(own_business_urls)),
    path("pengurus/moderasi/", include(moderation_urls)),
    path("belanja/", shopping.shopping_list, name="shopping-list"),
]
