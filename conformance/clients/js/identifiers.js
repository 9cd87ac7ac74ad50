"use strict";
// Identifiers: read leniently, write one way, name what departs from the grammar.

const KINDS = ("NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP " +
  "PG PC PB SY TrS SL TT TTLT NĐ PL L VBHN NQLT").split(" ");
const NORMATIVE = ["NĐ", "TT", "TTLT", "PL", "L"]; // always; QĐ, NQ, CT may be either
const WITH_YEAR = [...NORMATIVE, "QĐ", "NQ", "CT", "NQLT"];
const ISSUERS = ["CP", "TTg", "UBND", "HĐND", "TTHĐND", "BTC", "BNV"];
const UPPER = new Map([...KINDS, "TTg"].map((word) => [word.toUpperCase(), word]));
const UNKNOWN = { type: "unknown", canonical: null, problems: [] };

/** Collects problems while a text is read. */
class Notes {
  constructor() {
    this.codes = new Set();
  }

  add(code, when = true) {
    if (when) this.codes.add(code);
    return this;
  }

  /** Replace, and note the problem where something was replaced. */
  swap(text, pattern, by, code) {
    const found = text.replace(pattern, by);
    this.add(code, found !== text);
    return found;
  }
}

function cleaned(text, notes) {
  let found = text.normalize("NFC").trim();
  found = notes.swap(found, /[ÐƉ]/g, "Đ", "text.letters");
  found = notes.swap(found, /[\u00ad\u2010-\u2015\u2212]/g, "-", "text.dashes");
  return found;
}

// -- agencies ------------------------------------------------------------------------------

const OLD = /^(\d+)\.(\d+)\.(\d+)\.([A-Z][A-Z0-9]*)$/;
const OLD_CUT = /^(\d+)\.(\d+)\.([A-Z]\d+)$/;
const OLD_RUN = /^(\d{3})(\d{2})(\d{2})([A-Z]\d{2})$/;
const NEW = /^([A-Y]\d{1,3})((?:\.[0-9A-Z]+)*)$/;
const OTHER = /^Z(\d{2})(.+)$/;
const ENTERPRISE = /^\d{10}(-\d{3})?$/;

function oldAgency(text, notes) {
  const run = OLD_RUN.exec(text);
  if (run) {
    notes.add("agency.groups");
    return run.slice(1).join(".");
  }
  if (OLD_CUT.test(text)) {
    notes.add("agency.groups");
    return text;
  }
  const match = OLD.exec(text);
  if (!match) return null;
  const [v, z, y, m] = match.slice(1);
  notes.add("agency.level1", !/^[A-Y]\d{2}$/.test(m));
  notes.add("agency.width", v.length !== 3 || z.length !== 2 || y.length !== 2);
  const empty = (group) => /^0+$/.test(group);
  notes.add("agency.gap", (!empty(v) && empty(z)) || (!empty(z) && empty(y)));
  return text;
}

function newAgency(text, notes) {
  const match = NEW.exec(text);
  if (!match) return null;
  notes.add("agency.level1", !/^[A-Y]\d{2}$/.test(match[1]));
  notes.add("agency.length", text.length > 35);
  return text;
}

function otherOrganisation(text, notes) {
  const match = OTHER.exec(text);
  if (!match) return null;
  notes.add("agency.scheme", match[1] === "00");
  notes.add("agency.scheme-length", match[2].length > 32);
  return text;
}

function agency(text, notes) {
  if (ENTERPRISE.test(text)) return text;
  const other = otherOrganisation(text, notes);
  if (other) return other;
  let found = notes.swap(text, /\s+/g, "", "text.spaces");
  if (!/\d/.test(found)) return null;
  found = notes.swap(found, /[a-z]/g, (char) => char.toUpperCase(), "text.case");
  return oldAgency(found, notes) || newAgency(found, notes);
}

// -- documents -----------------------------------------------------------------------------

const REGISTER = /^(.+?)(\s*[-.]\s*)(\d{4})(\s*[-.]\s*)(\d+)$/;
const UUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

function uuid(text, notes) {
  const match = UUID.exec(text);
  if (!match) return null;
  notes.add("document-id.uuid");
  notes.add("document-id.uuid-form", text !== match[1].toLowerCase());
  return match[1].toLowerCase();
}

function registered(text, notes) {
  const match = REGISTER.exec(text);
  if (!match) return null;
  const [, owner, first, year, second, sequence] = match;
  const whose = agency(owner, notes);
  if (!whose) return null;
  notes.add("text.spaces", /\s/.test(first + second));
  notes.add("document-id.separator", first.trim() !== "-" || second.trim() !== ".");
  notes.add("document-id.zeros", /^0\d/.test(sequence));
  notes.add("document-id.below-one", Number(sequence) === 0);
  return `${whose}-${year}.${Number(sequence)}`;
}

