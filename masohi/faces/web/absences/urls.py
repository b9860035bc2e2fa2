from masohi.faces.addresses import path
from masohi.faces.web.absences import deciding, failing, listing, pausing, telling

urlpatterns = [
    path("ketidakhadiran", listing.absences, name="absences"),
    path("ketidakhadiran/bukti/<code:code>", deciding.proof, name="excuse-proof"),
    path("ketidakhadiran/<code:session>/<code:order>", deciding.absence, name="absence"),
    path("ketidakhadiran/<code:session>/<code:order>/kabar", telling.new_excuse, name="excuse-new"),
    path("ketidakhadiran/<code:session>/<code:order>/hubungi", telling.write, name="absence-write"),
    path("ketidakhadiran/<code:session>/<code:order>/berita-acara", deciding.minutes, name="absence-minutes"),
    path("perkara/<code:code>/ketidakhadiran", listing.order_absences, name="order-absences"),
    path("perkara/<code:code>/jeda", pausing.pauses, name="order-pause"),
    path("perkara/<code:code>/jeda/<code:pause>", pausing.end, name="pause-end"),
    path("perkara/<code:code>/jeda/<code:pause>/surat", pausing.paper, name="pause-paper"),
    path("kegagalan-layanan", failing.account, name="failures"),
]
