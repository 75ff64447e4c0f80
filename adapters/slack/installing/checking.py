"""The doctor's rows on Slack: what was asked is decided here, worded in cli.toml.

Which events are subscribed no token of ours can read. What can be seen is whether any has come; where none has, the row
says where to look.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.slack.installing.asking import Standing, app_standing, bot_standing
from adapters.slack.installing.identity import installations_of
from adapters.slack.installing.scopes import EVENTS, OPTIONAL, SCOPES, missing
from adapters.slack.installing.vault import Unreadable
from bot.hosting.findings import Finding
from bot.settings.slack import Http, ManyWorkspaces, OneWorkspace, SlackSettings, Socket

UNASKED = frozenset({"ratelimited", "unreachable"})
KNOWN = UNASKED | {
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "token_expired",
    "token_revoked",
    "unreadable",
}

Heard = Callable[[str], Awaitable[bool | None]]


async def checked(settings: SlackSettings, home: Path, heard: Heard) -> tuple[Finding, ...]:
    """All rows. `heard` says whether anything was ever heard of a workspace, None when that cannot be known for now."""
    standings = await standings_of(settings, home)
    rows = [*tokens(standings), *scopes(standings)]
    match settings.mode:
        case Socket(app_token):
            rows.append(connection(await app_standing(app_token.get_secret_value(), settings.api_url)))
        case Http():
            rows.append(Finding("slack_reach", "warn", "slack_reach_unknown"))
    well = [each.workspace for each in standings if not each.trouble]
    return (*rows, events(tuple([await heard(each) for each in well]))) if well else tuple(rows)


async def standings_of(settings: SlackSettings, home: Path) -> tuple[Standing, ...]:
    """Each workspace's token, as Slack sees it."""
    match settings.identity:
        case OneWorkspace(bot_token):
            return (await bot_standing(bot_token.get_secret_value(), settings.api_url),)
        case ManyWorkspaces() as many:
            return tuple([await standing_of(each, many, home, settings) for each in installed(many, home)])


def installed(many: ManyWorkspaces, home: Path) -> tuple[str, ...]:
    """The workspaces that installed the app; a look makes no file."""
    rows = installations_of(many, home)
    return rows.workspaces() if rows.path.exists() else ()


async def standing_of(workspace: str, many: ManyWorkspaces, home: Path, settings: SlackSettings) -> Standing:
    """One of many."""
    try:
        found = installations_of(many, home).find(workspace)
    except Unreadable:
        return Standing(team=workspace, trouble="unreadable")
    stands = await bot_standing(found.token if found else "", settings.api_url)
    return stands if not stands.trouble else Standing(team=workspace, trouble=stands.trouble)


def tokens(standings: tuple[Standing, ...]) -> tuple[Finding, ...]:
    """Which tokens serve."""
    if not standings:
        return (Finding("slack", "warn", "slack_nobody"),)
    ill = tuple(
        ailing("slack", "slack_bad" if each.team else "slack_bad_one", each)
        for each in standings
        if each.trouble
    )
    well = [each for each in standings if not each.trouble]
    if not well:
        return ill
    teams = ", ".join(each.team for each in well)
    return (Finding("slack", "ok", "slack_ok", {"bot": well[0].bot, "teams": teams}), *ill)


def ailing(what: str, key: str, standing: Standing) -> Finding:
    """A token that does not serve, or that Slack could not be asked about."""
    trouble = standing.trouble
    values = {"team": standing.team, "code": trouble}
    known = trouble if trouble in KNOWN else "other"
    return Finding(what, "fail", "slack_unasked" if trouble in UNASKED else key, values, known)


def scopes(standings: tuple[Standing, ...]) -> tuple[Finding, ...]:
    """What the tokens may do."""
    well = [each for each in standings if not each.trouble]
    lacking = tuple(
        Finding(
            "slack_scopes",
            "warn" if OPTIONAL.issuperset(lacks) else "fail",
            "slack_scopes_missing",
            {"team": each.team, "scopes": ", ".join(lacks)},
        )
        for each in well
        if each.scopes is not None and (lacks := missing(each.scopes))
    )
    if lacking or not well:
        return lacking
    if any(each.scopes is None for each in well):
        return (Finding("slack_scopes", "warn", "slack_scopes_untold"),)
    return (Finding("slack_scopes", "ok", "slack_scopes_ok", {"count": str(len(SCOPES))}),)


def connection(standing: Standing) -> Finding:
    """Socket Mode's app token."""
    if standing.trouble:
        return ailing("slack_socket", "slack_socket_bad", standing)
    return Finding("slack_socket", "ok", "slack_socket_ok")


def events(heard: tuple[bool | None, ...]) -> Finding:
    """Whether events come."""
    if any(heard):
        return Finding("slack_events", "ok", "slack_events_ok")
    if None in heard:
        return Finding("slack_events", "warn", "slack_events_unseen", {"events": ", ".join(EVENTS)})
    return Finding("slack_events", "warn", "slack_events_none", {"events": ", ".join(EVENTS)})
