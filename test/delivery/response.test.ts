/** What each answer means: every status there can be, and the bodies that decide where the status does not. */
import { describe, expect, test } from '@jest/globals';
import { judge, type Verdict } from '../../src/delivery/response.ts';
import { troubleError } from '../../src/delivery/trouble.ts';

const [a, b] = ['0193a5c4-7d1e-7c39-9d6e-2f6f6a2f9b11', '0193a5c4-7d1e-7c39-9d6e-2f6f6a2f9b12'];
const nowMs = Date.parse('2026-11-24T12:00:00.000Z');
const ours = JSON.stringify({ error: 'wrongKeys', message: '…' });

interface About {
  readonly body?: string;
  readonly ids?: readonly string[];
  readonly retryAfter?: string;
  readonly location?: string;
}

function verdictOf(status: number, about: About = {}): Verdict {
  const { body = '', ids = [a], retryAfter = null, location = null } = about;
  return judge({ status, retryAfter, date: null, location, body }, { ids, nowMs });
}

const results = (...pairs: readonly (readonly [string, string, number?])[]): string =>
  JSON.stringify({ results: pairs.map(([id, outcome, lastSequence = 7]) => ({ id, outcome, lastSequence })) });

/** Status → what becomes of a single delivery that the collector itself answers so, and of two. */
function expected(status: number): string[] {
  if (status < 200) return ['retry busy', 'retry busy'];
  if (status < 300) return ['retry answer', 'retry answer'];
  if (status < 400) return ['stop address', 'stop address'];
  if ([400, 413, 422].includes(status)) return [`setAside rejected-${status}`, 'split'];
  if ([401, 403].includes(status)) return ['stop access', 'stop access'];
  if (status === 415) return ['skip tooOld', 'split'];
  if ([408, 425, 429].includes(status)) return ['retry busy', 'retry busy'];
  if (status < 500) return ['stop address', 'stop address'];
  return ['retry busy', 'retry busy'];
}

function inWords(verdict: Verdict): string {
  if ('trouble' in verdict) return `${verdict.kind} ${verdict.trouble.kind}`;
  return verdict.kind === 'setAside' ? `${verdict.kind} ${verdict.reason}` : verdict.kind;
}

test.each(Array.from({ length: 500 }, (_, index) => 100 + index))('%i', (status) => {
  const seen = [[a], [a, b]].map((ids) => inWords(verdictOf(status, { body: ours, ids })));
  expect(seen).toEqual(expected(status));
});

test.each([0, 99, 600, 999])('%i, which is no status, is tried again', (status) => {
  expect(verdictOf(status)).toMatchObject({ kind: 'retry' });
});

test('no answer is tried again', () => {
  expect(judge({ failure: 'ECONNREFUSED' }, { ids: [a], nowMs })).toEqual({
    kind: 'retry',
    trouble: { kind: 'unreachable', reason: 'ECONNREFUSED', retryAfterMs: null },
  });
});

describe('2xx', () => {
  test.each([200, 201, 202, 207])('%i with results is done', (status) => {
    expect(verdictOf(status, { body: results([a, 'accepted', 812]) })).toEqual({
      kind: 'done',
      results: [{ id: a, outcome: 'accepted', lastSequence: 812 }],
    });
  });

  test.each([
    ['some missing', results([b, 'duplicate'])],
    ['another order', results([b, 'superseded'], [a, 'rejected'])],
    ['ids in capitals', results([a.toUpperCase(), 'accepted'])],
    ['an outcome of a newer collector', results([a, 'postponed'])],
    ['keys of a newer collector', `${results([a, 'accepted']).slice(0, -1)},"hint":"x"}`],
  ])('%s: done', (_, body) => {
    expect(verdictOf(200, { body, ids: [a, b] }).kind).toBe('done');
  });

  test.each([
    ['nothing', ''],
    ['a login page', '<html>Please sign in</html>'],
    ['null', 'null'],
    ['no results', '{}'],
    ['none', results()],
    ['an id that was not sent', results([a, 'accepted'], ['0193a5c4-7d1e-7c39-9d6e-2f6f6a2f9b99', 'accepted'])],
    ['an id twice', results([a, 'accepted'], [a, 'rejected'])],
    ['no lastSequence', JSON.stringify({ results: [{ id: a, outcome: 'accepted' }] })],
    ['a lastSequence below 0', results([a, 'accepted', -1])],
    ['cut', results([a, 'accepted']).slice(0, -5)],
  ])('%s: never taken for an acknowledgement', (_, body) => {
    expect(verdictOf(200, { body, ids: [a, b] })).toEqual({
      kind: 'retry',
      trouble: { kind: 'answer', reason: 'HTTP 200', retryAfterMs: null },
    });
  });
});

describe('a refusal', () => {
  test.each([400, 413, 415, 422])('%i by somebody who is no collector condemns nothing', (status) => {
    for (const body of ['', '<html>The plain HTTP request was sent to HTTPS port</html>', '"error"', '{"error":1}']) {
      expect(verdictOf(status, { body })).toMatchObject({ kind: 'skip' });
    }
  });

  test.each([
    ['wrongKeys', 'wrongKeys'],
    ['Payload Too Large', 'Payload Too Large'],
    ['<script>', 'unknown'],
    ['x'.repeat(61), 'unknown'],
    ['PC-0412\n{"level":"error"}', 'unknown'],
  ])('its word %j goes into the log as %j', (error, shown) => {
    expect(verdictOf(400, { body: JSON.stringify({ error }) })).toMatchObject({ kind: 'setAside', error: shown });
  });
});

test('where a redirect leads is told by its origin only', () => {
  const reasonOf = (location: string) => {
    const verdict = verdictOf(301, { location });
    return 'trouble' in verdict && verdict.trouble.reason;
  };
  expect(reasonOf('https://user:secret@collector.example:8787/a?b=c')).toBe('301 → https://collector.example:8787');
  expect(reasonOf('/elsewhere')).toBe('301');
  expect(reasonOf('https://\u202Eexample/')).not.toContain('\u202E');
});

test('Retry-After is told where the collector is busy, and nowhere else', () => {
  for (const status of [408, 425, 429, 500, 503]) {
    expect(verdictOf(status, { retryAfter: '120' })).toMatchObject({ trouble: { retryAfterMs: 120_000 } });
  }
  for (const status of [200, 302, 401, 404]) {
    expect(verdictOf(status, { retryAfter: '120' })).toMatchObject({ trouble: { retryAfterMs: null } });
  }
});

const url = 'http://127.0.0.1:8787';
test.each([
  ['unreachable', 'ECONNREFUSED', 'collectorUnreachable', { url, reason: 'ECONNREFUSED' }],
  ['busy', '503', 'collectorFailed', { url, status: '503' }],
  ['address', '404', 'collectorFailed', { url, status: '404' }],
  ['answer', 'HTTP 200', 'answerNotUnderstood', { url, detail: 'HTTP 200' }],
  ['access', '401', 'collectorRefused', { url, status: '401' }],
  ['tooOld', '415', 'collectorTooOld', { url, status: '415' }],
] as const)('trouble %s is the error %s', (kind, reason, code, facts) => {
  expect(troubleError({ kind, reason, retryAfterMs: null }, url)).toMatchObject({ code, facts });
});

test('trouble of the spool names its folder', () => {
  const trouble = { kind: 'spool', reason: 'EPERM', folder: '/state/spool', retryAfterMs: null } as const;
  const facts = { folder: '/state/spool', reason: 'EPERM' };
  expect(troubleError(trouble, url)).toMatchObject({ code: 'spoolFailed', facts });
});
