/** The shaders of the ecosystem. Colours are sRGB as in the legend and written as they are: no light changes what a colour says. */

/**
 * The clock of the shaders counts whole milliseconds and goes round after so many: each is exact in 32 bits, also on a wall that has
 * been up for weeks.
 */
export const CLOCK_ROUND = 2 ** 24;

/** Nodes and links share these: the floor is y = 0, all orbits have their centre at z = 39.4. */
const COMMON = `
const float CENTRE = 39.4;
uniform vec3 uNow; // milliseconds on a clock that goes round, how flat it is laid (0-1), 1 where nothing may pulse
`;

const NODE_ATTRIBUTES = `
attribute vec4 aPlace; // x, z, angle, rank
attribute vec4 aSize;  // far dock, near dock, ball, stem
attribute vec3 aColour;
attribute vec2 aLight; // light, halo
attribute vec2 aBefore; // far and near dock before, 0: not drawn
`;

const BEZIER = `
attribute vec4 aEnds;   // x0, z0, x1, z1
attribute float aWidth;
vec2 inward(vec2 p) { vec2 d = vec2(-p.x, CENTRE - p.y); return d / length(d); }
vec2 point(float t, vec2 p0, vec2 p1, vec2 p2, vec2 p3) { float u = 1. - t; return u*u*u*p0 + 3.*u*u*t*p1 + 3.*u*t*t*p2 + t*t*t*p3; }
vec2 bend(float t, vec2 p0, vec2 p1, vec2 p2, vec2 p3) { return 6.*(1.-t)*(p2-2.*p1+p0) + 6.*t*(p3-2.*p2+p1); }
vec2 slope(float t, vec2 p0, vec2 p1, vec2 p2, vec2 p3) { float u = 1. - t; return 3.*u*u*(p1-p0) + 6.*u*t*(p2-p1) + 3.*t*t*(p3-p2); }
// How far from its middle line its inner edge may be before it folds over itself: the radius of the bend, to the left where positive.
float turn(vec2 speed, vec2 more) { float c = speed.x * more.y - speed.y * more.x; float r = pow(length(speed), 3.) / max(abs(c), 1e-4); return c < 0. ? -r : r; }
void ribbon(float t, out vec2 at, out vec2 along, out float radius) {
  vec2 p0 = aEnds.xy; vec2 p3 = aEnds.zw;
  float reach = min(3.1, .45 * distance(p0, p3));
  vec2 p1 = p0 + reach * inward(p0); vec2 p2 = p3 - reach * inward(p3);
  at = point(t, p0, p1, p2, p3);
  vec2 speed = slope(t, p0, p1, p2, p3);
  along = normalize(speed); radius = turn(speed, bend(t, p0, p1, p2, p3));
}
`;

