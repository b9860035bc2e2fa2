"""Addresses of the shop."""

from masohi.faces.addresses import path
from masohi.faces.shop import bazaar, feeds, tracking, views

urlpatterns = [
    path("karya", views.catalogue, name="shop"),
    path("karya/katalog.csv", feeds.marketplace, name="shop-feed"),
    path("karya/katalog-whatsapp.csv", feeds.chat_catalogue, name="shop-feed-whatsapp"),
    path("karya/katalog.json", feeds.as_json, name="shop-feed-json"),
    path("karya/foto/<code:code>/<str:name>", views.photo, name="shop-photo"),
    path("karya/<slug:slug>", views.product, name="shop-product"),
    path("karya/<slug:slug>/pesan", views.order, name="shop-order"),
    path("pesanan", tracking.find, name="shop-find"),
    path("pesanan/<code:code>", tracking.track, name="shop-track"),
    path("pesanan/<code:code>/bukti", tracking.prove, name="shop-prove"),
    path("pesanan/<code:code>/batal", tracking.cancel, name="shop-cancel"),
    path("pesanan/<code:code>/ulasan", tracking.review, name="shop-review"),
    path("pesanan/<code:code>/qris", tracking.qris, name="shop-qris"),
    path("pesanan/<code:code>/tanda-terima.pdf", tracking.receipt, name="shop-receipt"),
    path("bazar", bazaar.stall, name="bazaar-stall"),
    path("bazar/sw.js", bazaar.worker, name="bazaar-worker"),
    path("bazar/bekal.json", bazaar.goods, name="bazaar-goods"),
    path("bazar/kirim", bazaar.receive, name="bazaar-receive"),
]
