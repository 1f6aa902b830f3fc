/** Lets marks come out of another place, or go back into it: moved in the shader by one number a frame, nothing is sent again. */
import { type Layer, LayerExtension } from '@deck.gl/core';

/** What the extension adds to the properties of a layer. `getOrigin` comes as a binary attribute. */
export interface EmergenceProps {
  /** 0: all marks at their origins, 1: all at their own places. */
  readonly emerged: number;
}

const MODULE = {
  name: 'emergence',
  vs: `layout(std140) uniform emergenceUniforms {
  float emerged;
} emergence;
`,
  uniformTypes: { emerged: 'f32' },
  inject: {
    'vs:#decl': 'in vec3 instanceOrigins;\n',
    'vs:DECKGL_FILTER_GL_POSITION': `
  if (emergence.emerged < 1.0) {
    vec4 origin = project_position_to_clipspace(instanceOrigins, vec3(0.0), vec3(0.0));
    vec4 own = project_position_to_clipspace(vec3(geometry.worldPosition.xy, 0.0), vec3(0.0), vec3(0.0));
    position += (origin - own) * (1.0 - emergence.emerged);
  }
`,
  },
} as const;

class Emergence extends LayerExtension {
  static override extensionName = 'Emergence';
  static override defaultProps = { emerged: 1, getOrigin: { type: 'accessor', value: [0, 0, 0] } };

  override getShaders(): { modules: (typeof MODULE)[] } {
    return { modules: [MODULE] };
  }

  override initializeState(this: Layer): void {
    this.getAttributeManager()?.addInstanced({ instanceOrigins: { size: 3, accessor: 'getOrigin' } });
  }

  override draw(this: Layer<EmergenceProps>): void {
    this.setShaderModuleProps({ emergence: { emerged: this.props.emerged } });
  }
}

/** One instance for all layers: another one rebuilds their shaders. */
export const emergence: LayerExtension = new Emergence();
