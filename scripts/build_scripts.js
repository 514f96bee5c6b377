// Makes static/built/ from the modules in static/js/: for each page one minified script, and a chunk for each module that
// it imports only when it is needed. `make build` runs it; the same sources give the same scripts. With `--check` it
// writes nothing, and fails where what is there is not what it would write.
//
// A page's script is no module: Chromium keeps the compiled code of other scripts, and compiles modules each time. What
// its chunks, which are modules, take from it is in a global variable, in a list. Both are stored as they are sent,
// compressed with Brotli and gzip. A page's `.json` says of which sources its scripts were made: the server uses them only
// as long as those are the same.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const STATIC = fileURLToPath(new URL("../static", import.meta.url));
const OUTPUT = join(STATIC, "built");
/** What the oldest browsers of docs/hosting.md read; acorn checks the result. */
const TARGET = "es2021";
const OUTPUT_FORM = { format: "esm", target: TARGET, minify: true, charset: "utf8", legalComments: "inline" };
/** Around a module without imports and exports, which is a script then. (esbuild's own form for that has no late imports.) */
const AS_SCRIPT = { banner: { js: '(()=>{"use strict";' }, footer: { js: "})();" } };
/** The global variable with what a page's script gives its chunks. */
const SHARED = "globalThis.pageParts";
const OPTIONS = {
  ...OUTPUT_FORM,
  bundle: true,
  write: false,
  metafile: true,
  absWorkingDir: STATIC,
  logLevel: "warning",
};
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
const IMPORTS = /import\s*\{(?<names>[^}]*)\}\s*from\s*"[^"]*"/g;

/** The path under static/ of what a module imports. */
const imported = ({ importer, path }) => posix.join(posix.dirname(posix.relative(STATIC, importer)), path);

/** Indentation inside templates, which htm drops anyway, and no licence's. */
const withoutIndentation = {
  name: "indentation",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/js\/.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/^[ \t]+/gm, ""),
    })),
};

const ICONS = "icons/lucide.js";

/** Of the icons, those whose name stands somewhere in these modules. @param {string[]} modules */
const onlyTheirIcons = (modules) => ({
  name: "icons",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/icons\/lucide\.js$/ }, ({ path }) => {
      const text = modules.filter((each) => each !== ICONS).map((each) => readFileSync(join(STATIC, each), "utf8"));
      const named = text.join("\n");
      const isNamed = (/** @type {string} */ line) => named.includes(line.split(":")[0].trim());
      const lines = readFileSync(path, "utf8").split("\n");
      return { contents: lines.filter((line) => !line.startsWith('  "') || isNamed(line)).join("\n") };
    }),
});

/** Leaves out what is imported late, and says where the page's script finds it. */
const lateImports = (page, late) => ({
  name: "late imports",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.{1,2}\// }, (found) => {
      if (found.kind !== "dynamic-import") return undefined;
      late.add(imported(found));
      return { path: `./${page}/${imported(found)}`, external: true };
    }),
});

const digestOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
/** A name for what a module exports, among all modules. If two were the same, esbuild would say so. */
const sharedName = (path, name) => `m${BigInt(`0x${digestOf(path, "\0", name)}`).toString(36)}`.slice(0, 5);

/** Imports from the page's script what it has: what these modules export. */
const fromPage = (script, exported) => ({
  name: "from the page",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.{1,2}\// }, (found) => {
      if (found.namespace === "page") return { path: script, external: true };
      if (found.kind === "dynamic-import") throw new Error(`A chunk cannot import another one: ${found.importer}`);
      return exported.has(imported(found)) ? { path: imported(found), namespace: "page" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "page" }, ({ path }) => ({
      contents: `export {${exported.get(path).map((name) => `${sharedName(path, name)} as ${name}`)}} from "./page.js";`,
      resolveDir: STATIC,
    }));
  },
});

/**
 * The script of a chunk without what it imports from the page and does not use, which esbuild leaves in. Names must not be
 * shortened yet, so that none stands for two things.
 */
