import { certainFault } from '../../parse/config/certain-fault';
import { languageOf } from '../../parse/config/languages';
import { faultWords } from '../../parse/config/fault-words';
import { isTestMaterial } from '../../package/test-material';
import { defineRule } from '../rule';

export const configSyntax = defineRule({
  id: 'config/syntax',
  target: 'config',
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  whereInstalled: true,
  fixable: false,
  summary: 'Configuration file that cannot be read',
  rationale: `A configuration file that does not parse keeps its service from starting, or is ignored so that the service runs on
its defaults. It is often noticed only after the old version is gone.

Each file is reported once, at its first fault: what follows is mostly its consequence. JSON may have comments and trailing
commas, and lines of JSON one below the other are read as such. Of nginx and Apache, blocks that are never closed or
never opened and a semicolon that is missing are told: neither starts with them. The rule is silent about files with marks of a template
(\`{{…}}\`, \`<%…%>\`, \`@NAME@\`), about what common YAML readers accept beyond the standard, and about HOCON, INI, properties,
environment files and lines of keywords: each of their readers has rules of its own, so no fault is certain. Fragments of XML (several elements one after the other, as
OSSEC takes them) are read as such. Tests may be broken on purpose and are left alone; what is called a template, or a part of a file, is only possible.`,
  references: [
    'https://www.rfc-editor.org/rfc/rfc8259',
    'https://yaml.org/spec/1.2.2/',
    'https://toml.io/en/v1.0.0',
    'https://www.w3.org/TR/xml/',
    'https://nginx.org/en/docs/beginners_guide.html#conf_structure',
    'https://httpd.apache.org/docs/2.4/configuring.html#syntax',
  ],
  messages: {
    unreadable: ({ format, detail }: { format: string; detail: string }) =>
      `This ${format} cannot be read here: ${detail}. What loads the file fails or falls back to its defaults.`,
  },
  check({ path, text, syntax }, { report }) {
    if (isTestMaterial(path) || ofTools.test(path)) return;
    const fault = certainFault(text, syntax);
    if (!fault) return;
    report(fault.span, 'unreadable', {
      ...(template.test(path) && { confidence: 'possible' }),
      data: { format: languageOf(syntax.format).name, detail: faultWords(fault) },
    });
  },
});

/** Of editors, builders and tools of developers, each of which reads a language of its own. */
const ofTools = /(?:^|\/)\.[a-z][\w-]*\/|(?:^|\/)\.[\w-]+\.ya?ml$|(?:^|\/)(?:tsconfig|jsconfig)[\w.-]*\.json$/i;

/** Pieces that something puts together before they are read. */
const template = /\{\$|(^|[/_-])templates?[/._-]|(?:^|[\/._-])(\d{1,4}|head(er)?|foot(er)?|top|bottom|begin|end|prefix|suffix)\.xml$/i;
