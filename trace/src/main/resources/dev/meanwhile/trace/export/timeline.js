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
  const text = `${run.shares.length - told.length} shorter: ${Math.round(100 * rest)} %`;
  $("shares").after(element("p", { className: "rest", textContent: text }));
}
if (!run.shares.length) {
  $("shares").replaceWith(element("p", { textContent: run.whole ? "Nothing did." : "Nobody can tell." }));
}

// --- axis ---

function step(most) {
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= rough);
}

function drawAxis() {
  const axis = $("axis");
  axis.replaceChildren();
  const width = axis.clientWidth || 800;
  const size = step(Math.max(2, Math.floor(width / 90)));
  for (let at = Math.ceil(run.from / size) * size; at <= run.to; at += size) {
    const left = (at - run.from) / span;
    const tick = element("span", { textContent: `${+(at / 1e6).toPrecision(6)} ms` });
    tick.className = left * width > width - 60 ? "end" : "";
    tick.style.left = `${left * 100}%`;
    axis.append(tick);
  }
}
drawAxis();
addEventListener("resize", drawAxis);

// --- rows ---

function place(bar, from, to) {
  bar.style.left = percent(from - run.from);
  bar.style.width = percent(to - from);
  return bar;
}

function describe(segment) {
  const on = segment.on.map(nameOf).join(", ");
  const by = segment.releasedBy ? ", ended by " + nameOf(segment.releasedBy) : "";
  return segment.words + (on ? ` (${on})` : "") + by;
}

function track(row) {
  const bars = row.segments.map((segment) => {
    const bar = element("i", { className: segment.kind + (segment.critical ? " critical" : "") });
    bar.title = `${describe(segment)}: ${duration(segment.to - segment.from)}`;
    return place(bar, segment.from, segment.to);
  });
  if (row.cancelAsked !== undefined && row.cancelAsked < row.ended && row.started < row.ended) {
    bars.push(place(element("i", { className: "lag", title: "told to stop" }), Math.max(row.cancelAsked, row.created), row.ended));
  }
  return element("div", { className: "track" }, ...bars);
}

const SIGNS = { ok: "", failed: "✗ ", "timed out": "! ", cancelled: "⊘ ", running: "… " };
const elements = run.rows.map((row, index) => {
  const label = element("div", { className: "label", textContent: row.name, title: row.name });
  label.style.paddingLeft = `${0.4 + Math.min(row.depth, 12) * 0.9}rem`;
  const time = element("div", { className: "time", textContent: SIGNS[row.ending] + duration(row.ended - row.started) });
  const made = element("div", { className: "row", tabIndex: index ? -1 : 0 }, label, track(row), time);
  made.classList.toggle("on-path", isOnPath(row));
  made.classList.toggle("bad", row.ending === "failed" || row.ending === "timed out");
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.setAttribute("aria-label", `${row.name}, ${row.ending}, ${duration(row.ended - row.started)}${isOnPath(row) ? ", on the critical path" : ""}`);
  made.onfocus = () => select(index);
  made.onmouseenter = () => { if (!pinned) show(row); };
  made.onmouseleave = () => { if (!pinned) hide(); };
  return made;
});
$("rows").append(...elements);

// --- details ---

let selected = 0;
let pinned = false;

function link(task) {
  return byTask.has(task) ? element("button", { type: "button", textContent: nameOf(task), onclick: () => go(task) }) : nameOf(task);
}

function line(segment) {
  const what = element("td", {}, segment.words);
  segment.on.forEach((task, i) => what.append(i ? ", " : ": ", link(task)));
  if (segment.releasedBy) what.append("; ended by ", link(segment.releasedBy));
  const cells = [segment.from - run.from, segment.to - segment.from].map((nanos) => element("td", { className: "n", textContent: duration(nanos) }));
  return element("tr", { className: segment.critical ? "critical" : "" }, ...cells, what);
}

const MOST_LINES = 100;
function show(row) {
  const facts = [row.ending, `${duration(row.ended - row.started)}`];
  if (row.started > row.created) facts.push(`queued ${duration(row.started - row.created)}`);
  if (row.cancelAsked !== undefined) facts.push(`told to stop ${duration(Math.max(0, row.ended - row.cancelAsked))} before its end`);
  if (row.site) facts.push(row.site);
  const parts = [element("h3", { textContent: row.name }), element("p", { textContent: facts.join(" · ") })];
  if (row.error) parts.push(element("p", { textContent: row.error + (row.message ? `: ${row.message}` : "") }));
  parts.push(element("table", {}, element("tbody", {}, ...row.segments.slice(0, MOST_LINES).map(line))));
  $("details").replaceChildren(...parts);
  $("details").hidden = false;
  const linked = new Set(row.segments.flatMap((segment) => [segment.releasedBy, ...segment.on]));
  run.rows.forEach((other, index) => elements[index].classList.toggle("linked", linked.has(other.task)));
}

function hide() {
  pinned = false;
  $("details").hidden = true;
  elements.forEach((made) => made.classList.remove("linked"));
}

function select(index) {
  elements[selected].tabIndex = -1;
  elements[selected].setAttribute("aria-selected", "false");
  selected = index;
  elements[index].tabIndex = 0;
  elements[index].setAttribute("aria-selected", "true");
  pinned = true;
  show(run.rows[index]);
}

function go(task) {
  const index = run.rows.findIndex((row) => row.task === task);
  if (index >= 0) {
    elements[index].hidden = false;
    elements[index].style.display = "";
    elements[index].focus();
    elements[index].scrollIntoView({ block: "nearest" });
  }
}

// --- keys ---

function move(by, wanted = () => true) {
  for (let i = selected + by; i >= 0 && i < elements.length; i += by) {
    if (elements[i].style.display !== "none" && wanted(run.rows[i])) {
      elements[i].focus();
      return;
    }
  }
}

function onlyCritical(only) {
  run.rows.forEach((row, index) => { elements[index].style.display = only && !isOnPath(row) ? "none" : ""; });
}

$("only").onchange = (event) => onlyCritical(event.target.checked);
const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Home: () => elements[0].focus(),
  End: () => elements.at(-1).focus(),
  n: () => move(1, isOnPath),
  p: () => move(-1, isOnPath),
  c: () => $("only").click(),
  Escape: hide,
};
addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    act();
  }
});
