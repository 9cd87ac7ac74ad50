// What is wrong with the letters of a text, before any grammar is asked.

const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D\u00AD]/g;
const LOOK_ALIKES = new Map(Object.entries({
  '\u00D0': 'Đ', '\u00F0': 'đ', '\u0189': 'Đ', '\u0256': 'đ', // eth and African D for Đ
  А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', Т: 'T', Х: 'X', У: 'Y', // Cyrillic
  а: 'a', с: 'c', е: 'e', о: 'o', р: 'p', х: 'x', у: 'y', і: 'i',
  Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X', // Greek
}));

/** NFC, plain hyphens, plain letters, no outer spaces; with the problems met. */
export function cleanText(text) {
  const problems = [];
  const step = (code, before, after) => {
    if (before !== after) problems.push(code);
    return after;
  };
  let clean = text.normalize('NFC');
  clean = step('text.spaces', clean, clean.replace(/[\u200B-\u200D\u2060\uFEFF]/g, '').trim());
  clean = step('text.dashes', clean, clean.replace(DASHES, '-'));
  clean = step('text.letters', clean, [...clean].map((c) => LOOK_ALIKES.get(c) ?? fullWidth(c)).join(''));
  return { clean, problems };
}

const fullWidth = (c) => (c >= '\uFF01' && c <= '\uFF5E' ? c.normalize('NFKC') : c);
