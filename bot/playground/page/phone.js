// One phone: it stands from the beginning, and only what has changed on its screen is drawn again.

import { arrange, button, make, named, picture } from "./draw.js";
import { bubble } from "./note.js";
import { clockOf, dayOf, words } from "./words.js";

const ROLES = { therapist: "therapist", client: "client" };

export class Phone {
  constructor(root, who, page) {
    this.root = root;
    this.who = who;
    this.page = page;
    this.notes = new Map();
    this.toasts = 0;
    this.act = { open: (token) => page.openInvite(token), press: (note, key, node) => this.press(note, key, node) };
    this.build();
  }

  build() {
    this.name = make("strong");
    this.language = named(make("select"), `Language of the ${ROLES[this.who]}’s Telegram`);
    this.language.addEventListener("change", () => this.send("language", { code: this.language.value }));
    const label = make("label", "language", picture("globe"), this.language);
    const face = make("span", "face");
    const who = make("div", "whose", face, make("div", "", this.name, make("small", "", ROLES[this.who])), label);
    this.face = face;
    this.screen = make("div", "screen", this.head(), this.chat(), this.foot());
    this.root.append(who, make("div", "phone", this.screen));
  }

  head() {
    this.time = make("span", "clocktime");
    this.doing = make("small");
    const battery = make("span", "battery", make("i"));
    const logo = make("img");
    logo.src = "/page/mark.svg";
    logo.alt = "";
    return make("div", "head", make("div", "status", this.time, battery),
      make("div", "title", picture("back"), logo, make("div", "", make("b", "", "Interlude"), this.doing)));
  }

  chat() {
    this.list = make("div", "notes");
    this.list.setAttribute("role", "log");
    this.list.setAttribute("aria-live", "polite");
    this.list.tabIndex = 0;
    this.empty = make("div", "empty");
    this.toast = make("p", "toast");
    this.toast.setAttribute("role", "status");
    this.toast.hidden = true;
    return make("div", "chat", this.empty, this.list, this.toast);
  }

  foot() {
    this.note = make("div", "arrived");
    this.form = this.entry();
    this.keys = make("div", "reply");
    this.menu = make("div", "commands");
    this.menu.hidden = true;
    this.begin = button("start", () => this.send(this.blocked ? "block" : "start", { payload: this.link }));
    return make("div", "foot", this.note, this.menu, this.form, this.begin, this.keys);
  }

