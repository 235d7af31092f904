"""The report page in a real browser: marks, links both ways, keys, filters, review, contrast; and that it fetches nothing."""

import json
import shutil
from pathlib import Path

import pytest

from daraevidence import apply_review, extract, extract_text

sync = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if BROWSER is None:
    pytest.skip("needs Chromium", allow_module_level=True)

SEED = Path(__file__).resolve().parents[2] / "seeds" / "many_tables.txt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
HOSTILE = (
    "SUMMARY\n\n<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> In 40 patients "
    "the median PFS was 5.1 months (95% CI, 4.2-6.6).</main><a href='javascript:alert(1)'>\U0001f600\r\n"
    "Of 16 patients, 5 (73%) had a response.\n"
)

#: Elements whose text has too little contrast with what is behind it (WCAG 2 AA), controls, pictures and regions without a name,
#: ids that stand twice, headings that leave out a level, and parts that scroll and cannot be reached by keyboard.
CHECK = """() => {
  const luminance = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (el) => { for (; el; el = el.parentElement) { const c = rgb(getComputedStyle(el).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = [];
  for (const el of document.querySelectorAll("body *")) {
    const own = [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !el.checkVisibility() || el.tagName === "SCRIPT") continue;
    const [a, b] = [luminance(rgb(getComputedStyle(el).color).slice(0, 3)), luminance(behind(el))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(el.tagName + "." + el.className);
  }
  for (const el of document.querySelectorAll("select, input, textarea, button"))
    if (!(el.labels && el.labels.length) && !el.textContent.trim()) bad.push("no label: " + el.id);
  for (const el of document.querySelectorAll("img")) if (!el.alt.trim()) bad.push("no alternative: " + el.src.slice(0, 40));
  for (const el of document.querySelectorAll("[role=region], main, aside"))
    if (!el.getAttribute("aria-label")) bad.push("no name: " + el.tagName);
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) bad.push("twice: " + id);
  let level = 0;
  for (const el of document.querySelectorAll("h1, h2, h3, h4")) {
    if (Number(el.tagName[1]) > level + 1) bad.push("leaves out a level: " + el.textContent);
    level = Number(el.tagName[1]);
  }
  for (const el of document.querySelectorAll("body *")) {
    const scrolls = /auto|scroll/.test(getComputedStyle(el).overflowY) && el.scrollHeight > el.clientHeight + 1;
    const reached = el.matches("textarea, [tabindex='0']") || el.querySelector("a[href], button, input, select, [tabindex='0']");
    if (scrolls && el.checkVisibility() && !reached) bad.push("cannot be scrolled by keys: " + el.tagName + "#" + el.id);
  }
  if (document.querySelectorAll("main").length !== 1 || document.querySelectorAll("h1").length !== 1) bad.push("main, h1");
  return [...new Set(bad)];
}"""


@pytest.fixture(scope="module")
def browser():
    with sync.sync_playwright() as play:
        made = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def open_report(browser, tmp_path):
    """A page with the report of an extraction, and all that it said or fetched."""
    contexts = []

    def call(extraction, **how):
        path = extraction.report(tmp_path / "report.html")
        contexts.append(browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True, **how))
        page = contexts[-1].new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        return page, said

    yield call
    for context in contexts:
        context.close()


def shown(page):
    return page.evaluate("document.documentElement.dataset.shown").split("|")


def test_a_record_leads_to_its_characters_and_back(open_report):
    ex = extract(SEED)
    page, said = open_report(ex)
    for record in (*ex.endpoints[:5], *ex.adverse_events[:5], *ex.cohorts[:3]):
        page.click(f'[data-id="{record.id}"] h2')
        quotes = {ex.text[place.span.start : place.span.end] for places in record.evidence.values() for place in places}
        assert set(shown(page)) == quotes
    finding = next(finding for finding in ex.findings if finding.spans)
    page.hover(f'[data-id="{finding.id}"] h2')
    assert set(shown(page)) == {ex.text[start:end] for start, end, _ in finding.spans}
    target = next(record for record in ex.endpoints if "value" in record.evidence)
    start = target.evidence["value"][0].span.start
    page.click(f'main [data-at="{start}"]')
    at = page.get_attribute(".item.at", "data-id")
    spans = page.get_attribute(".item.at", "data-spans").split(";")
    assert at
    assert any(int(span.split(",")[0]) <= start < int(span.split(",")[1]) for span in spans)
    assert said == []


def test_characters_beyond_the_first_plane_are_counted_as_the_browser_does(open_report):
    ex = extract_text("\U0001f600" * 5 + " In 40 patients the median PFS was 5.1 months (95% CI, 4.2-6.6).\n")
    page, _ = open_report(ex)
    (record,) = [record for record in ex.endpoints if record.value == 5.1]
    page.click(f'[data-id="{record.id}"] h2')
    assert {"5.1", "4.2", "6.6"} <= set(shown(page))


