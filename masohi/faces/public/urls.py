from masohi.faces.addresses import path
from masohi.faces.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("verifikasi", views.verify_letter, name="verify-letter"),
    path("verifikasi/<typed:code>", views.letter, name="letter-check"),
    path("bantuan", views.help_page, name="help"),
    path("privasi", views.privacy, name="privacy"),
    path("aksesibilitas", views.accessibility, name="accessibility"),
    path("status", views.status, name="status"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
