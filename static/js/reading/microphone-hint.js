// @ts-check
// The first time that somebody begins to write on a device with a touch screen, a line says that its keyboard can listen.
// It goes with the first letter, is closed with a press, and does not come again.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { keepFocus } from "../ui/keep-focus.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";

const SEEN = "live_cop.microphone_hint";

function wasSeen() {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    // A device that remembers nothing would show it each time.
    return true;
  }
}

/** Whether the device remembers from now on that it was shown. */
function remembered() {
  try {
    localStorage.setItem(SEEN, "1");
    return true;
  } catch {
    return false;
  }
}

/** Above the box to write in of the page that it stands on. */
export function MicrophoneHint() {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const page = place.current?.parentElement;
    if (!page || wasSeen() || !window.matchMedia("(hover: none) and (pointer: coarse)").matches) return;
    const begin = () => {
      const box = document.activeElement;
      if (!(box instanceof HTMLTextAreaElement) || !page.contains(box) || box.value || wasSeen()) return;
      setIsShown(remembered());
    };
    const end = () => setIsShown(false);
    page.addEventListener("focusin", begin);
    page.addEventListener("input", end);
    begin();
    return () => {
      page.removeEventListener("focusin", begin);
      page.removeEventListener("input", end);
    };
  }, []);
  // A press on it is none beside the box, which would fold.
  const keepOpen = (/** @type {Event} */ event) => event.stopPropagation();
  return html`<div class="microphone-hint" ref=${place} onMouseDown=${keepFocus} onClick=${keepOpen}>
    ${
      isShown &&
      html`<${Icon} name="mic" /> <${Status} says="comes" class="grow">${t("member.microphone.hint")}<//>
        <button type="button" class="button plain small" aria-label=${t("common.close")} onClick=${() => setIsShown(false)}>
          <${Icon} name="x" />
        </button>`
    }
  </div>`;
}
