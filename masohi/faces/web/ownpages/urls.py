from masohi.faces.addresses import path
from masohi.faces.web.ownpages import complaints, links

urlpatterns = [
    path("perkara/<code:code>/halaman", links.links, name="own-links"),
    path("perkara/<code:code>/halaman/lembar.pdf", links.sheet, name="own-sheet"),
    path("lembar-jadwal.pdf", links.sheets, name="own-sheets"),
    path("aduan-klien", complaints.complaints, name="own-complaints"),
    path("aduan-klien/<code:code>", complaints.complaint, name="own-complaint"),
]