export const BALL_VERTEX = `${COMMON}${NODE_ATTRIBUTES}
varying vec3 vColour; varying vec3 vNormal; varying vec3 vView; varying float vLight;
void main() {
  vec3 centre = vec3(aPlace.x, aSize.w * (1. - uNow.y) + aSize.z, aPlace.y);
  // The centre goes with the floor, the ball stays round.
  vec4 world = modelMatrix * vec4(centre, 1.) + vec4(position * aSize.z, 0.);
  vColour = aColour; vLight = aLight.x;
  vNormal = normal; vView = normalize(cameraPosition - world.xyz);
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

export const BALL_FRAGMENT = `
uniform vec3 uDimmed; uniform float uDark;
varying vec3 vColour; varying vec3 vNormal; varying vec3 vView; varying float vLight;
void main() {
  vec3 n = normalize(vNormal); vec3 v = normalize(vView); vec3 l = normalize(vec3(-.5, .75, .45));
  float key = dot(n, l) * .5 + .5; float facing = max(dot(n, v), 0.);
  vec3 c = vColour * (.58 + .52 * key);
  c = mix(vColour * .55, c, smoothstep(0., .55, facing));
  float rim = pow(1. - facing, 3.);
  c += .55 * vColour * rim * mix(.35, 1., uDark) + vec3(.55, .65, .85) * .5 * pow(1. - facing, 5.) * uDark;
  c += .16 * pow(max(dot(reflect(-l, n), v), 0.), 24.);
  gl_FragColor = vec4(mix(uDimmed, min(c, 1.), vLight), 1.);
}`;

export const STEM_VERTEX = `${COMMON}${NODE_ATTRIBUTES}
varying float vLight; varying float vUp;
void main() {
  float height = aSize.w * (1. - uNow.y);
  vec3 p = vec3(aPlace.x + position.x * .075, .06 + (position.y + .5) * height, aPlace.y + position.z * .075);
  vLight = aLight.x; vUp = position.y + .5;
  gl_Position = height < .02 ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p, 1.);
}`;

export const STEM_FRAGMENT = `
uniform vec3 uDimmed; uniform vec3 uRisk;
varying float vLight; varying float vUp;
void main() { gl_FragColor = vec4(mix(uDimmed, uRisk * (.8 + .2 * vUp), vLight), 1.); }`;

export const DOCK_VERTEX = `${COMMON}${NODE_ATTRIBUTES}
varying vec3 vColour; varying float vLight;
void main() {
  float depth = aPlace.w == 1. ? .84 : .34;
  vec2 tangent = vec2(sin(aPlace.z), cos(aPlace.z)); vec2 outward = vec2(cos(aPlace.z), -sin(aPlace.z));
  float e = position.y + .5; e = e * e * (3. - 2. * e);
  float width = mix(aSize.y, aSize.x, e);
  vec2 p = aPlace.xy + tangent * position.x * width + outward * position.y * depth;
  vColour = aColour; vLight = aLight.x;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(p.x, .06, p.y, 1.);
}`;

export const DOCK_FRAGMENT = `
uniform vec3 uDimmed;
varying vec3 vColour; varying float vLight;
void main() { gl_FragColor = vec4(mix(uDimmed, vColour * .86, vLight), 1.); }`;

/** The dock as it was before, as a thin line around where it was. */
export const GHOST_VERTEX = `${COMMON}${NODE_ATTRIBUTES}
varying vec2 vAt; varying vec2 vSize; varying float vLight;
void main() {
  float depth = (aPlace.w == 1. ? .84 : .34) + .16;
  vec2 tangent = vec2(sin(aPlace.z), cos(aPlace.z)); vec2 outward = vec2(cos(aPlace.z), -sin(aPlace.z));
  float e = position.y + .5; e = e * e * (3. - 2. * e);
  float width = mix(aBefore.y, aBefore.x, e);
  vec2 p = aPlace.xy + tangent * position.x * width + outward * position.y * depth;
  vAt = position.xy * 2.; vSize = vec2(width, depth); vLight = aLight.x;
  gl_Position = max(aBefore.x, aBefore.y) <= 0. ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p.x, .065, p.y, 1.);
}`;

export const GHOST_FRAGMENT = `
uniform vec3 uChanged;
varying vec2 vAt; varying vec2 vSize; varying float vLight;
void main() {
  vec2 inside = (1. - abs(vAt)) * vSize * .5;
  float near = min(inside.x, inside.y); float w = max(fwidth(near), .02);
  gl_FragColor = vec4(uChanged, (1. - smoothstep(w, w * 2., near)) * .75 * vLight);
}`;

export const HALO_VERTEX = `${COMMON}${NODE_ATTRIBUTES}
varying vec2 vAt; varying float vLight; varying float vRadius;
void main() {
  float radius = (max(aSize.x, aSize.y) * .5 + 1.15) / .66;
  vAt = position.xy * 2.; vLight = aLight.x; vRadius = radius;
  vec3 p = vec3(aPlace.x + position.x * radius * 2., .03, aPlace.y + position.y * radius * 2.);
  gl_Position = aLight.y < .5 ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p, 1.);
}`;

export const HALO_FRAGMENT = `
uniform vec3 uChanged; uniform vec3 uNow; uniform float uRing;
varying vec2 vAt; varying float vLight; varying float vRadius;
float ring(float r, float at) { float w = max(fwidth(r) * .8, uRing / vRadius); return 1. - smoothstep(w * .5, w, abs(r - at)); }
void main() {
  float r = length(vAt); float grow = fract(uNow.x / 3200.);
  float a = ring(r, .66) + (1. - uNow.z) * (1. - grow) * .5 * ring(r, mix(.66, .98, grow));
  gl_FragColor = vec4(uChanged, min(a, 1.) * .9 * vLight);
}`;

export const RIBBON_VERTEX = `${COMMON}${BEZIER}
attribute vec4 aLook;  // red, green, blue, alpha
attribute vec4 aState; // share, changed, silent, width before
varying vec4 vLook; varying vec4 vState; varying vec2 vAt; varying float vWidth; varying float vOuter;
void main() {
  float t = position.x + .5; vec2 at; vec2 along; float radius;
  ribbon(t, at, along, radius);
  float outline = aState.y * .05;
  float half_ = aWidth > 0. ? aWidth * .5 + outline : 0.;
  vOuter = aState.w > 0. ? max(half_, aState.w * .5 + .02) : half_;
  float off = position.y * 2. * vOuter;
  if (off * radius > 0.) off = sign(off) * min(abs(off), abs(radius));
  vec2 p = at + vec2(-along.y, along.x) * off;
  float lift = .02 + aState.y * .55 * sin(3.14159 * t) * (1. - uNow.y);
  vLook = aLook; vState = aState; vAt = vec2(t, position.y * 2.); vWidth = half_;
  gl_Position = vOuter <= 0. ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p.x, lift, p.y, 1.);
}`;

export const RIBBON_FRAGMENT = `
uniform vec3 uChanged; uniform float uGhost;
varying vec4 vLook; varying vec4 vState; varying vec2 vAt; varying float vWidth; varying float vOuter;
void main() {
  float across = abs(vAt.y) * vOuter; // world units from the middle
  float fine = max(fwidth(vAt.y) * vOuter, 1e-4);
  float v = vWidth > 0. ? across / vWidth : 2.; float fuzz = max(fine / max(vWidth, 1e-4), 1e-4);
  float edge = 1. - smoothstep(1. - 1.2 * fuzz, 1., v);
  float ends = .72 + .28 * pow(2. * vAt.x - 1., 2.);
  float inner = vState.x >= .999 ? 1. : 1. - smoothstep(vState.x - fuzz, vState.x + fuzz, v);
  float alpha = mix(uGhost, vLook.a * ends, inner);
  if (vState.z > .5 && fract(26. * vAt.x) > .5) alpha = 0.;
  float border = vState.y * step(vWidth * (1. - v), .05) * inner * step(v, 1.);
  vec3 colour = mix(vLook.rgb, uChanged, border);
  float shade = mix(alpha, .95, border) * edge;
  // As wide as it was before, as two thin dotted lines.
  float line = vState.w <= 0. ? 0. : 1. - smoothstep(fine * .6, fine * 1.4, abs(across - vState.w * .5));
  line *= step(fract(40. * vAt.x), .6) * (vState.x >= .999 ? .6 : uGhost * 2.);
  gl_FragColor = vec4(mix(colour, uChanged, line), max(shade, line));
}`;

export const SPARK_VERTEX = `${COMMON}${BEZIER}
attribute vec4 aTint;  // red, green, blue, lane
attribute vec2 aBirth; // milliseconds on the clock, share of the way a second
varying vec3 vTint; varying vec2 vAt;
void main() {
  float age = uNow.x - aBirth.x;
  float t = (age < 0. ? age + ${CLOCK_ROUND}. : age) * .001 * aBirth.y; vec2 at; vec2 along; float radius;
  ribbon(clamp(t, 0., 1.), at, along, radius);
  vec2 side = vec2(-along.y, along.x);
  vec2 p = at + side * aTint.w * aWidth * .8 + along * (position.x - .5) * .55 + side * position.y * .085;
  vTint = aTint.rgb; vAt = position.xy + .5;
  gl_Position = (t < 0. || t > 1. || aBirth.y <= 0.) ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p.x, .05, p.y, 1.);
}`;

export const SPARK_FRAGMENT = `
uniform vec3 uSpark; uniform float uDark;
varying vec3 vTint; varying vec2 vAt;
void main() {
  float head = pow(vAt.x, 2.2); float across = 1. - pow(abs(vAt.y * 2. - 1.), 2.);
  gl_FragColor = vec4(mix(vTint, uSpark, mix(.55, .62, uDark)), head * across * .95);
}`;

export const FLOOR_VERTEX = `
varying vec2 vAt;
void main() { vAt = position.xy; gl_Position = projectionMatrix * modelViewMatrix * vec4(position.x, 0., -position.y, 1.); }`;

export const FLOOR_FRAGMENT = `
uniform vec3 uBackground; uniform vec3 uFloor; uniform vec3 uLine; uniform float uDark;
varying vec2 vAt;
void main() {
  vec2 p = vec2(vAt.x, -vAt.y);
  float r = length(p / vec2(24., 15.));
  vec3 c = mix(uFloor, uBackground, smoothstep(.25, 1.05, r));
  float d = length(vec2(p.x, p.y - 39.4));
  float fade = 1. - smoothstep(11., 20., abs(p.x));
  float fuzz = fwidth(d);
  for (int k = 0; k < 3; k++) {
    float orbit = k == 0 ? 49. : (k == 1 ? 40. : 33.);
    float off = abs(d - orbit);
    float band = 1. - smoothstep(.78 - fuzz, .78 + fuzz, off);
    float hair = 1. - smoothstep(fuzz * .5, fuzz * 1.5, off);
    c = mix(c, uLine, band * .3 * fade + hair * .6 * fade);
  }
  gl_FragColor = vec4(c, 1.);
}`;
