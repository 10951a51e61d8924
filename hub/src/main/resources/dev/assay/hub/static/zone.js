// Forms that ask for a time zone begin with the browser's own.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("[data-zone]")) {
    const known = field.options ? [...field.options].some((option) => option.value === zone) : /^\w+\/[^/]/.test(zone);
    if (known && field.value === "UTC" && !zone.startsWith("Etc/")) field.value = zone;
  }
})();
