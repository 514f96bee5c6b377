// @ts-check
// A box in which a time zone is chosen. It shows the city, as the language of the page calls it, and also takes the name
// that the zone has in the IANA database ("Europe/Vienna").
import { knownZone, ownZone, zoneName } from "./time-zone.js";
import { t } from "./words.js";

/** A text without what nobody minds: capitals, accents, and lines for spaces. @param {string} text */
const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[_\s]+/g, " ")
    .trim()
    .toLowerCase();

/** The last part of a name in the database. @param {string} zone */
const lastPart = (zone) => zone.slice(zone.lastIndexOf("/") + 1).replace(/_/g, " ");

/** The zones to choose from: the chosen one, and all that this browser knows, or its own. @param {string} chosen */
export function allZones(chosen) {
  const { supportedValuesOf } = /** @type {any} */ (Intl);
  const known = /** @type {string[]} */ (supportedValuesOf ? supportedValuesOf("timeZone") : [ownZone()]);
  return Array.from(new Set([...known, chosen].filter(Boolean)));
}

/**
 * What each zone is called: its city, and its name in the database too where others have a city of that name.
 * @param {string[]} zones
 * @param {Object<string, string>} cities
 */
export function zoneTitles(zones, cities) {
  const titles = zones.map((zone) => cities[zone] || lastPart(zone));
  return new Map(
    zones.map((zone, n) => {
      const isAlone = titles.filter((title) => title === titles[n]).length === 1;
      return [zone, isAlone ? titles[n] : `${titles[n]} (${zone})`];
    }),
  );
}

/**
 * The zone that somebody means who has typed this: its title, or all or the end of its name in the database; "" for
 * none of them.
 * @param {string} text
 * @param {Map<string, string>} titles
 */
export function zoneMeant(text, titles) {
  const typed = plain(text);
  const zones = Array.from(titles.keys());
  const isNamed = (/** @type {(zone: string) => string} */ name) => zones.find((zone) => plain(name(zone)) === typed);
  const found = isNamed((zone) => titles.get(zone) || "") || isNamed((zone) => zone) || isNamed(lastPart);
  // The database has older names as well.
  const other = text.trim().replace(/ /g, "_");
  return found || (other.includes("/") && knownZone(other)) || "";
}

/** The whole name of a zone, with the short one of its hours. @param {string} zone */
export function zoneLabel(zone) {
  const [whole, short] = [zone.replace(/_/g, " "), zone && zoneName(Date.now(), zone)];
  return whole === short ? whole : `${whole} (${short})`;
}

/** The cities by their zones, in the language of the page; none where they do not come. @returns {Promise<Object<string, string>>} */
export async function citiesByZone() {
  try {
    return await (await fetch("/api/time-zones")).json();
  } catch {
    return {};
  }
}

/**
 * Lets people choose a zone in a box of a page that the server writes, from the list that they see while they type.
 * @param {HTMLInputElement} chooser  The box.
 * @param {HTMLElement} list  Its <datalist>.
 * @param {HTMLElement} hint  Where the whole name of the zone stands.
 * @param {string} chosen
 * @param {(zone: string) => void} onZone  Told what is chosen; "" for nothing.
 */
export async function offerZones(chooser, list, hint, chosen, onZone) {
  let titles = zoneTitles(allZones(chosen), {});
  const before = titles.get(chosen) || "";
  chooser.value = before;
  hint.textContent = zoneLabel(chosen);
  hint.hidden = !chosen;
  chooser.addEventListener("input", () => {
    const zone = zoneMeant(chooser.value, titles);
    chooser.setCustomValidity(zone || !chooser.value.trim() ? "" : t("common.time.unknown"));
    hint.textContent = zoneLabel(zone);
    hint.hidden = !zone;
    onZone(zone);
  });
  // Otherwise the list would offer only what has the letters of the city that is there already.
  chooser.addEventListener("focus", () => chooser.select());
  titles = zoneTitles(allZones(chosen), await citiesByZone());
  if (chooser.value === before) chooser.value = titles.get(chosen) || "";
  for (const [zone, title] of titles) list.append(new Option(zone.replace(/_/g, " "), title));
}
