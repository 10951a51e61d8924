// Puts the server's own rendering of the run, or of the list of runs, in place after each event; the events only say when.
(() => {
  const run = document.getElementById("run");
  if (!run) return;
  const address = run.dataset.address;
  let busy = false;
  let again = false;

  async function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const begin = performance.now();
    try {
      const answer = await fetch(address + "/live", { cache: "no-store" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("live");
        if (fresh) document.getElementById("live").replaceWith(document.adoptNode(fresh));
      }
    } catch {
      // The event stream connects again by itself, and then there is a next time.
    }
    // The processors belong to the trials: a page that is dear to make is made less often.
    const pause = Math.max(150, 4 * (performance.now() - begin));
    setTimeout(() => {
      busy = false;
      if (again) {
        again = false;
        refresh();
      }
    }, pause);
  }

  const live = document.getElementById("live");
  if (live.dataset.active !== "true") return;
  const events = new EventSource(address + "/events?after=" + (live.dataset.last || 0));
  events.onmessage = refresh;
  events.addEventListener("state", refresh);
  events.addEventListener("end", () => {
    events.close();
    refresh();
  });
})();
