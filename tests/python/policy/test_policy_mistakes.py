"""A mistake in the policy seeds stops the build with a sentence, before anything is judged by it."""

from pathlib import Path

from projects import Project


def edit(project: Project, seed: str, old: str, new: str) -> Path:
    """Change one place of a seed as a person would."""
    path = project.root / "seeds" / seed
    text = path.read_text()
    assert text.count(old) >= 1, f"{seed} holds no {old!r}"
    path.write_text(text.replace(old, new, 1))
    return path


def test_a_limit_of_150_percent_stops_the_build_and_leaves_the_marts(demo_project: Project, tmp_path: Path) -> None:
    project = demo_project.copy_to(tmp_path / "project")
    edit(project, "policy/sla_thresholds.csv", "bad_rate,at_most,1.5,", "bad_rate,at_most,150,")
    edit(project, "policy/sla_policies.csv", "started,warehouse_1_business_day,", "started,sundial,")
    published = project.published.read_bytes()

    ended = project.dbt("build", "-s", "sla_thresholds", "sla_policies", "int_policy_mistakes+")

    assert ended.returncode == 1
    assert "The limit of mall_cancellation_rate is a rate and must lie between 0 and 100." in ended.stdout
    assert (
        'Policy mall_order_confirmation version 1 names the clock "sundial", which is not in sla_clocks.'
        in ended.stdout
    )
    assert "SKIP" in ended.stdout, "what is judged by policies is skipped"
    assert project.published.read_bytes() == published
