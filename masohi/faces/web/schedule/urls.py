from masohi.faces.addresses import path
from masohi.faces.web.schedule import moving, sharing, site_week, telling, views

urlpatterns = [
    path("jadwal", views.schedule, name="schedule"),
    path("jadwal/umumkan", views.announce, name="schedule-announce"),
    path("jadwal/dinding", site_week.wall, name="schedule-wall"),
    path("jadwal/lokasi/<slug:slug>", site_week.site, name="schedule-site"),
    path("jadwal/kabari", telling.people, name="schedule-tell"),
    path("jadwal/kabari/<code:code>", telling.told, name="schedule-told"),
    path("jadwal/kabari/<code:code>/tulis", telling.write, name="schedule-write"),
    path("jadwal/kabari/<code:code>/lembar", telling.sheet, name="schedule-sheet"),
    path("lokasi/<slug:slug>/kalender", sharing.of_site, name="site-calendar"),
    path("perkara/<code:code>/kalender", sharing.of_order, name="order-calendar"),
    path("sesi/<code:code>/pindah/<int:number>", moving.move, name="session-move"),
    path("kalender", sharing.own, name="own-calendar"),
]
