// Draws the timeline, and answers clicks.
const RUNS = DATA.runs;
const [TRACK, NAME, LINE, START, LENGTH] = [0, 1, 2, 3, 4];
const [L_LINE, L_CORE, L_NAME, L_COUNT, L_BUSY, L_STALLED] = [0, 1, 2, 3, 4, 5];
const [P_TRACK, P_LINE, P_START, P_END] = [0, 1, 2, 3];
const LEFT = 132, RIGHT = 8, TOP = 20, ROW = 20, MOST_PLACES = 12;

const canvas = byId("timeline"), lines = byId("lines"), details = byId("details"), pen = canvas.getContext("2d");
const style = getComputedStyle(document.documentElement);
const COLOURS = Object.fromEntries(["work", "barrier", "flag", "scalar", "on-scalar", "path", "text", "dim", "grid", "quiet"].map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
const number = value => value.toLocaleString("en-US").replace(/,/g, "\u202f");
const signed = value => (value > 0 ? "+" : "") + number(value);

function kindOf([name, kind]) {
  if (kind === "work") return "work";
  if (name.startsWith("pipe_barrier")) return "barrier";
  return name.startsWith("flag ") ? "flag" : "scalar";
}

// Per run: the slices of each track in order of time, the same for the critical path, cycles and slices per line.
const prepared = RUNS.map(run => {
  const tracks = run.tracks.map(() => []), byLine = new Map(), spent = new Map();
  for (const one of run.slices) {
    tracks[one[TRACK]].push(one);
    if (!byLine.has(one[LINE])) byLine.set(one[LINE], []);
    byLine.get(one[LINE]).push(one);
  }
  for (const one of run.lines) {
    if (!spent.has(one[L_LINE])) spent.set(one[L_LINE], []);
    spent.get(one[L_LINE]).push(one);
  }
  return {tracks, byLine, spent, kinds: run.names.map(kindOf)};
});
const longest = Math.max(1, ...RUNS.map(run => run.cycles));

// What is shown: a run, the cycles from x0 to x1; and what is chosen: a line, and a slice of it.
let shown = 0, x0 = 0, x1 = longest, chosen = 0, slice = null;

// A core, and the sub-blocks that do the same at the same time.
const named = (run, core) => [core, ...(run.alike[core] || [])].join("=");

// ---- the timeline ----

const width = () => canvas.clientWidth - LEFT - RIGHT;
const xOf = time => LEFT + (time - x0) / (x1 - x0) * width();
const timeAt = x => x0 + (x - LEFT) / width() * (x1 - x0);

function draw() {
  const run = RUNS[shown], ready = prepared[shown], scale = window.devicePixelRatio || 1;
  const height = TOP + ROW * run.tracks.length + 4;
  canvas.style.height = `${height}px`;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = height * scale;
  Object.assign(canvas.dataset, {from: x0, to: x1, left: LEFT, top: TOP, row: ROW, width: width()});
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, canvas.clientWidth, height);
  pen.font = "11px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
  pen.textBaseline = "middle";
  grid(height);
  run.tracks.forEach(([core, pipe], track) => {
    const y = TOP + track * ROW;
    pen.fillStyle = COLOURS.text;
    pen.fillText(`${named(run, core)} ${pipe}`, 0, y + ROW / 2);
    if (track && run.tracks[track - 1][0] !== core) { pen.fillStyle = COLOURS.dim; pen.fillRect(0, y, LEFT + width(), 1); }
  });
  pen.save();
  pen.beginPath();
  pen.rect(LEFT, 0, width(), height);
  pen.clip();
  ready.tracks.forEach((slices, track) => slicesOf(run, ready, slices, TOP + track * ROW));
  pen.fillStyle = COLOURS.path;
  for (const step of run.path) {
    if (step[P_END] < x0 || step[P_START] > x1) continue;
    const x = xOf(step[P_START]);
    pen.fillRect(x, TOP + (step[P_TRACK] + 1) * ROW - 3, Math.max(xOf(step[P_END]) - x, 1), 3);
  }
  mark();
  pen.restore();
}
function grid(height) {
  const rough = (x1 - x0) / Math.max(width() / 90, 1), power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map(one => one * power).find(one => one >= rough));
  for (let time = Math.max(0, Math.ceil(x0 / step) * step); time <= x1; time += step) {
    pen.fillStyle = COLOURS.grid;
    pen.fillRect(xOf(time), TOP - 4, 1, height);
    pen.fillStyle = COLOURS.quiet;
    pen.fillText(number(Math.round(time)), xOf(time) + 2, 8);
  }
}
function slicesOf(run, ready, slices, y) {
  let painted = -1, paintedKind = "";
  for (let at = firstAt(slices, x0); at < slices.length && slices[at][START] <= x1; at++) {
    const one = slices[at], kind = ready.kinds[one[NAME]], left = xOf(one[START]), right = xOf(one[START] + one[LENGTH]);
    // What is narrower than a pixel that has its colour already is not painted again.
    if (right < painted && kind === paintedKind) continue;
    pen.fillStyle = COLOURS[kind];
    pen.fillRect(left, y + 2, Math.max(right - left - (right - left > 3 ? 0.5 : 0), 1), ROW - 6);
    [painted, paintedKind] = [Math.ceil(left + 1), kind];
    if (right - left > 34) {
      const from = Math.max(left, LEFT);
      pen.save();
      pen.beginPath();
      pen.rect(from, y, right - from - 2, ROW);
      pen.clip();
      pen.fillStyle = kind === "scalar" ? COLOURS["on-scalar"] : "#fff";
      pen.fillText(run.names[one[NAME]][0], from + 3, y + ROW / 2 - 1);
      pen.restore();
    }
  }
}
// The first slice that ends after a time; those of a track do not overlap.
function firstAt(slices, time) {
  let low = 0, high = slices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slices[middle][START] + slices[middle][LENGTH] < time) low = middle + 1; else high = middle;
  }
  return low;
}
function mark() {
  for (const one of prepared[shown].byLine.get(chosen) || []) {
    const left = xOf(one[START]), right = xOf(one[START] + one[LENGTH]);
    if (right < LEFT || left > LEFT + width()) continue;
    pen.strokeStyle = COLOURS.text;
    pen.lineWidth = one === slice ? 3 : 1.5;
    pen.strokeRect(left, TOP + one[TRACK] * ROW + 1, Math.max(right - left, 1.5), ROW - 4);
  }
}

