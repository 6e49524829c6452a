import { parseConfig } from '../config/parse';
import { configFormat } from '../config/languages';
import type { InterfaceFile, InterfaceLanguage } from './interface';
import { asyncApiForm, isAsyncApi } from './asyncapi';
import { avroForm } from './avro';
import { graphqlForm } from './graphql';
import { isJsonSchema, jsonSchemaForm } from './json-schema';
import { isOpenApi, openApiForm } from './openapi';
import { protoForm } from './proto';
import { wsdlForm } from './wsdl';

/** The language of a description; `undefined`: the file is none. */
export function interfaceLanguage(path: string, text: string): InterfaceLanguage | undefined {
  if (/\.proto$/i.test(path)) return 'Protocol Buffers';
  if (/\.(wsdl|xsd)$/i.test(path)) return 'WSDL';
  if (/\.(graphqls?|gql)$/i.test(path)) return 'GraphQL';
  if (/\.avsc$/i.test(path)) return 'Avro';
  const format = configFormat(path, text);
  if (format !== 'json' && format !== 'yaml') return undefined;
  return isOpenApi(text) ? 'OpenAPI' : isAsyncApi(text) ? 'AsyncAPI' : isJsonSchema(text) ? 'JSON Schema' : undefined;
}

/** What is read by its dotted keys. */
const keyed = { OpenAPI: openApiForm, AsyncAPI: asyncApiForm, 'JSON Schema': jsonSchemaForm };
const plain = { 'Protocol Buffers': protoForm, WSDL: wsdlForm, GraphQL: graphqlForm, Avro: avroForm };

/** What a description says. Never throws. */
export function parseInterface(path: string, text: string, language: InterfaceLanguage): InterfaceFile['form'] {
  return language in plain
    ? plain[language as keyof typeof plain](text)
    : keyed[language as keyof typeof keyed](parseConfig(text, configFormat(path, text) ?? 'yaml'));
}
