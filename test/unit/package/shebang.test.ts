import assert from 'node:assert/strict';
import { classify } from '../../../src/core/package/classify';
import { interpreterOf } from '../../../src/core/package/shebang';

describe('first lines of scripts', () => {
  for (const [line, interpreter] of [
    ['#!/bin/sh', 'sh'],
    ['#! /bin/bash -e', 'bash'],
    ['#!/usr/local/bin/bash', 'bash'],
    ['#!/opt/homebrew/bin/bash5.2', 'bash'],
    ['#!/usr/bin/env bash', 'bash'],
    ['#!/usr/bin/env -S bash -eu', 'bash'],
    ['#!/usr/bin/env -vS bash', 'bash'],
    ['#!/usr/bin/env -Sbash -eu', 'bash'],
    ['#!/usr/bin/env --split-string=bash -x', 'bash'],
    ['#!/usr/bin/env -i PATH=/bin bash', 'bash'],
    ['#!/usr/bin/env -u HOME ksh', 'ksh'],
    ['#!/bin/busybox sh', 'sh'],
    ['#!/usr/bin/python3.11 -u', 'python'],
    ['#!/usr/bin/env node', 'node'],
    ['#!/system/bin/sh', 'sh'],
    ['#!sh', 'sh'],
    ['# !/bin/sh', undefined],
    ['#!', undefined],
    ['', undefined],
  ] as const) {
    it(`${line || 'nothing'} is for ${interpreter ?? 'nobody'}`, () => assert.equal(interpreterOf(`${line}\necho\n`), interpreter));
  }

  it('make a shell script of a file without an ending', () => {
    for (const line of ['#!/usr/bin/env -S bash', '#!/usr/local/bin/bash', '#!/bin/busybox ash'])
      assert.equal(classify('bin/step', Buffer.from(`${line}\necho\n`)), 'shell');
    assert.equal(classify('bin/step', Buffer.from('#!/usr/bin/perl\nprint 1;\n')), 'other');
  });
});
