import assert from 'node:assert/strict';
import { unverifiedIn } from '../../../src/core/parse/unverified/unverified';

const sureness = (text: string) => unverifiedIn('charts/web/templates/monitor.yaml', text, undefined).map(({ sure }) => sure);

describe('a switch that no one need check with', () => {
  it('is only possible where a template asks for it', () => {
    assert.deepEqual(sureness('{{- if .Values.insecure }}\n  insecureSkipVerify: true\n{{- end }}\n'), ['possible']);
    assert.deepEqual(
      sureness('{{- if .Values.tls }}\n{{- range .Values.hosts }}\n- {{ . }}\n{{- end }}\n  insecureSkipVerify: true\n{{- end }}\n'),
      ['possible'],
      'inner blocks end before it',
    );
    assert.deepEqual(sureness('{% if verify %}\n{% else %}\n  insecureSkipVerify: true\n{% endif %}\n'), ['certain'], 'the other branch');
  });

  it('is only possible below the question of a program, and certain of the branch beside it', () => {
    const sure = (text: string) => unverifiedIn('fetch.py', text, undefined).map((found) => found.sure);
    const call = 'requests.get(url,\n                     verify=False)\n';
    assert.deepEqual(sure(`def get(url, insecure):\n    if insecure:\n        # Before the CA is known.\n        r = ${call}`), [
      'possible',
    ]);
    assert.deepEqual(sure(`def get(url):\n    if url:\n        r = ${call}`), ['likely']);
    assert.deepEqual(sure(`def get(url, insecure: bool):\n    if not insecure:\n        return None\n    r = ${call}`), ['possible']);
    assert.deepEqual(sure(`def insecure(url):\n    r = ${call}`), ['likely']);
  });

  it('is only possible where the task asks for it, and where the container beside it is talked to', () => {
    const task = (when: string) =>
      `- name: Off\n  ansible.builtin.command: "dashboard set-api-ssl-verify False"\n  when:\n    - ${when}\n\n- name: Next\n  when: skip_tls\n`;
    assert.deepEqual(
      unverifiedIn('roles/tasks/main.yml', task('api_no_ssl_verify | bool'), undefined).map(({ sure }) => sure),
      ['possible'],
    );
    assert.deepEqual(
      unverifiedIn('roles/tasks/main.yml', task('is_first'), undefined).map(({ sure }) => sure),
      ['certain'],
    );
    for (const [when, sure] of [
      ['local_artifact_testing_enabled', 'possible'],
      ['molecule | default(false)', 'possible'],
      ['not is_testing', 'certain'],
      ["stage != 'testing'", 'certain'],
      ['package is not installed_by_contest', 'certain'],
    ] as const)
      assert.deepEqual(
        unverifiedIn('roles/tasks/main.yml', task(when), undefined).map((found) => found.sure),
        [sure],
        when,
      );
    const source = (host: string) => `url: ${host}:5432\njsonData:\n  sslmode: "disable"\n`;
    assert.deepEqual(
      unverifiedIn('grafana/source.yml', source('db'), undefined).map(({ sure }) => sure),
      ['possible'],
    );
    assert.deepEqual(
      unverifiedIn('grafana/source.yml', source('db.acme.io'), undefined).map(({ sure }) => sure),
      ['certain'],
    );
  });

  it('concerns this host alone where the name stands for it', () => {
    const text = 'FROM debian:12.8\nENV CHECK_URL=http://localhost:8096/health\nHEALTHCHECK CMD curl -Lk -fsS "${CHECK_URL}"\n';
    assert.deepEqual(
      unverifiedIn('docker/Dockerfile', text, undefined).map(({ isLess }) => isLess),
      [true],
    );
  });

  it('is none where a program only names its option', () => {
    const text = '#!/usr/bin/ruby\nopts.on("--no-check-certificate", "do not check") { @check = false }\n';
    assert.deepEqual(unverifiedIn('bin/mail.rb', text, undefined), []);
  });

  it('is certain where the question is over, or another one', () => {
    assert.deepEqual(sureness('{{- if .Values.insecure }}\n{{- end }}\n  insecureSkipVerify: true\n'), ['certain']);
    assert.deepEqual(sureness('{{- if .Values.monitor }}\n  insecureSkipVerify: true\n{{- end }}\n'), ['certain']);
  });
});
