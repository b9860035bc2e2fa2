from masohi.faces.addresses import path
from masohi.faces.notify import lists, managing, reports, views

urlpatterns = [
    path("kabar", views.messages, name="messages"),
    path("kabar/cetak", lists.paper, name="message-list"),
    path("kabar/cetak/<code:code>", lists.passed_on, name="message-passed-on"),
    path("kabar/laporan", reports.delivery, name="message-delivery"),
    path("kabar/<code:code>/tulis", views.compose, name="message-compose"),
    path("kabar/<code:code>/terkirim", views.handed, name="message-handed"),
    path("kabar/<code:code>/tidak-sampai", views.unreached, name="message-unreached"),
    path("kelola/kabar", managing.channels, name="messages-manage"),
    path("kelola/kabar/uji", managing.send_test, name="message-test"),
]
