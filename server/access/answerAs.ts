/** Asks a question as somebody may ask it, and tells what they may be told. */
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';
import { type Asking, filterQuestions, guardOf } from './filterGuard.ts';
import { keepBack } from './keepBack.ts';
import type { Scope } from './scope.ts';
import { askedFor, keepingFor } from './wallRights.ts';

/** `ask` answers with everything. Throws {@link RequestError} 403 that names what a wall may not ask. */
export async function answerAs(
  query: Query,
  scope: Scope,
  asking: Asking,
  ask: (query: Query) => Promise<QueryAnswer>,
): Promise<QueryAnswer> {
  const keeping = keepingFor(query, scope, asking.behindOf);
  if (keeping === null) return ask(query);
  const wanted = askedFor(query, scope, asking.behindOf);
  const questions = filterQuestions(query, scope, asking);
  const [answer, ...beside] = await Promise.all([wanted, ...questions.map((question) => question.query)].map(ask));
  return keepBack(answer as QueryAnswer, keeping, guardOf(questions, beside, keeping));
}
