"use strict";
const run = JSON.parse(document.getElementById("data").textContent);
const byTask = new Map(run.rows.map((row) => [row.task, row]));
const span = Math.max(1, run.to - run.from);
const $ = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function duration(nanos) {
  if (nanos < 1e5) return `${Math.round(nanos / 1e3)} µs`;
  if (nanos < 9.95e6) return `${(nanos / 1e6).toFixed(1)} ms`;
  if (nanos < 9.9995e9) return `${Math.round(nanos / 1e6)} ms`;
  return `${(nanos / 1e9).toFixed(1)} s`;
}

const nameOf = (task) => byTask.get(task)?.name ?? `task ${task}`;
const isOnPath = (row) => row.segments.some((segment) => segment.critical);
const percent = (nanos) => `${((100 * nanos) / span).toFixed(4)}%`;

// --- head ---

document.title = run.name;
$("name").textContent = run.name;
const ended = (ending) => run.rows.filter((row) => row.ending === ending).length;
$("facts").textContent = [
  `took ${duration(run.to - run.from)}`,
  `one after the other ${duration(run.leafNanos)}`,
  `peak in flight ${run.peak}`,
  `${run.rows.length} tasks`,
  ...["failed", "timed out", "cancelled", "running"].filter(ended).map((ending) => `${ended(ending)} ${ending}`),
].join(" · ");
$("warnings").textContent = [
  run.dropped ? `${run.dropped} events dropped` : "",
  run.whole ? "" : "the beginning of this run is missing",
  run.cutShort ? "the file breaks off in the middle of a line" : "",
].filter(Boolean).join(" · ");

const told = run.shares.filter((share) => share.share >= 0.005).slice(0, 5);
for (const share of told) {
  const link = element("button", { type: "button", textContent: share.name, onclick: () => go(share.task) });
  const part = element("b", { textContent: `${Math.round(100 * share.share)} %` });
  $("shares").append(element("li", {}, part, link, ` ${share.words}, ${duration(share.nanos)}`));
}
if (run.shares.length > told.length) {
  const rest = run.shares.slice(told.length).reduce((sum, share) => sum + share.share, 0);
  const left = run.shares.length - told.length;
  const text = told.length ? `${left} shorter: ${Math.round(100 * rest)} %` : `${left} pieces, none of them as much as 1 %.`;
  $("shares").after(element("p", { className: "rest", textContent: text }));
}
if (!run.shares.length) {
  $("shares").replaceWith(element("p", { textContent: run.whole ? "Nothing did." : "Nobody can tell." }));
}

// --- the part of the run that is seen ---

const view = { zoom: 1, pan: 0 }; // how much larger than the whole, and which part of the run is left of it
const from = () => run.from + view.pan * span;
const width = () => span / view.zoom;

function look(zoom, pan) {
  view.zoom = Math.min(Math.max(zoom, 1), Math.max(1, span / 1e3));
  view.pan = Math.min(Math.max(pan, 0), 1 - 1 / view.zoom);
  $("rows").style.setProperty("--zoom", view.zoom);
  $("rows").style.setProperty("--pan", view.pan);
  $("whole").disabled = $("out").disabled = view.zoom === 1;
  drawAxis();
}

function zoom(by, at = middle()) {
  const before = (at - run.from) / span;
  const zoomed = Math.max(1, view.zoom * by);
  look(zoomed, before - ((before - view.pan) * view.zoom) / zoomed);
}

/** What zooming keeps in its place: the chosen task, where that is seen. */
function middle() {
  const entry = selected?.entry;
  const centre = entry ? (Math.max(entry.from, from()) + Math.min(entry.to, from() + width())) / 2 : NaN;
  return centre >= from() && centre <= from() + width() ? centre : from() + width() / 2;
}

function lookAt(begin, end) {
  const room = Math.max((end - begin) * 0.1, 1);
  look(span / (end - begin + 2 * room), (begin - room - run.from) / span);
}

/** Moves, without another zoom, until this is seen. */
function reveal(begin, end) {
  if (begin < from() || end > from() + width()) look(view.zoom, ((begin + end) / 2 - width() / 2 - run.from) / span);
}

// --- axis ---

function step(most) {
  const rough = width() / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= rough);
}

function drawAxis() {
  const axis = $("axis");
  axis.replaceChildren();
  const pixels = axis.clientWidth || 800;
  const size = step(Math.max(2, Math.floor(pixels / 90)));
  for (let at = Math.ceil(from() / size) * size; at <= from() + width(); at += size) {
    const left = (at - from()) / width();
    const tick = element("span", { textContent: `${+(at / 1e6).toPrecision(8)} ms` });
    tick.className = left * pixels > pixels - 60 ? "end" : "";
    tick.style.left = `${left * 100}%`;
    axis.append(tick);
  }
}
addEventListener("resize", drawAxis);

