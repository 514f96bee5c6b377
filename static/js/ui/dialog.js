// @ts-check
// A dialog that uses the browser's <dialog>: focus stays inside, Escape and the Back button close it. Browsers without
// one (Safari before 15.4) get the same behaviour from a fallback. A click outside closes it too, but not once somebody
// has typed in it.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { askingToLeave, closeOnBack, leaveMeeting } from "./back-button.js";
import { isComposingKey } from "./composition.js";
import { Icon } from "./icon.js";
import { Toast } from "./toast.js";
import { t } from "./words.js";

const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled])";

/**
 * @param {{title: string, onClose: () => void, children?: unknown, wide?: boolean, leave?: string}} props  `leave`: the
 *   label of the button that closes it, where "Close" could mean something else.
 */
export function Dialog({ title, onClose, children, wide, leave }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const close = useRef(onClose);
  close.current = onClose;
  const typed = useRef(false);
  const pressed = useRef(/** @type {EventTarget | null} */ (null));
  useEffect(() => {
    const dialog = /** @type {HTMLDialogElement} */ (ref.current);
    const before = document.activeElement;
    const release = closeOnBack(() => close.current());
    const hide = "showModal" in dialog ? showNative(dialog) : showFallback(dialog, () => close.current());
    // The focus starts at the heading, so that it is read out first and no on-screen keyboard opens; a view may ask for
    // another element.
    const first = /** @type {HTMLElement | null} */ (dialog.querySelector("[autofocus]")) || heading.current;
    first?.focus();
    return () => {
      release();
      hide();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  /** @param {MouseEvent} event */
  const clickedOutside = (event) => {
    // Both the press and the release must be outside: selecting text with the mouse may end outside.
    if (event.target === ref.current && pressed.current === ref.current && !typed.current) onClose();
  };
  /** @param {Event} event */
  const closeOnEscape = (event) => {
    // The event may also come from a file picker or a menu inside.
    if (event.target !== ref.current) return;
    event.preventDefault();
    onClose();
  };
  // While a dialog is open, only its contents can be seen and read out, so it contains its own toast.
  return html`<dialog
    ref=${ref}
    class=${wide ? "dialog wide" : "dialog"}
    aria-label=${title}
    onCancel=${closeOnEscape}
    onInput=${() => (typed.current = true)}
    onPointerDown=${(/** @type {Event} */ event) => (pressed.current = event.target)}
    onClick=${clickedOutside}
  >
    <div class="dialog-inside">
      <header class="dialog-head">
        <h2 dir="auto" tabindex="-1" ref=${heading}>${title}</h2>
        <button type="button" class="button quiet small" onClick=${onClose}>
          <${Icon} name="x" /> ${leave || t("common.close")}
        </button>
        <${Toast} />
      </header>
      ${children}
    </div>
  </dialog>`;
}

/** @param {HTMLDialogElement} dialog */
function showNative(dialog) {
  dialog.showModal();
  return () => dialog.close();
}

/** @param {HTMLElement} dialog @param {() => void} close */
function showFallback(dialog, close) {
  dialog.setAttribute("open", "");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.classList.add("by-hand");
  const inside = () => /** @type {HTMLElement[]} */ (Array.from(dialog.querySelectorAll(FOCUSABLE)));
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === "Escape" && !isComposingKey(event)) close();
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
