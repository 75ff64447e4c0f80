"""How a platform is called wherever its price is shown: by its usual name, and whose price it is when it has none of
its own."""

from bot.assessment.catalogue import Knowledge
from bot.planning.phrases import Phrases

CONTAINERS = "aws-fargate"  # id in prices.toml


def platform_label(platform: str | None, knowledge: Knowledge, words: Phrases) -> str:
    """ "Spin en Fargate", "Cloudflare Workers"; "" for none."""
    if platform is None:
        return ""
    composed = words.within("composed")
    known = knowledge.targets.get(platform)
    if known and known.price == CONTAINERS:
        return composed.say("financial.on_fargate", name=known.name)
    return known.name if known else composed.first(f"name.{platform}") or platform
