/** After a lost graphics context nothing of a scene waits for what stood before. */
import { BufferGeometry, Group, LineSegments, Mesh, MeshBasicMaterial, Scene, ShaderMaterial, Texture } from 'three';
import { expect, it } from 'vitest';
import { letGoOfLost } from '../../../src/scene/lostContext.ts';

it('tells every geometry and texture of the scene, at each loss, until it is stopped', () => {
  const told: string[] = [];
  const named = <Thing extends BufferGeometry | Texture>(name: string, thing: Thing): Thing => {
    (thing as BufferGeometry).addEventListener('dispose', () => told.push(name));
    return thing;
  };
  const shaded = new ShaderMaterial({ uniforms: { uLand: { value: named('land', new Texture()) }, uShare: { value: 1 } } });
  const scene = new Scene().add(
    new Group().add(new Mesh(named('hill', new BufferGeometry()), shaded)),
    new Mesh(named('plate', new BufferGeometry()), new MeshBasicMaterial({ map: named('letters', new Texture()) })),
    new LineSegments(named('posts', new BufferGeometry()), new ShaderMaterial()),
  );
  const canvas = new EventTarget();
  const stop = letGoOfLost(scene, canvas);
  const lose = () => canvas.dispatchEvent(new Event('webglcontextlost'));
  const all = ['hill', 'land', 'letters', 'plate', 'posts'];
  lose();
  expect(told.sort()).toEqual(all);
  lose();
  expect(told.sort()).toEqual(all.flatMap((name) => [name, name]));
  stop();
  lose();
  expect(told).toHaveLength(2 * all.length);
});
