// @ts-check
// One button that reads aloud what this person looks at. Where the device has no voice of its own, there is none.
import { html, useEffect } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { followTouches, noteElement, readableNow, touched } from "./readable.js";
import { canSpeak, isSpeaking, speak, stop } from "./speech.js";

/** @param {{scale?: string}} props  `scale`: the one that is shown here, if any. */
export function ListenButton({ scale }) {
  return canSpeak() && html`<${Listen} scale=${scale} />`;
}

/** @param {{scale?: string}} props */
function Listen({ scale }) {
  const { note } = touched.value;
  useEffect(followTouches, []);
  // What is no longer on the page is forgotten.
  useEffect(() => {
    if (note && !noteElement()) touched.value = { note: "", scale: "" };
  });
  // What is read must have its button to stop it in sight.
  useEffect(() => stop, []);
  useEffect(() => {
    const element = noteElement();
    element?.setAttribute("data-listen", "");
    return () => element?.removeAttribute("data-listen");
  }, [note]);
  const speaks = isSpeaking.value;
  const label = t(note ? "member.listen.note" : scale ? "member.listen.answers" : "member.listen.question");
  const press = () => {
    if (speaks) return stop();
    if (!speak(readableNow(scale).passages)) showToast(t("member.listen.no_voice"));
  };
  return html`<button
    type="button"
    class=${`button quiet small listen ${speaks ? "on" : ""}`}
    aria-label=${speaks ? undefined : label}
    onClick=${press}
  >
    <${Icon} name=${speaks ? "square" : "volume-2"} /> <span>${t(speaks ? "member.listen.stop" : "member.listen.button")}</span>
  </button>`;
}
