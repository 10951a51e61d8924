// Renders the maths between delimiters in elements of class "tex"; all else stays as it is. KaTeX is
// loaded by the first page that has any.
(() => {
  const KATEX = "/vendor/katex-0.19.1/katex.min";
  // A lone $ is money as often as maths: an opening one has no space after it, a closing one none
  // before it and no digit after it.
  const MATHS =
    /\$\$([^$]+)\$\$|\\\[([^]+?)\\\]|\\\(([^]+?)\\\)|(?<![\\$])\$(?![\s$])((?:\\[^]|[^\\$]){0,999}?[^\s\\$]|[^\s\\$])\$(?![\d$])/g;
  let katex;

  function load() {
    katex ??= new Promise((resolve, reject) => {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = KATEX + ".css";
      const script = document.createElement("script");
      script.src = KATEX + ".js";
      script.onload = () => resolve(window.katex);
      script.onerror = reject;
      document.head.append(style, script);
    });
    return katex;
  }

  function texts(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.search(MATHS) >= 0) found.push(node);
    }
    return found;
  }

  function render(node, katex) {
    const parts = [];
    let end = 0;
    for (const match of node.data.matchAll(MATHS)) {
      const [all, dollars, brackets, parentheses, dollar] = match;
      const span = document.createElement("span");
      try {
        katex.render(dollars ?? brackets ?? parentheses ?? dollar, span, {
          displayMode: (dollars ?? brackets) !== undefined,
          maxExpand: 200,
          maxSize: 10,
          strict: "ignore",
          trust: false,
        });
      } catch {
        continue;
      }
      parts.push(node.data.slice(end, match.index), span);
      end = match.index + all.length;
    }
    if (parts.length > 0) node.replaceWith(...parts, node.data.slice(end));
  }

  async function renderAll(root) {
    const found = [...root.querySelectorAll(".tex:not([data-tex])")].flatMap((element) => {
      element.dataset.tex = "done";
      return texts(element);
    });
    if (found.length === 0) return;
    const loaded = await load();
    found.forEach((node) => render(node, loaded));
  }

  renderAll(document);
  // Pages that follow are appended to this one.
  document.addEventListener("htmx:after:swap", () => renderAll(document));
})();