/** Drawing over the axis zooms to what was drawn over. */
let drag = null;
const timeAt = (event) => from() + width() * Math.min(1, Math.max(0, (event.clientX - $("axis").getBoundingClientRect().left) / $("axis").clientWidth));
$("axis").onpointerdown = (event) => {
  drag = { from: timeAt(event), mark: element("i", { className: "drag" }) };
  $("axis").append(drag.mark);
  $("axis").setPointerCapture(event.pointerId);
};
$("axis").onpointermove = (event) => {
  if (!drag) return;
  const [begin, end] = [drag.from, timeAt(event)].sort((a, b) => a - b);
  drag.mark.style.left = `${(100 * (begin - from())) / width()}%`;
  drag.mark.style.width = `${(100 * (end - begin)) / width()}%`;
};
$("axis").onpointerup = (event) => {
  const [begin, end] = [drag.from, timeAt(event)].sort((a, b) => a - b);
  drag.mark.remove();
  drag = null;
  if (end - begin > width() / 100) look(span / (end - begin), (begin - run.from) / span);
};
$("axis").ondblclick = () => look(1, 0);

// --- bars ---

function place(bar, begin, end) {
  bar.style.left = percent(begin - run.from);
  bar.style.width = percent(end - begin);
  return bar;
}

function describe(segment) {
  const on = segment.on.map(nameOf).join(", ");
  const by = segment.releasedBy ? ", ended by " + nameOf(segment.releasedBy) : "";
  return segment.words + (on ? ` (${on})` : "") + by;
}

function track(...bars) {
  return element("div", { className: "track" }, element("div", { className: "bars" }, ...bars));
}

function barsOf(row) {
  const bars = row.segments.map((segment) => {
    const bar = element("i", { className: segment.kind + (segment.critical ? " critical" : "") });
    bar.title = `${describe(segment)}: ${duration(segment.to - segment.from)}`;
    return place(bar, segment.from, segment.to);
  });
  if (row.cancelAsked !== undefined && row.cancelAsked < row.ended && row.started < row.ended) {
    bars.push(place(element("i", { className: "lag", title: "told to stop" }), Math.max(row.cancelAsked, row.created), row.ended));
  }
  return bars;
}

// --- lines: tasks, and folds of many elements of one list ---

const FOLDED_FROM = 21;
const MOST_LINES = 2000;
const NUMBER = /\[?\d+\]?$/;
/** The name without its number, if it ends with one: map[…], item … */
const stemOf = (row) => (NUMBER.test(row.name) ? row.name.replace(NUMBER, (number) => (number[0] === "[" ? "[…]" : "…")) : null);

/** The lines for some of the rows; elements at the depth that is open are not folded again. */
function lines(begin, end, open = -1) {
  const found = [];
  for (let at = begin; at < end; ) {
    const depth = run.rows[at].depth;
    const fold = depth === open ? null : foldAt(at, end, depth);
    found.push(fold ?? { row: run.rows[at], from: run.rows[at].created, to: run.rows[at].ended });
    at = fold ? fold.end : at + 1;
  }
  return found;
}

/** Siblings that differ by their number only, with all that is below them. */
function foldAt(begin, end, depth) {
  const stem = stemOf(run.rows[begin]);
  if (!stem) return null;
  let at = begin;
  const rows = [];
  for (; at < end && run.rows[at].depth >= depth; at++) {
    const row = run.rows[at];
    if (row.depth > depth) continue;
    if (stemOf(row) !== stem) break;
    rows.push(row);
  }
  if (rows.length < FOLDED_FROM) return null;
  const first = Math.min(...rows.map((row) => row.created));
  const last = Math.max(...rows.map((row) => row.ended));
  return { rows, stem, depth, begin, end: at, from: first, to: last };
}

const SIGNS = { ok: "", failed: "✗ ", "timed out": "! ", cancelled: "⊘ ", running: "… " };
const drawn = new Map();

function lineOf(entry) {
  const made = entry.rows ? foldLine(entry) : taskLine(entry.row);
  made.entry = entry;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.onfocus = () => select(made);
  made.onmouseenter = () => { if (!pinned) show(entry); };
  made.onmouseleave = () => { if (!pinned) hide(); };
  return made;
}

function gridLine(name, depth, bars, time, sign) {
  const label = element("div", { className: "label", textContent: name, title: name });
  label.style.paddingLeft = `${0.4 + Math.min(depth, 12) * 0.9}rem`;
  return element("div", { className: "row", tabIndex: -1 }, label, track(...bars), element("div", { className: "time", textContent: sign + time }));
}