function dated(text, notes) {
  const late = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  const early = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(text);
  if (!late && !early) return null;
  const [year, month, day] = early ? early.slice(1) : late.slice(1).reverse();
  const found = [year, month.padStart(2, "0"), day.padStart(2, "0")].join("/");
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  notes.add("document-id.date-form", found !== text);
  notes.add("document-id.date", real.getUTCMonth() !== Number(month) - 1);
  return found;
}

function onTheWire(text, notes) {
  const [owner, when, ...rest] = text.split(",");
  if (rest.length === 0) return null;
  const whose = agency(owner, notes);
  const last = rest.join(",");
  if (whose && /^\d{4}$/.test(when) && /^\d+$/.test(last)) return `${whose},${when},${Number(last)}`;
  const day = dated(when, notes);
  const number = day && documentNumber(last, notes);
  return whose && number ? `${whose},${day},${number}` : null;
}

const documentId = (text, notes) =>
  uuid(text, notes) || registered(text, notes) || onTheWire(text, notes);

// -- numbers and symbols -------------------------------------------------------------------

const WORDS = /^(?:(?:quyết định|công văn|nghị định|thông tư|nghị quyết|tờ trình|luật|cv)\s+)?(?:số\s*)?:?\s*/iu;
const HEAD = /^(\d+)([A-Za-z])?(?=\s*[/_-]|\s*$)/;

function counted(digits, letter, notes) {
  const value = digits.replace(/^0+/, "") || "0";
  notes.add("number.below-one", value === "0");
  notes.add("number.padding", digits.length === 1);
  notes.add("number.zeros", digits.length > 1 && digits[0] === "0" && value.length > 1);
  notes.add("number.zeros", /^0{2,}\d/.test(digits) && value !== "0");
  notes.add("number.letter", Boolean(letter));
  return value.padStart(2, "0") + (letter || "").toLowerCase();
}

/** Cut off what follows a symbol: a date, a full stop, a stray digit. */
function withoutTail(text, notes) {
  let found = notes.swap(text, /\s+(?:ngày|ngay)\s.*$/iu, "", "text.extra");
  found = notes.swap(found, /(?:\s+\d.*|[./]+)$/u, "", "text.extra");
  return found;
}

function group(word, first, notes) {
  if (word === "") return word;
  const known = UPPER.get(word.toUpperCase());
  if (known) {
    notes.add("text.case", known !== word);
    return known;
  }
  if (word === word.toLowerCase() && /\p{L}/u.test(word)) {
    notes.add("text.case");
    return word.toUpperCase();
  }
  notes.add("text.case", /\p{Ll}/u.test(word));
  if (first && UPPER.has(word.replace(/D/g, "Đ"))) {
    notes.add("symbol.marks");
    return word.replace(/D/g, "Đ");
  }
  return word;
}

/** A kind and an issuer that lost the hyphen between them. */
function parted(word, notes) {
  for (const kind of KINDS) {
    const rest = word.slice(kind.length);
    if (word.startsWith(kind) && ISSUERS.includes(rest)) {
      notes.add("symbol.hyphen");
      return [kind, rest];
    }
  }
  return [word];
}

function groups(text, notes) {
  let found = notes.swap(text, /\s*-\s+|\s+-\s*/g, "-", "text.spaces");
  found = notes.swap(found, /(?<=\p{L})\s+(?=\p{L})/gu, "-", "symbol.hyphen");
  found = notes.swap(found, /(?<=\p{L})\/(?=\p{L})/gu, "-", "symbol.hyphen");
  found = notes.swap(found, /^(\p{L}+)\.(CP|TTg|UBND|HĐND)$/u, "$1-$2", "symbol.hyphen");
  found = notes.swap(found, /-+$/, "", "symbol.cut");
  notes.add("symbol.sign", /[.,]/.test(found));
  const [first, ...rest] = found.split("-");
  const head = parted(group(first, true, notes), notes);
  return [...head, ...rest.map((word) => group(word, false, notes))];
}

const lawful = (words) => words.every((word) => /^[\p{L}][\p{L}\p{N}&.,()]*$/u.test(word));

function assembly(words, year, notes) {
  const last = words[words.length - 1];
  if (!year || !/^(QH|UBTVQH)\d*$/.test(last)) return false;
  notes.add("symbol.term", !/\d$/.test(last));
  notes.add("symbol.assembly", words.length > 1);
  return true;
}

