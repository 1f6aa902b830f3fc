/** The part of the segments landscape of the OpenAPI document. */
import { z } from 'zod';
import { GROUND, LandscapeSchema, NO_ANSWER, POINT_FLAGS } from '../../src/protocol/landscape.ts';
import { NAMED_SEGMENTS, PERSON_MEASURES } from '../../src/protocol/people.ts';

/** `refused` are the answers to what is not told. */
export function describeLandscape(refused: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const measures = PERSON_MEASURES.map(({ id, formula }) => `${id}: ${formula}`).join(' ');
  const logarithmic = PERSON_MEASURES.flatMap(({ id, axis }) => (axis === 'log' ? [id] : [])).join(', ');
  return {
    post: {
      summary: 'The segments landscape: all customers over two measures, without saying who they are',
      description: [
        `Measures of a customer, judged at the newest event that the answer sees. ${measures}`,
        `On an axis ${logarithmic} stand at their binary logarithm, the others at their value: so do from and to in what is asked and in the header, and the columns x and z. Towards the ends people are drawn together, so that nobody lies beyond.`,
        `The answer: u32 length of a JSON header, the header, zeros up to a multiple of 4, ${GROUND.width} x ${GROUND.height} float32 of what rises on each cell of the ground, row by row from the lower end of both axes, then for the points of the header the columns x, z, value (revenue; float32), key (uint32, see /v1/customer), satisfied (uint8, half percents, ${NO_ANSWER} without answers), flags (uint8: ${POINT_FLAGS.unhappy} latest score below target, ${POINT_FLAGS.chosen} chosen), segment (uint8, from 1: ${NAMED_SEGMENTS.join(', ')}; 0 without orders); little-endian.`,
        `The header: asOf, judgedAt, x and z (measure, from, to), height, steps (orders a year at which the named segments part), people, placed (those who have both measures), points, perPoint (people that one point stands for), total (of what rises), revenue, chosen, suppressed, regions (the named segments, then the rules asked: rule, people, revenue, answers, satisfied, atRisk, at: [x, z] or null).`,
      ].join(' '),
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
