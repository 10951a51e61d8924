// The arrow keys go through what is suggested under the search field; Escape and a click elsewhere
// put it away.
(() => {
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const box = document.getElementById("suggestions");

  form.addEventListener("keydown", (event) => {
    const stops = [input, ...box.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops.length > 1) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (event.key === "Escape") {
      box.replaceChildren();
      input.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) box.replaceChildren();
  });
})();
