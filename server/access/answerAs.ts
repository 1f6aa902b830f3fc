/** Asks a question as somebody may ask it, and tells what they may be told. */
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { filterQuestions, guardOf } from './filterGuard.ts';
import { keepBack } from './keepBack.ts';
import type { Scope } from './scope.ts';
import { askedFor, type BehindOf, keepingFor } from './wallRights.ts';

/** `ask` answers with everything. Throws {@link RequestError} 403 that names what a wall may not ask. */
export async function answerAs(
  query: Query,
  scope: Scope,
  behindOf: BehindOf,
  ask: (query: Query) => Promise<QueryAnswer>,
): Promise<QueryAnswer> {
  const keeping = keepingFor(query, scope, behindOf);
  if (keeping === null) return ask(query);
  const wanted = askedFor(query, scope, behindOf);
  const questions = filterQuestions(query, scope, behindOf);
  const [answer, ...beside] = await Promise.all([wanted, ...questions.map((question) => question.query)].map(ask));
  return keepBack(answer as QueryAnswer, keeping, guardOf(questions, beside, keeping));
}
