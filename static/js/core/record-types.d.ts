// Records and commands as they are on the wire. Made by scripts/record_types.py: do not edit.

interface MeetingRecord {
  id: string;
  title: string;
  community: string;
  series: string;
  state: "closed" | "live" | "waiting";
  recording: string;
  keeps: "notes" | "pictures" | "steps";
  locked: boolean;
  paused: boolean;
  video_url: string | null;
  starts_at: number | null;
  venue: string;
  time_zone: string;
  cancelled: boolean;
  sequence: number;
  calendar: string;
  opened_at: number | null;
  closed_at: number | null;
  closing_at?: number;
  code: string;
  slow: number | null;
  hold: boolean;
  join_code?: string;
  place: number;
  practice: boolean;
  photos_by: "all" | "helpers" | "nobody";
  language: string;
}

interface BroughtRecord {
  id: string;
  at: number;
  total: number | null;
  room: number | null;
  remote: number | null;
  removed: number;
  how_many_organisations: number | null;
  organisations: { title: string; people: number }[];
  kinds: { title: string; people: number }[];
}

interface SectionRecord {
  id: string;
  title: string;
  prompt: string;
  minutes: number;
  planned: number;
  order: number;
  state: "done" | "now" | "todo";
  started_at: number | null;
  running_since: number | null;
  spent: number;
  ended_at: number | null;
  kind: "closing" | "discussion" | "groups" | "open" | "presentation" | "round" | "scaling" | "steps" | "welcome";
  voice_seconds: number;
  link: string | null;
  link_label: string;
  line: string;
  scale: string | null;
}

interface TimerRecord {
  id: string;
  section: string;
  running: boolean;
  duration: number;
  ends_at?: number;
  left?: number;
}

interface PlanRecord {
  id: string;
  planned_end: number | null;
  finish: number | null;
  savings: [string, number][];
  needs: [string, number][];
}

interface AgendaUndoRecord {
  id: string;
  what: string;
  section: string | null;
  is_start: boolean;
  until: number;
}

interface AgendaBeforeRecord {
  id: string;
  at: number;
  revision: number;
  found: { kind: string; id: string; fields: Partial<Record<string, unknown>> | null; audience: string }[];
  prompt: string;
}

interface ZoneRecord {
  id: string;
  title: string;
  prompt: string;
  order: number;
  color: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky";
  section: string | null;
  scale: string | null;
  role: "hopes" | null;
  alone: boolean;
  waiting: number;
  voting: boolean;
  dots: number;
  voters: number;
  can_vote: number;
  sorted_by: "too" | "votes" | null;
  team: string | null;
}

interface GroupRecord {
  id: string;
  zone: string;
  title: string;
  x: number;
  y: number;
  order: number;
}

interface NoteRecord {
  id: string;
  too?: number;
  votes?: number;
  zone: string;
  text: string;
  x: number;
  y: number;
  color: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky";
  group: string | null;
  signed: string | null;
  at: number;
  edited: boolean;
  sort?: "comment" | "data" | "question" | "statement";
  merged?: string[];
  held?: boolean;
  alone?: boolean;
  lang?: string;
  translations?: Partial<Record<string, string>>;
}

interface RemovedRecord extends NoteRecord {
}

interface MineRecord {
  id: string;
  kind: "note" | "photo" | "step";
}

interface LeavingRecord {
  id: string;
}

interface TooRecord {
  id: string;
  note: string;
  lent: string;
  waits?: boolean;
}

interface DotsRecord {
  id: string;
  zone: string;
  notes: Partial<Record<string, number>>;
  left: number;
  lent?: Partial<Record<string, number>>;
}

interface FoldedRecord extends NoteRecord {
  into: string;
  lent: number;
}

interface UndoRecord {
  id: string;
  steps: { what: string; touched: { kind: string; id: string; before: Partial<Record<string, unknown>> | null; audience: string; was: number; now: number }[]; until: number; section: string | null }[];
}

interface HopeRecord {
  id: string;
  answer: "not_yet" | "partly" | "yes";
}

interface HopesRecord {
  id: string;
  state: "closed" | "open";
  floor: number;
  settled: boolean;
  received: number;
  answers?: number;
  spread?: Partial<Record<"not_yet" | "partly" | "yes", number>>;
}

interface HeldRecord extends NoteRecord {
}

interface KeptOutRecord {
  id: string;
  called: string;
}

