"""Agreements from before: their kind by its new name, a code for their address, when they were signed, and the mark that
no seal knows them yet (`seal_older`).
"""

from django.db import migrations

from masohi.writing.codes import new_code

KINDS = {"induk": "kesepakatan_bersama", "teknis": "perjanjian_kerja_sama", "nota": "nota_kesepahaman"}


def rename(apps, schema):
    agreements = apps.get_model("supply", "Agreement").objects
    for agreement in agreements.filter(code=""):
        kind = KINDS.get(agreement.kind, agreement.kind)
        agreements.filter(pk=agreement.pk).update(kind=kind, code=new_code(), signed_on=agreement.begins_on, edition=0)


class Migration(migrations.Migration):
    dependencies = [("supply", "0003_promises_kept")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
