// Suggestions below a search field, as a combobox. Without this script the field is a plain form.

const WAIT = 150; // milliseconds without a key before we ask
const LEAST = 2; // characters

const settings = document.getElementById("search-suggest").dataset;

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

class Suggestions {
  constructor(form, input) {
    this.form = form;
    this.input = input;
    // Tabindex: browsers let Tab stop at what scrolls.
    this.list = element("div", { role: "listbox", id: `${input.id}-suggestions`, class: "kb-suggest", tabindex: "-1", "aria-label": settings.label });
    this.list.hidden = true;
    this.status = element("p", { role: "status", class: "kb-vh" });
    form.append(this.list, this.status);
    input.addEventListener("input", (event) => event.isComposing || this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    // A press on a suggestion must not take the focus from the field, or the list would close under it.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  key(event) {
    if (event.key === "Escape" && this.isOpen) {
      event.preventDefault(); // else the browser empties the field; a second Escape may
      this.close();
    } else if (event.key === "ArrowDown" && !this.isOpen && !event.altKey) {
      this.ask();
    }
  }

  async ask() {
    const text = this.input.value.trim();
    this.request?.abort();
    if (text.length < LEAST) return this.close();
    this.request = new AbortController();
    const address = new URL("suggest/", new URL(this.form.action).origin + new URL(this.form.action).pathname);
    address.searchParams.set("q", text);
    try {
      const [answer] = await Promise.all([fetch(address, { signal: this.request.signal, credentials: "omit" }), this.ready()]);
      const { groups } = await answer.json();
      if (document.activeElement === this.input) this.show(groups);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the field still works as a form
    }
  }

  async ready() {
    if (this.combobox) return;
    const { default: Combobox } = await import(settings.combobox);
    this.combobox ??= new Combobox(this.input, this.list, { tabInsertsSuggestions: false });
  }

  show(groups) {
    const count = groups.reduce((sum, group) => sum + group.suggestions.length, 0);
    if (!count) return this.close();
    this.combobox.stop();
    this.list.replaceChildren(...groups.map((group) => this.group(group)));
    this.list.hidden = false;
    this.combobox.start();
    this.status.textContent = (count === 1 ? settings.one : settings.many).replace("%d", count);
  }

  group({ key, label, suggestions }) {
    const id = `${this.list.id}-${key}`;
    const made = element("div", { role: "group", "aria-labelledby": id });
    made.append(element("span", { id, role: "presentation", class: "kb-suggest__group" }, label));
    suggestions.forEach(({ title, url, note }, place) => {
      // Tab goes on to the button; the arrow keys go through the options.
      const option = element("a", { role: "option", id: `${id}-${place}`, href: url, tabindex: "-1", class: "kb-suggest__option" }, title);
      if (note) option.append(" ", element("small", {}, note));
      made.append(option);
    });
    return made;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.combobox?.stop();
    this.list.hidden = true;
    this.status.textContent = "";
  }
}

for (const form of document.querySelectorAll("form[role=search]")) {
  const input = form.querySelector("input[type=search]");
  if (input) new Suggestions(form, input);
}
