// A form is sent once, however often its button is pressed: a second one would be sent a second time,
// or find that the first has used its link up. Without scripts the site takes what it can take twice.
(() => {
  const PAUSE = 10_000;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "sent";
    setTimeout(() => delete form.dataset.sent, PAUSE);
  });
  // The page as it was may be shown again by the back button.
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
})();