  entry() {
    this.words = make("input");
    this.words.dir = "auto";
    this.words.autocomplete = "off";
    this.words.maxLength = 4096;
    this.more = button("icon-button", () => this.openMenu(this.menu.hidden), picture("menu"));
    this.more.setAttribute("aria-expanded", "false");
    this.sticker = button("icon-button", () => this.send("sticker"), picture("sticker"));
    this.voice = button("icon-button", () => this.send("speak"), picture("voice"));
    this.go = make("button", "icon-button go", picture("send"));
    const form = make("form", "entry", this.more, this.words, this.sticker, this.voice, this.go);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.words.value.trim();
      this.words.value = "";
      if (text) this.send("write", { text });
    });
    return form;
  }

  async send(deed, body = {}) {
    this.typing(true);
    await this.page.post(`/api/phone/${this.who}/${deed}`, body);
    this.typing(false);
  }

  async press(note, key, node) {
    if (key.url) window.open(key.url, "_blank", "noopener");
    if (key.copied) {
      navigator.clipboard?.writeText(key.copied).catch(() => {});
      this.flash(this.said.copied);
    }
    if (!key.data) return;
    node.classList.add("pressed");
    await this.send("press", { note: note.id, data: key.data, twice: this.page.twice });
    node.classList.remove("pressed");
  }

  typing(now) {
    this.busy = now;
    if (this.said) this.doing.textContent = now ? this.said.typing : this.said.bot;
  }

  openMenu(open) {
    this.menu.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
  }

  update(phone, link, state) {
    this.said = words(phone.language);
    this.blocked = phone.blocked;
    this.link = link;
    this.root.dir = "ltr";
    this.screen.dir = phone.dir;
    this.screen.lang = phone.language;
    this.name.textContent = phone.name;
    this.face.textContent = phone.name[0];
    this.time.textContent = clockOf(state.now, phone);
    this.drawLanguages(phone, state.languages);
    this.drawNotes(phone);
    this.drawFoot(phone, state);
    this.typing(this.busy);
    if (phone.toasts > this.toasts && phone.toast) this.flash(phone.toast);
    this.toasts = phone.toasts;
  }

  drawLanguages(phone, languages) {
    if (!this.language.options.length) {
      this.language.append(...languages.map(([code, own]) => new Option(own, code)));
    }
    if (document.activeElement !== this.language) this.language.value = phone.language;
  }

  drawNotes(phone) {
    const manner = `${phone.language} ${phone.zone}`;
    const wanted = [];
    let day = "";
    let lost = false;
    for (const note of phone.notes) {
      const here = dayOf(note.date, phone);
      if (here !== day) wanted.push(this.kept(`day ${note.id}`, here, () => make("div", "day", make("span", "", here))));
      day = here;
      const before = this.notes.get(note.id);
      const look = manner + JSON.stringify(note);
      if (before && before.look !== look) lost ||= before.node.contains(document.activeElement);
      wanted.push(this.kept(note.id, look, () => bubble(note, phone, this.act)));
    }
    const end = wanted.at(-1);
    const grown = end !== this.list.lastElementChild || lost;
    const low = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    arrange(this.list, wanted);
    if (grown || low) this.list.scrollTop = this.list.scrollHeight;
    if (lost) this.findFocus();
  }

  kept(key, look, build) {
    const before = this.notes.get(key);
    if (before && before.look === look) return before.node;
    const node = build();
    this.notes.set(key, { look, node });
    return node;
  }

  // Whoever works with the keyboard goes on at the newest buttons, or in the chat.
  findFocus() {
    const newest = [...this.list.querySelectorAll(".note.theirs")].at(-1);
    (newest?.querySelector(".inline button") || this.list).focus({ preventScroll: true });
  }

  drawFoot(phone, state) {
    const closed = !phone.started || phone.blocked;
    const first = this.who === "client" && !phone.started;
    this.empty.hidden = phone.notes.length > 0;
    this.empty.replaceChildren(make("div", "", make("b", "", this.said.about), make("p", "", this.said.hello)));
    this.form.hidden = closed;
    this.begin.hidden = !closed || (first && Boolean(state.client_link));
    this.begin.textContent = phone.blocked ? this.said.unblock : this.said.start;
    this.drawArrived(phone, state);
    this.drawKeys(phone, closed);
    this.drawMenu(phone.commands);
    this.words.placeholder = this.said.message;
    this.words.setAttribute("aria-label", this.said.message);
    this.list.setAttribute("aria-label", `Interlude, ${phone.name}`);
    for (const [node, name] of [[this.more, "menu"], [this.sticker, "sticker"], [this.voice, "voice"], [this.go, "send"]]) {
      named(node, this.said[name]);
    }
  }

  drawArrived(phone, state) {
    const token = this.who === "client" ? state.client_link : "";
    if (token === this.arrived) return;
    this.arrived = token;
    this.note.replaceChildren();
    if (!token) return;
    const from = state.phones.therapist.name;
    this.note.append(make("p", "", make("b", "", from), " sent you a link."),
      button("strong", () => this.page.openInvite(token), "Open the invite"));
  }

  drawKeys(phone, closed) {
    const look = JSON.stringify([phone.keys, closed]);
    if (look === this.keyed) return;
    this.keyed = look;
    const row = (labels) => make("div", "row", ...labels.map((label) => button("", () => this.send("write", { text: label }), label)));
    this.keys.replaceChildren(...(closed ? [] : phone.keys.map(row)));
  }

  drawMenu(commands) {
    const look = JSON.stringify(commands);
    if (look === this.listed) return;
    this.listed = look;
    this.menu.replaceChildren(...commands.map((one) => button("", () => {
      this.openMenu(false);
      this.send("write", { text: `/${one.command}` });
    }, make("b", "", `/${one.command}`), make("span", "", one.description))));
  }

  flash(text) {
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { this.toast.hidden = true; }, 4000);
  }
}
