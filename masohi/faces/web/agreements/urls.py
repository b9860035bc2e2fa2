from masohi.faces.addresses import path
from masohi.faces.web.agreements import deeds, editing, ending, papers, views

urlpatterns = [
    path("perjanjian", views.agreements, name="agreements"),
    path("perjanjian/baru", editing.new_agreement, name="agreement-new"),
    path("perjanjian/akan-berakhir", ending.ending, name="agreements-ending"),
    path("perjanjian/<code:code>", views.agreement, name="agreement"),
    path("perjanjian/<code:code>/ubah", editing.change, name="agreement-change"),
    path("perjanjian/<code:code>/adendum", editing.addendum, name="agreement-addendum"),
    path("perjanjian/<code:code>/tanda-tangan", deeds.sign, name="agreement-sign"),
    path("perjanjian/<code:code>/akhiri", deeds.end, name="agreement-end"),
    path("perjanjian/<code:code>/klausul", deeds.clauses, name="agreement-clauses"),
    path("perjanjian/<code:code>/penanda-tangan/<int:place>", deeds.signatory, name="agreement-signatory"),
    path("perjanjian/<code:code>/pindaian", deeds.scan, name="agreement-scan"),
    path("perjanjian/<code:code>/pindaian/<int:version>", papers.scan_file, name="agreement-scan-file"),
    path("perjanjian/<code:code>/surat-kuasa/<int:place>", papers.power_file, name="agreement-power-file"),
    path("perjanjian/<code:code>/naskah.docx", papers.draft_docx, name="agreement-draft-docx"),
    path("perjanjian/<code:code>/naskah.pdf", papers.draft_pdf, name="agreement-draft-pdf"),
]
