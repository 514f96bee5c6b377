// @ts-check
// Dates in the reader's own time zone: the server only knows the moment.

/**
 * A day and an hour in words, such as "Thursday 3 December, 14:00". The year is given when it is not this one.
 * @param {number} at  UTC milliseconds.
 */
export function when(at) {
  const date = new Date(at);
  /** @type {Intl.DateTimeFormatOptions} */
  const day = { weekday: "long", day: "numeric", month: "long" };
  if (date.getFullYear() !== new Date().getFullYear()) day.year = "numeric";
  return `${date.toLocaleDateString("en-GB", day)}, ${date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

/** Fills in every <time data-at> of the page, after the words in data-before. */
export function showTimes() {
  for (const element of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-at]"))) {
    const at = Number(element.dataset.at);
    element.dateTime = new Date(at).toISOString();
    element.textContent = (element.dataset.before || "") + when(at);
    element.hidden = false;
  }
}
