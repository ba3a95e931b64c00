// What the pages with a drawing share. All that comes from the kernel is put in as text, never as markup.
const byId = id => document.getElementById(id);
const DATA = JSON.parse(byId("data").textContent);

function element(name, parent, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  if (parent) parent.appendChild(made);
  return made;
}

// Buttons and keys: `zoom` takes a factor, `all` shows everything, `clear` chooses nothing.
function hands(zoom, all, clear) {
  for (const [id, text, action] of [["in", "zoom in", () => zoom(0.6)], ["out", "zoom out", () => zoom(1 / 0.6)], ["all", "all", all]]) {
    const button = element("button", byId("zoom"), text);
    button.id = `zoom-${id}`;
    button.onclick = action;
  }
  window.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(0.7);
    else if (event.key === "-") zoom(1 / 0.7);
    else if (event.key === "0") all();
    else if (event.key === "Escape") clear();
  });
}
