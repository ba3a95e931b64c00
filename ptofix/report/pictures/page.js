// Draws the map of the picture, and answers clicks.
const P = DATA;
const COLUMN = {line: 0, word: 1};
const [MARK_LINE, MARK_STATUS, MARK_TITLE, MARK_FACTS, MARK_PAIRS, MARK_PATH, MARK_PARTNERS] = [0, 1, 2, 3, 4, 5, 6];
const [PAIR_LANE, PAIR_EARLIER, PAIR_LATER, PAIR_WORDS, PAIR_REASON] = [0, 1, 2, 3, 4];
const [T_COLUMN, T_MEMORY, T_START, T_END, T_WRITE, T_NAME, T_PIPE, T_LIES, T_SCRATCH] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [L_MEMORY, L_START, L_END, L_FIRST, L_LAST, L_NAME, L_SCRATCH] = [0, 1, 2, 3, 4, 5, 6];
const SVG = "http://www.w3.org/2000/svg";
const LEFT = 66, RIGHT = 6, GAP = 16, LINE_HEIGHT = 17;
const STRIPS = [["findings", ["missing", "undecided", "note"]], ["barriers", ["kept", "could go", "removed", "added"]], ["flags", ["flag"]]];
const STRIP = 13, TOP = 16 + 3 * STRIP + 6, BOTTOM = 20;

const css = status => status.replace(" ", "-");
const map = byId("map"), details = byId("details"), source = byId("source"), lines = byId("lines");

// What is shown: a lane, its columns from x0 to x1, per memory the bytes from y0 to y1; and what is chosen.
let lane = 0, x0 = 0, x1 = 1, ys = [], chosen = null, pair = -1, svg = null, panels = [];

const perLane = P.lanes.map(one => {
  const columnOf = new Map();
  one.columns.forEach((column, number) => { if (!columnOf.has(column[COLUMN.line])) columnOf.set(column[COLUMN.line], number); });
  const at = new Map();
  one.touches.forEach((touch, number) => {
    if (!at.has(touch[T_COLUMN])) at.set(touch[T_COLUMN], []);
    at.get(touch[T_COLUMN]).push(number);
  });
  return {columnOf, at};
});
const marksOf = new Map();
P.marks.forEach((mark, number) => {
  if (!marksOf.has(mark[MARK_LINE])) marksOf.set(mark[MARK_LINE], []);
  marksOf.get(mark[MARK_LINE]).push(number);
});
// Errors come before notes, in lists and, drawn last, in the map.
const RANK = ["missing", "undecided", "kept", "could go", "removed", "added", "flag", "note"];
const rank = number => RANK.indexOf(P.marks[number][MARK_STATUS]);
for (const numbers of marksOf.values()) numbers.sort((a, b) => rank(a) - rank(b));
const worstLast = P.marks.map((mark, number) => number).sort((a, b) => rank(b) - rank(a));
const findings = worstLast.filter(number => STRIPS[0][1].includes(P.marks[number][MARK_STATUS])).sort((a, b) => rank(a) - rank(b));

function node(name, attributes, parent, text) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
}

// ---- the map ----

function all() {
  x0 = -0.5;
  x1 = Math.max(P.lanes[lane].columns.length, 8) - 0.5;
  ys = P.lanes[lane].memories.map(memory => [0, memory[1]]);
}
function layout() {
  const box = map.getBoundingClientRect();
  const width = Math.max(300, box.width - 24), height = Math.max(180, box.height);
  const memories = P.lanes[lane].memories, room = height - TOP - BOTTOM - GAP * Math.max(0, memories.length - 1);
  const each = memories.length ? room / memories.length : room;
  panels = memories.map((memory, number) => ({top: TOP + number * (each + GAP), height: each}));
  return {width, height};
}
let size = {width: 600, height: 400};
const X = column => LEFT + (column - x0) / (x1 - x0) * (size.width - LEFT - RIGHT);
const columnAt = x => x0 + (x - LEFT) / (size.width - LEFT - RIGHT) * (x1 - x0);
const Y = (memory, byte) => {
  const [low, high] = ys[memory], panel = panels[memory];
  return panel.top + (byte - low) / (high - low) * panel.height;
};
const bytes = count => count >= 1024 && count % 1024 === 0 ? `${count / 1024} KiB` : `${count} B`;
function step(range, most) {
  let found = 1;
  while (range / found > most) found *= 2;
  return found;
}

