from masohi.faces.addresses import path
from masohi.faces.web.results import views

urlpatterns = [
    path("hasil-kerja", views.results, name="results"),
    path("hasil-kerja/baru", views.new_result, name="result-new"),
    path("hasil-kerja/<code:code>", views.result, name="result"),
    path("hasil-kerja/<code:code>/gambar/<side:side>", views.result_file, name="result-file"),
]
