"""What the published marts say of one seller's breaches, causes, plans and next steps."""

from dataclasses import dataclass
from types import SimpleNamespace as Row

from seller_sla.reading import Fetch
from seller_sla.scores import SCORES

# Of every policy the window that decides; other windows than that are on the scorecard.
DECIDING = (
    f"select * from ({SCORES}) as s where is_deciding and seller_id = $seller_id order by program_order, sort_order"
)
EPISODE = """
    select * from fct_sla_breach_episodes
    where seller_id = $seller_id and policy_id = $policy_id and is_open
    order by first_date desc limit 1
"""
DRIVERS = """
    select * from fct_breach_drivers where episode_id = $episode_id
    order by driver_no nulls last, dimension, dimension_value
"""
RETURNS = """
    select reason_code, cast(sum(returned_line_count) as bigint) as returned_line_count
    from fct_return_investigations where episode_id = $episode_id
    group by reason_code order by returned_line_count desc, reason_code limit 3
"""
STEPS = """
    select * from fct_enforcement_recommendations
    where seller_id = $seller_id and policy_id = $policy_id and status in ('open', 'on_hold', 'approved', 'changed')
    order by opened_on desc, recommendation_id
"""
PLANS = """
    select * from fct_improvement_plans where seller_id = $seller_id and policy_id = $policy_id
    order by starts_on desc, plan_id
"""
PLAN_ACTIONS = "select * from fct_improvement_plan_actions where plan_id = $plan_id order by due_on, action_id"


@dataclass(frozen=True)
class Plan:
    """A plan and its actions."""

    row: Row
    actions: list[Row]


@dataclass(frozen=True)
class Breach:
    """One policy: the score of its deciding window and all that is known about why it is so and what is done about it.

    There is no episode while the days of the breach are not settled, and for limits that days do not tell.
    """

    score: Row
    episode: Row | None
    drivers: list[Row]
    returns: list[Row]
    steps: list[Row]
    plans: list[Plan]


@dataclass(frozen=True)
class Case:
    """One seller as of a moment, with the policies that a plan is about: those out of limits, and those with a plan."""

    seller: Row
    as_of: Row
    policies: list[str]
    breaches: list[Breach]


def case(fetch: Fetch, seller_id: str, policy_id: str | None) -> Case:
    """Read everything. A policy that is asked for is in it whatever its status."""
    sellers = fetch("select seller_id, seller_name from dim_sellers where seller_id = $seller_id", seller_id=seller_id)
    if not sellers:
        raise LookupError(f"There is no seller {seller_id} in what was published last: look the id up in dim_sellers.")
    scores = fetch(DECIDING, seller_id=seller_id)
    known = [score.policy_id for score in scores if score.policy_id]
    if policy_id and policy_id not in known:
        judged = f"it is judged by {', '.join(known)}" if known else "it is judged by none"
        raise LookupError(f"The seller {seller_id} is not judged by the policy {policy_id}: {judged}.")
    found = [_breach(fetch, score) for score in scores if score.policy_id and (policy_id in (None, score.policy_id))]
    wanted = [breach for breach in found if policy_id or breach.score.status == "breach" or breach.plans]
    return Case(sellers[0], fetch("select as_of_at from publish_manifest")[0], known, wanted)


def _breach(fetch: Fetch, score: Row) -> Breach:
    keys = {"seller_id": score.seller_id, "policy_id": score.policy_id}
    episode = next(iter(fetch(EPISODE, **keys)), None)
    of_episode = {"episode_id": episode.episode_id} if episode else None
    plans = [Plan(row, fetch(PLAN_ACTIONS, plan_id=row.plan_id)) for row in fetch(PLANS, **keys)]
    return Breach(
        score,
        episode,
        fetch(DRIVERS, **of_episode) if of_episode else [],
        fetch(RETURNS, **of_episode) if of_episode else [],
        fetch(STEPS, **keys),
        plans,
    )
