// Makes modules of the sources that came in one response: each gets an address in memory, and the imports of the later
// ones are pointed at it. The sources are in the order of their imports, the page's own module last.
(function () {
  /** @type {[string, string][]} */
  var sources = /* MODULES */ [];
  /** @type {Object<string, string>} */
  var addresses = {};
  sources.forEach(function (entry) {
    var source = entry[1].replace(/(["'])module:([^"']+)\1/g, function (_, quote, path) {
      return quote + addresses[path] + quote;
    });
    source += "\n//# sourceURL=/" + entry[0];
    addresses[entry[0]] = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  });
  var page = document.createElement("script");
  page.type = "module";
  page.src = addresses[sources[sources.length - 1][0]];
  document.head.appendChild(page);
})();
