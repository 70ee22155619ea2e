import type { ClusterList } from '../tree/cluster-list.ts';
import { oklchToRgb, type Rgb } from './oklch.ts';

/** A hue with the lightness that tells it from its neighbours when hues cannot be told apart. */
interface ColourFamily {
  lightness: number;
  chroma: number;
  hue: number;
}

/**
 * One family per root, in an order that keeps neighbours far apart. Neighbours also differ in lightness, so that
 * red-green blindness leaves them distinct; colour is never the only sign, since the map carries labels too.
 */
const families: ColourFamily[] = [
  { lightness: 0.55, chroma: 0.12, hue: 250 },
  { lightness: 0.72, chroma: 0.14, hue: 65 },
  { lightness: 0.6, chroma: 0.1, hue: 165 },
  { lightness: 0.56, chroma: 0.16, hue: 20 },
  { lightness: 0.76, chroma: 0.09, hue: 215 },
  { lightness: 0.5, chroma: 0.13, hue: 305 },
  { lightness: 0.78, chroma: 0.13, hue: 105 },
  { lightness: 0.72, chroma: 0.11, hue: 350 },
  { lightness: 0.5, chroma: 0.08, hue: 125 },
  { lightness: 0.48, chroma: 0.07, hue: 50 },
];

/** Of conversations that are in no cluster. */
export const outlierColour: Rgb = [128, 128, 128];

/**
 * Colours of all clusters of a run: roots take a family each (an eleventh starts over), the branches below a root take
 * shades of it, and everything further down keeps its branch's shade.
 *
 * @param familyOfRoot - which family each root takes, in their order; 0, 1, 2, … when left out.
 * @returns one colour per cluster, indexed like the list.
 */
export function colourClusters(list: ClusterList, isDark: boolean, familyOfRoot?: number[]): Rgb[] {
  const colours: Rgb[] = [];
  let root = -1;
  list.clusters.forEach((cluster, index) => {
    root += cluster.depth === 0 ? 1 : 0;
    const family = familyOfRoot?.[root] ?? root;
    if (cluster.depth === 0) {
      colours.push(shadeOf(family, 0, isDark));
    } else if (cluster.depth === 1) {
      const siblings = list.children[list.parents[index]!]!;
      colours.push(shadeOf(family, shadeStep(siblings.indexOf(index), siblings.length), isDark));
    } else {
      colours.push(colours[list.parents[index]!]!);
    }
  });
  return colours;
}

/** Spreads siblings over −1 … 1, neighbours in order on opposite sides. */
function shadeStep(position: number, count: number): number {
  const ranked = position % 2 === 0 ? position / 2 : count - 1 - (position - 1) / 2;
  return count === 1 ? 0 : (2 * ranked) / (count - 1) - 1;
}

function shadeOf(number: number, step: number, isDark: boolean): Rgb {
  const family = families[number % families.length]!;
  const lightness = family.lightness + 0.08 * step + (isDark ? 0.08 : 0);
  return oklchToRgb(lightness, family.chroma, family.hue + 8 * step);
}

/** As CSS writes it: `rgb(31 92 61)`. */
export function toCssColour(colour: Rgb): string {
  return `rgb(${colour.join(' ')})`;
}
