/* Tells the page around this frame how high it is, in three dialects: WordPress's, Iframely's and ours.
   A classic script without imports: it has to run in sandbox="allow-scripts", where the origin is "null". Nothing is stored,
   nothing is fetched, and a message holds no more than a height or an address on this site. */
(function () {
  "use strict";
  if (window.parent === window) {
    return;
  }

  // WordPress hides the frame until it hears the secret that it put behind the address.
  var found = /[#&]\??secret=([A-Za-z0-9]+)/.exec(window.location.hash);
  var secret = found ? found[1] : "";
  var last = 0;

  function tell(message) {
    window.parent.postMessage(message, "*");
  }

  function tellHeight() {
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    last = height;
    tell({ type: "kennisbank:height", version: 1, height: height });
    tell(JSON.stringify({ context: "iframe.resize", src: window.location.href, height: height }));
    if (secret) {
      tell({ message: "height", value: height, secret: secret });
    }
  }

  function tellIfChanged() {
    if (Math.ceil(document.documentElement.getBoundingClientRect().height) !== last) {
      tellHeight();
    }
  }

  // WordPress's sandbox lets no link open a window; it opens this one itself when the message carries its secret.
  function tellLink(event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    if (link && link.host === window.location.host) {
      tell({ message: "link", value: link.href, secret: secret });
    }
  }

  window.addEventListener("message", function (event) {
    if (event.source === window.parent && event.data && event.data.message === "ready") {
      tellHeight();
    }
  });
  if (secret) {
    document.addEventListener("click", tellLink);
  }
  window.addEventListener("load", tellHeight);
  if ("ResizeObserver" in window) {
    new ResizeObserver(tellIfChanged).observe(document.documentElement);
  }
  tellHeight();
})();
