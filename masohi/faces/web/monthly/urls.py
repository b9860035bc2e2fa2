from masohi.faces.addresses import path
from masohi.faces.web.monthly import pace, views, views_many

urlpatterns = [
    path("laporan/perkara", views.months, name="monthly"),
    path("laporan/perkara/rekap/<code:code>.pdf", views_many.summary_file, name="monthly-summary-file"),
    path("laporan/perkara/rekap/<code:code>/terima", views_many.receive, name="monthly-summary-receive"),
    path("laporan/perkara/<str:month>", views.month, name="monthly-month"),
    path("laporan/perkara/<str:month>/kirim", views_many.send_all, name="monthly-send-all"),
    path("laporan/perkara/<str:month>/rekap", views_many.summarise, name="monthly-summarise"),
    path("laporan/perkara/<str:month>/<code:code>", views.report, name="monthly-report"),
    path("laporan/perkara/<str:month>/<code:code>.pdf", views.report_file, name="monthly-report-file"),
    path("laju/<code:code>", pace.alarm, name="pace-alarm"),
]
