"""The plan of the house, held by tests: who may import whom, and where each tool lives."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = settings.BASE_DIR
MAY_IMPORT = {
    "boards": set(),
    "schemes": {"boards"},
    "metrics": {"schemes", "boards"},
    "finance": {"schemes", "boards"},
    "reports": {"finance", "metrics", "schemes", "boards"},
    "bcf_reporting": {"reports", "finance", "metrics", "schemes", "boards"},
}
HOMES = {
    "weasyprint": ["reports/board_paper/"],
    "pikepdf": ["reports/board_paper/"],
    "openpyxl": ["reports/workbook/"],
    "xlsxwriter": ["reports/workbook/"],
    "pandas": ["reports/workbook/", "finance/reconciliation.py"],
}
FILES = sorted(path for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py"))
DOMAIN = [path for path in FILES if path.relative_to(ROOT).parts[0] != "bcf_reporting"]
CODE = [path for path in FILES if "migrations" not in path.parts]


def named(path):
    return str(path.relative_to(ROOT))


def imports(path):
    """The top-level packages that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_point_down(path):
    app = path.relative_to(ROOT).parts[0]

    assert set(imports(path)) & MAY_IMPORT.keys() <= MAY_IMPORT[app] | {app}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_tool_has_one_home(path):
    away = [
        tool
        for tool in set(imports(path)) & HOMES.keys()
        if not named(path).startswith(tuple(HOMES[tool]))
    ]

    assert away == []


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_function_imports_nothing(path):
    functions = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)]
    inside = [
        f"{function.name}:{node.lineno}"
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not is_heavy(node)
    ]

    assert inside == []


def is_heavy(node):
    """What costs too much to load in a process that does not use it."""
    module = getattr(node, "module", None) or node.names[0].name
    return module in {"pandas", "reports.board_paper.render"}


def action_modules():
    """The modules of writes: actions.py of an app, or those of its folder actions/."""
    found = [path for path in CODE if "actions" in (path.stem, path.parent.name)]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]
    return [import_module(name) for name in names if not name.endswith("__init__")]


def public_functions(module):
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.parametrize("module", action_modules(), ids=lambda module: module.__name__)
def test_every_action_is_keyword_only_and_says_by_whom_and_when(module):
    functions = public_functions(module)

    assert functions
    for function in functions:
        parameters = inspect.signature(function).parameters
        assert {"by", "at"} <= parameters.keys(), function
        assert {p.kind for p in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}, function


MODELS = [model for model in apps.get_models() if model._meta.app_label in MAY_IMPORT]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_key_to_a_lower_floor_can_not_be_followed_upwards(model):
    for field in model._meta.get_fields():
        is_key = isinstance(field, models.ForeignKey) and not field.auto_created
        if is_key and field.related_model._meta.app_label != model._meta.app_label:
            assert field.remote_field.hidden, field


@pytest.mark.check(36, 38)
@pytest.mark.parametrize("path", DOMAIN, ids=named)
def test_domain_code_uses_no_floats_and_no_clock_of_the_machine(path):
    found = re.findall(r"\bfloat\(|date\.today\(|datetime\.now\(|utcnow\(", path.read_text())

    assert found == []


def test_every_variable_of_the_environment_is_explained():
    read = set()
    for path in (ROOT / "bcf_reporting").glob("*.py"):
        read |= set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", path.read_text()))
        read |= set(re.findall(r"required\(\"([A-Z_]+)\"", path.read_text()))
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert len(read) >= 7
    assert read == explained


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_no_inline_script_or_style_and_marks_nothing_safe(path):
    text = path.read_text()
    printed = "board_paper" in named(path)

    assert not re.search(r"\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "autoescape off" not in text
    assert printed or ("|safe" not in text and "<style" not in text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_includes_no_template_of_a_higher_floor(path):
    floors = ["components", "account", "boards", "schemes", "metrics", "finance", "reports"]
    included = re.findall(r"{% (?:include|extends) \"(\w+)/", path.read_text())
    own = named(path).split("/")[1]
    if own in floors:
        assert all(floors.index(other) <= floors.index(own) for other in included)


def test_the_top_level_holds_what_was_agreed():
    agreed = {
        "manage.py", "bcf_reporting", "boards", "schemes", "metrics", "finance", "reports",
        "templates", "static", "fixtures", "tests", "docs", "benchmarks", "requirements",
        "pyproject.toml",
        "package.json", "package-lock.json", "README.md", "CHANGELOG.md", "Makefile",
        ".env.example", ".ci", ".gitignore", ".npmrc",
    }  # fmt: skip
    ignored = {".git", ".venv", "build", "data", "node_modules", ".env"} | {
        path.name for path in ROOT.iterdir() if "cache" in path.name or path.name == ".hypothesis"
    }

    assert {path.name for path in Path(ROOT).iterdir()} - ignored == agreed
