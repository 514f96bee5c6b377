// @ts-check
// Handlers for what somebody picks in a form: they get what was picked, not the event.

/** The handler of a select, or of a slider. @param {(value: string) => unknown} use */
export const picked =
  (use) =>
  (/** @type {{currentTarget: HTMLSelectElement | HTMLInputElement}} */ { currentTarget }) =>
    use(currentTarget.value);

/** The handler of a box to tick. @param {(isTicked: boolean) => unknown} use */
export const ticked =
  (use) =>
  (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) =>
    use(currentTarget.checked);
