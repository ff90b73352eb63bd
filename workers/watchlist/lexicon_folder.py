"""The desk's own lexicon: a folder of YAML files, named by `lexicon:` in feeds.yaml."""

from dataclasses import replace
from pathlib import Path

from workers.french.lexicon import Lexicon, of_files
from workers.watchlist.listing import Watchlist
from workers.watchlist.mistakes import BadWatchlist, Mistake
from workers.watchlist.source import read


def with_lexicon(listed: Watchlist, config: Path) -> Watchlist:
    """Gives the watchlist with the lexicon of its folder; raises BadWatchlist with all the folder's mistakes.

    The folder is named from where feeds.yaml is.
    """
    if not listed.lexicon_folder:
        return listed
    lexicon, mistakes = read_folder(config.parent / listed.lexicon_folder)
    if mistakes:
        raise BadWatchlist(mistakes, rest=listed)
    return replace(listed, lexicon=lexicon)


def read_folder(folder: Path) -> tuple[Lexicon, list[Mistake]]:
    """Gives the lexicon in a folder's .yaml files, and what is wrong in them; each right entry is in it."""
    if not folder.is_dir():
        help = "make it, or mend `lexicon:` in feeds.yaml"
        return Lexicon((), ()), [_mistake(str(folder), 1, "no-such-folder", "there is no such folder", help)]
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            texts[str(file)] = read(file).text
        except BadWatchlist as error:
            mistakes += error.mistakes
    lexicon = of_files(texts)
    mistakes += (_mistake(one.file, one.line, "bad-lexicon", one.message) for one in lexicon.mistakes)
    return lexicon, mistakes


def _mistake(file: str, line: int, code: str, message: str, help: str = "") -> Mistake:
    return Mistake(file=file, line=line, column=1, code=code, message=message, help=help)
