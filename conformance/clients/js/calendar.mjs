// Instants and days. An instant is a whole number of microseconds of Vietnam wall time
// since 1970-01-01T00:00 (UTC+7, no summer time); a day is a whole number of days.

export const SECOND = 1_000_000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/i;

export function parseInstant(text) {
  const m = ISO.exec(text);
  if (!m) throw new Error(`no instant with an offset: ${text}`);
  const fraction = Number((m[5] ?? '').padEnd(6, '0').slice(0, 6));
  const clock = (Number(m[2]) * 3600 + Number(m[3]) * 60 + Number(m[4] ?? 0)) * SECOND + fraction;
  return parseDay(m[1]) * DAY + clock - offsetOf(m[6]) + OFFSET;
}

function offsetOf(text) {
  if (/^z$/i.test(text)) return 0;
  const sign = text[0] === '-' ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * HOUR + Number(text.slice(-2)) * (HOUR / 60));
}

export function formatInstant(at) {
  const rest = at - dayOf(at) * DAY;
  const two = (n) => String(n).padStart(2, '0');
  const fraction = rest % SECOND;
  const seconds = (rest - fraction) / SECOND;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${formatDay(dayOf(at))}T${clock}${fraction ? `.${String(fraction).padStart(6, '0')}` : ''}+07:00`;
}

export const dayOf = (at) => Math.floor(at / DAY);
export const startOf = (day) => day * DAY;
/** A day ends with its last microsecond (PROTOCOL.md). */
export const endOf = (day) => (day + 1) * DAY - 1;
export const parseDay = (text) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
export const formatDay = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
export const yearOf = (day) => new Date(day * 86_400_000).getUTCFullYear();
/** 0 = Sunday ... 6 = Saturday; day 0 was a Thursday. */
export const weekdayOf = (day) => (((day + 4) % 7) + 7) % 7;

/** The days that are not what their weekday says. */
export class Calendar {
  constructor({ off = [], worked = [], first = -Infinity, last = Infinity } = {}) {
    this.off = new Set(off.map(parseDay));
    this.worked = new Set(worked.map(parseDay));
    this.first = first;
    this.last = last;
  }

  /** 'off', 'worked' (hours of an ordinary day) or 'weekday' (what its weekday says). */
  kindOf(day) {
    const year = yearOf(day);
    if (year < this.first || year > this.last) throw new NotCovered(year);
    if (this.off.has(day)) return 'off';
    return this.worked.has(day) ? 'worked' : 'weekday';
  }
}

export class NotCovered extends Error {
  constructor(year) {
    super(`the calendar does not cover ${year}`);
  }
}