function taskLine(row) {
  const took = duration(row.ended - row.started);
  const made = gridLine(row.name, row.depth, barsOf(row), took, SIGNS[row.ending]);
  made.classList.toggle("on-path", isOnPath(row));
  made.classList.toggle("bad", row.ending === "failed" || row.ending === "timed out");
  made.setAttribute("aria-label", `${row.name}, ${row.ending}, ${took}${isOnPath(row) ? ", on the critical path" : ""}`);
  drawn.set(row.task, made);
  return made;
}

/** One bar for all, and on it what was on the critical path, or below it. */
function foldLine(fold) {
  const below = run.rows.slice(fold.begin, fold.end);
  const critical = joined(below.flatMap((row) => row.segments.filter((segment) => segment.critical)));
  const bars = [
    place(element("i", { className: "many", title: `${fold.rows.length} tasks` }), fold.from, fold.to),
    ...critical.map((piece) => place(element("i", { className: "running critical", title: "critical path" }), piece.from, piece.to)),
  ];
  const bad = fold.rows.filter((row) => row.ending !== "ok").length;
  const name = `${fold.stem} × ${fold.rows.length}`;
  const made = gridLine(name, fold.depth, bars, duration(fold.to - fold.from), bad ? "✗ " : "");
  made.classList.add("fold");
  made.classList.toggle("on-path", critical.length > 0);
  made.classList.toggle("bad", bad > 0);
  made.setAttribute("aria-expanded", "false");
  made.setAttribute("aria-label", `${fold.rows.length} tasks ${fold.stem}, ${bad} not ok, ${duration(fold.to - fold.from)}; Enter shows them`);
  made.onclick = () => toggle(made);
  return made;
}

/** Pieces that touch or overlap are one. */
function joined(pieces) {
  const found = [];
  for (const piece of pieces.sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && piece.from <= last.to + span / 2000) last.to = Math.max(last.to, piece.to);
    else found.push({ from: piece.from, to: piece.to });
  }
  return found;
}

/** As many lines as there is room for, and what is left out. */
function draw(entries) {
  const room = Math.max(0, MOST_LINES - $("rows").childElementCount);
  const made = entries.slice(0, room).map(lineOf);
  if (entries.length > room) {
    made.push(element("p", { className: "rest", textContent: `${entries.length - room} more are not drawn: a page shows ${MOST_LINES} lines.` }));
  }
  return made;
}

function toggle(line) {
  const fold = line.entry;
  if (!fold?.rows) return;
  const open = line.getAttribute("aria-expanded") === "true";
  if (open) {
    fold.drawn.filter((made) => made.getAttribute("aria-expanded") === "true").forEach(toggle);
    fold.drawn.forEach((made) => made.remove());
    run.rows.slice(fold.begin, fold.end).forEach((row) => drawn.delete(row.task));
  } else {
    fold.drawn = draw(lines(fold.begin, fold.end, fold.depth));
    line.after(...fold.drawn);
  }
  line.setAttribute("aria-expanded", String(!open));
}

$("rows").append(...draw(lines(0, run.rows.length)));

// --- details ---

let selected = null;
let pinned = false;
if ($("rows").firstElementChild) $("rows").firstElementChild.tabIndex = 0;
look(1, 0);

function link(task) {
  return byTask.has(task) ? element("button", { type: "button", textContent: nameOf(task), onclick: () => go(task) }) : nameOf(task);
}

function segmentLine(segment) {
  const what = element("td", {}, segment.words);
  segment.on.forEach((task, i) => what.append(i ? ", " : ": ", link(task)));
  if (segment.releasedBy) what.append("; ended by ", link(segment.releasedBy));
  const cells = [segment.from - run.from, segment.to - segment.from].map((nanos) => element("td", { className: "n", textContent: duration(nanos) }));
  return element("tr", { className: segment.critical ? "critical" : "" }, ...cells, what);
}

const MOST_SEGMENTS = 100;
function taskDetails(row) {
  const facts = [row.ending, `${duration(row.ended - row.started)}`];
  if (row.started > row.created) facts.push(`queued ${duration(row.started - row.created)}`);
  if (row.cancelAsked !== undefined) facts.push(`told to stop ${duration(Math.max(0, row.ended - row.cancelAsked))} before its end`);
  if (row.site) facts.push(row.site);
  const parts = [element("h3", { textContent: row.name }), element("p", { textContent: facts.join(" · ") })];
  if (row.error) parts.push(element("p", { textContent: row.error + (row.message ? `: ${row.message}` : "") }));
  parts.push(element("table", {}, element("tbody", {}, ...row.segments.slice(0, MOST_SEGMENTS).map(segmentLine))));
  return parts;
}

