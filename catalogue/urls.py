from django.urls import include, path

from catalogue.views import businesses, lists, products

app_name = "catalogue"

product_urls = [
    path("", lists.product_list, name="products"),
    path("<int:pk>-<slug:slug>/", products.product, name="product"),
    path("<int:pk>/wa/", products.product_whatsapp, name="product-whatsapp"),
]

business_urls = [
    path("", businesses.business_list, name="businesses"),
    path("<slug:slug>/", businesses.business, name="business"),
    path("<slug:slug>/wa/", businesses.business_whatsapp, name="business-whatsapp"),
]

urlpatterns = [
    path("", lists.home, name="home"),
    path("produk/", include(product_urls)),
    path("kategori/<slug:slug>/", lists.category, name="category"),
    path("wilayah/<slug:slug>/", lists.regency, name="regency"),
    path("usaha/", include(business_urls)),
]
