"""Addresses of orders, sales at the desk, fairs, the official account and reviews."""

from masohi.faces.addresses import path
from masohi.faces.web.sales import accounts, bazaars, desk, orders, refunds

urlpatterns = [
    path("penjualan", orders.sales, name="sales"),
    path("penjualan/meja", desk.sell, name="sale-desk"),
    path("penjualan/rekening", accounts.accounts, name="sale-accounts"),
    path("penjualan/ulasan", orders.reviews, name="sale-reviews"),
    path("penjualan/bazar", bazaars.bazaars, name="bazaars"),
    path("penjualan/bazar/baru", bazaars.new_bazaar, name="bazaar-new"),
    path("penjualan/bazar/<code:code>", bazaars.bazaar, name="bazaar"),
    path("penjualan/bazar/<code:code>/tambah", bazaars.carry, name="bazaar-carry"),
    path("penjualan/bazar/<code:code>/tutup", bazaars.close, name="bazaar-close"),
    path("penjualan/kembali/<code:code>", refunds.refund, name="refund"),
    path("penjualan/kembali/<code:code>/bukti", refunds.proof, name="refund-proof"),
    path("penjualan/<code:code>", orders.sale, name="sale"),
    path("penjualan/<code:code>/kembali", refunds.propose, name="refund-new"),
    path("penjualan/<code:code>/bayar", orders.confirm, name="sale-confirm"),
    path("penjualan/<code:code>/tolak", orders.refuse, name="sale-refuse"),
    path("penjualan/<code:code>/siap", orders.ready, name="sale-ready"),
    path("penjualan/<code:code>/serah", orders.hand, name="sale-hand"),
    path("penjualan/<code:code>/batal", orders.cancel, name="sale-cancel"),
    path("penjualan/<code:code>/ulasan", orders.decide, name="sale-review"),
    path("penjualan/<code:code>/bukti", orders.proof, name="sale-proof"),
    path("penjualan/<code:code>/tanda-terima.pdf", orders.receipt, name="sale-receipt"),
]
