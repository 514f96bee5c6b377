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

/** The zones to choose from: all those that this browser knows, or its own alone. @returns {string[]} */
function allZones() {
  const { supportedValuesOf } = /** @type {any} */ (Intl);
  return supportedValuesOf ? supportedValuesOf("timeZone") : [ownZone()].filter(Boolean);
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

/**
 * Lets people choose a zone in this box, from the list that they see while they type.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list  Its <datalist>.
 * @param {HTMLElement} hint  Where the whole name of the zone stands.
 * @param {string} chosen
 * @param {(zone: string) => void} onZone  Told what is chosen; "" for nothing.
 */
export async function offerZones(input, list, hint, chosen, onZone) {
  let titles = zoneTitles(Array.from(new Set([...allZones(), chosen].filter(Boolean))), {});
  let zone = chosen;
  const name = () => {
    const [whole, short] = [zone.replace(/_/g, " "), zone && zoneName(Date.now(), zone)];
    hint.textContent = whole === short ? whole : `${whole} (${short})`;
    hint.hidden = !zone;
  };
  input.value = titles.get(zone) || "";
  name();
  input.addEventListener("input", () => {
    zone = zoneMeant(input.value, titles);
    input.setCustomValidity(zone || !input.value.trim() ? "" : t("common.time.unknown"));
    name();
    onZone(zone);
  });
  // Otherwise the list would offer only what has the letters of the city that is there already.
  input.addEventListener("focus", () => input.select());
  const cities = await citiesByZone();
  const before = titles.get(zone) || "";
  titles = zoneTitles(Array.from(titles.keys()), cities);
  if (input.value === before) input.value = titles.get(zone) || "";
  for (const [each, title] of titles) list.append(new Option(each.replace(/_/g, " "), title));
}

/** The cities in the language of the page. Without them each zone has its name in the database. */
async function citiesByZone() {
  try {
    return await (await fetch("/api/time-zones")).json();
  } catch {
    return {};
  }
}
