// @ts-check
// What is loaded only when a photograph is opened: most people of a meeting never need it.
import { html, useEffect, useState } from "../../vendor/preact.js";
import { paperNotesOf, viewedPhoto } from "./photo-card.js";

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

const Paper = late(
  () => import("./paper-notes.js"),
  (module) => module.PaperNotes,
);

/** The photograph that is open at full size, or whose paper notes are found, over the page. */
export const OpenPhoto = () =>
  html`${viewedPhoto.value && html`<${Viewer} id=${viewedPhoto.value} />`}
    ${paperNotesOf.value && html`<${Paper} key=${paperNotesOf.value} id=${paperNotesOf.value} />`}`;
