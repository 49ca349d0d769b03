// Tells the site what was asked and whether a result was opened; no cookie, and nothing about who asked.
//
// `data-kb-question` holds the question of the results on the page, `data-kb-count` the address to tell it to, and
// `data-kb-asked` says that the question was put anew, not filtered or paged. Links inside `data-kb-result` open a result.
// The attributes are read at each event, so that results may be replaced in place.
(() => {
  "use strict";
  const LOOKING = 1500; // ms that a question is looked at before it counts: not what is typed on the way to it
  const [entry] = performance.getEntriesByType("navigation");
  const asked = new Set();
  const opened = new Set();
  let question = "";
  let timer = 0;

  const region = () => document.querySelector("[data-kb-question]");

  const tell = (event) => {
    const address = region()?.dataset.kbCount;
    if (address) navigator.sendBeacon(address, new URLSearchParams({ q: question, event }));
  };

  const ask = () => {
    clearTimeout(timer);
    if (!question || asked.has(question) || !region()?.hasAttribute("data-kb-asked")) return;
    asked.add(question);
    tell("asked");
  };

  const open = () => {
    if (!question || opened.has(question)) return;
    ask();
    opened.add(question);
    tell("opened");
  };

  const wait = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(ask, LOOKING);
  };

  const look = () => {
    const shown = region()?.dataset.kbQuestion ?? "";
    if (shown === question) return;
    question = shown;
    wait();
  };

  const opens = (event) => event.target.closest?.("[data-kb-result] a[href], a[href][data-kb-result]");

  look();
  // Coming back to the results, or loading them again, asks nothing new.
  if (entry && entry.type !== "navigate") {
    asked.add(question);
    if (entry.type === "back_forward") opened.add(question);
  }
  document.addEventListener("visibilitychange", wait);
  document.addEventListener("click", (event) => opens(event) && open());
  document.addEventListener("auxclick", (event) => event.button === 1 && opens(event) && open());
  new MutationObserver(look).observe(document.body, {
    attributeFilter: ["data-kb-question"],
    childList: true,
    subtree: true,
  });
})();
