// Keys for people who know them; nothing happens while somebody types. `data-key="c"` or `data-key="g h"` on a link or
// button gives it a key; `data-opens="keys"` opens the dialog of that id, or the palette.
const PATIENCE = 1200;
let before = { key: "", at: 0 };

const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog) return false;
  const palette = dialog.closest("northing-palette");
  if (palette) palette.open();
  else dialog.showModal();
  return true;
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  target?.click();
  return Boolean(target);
}

function undo() {
  const last = [...document.querySelectorAll("northing-toast form")].at(-1);
  last?.requestSubmit();
  return Boolean(last);
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    if (open("palette")) event.preventDefault();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const pair = event.timeStamp - before.at < PATIENCE ? `${before.key} ${key}` : "";
  before = { key, at: event.timeStamp };
  const done =
    (pair && press(pair)) ||
    (key === "/" && open("palette")) ||
    (key === "?" && open("keys")) ||
    (key === "z" && undo()) ||
    (/^[a-z]$/.test(key) && press(key));
  if (done) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (!opener || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (open(opener.dataset.opens)) event.preventDefault();
});
