"""What people do. Each act is one entry, which says what it has seen of its subject: read the log, check, add."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seller_sla.operations.chain import Entry, Facts, OperationsFault
from seller_sla.operations.records import KINDS, Book, Version
from seller_sla.operations.store import Store

SCOPES = ("policy_id", "seller_id", "marketplace", "carrier", "order_id")
EXTEND = "extend_due"


@dataclass
class Desk:
    """Where one person acts. `seen`: the last entry about the subject that the person knows; None: whatever is there now."""

    store: Store
    actor: str
    seen: int | None = None

    def __post_init__(self) -> None:
        self.book = Book(self.store.entries())

    def decide(self, recommendation_id: str, decision: str, step: str | None, reason: str) -> Entry:
        """Approve, reject or change a recommendation. One who decides otherwise must have seen the earlier decision."""
        if (decision == "change") != bool(step):
            raise OperationsFault(
                "A change names the step that is taken instead: give it with --step."
                if decision == "change"
                else f"--step is what a change takes instead, so {decision} has none: leave it out."
            )
        facts = {"recommendation_id": recommendation_id, "decision": decision, "step": step, "reason": reason}
        return self._add("decided", facts, about_recommendation(recommendation_id), unseen=0)

    def appeal(self, recommendation_id: str, seller_id: str, reason: str) -> Entry:
        """A seller appeals."""
        self._refuse_second_appeal(recommendation_id)
        facts = {"recommendation_id": recommendation_id, "seller_id": seller_id, "reason": reason}
        return self._add("appeal_opened", facts, about_recommendation(recommendation_id))

    def answer_appeal(self, appeal_id: str, outcome: str, answer: str) -> Entry:
        """Close an appeal."""
        appeal = self._still("appeals", appeal_id, "closed_at", "answered")
        facts = {"appeal_id": appeal_id, "outcome": outcome, "answer": answer}
        return self._add("appeal_closed", facts, appeal.entry.subject)

    def exempt(
        self, scope: Facts, first: date, end: date | None, effect: str, extend_seconds: int | None, reason: str
    ) -> Entry:
        """Grant an exemption for what is in all scopes."""
        if (effect == EXTEND) != bool(extend_seconds):
            raise OperationsFault(
                "The effect extend_due needs the hours to extend by, --hours, and no other effect has any."
            )
        if end and end <= first:
            raise OperationsFault(
                f"The exemption would end on {end}, before its first day {first}: give a later --until."
            )
        facts = {name: scope.get(name) for name in SCOPES}
        facts |= {"valid_from": str(first), "valid_until": str(end) if end else None, "reason": reason}
        facts |= {"effect": effect, "extend_seconds": extend_seconds}
        return self._add("exemption_granted", facts)

    def revoke(self, exemption_id: str, reason: str) -> Entry:
        """Take an exemption back."""
        exemption = self._still("exemptions", exemption_id, "revoked_at", "revoked")
        return self._add(
            "exemption_revoked", {"exemption_id": exemption_id, "revoked_reason": reason}, exemption.entry.subject
        )

    def open_plan(self, seller_id: str, policy_id: str, starts: date, ends: date, target_ppm: int) -> Entry:
        """Open an improvement plan."""
        if ends <= starts:
            raise OperationsFault(f"The plan would end on {ends}, before its first day {starts}: give a later --ends.")
        facts = {"seller_id": seller_id, "policy_id": policy_id, "starts_on": str(starts), "ends_on": str(ends)}
        return self._add("plan_opened", {**facts, "target_rate": target_ppm})

    def accept_plan(self, plan_id: str) -> Entry:
        """Accept a plan."""
        self._still("plans", plan_id, "accepted_at", "accepted")
        return self._of_plan("plan_accepted", plan_id, {"plan_id": plan_id})

    def close_plan(self, plan_id: str) -> Entry:
        """Close a plan."""
        return self._of_plan("plan_closed", plan_id, {"plan_id": plan_id})

    def add_action(self, plan_id: str, kind: str, cause: str, action: str, due: date) -> Entry:
        """Add an action to a plan."""
        facts = {"plan_id": plan_id, "kind": kind, "cause": cause, "action": action, "due_on": str(due)}
        return self._of_plan("action_added", plan_id, facts)

    def finish_action(self, action_id: str) -> Entry:
        """Say that an action is done."""
        action = self._still("plan_actions", action_id, "done_at", "done")
        return self._add("action_done", {"action_id": action_id}, action.entry.subject)

    def draft_policy(self, columns: Facts) -> Entry:
        """Keep a draft of a policy and its limit."""
        return self._add("policy_drafted", columns)

    def _add(self, kind: str, facts: Facts, subject: str = "", unseen: int | None = None) -> Entry:
        """Add an entry about a subject, or about the record that it makes. `unseen`: what one who does not say has seen."""
        known = next(seen for seen in (self.seen, unseen, self.book.last(subject)) if seen is not None)
        return self.store.add(
            kind, lambda sequence: subject or f"{KINDS[kind].noun}-{sequence}", facts, self.actor, known
        )

    def _of_plan(self, kind: str, plan_id: str, facts: Facts) -> Entry:
        self._still("plans", plan_id, "closed_at", "closed")
        return self._add(kind, facts, plan_id)

    def _still(self, table: str, key: str, ended: str, how: str) -> Version:
        """A record that has not come to this end."""
        version = self.book.find(table, key)
        if version.record.get(ended):
            since = f"{version.record[ended]:%Y-%m-%d %H:%M:%S}"
            raise OperationsFault(f"{key} is {how} already, since {since} UTC, so nothing was written.")
        return version

    def _refuse_second_appeal(self, recommendation_id: str) -> None:
        for version in self.book.tables["appeals"].values():
            if version.record["recommendation_id"] == recommendation_id and not version.record.get("closed_at"):
                raise OperationsFault(f"An appeal is open already, so nothing was written:\n{version.entry}")


def about_recommendation(recommendation_id: str) -> str:
    """The subject of decisions and appeals alike: who decides must have seen the appeal."""
    return f"recommendation/{recommendation_id}"


def in_ppm(percent: Decimal) -> int:
    """Per cent as parts per million."""
    return int(percent * 10_000)
