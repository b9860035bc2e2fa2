"""Leaves, peaks and subtrees for the entries that are there; tables for heads and for the log of reads."""

import django.db.models.deletion
from django.db import migrations, models

from masohi.ledger.tree import Tree

LEVELS = (8, 16, 24)


def fill(apps, editor):
    """Hash every stored entry once; its bytes stay as they are."""
    entry, head, subtree = (apps.get_model("ledger", name) for name in ("Entry", "Head", "Subtree"))
    tree, leaves = Tree(), []
    for seq, body in entry.objects.order_by("seq").values_list("seq", "body").iterator(chunk_size=2000):
        complete = tree.add(bytes(body))
        leaves.append((complete[0], seq))
        for level in LEVELS:
            if level < len(complete):
                subtree.objects.create(level=level, index=(tree.size >> level) - 1, hash=complete[level])
        if len(leaves) == 2000:
            store(editor, leaves)
            leaves = []
    store(editor, leaves)
    head.objects.filter(pk=1).update(peaks=tree.peaks)


def store(editor, leaves):
    """Write (hash, number) pairs."""
    if leaves:
        with editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE ledger_entry SET leaf = %s WHERE seq = %s", leaves)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('hash', models.BinaryField(default=b'\xdc\xfb\x1e_1\xd5s\xb3\xd8rysd\x08!\x8a_wvh!\xcduP\xd0;q\xe4\x9c\xb1\x9f\x7f')),
                ('peaks', models.BinaryField(default=b'')),
            ],
            options={
                'verbose_name': 'ujung catatan pembacaan',
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='leaf',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='head',
            name='epoch',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='head',
            name='peaks',
            field=models.BinaryField(default=b''),
        ),
        migrations.AlterField(
            model_name='entry',
            name='subject',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.CharField(max_length=10)),
                ('epoch', models.PositiveIntegerField()),
                ('size', models.PositiveBigIntegerField()),
                ('root', models.BinaryField()),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'kepala bertanda tangan',
                'constraints': [models.UniqueConstraint(fields=('log', 'epoch', 'size'), name='ledger_checkpoint_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadingSubtree',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('index', models.PositiveBigIntegerField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'verbose_name': 'simpul catatan pembacaan',
                'constraints': [models.UniqueConstraint(fields=('level', 'index'), name='ledger_reading_subtree_once')],
            },
        ),
        migrations.CreateModel(
            name='Subtree',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('index', models.PositiveBigIntegerField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'verbose_name': 'simpul catatan',
                'constraints': [models.UniqueConstraint(fields=('level', 'index'), name='ledger_subtree_once')],
            },
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('witness', models.CharField(max_length=100)),
                ('line', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='ledger.checkpoint')),
            ],
            options={
                'verbose_name': 'tanda tangan saksi',
                'constraints': [models.UniqueConstraint(fields=('checkpoint', 'witness'), name='ledger_cosignature_once')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('seq', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=60)),
                ('thread', models.CharField(blank=True, max_length=60)),
                ('actor', models.PositiveBigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('body', models.BinaryField()),
                ('previous', models.BinaryField(unique=True)),
                ('hash', models.BinaryField(unique=True)),
                ('leaf', models.BinaryField()),
                ('because', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.reading')),
            ],
            options={
                'verbose_name': 'catatan pembacaan',
                'indexes': [models.Index(fields=['thread', 'seq'], name='ledger_reading_thread'), models.Index(fields=['actor', 'at'], name='ledger_reading_actor')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
