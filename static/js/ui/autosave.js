// @ts-check
// A field that saves itself a moment after the last key, and says so.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { status } from "../live/connection.js";
import { page } from "../live/facts.js";
import { send } from "../live/outbox.js";
import { createDraft } from "./draft.js";
import { t } from "./words.js";

/**
 * @param {{label: string, value: string, name: string, args: any, field: string, rows?: number, limit: number, hint?: string, needed?: boolean}} props
 *   `name`, `args`, `field`: the command that saves it, and its field for this text.
 */
export function Autosave({ label, value, name, args, field, rows = 1, limit, hint, needed }) {
  const id = useId();
  const [, draw] = useState(0);
  const ref = useRef(/** @type {ReturnType<typeof createDraft> | null} */ (null));
  const area = useRef(/** @type {any} */ (null));
  if (!ref.current) {
    ref.current = createDraft({
      key: `text.${page.code}.${JSON.stringify([name, args, field])}`,
      value,
      give: (text) => send(name, { ...args, [field]: text }),
      changed: () => draw((n) => n + 1),
      needed,
    });
  }
  const draft = ref.current;
  useEffect(() => draft.follow(value), [value]);
  useEffect(() => {
    const flush = () => draft.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);
  useLayoutEffect(() => {
    // Grows with its words, up to half of the screen. In a dialog that is not open yet it has no height to go by.
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    if (element.scrollHeight) element.style.height = `${Math.min(element.scrollHeight + 4, window.innerHeight / 2)}px`;
  }, [draft.text]);

  const input = (/** @type {any} */ event) => draft.type(event.target.value);
  const more = { id, class: "input", dir: "auto", maxlength: limit, value: draft.text, onInput: input, "aria-describedby": hint ? `${id}-hint` : undefined };
  return html`<div class="field autosave">
    <div class="row apart"><label class="label" for=${id}>${label}</label><span class=${`small-text ${draft.refused ? "error" : "soft"}`} role="status">${saying(draft)}</span></div>
    ${rows > 1 ? html`<textarea ref=${area} rows=${rows} ...${more}></textarea>` : html`<input ...${more} />`}
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    ${draft.other !== null && html`<div class="autosave-two stack tight" role="alert">
      <p><b>${t("chair.two.heading")}</b></p><blockquote dir="auto">${draft.other}</blockquote>
      <div class="row">${["both", "mine", "theirs"].map((which) => html`<button key=${which} type="button" class="button quiet small" onClick=${() => draft.choose(/** @type {any} */ (which))}>${t(`chair.two.${which}`)}</button>`)}</div>
    </div>`}
  </div>`;
}

/** @param {ReturnType<typeof createDraft>} draft */
function saying(draft) {
  if (draft.refused) return draft.refused;
  if (draft.other !== null) return "";
  if (!draft.dirty) return draft.text ? t("common.saved") : "";
  return t(status.value === "live" ? "common.saving" : "common.not_saved_yet");
}
