// @ts-check
// Writing a note. The words leave this box only when the server has them on disk; until then they stay in sight. What is
// half written is kept on the device with every key, so that a reload finds it again.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { send } from "../live/outbox.js";
import { get, one } from "../live/records.js";
import { you } from "../live/connection.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { chairs } from "./notes.js";
import { Colors } from "./colors.js";

const MOST = 500;

/** @param {string} zone */
const place = (zone) => `draft.${page.code}.${page.as}.${zone}`;

/** What is half written for a zone. @param {string} zone */
export function draftOf(zone) {
  try {
    return localStorage.getItem(place(zone)) || "";
  } catch (error) {
    return "";
  }
}

/** @param {string} zone @param {string} text */
export function keepDraft(zone, text) {
  try {
    if (text) localStorage.setItem(place(zone), text);
    else localStorage.removeItem(place(zone));
  } catch (error) {
    // A private window without storage: the words are still in the box.
  }
}

/**
 * @param {{zone: any, start?: string, extra?: any}} props  `start`: what was typed before the script was there;
 *   `extra`: a button beside the main one.
 */
export function Composer({ zone, start, extra }) {
  const [text, setText] = useState(() => start || draftOf(zone.id));
  const [color, setColor] = useState(zone.color);
  const [signed, setSigned] = useState(false);
  const [sending, setSending] = useState(/** @type {null | "now" | "waiting"} */ (null));
  const [error, setError] = useState("");
  const box = useRef(/** @type {any} */ (null));
  const trip = useRef(0);
  const meeting = one("meeting");
  const me = you.value ? get("person", you.value.id) : undefined;
  const length = Array.from(text.trim()).length;
  const paused = meeting && meeting.paused && !chairs();

  useEffect(() => {
    if (start) keepDraft(zone.id, start);
  }, []);
  useEffect(() => {
    // Grows with its words up to a third of the screen, and scrolls after that.
    const area = box.current;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
  }, [text]);

  /** @param {string} words */
  const write = (words) => {
    setText(words);
    setError("");
    keepDraft(zone.id, words);
  };
  /** @param {Event} [event] */
  const submit = async (event) => {
    if (event) event.preventDefault();
    const words = text.trim();
    if (!words || sending || paused) {
      box.current.focus();
      return;
    }
    trip.current += 1;
    const mine = trip.current;
    setSending("now");
    const slow = setTimeout(() => mine === trip.current && setSending("waiting"), 1500);
    const args = { zone: zone.id, text: words, color, signed: signed && me ? me.name : null };
    // Once it is kept in the outbox, a reload shows it there as waiting, so the draft may go.
    const answer = await send("note.add", args, () => keepDraft(zone.id, ""));
    clearTimeout(slow);
    if (mine !== trip.current) return;
    setSending(null);
    if (answer.ok) {
      setText("");
      keepDraft(zone.id, "");
    } else {
      keepDraft(zone.id, text);
      setError(answer.error ? answer.error.message : "");
    }
    box.current.focus();
  };
  /** The words wait in the list; the box is free again. */
  const another = () => {
    trip.current += 1;
    setSending(null);
    setText("");
    box.current.focus();
  };

  return html`<form class="composer" onSubmit=${submit} aria-label=${t("wall.composer.label", { zone: zone.title })}>
    <div class=${`paper ${color} ${sending ? "is-waiting" : ""}`}>
      <textarea
        ref=${box}
        id="composer"
        rows="1"
        dir="auto"
        value=${text}
        readonly=${sending !== null}
        placeholder=${t("wall.composer.placeholder")}
        aria-label=${t("wall.composer.label", { zone: zone.title })}
        enterkeyhint="enter"
        onInput=${(/** @type {any} */ event) => write(event.target.value)}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit()}
      ></textarea>
    </div>
    ${length > MOST - 80 && html`<p class=${length > MOST ? "error" : "soft small-text"} role="status">${t("wall.composer.left", { n: MOST - length })}</p>`}
    ${error && html`<p class="error" role="alert">${error}</p>`}
    ${paused && html`<p class="soft" role="status">${t("wall.composer.paused")}</p>`}
    ${sending === "waiting" && html`<p class="error row" role="status"><${Icon} name="hourglass" /> ${t("wall.composer.waiting")}</p>`}
    <div class="composer-row">
      <${Colors} value=${color} onPick=${setColor} few />
      ${me && me.name && html`<label class="sign"><input type="checkbox" checked=${signed} onChange=${(/** @type {any} */ event) => setSigned(event.target.checked)} /> ${t("wall.composer.sign")}</label>`}
    </div>
    <div class="composer-row composer-buttons">
      ${extra}
      ${sending === "waiting"
        ? html`<button type="button" class="button quiet grow" onClick=${another}>${t("wall.composer.another")}</button>`
        : html`<button type="submit" class="button grow" aria-disabled=${!text.trim() || length > MOST || paused ? "true" : undefined}>${sending ? t("common.saving") : t("wall.composer.put")}</button>`}
    </div>
  </form>`;
}
