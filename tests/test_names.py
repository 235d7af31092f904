"""A name at the top of a module is given once: what is given twice hides its first meaning from the functions above."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "daraevidence"


def names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        overload = any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)
        return [] if overload else [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_name_twice(path: Path) -> None:
    given = [name for node in ast.parse(path.read_text(encoding="utf-8")).body for name in names(node)]
    assert sorted({name for name in given if given.count(name) > 1}) == []
