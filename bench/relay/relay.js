// A plain Socket.IO relay: it sends each command to everyone at once, acknowledges it, and stores nothing. It implements
// as much of the protocol as a rehearsal needs, with the library's defaults, over WebSocket only.

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Server } from "socket.io";

const port = Number(process.argv[2]);
const CODE = "RELAYS";
const zones = ["Best hopes", "Good practice", "Questions", "Discussion"];
// The counts that a scale of the protocol has; the relay stores nothing about people.
const counts = Array(10).fill(0);
let answers = 0;
const start = [
  ...zones.map((title, order) => ["zone", `z${order}`, { title, prompt: "", order, color: "butter" }]),
  ["scale", "s1", scale()],
];
let revision = 1;
let notes = 0;

function scale() {
  return { question: "How near are we?", low: 1, high: 10, state: "open", shown: true, counts, answers, floor: 3 };
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  request.resume();
  const person = randomBytes(8).toString("hex");
  const cookie = { "Set-Cookie": `relay=${person}; Path=/` };
  const board_url = `http://127.0.0.1:${port}/`;
  if (request.url === "/healthz") json(response, 200, { status: "ok" });
  else if (request.url === "/api/meetings") json(response, 201, { code: CODE, board_url }, cookie);
  else if (request.url.endsWith("/join")) json(response, 200, { participant: { id: person } }, cookie);
  else json(response, 404, {});
});

const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false });

/** The changes of a command for everyone, and its result for the sender. */
function apply({ name, args }) {
  if (name === "note.add") {
    const note = `n${++notes}`;
    const record = { zone: args.zone, text: args.text, x: 0.5, y: 0.5, color: "butter", group: null, signed: null };
    return [[["note", note, { ...record, at: Date.now(), edited: false }]], { note }];
  }
  if (name === "note.move") {
    const record = {
      zone: "z0",
      text: "Rehearsed thought: somebody rings back within a week, and says so",
      color: "butter",
    };
    return [[["note", args.note, { ...record, x: args.x, y: args.y, group: null, signed: null }]], {}];
  }
  if (name === "scale.mark") {
    counts[args.value - 1] = (counts[args.value - 1] + 1) % 500;
    answers = Math.min(answers + 1, 500);
    return [[["scale", "s1", scale()]], {}];
  }
  if (name === "scale.add") return [[["scale", "s1", scale()]], { scale: "s1" }];
  return [[["meeting", "meeting", { title: "A relay", state: "live" }]], {}];
}

io.on("connection", (socket) => {
  const you = { id: socket.id, role: "participant", place: "room" };
  socket.emit("welcome", { protocol: 1, you, epoch: "relay", revision, now: Date.now(), full: true, changes: start });
  socket.on("do", (message, answer) => {
    const [changes, result] = apply(message);
    revision += 1;
    io.emit("changes", { revision, changes });
    answer({ ok: true, revision, result });
  });
});

server.listen(port, "127.0.0.1");
