"""From a text to the watches that it sets off, each with the spans that prove it."""

from workers.stages.match.contradictions import why_never as why_never
from workers.stages.match.expressions import as_term as as_term
from workers.stages.match.expressions import expression as expression
from workers.stages.match.expressions import terms_of as terms_of
from workers.stages.match.scene import Known as Known
from workers.stages.match.show import shown as shown
from workers.stages.match.terms import about_capitals as about_capitals
from workers.stages.match.terms import written_forms as written_forms
from workers.stages.match.version import version as version
from workers.stages.match.watcher import Watcher as Watcher
