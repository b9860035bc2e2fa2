"""The kit of parts of every page: base templates, form renderer, template tags, one style sheet, small modules.

It knows no chapter: faces pass plain values in. What `ui/base.html` reads from the context (all may be missing):

* ``display_mode``: "terang", "gelap", "lapangan" or "" (follow the device); see `masohi.ui.context.display`
* ``sample_data``: true while fictional data is loaded (banner CONTOH)
* ``navigation``: list of objects with label, url, icon, current and optionally count
* ``bottom_navigation``: the same shape, four items, for supervisors on phones
* ``breadcrumb``: list of objects with label and url (the last one without url)
* ``account``: object with name, role and logout_url, or nothing when nobody has signed in
* ``help_url``, ``footer_links`` (list of label and url), ``version``
* ``session_seconds``: seconds until the session ends, for the warning two minutes before
"""
