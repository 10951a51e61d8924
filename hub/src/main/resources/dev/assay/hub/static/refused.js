// What a script asked for and did not get: the sentence of the page that came instead is shown for a
// while, and what stood on the page stays.
(() => {
  const box = document.createElement("p");
  box.className = "mistake refused";
  box.setAttribute("role", "alert");
  box.hidden = true;
  document.body.append(box);
  let timer;

  function say(sentence) {
    box.textContent = sentence;
    box.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => (box.hidden = true), 8000);
  }

  document.addEventListener("htmx:after:request", (event) => {
    const { response, text } = event.detail.ctx;
    if (!response || response.status < 400) return;
    const page = new DOMParser().parseFromString(text ?? "", "text/html");
    say(page.querySelector(".lead p, .mistake")?.textContent.trim() || "That did not work.");
  });
  document.addEventListener("htmx:error", () => say("The site does not answer; try again."));
})();
