from django.urls import path

from masohi.faces.web.reports import dashboards, figures, months, summary

urlpatterns = [
    path("dasbor", dashboards.dashboard, name="dashboard"),
    path("dasbor/layar-besar", dashboards.screen, name="dashboard-screen"),
    path("dasbor/ringkasan.pdf", summary.summary, name="dashboard-summary"),
    path("laporan", figures.reports, name="reports"),
    path("laporan/mutu-data", figures.data_quality, name="data-quality"),
    path("laporan/angka/<str:key>", figures.figure, name="figure"),
    path("laporan/bulanan/<str:month>", months.month_report, name="month-report"),
    path("laporan/bulanan/<str:month>/<str:kind>", months.month_file, name="month-report-file"),
]