function draw() {
  map.textContent = "";
  if (!P.lanes.length) { element("p", map, "No function is analysed: there is no map."); return; }
  size = layout();
  const one = P.lanes[lane];
  svg = node("svg", {viewBox: `0 0 ${size.width} ${size.height}`, role: "img", "aria-label": "map of on-chip memory"}, map);
  const defs = node("defs", {}, svg);
  const tip = node("marker", {id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse"}, defs);
  node("path", {d: "M0,0 L8,4 L0,8 z", fill: "context-stroke"}, tip);
  one.memories.forEach((memory, number) => {
    const clip = node("clipPath", {id: `clip${number}`}, defs);
    node("rect", {x: LEFT, y: panels[number].top, width: size.width - LEFT - RIGHT, height: panels[number].height}, clip);
  });
  const strip = node("clipPath", {id: "clipstrip"}, defs);
  node("rect", {x: LEFT, y: 0, width: size.width - LEFT - RIGHT, height: size.height}, strip);
  one.memories.forEach((memory, number) => drawPanel(one, memory, number));
  drawTop(one);
  drawBottom(one);
  drawChosen(one);
}
function drawPanel(one, [name, capacity], number) {
  const panel = panels[number], [low, high] = ys[number];
  node("rect", {class: "panel", x: LEFT, y: panel.top, width: size.width - LEFT - RIGHT, height: panel.height, "data-memory": number}, svg);
  node("text", {class: "memory", x: 0, y: panel.top + 11}, svg, name);
  node("text", {x: 0, y: panel.top + 25}, svg, bytes(capacity));
  const every = step(high - low, Math.max(2, panel.height / 38));
  for (let byte = Math.ceil(low / every) * every; byte <= high; byte += every) {
    const y = Y(number, byte);
    node("line", {class: "grid", x1: LEFT, x2: size.width - RIGHT, y1: y, y2: y}, svg);
    if (y > panel.top + 34 && y < panel.top + panel.height + 1) {
      node("text", {x: LEFT - 5, y: Math.min(y + 4, panel.top + panel.height), "text-anchor": "end"}, svg, every >= 1024 ? `${byte / 1024}K` : byte);
    }
  }
  const group = node("g", {"clip-path": `url(#clip${number})`, "data-memory": number}, svg);
  for (const column of one.anything) {
    if (column < x0 - 1 || column > x1 + 1) continue;
    node("rect", {class: "anything", x: X(column - 0.5), width: Math.max(1.5, X(1) - X(0)), y: panel.top, height: panel.height}, group);
  }
  const names = [];
  for (const life of one.lives) {
    if (life[L_MEMORY] !== number || life[L_LAST] < x0 - 1 || life[L_FIRST] > x1 + 1 || life[L_END] < low || life[L_START] > high) continue;
    const left = X(life[L_FIRST] - 0.5), right = X(life[L_LAST] + 0.5), top = Y(number, life[L_START]), bottom = Y(number, life[L_END]);
    const shape = node("rect", {class: life[L_SCRATCH] ? "life scratch" : "life", x: left, width: Math.max(1, right - left), y: top, height: Math.max(1, bottom - top)}, group);
    node("title", {}, shape, `${life[L_NAME]}: ${name}[${life[L_START]}, ${life[L_END]}), lines ${one.columns[life[L_FIRST]][0]} to ${one.columns[life[L_LAST]][0]}`);
    const shownLeft = Math.max(left, LEFT), shownRight = Math.min(right, size.width - RIGHT);
    if (bottom - top >= 11 && shownRight - shownLeft > 7 * life[L_NAME].length + 8) {
      names.push([(shownLeft + shownRight) / 2, (top + bottom) / 2 + 3.5, life[L_NAME]]);
    }
  }
  const wide = X(1) - X(0), bar = Math.max(1.2, Math.min(wide * 0.6, 14));
  one.touches.forEach((touch, index) => {
    if (touch[T_MEMORY] !== number || touch[T_COLUMN] < x0 - 1 || touch[T_COLUMN] > x1 + 1 || touch[T_END] < low || touch[T_START] > high) return;
    const top = Y(number, touch[T_START]), bottom = Y(number, touch[T_END]);
    const both = wide > 8 ? bar / 2 : 0, left = X(touch[T_COLUMN]) - bar / 2 + (touch[T_WRITE] ? both : 0);
    const shape = node("rect", {class: `touch ${touch[T_WRITE] ? "write" : "read"}${touch[T_LIES] ? " lies" : ""}`, x: left, width: both || bar, y: top, height: Math.max(1, bottom - top), "data-touch": index}, group);
    node("title", {}, shape, touchWords(one, touch));
  });
  for (const [x, y, text] of names) node("text", {class: "name", x, y, "text-anchor": "middle"}, group, text);
}
function touchWords(one, touch) {
  const [line, word] = one.columns[touch[T_COLUMN]], name = one.memories[touch[T_MEMORY]][0];
  const lies = touch[T_LIES] ? `; ${touch[T_LIES]}` : "";
  return `line ${line}: ${word} ${touch[T_WRITE] ? "writes" : "reads"} ${touch[T_NAME]}, ${name}[${touch[T_START]}, ${touch[T_END]}), on PIPE_${touch[T_PIPE]}${lies}`;
}
function drawTop(one) {
  const group = node("g", {"clip-path": "url(#clipstrip)"}, svg);
  for (const [first, last, depth] of one.loops) {
    const left = X(first - 0.4), right = X(last + 0.4), y = 4 + Math.min(depth, 2) * 5;
    node("path", {class: "loop", d: `M${left},${y + 4} V${y} H${right} V${y + 4}`}, group);
  }
  node("text", {x: 0, y: 12}, svg, "loops");
  STRIPS.forEach(([name], row) => node("text", {x: 0, y: 16 + row * STRIP + STRIP - 2}, svg, name));
  const bar = Math.max(1.4, Math.min((X(1) - X(0)) * 0.7, 12));
  worstLast.forEach(number => {
    const mark = P.marks[number];
    const column = perLane[lane].columnOf.get(mark[MARK_LINE]);
    if (column === undefined || column < x0 - 1 || column > x1 + 1) return;
    const row = STRIPS.findIndex(([, kinds]) => kinds.includes(mark[MARK_STATUS]));
    const shape = node("rect", {class: `sync ${css(mark[MARK_STATUS])}`, x: X(column) - bar / 2, width: bar, y: 16 + row * STRIP + 1, height: STRIP - 3, "data-mark": number}, group);
    node("title", {}, shape, `line ${mark[MARK_LINE]}: ${mark[MARK_TITLE]}`);
  });
}
function drawBottom(one) {
  const wide = X(1) - X(0), y = size.height - 6;
  let free = LEFT;
  for (let column = Math.max(0, Math.ceil(x0)); column < one.columns.length && column <= x1; column++) {
    const [line, word] = one.columns[column];
    const text = wide > 60 && word.length * 6.5 + 34 < wide ? `${line} ${word}` : `${line}`, half = text.length * 3.4;
    if (X(column) - half < free || X(column) + half > size.width) continue;
    node("text", {x: X(column), y, "text-anchor": "middle"}, svg, text);
    free = X(column) + half + (wide > 34 ? 2 : 26);
  }
  node("text", {x: 0, y}, svg, "line");
}
function drawChosen(one) {
  for (const old of svg.querySelectorAll(".at, .end, .arrow")) old.remove();
  if (!chosen) return;
  const column = perLane[lane].columnOf.get(chosen.line);
  const group = node("g", {"clip-path": "url(#clipstrip)"}, svg);
  if (column !== undefined) {
    node("rect", {class: "at", x: X(column - 0.5), width: Math.max(2, X(1) - X(0)), y: TOP - 5, height: size.height - TOP + 5 - BOTTOM}, group);
  }
  chosen.pairs.forEach((about, number) => {
    if (about[PAIR_LANE] !== lane) return;
    const [first, second] = [one.touches[about[PAIR_EARLIER]], one.touches[about[PAIR_LATER]]];
    const memory = first[T_MEMORY], low = Math.max(first[T_START], second[T_START]);
    const inside = node("g", {"clip-path": `url(#clip${memory})`}, svg);
    for (const touch of [first, second]) {
      const bar = Math.max(4, Math.min((X(1) - X(0)) * 0.7, 16));
      node("rect", {class: "end", x: X(touch[T_COLUMN]) - bar / 2, width: bar, y: Y(memory, touch[T_START]), height: Math.max(2, Y(memory, touch[T_END]) - Y(memory, touch[T_START]))}, inside);
    }
    const y = Math.max(panels[memory].top + 14, Y(memory, low)), from = X(first[T_COLUMN]), to = X(second[T_COLUMN]);
    const panel = panels[memory], rise = Math.min(30, Math.max(12, Math.abs(to - from) / 5));
    const up = Math.max(panel.top + 4, y - rise);
    node("path", {class: `arrow ${css(chosen.status)}${pair >= 0 && pair !== number ? " dim" : ""}`, "data-arrow": number, "marker-end": "url(#tip)", d: `M${from},${y} C${from + (to - from) / 4},${up} ${to - (to - from) / 4},${up} ${to},${y}`}, inside);
  });
}

// ---- the source ----

function arcs() {
  const old = byId("arcs");
  if (old) old.remove();
  for (const kind of ["chosen", "end", "path"]) for (const line of lines.querySelectorAll(`.${kind}`)) line.classList.remove(kind);
  if (!chosen) return;
  const row = line => byId(`L${line}`);
  row(chosen.line).classList.add("chosen");
  const drawing = node("svg", {id: "arcs", height: lines.scrollHeight}, lines);
  const tip = node("marker", {id: "arctip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto-start-reverse"}, node("defs", {}, drawing));
  node("path", {d: "M0,0 L8,4 L0,8 z", fill: "context-stroke"}, tip);
  const arc = (from, to, number) => {
    const a = (from - 0.5) * LINE_HEIGHT, b = (to - 0.5) * LINE_HEIGHT, out = 30 - Math.min(28, 6 + Math.abs(b - a) / 12);
    node("path", {class: css(chosen.status), "marker-end": "url(#arctip)", opacity: pair >= 0 && pair !== number ? 0.2 : 1, d: `M30,${a} C${out},${a} ${out},${b} 30,${b}`}, drawing);
  };
  chosen.pairs.forEach((one, number) => {
    const [first, second] = [one[PAIR_EARLIER], one[PAIR_LATER]].map(t => P.lanes[one[PAIR_LANE]].columns[P.lanes[one[PAIR_LANE]].touches[t][T_COLUMN]][COLUMN.line]);
    row(first).classList.add("end");
    row(second).classList.add("end");
    arc(first, second, number);
  });
  for (const line of chosen.partners) row(line).classList.add("end");
  for (const line of chosen.path) row(line).classList.add("path");
}
function scrollTo(line) {
  source.scrollTop = Math.max(0, (line - 0.5) * LINE_HEIGHT - source.clientHeight / 2);
}

// ---- what is chosen ----

function chooseMark(number, keepScroll) {
  const mark = P.marks[number];
  choose({mark: number, line: mark[MARK_LINE], status: mark[MARK_STATUS], title: mark[MARK_TITLE], facts: mark[MARK_FACTS], pairs: mark[MARK_PAIRS], path: mark[MARK_PATH], partners: mark[MARK_PARTNERS]}, keepScroll);
}
function chooseLine(line, keepScroll) {
  const number = perLane.findIndex((one, n) => n === lane && one.columnOf.has(line));
  const found = number >= 0 ? number : perLane.findIndex(one => one.columnOf.has(line));
  if (found < 0) return;
  const one = P.lanes[found], column = perLane[found].columnOf.get(line);
  const touches = (perLane[found].at.get(column) || []).map(t => touchWords(one, one.touches[t]).replace(/^line \d+: /, ""));
  const facts = one.anything.includes(column) ? ["not analysed: it may touch anything"] : touches.length ? touches : ["it touches no on-chip memory"];
  choose({mark: -1, line, status: "note", title: `line ${line}: ${one.columns[column][COLUMN.word]}`, facts, pairs: [], path: [], partners: [], lane: found}, keepScroll);
}
function choose(what, keepScroll) {
  chosen = what;
  pair = -1;
  const lanesOfPairs = what.pairs.map(one => one[PAIR_LANE]);
  const here = perLane.findIndex(one => one.columnOf.has(what.line));
  const wanted = what.lane !== undefined ? what.lane : lanesOfPairs.length ? lanesOfPairs[0] : perLane[lane] && perLane[lane].columnOf.has(what.line) ? lane : here;
  if (wanted >= 0 && wanted !== lane && !lanesOfPairs.includes(lane)) show(wanted);
  if (!keepScroll) scrollTo(what.line);
  fit();
  draw();
  arcs();
  tell();
}
function fit() {
  const touches = chosen.pairs.filter((one, number) => one[PAIR_LANE] === lane && (pair < 0 || pair === number)).flatMap(one => [one[PAIR_EARLIER], one[PAIR_LATER]].map(t => P.lanes[lane].touches[t]));
  const columns = touches.map(touch => touch[T_COLUMN]);
  const own = perLane.length ? perLane[lane].columnOf.get(chosen.line) : undefined;
  if (own !== undefined) columns.push(own);
  if (!columns.length) return;
  const low = Math.min(...columns), high = Math.max(...columns), room = Math.max(6, (high - low) * 0.15, (26 - (high - low)) / 2);
  [x0, x1] = [low - room, high + room];
  P.lanes[lane].memories.forEach(([, capacity], memory) => {
    const here = touches.filter(touch => touch[T_MEMORY] === memory);
    if (!here.length) return;
    const smallest = Math.min(...here.map(touch => touch[T_END] - touch[T_START]));
    const first = Math.min(...here.map(touch => touch[T_START])), last = Math.max(...here.map(touch => touch[T_END]));
    const wanted = Math.min(capacity, Math.max((last - first) * 1.5, smallest * 16));
    const small = smallest / (ys[memory][1] - ys[memory][0]) * panels[memory].height < 6;
    if (!small && first >= ys[memory][0] && last <= ys[memory][1]) return;
    const start = Math.max(0, Math.min((first + last - wanted) / 2, capacity - wanted));
    ys[memory] = [start, start + wanted];
  });
}
function tell() {
  details.textContent = "";
  if (!chosen) { overview(); return; }
  element("h2", details, `line ${chosen.line}: ${chosen.title}`.replace(/^line \d+: (line \d+)/, "$1"), css(chosen.status));
  if (P.focus === chosen.line && P.focusWords) element("pre", details, P.focusWords);
  for (const fact of chosen.facts) element("p", details, fact);
  const others = (marksOf.get(chosen.line) || []).filter(number => number !== chosen.mark);
  for (const number of others) link(element("p", details), `also: ${P.marks[number][MARK_TITLE]}`, () => chooseMark(number, true));
  if (chosen.partners.length) {
    const row = element("p", details, "other end: ");
    for (const line of chosen.partners) { link(row, `line ${line}`, () => pick(line)); element("span", row, "  "); }
  }
  if (chosen.path.length) {
    const row = element("p", details, "path on which nothing orders them: ");
    chosen.path.forEach((line, number) => { if (number) element("span", row, " → "); link(row, `${line}`, () => scrollTo(line)); });
  }
  if (chosen.pairs.length) {
    const table = element("table", details), head = element("tr", table);
    const reasons = chosen.pairs.some(one => one[PAIR_REASON]);
    for (const name of ["first", "then", "bytes", ...(reasons ? ["what orders them without it"] : [])]) element("th", head, name);
    chosen.pairs.forEach((one, number) => {
      const row = element("tr", table);
      row.dataset.pair = number;
      for (const touch of [one[PAIR_EARLIER], one[PAIR_LATER]]) {
        const found = P.lanes[one[PAIR_LANE]].touches[touch], [line, word] = P.lanes[one[PAIR_LANE]].columns[found[T_COLUMN]];
        element("td", row, `${line} ${word} (${found[T_PIPE]})`);
      }
      element("td", row, one[PAIR_WORDS]);
      if (reasons) element("td", row, one[PAIR_REASON]);
      row.onclick = () => {
        pair = pair === number ? -1 : number;
        for (const other of table.querySelectorAll("tr")) other.classList.toggle("on", other === row && pair >= 0);
        if (one[PAIR_LANE] !== lane) show(one[PAIR_LANE]);
        fit();
        draw();
        arcs();
        const first = P.lanes[one[PAIR_LANE]].touches[one[PAIR_EARLIER]];
        if (pair >= 0) scrollTo(P.lanes[one[PAIR_LANE]].columns[first[T_COLUMN]][COLUMN.line]);
      };
    });
  }
  if (findings.length) link(element("p", details, undefined, "hint"), "all findings", clear);
  details.scrollTop = 0;
}
function overview() {
  for (const words of P.said) element("p", details, words);
  element("p", details, "Click a barrier, a flag or an op, in the text or in the map: which accesses it is about, and what orders them.", "hint");
  findings.forEach(number => {
    const mark = P.marks[number];
    const row = element("p", details, undefined, css(mark[MARK_STATUS]));
    element("b", row, `${mark[MARK_STATUS]} `);
    link(row, `line ${mark[MARK_LINE]}: ${mark[MARK_TITLE]}`, () => chooseMark(number));
  });
}
function link(parent, text, action) {
  element("a", parent, text).onclick = action;
}
function pick(line, keepScroll) {
  const own = marksOf.get(line);
  if (own) chooseMark(own[0], keepScroll); else chooseLine(line, keepScroll);
}
function clear() {
  chosen = null;
  draw();
  arcs();
  tell();
}

// ---- hands ----

function zoomX(factor, at) {
  const middle = at === undefined ? (x0 + x1) / 2 : at, count = P.lanes[lane].columns.length + 20;
  const width = Math.min(Math.max((x1 - x0) * factor, 4), count);
  x0 = middle - (middle - x0) / (x1 - x0) * width;
  x1 = x0 + width;
  inside();
  draw();
}
function inside() {
  const width = x1 - x0, most = P.lanes[lane].columns.length + 10;
  x0 = Math.max(-10, Math.min(x0, most - width));
  x1 = x0 + width;
}
function zoomY(memory, factor, at) {
  const [low, high] = ys[memory], capacity = P.lanes[lane].memories[memory][1];
  const height = Math.min(Math.max((high - low) * factor, 64), capacity);
  const start = Math.max(0, Math.min(at - (at - low) / (high - low) * height, capacity - height));
  ys[memory] = [start, start + height];
  draw();
}
const panelAt = y => panels.findIndex(panel => y >= panel.top && y <= panel.top + panel.height);
function place(event) {
  const box = svg.getBoundingClientRect();
  return [(event.clientX - box.left) * size.width / box.width, (event.clientY - box.top) * size.height / box.height];
}
map.addEventListener("wheel", event => {
  if (!svg) return;
  event.preventDefault();
  const [x, y] = place(event), delta = event.deltaY || event.deltaX, factor = delta > 0 ? 1.25 : 0.8, memory = panelAt(y);
  if (event.shiftKey && memory >= 0) {
    const [low, high] = ys[memory];
    zoomY(memory, factor, low + (y - panels[memory].top) / panels[memory].height * (high - low));
  } else zoomX(factor, columnAt(x));
}, {passive: false});
let drag = null;
map.addEventListener("pointerdown", event => {
  if (svg && event.button === 0) drag = {x: event.clientX, y: event.clientY, x0, x1, ys: ys.map(y => [...y]), memory: panelAt(place(event)[1]), moved: false, target: event.target};
});
window.addEventListener("pointermove", event => {
  if (!drag) return;
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (!drag.moved && Math.abs(dx) + Math.abs(dy) < 4) return;
  drag.moved = true;
  const columns = dx / (size.width - LEFT - RIGHT) * (drag.x1 - drag.x0);
  [x0, x1] = [drag.x0 - columns, drag.x1 - columns];
  inside();
  if (drag.memory >= 0) {
    const [low, high] = drag.ys[drag.memory], capacity = P.lanes[lane].memories[drag.memory][1];
    const shift = Math.max(-low, Math.min(-dy / panels[drag.memory].height * (high - low), capacity - high));
    ys[drag.memory] = [low + shift, high + shift];
  }
  draw();
  svg.classList.add("moving");
});
window.addEventListener("pointerup", () => {
  const done = drag;
  drag = null;
  if (svg) svg.classList.remove("moving");
  if (!done || done.moved) return;
  const target = done.target;
  if (target.dataset.mark !== undefined) chooseMark(+target.dataset.mark);
  else if (target.dataset.touch !== undefined) {
    const one = P.lanes[lane];
    chooseLine(one.columns[one.touches[+target.dataset.touch][T_COLUMN]][COLUMN.line]);
  }
});
map.addEventListener("dblclick", () => { all(); draw(); });
lines.addEventListener("click", event => {
  if (event.target.dataset.mark !== undefined) { chooseMark(+event.target.dataset.mark, true); return; }
  const row = event.target.closest("#lines > div");
  if (row) pick(+row.id.slice(1), true);
});
byId("counts").addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button) return;
  const numbers = P.marks.map((mark, number) => number).filter(number => P.marks[number][MARK_STATUS] === button.dataset.status);
  const after = chosen ? numbers.find(number => chosen.mark >= 0 ? number > chosen.mark : P.marks[number][MARK_LINE] > chosen.line) : undefined;
  chooseMark(after === undefined ? numbers[0] : after);
});
window.addEventListener("resize", draw);

function show(number) {
  lane = number;
  all();
  tabs();
  size = layout();
}
function tabs() {
  const parent = byId("lanes");
  parent.textContent = "";
  P.lanes.forEach((one, number) => {
    const button = element("button", parent, `${one.function}, ${one.core} core`, number === lane ? "on" : "");
    button.onclick = () => { show(number); draw(); };
  });
}

if (P.lanes.length) {
  const most = P.lanes.map(one => one.touches.length);
  hands(factor => zoomX(factor), () => { all(); draw(); }, clear);
  show(most.indexOf(Math.max(...most)));
}
draw();
tell();
if (P.focus) pick(P.focus);
else if (findings.length && P.marks[findings[0]][MARK_STATUS] !== "note") chooseMark(findings[0]);
else if (findings.length) scrollTo(P.marks[findings[0]][MARK_LINE]);
