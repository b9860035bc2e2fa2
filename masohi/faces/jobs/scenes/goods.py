"""What the two units of the sample make: goods with prices, batches whose makers are verified, pictures looked at."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes.past import Past, People, Shelf, office
from masohi.faces.jobs.scenes.stills import food, handwork, room
from masohi.reentry.products.actions import describe_product, put_on_sale
from masohi.reentry.products.batches.actions import record_batch, verify_works
from masohi.reentry.products.models import Product
from masohi.reentry.products.photos.actions import add_photo, check_photo
from masohi.reentry.products.terms import Category, Label

LPKA, LAPAS = "LPKA Ambon", "Lapas Ambon"


class Goods(NamedTuple):
    """One kind of goods: where it is made, what is told of it, and its pieces and cost a piece in rupiah."""

    picture: Callable[[], bytes]
    unit: str
    name: str
    category: str
    price: int
    pieces: int
    cost: int
    told: dict[str, Any]


FOOD: Final = (
    Goods(
        *(food.bread, LPKA, "Roti kenari", Category.FOOD, 28_000, 40, 14_000),
        {
            "description": "Roti lembut dengan kenari panggang dari Maluku. Dipanggang pagi hari, tahan empat hari.",
            "material": "Tepung terigu, kenari, mentega, telur",
            "weight_grams": 450,
            "labels": {Label.HOME_FOOD: "206 8171 CONTOH", Label.HALAL: "ID-CONTOH-0417"},
        },
    ),
    Goods(
        *(food.sago, LPKA, "Sagu lempeng kenari", Category.FOOD, 22_000, 60, 9_000),
        {
            "description": "Sagu bakar dengan kenari dan gula aren. Enak dicelup ke teh atau kopi panas.",
            "material": "Sagu, kenari, gula aren",
            "weight_grams": 300,
            "labels": {Label.HOME_FOOD: "215 8171 CONTOH"},
        },
    ),
    Goods(
        *(food.soap, LPKA, "Sabun minyak kelapa", Category.OTHER, 18_000, 45, 7_500),
        {
            "description": "Sabun batang dari minyak kelapa. Tiga macam: susu kelapa, daun kelor, dan bunga cengkih.",
            "material": "Minyak kelapa, daun kelor, minyak cengkih",
            "weight_grams": 90,
            "dimensions": "8 × 5 × 3 cm",
        },
    ),
    Goods(
        *(food.seedlings, LAPAS, "Bibit cabai, pala, dan tomat", Category.GARDEN, 15_000, 80, 6_000),
        {
            "description": "Bibit sehat dalam pot sabut. Siap pindah tanam. Pilih jenisnya saat mengambil.",
            "material": "Pot sabut kelapa dan kompos",
            "dimensions": "tinggi 25–35 cm",
        },
    ),
)
HANDWORK: Final = (
    Goods(
        *(handwork.basket, LPKA, "Keranjang pandan", Category.WEAVING, 85_000, 16, 38_000),
        {
            "description": "Keranjang anyaman dua warna dengan pegangan rotan. Kuat untuk belanja ke pasar.",
            "material": "Daun pandan laut, rotan",
            "dimensions": "40 × 30 × 45 cm",
            "weight_grams": 620,
        },
    ),
    Goods(
        *(handwork.cloth, LAPAS, "Kain tenun motif Tanimbar", Category.SEWING, 420_000, 6, 210_000),
        {
            "description": "Ditenun dengan alat tenun bukan mesin. Motif dan ukuran dapat dipesan.",
            "material": "Benang katun",
            "dimensions": "200 × 70 cm",
            "weight_grams": 480,
            "order_days": 21,
            "order_limit": 4,
        },
    ),
    Goods(
        *(handwork.boat, LPKA, "Kapal cengkih", Category.CRAFT, 175_000, 12, 70_000),
        {
            "description": "Kapal layar dari cengkih, oleh-oleh khas Ambon. Harumnya tahan bertahun-tahun.",
            "material": "Cengkih, benang, kayu",
            "dimensions": "36 × 12 × 34 cm",
            "weight_grams": 350,
        },
    ),
    Goods(
        *(handwork.lamp, LPKA, "Lampu tempurung", Category.CRAFT, 145_000, 9, 62_000),
        {
            "description": "Lampu meja dari tempurung kelapa. Cahayanya membentuk titik-titik di dinding.",
            "material": "Tempurung kelapa, kayu, fiting lampu SNI",
            "dimensions": "tinggi 34 cm",
            "weight_grams": 900,
        },
    ),
    Goods(
        *(room.chair, LAPAS, "Kursi kayu samama", Category.FURNITURE, 380_000, 8, 205_000),
        {
            "description": "Kursi makan dari kayu samama dengan dudukan anyaman. Sambungan pasak, tanpa paku.",
            "material": "Kayu samama, rotan",
            "dimensions": "45 × 45 × 92 cm",
            "weight_grams": 5_200,
            "order_days": 14,
            "order_limit": 6,
        },
    ),
    Goods(
        *(room.painting, LAPAS, "Lukisan Teluk Ambon", Category.PAINTING, 550_000, 3, 160_000),
        {
            "description": "Akrilik di atas kanvas dengan bingkai kayu. Setiap lukisan hanya satu.",
            "material": "Akrilik, kanvas, kayu",
            "dimensions": "80 × 60 cm",
            "weight_grams": 2_400,
        },
    ),
)
"""Prices, numbers of labels and texts are made up."""


def make(sample: Sample, people: People, past: Past) -> Shelf:
    """Everything on sale, by the name of its picture; one batch and one picture wait for a second officer."""
    shelf: Shelf = {}
    for place, goods in enumerate((*FOOD, *HANDWORK)):
        first, second = sample.lpka if goods.unit == LPKA else sample.lapas
        at = past.hour(100, 9, place)
        made = describe_product(
            unit=office(goods.unit),
            name=goods.name,
            category=goods.category,
            price_rupiah=goods.price,
            **goods.told,
            by=first,
            at=at,
        )
        _batches(made, goods, people, place, sample, past)
        drawn = goods.picture()
        photo = add_photo(product=made, content=drawn, by=first, at=past.hour(94, 9, place))
        check_photo(photo=photo, faces_none=True, by=second, at=past.hour(94, 14, place))
        shelf[goods.picture.__name__] = put_on_sale(product=made, by=first, at=past.hour(93, 9, place))
    add_photo(product=made, content=drawn, by=sample.lapas[0], at=past.hour(1, 15))
    return shelf


def _batches(product: Product, goods: Goods, people: People, place: int, sample: Sample, past: Past) -> None:
    """Two batches of half the pieces each; the newest of the soap waits for a second officer."""
    first, second = sample.lpka if goods.unit == LPKA else sample.lapas
    makers = people.children if goods.unit == LPKA else [*people.gone[:4], *people.adults[:5]]
    for turn, before in enumerate((96, 20)):
        pieces = goods.pieces - goods.pieces // 2 if turn == 0 else goods.pieces // 2
        chosen = [makers[(place + turn + step) % len(makers)] for step in range(2)]
        if turn:
            chosen = [one for one in chosen if one.left_on is None] or makers[-2:]
        batch = record_batch(
            product=product,
            made_on=past.day(before),
            count=pieces,
            material_rupiah=pieces * goods.cost * 4 // 5,
            other_rupiah=pieces * goods.cost // 5,
            workers=[(one, 1 + step) for step, one in enumerate(chosen)],
            by=first,
            at=past.hour(before, 15, place),
        )
        if turn == 0 or goods.picture is not food.soap:
            verify_works(batch=batch, by=second, at=past.hour(before, 16, place))
