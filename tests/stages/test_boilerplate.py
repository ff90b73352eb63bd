"""Lines that the press prints around a text go; sentences that begin like one stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.stages.extract.boilerplate import cleaned

BODY = ("Le convoi est parti lundi de Gao.", "Il est attendu jeudi à Ménaka, selon l'état-major.")
LINES = (
    "Par",
    "Par AFP",
    "Par Paul Mérignac",
    "Par Paul Mérignac avec AFP",
    "Par Paul Mérignac (avec AFP)",
    "Par Hélène Corbin, envoyée spéciale à Gao",
    "Propos recueillis par Marc Delattre",
    "(avec AFP)",
    "AFP/VNA",
    "Source : AFP",
    "La rédaction avec AFP et Reuters",
    "Publié le 3 mars 2026 à 12h04, mis à jour le 3 mars 2026 à 14h10",
    "Publié hier à 18:20",
    "Mis à jour : 02/10/2020 - 11:03",
    "Publié le : 02/10/2020 - 11:03 Modifié le : 02/10/2020 - 12:10",
    "Temps de lecture : 4 min",
    "Crédit: FETHI BELAID / AFP)",
    "Crédits : Karim Sissoko/AFP",
    "Crédit photo : Karim Sissoko",
    "Des soldats en patrouille à Gao. Crédit : Karim Sissoko / AFP",
    "Le porte-avions en Méditerranée. © Nicolas Tessier / AFP",
    "© Nicolas Tessier / AFP",
    "(Photo by Nicolas Tessier / AFP)",
    "Photo : Karim Sissoko / AFP",
    "Lire aussi",
    "Lire aussi : Mali, les raisons d'un retrait",
    "À lire également : Mali, les raisons d'un retrait",
    "A LIRE AUSSI > Le Mali ferme sa frontière",
    "Lire aussi Le Mali ferme sa frontière avec le Niger",
    ">> À lire : Le Mali ferme sa frontière",
    "Sur le même sujet",
    "La suite après cette publicité",
    "Abonnez-vous",
    "Abonnez-vous pour lire la suite de cet article à partir de 1 € par mois.",
    "Déjà abonné ? Connectez-vous",
    "Cet article est réservé aux abonnés.",
    "Il vous reste 78 % de cet article à lire. La suite est réservée aux abonnés.",
    "Inscrivez-vous à notre newsletter pour recevoir l'essentiel de l'actualité.",
    "Recevez chaque matin notre newsletter gratuite.",
    "Nous utilisons des cookies pour mesurer l'audience de ce site.",
    "En poursuivant votre navigation, vous acceptez l'utilisation de cookies.",
    "Tout accepter",
    "Continuer sans accepter",
    "Partager",
    "Partager sur Facebook",
    "Facebook Twitter WhatsApp Copier le lien",
    "Suivez-nous sur WhatsApp et Facebook",
    "12 commentaires",
    "© AFP. Tous droits réservés",
    "© 2026 AFP. Tous droits de reproduction et de représentation réservés.",
    "Tous droits réservés.",
    "Reproduction interdite sans autorisation.",
)
SENTENCES = (
    "Par cette décision, le gouvernement espère clore la crise.",
    "Par Moscou comme par Pékin, la résolution a été jugée inacceptable.",
    "Par ailleurs, deux officiers ont été suspendus.",
    "Publié le 3 mars, le rapport dénonce des livraisons d'armes.",
    "Publié mardi, le décret fixe les effectifs de la garde nationale.",
    "Mis à jour chaque année, l'inventaire compte 4 000 véhicules.",
    "Crédits militaires : la commission réclame trois milliards d'euros de plus.",
    "Crédit : la banque centrale relève son taux directeur à 4 %.",
    "Photo à l'appui, l'armée affirme avoir détruit le pont.",
    "Lire aussi la presse adverse fait partie du métier, dit le colonel.",
    "Lire également les discours de 1962 aide à comprendre la querelle.",
    "« Abonnez-vous à la patience », a lancé le ministre aux députés.",
    "Abonnez-vous, mobilisez-vous : le mot d'ordre « Tenir » a couru tout l'hiver dans les casernes.",
    "Partager le renseignement reste le premier objectif de la coalition.",
    "Recevoir des blindés ne suffit pas, prévient le général.",
    "Nous n'avons pas reçu les véhicules promis, affirme le gouverneur.",
    "Accepter un cessez-le-feu reviendrait à reconnaître la ligne de front.",
    "Les cookies tiers disparaîtront des navigateurs en 2027, selon la Commission.",
    "Facebook a retiré mercredi un réseau de faux comptes visant le Sahel.",
    "Twitter et Facebook ont été coupés pendant le scrutin.",
    "Tous droits confondus, les taxes atteignent 40 % du prix.",
    "L'AFP a pu consulter le document.",
    "Source de tensions, le barrage sera inauguré en juillet.",
    "Vidéo : c'est le mot que le porte-parole refuse de prononcer.",
    "Il vous reste à convaincre les alliés, lui a répondu la députée.",
    "La suite des opérations dépendra de la météo.",
    "Avec Reuters, l'agence chinoise couvre seule la région.",
    "Reportage dans une ville assiégée depuis deux ans.",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("at", [0, 2])
def test_a_line_around_the_text_goes(line, at):
    paragraphs = [*BODY]
    paragraphs.insert(at, line)
    assert cleaned(paragraphs).paragraphs == BODY


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("at", [0, 2])
def test_a_sentence_that_begins_like_one_stays(sentence, at):
    paragraphs = [*BODY]
    paragraphs.insert(at, sentence)
    assert cleaned(paragraphs).paragraphs == tuple(paragraphs)


def test_who_signed_and_who_took_the_picture_are_kept():
    found = cleaned(("Par Paul Mérignac avec AFP", *BODY, "Crédit : Karim Sissoko / AFP)"))
    assert found.bylines == ("Paul Mérignac avec AFP",)
    assert found.photo_credit == "Karim Sissoko / AFP"


@given(st.lists(st.text(max_size=200), max_size=12))
def test_what_is_left_is_the_paragraphs_in_their_order(paragraphs):
    kept = cleaned(paragraphs).paragraphs
    rest = iter(paragraphs)
    assert all(paragraph in rest for paragraph in kept)


@pytest.mark.parametrize(
    "line", ["A" * 119 + "!", "Par " + "Aa." * 30 + "!", "12" * 59 + "!", "Photo : " + "A/" * 90 + "é"]
)
def test_no_line_makes_the_phrases_wander(line):
    assert cleaned((line, *BODY)).paragraphs[-2:] == BODY
