from django.urls import include, path

from catalogue.views import (
    businesses,
    editor,
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

manage_urls = [
    path("", manage_products.product_list, name="manage-products"),
    path("tambah/", editor.product_add, name="product-add"),
    path("<int:pk>/", editor.product_edit, name="product-edit"),
    path("<int:pk>/harga-khusus/", offers.offers, name="offers"),
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
    path("pengurus/moderasi/", include(moderation_urls)),
    path("belanja/", shopping.shopping_list, name="shopping-list"),
]
