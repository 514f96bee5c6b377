// @ts-check
// Web addresses inside a note. Each is shown as the host that it leads to, so that nobody is deceived by what is written
// around it. The server finds the same ones for the report: live_cop/meeting/texts/web_links.py.
import { html } from "../../../vendor/preact.js";

const FOUND = /https?:\/\/[^\s<>"]+/gi;
const AFTER = ".,;:!?'*’”»…";
/** @type {Record<string, string>} */
const PAIRS = { ")": "(", "]": "[", "}": "{" };
/** Never in the plain form of an address, or read differently by different programs. */
const FORBIDDEN = /[\\^\x60{|}\p{C}\p{Z}]/u;
/** The host as it must be written: no name or password before it, no number in brackets. */
const WRITTEN = /^https?:\/\/[^/?#@[\]:%]+(:\d{1,5})?([/?#].*)?$/i;

/** @typedef {{text: string, url?: string}} Piece  A link has the address in `url` and its host as `text`. */

/** @param {string} text @returns {Piece[]} */
function pieces(text) {
  const found = /** @type {Piece[]} */ ([]);
  let end = 0;
  for (const match of text.matchAll(FOUND)) {
    const address = withoutEnding(match[0]);
    const url = safe(address);
    if (!url) continue;
    found.push({ text: text.slice(end, match.index) }, { text: url.host, url: url.href });
    end = match.index + address.length;
  }
  return [...found, { text: text.slice(end) }].filter((each) => each.text);
}

/** @param {string} address */
function safe(address) {
  if (FORBIDDEN.test(address) || !WRITTEN.test(address)) return null;
  try {
    const url = new URL(address);
    // A browser reads a host such as 0x7f.1 as the number of a machine: 127.0.0.1.
    return /[^\d.]/.test(url.hostname) || address.includes(url.hostname) ? url : null;
  } catch {
    return null;
  }
}

/** @param {string} address */
function withoutEnding(address) {
  let end = address.length;
  for (; end; end -= 1) {
    const last = address[end - 1];
    const before = address.slice(0, end);
    const unpaired = last in PAIRS && before.split(last).length > before.split(PAIRS[last]).length;
    if (!AFTER.includes(last) && !unpaired) break;
  }
  return address.slice(0, end);
}

/**
 * The text of a note with its links. Where nothing can be pressed (on the board, in a button), `plain`, they are only
 * shown as their hosts.
 * @param {{text: string, plain?: boolean}} props
 */
export function LinkedText({ text, plain }) {
  if (!/https?:/i.test(text)) return text;
  return pieces(text).map((each, n) =>
    !each.url
      ? each.text
      : plain
        ? html`<span key=${n} class="note-link"><bdi>${each.text}</bdi></span>`
        : html`<a
            key=${n}
            class="note-link"
            href=${each.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            title=${each.url}
            ><bdi>${each.text}</bdi></a
          >`,
  );
}

/** The links of a note that is being edited. @param {{text: string}} props */
export function NoteLinks({ text }) {
  const links = pieces(text).filter((each) => each.url);
  if (!links.length) return null;
  return html`<p class="note-links row small-text">
    ${links.map((each, n) => html`<${LinkedText} key=${n} text=${each.url} />`)}
  </p>`;
}
