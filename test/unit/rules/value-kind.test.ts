import assert from 'node:assert/strict';
import { growth, valueKind, type ValueKind } from '../../../src/core/rules/config/changed-default/value-kind';

describe('kinds of settings', () => {
  const kinds: readonly (readonly [string, ValueKind])[] = [
    ['dten.retry.max_attempts', 'retry'],
    ['dten.retry.base_delay_ms', 'backoff'],
    ['dten.retry.strategy', 'backoff'],
    ['http.retryCount', 'retry'],
    ['http.backOffMillis', 'backoff'],
    ['circuit.half_open_after_ms', 'backoff'],
    ['dten.timeouts.connect_ms', 'timeout'],
    ['idleTimeout', 'timeout'],
    ['request.deadline', 'timeout'],
    ['dten.database.pool.max', 'pool'],
    ['server.workers', 'pool'],
    ['http.maxConnections', 'pool'],
    ['dten.limits.rooms_per_site', 'limit'],
    ['cache.max_entries', 'limit'],
    ['circuit.failure_threshold', 'limit'],
    ['site.name', 'other'],
    ['display.delay', 'other'],
    ['marathon.maximal', 'other'],
  ];
  for (const [key, kind] of kinds) it(`${key}: ${kind}`, () => assert.equal(valueKind(key), kind));

  it('numbers, times and sizes grow; nothing else does', () => {
    assert.deepEqual(
      [
        growth(500, 2000),
        growth('500', 2000),
        growth('30s', '1m'),
        growth('64kb', '32KB'),
        growth(4, 0),
        growth('2s', 2),
        growth(0, 3),
        growth('a', 'b'),
        growth('10 apples', '20 apples'),
        growth([1], [2]),
        growth('1'.repeat(100_000), 1),
      ],
      [4, 4, 2, 0.5, 0, undefined, undefined, undefined, undefined, undefined, undefined],
    );
  });
});
