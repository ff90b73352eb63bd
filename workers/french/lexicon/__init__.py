"""What is known by name, and the words of defence, as data in YAML; README.md has its form."""

from workers.french.lexicon.entries import Lexicon as Lexicon
from workers.french.lexicon.entries import Name as Name
from workers.french.lexicon.entries import Term as Term
from workers.french.lexicon.found import automaton as automaton
from workers.french.lexicon.found import signs as signs
from workers.french.lexicon.reading import lexicon as lexicon
from workers.french.lexicon.reading import of_files as of_files
from workers.french.lexicon.written import written as written
from workers.french.lexicon.yaml_entries import Mistake as Mistake
