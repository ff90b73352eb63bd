"""Exclusions are proposed with their effect on past alerts, and never one that costs a true alert."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from facts import NOON
from workers.news.forecast import Stored
from workers.news.watch import Watch
from workers.stages.match import Watcher
from workers.suggest import suggestions

CHAR = Watch(id="char", title="Char", any=("char",))


def stored(name, text):
    return Stored(
        id=name,
        story_id=name,
        feed_id="un",
        source="un",
        language="fr",
        title="Titre",
        body=text,
        published=NOON + timedelta(hours=len(name)),
    )


ARTICLES = [
    stored("t1", "Un char détruit au carrefour par une roquette."),
    stored("t2", "Les chars avancent vers la ville, la foule fuit."),
    stored("f1", "Un char fleuri au carnaval, la foule applaudit."),
    stored("f2", "Le char du carnaval a pris feu."),
    stored("f3", "Le char à voile file sur la plage."),
    stored("u1", "Le char du défilé, au carnaval encore."),
    stored("n1", "Le carnaval sans rien d'autre."),
]
VERDICTS = {"t1": "true", "t2": "true", "f1": "false", "f2": "false", "f3": "false"}


def test_the_word_that_keeps_most_false_alerts_away_comes_first():
    first, *rest = suggestions(CHAR, ARTICLES, VERDICTS)
    assert (first.term, first.false, first.others) == ("carnaval", 2, 1)
    assert {one.term for one in rest} <= {"fleuri", "applaudit", "pris", "voile", "file", "plage"}


def test_a_word_of_a_true_alert_is_not_proposed():
    assert "foule" not in {one.term for one in suggestions(CHAR, ARTICLES, VERDICTS)}


def test_without_false_votes_nothing_is_proposed():
    assert suggestions(CHAR, ARTICLES, {"t1": "true"}) == ()


WORDS = st.sampled_from(["char", "carnaval", "plages", "fleuri", "armée", "roquette", "voile", "tambours"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=8)


@given(TEXTS, st.lists(st.sampled_from(["true", "false", "dull"]), min_size=8, max_size=8))
def test_no_proposal_ever_costs_a_true_alert(texts, verdicts):
    articles = [stored(f"a{number}", f"Un char. {text}.") for number, text in enumerate(texts)]
    votes = {one.id: verdict for one, verdict in zip(articles, verdicts, strict=False)}
    for proposal in suggestions(CHAR, articles, votes):
        watcher = Watcher([Watch(id="c", title="c", any=("char",), none=(proposal.term,))])
        assert all(watcher.matches(one.text) for one in articles if votes[one.id] == "true")
        assert proposal.false > 0