function foldDetails(fold) {
  const took = fold.rows.map((row) => row.ended - row.started).sort((a, b) => a - b);
  const endings = ["ok", "failed", "timed out", "cancelled", "running"];
  const counts = endings.map((ending) => [fold.rows.filter((row) => row.ending === ending).length, ending]).filter(([count]) => count);
  const spread = `each took ${duration(took[0])} to ${duration(took.at(-1))}, half of them ${duration(took[took.length >> 1])} or less`;
  return [
    element("h3", { textContent: `${fold.stem} × ${fold.rows.length}` }),
    element("p", { textContent: counts.map(([count, ending]) => `${count} ${ending}`).join(" · ") }),
    element("p", { textContent: spread }),
    element("p", {}, element("button", { type: "button", textContent: "show or fold them", onclick: () => toggle(selected) })),
  ];
}

function show(entry) {
  $("details").replaceChildren(...(entry.rows ? foldDetails(entry) : taskDetails(entry.row)));
  $("details").hidden = false;
  const segments = entry.rows ? [] : entry.row.segments;
  const linked = new Set(segments.flatMap((segment) => [segment.releasedBy, ...segment.on]));
  drawn.forEach((made, task) => made.classList.toggle("linked", linked.has(task)));
}

function hide() {
  pinned = false;
  $("details").hidden = true;
  drawn.forEach((made) => made.classList.remove("linked"));
}

function select(line) {
  document.querySelectorAll("#rows [tabindex='0']").forEach((other) => { other.tabIndex = -1; });
  selected?.setAttribute("aria-selected", "false");
  selected = line;
  line.tabIndex = 0;
  line.setAttribute("aria-selected", "true");
  pinned = true;
  show(line.entry);
}

/** Goes to a task, and opens the folds that it is in. */
function go(task) {
  const index = run.rows.findIndex((row) => row.task === task);
  for (let fold = closedAround(index); fold; fold = closedAround(index)) toggle(fold);
  const line = drawn.get(task);
  if (line) {
    if ($("only").checked && !line.classList.contains("on-path")) $("only").click();
    line.focus();
    line.scrollIntoView({ block: "nearest" });
  } else if (index >= 0) {
    show({ row: run.rows[index] });
  }
}

function closedAround(index) {
  return [...$("rows").querySelectorAll(".fold[aria-expanded='false']")].find(({ entry }) => entry.begin <= index && index < entry.end);
}

// --- the critical path, piece by piece ---

const pieces = run.rows
  .flatMap((row) => row.segments.filter((segment) => segment.critical).map((segment) => ({ row, segment })))
  .sort((a, b) => a.segment.from - b.segment.from);
let piece = -1;

function walk(by) {
  if (!pieces.length) return;
  piece = Math.min(Math.max(piece + by, 0), pieces.length - 1);
  const { row, segment } = pieces[piece];
  go(row.task);
  reveal(segment.from, segment.to);
  document.querySelectorAll(".now").forEach((bar) => bar.classList.remove("now"));
  const at = row.segments.indexOf(segment);
  drawn.get(row.task)?.querySelectorAll(".bars > i")[at]?.classList.add("now");
  $("piece").textContent = `${piece + 1} of ${pieces.length} on the critical path: ${row.name} ${segment.words}, ${duration(segment.to - segment.from)}`;
}

// --- keys ---

const isSeen = (line) => line.entry && !($("only").checked && !line.classList.contains("on-path"));

function move(by) {
  let line = selected ?? $("rows").firstElementChild;
  do line = by > 0 ? line?.nextElementSibling : line?.previousElementSibling;
  while (line && !isSeen(line));
  line?.focus();
}

function edge(found) {
  found.find(isSeen)?.focus();
}

$("only").onchange = (event) => $("rows").classList.toggle("only-critical", event.target.checked);
$("in").onclick = () => zoom(2);
$("out").onclick = () => zoom(0.5);
$("whole").onclick = () => look(1, 0);
const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  ArrowLeft: () => look(view.zoom, view.pan - 0.2 / view.zoom),
  ArrowRight: () => look(view.zoom, view.pan + 0.2 / view.zoom),
  Home: () => edge([...$("rows").children]),
  End: () => edge([...$("rows").children].reverse()),
  Enter: () => toggle(selected ?? {}),
  "+": () => zoom(2),
  "-": () => zoom(0.5),
  0: () => look(1, 0),
  z: () => selected && lookAt(selected.entry.from, selected.entry.to),
  n: () => walk(1),
  p: () => walk(-1),
  c: () => $("only").click(),
  Escape: hide,
};
addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  const pressed = event.key === "Enter" && event.target.tagName === "BUTTON";
  if (act && !pressed && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    act();
  }
});
