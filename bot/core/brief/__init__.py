"""What a team has told us about its system.

A brief holds one entry per topic. An entry is what people said (or a file showed), together with
what the lexicon read in it: signals (a technology, a symptom, a habit of the code) and quantities
(a number with its unit). The text stays beside the reading, so nothing that was said is lost when
the reading is poor, and the assessment can always quote where a value came from.
"""

from bot.core.brief.answers import Answer, Assumed, Known, Origin, Said, Unknown
from bot.core.brief.brief import Brief, Conflict, Entry
from bot.core.brief.manifests import Component, Covered, Gap, Manifests, Requirement
from bot.core.brief.readings import FoundIn, Meaning, Metric, Quantity, Signal, SignalKind, Topic

__all__ = [
    "Answer",
    "Assumed",
    "Brief",
    "Component",
    "Conflict",
    "Covered",
    "Entry",
    "FoundIn",
    "Gap",
    "Known",
    "Manifests",
    "Meaning",
    "Metric",
    "Origin",
    "Quantity",
    "Requirement",
    "Said",
    "Signal",
    "SignalKind",
    "Topic",
    "Unknown",
]
