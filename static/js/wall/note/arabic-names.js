// @ts-check
// Given names in Arabic letters. There are no capitals in them, and most names are words of every day as well (أحلام means
// dreams, حسن good, عمر age, آمنة safe): those are left out, and those that become a word with a prefix. With all names of a
// list the hint would ask about every other note. The names are in the lists of the library Faker (MIT licence; ar_AA,
// fa_IR), or those of given-names.js in the spelling of Urdu and Sorani, for which it has no list.

const ARABIC =
  "محمد أحمد حمزة إبراهيم إسماعيل يوسف يعقوب موسى عيسى داود داوود زكريا يحيى إدريس يونس عثمان حسين مصطفى مرتضى أسامة " +
  "بلال خالد طارق ياسر عمار فيصل سلمان سليمان حسام هشام هيثم معاذ مروان لقمان طه غسان عدنان سفيان رضوان عبدالله " +
  "عبدالرحمن فاطمة زينب عائشة مريم خديجة ليلى سلمى سعاد حفصة لبنى رانيا داليا شيماء زهراء زبيدة أيوب ماجد حيدر " +
  "جعفر عباس ";
/** With the letters of Urdu and Persian. Whether علي in Arabic letters is a name cannot be told: it means “on me” too. */
const URDU =
  "علی محمد احمد حمزہ ابراہیم اسماعیل یوسف یعقوب موسیٰ عیسیٰ داؤد زکریا یحییٰ ادریس یونس عثمان مصطفیٰ مرتضیٰ اسامہ بلال " +
  "خالد طارق یاسر عمار فیصل سلمان سلیمان حسام ہشام لقمان عدنان سفیان رضوان عبداللہ عبدالرحمٰن فاطمہ زینب عائشہ مریم " +
  "خدیجہ لیلیٰ سلمیٰ رقیہ حفصہ سمیہ نادیہ رانیہ زبیدہ ایوب ماجد حیدر جعفر عباس عمران کامران ارسلان ذیشان وقاص آصف " +
  "عاطف ندیم شہزاد نسرین پروین شازیہ رخسانہ صائمہ سائرہ ثمینہ نازیہ فرزانہ علیرضا امیرحسین ";
const SORANI =
  "عەلی محەمەد محەممەد ئەحمەد حەمزە ئیبراهیم ئیسماعیل یوسف موسا عیسا داود یەحیا ئیدریس یونس عوسمان حەسەن حوسێن مستەفا " +
  "عومەر عەبدوڵڵا عەبدولڕەحمان فاتمە زەینەب عائیشە مەریەم خەدیجە لەیلا سەلما خالید تاریق بیلال عەدنان شێرکۆ کاوە فەرهاد " +
  "نەسرین پەروین ";

const NAMES = new Set((ARABIC + URDU + SORANI).trim().split(" ").map(plain));
/** What Arabic writes together with the next word: and, so, in, to, as. */
const PREFIX = /^[وفبلك](?=.{4})/;
/** “Servant of …”, the beginning of many names that are written as two words. */
const SERVANT = "عبد";
const ARTICLE = /^ال/;

/**
 * The words at this place that are a person's name, or "".
 * @param {string[]} words
 * @param {number} n
 */
export function arabicNameAt(words, n) {
  const word = words[n];
  const next = words[n + 1] || "";
  if (word === SERVANT && ARTICLE.test(next)) return `${word} ${next}`;
  // علی الصبح: at dawn.
  if (word === "علی" && ARTICLE.test(next)) return "";
  return NAMES.has(plain(word)) || NAMES.has(plain(word.replace(PREFIX, ""))) ? word : "";
}

/**
 * Without what is often left out or typed otherwise: vowel signs, the hamza of an alif, the dots of a last ة, and the
 * letters that look alike in Arabic and Urdu. Not ى, ي and ی, which tell words from each other.
 * @param {string} word
 */
function plain(word) {
  return word
    .replace(/[\u064b-\u0652\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/[ةہۃھ]/g, "ه")
    .replace(/ك/g, "ک");
}
