import assert from 'node:assert/strict';
import { likelyPrevious, neighbourOf, type Neighbour } from '../../../src/core/compare/previous';
import { memorySource } from '../../support/memory-source';

const files = (own: Neighbour, ...others: Neighbour[]): string[] => likelyPrevious(own, others).map(({ file }) => file);

describe('the package that came before', () => {
  it('is the newest earlier one of the same product, by manifests', () => {
    const own = { file: 'upgrade.zip', product: 'dten-platform', version: '5.10.0' };
    const of = (file: string, version: string, product = 'DTEN-platform') => ({ file, product, version });
    assert.deepEqual(files(own, of('a.zip', '5.2.0'), of('later.zip', '6.0.0'), of('b.zip', '5.9.1'), of('c.zip', '5.9.1', 'other'), own), [
      'b.zip',
      'a.zip',
    ]);
  });

  it('is told by file names where a manifest does not', () => {
    const own = { file: 'dten-5.2.0.zip' };
    assert.deepEqual(
      files(
        own,
        { file: 'dten-5.10.zip' },
        { file: 'dten-5.1.9.ZIP' },
        { file: 'dten-4.zip' },
        { file: 'room-5.1.0.zip' },
        { file: 'dten-5.1.10.zip' },
      ),
      ['dten-5.1.10.zip', 'dten-5.1.9.ZIP', 'dten-4.zip'],
    );
    assert.deepEqual(files({ file: 'Full-upgrade.zip' }, { file: 'full-upgrade.zip' }, { file: 'notes.zip' }), ['full-upgrade.zip']);
    assert.deepEqual(files({ file: 'x.zip', version: 'one_two' }, { file: 'x-2.0.zip', version: 'zero' }), []);
  });

  it('says who it is in its manifest, wherever that lies', async () => {
    const manifest = '{ "name": "x", "version": "1.0" }';
    const at = (path: string, text: string) => neighbourOf('a.zip', memorySource('a.zip', { [path]: text }));
    assert.deepEqual(await at('manifest.json', manifest), { file: 'a.zip', product: 'x', version: '1.0' });
    assert.deepEqual(await at('x-1.0/Manifest.json', manifest), { file: 'a.zip', product: 'x', version: '1.0' });
    assert.deepEqual(await at('manifest.json', 'no JSON'), { file: 'a.zip' });
    assert.deepEqual(await at('readme.txt', manifest), { file: 'a.zip' });
  });
});
