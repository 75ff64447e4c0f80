"""What a team has told us about its system.

A brief holds one entry per topic. An entry is what people said (or a file showed), together with
what the lexicon read in it: signals (a technology, a symptom, a habit of the code) and quantities
(a number with its unit). The text stays beside the reading, so nothing that was said is lost when
the reading is poor, and the assessment can always quote where a value came from.
"""

from bot.core.brief.answers import Answer, Assumed, FoundIn, Known, Origin, Said, Unknown
from bot.core.brief.brief import Brief, Component, Conflict, Entry
from bot.core.brief.readings import Meaning, Metric, Quantity, Signal, SignalKind, Topic

__all__ = [
    "Answer",
    "Assumed",
    "Brief",
    "Component",
    "Conflict",
    "Entry",
    "FoundIn",
    "Known",
    "Meaning",
    "Metric",
    "Origin",
    "Quantity",
    "Said",
    "Signal",
    "SignalKind",
    "Topic",
    "Unknown",
]
