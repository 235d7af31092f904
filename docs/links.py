"""A hook of mkdocs: the notebook's links to pages, which lead to files elsewhere, lead to pages of the site."""

from __future__ import annotations

import re
from typing import Any


def on_page_content(html: str, *, page: Any, **_: Any) -> str:
    """The content of a page, with links to ``.md`` files as links to their pages where mkdocs does not make them so."""
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    return re.sub(r'href="(?![a-z]+:|/)([^"#]+)\.md(#[^"]*)?"', r'href="\1.html\2"', html)
