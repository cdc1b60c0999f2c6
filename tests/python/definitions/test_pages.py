"""docs/programs is what the seeds say, whole and without holes."""

import re

import duckdb
import pytest

from projects import ROOT, Project
from seller_sla.definitions.files import write
from seller_sla.definitions.pages import MARK, plain

FOLDER = ROOT / "docs" / "programs"


@pytest.fixture(scope="module")
def made(demo_project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the seeds as they are now."""
    folder = tmp_path_factory.mktemp("programs")
    return {page.name: page.read_text() for page in write(demo_project.published, folder)}


def test_the_committed_pages_are_what_the_seeds_say(made):
    committed = {page.name: page.read_text() for page in FOLDER.glob("*")}
    differing = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert not differing, (
        f"docs/programs does not say what seeds/policy says: {', '.join(differing)}. "
        "Run `make build` and `seller-sla definitions --to docs/programs`, and commit the pages."
    )


def test_every_program_and_metric_has_its_place(made, demo_project):
    with demo_project.connection() as connection:
        programs = connection.execute("select program, title from marts.dim_sla_programs").fetchall()
        metrics = connection.execute(
            """select distinct p.program, m.title from marts.dim_sla_policies as p
            join marts.dim_sla_metrics as m using (metric_code)"""
        ).fetchall()
    assert made.keys() == {"README.md", *(f"{program}.md" for program, _ in programs)}
    for program, title in programs:
        assert f"[{plain(title)}]({program}.md)" in made["README.md"]
    for program, title in metrics:
        assert f"\n## {plain(title)}\n" in made[f"{program}.md"]


def test_no_page_has_a_hole(made):
    for name, text in made.items():
        assert not re.search(r"None|\bnan\b|  \n|\.\.(?!/)|[{}]|\n\n\n", text), name
        for line in text.splitlines():
            assert not line.startswith("|") or line.endswith("|"), (name, line)


def test_old_and_new_limits_stand_side_by_side(made):
    assert "|  | Until 31 December 2020 | Since 1 January 2021 |" in made["mall.md"]
    assert "at most 3% | Cancelled orders, of all orders judged: at most 1.5% |" in made["mall.md"]


def test_a_page_of_a_program_that_is_gone_is_removed_and_a_page_of_another_hand_stays(demo_project, tmp_path):
    (tmp_path / "gone.md").write_text(f"{MARK}\n\n# Gone\n")
    (tmp_path / "mine.md").write_text("# Mine\n")
    write(demo_project.published, tmp_path)
    assert not (tmp_path / "gone.md").exists()
    assert (tmp_path / "mine.md").read_text() == "# Mine\n"


def test_signs_that_markdown_reads_stay_signs():
    assert plain("a | b *c* _d_ <e> [f](g) `h` ~i~.") == r"a \| b \*c\* \_d\_ \<e\> \[f\](g) \`h\` \~i\~"


def test_the_command_writes_them_and_says_how_many(demo_project, tmp_path):
    ended = demo_project.seller_sla("definitions", "--to", str(tmp_path / "pages"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == f"{len(list((tmp_path / 'pages').iterdir()))} pages in {tmp_path / 'pages'}\n"


def test_without_a_build_it_says_what_to_do(project):
    ended = project.seller_sla("definitions", "--to", "pages")
    assert ended.returncode == 1
    assert "Nothing is published at" in ended.stderr
    assert "run `make build` first" in ended.stderr


def test_a_file_of_another_version_says_what_to_do(demo_project, tmp_path):
    project = demo_project.copy_to(tmp_path / "project")
    project.published.chmod(0o644)
    with duckdb.connect(project.published) as connection:
        connection.execute("drop table dim_sla_limits")
    ended = project.seller_sla("definitions", "--to", "pages")
    assert ended.returncode == 1
    assert "was made by another version of the project: run `make build` first." in ended.stderr
    assert not (project.root / "pages").exists()
