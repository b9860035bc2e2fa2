from masohi.faces.addresses import path
from masohi.faces.web.replanning import rules, views

urlpatterns = [
    path("susun-ulang", views.replans_list, name="replans"),
    path("susun-ulang/<code:code>", views.replan, name="replan"),
    path("susun-ulang/<code:code>/<code:order>/tanggal", views.other_date, name="replan-date"),
    path("perkara/<code:code>/aturan", rules.order_rules, name="order-rules"),
]
