/** Shaders of the landscape. The land is two textures of heights, between which it morphs; whatever stands on it asks them how high. */

/** `uFlip`: 1 or -1 where an axis runs against the world; `uRise`: 1 in space, 0 laid flat. `ground` is as high as the numbers say, `land` as it stands. */
const LAND = `
uniform highp sampler2D uBefore; uniform highp sampler2D uNow; uniform float uMorph; uniform float uRise; uniform vec2 uFlip;
float cell(ivec2 at) {
  ivec2 held = clamp(at, ivec2(0), ivec2(175, 99));
  return mix(texelFetch(uBefore, held, 0).r, texelFetch(uNow, held, 0).r, uMorph);
}
float ground(vec2 place) {
  vec2 grid = (vec2(.5) + place / vec2(22., -12.6) * uFlip) * vec2(176., 100.) - .5;
  grid = clamp(grid, vec2(0.), vec2(175., 99.));
  ivec2 low = ivec2(floor(grid)); vec2 part = grid - vec2(low);
  float near = mix(cell(low), cell(low + ivec2(1, 0)), part.x);
  float far = mix(cell(low + ivec2(0, 1)), cell(low + ivec2(1, 1)), part.x);
  return mix(near, far, part.y);
}
float land(vec2 place) { return ground(place) * uRise; }
`;

export const TERRAIN_VERTEX = `${LAND}
varying vec2 vPlace; varying float vHeight; varying vec3 vNormal;
void main() {
  vec2 place = vec2(position.x, -position.y);
  float d = .126;
  // Laid flat the hills are still told: by their light, their shade and their contours.
  vNormal = normalize(vec3(ground(place - vec2(d, 0.)) - ground(place + vec2(d, 0.)), 2. * d, ground(place - vec2(0., d)) - ground(place + vec2(0., d))));
  vPlace = place; vHeight = ground(place);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(place.x, vHeight * uRise, place.y, 1.);
}`;

export const TERRAIN_FRAGMENT = `
uniform vec3 uLow; uniform vec3 uHigh; uniform vec3 uLine; uniform float uDim; uniform float uDark; uniform float uMark;
uniform sampler2D uTint; uniform vec2 uFlip;
uniform float uTicksX[12]; uniform float uTicksZ[12];
varying vec2 vPlace; varying float vHeight; varying vec3 vNormal;
float line(float at, float width) { return 1. - smoothstep(width * .25, width, abs(at)); }
float contour(float height, float step) {
  float at = height / step; float wide = fwidth(at);
  return (1. - smoothstep(.6, 1.4, abs(fract(at - .5) - .5) / max(wide, 1e-5))) * (1. - smoothstep(.35, .6, wide));
}
void main() {
  float height = vHeight;
  float light = .62 + .48 * max(0., dot(normalize(vNormal), normalize(vec3(-.55, .75, .35))));
  vec4 tint = texture2D(uTint, vec2(.5) + vPlace / vec2(22., -12.6) * uFlip);
  vec3 colour = mix(uLow, uHigh, .9 * smoothstep(0., 4.4, height));
  colour = mix(colour, tint.rgb, tint.a * mix(.1, .78, smoothstep(0., 2.6, height))) * light;
  vec2 fine = fwidth(vPlace);
  float grid = 0.;
  for (int tick = 0; tick < 12; tick++) grid = max(grid, max(line(vPlace.x - uTicksX[tick], fine.x), line(vPlace.y - uTicksZ[tick], fine.y)));
  colour = mix(colour, uLine, grid * .13);
  float ink = max(contour(height, uMark * .2) * .22, contour(height, uMark) * .55) * step(.04, height);
  colour = mix(colour, uLine, ink * mix(1., .72, uDim));
  gl_FragColor = vec4(mix(colour, colour * mix(.94, .82, uDark), uDim), 1.);
}`;

/** The cut sides of the block: position x, z of the edge, and y 1 above to 0 below. */
export const SKIRT_VERTEX = `${LAND}
varying float vDown;
void main() {
  vDown = 1. - position.y;
  float height = mix(-.7, land(position.xz), position.y);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.x, height, position.z, 1.);
}`;

export const SKIRT_FRAGMENT = `
uniform vec3 uLow; uniform vec3 uBackground; uniform float uRise;
varying float vDown;
void main() { gl_FragColor = vec4(mix(uLow * .95, uBackground, smoothstep(0., 1., vDown)), uRise); }`;