interface LogRecord {
  id: string;
  at: number;
  what: string;
  of: string;
  detail: string;
  undo?: Partial<Record<string, unknown>>;
}

interface ScaleRecord {
  id: string;
  question: string;
  low: number;
  high: number;
  low_label: string;
  high_label: string;
  state: "closed" | "draft" | "open";
  shown: boolean;
  counts?: number[];
  answers: number;
  not_today: number;
  received: number;
  asked: number;
  floor: number;
  good_enough: number | null;
  section: string | null;
  zone: string | null;
  order: number;
  settled: boolean;
  memory: { title: string; at: number | null; counts: number[]; good_enough: number | null }[];
  good_enough_was: { value: number | null; at: number }[];
}

interface MarkRecord {
  id: string;
  scale: string;
  value: number | null;
}

interface PersonRecord {
  id: string;
  place: "remote" | "room";
  online: boolean;
  marker: string;
  role: "chair" | "helper" | "participant";
  name?: string;
  newcomer?: boolean;
  guest?: boolean;
}

interface DeviceRecord {
  id: string;
  online: boolean;
  joined_at: number;
  back_at: number;
  last_note_at: number;
  last_signed_at: number;
  is_returning: boolean;
  is_arriving: boolean;
  was_let_in: boolean;
  counted?: "remote" | "room" | null;
  moved: boolean;
}

interface PresentRecord {
  id: string;
  room: number;
  remote: number;
  can_answer: number;
}

interface RoundRecord {
  id: string;
  section: string;
  state: "on" | "over";
  seconds: number;
  heard_room: number;
  heard_remote: number;
  started_at: number;
  ended_at: number | null;
}

interface TurnRecord {
  id: string;
  section: string;
  person: string;
  order: number;
  state: "done" | "passed" | "speaking" | "waiting";
  seconds: number;
  started_at: number | null;
}

interface TurnOfferRecord {
  id: string;
  section: string;
}

interface HandRecord {
  id: string;
  person: string;
  order: number;
  state: "speaking" | "waiting";
  too: number;
}

interface HandTooRecord {
  id: string;
  hand: string;
  waits?: boolean;
}

interface TeamsRecord {
  id: string;
  state: "back" | "on" | "over";
  how: "apart" | "mixed";
  by: "chance" | "choice";
  minutes: number;
  ends_at: number;
  prompt: string;
  target: string | null;
  warned: boolean;
}

interface TeamRecord {
  id: string;
  title: string;
  order: number;
  zone: string;
  state: "on" | "over";
  place: "remote" | "room" | null;
}

interface SeatRecord {
  id: string;
  team: string;
}

interface TeamCallRecord {
  id: string;
  video_url: string;
}

interface CallRecord {
  id: string;
  video_url: string;
}

interface StepRecord {
  id: string;
  what: string;
  who: string[];
  by_when: string | null;
  notice: string;
  state: "going" | "let_go" | "noticed" | "open";
  from: { title: string; at: number | null } | null;
  order: number;
}

interface PhotoRecord {
  id: string;
  too?: number;
  votes?: number;
  zone: string;
  picture: string;
  width: number;
  height: number;
  description: string;
  x: number;
  y: number;
  group: string | null;
  at: number;
  state?: "waiting";
  cut_from?: string;
  cut_number?: number;
}

interface SnapshotRecord {
  id: string;
  title: string;
  caption: string;
  taken_at: number;
  section: string | null;
  auto: boolean;
  order: number;
  left_out: boolean;
  zones: string[];
  crop: string[] | null;
  scales: string[];
  scale_crop: string[] | null;
}

interface PictureRecord {
  id: string;
  number: number;
  gone: number;
}

interface PicturedRecord {
  id: string;
  id: string;
  first: number;
  last: number | null;
  note?: Omit<NoteRecord, "id">;
  zone?: Omit<ZoneRecord, "id">;
  group?: Omit<GroupRecord, "id">;
  scale?: Omit<ScaleRecord, "id">;
  section?: Omit<SectionRecord, "id">;
  step?: Omit<StepRecord, "id">;
  photo?: Omit<PhotoRecord, "id">;
}

interface OnNowRecord {
  id: string;
  view: "agenda" | "auto" | "blank" | "closing" | "end" | "join" | "photo" | "presentation" | "round" | "scale" | "slides" | "steps" | "teams" | "wall" | "welcome";
  section: string | null;
  scale: string | null;
  question: string;
  zones: string[];
  asks: ("dates" | "hopes" | "invites" | "review" | "steps")[];
}

