"""The must-fail canary: a unit test with a wrong expectation fails, also where only a timestamp or a boolean is wrong."""

import pytest

from projects import Project

CANARY = """\
unit_tests:
  - name: canary
    model: int_order_parcels
    given:
      - input: ref('int_known__shipments')
        rows:
          - {{shipment_id: a, order_id: A, tracking_number: "1", carrier_delivered_at: "2026-01-07 10:00:00"}}
    expect:
      rows:
        - {{order_id: A, number_count: {number_count}, carrier_delivered_at: "{delivered}"}}
"""
RIGHT = {"number_count": 1, "delivered": "2026-01-07 10:00:00"}


@pytest.mark.parametrize("wrong", [{"number_count": 2}, {"delivered": "2026-01-07 10:00:01"}, {}])
def test_a_wrong_expectation_fails(
    demo_project: Project, tmp_path_factory: pytest.TempPathFactory, wrong: dict
) -> None:
    project = demo_project.copy_to(tmp_path_factory.mktemp("canary") / "project")
    (project.root / "models" / "canary.yml").write_text(CANARY.format(**RIGHT | wrong))

    ended = project.dbt("test", "-s", "canary")

    assert ("FAIL=1" in ended.stdout or "ERROR=1" in ended.stdout) == bool(wrong), ended.stdout
    assert ended.returncode == (1 if wrong else 0)
