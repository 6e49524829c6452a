import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interfaceLanguage, parseInterface } from '../../../src/core/parse/interface/parse';

const told = (path: string, text: string) => {
  const language = interfaceLanguage(path, text);
  const form = language && parseInterface(path, text, language);
  return form && [...form.parts.values()].map(({ name, type }) => (type === undefined ? name : `${name}: ${type}`));
};

describe('descriptions of interfaces', () => {
  it('are known by their endings, or by what they say of themselves', () => {
    const swagger = '{ "paths": {}, "swagger": "2.0" }';
    const cases: readonly (readonly [string, string, string | undefined])[] = [
      ['api/rooms.proto', '', 'Protocol Buffers'],
      ['api/rooms.wsdl', '', 'WSDL'],
      ['api/types.xsd', '', 'WSDL'],
      ['api/rooms.json', swagger, 'OpenAPI'],
      ['api/rooms.yaml', 'info: {}\nopenapi: 3.1.0\n', 'OpenAPI'],
      ['config/app.yaml', 'docs:\n  format: openapi 3.0\n', undefined],
      ['config/app.yaml', 'generator:\n  tool: swagger\n', undefined],
      ['notes.txt', swagger, undefined],
    ];
    for (const [path, text, language] of cases) assert.equal(interfaceLanguage(path, text), language, path);
  });

  it('of Protocol Buffers are read by their statements', () => {
    const text = `syntax = "proto2"; // } not an end
message A { required string a = 1; map<string, B> b = 2 [(note) = { text: "}" }]; extensions 100 to 199; message C { optional .x.D d = 1; } }
/* message Gone { } */ enum E { option allow_alias = true; ONE = 1; } extend A { optional int32 more = 100; }
service S { rpc Do (A) returns (stream E); }`;
    assert.deepEqual(told('a.proto', text), [
      'number 1 of A: string',
      'A.a: string 1',
      'number 2 of A: map < string , B >',
      'A.b: map < string , B > 2',
      'number 1 of A.C: .x.D',
      'A.C.d: .x.D 1',
      'E.ONE: 1',
      'S.Do: (A) returns (stream E)',
    ]);
  });

  it('of OpenAPI are read past dots in paths and names of types', () => {
    const text = `openapi: 3.1.0
paths:
  /v1.0/get.json: { get: { responses: { '200': { content: { application/json: { schema: { items: { properties: { id: { type: string } } } } } } } } } }
components: { schemas: { a.B: { properties: { c: { type: array, items: { properties: { d: { type: integer } } } } } } } }
`;
    assert.deepEqual(told('a.yaml', text), [
      'GET /v1.0/get.json',
      'GET /v1.0/get.json 200 []: id: string',
      'a.B.c: array',
      'a.B.c[].d: integer',
    ]);
  });

  it('that cannot be read are told as such', () => {
    assert.equal(told('a.proto', 'message A {'), undefined);
    assert.equal(told('a.proto', 'message A {'.repeat(1000)), undefined);
    assert.equal(told('a.wsdl', '<definitions>'), undefined);
    assert.equal(told('a.json', '{ "openapi": "3.0.0", "paths": {'), undefined);
  });

  it('are read whatever they hold, with places inside of them', () => {
    const words = fc.constantFrom(
      'message',
      'enum',
      'rpc',
      'A',
      '{',
      '}',
      '=',
      '1',
      ';',
      '[',
      ']',
      '"',
      '/*',
      '//',
      '\n',
      ' ',
      '<a',
      'name="b"',
      '>',
      '</a>',
      'openapi: 3.0.0\n',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), fc.constantFrom('a.proto', 'a.wsdl', 'a.yaml', 'a.json'), (parts, path) => {
        const text = parts.join(' ');
        for (const language of ['OpenAPI', 'Protocol Buffers', 'WSDL'] as const)
          for (const { span } of parseInterface(path, text, language)?.parts.values() ?? [])
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
