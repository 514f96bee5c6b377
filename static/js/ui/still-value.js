// @ts-check
// What stands above a list, comes and goes, and would move it: it keeps still like the list itself (still-list.js).
import { useEffect, useRef, useState } from "../../vendor/preact.js";
import { ownChange } from "../core/own-change.js";
import { isInSight, LOOK_AGAIN_MS, STILL_MS, useCalm } from "./still-list.js";

/**
 * A value as it was, until it may change.
 * @template T
 * @param {{current: HTMLElement | null}} root  The element that would move.
 * @param {T} wanted @param {(value: T) => string} keyOf  What its height depends on.
 * @returns {{value: T, changed: boolean, show: () => void}} `show`: changes it now.
 */
export function useStillValue(root, wanted, keyOf) {
  const [, redraw] = useState(0);
  const kept = useRef({ value: wanted, since: 0 });
  const now = kept.current;
  const isFree = ownChange.value.isOn || document.hidden || !isInSight(root.current);
  if (isFree || keyOf(now.value) === keyOf(wanted)) kept.current = { value: wanted, since: 0 };
  else if (!now.since) now.since = performance.now();
  const changed = kept.current.since > 0;
  const show = () => {
    kept.current = { value: latest.current, since: 0 };
    redraw((n) => n + 1);
  };
  const latest = useRef(wanted);
  latest.current = wanted;
  const isCalm = useCalm(root);
  useEffect(() => {
    if (!changed) return undefined;
    const timer = window.setInterval(() => {
      if (performance.now() - kept.current.since > STILL_MS && isCalm()) show();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [changed]);
  return { value: kept.current.value, changed, show };
}
