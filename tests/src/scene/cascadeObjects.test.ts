/** The scene graph of the ecosystem: a handful of draws over typed arrays that are written in place. */
import { InstancedBufferGeometry, Mesh, type ShaderMaterial, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { LINK_STRIDE, NODE_STRIDE } from '../../../src/model/ecosystem/look.ts';
import { createCascadeObjects } from '../../../src/scene/cascadeObjects.ts';
import { createGlideBuffer } from '../../../src/scene/glideBuffer.ts';
import { createSceneCamera } from '../../../src/scene/sceneCamera.ts';
import { CLOCK_ROUND } from '../../../src/scene/shaders.ts';

const meshes = (objects: ReturnType<typeof createCascadeObjects>) =>
  objects.group.children.filter((child): child is Mesh => child instanceof Mesh);

describe('the room', () => {
  const viewOf = (width: number, height: number) => {
    const lens = createSceneCamera();
    lens.frame({ width, height, padding: { top: 0, right: 0, bottom: 0, left: 0 } });
    lens.step(1, true);
    return lens;
  };
  const rowsApart = (lens: ReturnType<typeof createSceneCamera>) => {
    const y = (z: number) => lens.project(new Vector3(0, 0, z * lens.squeeze()), new Vector3()).y;
    return y(6.4) - y(-9.6);
  };

  it('draws the orbits apart where the room is tall, the picture wider where it is wide', () => {
    const [tall, wide, plain] = [viewOf(390, 400), viewOf(1800, 500), viewOf(1000, 430)];
    expect(tall.squeeze()).toBeGreaterThan(1.5);
    expect(tall.stretch()).toBe(1);
    expect(wide.squeeze()).toBeCloseTo(1, 6);
    expect(wide.stretch()).toBeGreaterThan(1.2);
    expect(plain.squeeze()).toBeLessThan(1.15);
    // Of the same width, a taller room gives the orbits more of it.
    expect(rowsApart(tall) / 390).toBeGreaterThan(1.4 * (rowsApart(plain) / 1000));
    // All of it stays in the room.
    for (const [lens, width, height] of [
      [tall, 390, 400],
      [wide, 1800, 500],
    ] as const)
      for (const [x, z] of [
        [-15.1, -7.2],
        [15.1, -7.2],
        [-11.6, 8.5],
        [11.6, 8.5],
      ] as const) {
        const at = lens.project(new Vector3(x * lens.stretch(), 0, z * lens.squeeze()), new Vector3());
        expect(at.x > 0 && at.x < width && at.y > 0 && at.y < height).toBe(true);
      }
  });
});

describe('the scene graph', () => {
  it('is eight draws however many nodes and links there are', () => {
    const objects = createCascadeObjects();
    objects.nodes.write(new Float32Array(200 * NODE_STRIDE), 200);
    objects.links.write(new Float32Array(2000 * LINK_STRIDE), 2000);
    expect(meshes(objects)).toHaveLength(8);
    for (const geometry of objects.nodes.geometries) expect(geometry.instanceCount).toBe(200);
    for (const geometry of objects.links.geometries) expect(geometry.instanceCount).toBe(2000);
    objects.dispose();
  });

  it('gives every attribute of the shaders its floats', () => {
    const objects = createCascadeObjects();
    objects.nodes.write(
      Float32Array.from({ length: NODE_STRIDE }, (_, at) => at),
      1,
    );
    objects.links.write(
      Float32Array.from({ length: LINK_STRIDE }, (_, at) => at),
      1,
    );
    const floatsOf = (geometry: InstancedBufferGeometry | undefined, name: string) => {
      const attribute = geometry?.getAttribute(name);
      return Array.from({ length: attribute?.itemSize ?? 0 }, (_, part) => attribute?.getComponent(0, part));
    };
    const [node] = objects.nodes.geometries;
    expect(floatsOf(node, 'aPlace')).toEqual([0, 1, 2, 3]);
    expect(floatsOf(node, 'aSize')).toEqual([4, 5, 6, 7]);
    expect(floatsOf(node, 'aColour')).toEqual([8, 9, 10]);
    expect(floatsOf(node, 'aLight')).toEqual([11, 12]);
    expect(floatsOf(node, 'aBefore')).toEqual([13, 14]);
    const [link] = objects.links.geometries;
    expect(floatsOf(link, 'aEnds')).toEqual([0, 1, 2, 3]);
    expect(floatsOf(link, 'aWidth')).toEqual([4]);
    expect(floatsOf(link, 'aLook')).toEqual([5, 6, 7, 8]);
    expect(floatsOf(link, 'aState')).toEqual([9, 10, 11, 12]);
    for (const { material } of meshes(objects)) {
      const { vertexShader } = material as ShaderMaterial;
      for (const [, name = ''] of vertexShader.matchAll(/attribute \w+ (a\w+);/g))
        expect(['aPlace', 'aSize', 'aColour', 'aLight', 'aBefore', 'aEnds', 'aWidth', 'aLook', 'aState', 'aTint', 'aBirth']).toContain(
          name,
        );
    }
    objects.dispose();
  });

  it('keeps its arrays while things fit, and draws only as many sparks as are alive', () => {
    const objects = createCascadeObjects(100);
    const link = Float32Array.from({ length: LINK_STRIDE }, () => 1);
    objects.links.write(link, 1);
    const array = objects.links.geometries[0]?.getAttribute('aWidth').array;
    objects.links.write(link, 1);
    expect(objects.links.geometries[0]?.getAttribute('aWidth').array).toBe(array);
    const sparks = meshes(objects)[3]?.geometry as InstancedBufferGeometry;
    expect(sparks).toBeInstanceOf(InstancedBufferGeometry);
    expect(sparks.instanceCount).toBe(0);
    const shares = Float64Array.of(1);
    objects.tick(10_000);
    for (let at = 0; at < 5; at++) objects.spark(link, 0, shares);
    expect(sparks.instanceCount).toBe(5);
    objects.tick(10_500);
    expect(objects.hasSparks()).toBe(true);
    objects.tick(11_500);
    expect(objects.hasSparks()).toBe(false);
    expect(sparks.instanceCount).toBe(0);
    objects.tick(20_000);
    objects.spark(link, 0, shares);
    expect(sparks.instanceCount).toBe(1);
    for (let at = 0; at < 250; at++) objects.spark(link, 0, shares);
    expect(sparks.instanceCount).toBe(100);
    objects.dispose();
  });

  it('tells the shaders every millisecond, also on a wall that has been up for weeks, and where their clock goes round', () => {
    const objects = createCascadeObjects(100);
    const link = new Float32Array(LINK_STRIDE);
    const birth = () => meshes(objects)[3]?.geometry.getAttribute('aBirth').getX(0) ?? Number.NaN;
    const weeks = 5 * 7 * 24 * 3600 * 1000;
    const round = Math.ceil(weeks / CLOCK_ROUND) * CLOCK_ROUND;
    for (const sentMs of [weeks, round - 100]) {
      objects.tick(sentMs);
      objects.spark(link, 0, Float64Array.of(1));
      objects.tick(sentMs + 333);
      expect(((objects.now[0] as number) - birth() + CLOCK_ROUND) % CLOCK_ROUND).toBe(333);
      expect(objects.hasSparks()).toBe(true);
      objects.tick(sentMs + 1000);
      expect(objects.hasSparks()).toBe(false);
    }
    objects.dispose();
  });
});

describe('what is shown no more', () => {
  it('fades where it was, then is gone; what stays glides', () => {
    const buffer = createGlideBuffer(2, (floats, at) => {
      floats[at + 1] = 0;
    });
    buffer.aim(['a', 'b'], Float32Array.from([1, 10, 2, 20]), 0, false);
    buffer.step(0);
    buffer.aim(['b'], Float32Array.from([2, 40]), 1000, false);
    buffer.step(1000);
    expect(buffer.count()).toBe(2);
    expect([...buffer.floats().subarray(0, 4)]).toEqual([2, 20, 1, 10]);
    buffer.step(1300);
    const [, width = 0, place, fading = 0] = buffer.floats();
    expect(width).toBeGreaterThan(20);
    expect(place).toBe(1);
    expect(fading).toBeGreaterThan(0);
    expect(fading).toBeLessThan(10);
    buffer.step(3000);
    expect(buffer.count()).toBe(1);
    expect([...buffer.floats().subarray(0, 2)]).toEqual([2, 40]);
    expect(buffer.step(3100)).toBe(false);
  });

  it('glides from where it was when it is aimed at several times before a frame is drawn, in another order and among more', () => {
    const buffer = createGlideBuffer(2, (floats, at) => {
      floats[at + 1] = 0;
    });
    buffer.aim(['a', 'b'], Float32Array.from([1, 10, 2, 20]), 0, false);
    buffer.step(0);
    buffer.aim(['b', 'a', 'c'], Float32Array.from([2, 20, 1, 10, 3, 30]), 1000, false);
    buffer.aim(['c', 'b', 'a'], Float32Array.from([3, 30, 2, 20, 1, 10]), 1001, false);
    buffer.step(1001);
    expect([...buffer.floats().subarray(0, 6)]).toEqual([3, 0, 2, 20, 1, 10]);
    buffer.step(3000);
    expect([...buffer.floats().subarray(0, 6)]).toEqual([3, 30, 2, 20, 1, 10]);
  });

  it('is gone at once where nothing may move', () => {
    const buffer = createGlideBuffer(1, (floats, at) => {
      floats[at] = 0;
    });
    buffer.aim(['a', 'b'], Float32Array.from([1, 2]), 0, true);
    buffer.step(0);
    buffer.aim(['b'], Float32Array.from([2]), 10, true);
    buffer.step(10);
    expect(buffer.count()).toBe(1);
  });
});

describe('the camera', () => {
  it('zooms to what is under the pointer and comes home', () => {
    const lens = createSceneCamera();
    lens.frame({ width: 1280, height: 720, padding: { top: 0, right: 0, bottom: 0, left: 0 } });
    lens.step(1, true);
    const home = lens.project(lens.camera.position.clone().set(8, 0, 0), lens.camera.position.clone());
    lens.zoom(2, home.x, home.y);
    lens.step(1, true);
    const near = lens.project(lens.camera.position.clone().set(8, 0, 0), lens.camera.position.clone());
    expect(near.x).toBeCloseTo(home.x, 0);
    expect(near.y).toBeCloseTo(home.y, 0);
    expect(near.z / home.z).toBeCloseTo(2, 1);
    lens.home();
    lens.step(1, true);
    expect(lens.project(lens.camera.position.clone().set(8, 0, 0), lens.camera.position.clone()).x).toBeCloseTo(home.x, 3);
    expect(lens.zoomed()).toBe(1);
  });
});