// ---- the text ----

function write() {
  const run = RUNS[shown], spent = prepared[shown].spent;
  const sum = (line, field) => (spent.get(line) || []).reduce((total, one) => total + one[field], 0);
  const most = Math.max(1, ...[...spent.keys()].map(line => sum(line, L_STALLED)));
  lines.textContent = "";
  run.text.forEach((text, index) => {
    const line = index + 1, row = element("div", lines, undefined, run.onPath[line] ? "path" : "");
    row.id = `L${line}`;
    element("i", row, line);
    if (sum(line, L_BUSY)) element("i", row, number(sum(line, L_BUSY)), "busy");
    if (sum(line, L_STALLED)) {
      const cell = element("i", row, number(sum(line, L_STALLED)), "stalled");
      cell.style.setProperty("--share", `${60 * sum(line, L_STALLED) / most}px`);
    }
    row.append(text);
  });
}

// ---- the words ----

function table(heads, rows) {
  const made = element("table", details), head = element("tr", made);
  const side = cell => typeof cell === "number" ? "number" : "";
  heads.forEach((name, column) => element("th", head, name, rows.length ? side(rows[0].cells[column]) : ""));
  for (const one of rows) {
    const row = element("tr", made);
    for (const cell of one.cells) element("td", row, typeof cell === "number" ? number(cell) : cell, side(cell));
    if (one.share !== undefined) {
      row.firstChild.className = "name";
      row.lastChild.className = "bar";
      row.lastChild.style.setProperty("--share", `${100 * one.share}%`);
    }
    if (one.line) { row.dataset.line = one.line; row.onclick = () => choose(one.line, null, true); }
  }
}
function tell() {
  details.textContent = "";
  details.scrollTop = 0;
  if (chosen) about(); else overview();
}
function about() {
  const run = RUNS[shown], own = prepared[shown].spent.get(chosen) || [];
  element("h2", details, `line ${chosen}: ${run.text[chosen - 1].trim()}`);
  if (slice) {
    const [name] = run.names[slice[NAME]], [core, pipe] = run.tracks[slice[TRACK]];
    const verb = prepared[shown].kinds[slice[NAME]] === "work" ? "works" : "waits";
    element("p", details, `here: ${core} ${pipe} ${verb} ${number(slice[LENGTH])} cycles, from ${number(slice[START])} to ${number(slice[START] + slice[LENGTH])}: ${name}`);
  }
  if (!own.length) { element("p", details, "takes no time by itself"); return; }
  table(["core", "what", "times", "cycles of work", "cycles of waiting", "waiting each time"], own.map(one => ({
    cells: [one[L_CORE], one[L_NAME], one[L_COUNT], one[L_BUSY], one[L_STALLED], Math.round(one[L_STALLED] / Math.max(one[L_COUNT], 1))],
  })));
  element("p", details, `on the critical path: ${number(run.onPath[chosen] || 0)} of ${number(run.cycles)} cycles`);
  const held = new Map();
  for (const one of prepared[shown].byLine.get(chosen) || []) {
    const key = `${run.tracks[one[TRACK]].join(" ")}: ${run.names[one[NAME]][0]}`;
    const found = held.get(key) || [0, 0];
    held.set(key, [found[0] + 1, found[1] + one[LENGTH]]);
  }
  if (held.size) table(["in the timeline", "slices", "cycles"], [...held].map(([key, found]) => ({cells: [key, ...found]})));
  element("p", details, "A wait may hide another: what removing a barrier saves is the difference of two runs. Escape: choose nothing.", "hint");
}
function overview() {
  const run = RUNS[shown];
  for (const words of run.warnings) element("p", details, words, "warning");
  if (run.cut) element("p", details, `The timeline shows the first ${number(run.cut[0])} of ${number(run.cut[1])} slices, to cycle ${number(run.cut[2])}; all sums are of the whole run.`, "warning");
  const values = Object.entries(run.values).map(([name, value]) => `${name} = ${value}`).join(", ");
  element("p", details, `${run.kernel}: ${number(run.cycles)} cycles, ${(run.cycles / run.ghz / 1000).toFixed(1)} µs at ${run.ghz} GHz${values ? `; ${values}` : ""}`);
  if (RUNS.length > 1) {
    const [before, after] = RUNS;
    table(["cycles", "before", "after", "change"], [{cells: ["all", before.cycles, after.cycles, after.cycles - before.cycles]},
      ...before.cores.flatMap(([core, cycles]) => {
        const other = after.cores.find(([name]) => name === core);
        return other ? [{cells: [core, cycles, other[1], other[1] - cycles]}] : [];
      }),
      ...["pipe_barrier", "wait_flag"].map(word => {
        const sums = RUNS.map(one => one.lines.reduce((sum, line) => sum + (line[L_NAME].startsWith(word) ? line[L_STALLED] : 0), 0));
        return {cells: [`waits at ${word}`, ...sums, sums[1] - sums[0]]};
      })]);
  }
  for (const [pattern, cycles] of Object.entries(run.instead)) {
    element("p", details, cycles === null ? `${pattern}: cannot be made of it` : `after ${pattern}: ${number(cycles)} cycles, ${signed(cycles - run.cycles)}`);
  }
  table(["pipe", "busy", "waits, by cause", "of its time"], run.cores.flatMap(([core, cycles, pipes]) => pipes.map(([pipe, busy, stalls]) => ({
    cells: [`${named(run, core)} ${pipe}`, busy, Object.entries(stalls).sort((a, b) => b[1] - a[1]).map(([cause, waited]) => `${cause} ${number(waited)}`).join(", "), `${Math.round(100 * busy / Math.max(cycles, 1))} %`],
    share: busy / Math.max(cycles, 1),
  }))));
  const places = run.lines.filter(one => one[L_STALLED]).sort((a, b) => b[L_STALLED] - a[L_STALLED]).slice(0, MOST_PLACES);
  if (places.length) table(["what is waited at most", "core", "line", "times", "cycles"], places.map(one => ({
    cells: [one[L_NAME], one[L_CORE], `${one[L_LINE]}`, one[L_COUNT], one[L_STALLED]], line: one[L_LINE],
  })));
  const path = Object.entries(run.onPath).sort((a, b) => b[1] - a[1]).slice(0, MOST_PLACES);
  if (path.length) table(["most of the critical path", "line", "cycles"], path.map(([line, cycles]) => ({
    cells: [run.text[line - 1].trim(), line, cycles], line: +line,
  })));
}

