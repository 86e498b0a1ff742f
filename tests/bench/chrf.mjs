// chrF: how alike two texts are by their runs of 1 to 6 characters, spaces left out. Precision and
// recall are averaged over the lengths, and recall counts twice as much. Maja Popović, "chrF:
// character n-gram F-score for automatic MT evaluation", WMT 2015; sacreBLEU's chrF2 is the same.
const LONGEST = 6, BETA = 2;

function count(characters, length) {
  const counts = new Map();
  for (let i = 0; i + length <= characters.length; i++) {
    const run = characters.slice(i, i + length).join("");
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

function total(counts) {
  let n = 0;
  for (const one of counts.values()) n += one;
  return n;
}

function shared(left, right) {
  let n = 0;
  for (const [run, times] of left) n += Math.min(times, right.get(run) ?? 0);
  return n;
}

// Of a whole text, given in lines: 0 to 100. Lengths that no line reaches do not count.
export function chrf(lines, references) {
  if (lines.length !== references.length)
    throw new Error(`${lines.length} lines against ${references.length} references`);
  const found = Array.from({ length: LONGEST }, () => ({ both: 0, line: 0, reference: 0 }));
  lines.forEach((line, i) => {
    const [ours, theirs] = [line, references[i]].map((text) => [...text.replace(/\s+/gu, "")]);
    for (let length = 1; length <= LONGEST; length++) {
      const left = count(ours, length), right = count(theirs, length), sum = found[length - 1];
      sum.both += shared(left, right);
      sum.line += total(left);
      sum.reference += total(right);
    }
  });
  const known = found.filter((sum) => sum.line && sum.reference);
  const mean = (of) => known.reduce((sum, one) => sum + one.both / one[of], 0) / known.length;
  const precision = known.length ? mean("line") : 0, recall = known.length ? mean("reference") : 0;
  if (!precision || !recall) return 0;
  return 100 * (1 + BETA ** 2) * precision * recall / (BETA ** 2 * precision + recall);
}
