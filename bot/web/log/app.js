// Inside Telegram: hands over what Telegram signed, keeps the token in memory, and shows pages that our server rendered.
// What was signed is held in this tab for its five minutes, so that a page that is loaded anew is no dead end.
"use strict";

const base = "/log";
const known = "interlude-device";
const held = "interlude-signed"; // what Telegram signed, for a page that is loaded anew; our server takes it for five minutes
const heldFor = 5 * 60 * 1000;
const pages = window.trustedTypes ? trustedTypes.createPolicy("interlude", { createHTML: (text) => text }) : { createHTML: (text) => text };
const asked = new URLSearchParams(location.search);
const face = asked.get("face") === "client" ? "client" : "staff";
let token = "";

function device() {
  try { return localStorage.getItem(known) || ""; } catch { return ""; } // some phones keep nothing
}

function remember(value) {
  try { localStorage.setItem(known, value); } catch { /* the app's digits are asked next time */ }
}

function hold(signed) {
  try { sessionStorage.setItem(held, JSON.stringify([signed, Date.now() + heldFor])); } catch { /* then the chat opens it anew */ }
  setTimeout(letGo, heldFor);
}

function letGo() {
  try { sessionStorage.removeItem(held); } catch { /* nothing is there */ }
}

function stillHeld() {
  try {
    const [signed, until] = JSON.parse(sessionStorage.getItem(held)) || ["", 0];
    if (Date.now() < until) { setTimeout(letGo, until - Date.now()); return signed; }
  } catch { /* as if nothing was there */ }
  letGo();
  return "";
}

function headers() {
  const sent = { "X-Interlude-Device": device() };
  if (token) sent.Authorization = `Bearer ${token}`;
  return sent;
}

function refuse(why) {
  document.getElementById("waiting").hidden = true;
  const said = document.getElementById("refused");
  if (why) said.querySelector("p").textContent = why;
  said.hidden = false;
}

async function open(path, options = {}) {
  document.body.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: headers(), redirect: "follow" });
  } catch {
    document.getElementById("offline").hidden = false; // what was shown stays
    return;
  } finally {
    document.body.removeAttribute("aria-busy");
  }
  document.getElementById("offline").hidden = true;
  if (answer.headers.get("X-Interlude-Device")) remember(answer.headers.get("X-Interlude-Device"));
  const next = answer.headers.get("X-Interlude-Go");
  if (next) return open(next);
  const paper = answer.headers.get("X-Interlude-Paper");
  if (paper) return leaveFor(paper);
  const shown = new DOMParser().parseFromString(pages.createHTML(await answer.text()), "text/html");
  document.documentElement.lang = shown.documentElement.lang;
  document.documentElement.dir = shown.documentElement.dir;
  document.title = shown.title;
  document.getElementById("page").replaceChildren(...shown.body.childNodes);
  for (const link of document.querySelectorAll("#page .outside")) link.remove(); // a file for another system is made in a browser
  const head = document.querySelector("#page h1");
  if (head) { head.tabIndex = -1; head.focus(); }
  window.scrollTo(0, 0);
}

// A paper opens outside, by a link that opens once; Telegram's own script is not loaded for this one deed.
function leaveFor(address) {
  const wish = { url: new URL(address, location.href).href };
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent("web_app_open_link", JSON.stringify(wish));
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: "web_app_open_link", eventData: wish }), "https://web.telegram.org");
  else location.assign(wish.url);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.hash && link.pathname === location.pathname) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || !to.pathname.startsWith(base)) return;
  event.preventDefault();
  if (link.hasAttribute("data-file")) open(to.pathname + to.search, { method: "POST" });
  else { history.pushState(to.pathname + to.search, ""); open(to.pathname + to.search); }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  const to = new URL(form.action);
  if (form.method === "get") open(`${to.pathname}?${sent}`);
  else open(to.pathname, { method: "POST", body: sent });
});

window.addEventListener("popstate", (event) => { if (event.state) open(event.state); });

async function enter() {
  const handed = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") || "";
  const signed = handed || stillHeld();
  const was = handed ? null : history.state;
  if (handed) hold(handed);
  history.replaceState(was, "", location.pathname + (face === "client" ? "?face=client" : "")); // nothing signed stays in an address
  let answer;
  try {
    answer = await fetch(`${base}/session`, { method: "POST", body: signed, headers: { ...headers(), "X-Interlude-Face": face } });
  } catch {
    document.getElementById("offline").hidden = false;
    return;
  }
  const said = await answer.json();
  if (!answer.ok) { letGo(); return refuse(said.why); }
  token = said.token;
  document.getElementById("waiting").hidden = true;
  const client = asked.get("client") || "";
  const wanted = face === "staff" && /^[0-9a-f]{32}$/.test(client) ? `${base}/client/${client}` : said.go;
  const first = typeof was === "string" && was.startsWith(`${base}/`) ? was : wanted;
  history.replaceState(first, "");
  await open(first);
}

enter();
