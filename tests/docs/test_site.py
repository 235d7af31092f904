"""The site of the docs is built without a warning, and its links lead somewhere."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    for name in ("mkdocs", "material", "mkdocstrings", "mkdocs_jupyter"):
        pytest.importorskip(name, reason=f"needs {name}: pip install daraevidence[docs]")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=quiet)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_every_link_leads_to_a_page_and_a_place_of_the_site(site):
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    places = {name: set(re.findall(r'\bid="?([^\s">]+)', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for link in re.findall(r'<(?:a|img)\b[^>]*?\b(?:href|src)="([^"]+)"', text):
            path, _, place = unquote(unescape(link)).partition("#")
            if re.match(r"[a-z]+:|//", path) or name == "404.html":
                continue
            target = (site / name).parent.joinpath(path).resolve() if path else site / name
            known = places.get(target.relative_to(site).as_posix()) if target.is_relative_to(site) else None
            if not target.exists() or (place and known is not None and place not in known):
                broken.append((name, link))
    assert broken == []


def test_every_public_name_has_its_entry(site):
    import daraevidence

    api = (site / "reference" / "api.html").read_text(encoding="utf-8")
    own_page = {"EXTRACTORS", "errors", "plots", "schemas", "__version__"}
    assert [name for name in daraevidence.__all__ if name not in own_page and f'id="daraevidence.{name}"' not in api] == []