/** A line that lies on the land: x and z of the place, to which side, how far along. */
export const DRAPE_VERTEX = `${LAND}
attribute vec4 aPlace; attribute vec3 aLook;
varying float vSide; varying float vAlong; varying vec3 vLook;
uniform float uWide;
void main() {
  vec2 place = aPlace.xy + aPlace.zw * aLook.x * uWide;
  vSide = sign(aLook.x); vAlong = aLook.y; vLook = aLook;
  vec4 seen = modelViewMatrix * vec4(place.x, land(place) + .03, place.y, 1.);
  seen.z += .16;
  gl_Position = projectionMatrix * seen;
}`;

/** aLook.z: 0 a border, 1 the line of those who are due, 2 what is drawn or chosen. */
export const DRAPE_FRAGMENT = `
uniform vec3 uQuiet; uniform vec3 uChanged; uniform float uDim;
varying float vSide; varying float vAlong; varying vec3 vLook;
void main() {
  float edge = 1. - smoothstep(max(0., 1. - fwidth(vSide)), 1., abs(vSide));
  float dash = vLook.z > .5 && vLook.z < 1.5 ? step(fract(vAlong * 1.6), .62) : 1.;
  vec3 colour = vLook.z > 1.5 ? uChanged : uQuiet;
  float alpha = vLook.z > 1.5 ? 1. : vLook.z > .5 ? .95 : mix(.55, .3, uDim);
  gl_FragColor = vec4(colour, alpha * edge * dash);
}`;

/** The low curtain over what is drawn: aLook.x 0 below to 1 above. */
export const CURTAIN_VERTEX = `${LAND}
attribute vec4 aPlace; attribute vec3 aLook;
varying float vUp;
void main() {
  vUp = max(0., aLook.x);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(aPlace.x, land(aPlace.xy) + vUp * 1.05 * uRise, aPlace.y, 1.);
}`;

export const CURTAIN_FRAGMENT = `
uniform vec3 uChanged;
varying float vUp;
void main() { gl_FragColor = vec4(uChanged, .2 * pow(1. - vUp, 1.8)); }`;

/** People: where they stood and stand, radius, ring, jump, new; colour; light before and now. */
export const POINT_VERTEX = `${LAND}
attribute vec4 aPlaces; attribute vec4 aLook; attribute vec3 aColour; attribute vec2 aLights;
uniform float uMove; uniform float uLit; uniform float uLeast; uniform float uDim; uniform float uFlash;
varying vec2 vAt; varying vec3 vColour; varying vec3 vState;
void main() {
  vec2 place = mix(aPlaces.xy, aPlaces.zw, uMove);
  float light = mix(aLights.x, aLights.y, uLit);
  float radius = max(aLook.x, uLeast) * (1. + .25 * uDim * light);
  float changes = max(aLook.w, abs(aLights.y - aLights.x) * .5) * uFlash;
  radius *= 1. + .8 * changes;
  vec4 seen = modelViewMatrix * vec4(place.x, land(place) + .05 + aLook.z * sin(uMove * 3.14159) * 1.6 * uRise, place.y, 1.);
  seen.xyz += vec3(position.xy * 2.4 * radius, .22);
  vAt = position.xy * 2.4; vColour = aColour; vState = vec3(aLook.y, light, changes);
  gl_Position = projectionMatrix * seen;
}`;

export const POINT_FRAGMENT = `
uniform vec3 uNight; uniform vec3 uChanged; uniform float uDark;
varying vec2 vAt; varying vec3 vColour; varying vec3 vState;
void main() {
  float far = length(vAt); float soft = fwidth(far);
  float disc = 1. - smoothstep(1. - soft, 1. + soft * .5, far);
  float hollow = smoothstep(.62 - soft, .62 + soft * .5, far);
  vec3 colour = mix(vColour, vColour * mix(.86, .62, uDark), smoothstep(.7, 1., far) * (1. - vState.x));
  colour = mix(uNight, colour, vState.y);
  colour = mix(colour, uChanged, vState.z * .8);
  float alpha = disc * mix(1., hollow, vState.x);
  if (alpha < .02) discard;
  gl_FragColor = vec4(colour, alpha);
}`;

/** Straight lines: x, lift and z; aDrape 1 stands on the land. */
export const POST_VERTEX = `${LAND}
attribute float aDrape;
void main() {
  float base = aDrape > .5 ? land(position.xz) : 0.;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.x, base + position.y * uRise, position.z, 1.);
}`;

export const POST_FRAGMENT = `
uniform vec3 uQuiet; uniform float uRise; uniform float uDim;
void main() { gl_FragColor = vec4(uQuiet, .7 * uRise * mix(1., .5, uDim)); }`;
