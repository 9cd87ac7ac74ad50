// Identifiers: agencies (QĐ 28/2018 d10, QĐ 20/2020 d4-d7), documents (Cà Mau d7.k3),
// registers, and the dispatch to the number grammar (numbers.mjs).
// Reading is lenient: what can be read is read, with the departures listed.

import { cleanText } from './letters.mjs';
import { readNumber } from './numbers.mjs';

const UNKNOWN = { type: 'unknown', canonical: null, problems: [] };

export function identify(text) {
  const { clean, problems } = cleanText(String(text));
  const found = readUuid(clean) ?? readWireId(clean) ?? readSequenceId(clean) ?? readAgency(clean) ?? readDocumentNumber(clean);
  if (!found) return { answer: UNKNOWN };
  const { type, canonical } = found;
  return { answer: { type, canonical, problems: [...new Set([...problems, ...found.problems])] }, clauses: clausesOf(found) };
}

/** The clauses that state the grammar of what was found. */
function clausesOf({ type, canonical }) {
  if (type === 'document-id') return ['vn/28-2018-qd-ttg#d10.k2.b', 'ca-mau/837-2019#d7.k3'];
  if (type === 'agency-id') {
    if (canonical.startsWith('Z')) return ['vn/20-2020-qd-ttg#d6', 'vn/20-2020-qd-ttg#d7'];
    if (/^\d{10}/.test(canonical)) return ['vn/20-2020-qd-ttg#d5'];
    return /^[A-Y]/.test(canonical) ? ['vn/20-2020-qd-ttg#d4'] : ['vn/28-2018-qd-ttg#d10.k2.a'];
  }
  const normative = /\/\d{4}(\/|$)|\/(NĐ|TT|TTLT|NQLT)-/.test(canonical);
  const administrative = ['vn/30-2020-nd-cp#pl1.p1.m2.k3', 'vn/30-2020-nd-cp#pl3.m1'];
  return normative ? ['vn/34-2016-nd-cp#d58', 'vn/80-2015-qh13#d10.k3', ...administrative] : administrative;
}

function readDocumentNumber(clean) {
  const found = readNumber(clean);
  return found && { type: 'document-number', ...found };
}

// ---- Documents ----

function readUuid(text) {
  const digits = text.replace(/^(urn:uuid:)?\{?|\}$/gi, '');
  if (!/^[0-9a-f-]{32,40}$/i.test(digits)) return null;
  const hex = digits.replaceAll('-', '').toLowerCase();
  if (hex.length !== 32) return null;
  const canonical = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const problems = ['document-id.uuid'];
  if (text.toLowerCase() !== canonical) problems.push('document-id.uuid-form');
  return { type: 'document-id', canonical, problems };
}

/** On the wire: agency,yyyy/MM/dd,number/notation. A comma may stand inside the notation. */
function readWireId(text) {
  const m = /^([^,]+?)\s*,\s*([\d/.-]+)\s*,\s*(.+)$/.exec(text);
  if (!m) return null;
  const date = readDate(m[2]);
  const agency = date && readAgency(m[1]);
  const number = agency && readNumber(m[3]);
  if (!number) return null;
  return {
    type: 'document-id',
    canonical: `${agency.canonical},${date.canonical},${number.canonical}`,
    problems: [...agency.problems, ...date.problems, ...number.problems],
  };
}

function readDate(text) {
  const parts = text.split(/[/.-]/);
  if (parts.length !== 3 || parts.some((part) => part === '')) return null;
  const [year, month, day] = parts[0].length === 4 ? parts : [...parts].reverse();
  if (!/^\d{4}$/.test(year) || month.length > 2 || day.length > 2) return null;
  const canonical = `${year}/${month.padStart(2, '0')}/${day.padStart(2, '0')}`;
  const problems = canonical === text ? [] : ['document-id.date-form'];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) problems.push('document-id.date');
  return { canonical, problems };
}

/** Cà Mau d7.k3: agency-YYYY.N; on the wire agency,YYYY,N; other separators are read. */
function readSequenceId(text) {
  const parts = splitSequenceId(text);
  if (!parts) return null;
  const problems = [...parts.agency.problems];
  const wire = parts.separators === ',,';
  if (!wire && parts.separators !== '-.') problems.push('document-id.separator');
  if (/\s/.test(text)) problems.push('text.spaces');
  const sequence = parts.sequence.replace(/^0+(?=\d)/, '');
  if (sequence !== parts.sequence) problems.push('document-id.zeros');
  if (sequence === '0') problems.push('document-id.below-one');
  const [first, second] = wire ? ',,' : '-.';
  const canonical = `${parts.agency.canonical}${first}${parts.year}${second}${sequence}`;
  return { type: 'document-id', canonical, problems, sequence: Number(sequence) };
}

function splitSequenceId(text) {
  const m = /^(\S+?)\s*([-.,/_:\s])\s*(\d{4})\s*([-.,/_:\s])\s*(\d+)$/.exec(text);
  if (!m) return null;
  // With a full stop in front the year could be a group of a new agency id: only the old order tells them apart.
  const agency = m[2] === '.' ? readOldAgency(m[1].toUpperCase()) : readAgency(m[1]);
  return agency && { agency, year: m[3], sequence: m[5], separators: (m[2] + m[4]).replace(/\s/g, ' ') };
}

// ---- Agencies ----

function readAgency(text) {
  const problems = [];
  const tight = text.replace(/\s*\.\s*/g, '.');
  if (tight !== text) problems.push('text.spaces');
  const other = readOtherOrganisation(tight);
  if (other) return other;
  const upper = tight.toUpperCase();
  if (upper !== tight) problems.push('text.case');
  const found = readEnterprise(upper) ?? readOldAgency(upper) ?? readUndotted(upper) ?? readNewAgency(upper);
  return found && { ...found, problems: [...problems, ...found.problems] };
}

