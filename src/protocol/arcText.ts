/**
 * The lines of a topology as text a third lighter than as lists of numbers: of every point the steps east and north from the one before, of
 * the first point of a line those from the last of the line before. A step takes a character for every five of its bits.
 */

/** Lines as a topology has them: the first point, then the steps to each next; whole numbers. */
export type Arcs = readonly (readonly (readonly number[])[])[];

const FIRST_CHARACTER = 63;
const MORE = 32;
const BETWEEN_LINES = ' ';

/** The lines as text, which `readArcs` gives back to the digit. */
export function writeArcs(arcs: Arcs): string {
  let [lastEast, lastNorth] = [0, 0];
  const lines = arcs.map((arc) => {
    let text = '';
    arc.forEach(([east = 0, north = 0], at) => {
      text += at === 0 ? writeStep(east - lastEast) + writeStep(north - lastNorth) : writeStep(east) + writeStep(north);
      [lastEast, lastNorth] = at === 0 ? [east, north] : [lastEast + east, lastNorth + north];
    });
    return text;
  });
  return lines.join(BETWEEN_LINES);
}

/** The lines that were written, as a topology has them. */
export function readArcs(text: string): [number, number][][] {
  const arcs: [number, number][][] = [];
  let [lastEast, lastNorth] = [0, 0];
  for (const line of text.split(BETWEEN_LINES)) {
    const steps = readSteps(line);
    const arc: [number, number][] = [];
    for (let at = 0; at < steps.length; at += 2) {
      const [east, north] = [steps[at] as number, steps[at + 1] as number];
      [lastEast, lastNorth] = [lastEast + east, lastNorth + north];
      arc.push(at === 0 ? [lastEast, lastNorth] : [east, north]);
    }
    arcs.push(arc);
  }
  return arcs;
}

function writeStep(step: number): string {
  let rest = step < 0 ? -2 * step - 1 : 2 * step;
  let text = '';
  for (; rest >= MORE; rest >>= 5) text += String.fromCharCode(FIRST_CHARACTER + (rest % MORE) + MORE);
  return text + String.fromCharCode(FIRST_CHARACTER + rest);
}

function readSteps(line: string): readonly number[] {
  const steps: number[] = [];
  let [bits, shift] = [0, 0];
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at) - FIRST_CHARACTER;
    bits += (code % MORE) << shift;
    if (code >= MORE) shift += 5;
    else {
      steps.push(bits % 2 === 0 ? bits / 2 : -(bits + 1) / 2);
      [bits, shift] = [0, 0];
    }
  }
  return steps;
}
