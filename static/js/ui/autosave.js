// @ts-check
// A text that saves itself a moment after the last key. What is not yet acknowledged stays in the field and on the device.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { send } from "../live/outbox.js";
import { t } from "./words.js";

const AFTER_MS = 900;

/**
 * @param {{label: string, value: string, name: string, args: any, field: string, rows?: number, limit: number, hint?: string}} props
 *   `name`, `args`, `field`: the command that saves it, and its field for this text.
 */
export function Autosave({ label, value, name, args, field, rows = 1, limit, hint }) {
  const key = `text.${page.code}.${name}.${JSON.stringify(args)}.${field}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? value);
  const [state, setState] = useState("");
  const timer = useRef(0);
  const latest = useRef(text);
  const saved = useRef(value);

  useEffect(() => {
    // Somebody else changed it, and nobody is typing here.
    if (value !== saved.current && latest.current === saved.current) {
      latest.current = value;
      setText(value);
    }
    saved.current = value;
  }, [value]);
  useEffect(() => {
    if (text !== value) write(text);
    return () => {
      if (timer.current) {
        clearTimeout(timer.current);
        save();
      }
    };
  }, []);

  const save = async () => {
    timer.current = 0;
    const words = latest.current;
    const answer = await send(name, { ...args, [field]: words });
    if (answer.ok && latest.current === words) {
      localStorage.removeItem(key);
      setState(t("common.saved"));
    } else if (!answer.ok) setState(answer.error ? answer.error.message : t("common.not_saved_yet"));
  };
  /** @param {string} words */
  const write = (words) => {
    latest.current = words;
    setText(words);
    localStorage.setItem(key, words);
    setState(t("common.saving"));
    clearTimeout(timer.current);
    timer.current = window.setTimeout(save, AFTER_MS);
  };
  const input = (/** @type {any} */ event) => write(event.target.value);
  return html`<label class="field">
    <span class="row apart"><span class="label">${label}</span><span class="soft small-text" role="status">${state}</span></span>
    ${rows > 1 ? html`<textarea class="input" dir="auto" rows=${rows} maxlength=${limit} value=${text} onInput=${input}></textarea>` : html`<input class="input" dir="auto" maxlength=${limit} value=${text} onInput=${input} />`}
    ${hint && html`<span class="hint">${hint}</span>`}
  </label>`;
}