const agency = (canonical, problems = []) => ({ type: 'agency-id', canonical, problems });

/** QĐ 20/2020 d5: the registered code of an enterprise, ten digits, or thirteen for a dependent unit. */
const readEnterprise = (text) => (/^\d{10}(-?\d{3})?$/.test(text) ? agency(text) : null);

/** QĐ 20/2020 d6: Z01 to Z99, then up to 32 characters of the scheme's own, without separator. */
function readOtherOrganisation(text) {
  const m = /^(z\d{2})([0-9a-z._-]+)$/i.exec(text);
  if (!m) return null;
  const scheme = m[1].toUpperCase();
  const problems = scheme === m[1] ? [] : ['text.case'];
  if (scheme === 'Z00') problems.push('agency.scheme');
  if (m[2].length > 32) problems.push('agency.scheme-length');
  return agency(scheme + m[2], problems);
}

/** QĐ 28/2018 d10.k2.a, QCVN 102: V1V2V3.Z1Z2.Y1Y2.MX1X2, level 1 at the right. */
function readOldAgency(text) {
  const groups = text.split('.');
  const level1 = groups.at(-1);
  const lower = groups.slice(0, -1);
  if (PROCEDURE.test(text)) return null;
  if (groups.length < 2 || !/^[A-Z]/.test(level1) || !/^[A-Z]{1,3}\d*$/.test(level1)) return null;
  if (!lower.every((group) => /^\d*$/.test(group))) return null;
  const problems = [];
  if (groups.length !== 4) problems.push('agency.groups');
  if (groups.length === 4 && groups.some((group, i) => group.length !== [3, 2, 2, 3][i])) problems.push('agency.width');
  if (!/^[A-Z]\d{2}$/.test(level1)) problems.push('agency.level1');
  if (hasGap(lower)) problems.push('agency.gap');
  return agency(text, problems);
}

/** The code of an administrative procedure, in front of the agency that published it. */
const PROCEDURE = /^\d\.\d{6}(\.|$)/;

/** The old form without its full stops, or with others than one between two groups. */
function readUndotted(text) {
  const m = /^(\d{3})[.\s_-]*(\d{2})[.\s_-]*(\d{2})[.\s_-]*([A-Z]\d{2})$/.exec(text);
  return m && agency(m.slice(1).join('.'), ['agency.groups']);
}

/** A level that is there below one that is not. `lower` runs from the lowest level up. */
function hasGap(lower) {
  const first = lower.findIndex((group) => !isNone(group));
  return first >= 0 && lower.slice(first).some(isNone);
}

const isNone = (group) => /^0*$/.test(group);

/** QĐ 20/2020 d4: level 1 at the left, at most 35 characters with the full stops. */
function readNewAgency(text) {
  const groups = text.split('.');
  const wellFormed = /^[A-Y]\d{2}$/.test(groups[0]);
  if (!groups.every((group) => /^[0-9A-Z]*$/.test(group))) return null;
  if (!wellFormed && !(groups.length > 1 && /^[A-Y]\d+$/.test(groups[0]))) return null;
  const problems = wellFormed ? [] : ['agency.level1'];
  if (groups.includes('')) problems.push('agency.gap');
  if (text.length > 35) problems.push('agency.length');
  return agency(text, problems);
}

/** From one generation to the other: the groups reversed, levels that are not there left out. */
export const convert = (given) => ({
  answer: { id: counterpart(given) },
  clauses: ['vn/20-2020-qd-ttg#d4', 'vn/28-2018-qd-ttg#d10.k2.a'],
});

function counterpart({ id, to }) {
  const { clean } = cleanText(String(id));
  const found = readAgency(clean);
  const text = found?.canonical ?? '';
  const old = /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/.test(text);
  const fresh = /^[A-Y]\d{2}(\.[0-9A-Z]+)*$/.test(text) && text.length <= 35;
  if (!old && !fresh) return null;
  if (String(to) === '20') return old ? toNew(text) : text;
  return old ? text : toOld(text);
}

function toNew(text) {
  const [level1, ...rest] = text.split('.').reverse();
  if (hasGap([...rest].reverse())) return null; // d4.k3: each level is subordinate to the one before it
  return [level1, ...rest.filter((group) => !isNone(group))].join('.');
}

function toOld(text) {
  const [level1, ...rest] = text.split('.');
  const widths = [2, 2, 3];
  if (rest.length > 3 || rest.some((group, i) => !/^\d+$/.test(group) || group.length !== widths[i] || isNone(group))) return null;
  return [...widths.map((width, i) => rest[i] ?? '0'.repeat(width)).reverse(), level1].join('.');
}

// ---- Registers ----

/** Cà Mau d7.k3: consecutive from 1, unique, the last number is the last of the year. */
export function register(ids) {
  const numbers = ids.map((id) => readSequenceId(cleanText(String(id)).clean)?.sequence).filter((n) => n !== undefined);
  const counts = new Map();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  const last = Math.max(0, ...numbers);
  const gaps = [];
  const repeats = [];
  for (let n = 1; n <= last; n += 1) {
    if (!counts.has(n)) gaps.push(n);
    else if (counts.get(n) > 1) repeats.push(n);
  }
  return {
    answer: { gaps: ranges(gaps), repeats: ranges(repeats), below_one: numbers.filter((n) => n < 1).length },
    clauses: ['ca-mau/837-2019#d7.k3'],
  };
}

function ranges(numbers) {
  const found = [];
  for (const n of numbers) {
    if (found.length && found.at(-1)[1] === n - 1) found.at(-1)[1] = n;
    else found.push([n, n]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
}
