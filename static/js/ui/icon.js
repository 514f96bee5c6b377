// @ts-check
// An icon from the vendored set, with its size and its role for screen readers in one place.
import { ICONS } from "../../icons/lucide.js";
import { html } from "../../vendor/preact.js";

/** Those that point onward or back, which are turned round where people read from right to left. */
const WAYS = ["arrow-left", "arrow-right", "chevron-right", "undo-2"];

/**
 * A small icon that goes with a word; screen readers ignore it.
 * @param {{name: string}} props
 */
export function Icon({ name }) {
  return html`<svg
    class=${WAYS.includes(name) ? "icon onward" : "icon"}
    viewBox="0 0 24 24"
    aria-hidden="true"
    dangerouslySetInnerHTML=${{ __html: ICONS[name] || "" }}
  />`;
}
