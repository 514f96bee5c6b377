// @ts-check
// How often the hint is right, on sentences that were made up for it: they are of the kind that people write on notes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { nameIn } from "../../../../static/js/wall/note/name-in.js";

/** The names that are other words too, as the catalogue of a language says. @param {string} language */
function alsoWords(language) {
  const catalogue = (/** @type {string} */ code) =>
    new URL(`../../../../live_cop/words/${code}/wall.toml`, import.meta.url);
  const words = readFileSync(catalogue(language), "utf8").match(/^also_words = "(.+)"$/m);
  return words ? new Set(words[1].split(" ")) : alsoWords("en");
}

const find = (/** @type {string} */ text, language = "en", people = /** @type {string[]} */ ([])) =>
  nameIn(text, new Set(people), alsoWords(language), language);

/** Sentences that name somebody, and that name nobody, by the language that they are in. */
const SENTENCES = {
  en: {
    named: [
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
      "Sgt Brown took notes",
      "Olena has no kettle",
      "Berivan translated for us",
      "Fadumo and her boys are in one room",
      "Gave it to zainab at the door",
    ],
    nobody: [
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
      "The Roman road behind the hostel",
      "Asia House and the Polish shop",
      "Paddy field behind the houses",
      "Marina road needs lights",
      "A pan London approach",
      "Pan London rules",
      "Holly and ivy on the door",
      "Jan and Feb are too cold",
    ],
  },
  de: {
    named: [
      "Jürgen hat lange gewartet",
      "Frau Schäfer vom Amt war freundlich",
      "Birgit wartet noch",
      "Herrn Krause fragen",
      "Mit Yusuf reden",
    ],
    nobody: [
      "Ein Zuhause für alle",
      "Der Wolf im Märchen und das Amt in der Stadt",
      "Die Rose auf dem Tisch",
      "Ernst nehmen, was Leute sagen",
      "Wir brauchen eine Wohnung und Zeit",
      "Jeder hat einen Schlüssel",
      "Im August war niemand da",
      "Matt und müde vom Warten",
      "Andre Leute haben auch gefragt",
      "Reiner Zufall, dass es klappte",
    ],
  },
  pl: {
    named: [
      "Agnieszka dostała klucz",
      "Pani Nowak oddzwoniła",
      "Łukasz nie ma adresu",
      "Rozmawiałem z Piotrem o kluczu",
      "Klucz jest u Katarzyny",
      "Zapytaj panią Kowalską",
      "Basia pomogła mi z listem",
      "Zostawiłem to Markowi",
      "Był u mnie pan Kowalski",
    ],
    nobody: [
      "Dom, który mówi tak",
      "Róża na stole",
      "Mam klucz od wczoraj",
      "Pan kierownik ma klucz",
      "Stanie się coś dobrego",
      "Marka nie jest ważna",
      "Pan Bóg widzi wszystko",
      "Ula pszczół nie ruszać",
      "Kawa i ciastka",
      "Taras jest za mały",
      "Marina koło kanału",
      "Stan mieszkania jest zły",
      "Sam nie dam rady",
      "Kim są sąsiedzi?",
      "Stu ludzi w kolejce",
    ],
  },
  ro: {
    named: [
      "Mihai a primit cheia",
      "Doamna Popescu a sunat",
      "Ioana locuiește acolo",
      "Cheia este la doamna Ionescu",
      "Casa Mariei",
    ],
    nobody: [
      "Acasă înseamnă liniște",
      "Speranța moare ultima",
      "Ion de calciu în apă",
      "Marți și miercuri, în martie",
      "Bucurie în lucruri mici",
    ],
  },
  cy: {
    named: ["Siân o’r cyngor", "Angharad a’i theulu", "Gofyn i Rhys", "Mrs Evans a helpodd", "Cafodd Ieuan allwedd"],
    nobody: [
      "Cartref sy’n dweud ie",
      "Seren ar y drws",
      "Eira ar y mynydd",
      "Gwyn yw’r wal",
      "Mai yw’r mis gorau",
      "Rheolau pan Gymru",
      "Pam mae’n rhaid aros?",
      "Allan o waith",
      "Craig uwch y môr",
      "Cath ar y stryd",
      "Olaf ond nid lleiaf",
    ],
  },
  uk: {
    named: [
      "Оксана чекала пів року",
      "Дмитро отримав ключ",
      "Тетяна допомогла",
      "Спитайте в Олени",
      "Ключ у Сергія",
      "З Андрієм усе гаразд",
      "Мар’яна знає",
      "Пані Коваль передзвонила",
      "Саша зараз у гуртожитку",
      "Листа дали Павлові",
    ],
    nobody: [
      "Дім, який каже так",
      "Любов і віра допомагають",
      "Надія є завжди",
      "Коли прийде лист?",
      "Люди слухають",
      "Дані про житло",
      "Марка чаю не важлива",
      "Олень на стіні",
      "Пан директор слухає",
    ],
  },
  ar: {
    named: [
      "محمد ينتظر منذ ستة أشهر",
      "سألت زينب عن المفتاح",
      "أعطيت الرسالة لفاطمه",
      "احمد في الفندق",
      "ذهبت مع عبد الرحمن إلى المجلس",
      "يوسف وإبراهيم في غرفة واحدة",
      "ساعدتنا ليلى كثيرا",
      "علي لا يرد على الهاتف",
      "حسن ينتظر",
      "آمنة لا تملك عنوانا",
    ],
    nobody: [
      "أحلام كبيرة في بيت صغير",
      "بيت يقول نعم",
      "علي أن أنتظر كل يوم",
      "عمر المبنى طويل",
      "بيئة آمنة للأطفال",
      "أخبار سارة من المجلس",
      "رسالة ورقية لا إلكترونية",
      "هذا حسن جدا",
      "كريم مع الجيران",
      "أمل جديد وحياة سعيدة",
      "شهر رمضان صعب بلا مطبخ",
      "الشاي بالياسمين",
      "على الباب ورقة",
      "ناديه غدا",
      "عمران المدينة بطيء",
    ],
  },
  ur: {
    named: [
      "علی فون نہیں اٹھاتا",
      "زینب نے پچھلے ہفتے کہا",
      "محمد کو چابی نہیں ملی",
      "فاطمہ سے پوچھیں",
      "موسیٰ کے گھر میں نمی ہے",
      "شازیہ نے مدد کی",
      "حسن انتظار کر رہا ہے",
      "عمر کو خط دیر سے ملا",
    ],
    nobody: [
      "گھر جو ہاں کہے",
      "علی الصبح دفتر بند تھا",
      "اپنی رضا سے آئے",
      "اس کی عمر کیا ہے",
      "حسن اور صفائی",
      "نور اور امید",
      "ایک اچھا خیال",
      "اللہ اکبر",
      "شبانہ روز محنت",
      "حسین باغ کے پاس",
    ],
  },
  ckb: {
    named: [
      "عەلی وەڵام ناداتەوە",
      "زەینەب چاوەڕێیە",
      "محەمەد کلیلی نییە",
      "لە فاتمە بپرسە",
      "ئازاد لە هۆتێلە",
      "شێرکۆ یارمەتی دام",
    ],
    nobody: ["ماڵێک کە دەڵێت بەڵێ", "ژیان خۆشە", "ئازاد و سەربەخۆ", "هیوا هەیە", "نەورۆز لە بەهارە", "ڕێبوار و شوان"],
  },
};
/** How many names may be missed: where they are other words too they are left out. */
const MISSED = { ar: 0.3, ckb: 0.2, ur: 0.25 };

for (const [language, { named, nobody }] of Object.entries(SENTENCES)) {
  test(`names are found, and seldom where there are none: ${language}`, (t) => {
    const missed = named.filter((text) => !find(text, language));
    const wrong = nobody.map((text) => [text, find(text, language)]).filter(([, name]) => name);
    t.diagnostic(`${language}: ${missed.length} of ${named.length} missed, ${wrong.length} of ${nobody.length} wrong`);
    assert.ok(missed.length <= named.length * (MISSED[language] ?? 0.15), missed.join("; "));
    assert.ok(wrong.length <= nobody.length / 20, wrong.join("; "));
  });
}

test("somebody of the meeting is known whatever they are called, and a surname is shown", () => {
  assert.equal(find("I think Xq wrote it", "en", ["xq"]), "Xq");
  assert.equal(find("Ask Piotr Kowalski"), "Piotr Kowalski");
  assert.equal(find("Łukasz Wiśniewski"), "Łukasz Wiśniewski");
});
