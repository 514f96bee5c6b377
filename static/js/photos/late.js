// @ts-check
// What is loaded only when a photograph is opened: most people of a meeting never need it.
import { html, useEffect, useState } from "../../vendor/preact.js";
import { viewedPhoto } from "./photo-card.js";

/**
 * A view that is loaded when it is drawn for the first time; nothing is there until then, and nothing without a network.
 * @template T
 * @param {() => Promise<T>} load @param {(module: T) => (props: any) => any} pick
 */
export function late(load, pick) {
  /** @type {((props: any) => any) | undefined} */
  let View;
  return (/** @type {any} */ props) => {
    const [, draw] = useState(0);
    useEffect(() => {
      if (!View)
        load().then(
          (module) => {
            View = pick(module);
            draw(1);
          },
          () => {},
        );
    }, []);
    return View && html`<${View} ...${props} />`;
  };
}

const Viewer = late(
  () => import("./photo-viewer.js"),
  (module) => module.PhotoViewer,
);

/** An open photograph in the place of an open note. */
export const LatePhotoDialog = late(
  () => import("./photo-dialog.js"),
  (module) => module.PhotoDialog,
);

/** The photograph that is open at full size, over the page. */
export const OpenPhoto = () => viewedPhoto.value && html`<${Viewer} id=${viewedPhoto.value} />`;
