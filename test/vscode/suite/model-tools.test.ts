import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { modelTool, type ToolName } from '../../../src/extension/models/tool';
import { api, review, sampleArchive, until } from './support';

const words = (text: string | vscode.MarkdownString | undefined): string => (typeof text === 'string' ? text : (text?.value ?? ''));

describe('tools for language models', () => {
  const names = manifest.contributes.languageModelTools.map(({ name }) => name);

  it('are there with their schema once a package is open, and only read', async () => {
    await review(sampleArchive());
    await until(() => names.every((name) => vscode.lm.tools.some((tool) => tool.name === name)));
    for (const { name, description, inputSchema, tags } of vscode.lm.tools.filter((tool) => names.includes(tool.name))) {
      assert.match(description, /Read-only.*untrusted|Read-only.*vendor/, name);
      assert.equal((inputSchema as { readonly type: string }).type, 'object');
      assert.ok(tags.includes('read-only'));
    }
  });

  it('ask before anything of the package is shown, and say what they do', async () => {
    const { sessions } = await api();
    for (const name of names) {
      const tool = modelTool(sessions, name.replace('upgradeReview_', '') as ToolName);
      const prepared = await tool.prepareInvocation({ input: {} }, new vscode.CancellationTokenSource().token);
      assert.match(words(prepared?.invocationMessage), /^(Listing|Explaining|Reading) /, name);
      assert.match(prepared?.confirmationMessages?.title ?? '', /^Show .* to the language model\?$/, name);
      assert.match(words(prepared?.confirmationMessages?.message), /Secrets are masked\. Nothing is changed\.$/, name);
    }
  });

  it('answer with findings, one of them, and its lines', async () => {
    await review(sampleArchive());
    const ask = async (name: string, input: object): Promise<string> => {
      const { content } = await vscode.lm.invokeTool(`upgradeReview_${name}`, { input, toolInvocationToken: undefined });
      const [part] = content;
      assert.ok(part instanceof vscode.LanguageModelTextPart);
      return part.value;
    };
    const { verdict, untrusted } = JSON.parse(await ask('listFindings', { severity: 'blocker' })) as {
      readonly verdict: string;
      readonly untrusted: { readonly findings: readonly { readonly id: string; readonly path: string; readonly line: number }[] };
    };
    assert.equal(verdict, 'NO-GO');
    const [finding] = untrusted.findings;
    assert.ok(finding);
    assert.match(await ask('explainFinding', { id: finding.id }), /"why": ".{50}/);
    const { path, line } = finding;
    const lines = JSON.parse(await ask('showLines', { path, from: line, to: line })) as { readonly from: number; readonly to: number };
    assert.deepEqual([lines.from, lines.to], [line, line]);
    await assert.rejects(ask('showLines', { path: '../../etc/passwd' }), /no such file/);
    await assert.rejects(ask('listFindings', { package: 'another.zip' }), /name one of the open packages: Full-upgrade/);
  });
});
