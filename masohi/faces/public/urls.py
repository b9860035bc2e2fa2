from masohi.faces.addresses import path
from masohi.faces.public import record, views, witness

urlpatterns = [
    path("", views.home, name="home"),
    path("verifikasi", views.verify_letter, name="verify-letter"),
    path("verifikasi/<typed:code>", views.letter, name="letter-check"),
    path("saksi/<code:code>", witness.witness, name="witness"),
    path("saksi/pin/<code:token>", witness.pin, name="witness-pin"),
    path("buku-besar", record.record, name="record"),
    path("buku-besar/kepala.txt", record.head_file, name="record-head"),
    path("buku-besar/kebijakan.txt", record.policy_file, name="record-policy"),
    path("buku-besar/langkah.txt", record.step_file, name="record-step"),
    path("buku-besar/lembar.pdf", record.day_sheet, name="record-sheet"),
    path("alat-periksa/<str:name>", record.checking_tool, name="checking-tool"),
    path("bantuan", views.help_page, name="help"),
    path("privasi", views.privacy, name="privacy"),
    path("aksesibilitas", views.accessibility, name="accessibility"),
    path("status", views.status, name="status"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
