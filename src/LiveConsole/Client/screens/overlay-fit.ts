/** How a caption is set, canvas px: the lower third large, then small, then the full-frame form. 36 is the floor: most watch on a phone. */
export interface Form { form: "large" | "small" | "full"; size: number; line: number }

interface Step extends Form { lines: number }

const large: Step = { form: "large", size: 44, line: 54, lines: 3 };
const small: Step = { form: "small", size: 36, line: 46, lines: 5 };
const full: Step[] = [
  { form: "full", size: 44, line: 54, lines: 11 },
  { form: "full", size: 36, line: 46, lines: 13 },
];

/** @param linesAt how many lines the text takes when set so. */
export function formOf(wanted: "auto" | "lower" | "full", linesAt: (form: Form) => number): Form {
  const steps = wanted === "full" ? full : [large, small, ...full];
  for (const step of steps) if (linesAt(step) <= step.lines) return step;
  return lastResort(linesAt);
}

/** Hundreds of the widest signs there are: no human sentence comes here. Below the floor, because cut would be worse. */
function lastResort(linesAt: (form: Form) => number): Form {
  for (let size = 34; size > 12; size -= 2) {
    const form: Form = { form: "full", size, line: Math.round(size * 1.25) };
    if (linesAt(form) * form.line <= 13 * 46) return form;
  }
  return { form: "full", size: 12, line: 15 };
}
