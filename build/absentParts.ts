/** Parts of the map's libraries that a globe of own lines, fills, names and columns has no use for: the built page has only their names, which refuse to be used. */

const MAPLIBRE = /\/maplibre-gl\/src\/(.+)\.ts$/;

const KINDS = 'circle|color_relief|custom|fill_extrusion|heatmap|hillshade|raster';
const ABSENT: readonly RegExp[] = [
  new RegExp(`^webgl/draw/draw_(${KINDS}|collision_debug|debug|terrain)$`),
  // What terrain asks of every program stays: `terrain_program`.
  new RegExp(`^webgl/program/(${KINDS}|debug)_program$`),
  new RegExp(`^data/bucket/(${KINDS})_(bucket|attributes)$`),
  new RegExp(`^style/style_layer/(${KINDS})_style_layer(_properties\\.g)?$`),
  /^source\/(canvas|image|video|raster_tile|raster_dem_tile|raster_dem_tile_worker|vector_tile)_source$/,
  /^(render\/terrain|render\/terrain_coverage|tile\/terrain_tile_manager|webgl\/render_to_texture|data\/dem_data|data\/bucket\/round_polygon_corners)$/,
  /^(ui\/control\/\w+|ui\/hash)$/,
];
/** Programs of the graphics card for what the globe never draws: text that says nothing stands for them. */
const ABSENT_SHADERS =
  /^shaders\/glsl\/(circle|collision_\w+|color_relief|debug|fill_extrusion\w*|\w+_pattern|heatmap\w*|hillshade\w*|line_gradient\w*|raster|symbol_icon|symbol_text_and_icon|terrain\w*)\.(vertex|fragment)\.glsl\.g$/;

/** Of the other libraries: measures on the ground, changes between two styles, programs for WebGPU, clocks, feedback and debugging of the graphics card, shadows, changes that the graphics card would glide by itself, polling, and what menus and tips can hold besides. */
const ABSENT_ELSEWHERE: readonly RegExp[] = [
  /\/maplibre-gl-style-spec\/dist\/diff\.mjs$/,
  /\/maplibre-gl-style-spec\/dist\/expression\/definitions\/(distance|within)\.mjs$/,
  /\/@luma\.gl\/shadertools\/dist\/lib\/shader-assembly\/wgsl-[\w-]+\.js$/,
  /\/@luma\.gl\/webgl\/dist\/adapter\/resources\/webgl-(query-set|transform-feedback)\.js$/,
  /\/@luma\.gl\/engine\/dist\/debug\/debug-framebuffer\.js$/,
  /\/@deck\.gl\/core\/.*\/(shaderlib\/shadow\/shadow|passes\/shadow-pass)\.js$/,
  /\/@deck\.gl\/core\/.*\/transitions\/gpu-[\w-]+\.js$/,
  /\/engine\.io-client\/build\/esm\/transports\/(polling|polling-xhr|webtransport)\.js$/,
  /\/@mantine\/core\/esm\/components\/(Input|CloseButton|Loader|Overlay)\/\w+\.mjs$/,
  /\/@mantine\/core\/esm\/components\/(Menu|Popover)\/\w+\/\w+(Search|Sub|SubItem|SubDropdown|SubTarget|SelectableItem|CheckboxItem|CheckboxGroup|RadioItem|RadioGroup|ContextMenu)\.mjs$/,
  /\/@mantine\/core\/esm\/components\/Tooltip\/TooltipFloating\/\w+\.mjs$/,
];
const ABSENT_TEXTS = /\/@luma\.gl\/shadertools\/dist\/modules\/.*-wgsl\.js$/;

/** The code that stands in for a module (its path, and what it holds); null for those that stay. */
export function standIn(id: string, read: () => string): string | null {
  const part = MAPLIBRE.exec(id)?.[1];
  if (part !== undefined && ABSENT_SHADERS.test(part)) return `export default '';`;
  if (ABSENT_TEXTS.test(id))
    return namesIn(read())
      .map((name) => `export const ${name} = '';`)
      .join('\n');
  const isAbsent = part === undefined ? ABSENT_ELSEWHERE.some((path) => path.test(id)) : ABSENT.some((path) => path.test(part));
  if (!isAbsent) return null;
  const code = read();
  const refusal = `function absent() { throw new Error('${id.split('/node_modules/').at(-1)} is left out (build/absentParts.ts)'); }`;
  return [refusal, ...namesIn(code).map(namesake), /^export default/m.test(code) ? 'export default absent;' : ''].join('\n');
}

function namesIn(code: string): readonly string[] {
  const declared = [...code.matchAll(/^export (?:abstract )?(?:class|const|let|function|async function) (\w+)/gm)];
  const listed = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) => [...(names as string).matchAll(/(\w+)\s*(?:,|$)/g)]);
  return [...declared, ...listed].map(([, name]) => name as string);
}

/** Questions whether a layer is of a kind are answered; all else refuses. */
function namesake(name: string): string {
  if (/^is[A-Z]/.test(name)) return `export const ${name} = () => false;`;
  if (/^validate[A-Z]/.test(name)) return `export const ${name} = () => [];`;
  return `export { absent as ${name} };`;
}

/** Buttons, marks and boxes that MapLibre styles and this map never shows, and the pictures on them. */
const ABSENT_LOOKS = /maplibregl-(ctrl-(?!(top|bottom)-)|popup|marker|user-location|cooperative|attrib|compact)/;

/** MapLibre's styles without those. */
export function standInStyle(css: string): string {
  const kept = css.replace(/([^{}]+)\{([^{}]*)\}/g, (_, selectors: string, body: string) => {
    const shown = selectors.split(',').filter((selector) => !ABSENT_LOOKS.test(selector));
    return shown.length === 0 || body.includes('url(') ? '' : `${shown.join(',')}{${body}}`;
  });
  return kept.replace(/@(media|keyframes)[^{}]*\{\s*\}/g, '');
}
