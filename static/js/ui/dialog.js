// @ts-check
// A dialog on the browser's own <dialog>: focus stays inside, Escape and the Back button close it. Browsers without one
// (Safari before 15.4) get the same by hand. A touch beside it closes it too, but never once somebody has typed in it.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { askingToLeave, closeOnBack, leaveMeeting } from "./back-button.js";
import { Icon } from "./icon.js";
import { Toast } from "./toast.js";
import { t } from "./words.js";

const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled])";

/**
 * @param {{title: string, onClose: () => void, children?: any, wide?: boolean, leave?: string}} props  `leave`: how one goes
 *   away from it, where "Close" could mean something else.
 */
export function Dialog({ title, onClose, children, wide, leave }) {
  const ref = useRef(/** @type {any} */ (null));
  const heading = useRef(/** @type {any} */ (null));
  const close = useRef(onClose);
  close.current = onClose;
  const typed = useRef(false);
  const pressed = useRef(/** @type {EventTarget | null} */ (null));
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    const release = closeOnBack(() => close.current());
    const shut = dialog.showModal ? native(dialog) : byHand(dialog, () => close.current());
    // It begins at its heading, so that it is read out first and no keyboard jumps up; a view may ask for another place.
    (dialog.querySelector("[autofocus]") || heading.current).focus();
    return () => {
      release();
      shut();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  /** @param {MouseEvent} event */
  const beside = (event) => {
    // Both the press and the release: marking words with the mouse may end outside.
    if (event.target === ref.current && pressed.current === ref.current && !typed.current) onClose();
  };
  /** @param {Event} event */
  const closeOnEscape = (event) => {
    // A file picker or a menu inside may be cancelled too.
    if (event.target !== ref.current) return;
    event.preventDefault();
    onClose();
  };
  // While a dialog is open, only what is inside it can be seen and heard: so it has its own place for what is said.
  return html`<dialog
    ref=${ref}
    class=${wide ? "dialog wide" : "dialog"}
    aria-label=${title}
    onCancel=${closeOnEscape}
    onInput=${() => (typed.current = true)}
    onPointerDown=${(/** @type {Event} */ event) => (pressed.current = event.target)}
    onClick=${beside}
  >
    <div class="dialog-inside">
      <header class="dialog-head">
        <h2 dir="auto" tabindex="-1" ref=${heading}>${title}</h2>
        <button type="button" class="button quiet small" onClick=${onClose}>
          <${Icon} name="x" /> ${leave || t("common.close")}
        </button>
      </header>
      ${children}
    </div>
    <${Toast} />
  </dialog>`;
}

/** @param {any} dialog */
function native(dialog) {
  dialog.showModal();
  return () => dialog.close();
}

/** @param {HTMLElement} dialog @param {() => void} close */
function byHand(dialog, close) {
  dialog.setAttribute("open", "");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.classList.add("by-hand");
  const inside = () => /** @type {HTMLElement[]} */ (Array.from(dialog.querySelectorAll(FOCUSABLE)));
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const stops = inside();
    const end = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== end && dialog.contains(document.activeElement)) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
  };
  document.addEventListener("keydown", keys);
  return () => document.removeEventListener("keydown", keys);
}

/** The question that the Back button asks. */
export function LeaveDialog() {
  if (!askingToLeave.value) return null;
  const stay = () => (askingToLeave.value = false);
  return html`<${Dialog} title=${t("common.leave_title")} onClose=${stay}>
    <p>${t("common.leave_text")}</p>
    <div class="row">
      <button type="button" class="button" onClick=${stay}>${t("common.stay")}</button>
      <button type="button" class="button quiet" onClick=${leaveMeeting}>${t("common.leave")}</button>
    </div>
  </>`;
}
