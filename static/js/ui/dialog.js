// @ts-check
// A dialog on the browser's own <dialog>: focus stays inside, Escape and the Back button close it.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { Icon } from "./icon.js";
import { t } from "./words.js";

/**
 * @param {{title: string, onClose: () => void, children?: any, wide?: boolean}} props
 */
export function Dialog({ title, onClose, children, wide }) {
  const ref = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
    return () => {
      if (dialog.close) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return html`<dialog
    ref=${ref}
    class=${wide ? "dialog wide" : "dialog"}
    aria-label=${title}
    onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault();
      onClose();
    }}
    onClick=${(/** @type {any} */ event) => event.target === ref.current && onClose()}
  >
    <div class="dialog-inside">
      <header class="dialog-head">
        <h2>${title}</h2>
        <button type="button" class="button quiet small" onClick=${onClose}><${Icon} name="x" /> ${t("common.close")}</button>
      </header>
      ${children}
    </div>
  </dialog>`;
}
