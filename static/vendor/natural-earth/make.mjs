// Makes what stands in outlines.js below its mark: the coasts of the world and the borders of its countries.
//
//   npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz && node make.mjs package
//
// They are Natural Earth's at 1:110 million. That leaves out most islands, and people live there: they come from 1:50 million,
// with fewer corners. All is rounded to two decimals of a degree, about a kilometre.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "// ---- Made by make.mjs: not to be changed by hand ----\n";
/** How far the coast of an island may be from where it was, in hundredths of a degree. */
const OFF = 4;
/** What numbers are written with, as in outlines.js. */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Once around, in hundredths of a degree. */
const AROUND = 36000;

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** The point, so many times around that it stands beside the one before it: a line goes on beyond 180 degrees. */
const beside = ([east, north], before) => [east + AROUND * Math.round(((before || [east])[0] - east) / AROUND), north];

/** The same line without a point that stands twice. */
const once = (line) => line.filter((point, index) => index === 0 || String(point) !== String(line[index - 1]));

/** Points beside each other. */
const unbroken = (points) => once(points.reduce((line, point) => [...line, beside(point, line[line.length - 1])], []));

/** The lines of a file (TopoJSON, 2.1.4), in hundredths of a degree: east, north. */
function linesOf({ transform: { scale, translate }, arcs }) {
  return arcs.map((arc) => {
    let [east, north] = [0, 0];
    return unbroken(arc.map(([right, up]) => {
      [east, north] = [east + right, north + up];
      return [east * scale[0] + translate[0], north * scale[1] + translate[1]].map((degrees) => Math.round(degrees * 100));
    }));
  });
}

/** The rings of all land, each as the numbers of its lines: ~n is line n from its end. */
const ringsOf = ({ objects: { land } }) => land.geometries.flatMap(({ type, arcs }) => (type === "Polygon" ? [arcs] : arcs));

const follow = (lines, ring) => unbroken(ring.flatMap((number) => (number < 0 ? [...lines[~number]].reverse() : lines[number])));

/** The ring of what lies around the south pole ends where it began, once around: it is closed along the edge of the map. */
function closed(ring) {
  const [[first], [last]] = [ring[0], ring[ring.length - 1]];
  return first === last ? ring : [...ring, [last, -9000], [first, -9000]];
}

function isInside([east, north], ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[x, y], [u, v]] = [ring[i], ring[j]];
    if ((y > north) !== (v > north) && east < ((u - x) * (north - y)) / (v - y) + x) inside = !inside;
  }
  return inside;
}

/** The same line with fewer corners (Ramer, Douglas and Peucker). */
function simpler(line) {
  const [[x, y], [u, v]] = [line[0], line[line.length - 1]], long = Math.hypot(u - x, v - y);
  const away = ([east, north]) => (long === 0
    ? Math.hypot(east - x, north - y)
    : Math.abs((u - x) * (y - north) - (v - y) * (x - east)) / long);
  const all = line.map(away), farthest = Math.max(...all), at = all.indexOf(farthest);
  if (farthest <= OFF) return [line[0], line[line.length - 1]];
  return [...simpler(line.slice(0, at + 1)), ...simpler(line.slice(at)).slice(1)];
}

const coarse = read("countries-110m.json"), lines = linesOf(coarse), rings = ringsOf(coarse);
const land = rings.flat().map((ring) => closed(follow(lines, ring)));
const ofCoasts = new Set(rings.flat(2).map((number) => (number < 0 ? ~number : number)));
// A border so short that its ends are one point is none on such a map.
const borders = lines.filter((line, number) => !ofCoasts.has(number) && line.length > 1);

const fine = read("land-50m.json"), fineLines = linesOf(fine), turns = [0, AROUND, -AROUND];
const meet = (one, other) => turns.some((turn) => one.some(([east, north]) => isInside([east + turn, north], other)));
const islands = ringsOf(fine).map(([ring]) => closed(follow(fineLines, ring)))
  .filter((ring) => !land.some((known) => meet(ring, known) || meet(known, ring)))
  .map((ring) => (simpler(ring).length > 3 ? simpler(ring) : ring));

const file = new URL("outlines.js", import.meta.url);
const [ours] = readFileSync(file, "utf8").split(MARK);

/** A whole number as outlines.js reads it. */
function signs(number) {
  let [rest, words] = [number < 0 ? -2 * number - 1 : 2 * number, ""];
  for (; rest >= 32; rest = Math.floor(rest / 32)) words += SIGNS[32 + (rest % 32)];
  return words + SIGNS[rest];
}

/** A line as its first point and the steps to the others: north, east. */
const steps = (line) => line.flatMap(([east, north], index) => {
  const [right, up] = index === 0 ? [0, 0] : line[index - 1];
  return [north - up, east - right];
});
const written = (name, all) => `const ${name} = \`\n${all.map((line) => steps(line).map(signs).join("")).join("\n")}\n\`;\n`;
writeFileSync(file, `${ours}${MARK}${written("LAND", [...land, ...islands])}${written("BORDERS", borders)}})();\n`);
const points = (all) => all.reduce((sum, line) => sum + line.length, 0);
console.log(`${land.length} coasts, ${islands.length} islands, ${borders.length} borders: ${points([...land, ...islands, ...borders])} points`);
