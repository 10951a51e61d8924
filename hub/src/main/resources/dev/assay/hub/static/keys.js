// The keyboard: j and k go through a list's papers, o opens one, / searches, ? tells all keys.
(() => {
  const help = document.getElementById("keys");
  const links = () => [...document.querySelectorAll(".card h2 a")];

  function move(step) {
    const all = links();
    if (all.length === 0) return;
    const at = all.findIndex((link) => link.closest(".card").contains(document.activeElement));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    next.focus({ preventScroll: true });
    next.closest(".card").scrollIntoView({ block: "center" });
  }

  function follow(rel) {
    document.querySelector(`.dates a[rel=${rel}]`)?.click();
  }

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    o: () => document.activeElement?.closest(".card")?.querySelector("h2 a").click(),
    v: () =>
      (document.activeElement?.closest(".card") ?? document.querySelector(".lead.paper"))
        ?.querySelector(".vote button, .vote a")
        ?.click(),
    "[": () => follow("prev"),
    "]": () => follow("next"),
    "/": () => document.querySelector(".search input").focus(),
    "?": () => (help.open ? help.close() : help.showModal()),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  const button = document.querySelector("[data-keys]");
  button.hidden = false;
  button.addEventListener("click", actions["?"]);

  // A filter takes effect when it is chosen; without scripts its button does that.
  const filters = document.querySelector("form.filters");
  if (filters) {
    filters.querySelector("button").hidden = true;
    filters.addEventListener("change", () => filters.requestSubmit());
  }
})();
