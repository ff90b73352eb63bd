"""The language of a text, told by its small words or by the classifier."""

import pytest

from workers.stages.enrich import language_of

TEXTS = {
    "fr": "Les ministres de la Défense et des Affaires étrangères se sont réunis à Paris pour parler du "
    "Sahel, où les forces françaises ne sont plus présentes depuis trois ans, selon une source "
    "diplomatique.",
    "es": "Los ministros de Defensa y de Asuntos Exteriores se reunieron en Madrid para hablar de la "
    "situación en el Sahel, donde las fuerzas europeas han dejado de operar desde hace tres años.",
    "it": "Il ministro della Difesa ha incontrato a Roma i colleghi europei per parlare della missione "
    "nel Sahel, una delle più difficili degli ultimi anni, secondo fonti diplomatiche.",
    "en": "The ministers of defence met in Paris to discuss the Sahel, where European forces have not "
    "operated for three years, Le Monde and Les Échos reported on Tuesday.",
    "de": "Die Verteidigungsminister haben sich in Paris getroffen, um über die Lage in der Sahelzone "
    "zu sprechen, in der seit drei Jahren keine europäischen Truppen mehr stehen.",
    "ar": "اجتمع وزراء الدفاع في باريس لبحث الوضع في منطقة الساحل بعد انسحاب القوات الأوروبية منها",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_of_its_language(language):
    assert language_of(TEXTS[language]) == language


def test_a_french_text_that_quotes_english_is_french():
    assert language_of(TEXTS["fr"] + " « The mission is over », a dit le général.") == "fr"


def test_an_english_text_that_quotes_french_is_english():
    assert language_of(TEXTS["en"] + " « Nous ne sommes pas partis », the minister said in French.") == "en"


@pytest.mark.parametrize("text", ["", "🙂🙂🙂", "Kidal", "12 345", "\x00\x01"])
def test_what_says_too_little_is_taken_for_french(text):
    assert language_of(text) == "fr"
