// Number and symbol of a document: NĐ 30/2020 annex I part I II.3 (administrative documents and letters),
// NĐ 34/2016 d58 and Law 80/2015 d10 (normative ones), the Party's own form (26-NQ/TW).

/** Annex III of NĐ 30/2020, its copies, and the normative kinds. */
const KINDS = ['NQ', 'QĐ', 'CT', 'QC', 'QyĐ', 'TC', 'TB', 'HD', 'CTr', 'KH', 'PA', 'ĐA', 'DA', 'BC', 'BB', 'TTr', 'HĐ', 'CĐ',
  'BGN', 'BTT', 'GUQ', 'GM', 'GGT', 'GNP', 'PG', 'PC', 'PB', 'SY', 'TrS', 'SL', 'NĐ', 'TT', 'TTLT', 'NQLT', 'PL', 'L', 'VBHN'];
const NORMATIVE_ONLY = ['NĐ', 'TT', 'TTLT', 'NQLT'];
const NORMATIVE_TOO = [...NORMATIVE_ONLY, 'QĐ', 'NQ', 'CT', 'PL', 'L'];
const JOINT = ['TTLT', 'NQLT'];
const KIND_BY_CAPITALS = new Map(KINDS.map((kind) => [kind.toUpperCase(), kind]));
const WITHOUT_MARKS = new Map([['ND', 'NĐ'], ['QD', 'QĐ'], ['QYD', 'QyĐ'], ['CD', 'CĐ']]);
/** Titles written with a small letter in the law's own examples. */
const TITLES = new Map([['TTG', 'TTg']]);
const ISSUER = /^(CP|TTG|CTN|TW|UBND|HĐND|VP[A-Z]*|B[A-ZĐƯ&]{2,6}|NHNN|TTCP|UBDT|TANDTC|VKSNDTC)$/;

const LETTERS = 'A-ZÀ-ỸĐ';
const SYMBOL = new RegExp(`^[${LETTERS}0-9&.,/-]+`, 'iu');
const LEAD = /^(?:[\p{L}\s]*?\b)?(?:số|so)\s*(?:[,\s]*ký hiệu)?\s*[:.]?\s*(?=\d)/iu;

/** Reads a number; null where it is none, else its written form and its problems. */
export function readNumber(text) {
  const problems = new Set();
  let rest = text.replace(LEAD, '');
  if (/^cv\s*(?=\d)/i.test(rest)) {
    problems.add('symbol.letter-kind');
    rest = rest.replace(/^cv\s*/i, '');
  }
  rest = tighten(rest, problems);
  const head = /^(\d{1,11})(\p{L}(?![\p{L}]))?/u.exec(rest);
  if (!head) return null;
  const number = readSerial(head[1], head[2] ?? '', problems);
  const after = rest.slice(head[0].length);
  if (/^\.\d/.test(after)) return null; // groups of digits: a code of something else
  return after.startsWith('-') && partySymbol(after)
    ? party(number, after, problems)
    : stateNumber(number, after, problems);
}

/** "không cách chữ": no spaces around the stroke and the hyphen. */
function tighten(text, problems) {
  const tight = text.replace(/\s*([/-])\s*/g, '$1');
  if (tight !== text) problems.add('text.spaces');
  return tight;
}

/** Arabic digits; one zero in front of a number below ten, none in front of others. */
function readSerial(digits, letter, problems) {
  const value = digits.replace(/^0+/, '');
  const canonical = (value || '0').padStart(2, '0');
  if (value === '') problems.add('number.below-one');
  else if (digits.length < canonical.length) problems.add('number.padding');
  else if (digits.length > canonical.length) problems.add('number.zeros');
  if (letter) problems.add('number.letter');
  return canonical + letter.toLowerCase();
}

const PARTY_ISSUER = /^(TW|TU|HU|ThU|TĐU|ĐU|VPTW)$/i;
const PARTY_KINDS = ['CV']; // a letter of the Party names its kind

/** Number-kind/issuer, also with a hyphen for the stroke in front of an organ of the Party. */
const partySymbol = (after) => {
  const m = /^-(\p{L}+)([/-])([\p{L}0-9]+)((?:-[\p{L}0-9&]+)*)$/u.exec(after);
  return m && (m[2] === '/' || PARTY_ISSUER.test(m[3])) && m;
};

function party(number, after, problems) {
  const [, word, stroke, issuer, units] = partySymbol(after);
  const kind = kindOf(word, problems) ?? capitals(word);
  if (!kindOf(kind) && !PARTY_KINDS.includes(kind)) problems.add('symbol.kind');
  if (stroke !== '/') problems.add('number.separator');
  const symbol = `${kind}/${(issuer + units).split('-').map(capitals).join('-')}`;
  if (symbol.replace('/', stroke) !== after.slice(1)) problems.add('text.case');
  return { canonical: `${number}-${symbol}`, problems: [...problems] };
}

const COUNCIL = /^-HĐBT$/i; // PROTOCOL.md: the former Council of Ministers keeps its hyphen
const SEPARATORS = /^[\s/\\_:|.-]+/;

function stateNumber(number, after, problems) {
  let rest = after;
  if (rest === '' || rest === '/') return noSymbol(number, problems);
  if (!rest.startsWith('/')) problems.add('number.separator');
  if (COUNCIL.test(rest)) return { canonical: `${number}-${capitals(rest.slice(1))}`, problems: [...problems] };
  rest = rest.replace(SEPARATORS, '');
  const year = /^(\d{4})(?=[^\d]|$)/.exec(rest)?.[1] ?? null;
  if (year) {
    rest = rest.slice(4);
    if (rest !== '' && !rest.startsWith('/')) problems.add('number.separator');
    rest = rest.replace(SEPARATORS, '');
  }
  if (/^\d/.test(rest)) return null; // a date, or digits alone
  const symbol = cutSymbol(rest, problems);
  if (symbol === '') return noSymbol(year ? `${number}/${year}` : number, problems);
  const assembly = readAssembly(symbol, problems);
  if (assembly) {
    if (!year) problems.add('number.year-missing');
    return written(number, year, assembly, problems);
  }
  return readSymbol(number, year, symbol, problems);
}

