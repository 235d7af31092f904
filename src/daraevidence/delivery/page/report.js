"use strict";
const $ = (query) => document.querySelector(query);
const items = [...document.querySelectorAll(".item")];
const chunks = [...document.querySelectorAll(".c")];
const starts = chunks.map((chunk) => Number(chunk.dataset.start));
const spans = items.map((item) => item.dataset.spans.split(";").filter(Boolean).map((span) => span.split(",").map(Number)));
const sha = document.documentElement.dataset.sha256;
const store = "daraevidence " + sha;
const boxes = new Map();
for (const box of document.querySelectorAll(".b")) boxes.set(box.dataset.span, [...(boxes.get(box.dataset.span) || []), box]);
let lit = [];
let at = -1;
let decisions = {};
try { decisions = JSON.parse(localStorage.getItem(store)) || {}; } catch { /* a browser that keeps nothing for files */ }

// The last of the sorted numbers that is not above the wanted one.
function last(sorted, wanted) {
  let low = 0, high = sorted.length;
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] <= wanted) low = middle + 1; else high = middle; }
  return low - 1;
}

function point(offset, end) {
  const number = Math.max(0, last(starts, end ? offset - 1 : offset));
  const walker = document.createTreeWalker(chunks[number], NodeFilter.SHOW_TEXT);
  let left = offset - starts[number], node;
  while ((node = walker.nextNode())) {
    if (left < node.length || (end && left === node.length)) return [node, left, chunks[number]];
    left -= node.length;
  }
  return null;
}

function show(index, scroll) {
  const ranges = [];
  let first = null;
  chunks.forEach((chunk) => chunk.classList.remove("here"));
  for (const [start, end] of spans[index]) {
    const from = point(start, false), to = point(end, true);
    if (!from || !to) continue;
    const range = new Range();
    range.setStart(from[0], from[1]);
    range.setEnd(to[0], to[1]);
    ranges.push(range);
    first = first || [range, from];
    if (!window.CSS || !CSS.highlights) from[2].classList.add("here");
  }
  if (window.CSS && CSS.highlights) CSS.highlights.set("shown", new Highlight(...ranges));
  if (first && scroll && document.body.dataset.view !== "pages") {
    first[1][2].scrollIntoView({ block: "nearest" });
    const around = document.body.dataset.view === "both" ? $("#text") : $("main");
    const box = first[0].getBoundingClientRect(), frame = around.getBoundingClientRect();
    around.scrollBy(0, box.top - frame.top - frame.height / 3);
  }
  document.documentElement.dataset.shown = ranges.map(String).join("|");
  const boxed = spans[index].flatMap((span) => boxes.get(span.join()) || []);
  lit.forEach((box) => box.classList.remove("on"));
  lit = boxed;
  lit.forEach((box) => box.classList.add("on"));
  if (scroll && lit.length && document.body.dataset.view !== "text") lit[0].scrollIntoView({ block: "center" });
}

function go(index, scroll = true) {
  if (index < 0) return;
  if (at >= 0) { items[at].classList.remove("at"); items[at].tabIndex = -1; }
  at = index;
  items[at].classList.add("at");
  items[at].tabIndex = 0;
  items[at].focus({ preventScroll: true });
  items[at].scrollIntoView({ block: "nearest" });
  show(at, scroll);
}

function step(by) {
  let next = at + by;
  while (next >= 0 && next < items.length && items[next].hidden) next += by;
  if (next >= 0 && next < items.length) go(next);
}

function tell(item) {
  const made = decisions[item.dataset.id];
  item.classList.toggle("accepted", Boolean(made && made.decision === "accept"));
  item.classList.toggle("rejected", Boolean(made && made.decision === "reject"));
  const words = { accept: "accepted", reject: "rejected" };
  item.querySelector(".decision").textContent = made ? [words[made.decision], made.note && "note: " + made.note].filter(Boolean).join("; ") : "";
}

function decide(change) {
  if (at < 0) return;
  const id = items[at].dataset.id, made = { ...decisions[id], ...change };
  if (change.decision && decisions[id] && decisions[id].decision === change.decision) delete made.decision;
  if (made.decision || made.note) decisions[id] = made; else delete decisions[id];
  try { localStorage.setItem(store, JSON.stringify(decisions)); } catch { /* kept until the page is closed */ }
  tell(items[at]);
  count();
}

function note() {
  if (at < 0) return;
  const box = $("#note");
  box.hidden = false;
  $("#note textarea").value = (decisions[items[at].dataset.id] || {}).note || "";
  $("#note textarea").focus();
}

function count() {
  const shown = items.filter((item) => !item.hidden).length, made = Object.keys(decisions).length;
  $("#count").textContent = `${shown} of ${items.length} shown; ${made} decided`;
}

function filter() {
  const kind = $("#kind").value, severity = $("#severity").value, study = $("#study").value, words = $("#search").value.toLowerCase();
  for (const item of items) {
    item.hidden = Boolean((kind && item.dataset.kind !== kind) || (severity && item.dataset.severity !== severity) ||
      (study && item.dataset.study !== study) || (words && !item.textContent.toLowerCase().includes(words)));
  }
  count();
}

function save() {
  const review = { sha256: sha, schema_version: document.documentElement.dataset.schema, decisions };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 1)], { type: "application/json" }));
  link.download = "review.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

$("aside").addEventListener("click", (event) => {
  const item = event.target.closest(".item");
  if (item) go(items.indexOf(item));
});
$("aside").addEventListener("mouseover", (event) => {
  const item = event.target.closest(".item");
  if (item) show(items.indexOf(item), false);
});
$("main").addEventListener("click", (event) => {
  const mark = event.target.closest("[data-at]");
  if (!mark) return;
  const place = Number(mark.dataset.at), size = ([start, end]) => end - start;
  let best = -1, least = Infinity;
  spans.forEach((places, index) => {
    if (items[index].hidden) return;
    for (const span of places) if (span[0] <= place && place < span[1] && size(span) < least) { best = index; least = size(span); }
  });
  go(best, false);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    if (event.key === "Escape" && event.target.tagName === "TEXTAREA") { $("#note").hidden = true; go(at, false); }
    return;
  }
  const keys = { j: () => step(1), k: () => step(-1), a: () => decide({ decision: "accept" }), r: () => decide({ decision: "reject" }),
    n: note, "/": () => $("#search").focus() };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
$("#view")?.addEventListener("input", (event) => {
  document.body.dataset.view = event.target.value;
  if (at >= 0) show(at, true);
});
$("#filters").addEventListener("submit", (event) => event.preventDefault());
$("#filters").addEventListener("input", filter);
$("#save").addEventListener("click", save);
$("#keep").addEventListener("click", () => { decide({ note: $("#note textarea").value.trim() }); $("#note").hidden = true; go(at, false); });
items.forEach(tell);
count();