function judged(words, year, notes) {
  if (assembly(words, year, notes)) return;
  const kind = KINDS.includes(words[0]) ? words[0] : null;
  if (year) {
    notes.add("symbol.kind", !kind);
    notes.add("number.year-extra", Boolean(kind) && !WITH_YEAR.includes(kind));
    notes.add("symbol.groups", ["NĐ", "TT"].includes(kind) && words.length > 2);
  } else {
    notes.add("number.year-missing", NORMATIVE.includes(kind));
    notes.add("symbol.letter-kind", words[0] === "CV");
    notes.add("symbol.unit", !kind && words.length === 1);
  }
  notes.add("symbol.issuer", Boolean(kind) && words.length === 1);
  notes.add("symbol.length", words.join("-").length > 30);
}

/** 26-NQ/TW: a hyphen after the number, a slash before the issuer. */
function ofTheParty(number, rest, notes) {
  const words = rest.split(/[-/]/);
  if (!lawful(words)) return null;
  if (words.length === 1) {
    notes.add("number.separator", !KINDS.includes(words[0]));
    return `${number}-${words[0]}`;
  }
  notes.add("number.separator", !rest.includes("/"));
  notes.add("symbol.kind", !KINDS.includes(words[0]) && words[0] !== "CV");
  return `${number}-${words[0]}/${words.slice(1).join("-")}`;
}

function documentNumber(text, notes) {
  const plain = text.replace(WORDS, "");
  const head = HEAD.exec(plain);
  if (!head) return null;
  const number = counted(head[1], head[2], notes);
  let rest = plain.slice(head[0].length);
  if (rest.trim() === "") {
    const named = plain !== text;
    notes.add("symbol.missing");
    return named ? number : null;
  }
  const sign = /^\s*([/_-])\s*/.exec(rest);
  if (!sign) return null;
  notes.add("text.spaces", /\s/.test(sign[0]));
  rest = withoutTail(rest.slice(sign[0].length), notes);
  if (sign[1] === "-") return ofTheParty(number, rest, notes);
  notes.add("number.separator", sign[1] === "_");
  const year = /^(\d{4})\s*([/_-])?\s*(?=\p{L})/u.exec(rest);
  if (year) {
    rest = rest.slice(year[0].length);
    notes.add("number.separator", year[2] !== "/");
    notes.add("text.spaces", /\s/.test(year[0]));
  }
  const words = groups(rest, notes);
  if (!lawful(words)) return null;
  judged(words, year, notes);
  return [number, ...(year ? [year[1]] : []), words.join("-")].join("/");
}

// -- the questions ---------------------------------------------------------------------------

const READERS = [["document-id", documentId], ["agency-id", agency], ["document-number", documentNumber]];

function identify(given) {
  for (const [type, reader] of READERS) {
    const notes = new Notes();
    const canonical = reader(cleaned(given.text, notes), notes);
    if (canonical) return { answer: { type, canonical, problems: [...notes.codes].sort() } };
  }
  return { answer: UNKNOWN };
}

function to20(id) {
  const match = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})$/.exec(id);
  if (!match) return null;
  const groups = match.slice(1).reverse();
  while (/^0+$/.test(groups[groups.length - 1])) groups.pop();
  return groups.slice(1).some((part) => /^0+$/.test(part)) ? null : groups.join(".");
}

function to102(id) {
  const [m, y = "00", z = "00", v = "000", ...more] = id.split(".");
  const given = id.split(".").slice(1);
  const fits = /^[A-Y]\d{2}$/.test(m) && /^\d{2}$/.test(y) && /^\d{2}$/.test(z) && /^\d{3}$/.test(v);
  if (!fits || more.length > 0 || given.some((part) => /^0+$/.test(part))) return null;
  return [v, z, y, m].join(".");
}

const convert = (given) => ({ answer: { id: given.to === "20" ? to20(given.id) : to102(given.id) } });

const span = (first, last) => (first === last ? `${first}` : `${first}-${last}`);

function spans(numbers) {
  const found = [];
  for (const at of numbers) {
    const last = found[found.length - 1];
    if (last && last[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  }
  return found.map(([first, last]) => span(first, last));
}

/** Consecutive from 1, each number once; the order in which they come says nothing. */
function register(given) {
  const numbers = given.ids.map((id) => Number(id.slice(id.lastIndexOf(".") + 1)));
  const last = Math.max(0, ...numbers);
  const all = Array.from({ length: last }, (_, at) => at + 1);
  const times = (at) => numbers.filter((number) => number === at).length;
  const answer = {
    gaps: spans(all.filter((at) => times(at) === 0)),
    repeats: spans(all.filter((at) => times(at) > 1)),
    below_one: numbers.filter((number) => number < 1).length,
  };
  return { answer, clauses: ["ca-mau/837-2019#d7.k3"] };
}

module.exports = { identify, convert, register };