interface BoardRecord {
  id: string;
  view: "agenda" | "auto" | "blank" | "closing" | "end" | "join" | "photo" | "presentation" | "round" | "scale" | "slides" | "steps" | "teams" | "wall" | "welcome";
  showing: "agenda" | "auto" | "blank" | "closing" | "end" | "join" | "photo" | "presentation" | "round" | "scale" | "slides" | "steps" | "teams" | "wall" | "welcome";
  zone: string | null;
  scale: string | null;
  photo?: string;
  before: "agenda" | "auto" | "blank" | "closing" | "end" | "join" | "photo" | "presentation" | "round" | "scale" | "slides" | "steps" | "teams" | "wall" | "welcome" | null;
}

interface QuestionRecord {
  id: string;
  text: string;
  group: "better" | "closing" | "else" | "future" | "scaling" | "up" | "working";
  order: number;
}

interface PromptRecord {
  id: string;
  text: string;
  zone: string | null;
}

interface ReportRecord {
  id: string;
  introduction: string;
  conclusions: string;
  thanks: string;
  published: boolean;
  sharings: number;
  to_share: { kind: "note" | "recommendation" | "scale" | "step"; id: string } | null;
}

interface RecommendationRecord {
  id: string;
  text: string;
  to: string;
  answer: string;
  order: number;
}

interface ResourceRecord {
  id: string;
  title: string;
  url: string;
  helps: string;
  file: { digest: string; name: string; size: number; media: string } | null;
  order: number;
  shared: boolean;
}

interface ResourceOfferRecord {
  id: string;
  title: string;
  url: string;
  helps: string;
  file: { digest: string; name: string; size: number; media: string } | null;
  order: number;
}

interface OwnResourceOfferRecord {
  id: string;
  title: string;
  url: string;
  helps: string;
  file: { digest: string; name: string; size: number; media: string } | null;
  taken: boolean;
}

interface OfferRecord {
  id: string;
  step: string;
  name: string;
}

interface DateRecord {
  id: string;
  at: number;
  can: number;
  maybe: number;
  cannot: number;
  received: number;
  floor: number;
  settled: boolean;
}

interface DateMarkRecord {
  id: string;
  date: string;
  answer: "can" | "cannot" | "maybe";
}

interface NextRecord {
  id: string;
  at: number;
  venue: string;
  video_url: string | null;
  title: string;
  minutes: number;
}

interface InviteRecord {
  id: string;
  text: string;
  order: number;
}

interface SuggestedRecord {
  id: string;
  text: string;
}

interface InvitesRecord {
  id: string;
  count: number;
}

interface ReviewRecord {
  id: string;
  state: "closed" | "open" | "waiting";
  due: boolean;
  answers: number;
  received: number;
  asked: number;
  floor: number;
  counts?: Partial<Record<"adjourning" | "forming" | "norming" | "performing" | "storming", number>>;
  memory: { title: string; at: number | null; counts: Partial<Record<"adjourning" | "forming" | "norming" | "performing" | "storming", number>> }[];
  settled: boolean;
}

interface ReviewAnswerRecord {
  id: string;
  stage: "adjourning" | "forming" | "norming" | "performing" | "storming";
}

interface ScheduledRecord {
  id: string;
  what: "close" | "count" | "erase" | "show";
  of: string;
  target: string;
  due: number;
}

interface SavedRecord {
  id: string;
  of: "invite" | "note" | "photo" | "resource_offer" | "step";
  placed: boolean;
}

interface CountedRecord {
  id: string;
  of: string;
  owner: string;
  value: number | string | null;
}

interface TallyRecord {
  id: string;
  changed: number;
}

interface HeldPhotoRecord extends PhotoRecord {
}

interface RemovedPhotoRecord extends PhotoRecord {
}

interface RefusedPhotoRecord {
  id: string;
}

interface SlidesRecord {
  id: string;
  title: string;
  pages: number;
  page: number;
}

interface SlideRecord {
  id: string;
  picture: string;
  width: number;
  height: number;
  text: string;
  number: number;
  shown: boolean;
}

