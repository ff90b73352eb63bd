"""The one-line form of a watch, in the Boolean syntax of press databases."""

from workers.watchlist.query.mistake import QueryMistake as QueryMistake
from workers.watchlist.query.parse import parse as parse
