"""PDFs made for tests: pages of text, columns, tables, printed with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
SERIF, BOLD = "Times-Roman", "Times-Bold"


def wide_font(bold: bool = False) -> str:
    """A font with signs such as ≥ (the standard ones have Latin letters only)."""
    name = "VeraBd" if bold else "Vera"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return name


class Sheet:
    """A PDF in the making; ``top`` runs down from the top of the page."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, **options: object) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(width, height), invariant=1, **options)
        self.height = height

    def text(self, x: float, top: float, text: str, size: float = 10, font: str = SERIF) -> float:
        """Print one line; where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - top, text)
        return x + pdfmetrics.stringWidth(text, font, size)

    def pieces(self, x: float, top: float, pieces: Sequence[tuple[str, int]], size: float = 10, font: str = SERIF) -> float:
        """Print a line of pieces: 0 on the line, 1 raised, -1 lowered."""
        for text, raised in pieces:
            own = size * 0.6 if raised else size
            x = self.text(x, top - raised * size * 0.35, text, own, font)
        return x

    def lines(
        self, x: float, top: float, lines: Sequence[str], size: float = 10, font: str = SERIF, leading: float = 1.2
    ) -> float:
        """Print lines below each other; where the next would stand."""
        for line in lines:
            self.text(x, top, line, size, font)
            top += leading * size
        return top

    def wrapped(self, x: float, top: float, text: str, width: float, size: float = 10, font: str = SERIF) -> float:
        """Print a paragraph broken to a width; where the next line would stand."""
        return self.lines(x, top, broken(text, width, size, font), size, font)

    def rule(self, x0: float, top: float, x1: float, bottom: float, weight: float = 0.5) -> None:
        """Draw a line."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)

    def picture(self, x: float, top: float, width: float, height: float) -> None:
        """Print a grey picture."""
        from PIL import Image

        self.canvas.drawImage(ImageReader(Image.new("L", (8, 8), 128)), x, self.height - top - height, width, height)

    def page(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The whole file."""
        self.canvas.save()
        return self.file.getvalue()


def broken(text: str, width: float, size: float = 10, font: str = SERIF) -> list[str]:
    """A paragraph in lines of a width."""
    lines: list[str] = []
    for word in text.split():
        if lines and pdfmetrics.stringWidth(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