/** Every kind of record. */
interface RecordKinds {
  meeting: MeetingRecord;
  brought: BroughtRecord;
  section: SectionRecord;
  timer: TimerRecord;
  plan: PlanRecord;
  agenda_undo: AgendaUndoRecord;
  agenda_before: AgendaBeforeRecord;
  zone: ZoneRecord;
  group: GroupRecord;
  note: NoteRecord;
  removed: RemovedRecord;
  mine: MineRecord;
  leaving: LeavingRecord;
  too: TooRecord;
  dots: DotsRecord;
  folded: FoldedRecord;
  undo: UndoRecord;
  hope: HopeRecord;
  hopes: HopesRecord;
  held: HeldRecord;
  kept_out: KeptOutRecord;
  log: LogRecord;
  scale: ScaleRecord;
  mark: MarkRecord;
  person: PersonRecord;
  device: DeviceRecord;
  present: PresentRecord;
  round: RoundRecord;
  turn: TurnRecord;
  turn_offer: TurnOfferRecord;
  hand: HandRecord;
  hand_too: HandTooRecord;
  teams: TeamsRecord;
  team: TeamRecord;
  seat: SeatRecord;
  team_call: TeamCallRecord;
  call: CallRecord;
  step: StepRecord;
  photo: PhotoRecord;
  snapshot: SnapshotRecord;
  picture: PictureRecord;
  pictured: PicturedRecord;
  on_now: OnNowRecord;
  board: BoardRecord;
  question: QuestionRecord;
  prompt: PromptRecord;
  report: ReportRecord;
  recommendation: RecommendationRecord;
  resource: ResourceRecord;
  resource_offer: ResourceOfferRecord;
  own_resource_offer: OwnResourceOfferRecord;
  offer: OfferRecord;
  date: DateRecord;
  date_mark: DateMarkRecord;
  next: NextRecord;
  invite: InviteRecord;
  suggested: SuggestedRecord;
  invites: InvitesRecord;
  review: ReviewRecord;
  review_answer: ReviewAnswerRecord;
  scheduled: ScheduledRecord;
  saved: SavedRecord;
  counted: CountedRecord;
  tally: TallyRecord;
  held_photo: HeldPhotoRecord;
  removed_photo: RemovedPhotoRecord;
  refused_photo: RefusedPhotoRecord;
  slides: SlidesRecord;
  slide: SlideRecord;
}

