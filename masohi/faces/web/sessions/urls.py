from masohi.faces.addresses import path
from masohi.faces.web.sessions import audits, companions, flags, held, photos, reports, verify, views, witness

urlpatterns = [
    path("sesi/<code:code>", views.session, name="session"),
    path("sesi/<code:code>/catat", views.record, name="session-record"),
    path("sesi/<code:code>/koreksi/<int:number>", views.correct, name="session-correct"),
    path("sesi/<code:code>/pendamping/<int:number>", companions.session_companion, name="session-companion"),
    path("sesi/<code:code>/saksi", witness.ask, name="session-witness"),
    path("sesi/<code:code>/slip", witness.slip, name="session-slip"),
    path("sesi/<code:code>/slip.pdf", witness.slip_file, name="session-slip-file"),
    path("sesi/<code:code>/daftar-hadir.pdf", witness.register_file, name="session-register-file"),
    path("sesi/<code:code>/foto/<str:digest>", photos.photo_file, name="session-photo"),
    path("sesi/<code:code>/dua-catatan", reports.two_records, name="session-reports"),
    path("sesi/<code:code>/pemeriksaan", audits.report, name="session-audit"),
    path("verifikasi-jam", verify.verify_hours, name="verify-hours"),
    path("jam-tertahan", held.held_hours, name="held-hours"),
    path("catatan-hp", reports.from_the_field, name="field-matters"),
    path("catatan-hp/<int:number>/terima", reports.admit, name="walk-in"),
    path("pemeriksaan", audits.audit_list, name="audits"),
    path("tanda", flags.flag_list, name="flags"),
]
