from django.urls import include, path

from catalogue import views

app_name = "catalogue"

product_urls = [
    path("", views.product_list, name="products"),
    path("<int:pk>-<slug:slug>/", views.product, name="product"),
    path("<int:pk>/wa/", views.product_whatsapp, name="product-whatsapp"),
]

business_urls = [
    path("", views.business_list, name="businesses"),
    path("<slug:slug>/", views.business, name="business"),
    path("<slug:slug>/wa/", views.business_whatsapp, name="business-whatsapp"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("produk/", include(product_urls)),
    path("kategori/<slug:slug>/", views.category, name="category"),
    path("wilayah/<slug:slug>/", views.regency, name="regency"),
    path("usaha/", include(business_urls)),
]
