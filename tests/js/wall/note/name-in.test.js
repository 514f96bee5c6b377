// @ts-check
// How often the hint is right, on sentences that were made up for it: they are of the kind that people write on notes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameIn } from "../../../../static/js/wall/note/name-in.js";

const ALSO_WORDS = new Set("Bill Dawn Faith Frank Grace Hope Jack Joy Mark May Rose Sue Will".split(" "));
const find = (/** @type {string} */ text, people = /** @type {string[]} */ ([])) =>
  nameIn(text, new Set(people), ALSO_WORDS);

const NAMED = [
  "Ali never answers the phone",
  "Ask Hassan about the boiler",
  "what Zainab said last week",
  "Piotr was moved three times in a year",
  "Katarzyna from the council was kind",
  "Rhys waited six months",
  "Dave at the desk",
  "Mike’s landlord sold up",
  "It was Fatima who noticed",
  "Mohammed's flat has mould",
  "Priya got the letter too late",
  "Kwame was told to come back",
  "Dr Miller listens",
  "Grace Miller signed the form",
  "Frank Ogden knows",
  "Jürgen hat lange gewartet",
  "Frau Schäfer vom Amt war freundlich",
  "Birgit wartet noch",
  "Agnieszka dostała klucz",
  "Pani Nowak oddzwoniła",
  "Łukasz nie ma adresu",
  "Mihai a primit cheia",
  "Doamna Popescu a sunat",
  "Ioana locuiește acolo",
  "Siân o’r cyngor",
  "Angharad a’i theulu",
  "Оксана чекала пів року",
  "Дмитро отримав ключ",
  "Тетяна допомогла",
  "Sgt Brown took notes",
];

const NOBODY = [
  "A home that says yes",
  "Will Monday work for the panel?",
  "May is too late for the winter fund",
  "Mark the date in the diary",
  "Hope is not a plan, but it helps",
  "Grace period of two weeks",
  "A frank talk with the Council",
  "Joy in small things",
  "Ask two landlords first",
  "The rose garden behind Hanley library",
  "Jack of all trades at the Hub",
  "Faith groups open their doors",
  "At dawn the hostel closes",
  "Somebody rang me back the same day",
  "Universal Credit was late again",
  "Stoke has 40 empty homes",
  "Ask Housing Options before Easter",
  "Probation and Housing in one room",
  "The Salvation Army kitchen",
  "I was told No at the door",
  "Ein Zuhause für alle",
  "Der Wolf im Märchen und das Amt in der Stadt",
  "Die Rose auf dem Tisch",
  "Ernst nehmen, was Leute sagen",
  "Wir brauchen eine Wohnung und Zeit",
  "Jeder hat einen Schlüssel",
  "Dom, który mówi tak",
  "Róża na stole",
  "Mam klucz od wczoraj",
  "Pan kierownik ma klucz",
  "Acasă înseamnă liniște",
  "Speranța moare ultima",
  "Ion de calciu în apă",
  "Cartref sy’n dweud ie",
  "Seren ar y drws",
  "Eira ar y mynydd",
  "Дім, який каже так",
  "Любов і віра допомагають",
  "Надія є завжди",
  "أحلام كبيرة في بيت صغير",
  "گھر جو ہاں کہے",
];

test("at most one name in ten is missed", () => {
  const missed = NAMED.filter((text) => !find(text));
  assert.ok(missed.length <= NAMED.length / 10, missed.join("; "));
});

test("at most one note in twenty is asked about that names nobody", () => {
  const wrong = NOBODY.filter((text) => find(text)).map((text) => `${text} (${find(text)})`);
  assert.ok(wrong.length <= NOBODY.length / 20, wrong.join("; "));
});

test("somebody of the meeting is known whatever they are called, and a surname is shown", () => {
  assert.equal(find("I think Xq wrote it", ["xq"]), "Xq");
  assert.equal(find("Ask Piotr Kowalski"), "Piotr Kowalski");
  assert.equal(find("Łukasz Wiśniewski"), "Łukasz Wiśniewski");
});
