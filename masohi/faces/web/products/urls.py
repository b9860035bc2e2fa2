"""Addresses of goods, batches and pictures."""

from masohi.faces.addresses import path
from masohi.faces.web.products import labels, making, pictures, views

urlpatterns = [
    path("produksi", views.products, name="products"),
    path("produksi/baru", views.new_product, name="product-new"),
    path("produksi/hasil/<code:code>", making.batch, name="batch"),
    path("produksi/hasil/<code:code>/peserta", making.new_worker, name="batch-worker"),
    path("produksi/hasil/<code:code>/kurangi", making.off_the_shelf, name="batch-take-off"),
    path("produksi/foto/<code:code>", pictures.photo, name="photo"),
    path("produksi/foto/<code:code>/<str:name>", pictures.photo_file, name="photo-file"),
    path("produksi/<code:code>", views.product, name="product"),
    path("produksi/<code:code>/label", labels.labels, name="product-labels"),
    path("produksi/<code:code>/ubah", views.change, name="product-change"),
    path("produksi/<code:code>/hasil", making.new_batch, name="batch-new"),
    path("produksi/<code:code>/foto", pictures.new_photo, name="photo-new"),
]
