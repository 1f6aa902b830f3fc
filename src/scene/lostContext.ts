/** What is left of a scene when the browser takes its graphics context away. */
import { type Material, type Mesh, type Scene, type ShaderMaterial, Texture } from 'three';

/**
 * three makes its own parts anew after a loss, but leaves the old ones among those who wait for the end of every geometry and texture:
 * each loss would keep the programs and buffers of its context for as long as the scene stands. Lets go of them until the returned
 * function is called; what is still there is uploaded again.
 */
export function letGoOfLost(scene: Scene, canvas: EventTarget): () => void {
  const letGo = () =>
    scene.traverse((thing) => {
      const { geometry, material } = thing as Partial<Mesh<Mesh['geometry'], Material>>;
      geometry?.dispose();
      const { uniforms = {} } = (material ?? {}) as Partial<ShaderMaterial>;
      for (const held of [...Object.values(material ?? {}), ...Object.values(uniforms).map(({ value }) => value)])
        if (held instanceof Texture) held.dispose();
    });
  canvas.addEventListener('webglcontextlost', letGo);
  return () => canvas.removeEventListener('webglcontextlost', letGo);
}