// ---- hands ----

function choose(line, one, scroll) {
  const all = prepared[shown].byLine.get(line) || [];
  chosen = line;
  slice = one;
  for (const row of lines.querySelectorAll(".chosen")) row.classList.remove("chosen");
  const row = byId(`L${line}`);
  if (row) {
    row.classList.add("chosen");
    if (scroll) row.scrollIntoView({block: "center"});
  }
  // A line of the text: bring its longest slice into view, unless one is.
  if (!one && all.length && !all.some(found => found[START] < x1 && found[START] + found[LENGTH] > x0)) {
    const longest = all.reduce((a, b) => b[LENGTH] > a[LENGTH] ? b : a), half = (x1 - x0) / 2;
    [x0, x1] = [longest[START] + longest[LENGTH] / 2 - half, longest[START] + longest[LENGTH] / 2 + half];
    inside();
  }
  draw();
  tell();
}
function show(run) {
  shown = run;
  write();
  [...byId("runs").children].forEach((button, index) => button.classList.toggle("on", index === run));
  byId("totals").textContent = RUNS.map(one => `${number(one.cycles)} cycles`).join(" → ");
  choose(0, null);
}
function inside() {
  const span = Math.min(Math.max(x1 - x0, 16), longest * 1.02);
  x0 = Math.max(-0.01 * longest, Math.min(x0, 1.01 * longest - span));
  x1 = x0 + span;
}
function zoom(factor, at) {
  const middle = at === undefined ? (x0 + x1) / 2 : at, span = Math.min(Math.max((x1 - x0) * factor, 16), longest * 1.02);
  x0 = middle - (middle - x0) / (x1 - x0) * span;
  x1 = x0 + span;
  inside();
  draw();
}
function all() {
  [x0, x1] = [0, longest];
  draw();
}
const place = event => [event.clientX - canvas.getBoundingClientRect().left, event.clientY - canvas.getBoundingClientRect().top];
canvas.addEventListener("wheel", event => {
  event.preventDefault();
  zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, timeAt(place(event)[0]));
}, {passive: false});
let drag = null;
canvas.addEventListener("pointerdown", event => {
  if (event.button === 0) drag = {x: event.clientX, x0, x1, moved: false};
});
window.addEventListener("pointermove", event => {
  if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) < 4)) return;
  drag.moved = true;
  const cycles = (event.clientX - drag.x) / width() * (drag.x1 - drag.x0);
  [x0, x1] = [drag.x0 - cycles, drag.x1 - cycles];
  inside();
  draw();
});
window.addEventListener("pointerup", event => {
  const done = drag;
  drag = null;
  if (!done || done.moved) return;
  const [x, y] = place(event), slices = prepared[shown].tracks[Math.floor((y - TOP) / ROW)], near = (x1 - x0) / width() * 2;
  if (!slices || x < LEFT) return;
  const time = timeAt(x), at = firstAt(slices, time - near), found = slices[at];
  if (found && found[START] <= time + near) choose(found[LINE], found, true); else choose(0, null);
});
canvas.addEventListener("dblclick", all);
lines.addEventListener("click", event => {
  const row = event.target.closest("#lines > div");
  if (row) choose(+row.id.slice(1), null);
});
window.addEventListener("resize", draw);

hands(factor => zoom(factor), all, () => choose(0, null));
RUNS.forEach((run, index) => {
  const words = RUNS.length > 1 ? `${["before", "after"][index]}: ${run.name}` : run.name;
  element("button", byId("runs"), words).onclick = () => show(index);
});
show(0);
const worst = RUNS[0].findings[0];
if (worst) choose(worst, null, true);
