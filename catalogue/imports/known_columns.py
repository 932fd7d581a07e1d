"""The columns that imports understand. docs/import.md lists them for people."""

from catalogue.imports import values
from catalogue.imports.columns import Column
from catalogue.models import Product
from members.models import Business, Regency


def column(name, headings, parse, is_required=False):
    return Column(name, tuple(headings.split(", ")), parse, is_required)


SOURCE = column("source", "source, sumber, asal data", values.line_of(Product, "source"))
SECTOR = column("sector", "sector, sektor, bidang usaha", values.one_line)
PLACE = (
    column(
        "city",
        "city, regency, kabupaten kota, kabupaten, kota, kab kota, kota kabupaten, kabupaten atau kota",
        values.line_of(Regency, "name"),
    ),
    column("city_code", "city code, regency code, kode kabupaten kota, kode wilayah, kode kota", values.one_line),
    column("province", "province, provinsi, propinsi", values.line_of(Regency, "province")),
)
CONTACT = (
    column("whatsapp", "whatsapp, nomor whatsapp, no whatsapp, wa, nomor wa, no wa, no hp, nomor hp", values.whatsapp),
    column("address", "address, alamat, alamat usaha, street address", values.line_of(Business, "address")),
)

PRODUCT_COLUMNS = (
    column(
        "id", "row id, id, id produk, kode produk, product id, external id, sku", values.line_of(Product, "external_id")
    ),
    column(
        "name",
        "title, nama produk, product name, nama, name, produk, product, judul, nama barang",
        values.line_of(Product, "name"),
        is_required=True,
    ),
    column("price", "price idr, harga, price, harga jual, harga satuan, harga rp", values.price, is_required=True),
    column(
        "shop",
        "shop, nama usaha, toko, usaha, nama toko, umkm, nama umkm, penjual, shop name, business, seller",
        values.line_of(Business, "name"),
    ),
    column("category", "category path, kategori, category, kategori produk, jenis produk", values.one_line),
    column("description", "description, deskripsi, keterangan, uraian", values.text_of(Product, "description")),
    column("unit", "unit, satuan, kemasan, isi", values.line_of(Product, "unit")),
    column("options", "options, pilihan, varian, variants, rasa", values.options),
    column("availability", "availability, ketersediaan", values.availability),
    column(
        "lead_time_days",
        "lead time, lama pembuatan, waktu pembuatan, lead time days, hari pembuatan",
        values.number_of(Product, "lead_time_days"),
    ),
    column(
        "minimum_order",
        "minimum order, pesanan minimal, minimal pesan, minimal order, min order",
        values.number_of(Product, "minimum_order"),
    ),
    SECTOR,
    *PLACE,
    *CONTACT,
    SOURCE,
)

BUSINESS_COLUMNS = (
    column(
        "id",
        "row id, id, id usaha, kode usaha, business id, external id",
        values.line_of(Business, "external_id"),
        is_required=True,
    ),
    column(
        "name",
        "name, nama usaha, nama, usaha, umkm, nama umkm, business name, business",
        values.line_of(Business, "name"),
        is_required=True,
    ),
    column(
        "story",
        "activity, kegiatan, kegiatan usaha, cerita, story, description, deskripsi, keterangan",
        values.text_of(Business, "story"),
    ),
    column("tagline", "tagline, slogan, moto", values.line_of(Business, "tagline")),
    column("opening_hours", "opening hours, jam buka", values.line_of(Business, "opening_hours")),
    column("scale", "scale, skala, skala usaha, business size", values.scale),
    SECTOR,
    *PLACE,
    *CONTACT,
    SOURCE,
)
