/** The part of the segments landscape of the OpenAPI document. */
import { z } from 'zod';
import { LandscapeSchema } from '../../src/protocol/landscape.ts';
import { PERSON_MEASURES } from '../../src/protocol/people.ts';

/** `refused` are the answers to what is not told. */
export function describeLandscape(refused: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const measures = PERSON_MEASURES.map(({ id, formula }) => `${id}: ${formula}`).join(' ');
  return {
    post: {
      summary: 'The segments landscape: all customers over two measures, without saying who they are',
      description: `Measures of a customer, judged at the newest event that the answer sees. ${measures} The answer: u32 length of a JSON header, the header, zeros up to a multiple of 4, 176 x 100 float32 of what rises on each cell of the ground, then for the points of the header the columns x, z, value (float32), key (uint32), satisfied (uint8, half percents, 255 without answers), flags (uint8: 1 latest score below target, 2 chosen), segment (uint8); little-endian.`,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: z.toJSONSchema(LandscapeSchema, { target: 'draft-2020-12', io: 'input' }) } },
      },
      responses: {
        200: { description: 'The landscape', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
        ...refused,
      },
    },
  };
}