function withoutUnusedImports(text) {
  const body = text.replace(IMPORTS, "");
  const isUsed = (name) => new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`).test(body);
  return text.replace(IMPORTS, (whole, names) => {
    const used = names.split(",").filter((each) => isUsed(each.trim().split(" ").at(-1)));
    return used.length ? whole.replace(names, used.join(",")) : "";
  });
}

/** The names that each of these modules exports. */
async function exportsOf(modules) {
  const { metafile } = await build({
    ...OPTIONS,
    bundle: false,
    entryPoints: modules,
    outbase: STATIC,
    outdir: OUTPUT,
    minify: false,
  });
  return new Map(Object.values(metafile.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
}

/** Bundles a page. Returns its sources, and its scripts by their names. */
async function bundle(page) {
  const entry = `js/pages/${page}.js`;
  const late = new Set();
  const plugins = [lateImports(page, late), withoutIndentation];
  const whole = await build({ ...OPTIONS, entryPoints: [entry], outdir: OUTPUT, plugins });
  const own = Object.keys(whole.metafile.inputs).sort();
  const sources = new Set(own);
  const exported = await exportsOf(own);
  const scripts = new Map();
  const shared = new Set();
  for (const path of [...late].sort()) {
    const script = posix.relative(posix.join(page, posix.dirname(path)), `${page}.js`);
    const plugins = [fromPage(script, exported), withoutIndentation];
    const chunk = await build({ ...OPTIONS, minify: false, entryPoints: [path], outdir: OUTPUT, plugins });
    const { code: text } = await transform(withoutUnusedImports(chunk.outputFiles[0].text), OUTPUT_FORM);
    for (const { groups } of text.matchAll(IMPORTS))
      for (const name of groups.names.split(",")) shared.add(name.trim().split(" ")[0]);
    for (const input of Object.keys(chunk.metafile.inputs)) if (!input.startsWith("page:")) sources.add(input);
    scripts.set(`${page}/${path}`, text);
  }
  const places = [...shared];
  const place = (/** @type {string} */ name) =>
    name.trim().replace(/^(\S+) as /, (_, own) => `${places.indexOf(own)}:`);
  const take = (_, names) => `const{${names.split(",").map(place)}}=${SHARED}`;
  for (const [name, text] of scripts) scripts.set(name, text.replace(IMPORTS, take));
  const lines = own.flatMap((path) =>
    exported
      .get(path)
      .filter((name) => shared.has(sharedName(path, name)))
      .map((name) => `import { ${name} as ${sharedName(path, name)} } from "./${path}";`),
  );
  if (places.length) lines.push(`${SHARED} = [${places}];`);
  const stdin = { contents: [`import "./${entry}";`, ...lines].join("\n"), resolveDir: STATIC, sourcefile: "page" };
  const all = [...plugins, onlyTheirIcons([...sources])];
  const script = await build({ ...OPTIONS, ...AS_SCRIPT, stdin, outdir: OUTPUT, plugins: all });
  scripts.set(`${page}.js`, script.outputFiles[0].text);
  return { sources: [...sources].sort(), scripts };
}

/** All files: what they say, by their names. */
const files = new Map();
for (const file of readdirSync(join(STATIC, "js/pages")).sort()) {
  const page = file.replace(".js", "");
  const { sources, scripts } = await bundle(page);
  for (const [name, text] of scripts) files.set(name, text);
  const made = {
    sources: digestOf(...sources.flatMap((path) => [path, "\0", readFileSync(join(STATIC, path))])),
    scripts: digestOf(...[...scripts].sort().flatMap(([name, text]) => [name, "\0", text])).slice(0, 16),
  };
  files.set(`${page}.json`, `${JSON.stringify(made, null, 2)}\n`);
}

if (process.argv.includes("--check")) check();
else write();

function write() {
  rmSync(OUTPUT, { recursive: true, force: true });
  for (const [name, text] of files) {
    const target = join(OUTPUT, name);
    mkdirSync(dirname(target), { recursive: true });
    if (name.endsWith(".json")) writeFileSync(target, text);
    else {
      writeFileSync(`${target}.br`, brotliCompressSync(text, { params: BROTLI }));
      writeFileSync(`${target}.gz`, gzipSync(text, { level: 9 }));
    }
  }
}

/** Compares what is there with what was built now. Versions of Node.js compress differently, so this reads what it says. */
function check() {
  const read = (name, decompress) => {
    try {
      return String(decompress(readFileSync(join(OUTPUT, name))));
    } catch {
      return "";
    }
  };
  for (const [name, text] of files) {
    const found = name.endsWith(".json")
      ? [read(name, (data) => data)]
      : [read(`${name}.br`, brotliDecompressSync), read(`${name}.gz`, gunzipSync)];
    if (found.some((each) => each !== text)) {
      console.error(`static/built/${name} is not what its sources make. Run "make build", and commit static/built/.`);
      process.exitCode = 1;
    }
  }
}
