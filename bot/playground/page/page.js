// Draws both phones from /api/state and sends what fingers do. No framework, no outside host.
"use strict";
const WHO = ["therapist", "client"];
const drawn = {};

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

async function post(path, body = {}) {
  await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  await refresh();
}

// Telegram's HTML holds only <b> and <i> here; everything else stays text.
function fill(target, html) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  copy(source, target);
}

function copy(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) withLinks(to, child.textContent);
    else if (["B", "I", "STRONG", "EM"].includes(child.tagName)) {
      const kept = make(child.tagName.toLowerCase());
      copy(child, kept);
      to.append(kept);
    } else copy(child, to);
  }
}

function withLinks(to, text) {
  const pattern = /https:\/\/t\.me\/\w+\?start=([\w-]+)/g;
  let last = 0;
  for (const found of text.matchAll(pattern)) {
    to.append(text.slice(last, found.index));
    const link = make("button", "link", found[0]);
    link.addEventListener("click", () => post("/api/phone/client/start", { payload: found[1] }));
    to.append(link);
    last = found.index + found[0].length;
  }
  to.append(text.slice(last));
}

function bubble(who, note) {
  const outer = make("div", `note${note.mine ? " mine" : ""}${note.deleted ? " gone" : ""}`);
  const inner = make("div", "bubble");
  inner.dir = "auto";
  if (note.deleted) inner.textContent = "deleted from this chat";
  else if (note.kind === "photo") {
    const picture = make("img");
    picture.alt = "QR code of the link";
    picture.src = `/api/file/${encodeURIComponent(note.file)}`;
    inner.append(picture);
    fill(inner, note.html);
  } else if (note.kind === "voice") inner.append("▶ voice note");
  else if (note.kind === "sticker") inner.append("[sticker]");
  else if (note.mine) inner.append(note.text);
  else fill(inner, note.html);
  const time = new Date(note.date * 1000).toISOString().slice(11, 16);
  if (!note.deleted) inner.append(make("span", "time", note.edited ? `edited · ${time}` : time));
  outer.append(inner);
  if (note.rows.length && !note.deleted) outer.append(keys(who, note));
  return outer;
}

function keys(who, note) {
  const box = make("div", "keys");
  for (const row of note.rows) {
    const line = make("div", "row");
    for (const key of row) {
      const button = make("button", "", key.text);
      button.dir = "auto";
      button.dataset.code = key.data.split(".").slice(1).join(".");
      button.addEventListener("click", () => post(`/api/phone/${who}/press`,
        { note: note.id, data: key.data, twice: document.getElementById("twice").checked }));
      line.append(button);
    }
    box.append(line);
  }
  return box;
}

function bar(who, phone, languages) {
  const top = make("div", "bar");
  const name = make("div", "who");
  name.append(make("strong", "", who === "client" ? `${phone.name}'s phone · client` : `${phone.name}'s phone · therapist`));
  name.append(make("small", "", phone.blocked ? "has blocked the bot" : "Telegram, private chat with Interlude"));
  const choose = make("select");
  choose.setAttribute("aria-label", "Language of this Telegram app");
  for (const [code, own] of languages) {
    const option = make("option", "", own);
    option.value = code;
    option.selected = code === phone.language;
    choose.append(option);
  }
  choose.addEventListener("change", () => post(`/api/phone/${who}/language`, { code: choose.value }));
  top.append(name, choose);
  return top;
}

function entry(who) {
  const form = make("form", "write");
  const words = make("input");
  words.setAttribute("aria-label", "Write a message");
  words.placeholder = "Message";
  words.dir = "auto";
  const send = make("button", "strong", "Send");
  const speak = make("button", "", "Voice");
  speak.type = "button";
  speak.addEventListener("click", () => post(`/api/phone/${who}/speak`));
  const sticker = make("button", "", "Sticker");
  sticker.type = "button";
  sticker.addEventListener("click", () => post(`/api/phone/${who}/sticker`));
  form.append(words, send, speak, sticker);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (words.value.trim()) post(`/api/phone/${who}/write`, { text: words.value });
    words.value = "";
  });
  return form;
}

function draw(who, phone, state) {
  const root = document.getElementById(who);
  const half = root.querySelector(".write input");
  const typed = half ? half.value : "";
  const notes = make("div", "notes");
  notes.dir = phone.dir;
  for (const note of phone.notes) notes.append(bubble(who, note));
  root.replaceChildren(bar(who, phone, state.languages), notes);
  if (!phone.started) {
    const begin = make("div", "begin");
    begin.append(make("p", "", who === "therapist" ? "The programme has sent this therapist a link." : "This client has no link yet."));
    const start = make("button", "strong", "Start");
    start.addEventListener("click", () => post(`/api/phone/${who}/start`, { payload: who === "therapist" ? state.link : "" }));
    begin.append(start);
    notes.append(begin);
  }
  if (phone.keys.length) {
    const reply = make("div", "reply");
    reply.dir = phone.dir;
    for (const label of phone.keys) {
      const key = make("button", "", label);
      key.addEventListener("click", () => post(`/api/phone/${who}/write`, { text: label }));
      reply.append(key);
    }
    root.append(reply);
  }
  root.append(entry(who));
  root.querySelector(".write input").value = typed;
  notes.scrollTop = notes.scrollHeight;
  if (drawn[`${who} toasts`] !== undefined && drawn[`${who} toasts`] !== phone.toasts && phone.toast) toast(root, phone.toast);
  drawn[`${who} toasts`] = phone.toasts;
}

function toast(root, text) {
  const box = make("div", "toast", text);
  box.dir = "auto";
  root.append(box);
  setTimeout(() => box.remove(), 4000);
}

async function refresh() {
  const state = await (await fetch("/api/state")).json();
  document.getElementById("clock").textContent = state.clock;
  document.getElementById("said").textContent = state.said;
  for (const who of WHO) {
    const now = JSON.stringify([state.phones[who], state.link]);
    if (drawn[who] !== now) draw(who, state.phones[who], state);
    drawn[who] = now;
  }
  document.body.dataset.ready = "yes";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && button.dataset.clock) post(`/api/clock/${button.dataset.clock}`);
  if (button && button.dataset.fault === "block") post("/api/phone/client/block");
});
refresh();
setInterval(refresh, 900);
