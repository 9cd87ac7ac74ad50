// The moments of sending and of receipt.

import { dayOf, formatInstant, parseInstant } from './calendar.mjs';
import { inForce } from './limits.mjs';

const SYSTEM = ['system', 'axis'];
const AGENCIES = ['inside', 'between-agencies'];
const answer = (at, ...clauses) => ({ answer: at === null ? null : { at: formatInstant(at) }, clauses });

// Clocks: (entry, hours, readings) -> instant of receipt.
const raw = (at) => at;

/** Long An d10.k2, Cà Mau d11.k2: outside office hours, the start of the next office hours. */
const nextSession = (at, hours, readings) =>
  hours.isOpen(at, readings['closing-instant'] === 'inside') ? at : hours.nextOpen(at);

/** Phú Yên d8.k3.b: outside office hours, the opening of the working day that follows. */
const nextWorkingDay = (at, hours, readings) => {
  if (hours.isOpen(at, readings['closing-instant'] === 'inside')) return at;
  const today = dayOf(at);
  if (readings['before-opening'] === 'same-day') {
    const later = hours.sessions(today).find(([open]) => open > at);
    if (later) return later[0];
  }
  return hours.opening(hours.nextWorkingDay(today));
};

/** Which clause gives the moment of receipt, and by which clock; clock null: the text is not there or silent. */
function receiptRule(profile, channel, relation) {
  const system = SYSTEM.includes(channel);
  switch (profile) {
    case 'long-an': // only what enters the document system, "tại cơ quan, đơn vị"
      return { instrument: 'long-an/24-2019', at: 'd10.k2', clock: system && relation !== 'to-individual' ? nextSession : null };
    case 'ca-mau':
      return { instrument: 'ca-mau/837-2019', at: 'd11.k2', clock: system && relation !== 'to-individual' ? nextSession : null };
    case 'thai-binh': // Điều 6 has lost its text
      return { instrument: 'thai-binh/17-2019', at: 'd6', clock: null };
    case 'phu-yen':
      return { instrument: 'phu-yen/03-2022', ...phuYenReceipt(channel, relation, system) };
    default:
      return null;
  }
}

function phuYenReceipt(channel, relation, system) {
  if (system) return { at: 'd8.k1', clock: null }; // left to 55/2019, which we do not have
  if (relation === 'to-individual' && ['sms', 'email', 'zalo'].includes(channel)) return { at: 'd8.k2.b', clock: raw };
  if (AGENCIES.includes(relation) && ['email', 'other-official'].includes(channel)) return { at: 'd8.k3.b', clock: nextWorkingDay };
  return { at: 'd8', clock: null }; // from an individual, or SMS and Zalo between agencies: no clock
}

/** The received question. */
export function received({ at, channel, relation }, setup, hours) {
  const rule = receiptRule(setup.profile, channel, relation);
  if (!rule) return { skip: `no receipt rule known for ${setup.profile}` };
  if (setup.national && !rule.clock) return { skip: 'the national moments of receipt are not written here' };
  const entry = parseInstant(at);
  const clause = `${rule.instrument}#${rule.at}`;
  if (!rule.clock || !inForce(rule.instrument, dayOf(entry))) return answer(null, clause);
  return answer(rule.clock(entry, hours, setup.readings ?? {}), clause);
}

/** The sent question. */
export function sent({ published, acknowledged, channel }, setup) {
  const first = published ? parseInstant(published) : null;
  const back = acknowledged ? parseInstant(acknowledged) : null;
  const rule = sendingRule(setup.profile, channel);
  if (!rule) return { skip: `no sending rule known for ${setup.profile}` };
  if (setup.national && !rule.moment) return { skip: 'the national moments of sending are not written here' };
  const clauses = [rule.at].flat().map((place) => `${rule.instrument}#${place}`);
  if (!rule.moment || first === null || !inForce(rule.instrument, dayOf(first))) return answer(null, ...clauses);
  return answer(rule.moment(first, back), ...clauses);
}

/**
 * Long An d10.k1, Cà Mau d11.k1: published and reported back as sent ("có hồi báo văn bản gửi thành công").
 * Phú Yên d8.k2.a, d8.k3.a: "gửi thành công"; the report is taken for the success (PROTOCOL.md).
 */
const reportedBack = (first, back) => (back === null ? null : Math.max(first, back));

/** SMS and Zalo: to individuals; other official means: between agencies; e-mail: both, with the same words. */
const phuYenSending = (channel) => ({ email: ['d8.k2.a', 'd8.k3.a'], 'other-official': ['d8.k3.a'] })[channel] ?? ['d8.k2.a'];

function sendingRule(profile, channel) {
  const system = SYSTEM.includes(channel);
  switch (profile) {
    case 'long-an':
      return { instrument: 'long-an/24-2019', at: 'd10.k1', moment: system ? reportedBack : null };
    case 'ca-mau':
      return { instrument: 'ca-mau/837-2019', at: 'd11.k1', moment: system ? reportedBack : null };
    case 'thai-binh':
      return { instrument: 'thai-binh/17-2019', at: 'd6', moment: null };
    case 'phu-yen':
      if (system) return { instrument: 'phu-yen/03-2022', at: 'd8.k1', moment: null };
      return { instrument: 'phu-yen/03-2022', at: phuYenSending(channel), moment: reportedBack };
    default:
      return null;
  }
}
