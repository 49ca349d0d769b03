// Results refresh in place: the same addresses and the same pages as without script, of which only the results are replaced.

const PAGE = location.pathname;
const BUSY = 200; // milliseconds before a wait is shown
const status = document.querySelector("[data-search-status]");
let shown = location.href.split("#")[0];
let request;

const region = (name, root = document) => root.querySelector(`[data-search-region="${name}"]`);

function addressOf(form, submitter) {
  const fields = [...new FormData(form, submitter)].filter(([, value]) => value !== "");
  return new URL(`?${new URLSearchParams(fields)}`, form.action).href;
}

/** Which parts are folded is the reader's, and stays as it is. */
function keepFolds(before, after) {
  for (const fold of before.querySelectorAll("details[data-keep]")) {
    const twin = after.querySelector(`details[data-keep="${CSS.escape(fold.dataset.keep)}"]`);
    if (twin) twin.open = fold.open;
  }
}

/** The script answers to each change, so that the buttons have nothing to do. */
function hideButtons() {
  for (const button of document.querySelectorAll("[data-search-apply]")) button.hidden = true;
}

function replace(fetched) {
  const focused = document.activeElement;
  const inside = region("results").contains(focused);
  keepFolds(region("results"), region("results", fetched));
  for (const name of ["title", "fields", "results"]) {
    region(name).replaceChildren(...region(name, fetched).childNodes);
  }
  document.title = fetched.title;
  // The links to other languages lead to the search that is shown.
  const links = fetched.querySelectorAll(".kb-nav a[hreflang]");
  document.querySelectorAll(".kb-nav a[hreflang]").forEach((link, place) => links[place] && (link.href = links[place].getAttribute("href")));
  hideButtons();
  return inside ? focused.id : null;
}

function focus(id, toResults) {
  const heading = document.getElementById("results-heading");
  const kept = !toResults && id && document.getElementById(id);
  if (kept) kept.focus({ preventScroll: true });
  else if (toResults || id !== null) heading?.focus({ preventScroll: !toResults });
  if (toResults) heading?.scrollIntoView({ block: "start" });
}

async function show(address, { keep = true, toResults = false } = {}) {
  request?.abort();
  const mine = (request = new AbortController());
  const busy = setTimeout(() => region("results").setAttribute("aria-busy", "true"), BUSY);
  try {
    const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const fetched = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine.signal.aborted) return;
    if (keep) history.pushState(null, "", address);
    shown = address.split("#")[0];
    const id = replace(fetched);
    focus(id, toResults);
    status.textContent = document.getElementById("results-heading")?.textContent.trim() ?? "";
  } catch (error) {
    if (!mine.signal.aborted) location.assign(address);
  } finally {
    clearTimeout(busy);
    if (request === mine) region("results").removeAttribute("aria-busy");
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-search-auto]");
  if (form) show(addressOf(form));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-search-auto], form[data-search-form]")) return;
  event.preventDefault();
  show(addressOf(form, event.submitter), { toResults: form.matches("[data-search-form]") });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-search-region] a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.pathname !== PAGE) return;
  event.preventDefault();
  show(link.href, { toResults: Boolean(link.closest("nav")) });
});

window.addEventListener("popstate", () => {
  const address = location.href.split("#")[0];
  if (address !== shown) show(address, { keep: false });
});

hideButtons();
