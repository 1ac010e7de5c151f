// A copy of what was typed, with lines under what the coach means: pieces to be put behind the field. `spans` are from,
// to and must, counted in characters as people see them; the last piece keeps an empty last line as high as the others.
export function marked(text, spans) {
  const letters = [...text];
  const pieces = [];
  let at = 0;
  for (const [from, to, must] of spans) {
    const mark = document.createElement("mark");
    mark.className = must ? "coach-mark is-must" : "coach-mark";
    mark.textContent = letters.slice(from, to).join("");
    pieces.push(letters.slice(at, from).join(""), mark);
    at = to;
  }
  return [...pieces, letters.slice(at).join("") + "\u200b"];
}
