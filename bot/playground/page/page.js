// The page around the two phones: the clock, the guide, and what goes wrong. No framework, no outside host.

import { Phone } from "./phone.js";

const $ = (id) => document.getElementById(id);
const LIVELY = 400; // milliseconds between two looks while something moves
const CALM = 2500;
const MEANWHILE = { ipc6: "Playing a course. Watch both phones.", ipt16: "Playing a course. Watch both phones.", weeks: "Playing two weeks. Watch both phones.", restart: "Stopping and starting again.", over: "Beginning a new story." };

class Page {
  constructor() {
    this.moving = 0;
    this.asked = 0;
    this.seen = 0;
    this.phones = { therapist: new Phone($("therapist"), "therapist", this), client: new Phone($("client"), "client", this) };
    $("open-invite").addEventListener("click", () => this.openInvite(this.state.client_link));
    $("block").addEventListener("click", () => this.post("/api/phone/client/block"));
    $("again").addEventListener("click", () => this.post("/api/phone/client/again"));
    for (const node of document.querySelectorAll("[data-clock]")) node.addEventListener("click", () => this.move(node));
    for (const node of document.querySelectorAll("[data-which]")) node.addEventListener("click", () => this.turnTo(node.dataset.which));
    this.watch();
  }

  get twice() {
    return $("twice").checked;
  }

  async post(path, body = {}) {
    this.moving += 1;
    document.body.dataset.moving = "yes";
    const watching = setInterval(() => this.look().catch(() => {}), LIVELY);
    try {
      const answer = await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(answer.status);
      await this.look();
    } catch {
      this.say("That did not work. Press Start over, or start the playground again.");
    } finally {
      clearInterval(watching);
      this.moving -= 1;
      if (!this.moving) delete document.body.dataset.moving;
    }
  }

  async move(node) {
    const what = node.dataset.clock;
    this.say(MEANWHILE[what] || "Time passes.");
    document.body.dataset.time = "moves";
    node.classList.add("pressed");
    await this.post(`/api/clock/${what}`, { weeks: Number($("upto").value) });
    node.classList.remove("pressed");
    delete document.body.dataset.time;
    this.draw(this.state);
  }

  async openInvite(token) {
    this.turnTo("client");
    await this.post("/api/phone/client/start", { payload: token });
    this.phones.client.findFocus();
  }

  turnTo(who) {
    document.body.dataset.which = who;
    for (const node of document.querySelectorAll("[data-which]")) {
      if (node.dataset.which === who) delete node.dataset.news;
      node.setAttribute("aria-pressed", String(node.dataset.which === who));
    }
    const list = this.phones[who].list;
    list.scrollTop = list.scrollHeight;
  }

  async watch() {
    try {
      await this.look();
    } catch {
      this.say("The playground has stopped. Start it again, then load this page anew.");
    }
    setTimeout(() => this.watch(), CALM);
  }

  async look() {
    const turn = ++this.asked;
    const state = await (await fetch("/api/state")).json();
    if (turn > this.seen) { // an older look that comes in late is not drawn
      this.seen = turn;
      this.draw(state);
    }
    document.body.dataset.ready = "yes";
  }

  draw(state) {
    if (!state) return;
    this.news(state);
    this.state = state;
    $("clock").textContent = state.clock;
    $("place").textContent = `in ${state.place}`;
    if (!document.body.dataset.time) this.say(state.said);
    this.phones.therapist.update(state.phones.therapist, state.therapist_link, state);
    this.phones.client.update(state.phones.client, "", state);
    this.guide(state);
    const client = state.phones.client;
    $("block").textContent = client.blocked ? "Anna unblocks the bot" : "Anna blocks the bot";
    $("block").setAttribute("aria-pressed", String(client.blocked));
    $("block").disabled = !client.started;
    $("again").disabled = !client.again;
  }

  // On a narrow screen only one phone is seen; the other one's button says that something came.
  news(state) {
    for (const node of document.querySelectorAll("[data-which]")) {
      const who = node.dataset.which;
      const before = this.state?.phones[who].notes.length ?? 0;
      if (state.phones[who].notes.length > before && document.body.dataset.which !== who) node.dataset.news = "yes";
    }
  }

  guide(state) {
    let next = "";
    const steps = [...document.querySelectorAll("[data-step]")];
    for (const step of steps) {
      const done = state.steps.includes(step.dataset.step);
      if (!done && !next) next = step.dataset.step;
      step.classList.toggle("done", done);
      step.classList.toggle("next", step.dataset.step === next && !done);
      if (step.dataset.step === next && !done) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    const place = steps.findIndex((step) => step.dataset.step === next) + 1;
    $("count").textContent = place ? `· ${place} of ${steps.length}` : "· done";
    $("all-done").hidden = Boolean(next);
    $("open-invite").hidden = !state.client_link;
  }

  say(text) {
    if ($("said").textContent !== text) $("said").textContent = text;
  }
}

document.body.dataset.which = "therapist";
new Page();
