// @ts-check
// One person's answer to a scale, between the thumb and the server. While the thumb moves, at most five marks a second
// are sent, and always the last; the answer that it rests on is kept on this device until the server has it.
import { useEffect, useMemo, useRef, useState } from "../../vendor/preact.js";
import { ask, pending, send } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { createThrottle } from "./throttle.js";

/** Five a second. */
const EVERY_MS = 200;
/** Keys come one by one; the answer is the one they rest on. */
const REST_MS = 500;
/** After the acknowledgement the record may take a moment longer; until then the thumb stays where it was let go. */
const ECHO_MS = 600;

/** Commands of this person about this scale that wait for the network. @param {string} scale */
export function waitingFor(scale) {
  return pending.value.filter(
    (item) => !item.guest && item.args.scale === scale && /^scale\.(un)?mark$/.test(item.name),
  );
}

/**
 * What this person answered: a number, null for "not today", undefined for nothing yet. What waits to be sent counts.
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
 * The answer as the slider shows it, and what moves it.
 * @param {string} scale
 */
export function useAnswer(scale) {
  const mark = myAnswer(scale);
  // What the thumb was put on, shown until the records say the same.
  const [held, setHeld] = useState(/** @type {{value: number | null | undefined} | null} */ (null));
  const work = useRef({ resting: 0, turn: 0, moving: false, rest: /** @type {null | (() => void)} */ (null) });
  const pace = useMemo(
    () => createThrottle({ every: EVERY_MS, give: (value) => ask("scale.mark", { scale, value }) }),
    [scale],
  );
  const isClosed = () => get("scale", scale)?.state === "closed";
  useEffect(
    () => () => {
      pace.stop();
      const { rest, moving } = work.current;
      // Closed under a thumb: what it passed before that counts, and nothing is silent about it.
      if (isClosed() && (rest || moving)) showToast(t("scale.closed_meanwhile"));
      // Leaving the page in the half second after a key must not lose the answer.
      else if (rest) rest();
    },
    [pace],
  );

  const calm = () => {
    pace.stop();
    clearTimeout(work.current.resting);
    work.current.moving = false;
    work.current.rest = null;
  };

  /** On the way: now and then, and the last one always. @param {number} value */
  const move = (value) => {
    work.current.turn += 1;
    work.current.moving = true;
    setHeld({ value });
    pace.move(value);
  };

  /** @param {number | null | undefined} value  undefined takes the answer back. */
  const keep = (value) => {
    calm();
    // A slider that is taken away tells once more where its thumb was. That is too late, and has been said.
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

  /** By key: the answer is where the keys rest. @param {number} value */
  const step = (value) => {
    const w = work.current;
    clearTimeout(w.resting);
    w.rest = () => keep(value);
    w.resting = window.setTimeout(w.rest, REST_MS);
  };

  return { mark, shown: held ? held.value : mark, move, keep, step };
}
