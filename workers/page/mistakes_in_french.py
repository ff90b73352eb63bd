"""Mistakes of a watch in French: the page is the desk's, the commands are the operator's."""

import re
from collections.abc import Sequence

A_TERM = r"a term, a phrase in quotes, '\(' or '-'"
TERME = "un terme, une expression entre guillemets, « ( » ou « - »"
KINDS = {
    "text": "un texte",
    "a list": "une liste",
    "true or false": "vrai (true) ou faux (false)",
    "a number": "un nombre",
    "a mapping": "un bloc de clés",
    "nothing": "rien",
    "most": "au plus",
    "least": "au moins",
    "greater than": "supérieur à",
    "less than": "inférieur à",
    "greater than or equal to": "d’au moins",
    "less than or equal to": "d’au plus",
    "text or a list": "un texte ou une liste",
    "text or a mapping": "un texte ou un bloc de clés",
}
PLACE, WORD = r"(?P<place>[\w.\-\[\]]+|the file)", r"(?P<word>.*)"
MESSAGES: Sequence[tuple[str, str]] = (
    (rf"unknown key '{WORD}' in {PLACE}", "clé inconnue « {word} » dans {place}"),
    (rf"required key '{WORD}' is missing in {PLACE}", "il manque la clé « {word} » dans {place}"),
    (
        rf"{PLACE} must be one of (?P<rest>.+), not '{WORD}'",
        "{place} doit être l’un de {rest}, pas « {word} »",
    ),
    (
        rf"{PLACE} must be one of (?P<rest>.+), not (?P<kind>.+)",
        "{place} doit être l’un de {rest}, pas {kind}",
    ),
    (rf"{PLACE} must be (?P<kind>.+), not (?P<other_kind>.+)", "{place} doit être {kind}, pas {other_kind}"),
    (rf"'{WORD}' is no language", "« {word} » n’est pas une langue"),
    (rf"'{WORD}' is no id", "« {word} » n’est pas un identifiant"),
    (rf"'{WORD}' is no country's code", "« {word} » n’est le code d’aucun pays"),
    (rf"'{WORD}' is no country", "« {word} » n’est pas un pays"),
    (rf"'{WORD}' is no time zone", "« {word} » n’est pas un fuseau horaire"),
    (rf"'{WORD}' is no duration", "« {word} » n’est pas une durée"),
    (rf"'{WORD}' is not between 1s and 1d", "« {word} » n’est pas entre 1s et 1d"),
    (r"a duration must be text with a unit", "une durée est un texte avec une unité"),
    (r"a burst is so many times what is usual", "un pic se dit en multiples de l’habitude"),
    (r"this is no throttle", "ce n’est pas une limite de débit"),
    (r"this is no time of day", "ce n’est pas une heure du jour"),
    (r"these are no quiet hours", "ce ne sont pas des heures de silence"),
    (r"after and to need each other", "« after » et « to » vont ensemble"),
    (r"an example is empty", "un exemple est vide"),
    (rf"no guard is known for '{WORD}'", "aucune garde n’est connue pour « {word} »"),
    (r"this watch has no terms", "cette veille n’a pas de termes"),
    (rf"two watches have the id '{WORD}'", "deux veilles ont l’identifiant « {word} »"),
    (rf"there is no list '{WORD}'", "il n’y a pas de liste « {word} »"),
    (rf"there is no feed '{WORD}'", "il n’y a pas de source « {word} »"),
    (rf"there is no channel '{WORD}'", "il n’y a pas de canal « {word} »"),
    (rf"there is no field '{WORD}'", "il n’y a pas de champ « {word} »"),
    (
        rf"field '{WORD}' stands within field '(?P<rest>.*)'",
        "le champ « {word} » est dans le champ « {rest} »",
    ),
    (rf"list '{WORD}' holds itself", "la liste « {word} » se contient elle-même"),
    (
        rf"watch '{WORD}' can never fire: source '(?P<rest>.*)' is both wanted and excluded",
        "la veille « {word} » ne peut rien signaler : la source « {rest} » est voulue et exclue à la fois",
    ),
    (
        rf"watch '{WORD}' can never fire: nothing in it is a place in the text that could prove a match",
        "la veille « {word} » ne peut rien signaler : rien n’y désigne un endroit du texte qui fasse preuve",
    ),
    (
        rf"watch '{WORD}' can never fire: '(?P<rest>.*)' is wanted, and '(?P<other>.*)' in it is excluded",
        "« {word} » ne peut rien signaler : « {rest} » est voulu, et « {other} », qu’il contient, exclu",
    ),
    (
        r"this is no YAML: a character that no text file holds",
        "ce n’est pas du YAML : un signe qu’aucun texte ne contient",
    ),
    (rf"key '{WORD}' stands twice in {PLACE}", "la clé « {word} » est écrite deux fois dans {place}"),
    (
        rf"the text must have at (?P<kind>most|least) {WORD} characters?",
        "le texte doit avoir {kind} {word} signes",
    ),
    (
        rf"the number must be (?P<kind>(?:greater|less) than(?: or equal to)?) {WORD}",
        "le nombre doit être {kind} {word}",
    ),
    (r"a term needs a letter or a figure", "il faut à un terme une lettre ou un chiffre"),
    (rf"a term has (?P<rest>\d+) signs at most, not {WORD}", "un terme a {rest} signes au plus, pas {word}"),
    (
        r"a term is words, not a regular expression",
        "un terme est fait de mots, pas d’une expression régulière",
    ),
    (
        rf"'{WORD}' is one letter, which stands in every text",
        "« {word} » est une seule lettre, qui est partout",
    ),
    (r"a star stands at the end of a term only", "une étoile ne va qu’à la fin d’un terme"),
    (rf"a star needs {WORD}", "il faut plus de lettres avant une étoile"),
    (r"the query is empty", "la requête est vide"),
    (r"there is no watch here", "il n’y a pas de veille ici"),
    (r"write one watch at a time", "écrivez une veille à la fois"),
    (
        r"the file has mistakes of its own: see `beffroi config check`",
        "le fichier a ses propres erreurs : voir `beffroi config check`",
    ),
    (rf"the query has more than {WORD} signs", "la requête a plus de {word} signes"),
    (rf"parentheses are nested more than {WORD} deep", "plus de {word} parenthèses emboîtées"),
    (rf"expected how many words after {WORD}", "il faut dire combien de mots après {word}"),
    (rf"expected {A_TERM} between the parentheses", f"il faut {TERME} entre les parenthèses"),
    (rf"expected {A_TERM} here, not a dash alone", f"il faut {TERME} ici, pas un tiret seul"),
    (rf"expected {A_TERM} here, not {WORD}", f"il faut {TERME} ici, pas {{word}}"),
    (rf"expected {A_TERM} after (?P<rest>\S+), not {WORD}", f"il faut {TERME} après {{rest}}, pas {{word}}"),
    (rf"expected {A_TERM} after {WORD}", f"il faut {TERME} après {{word}}"),
    (rf"expected {A_TERM} here", f"il faut {TERME} ici"),
    (rf"expected a value after {WORD}", "il faut une valeur après {word}"),
    (
        rf"expected '\)' here: the parenthesis at character {WORD} is not closed",
        "il faut « ) » ici : la parenthèse du signe {word} n’est pas fermée",
    ),
    (r"no parenthesis is open that this one closes", "cette parenthèse n’en ferme aucune"),
    (r"this quote is not closed", "ce guillemet n’est pas fermé"),
    (r"expected the name of a list after '\$'", "il faut le nom d’une liste après « $ »"),
    (r"expected the name of a field before ':'", "il faut le nom d’un champ avant « : »"),
    (r"expected a phrase in quotes before '~'", "il faut une expression entre guillemets avant « ~ »"),
    (
        r"expected a term beside NEAR, or terms between OR in parentheses",
        "il faut un terme à côté de NEAR, ou des termes entre OR et parenthèses",
    ),
    (rf"'{WORD}' in small letters is a word, not an operator", "« {word} » en minuscules est un mot"),
)
HELPS: Sequence[tuple[str, str]] = (
    (rf"did you mean '{WORD}'\?", "vouliez-vous dire « {word} » ?"),
    (rf"choose among {WORD}", "à choisir parmi {word}"),
    (
        r"add a line 'any: …', 'all: …' or 'query: …'",
        "ajoutez une ligne « any: … », « all: … » ou « query: … »",
    ),
    (rf"add a line '{WORD}'", "ajoutez une ligne « {word} »"),
    (rf"line {WORD} has it already", "la ligne {word} l’a déjà"),
    (rf"it stands on line {WORD} already", "elle est déjà à la ligne {word}"),
    (r"put it in quotes", "mettez-le entre guillemets"),
    (r"put it in quotes, or write \[one, two\]", "mettez-le entre guillemets, ou écrivez [un, deux]"),
    (r"write \[one, two\], or one a line after '- '", "écrivez [un, deux], ou un par ligne après « - »"),
    (r"write true or false, without quotes", "écrivez true ou false, sans guillemets"),
    (r"write a number, without quotes", "écrivez un nombre, sans guillemets"),
    (r"write 'key: value' lines below it", "écrivez dessous des lignes « clé: valeur »"),
    (r"write one text here", "écrivez un seul texte ici"),
    (r"write a word, or take it away", "écrivez un mot, ou ôtez-le"),
    (r"name what is watched, not a sentence", "nommez ce qui est surveillé, pas une phrase"),
    (r"list the words; 'mot\*' stands for every ending", "donnez les mots ; « mot* » vaut pour toute fin"),
    (r"write a longer term", "écrivez un terme plus long"),
    (r"write 'mot\*', or the words", "écrivez « mot* », ou les mots"),
    (r"write a term", "écrivez un terme"),
    (r"write a sentence, or take it away", "écrivez une phrase, ou ôtez-le"),
    (r"write it as 5/1h: five messages an hour", "écrivez par exemple 5/1h : cinq messages par heure"),
    (
        r"write 30s, 15m, 2h, 1d or 1h30m; 1s at least, 1d at most",
        "écrivez 30s, 15m, 2h, 1d ou 1h30m ; de 1s à 1d",
    ),
    (r"write -term without a blank", "écrivez -terme sans espace"),
    (r"write its French name or its code, such as ML", "écrivez son nom en français ou son code, comme ML"),
    (
        r"write (?P<rest>\S+) for the operator, or quotes around the word",
        "{rest} est l’opérateur ; sinon, guillemets",
    ),
    (r"write (them|it) as (?P<rest>.*)", "écrivez par exemple {rest}"),
    (r"write (?P<rest>[A-Z]{2})", "écrivez {rest}"),
    (r"write context: \[…\] yourself", "écrivez vous-même context: […]"),
    (r"take one of the two away", "ôtez l’un des deux"),
    (r"take one away", "ôtez l’un des deux"),
    (r"take it away, or add '\('", "ôtez-la, ou ajoutez « ( »"),
    (r"add it, or take the other away", "ajoutez-la, ou ôtez l’autre"),
    (r"(list|add) it under '(?P<rest>.*)'", "à mettre sous « {rest} »"),
    (r"the query ends here", "la requête s’arrête là"),
    (r"an operator stands between two terms", "un opérateur est entre deux termes"),
    (r"expected another \" to the right", "il en faut un autre à droite"),
    (
        r"put a text with a colon in quotes: (?P<rest>.*)",
        "un texte à deux-points se met entre guillemets : {rest}",
    ),
    (r"split it into two watches", "faites-en deux veilles"),
    (r"move the rest out", "sortez le reste"),
    (r"indent with blanks, not with tabs", "mettez des espaces, pas de tabulations"),
    (r"delete it", "à supprimer"),
    (
        r"use letters without accents, figures, .*",
        "lettres sans accents, chiffres, « . », « _ » et « - », 100 au plus, sans signe en tête",
    ),
)
_PLACED = re.compile(r"(?P<place>watches\.[\w.]+|watches): (?P<rest>.*)", re.DOTALL)


def message(english: str) -> str | None:
    """Gives what is wrong in French; None where no sentence stands for it."""
    if placed := _PLACED.fullmatch(english):
        inner = _said(placed["rest"], MESSAGES)
        return f"{placed['place']} : {inner}" if inner else None
    return _said(english, MESSAGES)


def help_for(english: str) -> str | None:
    """Gives what to write instead in French; None where no sentence stands for it."""
    return _said(english, HELPS)


def _said(english: str, table: Sequence[tuple[str, str]]) -> str | None:
    for pattern, french in table:
        if found := re.fullmatch(pattern, english, re.DOTALL):
            words = found.groupdict()  # all but the kinds are what the user wrote
            for name in {"kind", "other_kind"} & words.keys():
                words[name] = KINDS.get(words[name], words[name])
            if words.get("place") == "the file":
                words["place"] = "le fichier"
            return french.format(**words)
    return None
