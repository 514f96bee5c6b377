// @ts-check
// A page that the browser translates. Translators (Google's in Chrome and Edge) put a <font> with the translation in the
// place of each text. The views know the text that is gone: they would change it unseen, so that the page stands still,
// or fail to put something beside it. So here a text goes back to its place, empty, right after its translation. When a
// view changes it, the old translation goes and the translator finds a new text; when a view removes it, its
// translation goes with it.

/** The translation of each text, and what the text said. @type {WeakMap<Node, {font: Element, said: string}>} */
const translations = new WeakMap();

const observer = new MutationObserver(settle);

/** @param {Node} root  The views draw in it. */
export function followTranslations(root) {
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  const { insertBefore } = Node.prototype;
  // A view may put something before a text that the translator has taken away just now.
  Node.prototype.insertBefore = function (node, place) {
    if (place && place.parentNode !== this) settle(observer.takeRecords());
    return /** @type {any} */ (insertBefore.call(this, node, place && place.parentNode === this ? place : null));
  };
}

/** @param {MutationRecord[]} records */
function settle(records) {
  const fonts = new Set(
    records.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node.nodeName === "FONT")),
  );
  for (const record of records) {
    for (const text of record.removedNodes) {
      if (text instanceof Text && !text.parentNode) takenAway(text, replacement(record, fonts));
    }
    for (const node of record.addedNodes) putTogether(node);
    if (record.nextSibling) putTogether(record.nextSibling);
  }
  // Last: what a view changed in the same moment in which the translator took it away.
  const changed = records
    .filter(({ type }) => type === "characterData")
    .map(({ target }) => /** @type {Text} */ (target));
  for (const text of new Set(changed)) if (text.data || translations.get(text)?.font.parentNode) showAnew(text);
  // What was done here is known.
  observer.takeRecords();
}

/**
 * The translation that has come into the place of a text, if any.
 * @param {MutationRecord} record  It removes the text. @param {Set<Node>} fonts  Those that came meanwhile.
 */
function replacement(record, fonts) {
  const font = [...record.addedNodes, record.previousSibling, record.nextSibling].find(
    (node) => node && fonts.has(node) && node.parentNode,
  );
  if (font) fonts.delete(font);
  return /** @type {Element | undefined} */ (font);
}

/** @param {Text} text @param {Element} [font]  What has come in its place; without it, a view removed the text. */
function takenAway(text, font) {
  const before = translations.get(text);
  if (before) before.font.remove();
  translations.delete(text);
  if (!font) return;
  translations.set(text, { font, said: text.data || before?.said || "" });
  text.data = "";
  font.after(text);
}

/** A view has changed this text. @param {Text} text */
function showAnew(text) {
  if (!translations.has(text)) return;
  translations.get(text)?.font.remove();
  translations.delete(text);
  // A translator looks at what comes into the page.
  text.replaceWith(text);
}

/** A text was moved, or something was put before it: its translation follows. @param {Node} node */
function putTogether(node) {
  const translation = translations.get(node);
  if (!translation || !node.parentNode) return;
  if (translation.font.parentNode) {
    if (node.previousSibling !== translation.font) node.parentNode.insertBefore(translation.font, node);
    return;
  }
  // The reader wants to see the original: the translator has put the text into the place of its translation.
  translations.delete(node);
  /** @type {Text} */ (node).data = translation.said;
}
