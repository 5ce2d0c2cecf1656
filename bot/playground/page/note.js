// One message of a chat as a bubble with its buttons.

import { button, make, named, picture } from "./draw.js";
import { clockOf, countOf, words } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code", blockquote: "q", spoiler: "mark",
};
const NO_LETTER = /^(?=[^\p{L}\n]*\d[^\p{L}\n]*$)/gmu; // a line of digits has no direction of its own
const LINK = /https:\/\/t\.me\/\w+\?start=([\w-]+)|http:\/\/127\.0\.0\.1:\d+\/log\/in\/[\w-]+/g;

export function bubble(note, phone, act) {
  const said = words(phone.language);
  if (note.deleted) return make("div", "note gone", make("span", "", said.deleted));
  const inside = make("div", `bubble ${note.kind}`);
  inside.dir = "auto";
  inside.append(...content(note, phone, act));
  inside.append(footer(note, phone));
  const outer = make("div", `note ${note.mine ? "mine" : "theirs"}`, inside);
  outer.dataset.note = note.id;
  if (note.rows.length) outer.append(keyboard(note, phone, act));
  return outer;
}

function content(note, phone, act) {
  const text = note.text ? [styled(note, phone, act)] : [];
  switch (note.kind) {
    case "photo": return [image(note, phone), ...text];
    case "document": return [paper(note), ...text];
    case "voice": return [recording(note, phone), ...text];
    case "sticker": return [make("span", "big", note.text)];
    default: return text;
  }
}

function image(note, phone) {
  const seen = make("img");
  seen.src = `/api/file/${encodeURIComponent(note.file)}`;
  seen.alt = note.text || words(phone.language).qr;
  return seen;
}

function paper(note) {
  const link = make("a", "paper", "PDF");
  link.href = `/api/file/${encodeURIComponent(note.file)}`;
  link.download = "plan.pdf";
  return link;
}

function recording(note, phone) {
  const wave = make("span", "wave");
  for (let bar = 0; bar < 22; bar += 1) wave.append(make("i", `h${(bar * 7 + note.id) % 5}`));
  const play = named(button("player", () => {
    wave.classList.remove("plays");
    void wave.offsetWidth; // so that the movement begins anew
    wave.classList.add("plays");
  }, picture("play")), words(phone.language).play);
  return make("div", "recording", play, wave, make("small", "", countOf(note.seconds, phone)));
}

function footer(note, phone) {
  const said = words(phone.language);
  const line = make("small", "when");
  if (note.silent) {
    const bell = make("span", "", picture("silent"));
    bell.title = said.silent;
    line.append(bell);
  }
  line.append(note.edited ? `${said.edited} ${clockOf(note.date, phone)}` : clockOf(note.date, phone));
  if (note.mine) line.append(make("span", "ticks", "✓✓"));
  return line;
}

// Entities lie on the text in UTF-16 units, which is how this language counts too.
function styled(note, phone, act) {
  const box = make("span", "words");
  const edges = new Set([0, note.text.length]);
  for (const one of note.entities) edges.add(one.offset).add(one.offset + one.length);
  const places = [...edges].sort((a, b) => a - b);
  for (let at = 0; at + 1 < places.length; at += 1) {
    const [from, to] = [places[at], places[at + 1]];
    const kinds = note.entities.filter((one) => one.offset <= from && to <= one.offset + one.length).map((one) => one.type);
    const text = note.text.slice(from, to).replace(NO_LETTER, phone.dir === "rtl" ? "\u200f" : "");
    box.append(wrapped(text, kinds.filter((kind) => TAGS[kind]), act));
  }
  return box;
}

function wrapped(text, kinds, act) {
  const piece = make("span", "", ...withLinks(text, act));
  return kinds.reduce((inner, kind) => make(TAGS[kind], "", inner), piece);
}

function withLinks(text, act) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(LINK)) {
    const go = found[1] ? () => act.open(found[1]) : () => window.open(found[0], "_blank", "noopener");
    parts.push(text.slice(last, found.index), button("link", go, found[0]));
    last = found.index + found[0].length;
  }
  return [...parts, text.slice(last)];
}

function keyboard(note, phone, act) {
  const box = make("div", "inline");
  for (const row of note.rows) box.append(make("div", "row", ...row.map((key) => inlineKey(note, key, phone, act))));
  return box;
}

function inlineKey(note, key, phone, act) {
  const node = button("", () => act.press(note, key, node), key.text);
  node.dir = "auto";
  if (key.data) node.dataset.code = key.code;
  if (key.url) named(node, `${key.text} (${words(phone.language).opens})`);
  return node;
}