/** Every command that a browser may send, and its fields. */
interface CommandArgs {
  "note.add": {
    zone: string;
    text: string;
    color?: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky" | null;
    signed?: string | null;
    x?: number | null;
    y?: number | null;
    group?: string | null;
    few?: boolean;
    lang?: "ar" | "ckb" | "cy" | "de" | "en" | "pl" | "ro" | "uk" | "ur" | null;
  };
  "note.edit": {
    note: string;
    text?: string;
    color?: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky";
    signed?: string | null;
    sort?: "comment" | "data" | "question" | "statement" | null;
    lang?: "ar" | "ckb" | "cy" | "de" | "en" | "pl" | "ro" | "uk" | "ur" | null;
  };
  "note.move": {
    note: string;
    zone?: string | null;
    x?: number | null;
    y?: number | null;
    group?: string | null;
  };
  "note.remove": { note: string };
  "note.restore": { note: string };
  "note.translate": {
    note: string;
    lang: "ar" | "ckb" | "cy" | "de" | "en" | "pl" | "ro" | "uk" | "ur";
    text: string;
    wording?: string | null;
  };
  "group.add": { zone: string; title: string; notes?: string[]; x?: number | null; y?: number | null };
  "group.edit": { group: string; title: string };
  "group.move": { group: string; zone?: string | null; x?: number | null; y?: number | null };
  "group.remove": { group: string };
  "undo": { revision?: number | null };
  "zone.add": {
    title: string;
    prompt?: string;
    color?: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky";
    section?: string | null;
    role?: "hopes" | null;
  };
  "zone.edit": {
    zone: string;
    title?: string;
    prompt?: string;
    color?: "butter" | "lilac" | "mint" | "rose" | "sand" | "sky";
    section?: string | null;
    role?: "hopes" | null;
  };
  "zone.move": { zone: string; to: number };
  "zone.remove": { zone: string };
  "meeting.hold": { on: boolean };
  "note.let": { note: string };
  "note.hide": { notes: string[] };
  "note.unhide": { notes: string[] };
  "photo.add": {
    zone: string;
    picture: string;
    width: number;
    height: number;
    description?: string;
    x?: number | null;
    y?: number | null;
    cut_from?: string;
  };
  "photo.allow": { who: "all" | "helpers" | "nobody" };
  "photo.approve": { photo: string };
  "photo.refuse": { photo: string };
  "photo.describe": { photo: string; description: string; was?: Partial<Record<string, string>> };
  "photo.erase": { photo: string };
  "vote.open": { zone: string; dots: number; ask?: boolean };
  "vote.give": { note: string };
  "vote.take": { note: string };
  "vote.close": { zone: string; ask?: boolean };
  "zone.write_alone": { zone: string };
  "zone.show": { zone: string };
  "note.sort": { notes: string[]; sort: "comment" | "data" | "question" | "statement" | null };
  "zone.sort": { zone: string; by: "too" | "votes" | null };
  "note.merge": { notes: string[]; into: string };
  "note.split": { note: string };
  "note.too": { note: string };
  "note.untoo": { note: string };
  "hopes.ask": Record<string, never>;
  "hopes.close": Record<string, never>;
  "hope.answer": { note: string; answer: "not_yet" | "partly" | "yes" | null };
  "meeting.slow": { seconds: number | null };
  "meeting.use_code": { code: string };
  "person.remove": { person: string };
  "person.let_in": { person: string };
  "scale.add": {
    question: string;
    low?: number;
    high?: number;
    low_label?: string;
    high_label?: string;
    floor?: number;
    good_enough?: number | null;
  };
  "scale.edit": {
    scale: string;
    question?: string;
    low_label?: string;
    high_label?: string;
    good_enough?: number | null;
    low?: number;
    high?: number;
    floor?: number;
  };
  "scale.open": { scale: string };
  "scale.close": { scale: string; ask?: boolean };
  "scale.show": { scale: string };
  "scale.hide": { scale: string };
  "scale.leave": { scale: string };
  "scale.remove": { scale: string };
  "scale.mark": { scale: string; value: number | null };
  "scale.unmark": { scale: string };
  "agenda.start": { ask?: boolean; section?: string | null };
  "agenda.pause": Record<string, never>;
  "agenda.resume": Record<string, never>;
  "agenda.extend": { minutes: number };
  "agenda.next": { ask?: boolean };
  "agenda.back": { ask?: boolean };
  "agenda.take_back": Record<string, never>;
  "section.add": {
    title: string;
    prompt?: string;
    minutes?: number;
    after?: string | null;
    kind?: "closing" | "discussion" | "groups" | "open" | "presentation" | "round" | "scaling" | "steps" | "welcome";
    voice_seconds?: number;
    link?: string | null;
    link_label?: string;
    line?: string;
    scale?: string | null;
  };
  "section.edit": {
    section: string;
    title?: string;
    prompt?: string;
    minutes?: number;
    kind?: "closing" | "discussion" | "groups" | "open" | "presentation" | "round" | "scaling" | "steps" | "welcome";
    voice_seconds?: number;
    link?: string | null;
    link_label?: string;
    line?: string;
    scale?: string | null;
  };
  "section.move": { section: string; to: number };
  "section.remove": { section: string };
  "agenda.paste": { text: string; replace?: boolean };
  "round.start": { seconds?: number; newcomers_first?: boolean; ask?: boolean };
  "round.next": Record<string, never>;
  "round.pace": { seconds: number };
  "round.end": { ask?: boolean };
  "turn.done": { turn?: string | null };
  "turn.pass": { turn?: string | null };
  "turn.later": { turn?: string | null };
  "turn.extend": { turn?: string | null };
  "turn.move": { turn: string; to: number };
  "turn.take": Record<string, never>;
  "hand.raise": Record<string, never>;
  "hand.lower": { hand?: string | null; ask?: boolean };
  "hand.too": { hand?: string | null; on?: boolean };
  "hand.call": { hand: string };
  "hand.done": { hand?: string | null };
  "teams.split": {
    count: number;
    how?: "apart" | "mixed";
    by?: "chance" | "choice";
    minutes?: number;
    prompt?: string;
    target?: string | null;
    links?: string[];
    rooms?: boolean;
  };
  "teams.extend": { minutes: number };
  "teams.call_back": Record<string, never>;
  "teams.end": { ask?: boolean };
  "team.join": { team: string; person?: string | null };
  "team.pick": { note: string; zone?: string | null };
  "team.call": { team: string; video_url: string | null };
  "snapshot.take": { title?: string; caption?: string };
  "snapshot.edit": {
    snapshot: string;
    title?: string;
    caption?: string;
    left_out?: boolean;
    crop?: string[] | null;
    scale_crop?: string[] | null;
    was?: Partial<Record<string, string>>;
  };
  "snapshot.move": { snapshot: string; to: number };
  "snapshot.remove": { snapshot: string };
  "step.add": { what?: string; by_when?: string | null; notice?: string; note?: string | null };
  "step.edit": { step: string; what?: string; by_when?: string | null; notice?: string };
  "step.remove": { step: string };
  "step.offer": { step: string; name?: string | null };
  "step.withdraw": { step: string; name?: string | null; ask?: boolean };
  "step.state": { step: string; state: "going" | "let_go" | "noticed" | "open" };
  "date.propose": { at: number };
  "date.mark": { date: string; answer: "can" | "cannot" | "maybe" | null };
  "date.remove": { date: string; ask?: boolean };
  "next.fix": { at: number; venue?: string; video_url?: string | null; title?: string };
  "next.clear": Record<string, never>;
  "invite.add": { text: string };
  "invite.remove": { invite: string; ask?: boolean };
  "review.open": Record<string, never>;
  "review.close": { ask?: boolean };
  "review.answer": { stage: "adjourning" | "forming" | "norming" | "performing" | "storming" | null };
  "board.show": {
    view: "agenda" | "auto" | "blank" | "closing" | "end" | "join" | "photo" | "presentation" | "round" | "scale" | "slides" | "steps" | "teams" | "wall" | "welcome";
    zone?: string | null;
    scale?: string | null;
    photo?: string | null;
  };
  "slides.put": {
    title: string;
    pages: { picture: string; width: number; height: number; text: string }[];
  };
  "slides.show": { page: number };
  "slides.hide": Record<string, never>;
  "slides.remove": Record<string, never>;
  "prompt.show": { text: string };
  "prompt.hide": Record<string, never>;
  "question.add": {
    text: string;
    group: "better" | "closing" | "else" | "future" | "scaling" | "up" | "working";
  };
  "question.edit": {
    question: string;
    text?: string;
    group?: "better" | "closing" | "else" | "future" | "scaling" | "up" | "working";
  };
  "question.remove": { question: string };
  "report.edit": {
    introduction?: string;
    conclusions?: string;
    thanks?: string;
    was?: Partial<Record<string, string>>;
  };
  "report.picture": { of?: { kind: "note" | "recommendation" | "scale" | "step"; id: string } | null };
  "report.publish": Record<string, never>;
  "report.unpublish": Record<string, never>;
  "recommendation.add": { text?: string; to?: string; note?: string | null };
  "recommendation.edit": {
    recommendation: string;
    text?: string;
    to?: string;
    answer?: string;
    was?: Partial<Record<string, string>>;
  };
  "recommendation.move": { recommendation: string; to: number };
  "recommendation.remove": { recommendation: string };
  "resource.add": { title: string; url?: string; helps?: string };
  "resource.edit": {
    resource: string;
    title?: string;
    url?: string;
    helps?: string;
    was?: Partial<Record<string, string>>;
  };
  "resource.move": { resource: string; to: number };
  "resource.offer": { title?: string; url?: string; helps?: string };
  "resource.offer_file": {
    title?: string;
    url?: string;
    helps?: string;
    file: { digest: string; name: string; size: number; media: string };
  };
  "resource.take": { resource: string };
  "resource.remove": { resource: string; ask?: boolean };
  "meeting.record": { keeps: "notes" | "pictures" | "steps"; words?: string };
  "words.erase": { kind: string; id: string; field?: string | null };
  "notes.erase_mine": Record<string, never>;
  "meeting.edit": {
    title?: string;
    community?: string;
    video_url?: string | null;
    recording?: string;
    language?: string;
    starts_at?: number | null;
    venue?: string;
    time_zone?: string;
  };
  "meeting.lock": Record<string, never>;
  "meeting.unlock": Record<string, never>;
  "meeting.pause": Record<string, never>;
  "meeting.resume": Record<string, never>;
  "meeting.close": { seconds?: number | null };
  "meeting.keep_open": Record<string, never>;
  "meeting.reopen": Record<string, never>;
  "meeting.cancel": Record<string, never>;
  "meeting.restore": Record<string, never>;
  "person.edit": { name?: string; place?: "remote" | "room"; newcomer?: boolean };
  "person.marker": Record<string, never>;
  "guest.add": { called?: string };
  "guest.remove": { guest: string };
  "agenda.save": Record<string, never>;
}

type RecordKind = keyof RecordKinds;
type CommandName = keyof CommandArgs;
