"""Pages in the manner of the press, with what stands around an article, and its own text beside them.

Four templates and twelve kinds of surroundings, filled with the demo's paragraphs; all invented. The even
pages served for tuning; the odd are held out: no pattern was made for their phrases.
"""

import json
import random
from dataclasses import dataclass
from html import escape

from pages import RUBRICS, paragraphs

PAGES = 40
PEOPLE = (
    "Claire Vasseur",
    "Paul Mérignac",
    "Hélène Corbin",
    "Karim Sissoko",
    "Jeanne Lemaître",
    "Marc Delattre",
)
BEFORE = (
    (
        "Par {who}",
        "Publié le 3 mars 2026 à 12h04, mis à jour à 14h10",
        "Partager",
        "Temps de lecture : 4 min",
    ),
    ("Par {who} avec AFP", "Mis à jour : 02/10/2020 - 11:03", "Facebook Twitter WhatsApp Copier le lien"),
    ("{who}, envoyée spéciale à Gao", "Le 3 mars 2026 - 18:20", "Écouter l'article"),
    ("Par La rédaction avec AFP", "Publié hier à 9h30", "Ajouter à vos favoris", "12 commentaires"),
)
WITHIN = (
    (
        "Lire aussi : Au large de la Guinée, une année d'escortes",
        "Crédit : {who} / AFP)",
        "La suite après cette publicité",
    ),
    ("À lire également > Ce que change l'accord de Rabat", "Photo : {who}/AFP", "Publicité"),
    ("Lire aussi Trois armées, une frontière", "Des soldats à Gao. © {who} / AFP"),
    (
        "Voir aussi – Les images du port de Hodeïda",
        "Une patrouille près d'Ansongo, le 2 mars. {who} / AFP",
        "Notre dossier : le Sahel",
    ),
)
AFTER = (
    (
        "Inscrivez-vous à notre newsletter pour recevoir l'essentiel de l'actualité.",
        "© 2026 AFP. Tous droits réservés.",
    ),
    ("Abonnez-vous pour soutenir une presse indépendante.", "(avec AFP)", "Tous droits réservés."),
    ("Recevez chaque matin notre lettre d'information", "Suivez-nous sur WhatsApp", "Source : AFP"),
    (
        "Sur le même sujet",
        "Rejoignez notre chaîne WhatsApp et ne manquez rien",
        "Reproduction interdite sans autorisation.",
    ),
)
COOKIES = "Nous et nos partenaires utilisons des cookies pour mesurer l'audience de ce site."


@dataclass(frozen=True)
class PressPage:
    """A page, its address, and the text that a reader would call the article."""

    url: str
    title: str
    html: bytes
    body: str


def press_pages(count: int = PAGES) -> list[PressPage]:
    """Gives `count` different pages, the same at every call."""
    rng = random.Random(4)  # noqa: S311 - the same pages in every run
    return [_press_page(number, rng) for number in range(count)]


def _press_page(number: int, rng: random.Random) -> PressPage:
    who = rng.choice(PEOPLE)
    own = rng.sample(paragraphs(), rng.randint(4, 9))
    # An even page takes the first two sets of phrases, an odd one the last two.
    choose = [2 * (number % 2) + rng.randint(0, 1) for _ in range(3)]
    before, within, after = (
        [line.format(who=who) for line in lines[which]]
        for lines, which in zip((BEFORE, WITHIN, AFTER), choose, strict=True)
    )
    middle = rng.randint(1, len(own) - 1)
    lines = [*before, *own[:middle], *within, *own[middle:], *after]
    title = f"{own[0].split('.')[0][:70]} ({number})"
    html = _TEMPLATES[rng.randrange(len(_TEMPLATES))](title, lines)
    return PressPage(f"https://essai{number}.example/a/{number}", title, html.encode(), "\n".join(own))


def _menu(words: str, times: int) -> str:
    links = (f'<li><a href="/{words}/{n}">{rubric} {n}</a></li>' for rubric in RUBRICS for n in range(times))
    return f"<ul>{''.join(links)}</ul>"


def _page(title: str, text: str) -> str:
    told = json.dumps({"@type": "NewsArticle", "headline": title, "isAccessibleForFree": True})
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)} - Essai</title>'
        f'<script type="application/ld+json">{told}</script></head><body><header>{_menu("nav", 5)}</header>'
        f'<div class="cookie-banner"><p>{COOKIES}</p><button>Tout accepter</button></div>{text}'
        f"<aside><h2>À lire aussi</h2>{_menu('autres', 3)}</aside><footer>Mentions légales</footer>"
        "</body></html>"
    )


def _classic(title: str, lines: list[str]) -> str:
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return _page(title, f"<main><article><h1>{escape(title)}</h1>{text}</article></main>")


def _divided(title: str, lines: list[str]) -> str:
    text = "".join(f'<div class="paragraph"><p>{escape(line)}</p></div>' for line in lines)
    return _page(
        title, f'<div id="content"><h1>{escape(title)}</h1><div class="article-body">{text}</div></div>'
    )


def _sectioned(title: str, lines: list[str]) -> str:
    text = "".join(f"<section><p>{escape(line)}</p></section>" for line in lines)
    return _page(title, f'<article class="post"><header><h1>{escape(title)}</h1></header>{text}</article>')


def _marked(title: str, lines: list[str]) -> str:
    text = "".join(f'<p class="texte"><span>{escape(line)}</span></p>' for line in lines)
    return _page(title, f'<div itemprop="articleBody"><h1>{escape(title)}</h1>{text}</div>')


_TEMPLATES = (_classic, _divided, _sectioned, _marked)
