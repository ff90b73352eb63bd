"""What else is known of where a text plays: the places of its countries, its regions."""

from workers.stages.enrich import enrich


def test_cities_have_their_coordinates():
    (country,) = enrich("À Kidal comme dans Kidal, le calme règne.", [], "fr").countries
    (place,) = country.places

    assert country.code == "ML"
    assert (place.name, place.latitude, place.longitude) == ("Kidal", 18.44, 1.41)


def test_a_region_knows_its_countries_and_does_not_find_them():
    findings = enrich("Le Sahel brûle.", [], "fr")

    assert findings.countries == ()
    assert findings.regions[0].countries == ("BF", "ML", "MR", "NE", "TD")


def test_a_region_within_a_name_is_none():
    findings = enrich("L'État islamique dans le Grand Sahara a revendiqué l'attaque.", [], "fr")

    assert findings.regions == ()
