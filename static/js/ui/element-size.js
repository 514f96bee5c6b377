// @ts-check
// How large an element is, for what is laid out by measuring.
import { useEffect, useState } from "../../vendor/preact.js";

/**
 * The size of an element as a word; another one whenever it changes, also when the lettering has arrived.
 * @param {{current: HTMLElement | null}} element
 */
export function useElementSize(element) {
  const [room, setRoom] = useState("");
  useEffect(() => {
    const node = /** @type {HTMLElement} */ (element.current);
    const look = () =>
      setRoom(`${node.clientWidth} ${node.clientHeight} ${document.fonts ? document.fonts.status : ""}`);
    const watch = new ResizeObserver(look);
    watch.observe(node);
    if (document.fonts) document.fonts.ready.then(look);
    return () => watch.disconnect();
  }, []);
  return room;
}
