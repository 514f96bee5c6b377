// The official client joins, writes, asks the time, drops out and comes back; what it heard is printed as one JSON text.
const { io } = require("socket.io-client");

const [url, meeting, cookie, transports] = process.argv.slice(2);
const heard = [];
const records = {};
let since = null;
let epoch = null;

function connect(headers) {
  return io(url, {
    auth: (give) => give({ meeting, since, epoch }),
    extraHeaders: headers,
    transports: transports.split(","),
    reconnectionDelay: 50,
    forceNew: true,
  });
}

function take(message) {
  if (message.full) for (const key of Object.keys(records)) delete records[key];
  for (const [kind, id, record] of message.changes) {
    if (record === null) delete records[`${kind} ${id}`];
    else records[`${kind} ${id}`] = record;
  }
  since = message.revision;
  epoch = message.epoch || epoch;
}

const hopes = [];
/** Resolves as soon as `true_()` is, looked at again after every event. */
function until(true_) {
  return new Promise((done) => {
    hopes.push({ true_, done });
    look();
  });
}
function look() {
  for (const hope of [...hopes]) {
    if (!hope.true_()) continue;
    hopes.splice(hopes.indexOf(hope), 1);
    hope.done();
  }
}

async function main() {
  const socket = connect({ cookie });
  socket.onAny((event, message) => {
    heard.push({ event, full: message.full, changes: message.changes.length });
    take(message);
    look();
  });
  await until(() => heard.length);
  const you = Object.entries(records).length && heard[0].event === "welcome";
  const zone = Object.keys(records).find((key) => key.startsWith("zone ")).slice(5);
  const message = { id: "js-1", name: "note.add", args: { zone, text: "written in JavaScript 🫖" } };
  const first = await socket.emitWithAck("do", message);
  await until(() => records[`note ${first.result.note}`]);
  const again = await socket.emitWithAck("do", message);
  const refused = await socket.emitWithAck("do", { id: "js-2", name: "agenda.start", args: {} });
  const clock = await socket.emitWithAck("clock", { sent: 12345 });
  await until(() => Object.values(records).some((record) => record.text === "an answer from Python"));

  const transport = socket.io.engine.transport.name;
  const welcomes = () => heard.filter((each) => each.event === "welcome");
  socket.io.engine.close();
  await until(() => welcomes().length === 2);

  const stranger = connect({});
  const no = await new Promise((done) => stranger.on("connect_error", done));
  stranger.close();
  socket.close();
  console.log(
    JSON.stringify({
      you, first, again, refused, clock, transport, records,
      events: [...new Set(heard.map((each) => each.event))],
      back: welcomes()[1],
      no: { message: no.message, data: no.data },
    }),
  );
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
