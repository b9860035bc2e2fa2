from django.urls import path

from masohi.faces.web.letters import heads, register, wording, writing

urlpatterns = [
    path("surat", register.letters_page, name="letters"),
    path("surat/daftar.csv", register.register_file, {"kind": "csv"}, name="letters-file"),
    path("surat/daftar.xlsx", register.register_file, {"kind": "xlsx"}, name="letters-workbook"),
    path("surat/<code:code>", register.letter, name="letter"),
    path("perkara/<code:code>/surat/baru", writing.choose_for_order, name="letter-new"),
    path("perkara/<code:code>/surat/<slug:kind>", writing.for_order, name="letter-write"),
    path("sesi/<code:code>/surat/baru", writing.choose_for_session, name="session-letter-new"),
    path("sesi/<code:code>/surat/<slug:kind>", writing.for_session, name="session-letter-write"),
    path("kelola/kop-surat", heads.letterheads, name="letterheads"),
    path("kelola/kop-surat/<slug:unit>", heads.letterhead, name="letterhead"),
    path("kelola/templat", wording.templates, name="letter-templates"),
    path("kelola/templat/<slug:unit>/<slug:kind>", wording.template, name="letter-template"),
]
