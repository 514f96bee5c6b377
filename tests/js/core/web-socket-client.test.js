// The connection over a WebSocket, against a socket that a test answers for.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { introduce, openEarly } from "../../../static/js/core/early-socket.js";
import { webSocketClient } from "../../../static/js/core/web-socket-client.js";

class FakeSocket {
  static opened = /** @type {FakeSocket[]} */ ([]);
  readyState = 0;
  sent = /** @type {string[]} */ ([]);
  /** @type {any} */ onopen;
  /** @type {any} */ onmessage;
  /** @type {any} */ onclose;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    FakeSocket.opened.push(this);
  }
  /** @param {string} data */
  send(data) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.({});
    this.say('0{"sid":"a","pingInterval":25000,"pingTimeout":20000}');
  }
  /** @param {string} data */
  say(data) {
    this.onmessage?.({ data, timeStamp: 7 });
  }
}

const HELLO = { meeting: "ABCDEF", as: "participant", since: 3, epoch: "e" };
/** @type {any[]} */
let heard = [];
const listener = {
  event: (/** @type {any[]} */ ...each) => heard.push(["event", ...each]),
  failed: (/** @type {any} */ refused) => heard.push(["failed", refused?.code]),
  ended: (/** @type {boolean} */ isClosedByServer) => heard.push(["ended", isClosedByServer]),
};
const newest = () => /** @type {FakeSocket} */ (FakeSocket.opened.at(-1));
const begun = () => {
  const client = webSocketClient("ABCDEF", listener);
  client.connect(HELLO, "");
  return client;
};
const connected = () => {
  const client = begun();
  newest().open();
  newest().say('40{"sid":"b"}');
  return client;
};

beforeEach(() => {
  heard = [];
  FakeSocket.opened = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { WebSocket: FakeSocket, window: globalThis, location: { origin: "https://a.example" } });
  Object.assign(globalThis, { sessionStorage: { getItem: () => null }, earlySocket: undefined });
});

test("it says who it is, hears, asks and answers pings", async () => {
  const client = connected();
  const { origin, pathname, searchParams } = new URL(newest().url);
  assert.equal(origin + pathname, "wss://a.example/socket.io/");
  const said = { EIO: "4", transport: "websocket", m: "ABCDEF", at: "", hello: JSON.stringify(HELLO) };
  assert.deepEqual(Object.fromEntries(searchParams), said);
  assert.deepEqual(newest().sent, [`40${JSON.stringify(HELLO)}`]);
  assert.ok(client.isConnected());
  newest().say('42["changes",{"revision":4}]');
  assert.deepEqual(heard, [["event", "changes", { revision: 4 }, 7]]);
  newest().say("2");
  const answers = [client.ask("clock", { sent: 1 }, 1000), client.ask("command", { name: "x" }, 1000)];
  assert.deepEqual(newest().sent.slice(1), ["3", '420["clock",{"sent":1}]', '421["command",{"name":"x"}]']);
  newest().say('431[{"ok":true,"text":"[1]\\n"}]');
  newest().say('430[{"now":2}]');
  assert.deepEqual(await Promise.all(answers), [{ now: 2 }, { ok: true, text: "[1]\n" }]);
});

test("what is not answered in time, or before the connection ends, is rejected", async () => {
  const client = connected();
  const late = client.ask("clock", {}, 1000);
  mock.timers.tick(1000);
  await assert.rejects(late, /no answer/);
  newest().say('430[{"now":2}]');
  const cut = client.ask("clock", {}, 1000);
  newest().onclose({});
  await assert.rejects(cut, /disconnected/);
  assert.deepEqual(heard, [["ended", true]]);
  assert.equal(client.isConnected(), false);
});

test("each way in which a connection ends or does not begin is told once", () => {
  connected();
  newest().say("41");
  newest().say('42["changes",{}]');
  begun();
  newest().onclose({});
  begun();
  newest().open();
  newest().say('44{"message":"no","data":{"error":{"code":"banned","message":"no"}}}');
  connected().disconnect();
  assert.equal(newest().sent.at(-1), "41");
  begun().disconnect();
  // A silent server: no ping within both of its times.
  connected();
  mock.timers.tick(44_999);
  newest().say("2");
  mock.timers.tick(44_999);
  assert.equal(heard.length, 4);
  mock.timers.tick(1);
  assert.deepEqual(heard, [
    ["ended", false],
    ["failed", undefined],
    ["failed", "banned"],
    ["ended", false],
    ["ended", false],
  ]);
  assert.ok(FakeSocket.opened.every((each) => each.readyState === 3));
});

test("it goes on with the socket that was opened before, and with what that has heard", async () => {
  openEarly("ABCDEF");
  const early = newest();
  assert.equal(new URL(early.url).searchParams.get("hello"), null);
  early.open();
  assert.deepEqual(early.sent, [], "nobody has joined yet");
  introduce(JSON.stringify(HELLO), "t");
  assert.deepEqual(early.sent, [`40${JSON.stringify({ ...HELLO, ticket: "t" })}`]);
  early.say('40{"sid":"b"}');
  early.say('42["welcome",{}]');
  const client = begun();
  assert.deepEqual(heard, [], "not before whoever connects is ready");
  await Promise.resolve();
  assert.deepEqual(heard, [["event", "welcome", {}, 7]]);
  early.say('42["changes",{}]');
  assert.equal(heard.length, 2);
  assert.ok(client.isConnected());
  assert.equal(FakeSocket.opened.length, 1);
  assert.equal(early.sent.length, 1);
  // The next connection is one of its own.
  client.connect(HELLO, "");
  assert.equal(FakeSocket.opened.length, 2);
});

test("a socket that was opened before is left if it has ended, or said something else, or leads elsewhere", () => {
  for (const [hello, at, state] of /** @type {[object, string, number][]} */ ([
    [{ ...HELLO, since: null }, "", 1],
    [HELLO, "two", 1],
    [HELLO, "", 3],
  ])) {
    openEarly("ABCDEF");
    introduce(JSON.stringify(HELLO), "t");
    const early = newest();
    early.readyState = state;
    webSocketClient("ABCDEF", listener).connect(hello, at);
    assert.notEqual(newest(), early);
    assert.equal(early.readyState, 3);
  }
});

test("who joins faster than the socket opens is introduced when it has; a second try opens another one", () => {
  openEarly("ABCDEF");
  const first = newest();
  openEarly("ABCDEF");
  assert.equal(first.readyState, 3);
  introduce(JSON.stringify(HELLO), "t");
  assert.deepEqual(newest().sent, []);
  newest().open();
  assert.deepEqual(newest().sent, [`40${JSON.stringify({ ...HELLO, ticket: "t" })}`]);
});
