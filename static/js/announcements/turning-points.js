// @ts-check
// The turning points of a meeting, said once to people who use a screen reader: a new part, its last fifth and its end, a
// scale's question, their turn, small groups, the end. What was already so when the page was opened is not said, nor what
// came and went while the page had no connection. Everything else that changes can be found on the page.
import { effect } from "../../vendor/preact.js";
import { readTimer } from "../agenda/clock-face.js";
import { isClosing } from "../agenda/closing.js";
import { currentSection } from "../agenda/section-kinds.js";
import { breakoutsAreOn, breakoutTimeLeft, isLastMinute, myBreakout, myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { all, get, one } from "../core/records.js";
import { waitingForMe } from "../followup/waiting-for-me.js";
import { announce } from "../ui/announce.js";
import { t } from "../ui/words.js";
import { currentTurn, displayName, roundIsOn, speakingHand, waitingHands } from "../voices/queries.js";
import { placeInQueue, wordsOnMyPlace } from "../voices/speaking-now.js";
import { myDots } from "../wall/note/note-marks.js";
import { myWallZones } from "../wall/queries.js";

/** The place in a queue is said from here on, not at each step before. */
const NEAR = 3;
const MINUTE_MS = 60_000;
/** Less than this is no minute any more. */
const UNDER_A_MINUTE_MS = 45_000;

/**
 * Tells each change of a value, but not the one that was there first.
 * @template T
 * @param {() => T} read @param {(now: T, before: T) => void} tell
 */
function onChange(read, tell) {
  let isFirst = true;
  /** @type {T} */
  let before;
  return effect(() => {
    const now = read();
    const last = before;
    before = now;
    if (!isFirst && now !== last) tell(now, last);
    isFirst = false;
  });
}

/** Tells of each thing that was not there before. @param {() => string[]} read @param {(id: string) => void} tell */
const onNew = (read, tell) =>
  onChange(
    () => read().join("\n"),
    (now, before) => {
      const known = before.split("\n");
      for (const id of now.split("\n")) if (id && known.indexOf(id) < 0) tell(id);
    },
  );

/** Ends all of these. @param {(() => void)[]} stops @returns {() => void} */
const together =
  (...stops) =>
  () =>
    stops.forEach((stop) => stop());

const isLive = () => one("meeting")?.state === "live";
const isMe = (/** @type {string | undefined} */ person) => Boolean(you.value) && person === you.value?.id;

function followParts() {
  return onChange(
    () => (isLive() ? currentSection()?.id : undefined),
    (id) => {
      const section = get("section", id);
      if (!section) return;
      const { title } = section;
      const now = one("on_now");
      const question = now?.section === id && now?.question !== title ? now?.question : "";
      announce(question ? t("member.heard.part_asks", { title, question }) : t("member.heard.part", { title }), {
        topic: "part",
        first: true,
      });
    },
  );
}

/** The last fifth and the end; said again only if the part was made longer in between. */
function followTime() {
  const phases = ["calm", "warm", "over"];
  let known = { section: "", phase: 0 };
  return effect(() => {
    const reading = readTimer();
    const section = currentSection()?.id;
    const phase = phases.indexOf(reading?.phase || "");
    if (!reading || !section || phase < 0) return;
    const isNew = known.section === section && phase > known.phase;
    known = { section, phase };
    if (!isNew) return;
    const n = reading.ms < UNDER_A_MINUTE_MS ? "under" : Math.round(reading.ms / MINUTE_MS);
    announce(reading.phase === "over" ? t("member.heard.time_up") : lastFifth(n), { topic: "time" });
  });
}

/** @param {number | "under"} n */
const lastFifth = (n) => (n === "under" ? t("member.heard.last_fifth.under") : t("member.heard.last_fifth", { n }));

function followScales() {
  return together(
    onNew(
      () => idsOf(all("scale").filter((scale) => scale.state === "open")),
      (id) => announce(t("member.scale_open", { question: get("scale", id)?.question || "" }), { topic: `open ${id}` }),
    ),
    onNew(
      () => idsOf(all("scale").filter((scale) => scale.shown)),
      (id) => announce(t("member.heard.spread", { question: get("scale", id)?.question || "" })),
    ),
  );
}

/** @param {{id: string}[]} records */
const idsOf = (records) => records.map((each) => each.id);

function followVoices() {
  return together(
    onChange(roundIsOn, (on) => on && announce(t("member.heard.round"))),
    onChange(
      () => isMe(currentTurn()?.person) || isMe(speakingHand()?.person),
      (mine) => mine && announce(t("member.turn.now"), { topic: "voice" }),
    ),
    onChange(
      () => {
        const place = placeInQueue();
        return place <= NEAR ? place : 0;
      },
      (place) => place && announce(wordsOnMyPlace(), { topic: "voice" }),
    ),
  );
}

/** The last minute of small groups and its end. */
function followBreakoutTime() {
  return onChange(
    () => (!breakoutsAreOn() ? 0 : breakoutTimeLeft() <= 0 ? 2 : isLastMinute() ? 1 : 0),
    (phase, before) =>
      phase > before && announce(t(phase === 2 ? "team.time_up" : "team.last_minute"), { topic: "time" }),
  );
}

function followBreakouts() {
  return together(
    onChange(
      () => myBreakoutZone()?.id,
      (zone) => zone && announce(t("team.moved", { team: myBreakout()?.title || "" })),
    ),
    onChange(breakoutsAreOn, (on) => !on && announce(t("team.back"))),
    followBreakoutTime(),
  );
}

/** What this person may do now, and is asked. */
function followAsks() {
  return together(
    onChange(
      () => isLive() && Boolean(one("meeting")?.paused),
      (paused) => isLive() && announce(t(paused ? "member.paused" : "member.heard.resumed"), { topic: "pause" }),
    ),
    onNew(
      () => idsOf(myWallZones().filter((zone) => zone.alone)),
      () => announce(t("wall.alone.on"), { topic: "alone" }),
    ),
    onNew(
      () => idsOf(myWallZones().filter((zone) => zone.voting)),
      (id) => {
        const zone = get("zone", id);
        if (zone) announce(t("wall.vote.left", { n: myDots(zone).left }), { topic: "vote" });
      },
    ),
    // The question of a part for next steps is said with the part.
    onNew(
      () => waitingForMe().filter((each) => each !== "steps"),
      () => {
        const waiting = waitingForMe().filter((each) => each !== "steps");
        const words = waiting.length === 1 ? t(`thread.waiting.${waiting[0]}`) : "";
        announce(words || t("thread.waiting.several", { n: waiting.length }), { topic: "asks" });
      },
    ),
  );
}

function followClose() {
  return together(
    onChange(isClosing, (closing) => closing && announce(t("agenda.closing_soon"))),
    onChange(
      () => (one("meeting")?.state !== "closed" ? "" : one("report")?.published ? "ready" : "later"),
      (report) => report && announce(t(`member.closed.report_${report}`), { topic: "close" }),
    ),
  );
}

/** What a participant hears. @returns {() => void} Ends it. */
export function followForMember() {
  return together(
    followParts(),
    followTime(),
    followScales(),
    followVoices(),
    followBreakouts(),
    followAsks(),
    followClose(),
  );
}

/**
 * What the chair's side hears: the time, and the first hand that goes up. What it does itself, its own views say.
 * @param {boolean} isChair  Whether this person takes the steps of the agenda.
 * @returns {() => void} Ends it.
 */
export function followForChair(isChair) {
  return together(
    ...(isChair ? [] : [followParts()]),
    followTime(),
    followBreakoutTime(),
    onChange(
      () => !roundIsOn() && waitingHands().length > 0,
      (up) =>
        up && announce(t("voice.hand.up", { name: displayName(waitingHands()[0]?.person || "") }), { topic: "hands" }),
    ),
  );
}
