"""Agreements from before: their kind by its new name, a code for their address, and the mark that no seal knows them yet
(`seal_older`). When they were signed nobody had entered, so it stays open.
"""

from django.db import migrations

from masohi.writing.codes import new_code

KINDS = {"induk": "kesepakatan_bersama", "teknis": "perjanjian_kerja_sama", "nota": "nota_kesepahaman"}


def rename(apps, schema):
    agreements = apps.get_model("supply", "Agreement").objects
    for agreement in agreements.filter(code=""):
        kind = KINDS.get(agreement.kind, agreement.kind)
        agreements.filter(pk=agreement.pk).update(kind=kind, code=new_code(), edition=0)


class Migration(migrations.Migration):
    dependencies = [("supply", "0003_promises_kept")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