def test_keys_decide_and_the_review_comes_back(open_report):
    ex = extract(SEED)
    page, said = open_report(ex)
    order = page.eval_on_selector_all(".item", "items => items.map((item) => item.dataset.id)")
    for key in ("j", "j", "r", "j", "a", "k", "j", "n"):
        page.keyboard.press(key)
    page.keyboard.type("looks right")
    page.click("#keep")
    assert "2 decided" in page.text_content("#count")
    with page.expect_download() as download:
        page.click("#save")
    review = json.loads(Path(download.value.path()).read_bytes())
    assert review["decisions"] == {order[1]: {"decision": "reject"}, order[2]: {"decision": "accept", "note": "looks right"}}
    reviewed = apply_review(ex, review)
    assert len(reviewed.findings) == len(ex.findings) - 1
    page.reload()
    assert "2 decided" in page.text_content("#count")
    assert said == []


def test_filters_and_search_leave_what_was_asked_for(open_report):
    ex = extract(SEED)
    page, _ = open_report(ex)
    page.select_option("#kind", "findings")
    page.select_option("#severity", "error")
    errors = [finding for finding in ex.findings if finding.severity == "error"]
    assert page.text_content("#count").startswith(f"{len(errors)} of ")
    page.select_option("#kind", "")
    page.select_option("#severity", "")
    page.fill("#search", "fatigue")
    assert page.locator(".item:visible").count() > 0
    assert all("fatigue" in text.lower() for text in page.locator(".item:visible").all_text_contents())
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(open_report, scheme):
    page, said = open_report(extract(SEED), color_scheme=scheme)
    page.keyboard.press("j")
    assert page.evaluate(CHECK) == []
    assert page.get_attribute("html", "lang") == "en"
    assert said == []


def test_the_check_sees_what_cannot_be_read(browser):
    page = browser.new_page()
    page.set_content(
        "<h1>a</h1><h3>b</h3><main aria-label='x'><p style='color:#aaa'>pale</p><img src='data:,'><input id='i'><i id='i'></i>"
        "<div id='long' style='height:20px;overflow:auto'><p>one</p><p>two</p></div></main>"
    )
    found = page.evaluate(CHECK)
    page.close()
    told = ["P.", "no label: i", "no alternative: data:,", "twice: i", "leaves out a level: b"]
    assert found == [*told, "cannot be scrolled by keys: DIV#long"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The seed printed as a PDF, and read."""
    pytest.importorskip("reportlab", reason="reportlab prints the PDF of this test")
    from printed_documents import Printed

    path = tmp_path_factory.mktemp("printed") / "monograph.pdf"
    path.write_bytes(Printed(extract(SEED).document, 1, "ruled").bytes())
    return extract(path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["pages", "text", "both"])
def test_the_pages_of_a_pdf_can_be_read(open_report, printed, view, scheme):
    page, said = open_report(printed, color_scheme=scheme)
    page.select_option("#view", view)
    page.locator("main").focus()
    page.keyboard.press("j")
    assert page.evaluate(CHECK) == []
    assert page.locator("#sheets").is_visible() == (view != "text")
    assert page.locator("#text").is_visible() == (view != "pages")
    assert [one for one in said if not one.startswith("data:")] == []


def test_a_record_lights_its_boxes_and_a_box_leads_to_its_record(open_report, printed):
    page, said = open_report(printed)
    record = next(record for record in printed.endpoints if record.measure == "median" and "ci_low" in record.evidence)
    page.click(f'[data-id="{record.id}"] h2')
    lit = {tuple(map(int, span.split(","))) for span in page.eval_on_selector_all(".b.on", "bs => bs.map((b) => b.dataset.span)")}
    assert lit == {place.span[:2] for places in record.evidence.values() for place in places}
    start, end, _ = record.evidence["ci_low"][0].span
    box = page.locator(f'.b[data-span="{start},{end}"]')
    box.scroll_into_view_if_needed()
    frame, sheet = box.bounding_box(), page.locator(".sheet", has=box).bounding_box()
    assert sheet["x"] < frame["x"] < frame["x"] + frame["width"] < sheet["x"] + sheet["width"]
    assert sheet["y"] < frame["y"] < frame["y"] + frame["height"] < sheet["y"] + sheet["height"]
    page.keyboard.press("j")
    assert page.get_attribute(".item.at", "data-id") != record.id
    box.click()
    spans = page.get_attribute(".item.at", "data-spans").split(";")
    assert f"{start},{end}" in spans
    assert [one for one in said if not one.startswith("data:")] == []


def test_a_hostile_document_is_only_text(open_report):
    ex = extract_text(HOSTILE)
    page, said = open_report(ex)
    assert page.text_content("main").replace("\n", "") == ex.text.replace("\n", "")
    assert page.title() != "owned"
    assert page.locator("main img, main a, main script").count() == 0
    assert said == []


def test_a_large_text_stays_usable(open_report):
    text = (SEED.read_text(encoding="utf-8") + "\n") * 20
    page, said = open_report(extract_text(text))
    page.keyboard.press("j")
    assert shown(page) != [""]
    assert said == []
