// @ts-check
// The size of an element, for layouts that depend on it.
import { useEffect, useState } from "../../vendor/preact.js";

/**
 * The size of an element as a string, which changes whenever the size does, and when the fonts have loaded.
 * @param {{current: HTMLElement | null}} element
 */
export function useElementSize(element) {
  const [size, setSize] = useState("");
  useEffect(() => {
    const node = /** @type {HTMLElement} */ (element.current);
    const measure = () =>
      setSize(`${node.clientWidth} ${node.clientHeight} ${document.fonts ? document.fonts.status : ""}`);
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    if (document.fonts) document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, []);
  return size;
}
