"""Where the system would run as Wasm.

| what was said                                   | target             |
|-------------------------------------------------|--------------------|
| a target that takes one of the system's languages | that one          |
| other people's code inside the product          | Wasmtime, embedded |
| it runs on Cloudflare Workers                   | the same           |
| it runs on Kubernetes                           | SpinKube           |
| anything else                                   | Spin               |

The default hosts have the Component Model, which composing two languages in one process needs; the edge is an
alternative beside them, since what is built for Spin runs on Akamai's edge unchanged. An alternative whose
memory limit is under the memory in use is not offered; Lambda's allotment is no measure of use, since CPU is
bought with it.
"""

from bot.assessment.case import GB_SECOND_BILLED, KUBERNETES, PLUGIN_SIGNS
from bot.assessment.catalogue import Host, Knowledge, Toolchain
from bot.assessment.shapes import Target
from bot.assessment.statements import measured
from bot.core.brief import Brief, Component, Metric, SignalKind


def choose(brief: Brief, components: tuple[Component, ...], known: Knowledge) -> Host:
    """The target that the rules are asked about."""
    wanted = _wanted(brief, components, known)
    if wanted is not None:
        return wanted
    if any(brief.has(kind, *values) for kind, values in PLUGIN_SIGNS):
        return known.hosts["wasmtime-embed"]
    here = next((each for each in known.hosts.values() if already_at(each, brief)), None)
    if here is not None and takes_any(here, components, known):
        return here
    if brief.has(SignalKind.PLATFORM, *KUBERNETES):
        return known.hosts["spinkube"]
    return known.hosts["spin"]


def alternatives(
    chosen: Host, brief: Brief, components: tuple[Component, ...], known: Knowledge
) -> tuple[Target, ...]:
    """Other places worth a look, the one nearest to the objective first: at most three."""
    hosts = [known.hosts[each] for each in chosen.alternatives]
    fitting = [each for each in hosts if _roomy(each, brief) and takes_any(each, components, known)]
    to_edge = brief.has(SignalKind.GOAL, "edge", "ai-inference")
    ordered = sorted(fitting, key=lambda each: to_edge and not each.target.edge)
    return tuple(each.target for each in ordered)


def already_at(host: Host, brief: Brief) -> bool:
    """Whether the system runs on this host today, so that only its code could change, not its place."""
    return brief.has(SignalKind.PLATFORM, host.target.id)


def takes(host: Host, language: str | None, known: Knowledge) -> bool:
    """Whether a host runs a language, as far as is known; a language that nobody named is given the benefit."""
    if language is None or language not in known.languages:
        return True
    if host.languages is not None:
        return language in host.languages
    return known.languages[language].toolchain is not Toolchain.NONE


def takes_any(host: Host, components: tuple[Component, ...], known: Knowledge) -> bool:
    """Whether at least one part could run there."""
    return not components or any(takes(host, each.language, known) for each in components)


def allotted(brief: Brief) -> bool:
    """Whether the memory figure is Lambda's allotment, not what is used."""
    return brief.has(SignalKind.PLATFORM, *GB_SECOND_BILLED)


def _wanted(brief: Brief, components: tuple[Component, ...], known: Knowledge) -> Host | None:
    said = [each.value for each in brief.signals(SignalKind.TARGET) if not each.negated]
    for value in reversed(said):
        for host in known.hosts.values():
            if value in host.signals and takes_any(host, components, known):
                return host
    return None


def _roomy(host: Host, brief: Brief) -> bool:
    used = measured(brief, Metric.MEMORY_MB)
    limit = host.target.memory_mb
    return used is None or limit is None or allotted(brief) or used[0] <= limit
