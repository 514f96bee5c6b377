// @ts-check
// One person's answer to a scale, between the slider and the server. Nothing is sent while the thumb of the slider moves:
// only what it was moved to counts. That is kept on this device until the server has it.
import { useEffect, useRef, useState } from "../../vendor/preact.js";
import { pendingOf, send } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** Keys come one by one; the answer is final when no further key has come for this long. */
const KEY_PAUSE_MS = 500;
/** The record may arrive a moment after the acknowledgement; until then the thumb stays where it was released. */
const ECHO_MS = 600;

/** This person's answers to this scale that wait for the network, oldest first. @param {string} scale */
export function waitingFor(scale) {
  return pendingOf("scale.mark", "scale.unmark").filter((item) => !item.guest && item.args.scale === scale);
}

/**
 * This person's answer: a number, null for "not today", undefined for none yet. An answer that waits to be sent counts.
 * @param {string} scale
 * @returns {number | null | undefined}
 */
export function myAnswer(scale) {
  const mine = all("mark").find((mark) => mark.scale === scale);
  const waiting = waitingFor(scale).pop();
  if (waiting) return waiting.name === "scale.mark" ? waiting.args.value : undefined;
  return mine ? mine.value : undefined;
}

/**
 * The answer as the slider shows it, and the functions that change it.
 * @param {string} scale
 */
export function useAnswer(scale) {
  const mark = myAnswer(scale);
  // What the slider was moved to, shown until the records say the same.
  const [held, setHeld] = useState(/** @type {{value: number | null | undefined} | null} */ (null));
  const work = useRef({ timer: 0, turn: 0, moving: false, finish: /** @type {null | (() => void)} */ (null) });
  const isClosed = () => get("scale", scale)?.state === "closed";
  useEffect(
    () => () => {
      const { finish, moving } = work.current;
      // Closed while the thumb was held: the answer before that counts, and the person is told.
      if (isClosed() && (finish || moving)) showToast(t("scale.closed_meanwhile"));
      // Leaving the page within the pause after a key must not lose the answer.
      else if (finish) finish();
    },
    [],
  );

  const cancel = () => {
    clearTimeout(work.current.timer);
    work.current.moving = false;
    work.current.finish = null;
  };

  /** A finger moves the thumb, and nothing is chosen yet. @param {number} value */
  const show = (value) => {
    // What the keys chose before that is meant.
    work.current.finish?.();
    work.current.turn += 1;
    work.current.moving = true;
    setHeld({ value });
  };

  /** Nothing was chosen after all: the answer is what it was. */
  const restore = () => {
    cancel();
    setHeld(null);
  };

  /** @param {number | null | undefined} value  undefined withdraws the answer. */
  const keep = (value) => {
    cancel();
    // A slider that is removed fires once more. That is too late, and the person has been told.
    if (isClosed()) return;
    const turn = ++work.current.turn;
    const done = () => turn === work.current.turn && setHeld(null);
    setHeld({ value });
    const sent = value === undefined ? send("scale.unmark", { scale }) : send("scale.mark", { scale, value });
    sent.then((answer) => {
      showRefusal(answer);
      if (answer.ok) setTimeout(done, ECHO_MS);
      else done();
    });
  };

  /** Moved by a key: the answer is final after a pause. @param {number} value */
  const step = (value) => {
    const current = work.current;
    clearTimeout(current.timer);
    current.turn += 1;
    setHeld({ value });
    current.finish = () => keep(value);
    current.timer = window.setTimeout(current.finish, KEY_PAUSE_MS);
  };

  return { mark, shown: held ? held.value : mark, show, restore, keep, step };
}