function noSymbol(number, problems) {
  problems.add('symbol.missing');
  return { canonical: number, problems: [...problems] };
}

function written(number, year, symbol, problems) {
  if (symbol.length > 30) problems.add('symbol.length');
  return { canonical: [number, year, symbol].filter(Boolean).join('/'), problems: [...problems] };
}

/** The symbol without what follows it; a space where a hyphen was lost is healed. */
function cutSymbol(text, problems) {
  let rest = text;
  const lost = /^(\p{L}+)\s+([\p{Lu}][\p{L}0-9&]*)/u.exec(rest);
  if (lost && kindOf(lost[1])) {
    problems.add('text.spaces').add('symbol.hyphen');
    rest = rest.replace(/\s+/, '-');
  }
  let symbol = SYMBOL.exec(rest)?.[0] ?? '';
  const end = symbol.replace(/[.,/]+$/, '');
  if (end.length < rest.length) problems.add('text.extra');
  symbol = end;
  if (symbol.endsWith('-')) {
    problems.add('symbol.cut');
    symbol = symbol.replace(/-+$/, '');
  }
  return symbol;
}

/** Law 80/2015 d10.k3.a-b: issuer and number of the term, no kind. */
function readAssembly(symbol, problems) {
  const m = /^(?:([\p{L}]+)[-/])?(QH|UBTVQH)(\d{0,2})$/iu.exec(symbol);
  if (!m || (m[1] && !kindOf(m[1]))) return null;
  if (m[1]) problems.add('symbol.assembly');
  if (!m[3]) problems.add('symbol.term');
  const canonical = (m[1] ? `${kindOf(m[1])}-` : '') + m[2].toUpperCase() + m[3];
  if (canonical.toUpperCase() === symbol.toUpperCase() && canonical !== symbol) problems.add('text.case');
  return canonical;
}

function readSymbol(number, year, text, problems) {
  const symbol = healKind(text, problems);
  if (/[.,]/.test(symbol)) problems.add('symbol.sign');
  if (symbol.includes('/') || symbol.includes('--')) problems.add('symbol.hyphen');
  const raw = splitLostHyphen(symbol.split(/[-/]+/).filter(Boolean), problems);
  const groups = raw.map(capitals);
  const kind = kindOf(raw[0], problems);
  if (kind) groups[0] = kind;
  if (raw.some((group, i) => hasSmallLetters(group, groups[i]))) problems.add('text.case');
  if (kind) kindNumber(kind, groups, year, problems);
  else letterNumber(groups, year, problems);
  return written(number, year, groups.join('-'), problems);
}

/** NQ.CP for NQ-CP: another sign where the hyphen after the kind should stand. */
function healKind(symbol, problems) {
  const m = /^(\p{L}+)[.,/](?=\p{L})/u.exec(symbol);
  if (!m || !kindOf(m[1])) return symbol;
  problems.add('symbol.hyphen');
  return `${m[1]}-${symbol.slice(m[0].length)}`;
}

/** Capitals; a group of small and capital letters stays as its agency chose it (PROTOCOL.md). */
function capitals(group) {
  const upper = group.toUpperCase();
  if (TITLES.has(upper)) return TITLES.get(upper);
  return group === group.toLowerCase() ? upper : group;
}

function hasSmallLetters(group, canonical) {
  if (KINDS.includes(canonical) || [...TITLES.values()].includes(canonical)) {
    return group !== canonical && group.toUpperCase() === canonical.toUpperCase();
  }
  return group !== group.toUpperCase();
}

function kindOf(group, problems) {
  const upper = group.toUpperCase();
  if (WITHOUT_MARKS.has(upper)) {
    problems?.add('symbol.marks');
    return WITHOUT_MARKS.get(upper);
  }
  return KIND_BY_CAPITALS.get(upper) ?? null;
}

/** NĐCP for NĐ-CP: the longest kind that leaves a known issuer behind. */
function splitLostHyphen(groups, problems) {
  const upper = groups[0].toUpperCase();
  if (kindOf(groups[0]) || ISSUER.test(upper)) return groups;
  for (let cut = Math.min(4, upper.length - 2); cut >= 2; cut -= 1) {
    if (kindOf(upper.slice(0, cut)) && ISSUER.test(upper.slice(cut))) {
      problems.add('symbol.hyphen');
      return [groups[0].slice(0, cut), groups[0].slice(cut), ...groups.slice(1)];
    }
  }
  return groups;
}

function kindNumber(kind, groups, year, problems) {
  if (groups.length === 1) problems.add('symbol.issuer');
  if (!year && NORMATIVE_ONLY.includes(kind)) problems.add('number.year-missing');
  if (year && groups.length > 2 && !JOINT.includes(kind)) problems.add('symbol.groups');
  if (year && !NORMATIVE_TOO.includes(kind)) problems.add('number.year-extra');
}

/** A letter (công văn) has no kind: issuer, then the unit or the field. */
function letterNumber(groups, year, problems) {
  const named = groups[0] === 'CV';
  if (named) problems.add('symbol.letter-kind');
  else if (year && !ISSUER.test(groups[0].toUpperCase())) problems.add('symbol.kind');
  const count = groups.length - (named && groups.length > 1 ? 1 : 0);
  if (count === 1) problems.add('symbol.unit');
  if (count > 2) problems.add('symbol.groups');
  if (year) problems.add('number.year-extra');
}
