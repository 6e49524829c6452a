import { parseConfig } from '../config/parse';
import { configFormat } from '../config/languages';
import type { InterfaceFile, InterfaceLanguage } from './interface';
import { isOpenApi, openApiForm } from './openapi';
import { protoForm } from './proto';
import { wsdlForm } from './wsdl';

/** The language of a description; `undefined`: the file is none. */
export function interfaceLanguage(path: string, text: string): InterfaceLanguage | undefined {
  if (/\.proto$/i.test(path)) return 'Protocol Buffers';
  if (/\.(wsdl|xsd)$/i.test(path)) return 'WSDL';
  const format = configFormat(path, text);
  return (format === 'json' || format === 'yaml') && isOpenApi(text) ? 'OpenAPI' : undefined;
}

/** What a description says. Never throws. */
export function parseInterface(path: string, text: string, language: InterfaceLanguage): InterfaceFile['form'] {
  if (language === 'OpenAPI') return openApiForm(parseConfig(text, configFormat(path, text) ?? 'yaml'));
  return language === 'WSDL' ? wsdlForm(text) : protoForm(text);
}
