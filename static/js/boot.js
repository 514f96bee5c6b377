// Makes modules of the sources that came in one response: each gets an address in memory, and the imports of the later
// ones are pointed at it. The sources are in the order of their imports, the page's own module last.
(() => {
  /** @type {[string, string][]} */
  const sources = /* MODULES */ [];
  /** @type {Object<string, string>} */
  const addresses = {};
  for (const [path, source] of sources) {
    const linked = source.replace(/(["'])module:([^"']+)\1/g, (_, quote, other) => quote + addresses[other] + quote);
    const named = `${linked}\n//# sourceURL=/${path}`;
    addresses[path] = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
  }
  const page = document.createElement("script");
  page.type = "module";
  page.src = addresses[sources[sources.length - 1][0]];
  document.head.appendChild(page);
})();
