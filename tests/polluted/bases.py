"""The tables that are spoilt: posts, comments, sales, opinions, in French and in English, written for this purpose."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import cycle

Table = list[list[str]]

_FRENCH = (
    "Bravo pour la vitrine de Noël !",
    "Fermé lundi, ouvert mardi dès 9 h",
    "Elle a dit « à bientôt » et c’était vrai",
    'On m’a répondu "c\'est noté", merci',
    "Très déçue : le colis n’est jamais arrivé",
    "L’été à l'atelier ☀️, venez nombreux",
    "Première ligne\nseconde ligne",
    "Prix en hausse ; qualité en baisse",
    "5 étoiles | sans hésiter",
    "Où êtes-vous ? Je n'ai pas trouvé",
    "J’adore 💛 continuez",
    "Rien à dire, sauf : encore !",
)
_ENGLISH = (
    "Love the new window display!",
    "Closed on Monday, open from Tuesday",
    'She said "see you soon" and meant it',
    "It's late again; third time this month",
    "Best coffee in town 😍",
    "Two lines here\nand the second one",
    "Don't miss the sale, it ends Friday",
    "Naïve question: is the café open?",
    "Thanks to @lune and the whole team",
    'The 27" screen arrived broken',
    "Great value | would buy again",
    "No comment",
)


def posts(count: int = 26) -> Table:
    """Give posts as a listening tool exports them."""
    chance, said = random.Random(1), cycle(_FRENCH)
    rows = [
        [
            f"2026-01-{number % 28 + 1:02} {chance.randrange(8, 22):02}:{chance.randrange(60):02}:00",
            chance.choice(("marie", "paul", "inès", "zoé", "@lune")),
            chance.choice(("X", "Facebook", "Instagram", "LinkedIn")),
            next(said),
            f"https://example.org/p/{chance.randrange(10**6)}",
            str(chance.randrange(500)),
        ]
        for number in range(count)
    ]
    return [["Date", "Auteur", "Réseau", "Message", "Lien", "J’aime"], *rows]


def sales(count: int = 30) -> Table:
    """Give lines of a till: dates, times, prices, products."""
    chance, said = random.Random(2), cycle(_ENGLISH)
    rows = [
        [
            f"{number % 12 + 1:02}/{number % 28 + 1:02}/2025",
            f"{chance.randrange(8, 20):02}:{chance.randrange(60):02}",
            str(chance.randrange(1, 9)),
            f"A{chance.randrange(1000, 9999)}",
            f"{chance.randrange(100, 9999) / 100:.2f}",
            chance.choice(("Lamp", "Chair, oak", "Table", 'Screen 27"', "Rug")),
            next(said),
            "" if number % 5 else "gift",
        ]
        for number in range(count)
    ]
    return [["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "Comments"], *rows]


def visits(count: int = 24) -> Table:
    """Give numbers by day, with decimal commas."""
    chance = random.Random(3)
    rows = [
        [
            f"{number + 1:02}/03/2026",
            str(chance.randrange(9999)),
            f"{chance.randrange(999)},{number % 10}",
            f"{number}%",
        ]
        for number in range(count)
    ]
    return [["Jour", "Visites", "Durée (s)", "Rebond"], *rows]


def people(count: int = 20) -> Table:
    """Give contacts: words only, no number to lean on."""
    chance, said = random.Random(4), cycle(_ENGLISH[:5] + _FRENCH[:5])
    rows = [
        [
            chance.choice(("Durand", "O'Neil", "Nguyễn", "Smith", "Lefèvre")),
            chance.choice(("Anne", "Jean-Luc", "Mary Jane", "Chloé")),
            chance.choice(("Nantes", "Saint-Malo", "New York", "Orléans")),
            next(said),
        ]
        for _ in range(count)
    ]
    return [["Nom", "Prénom", "Ville", "Remarque"], *rows]


def reviews(count: int = 28) -> Table:
    """Give opinions of customers, the long text last."""
    chance, said = random.Random(5), cycle((*_ENGLISH[::2], *_FRENCH[1::2]))
    rows = [
        [
            str(1000 + number),
            f"{chance.randrange(1, 6)}",
            chance.choice(("fr", "en")),
            f"{number % 28 + 1:02}/{number % 12 + 1:02}/2026",
            next(said),
        ]
        for number in range(count)
    ]
    return [["id", "note", "langue", "publié le", "avis"], *rows]


def budget(count: int = 22) -> Table:
    """Give amounts by month, in two currencies, some missing."""
    chance = random.Random(6)
    labels = cycle(("Publicité", "Impression, affiches", "Déplacements", 'Logiciel "pro"', "Divers"))
    rows = [
        [
            next(labels),
            f"2025-{number % 12 + 1:02}",
            f"{chance.randrange(10, 999)}.{chance.randrange(100):02}",
            "" if number % 7 == 3 else f"-{chance.randrange(10, 99)}.50",
            f"{chance.randrange(1, 100)} %",
            chance.choice(("payé", "dû", "à voir")),
            str(chance.randrange(10**5, 10**6)),
        ]
        for number in range(count)
    ]
    return [["Poste", "Mois", "Montant €", "Remise €", "Part", "État", "Facture"], *rows]


def tickets(count: int = 32) -> Table:
    """Give messages to a service, the identifier in scientific notation, the text first."""
    chance, said = random.Random(7), cycle((*_ENGLISH[1::2], *_FRENCH[::2]))
    rows = [
        [
            next(said),
            f"1.{chance.randrange(10**5):05}E+18",
            f"{number % 28 + 1}-Feb-2026 0{number % 9}:14AM",
            chance.choice(("open", "closed", "won't fix")),
            f"user{number}@example.com",
            chance.choice(("0", "1", "2")),
        ]
        for number in range(count)
    ]
    return [["Message", "Ticket Id", "Received", "Status", "From", "Priority"], *rows]


def places(count: int = 18) -> Table:
    """Give places with co-ordinates and an address that has commas."""
    chance = random.Random(8)
    rows = [
        [
            chance.choice(("Café Lune", "L'Atelier", "Bar “Le Quai”", "Shop #3")),
            f"{chance.randrange(1, 200)}, rue de la Paix, {chance.randrange(10, 95)}000 Ville",
            f"{chance.uniform(42, 51):.5f}",
            f"{chance.uniform(-4, 8):.5f}",
            chance.choice(("oui", "non")),
        ]
        for _ in range(count)
    ]
    return [["nom", "adresse", "lat", "lon", "ouvert"], *rows]


DEVELOPMENT: tuple[Callable[[], Table], ...] = (posts, sales, visits, people)
HELD_OUT: tuple[Callable[[], Table], ...] = (reviews, budget, tickets, places)
