import assert from 'node:assert/strict';
import { codeEffects } from '../../../src/core/effects/code-effects';
import { parseCode } from '../../../src/core/parse/code';
import type { CodeLanguage } from '../../../src/core/parse/code/code-file';
import { closed, fill, onlyHole } from '../../../src/core/parse/shell-template';

/** What it does, what says so, `?` where it perhaps does not and `!` where the program ends if it fails; without the rest that nobody knows. */
const said = (language: CodeLanguage, text: string): string[] =>
  codeEffects(parseCode(text, language))
    .steps.slice(0, -1)
    .map(
      ({ kind, target, span, isOneOf, onError }) =>
        `${isOneOf ? '? ' : ''}${kind} ${closed(target).replaceAll('\0', '*')}${onError === 'stops' ? ' !' : ''} «${text.slice(span.start, span.end)}»`,
    );

describe('what programs in other languages do', () => {
  it('is what literals of Python say, in commands, lists and calls on files', () => {
    for (const [code, expected] of [
      ['os.system("systemctl stop dtend && rm -rf /opt/dten")', ['unit.stop dtend «dtend»', 'file.delete /opt/dten «/opt/dten»']],
      ['subprocess.run(["systemctl", "restart", "dtend"], check=True)', ['unit.restart dtend ! «dtend»']],
      ['subprocess.check_call("useradd dten", shell=True)', ['user.create dten ! «dten»']],
      ["subprocess.run(['sudo', 'reboot'])", ['host.reboot  «reboot»']],
      ['subprocess.run(["bash", "-c", "reboot"])', ['host.reboot  «reboot»']],
      ['subprocess.call(shlex.split("userdel dten"))', ['user.delete dten «dten»']],
      ['subprocess.run(args=["rm", "-f", path])', ['file.delete * «path»']],
      ['os.system(f"systemctl stop {unit}.service")', ['unit.stop *.service «{unit}.service»']],
      ['os.system("systemctl stop " + unit)', ['unit.stop * « + unit»']],
      ['os.system("systemctl stop %s" % unit)', ['unit.stop * «%s»']],
      ['os.system("""\nrm /etc/a\nrm /etc/b\n""")', ['file.delete /etc/a «/etc/a»', 'file.delete /etc/b «/etc/b»']],
      ['os.remove("/etc/dten/a")', ['file.delete /etc/dten/a ! «"/etc/dten/a"»']],
      ['shutil.copy("a", os.path.join("/etc", name))', ['file.write /etc/* ! «os.path.join("/etc", name)»']],
      ['open(os.path.join("/etc/dten", "a.conf"), "w")', ['file.write /etc/dten/a.conf ! «os.path.join("/etc/dten", "a.conf")»']],
      ['with open(path, "w") as f:\n    f.write("x")', ['? file.write * ! «path»']],
      ['Path("/etc/a").write_text("x")', ['file.write /etc/a ! «Path("/etc/a")»']],
      ['(Path("/etc") / "a").unlink()', ['file.delete /etc/a ! «(Path("/etc") / "a")»']],
      ['from shutil import rmtree as gone\ngone("/opt/a")', ['file.delete /opt/a ! «"/opt/a"»']],
      ['import subprocess as sp\nsp.run([shutil.which("systemctl"), "stop", "a"])', ['unit.stop a «a»']],
      ['input("Go on? ")', ['prompt  ! «input("Go on? ")»']],
      ['open("/etc/cron.d/dten", "w").write(x)', ['file.write /etc/cron.d/dten ! «"/etc/cron.d/dten"»']],
      ['open("/etc/dten.conf").read()', []],
      ['subprocess.Popen(command)', ['unknown  «subprocess.Popen(command)»']],
      ['if x:\n    os.system("reboot")', ['? host.reboot  «reboot»']],
      ['def f():\n    os.system("reboot")', ['? host.reboot  «reboot»']],
      ['# os.system("reboot")\n"""os.system("reboot")"""\nx = \'os.system("reboot")\'', []],
      ['print("don\'t")\nos.system("reboot")', ['host.reboot  «reboot»']],
    ] as const)
      assert.deepEqual(said('Python', `import os\n${code}\n`), expected, code);
  });

  it('is what literals of Perl say, backticks and lists of words included', () => {
    for (const [code, expected] of [
      ["system('systemctl', 'stop', 'dtend');", ['unit.stop dtend «dtend»']],
      ['system("systemctl stop dtend") == 0 or die "no";', ['unit.stop dtend ! «dtend»']],
      ['system(qw(systemctl stop dtend));', ['unit.stop dtend «dtend»']],
      ['system "systemctl stop dtend" if $running;', ['? unit.stop dtend «dtend»']],
      ['my $out = `rm -f /etc/a`;', ['file.delete /etc/a «/etc/a»']],
      ['my $out = qx{rm -f /etc/a};', ['file.delete /etc/a «/etc/a»']],
      ['unlink "/etc/a", "/etc/b" or die $!;', ['file.delete /etc/a ! «"/etc/a"»', 'file.delete /etc/b ! «"/etc/b"»']],
      ["open(my $out, '>', '/etc/a') || die;", ["file.write /etc/a ! «'/etc/a'»"]],
      ['open(OUT, ">>/etc/a");', ['file.append /etc/a «">>/etc/a"»']],
      ['open(IN, "</etc/a");', []],
      ['sub f { system("reboot"); }', ['? host.reboot  «reboot»']],
      ['system(@command);', ['unknown  «system(@command)»']],
      ['$self->system("reboot");\n# system("reboot");\n=pod\n\nsystem("reboot");\n\n=cut\n', []],
      ['print "x";\n__END__\nsystem("reboot");', []],
    ] as const)
      assert.deepEqual(said('Perl', `use strict;\n${code}\n`), expected, code);
  });

  it('is what functions of Python are given, and what loops go over', () => {
    const targets = (text: string): string[] => {
      const { steps, variables } = codeEffects(parseCode(text, 'Python'));
      const known = new Map(variables.map(({ name, values }) => [name, values]));
      return steps.slice(0, -1).map(({ kind, target }) => {
        const values = known.get(onlyHole(target) ?? '') ?? [closed(target)];
        return `${kind} ${values.map((value) => closed(fill(value, (name) => known.get(name)?.join('|'))).replaceAll('\0', '*')).join(', ')}`;
      });
    };
    for (const [code, expected] of [
      ['def stop(name):\n    subprocess.run(["systemctl", "stop", name])\n\nstop("a")\nstop(name="b")\n', ['unit.stop a, b']],
      ['UNITS = ["a", "b"]\nfor unit in UNITS:\n    os.system("systemctl stop " + unit)\n', ['unit.stop a, b']],
      ['for old, new in [("/a", "/b"), ("/c", "/d")]:\n    os.rename(old, new)\n', ['file.move /b, /d']],
      ['def drop(path):\n    os.remove(path)\n\nfor p in ("/a", "/b"):\n    drop(p)\n', ['file.delete /a|/b']],
      [
        'def run(command):\n    subprocess.check_call(command, shell=True)\n\nrun("systemctl stop a")\nrun(["rm", "-f", "/b"])\n',
        ['unit.stop a', 'file.delete /b'],
      ],
      ['def stop(name):\n    os.system("systemctl stop " + name)\n\nstop(sys.argv[1])\n', ['unit.stop *']],
    ] as const)
      assert.deepEqual(targets(code), expected, code);
  });

  it('knows a name that is given a text once', () => {
    const variables = (language: CodeLanguage, text: string) =>
      codeEffects(parseCode(text, language)).variables.map(({ name, values }) => [name, ...values]);
    assert.deepEqual(variables('Python', 'UNIT = "dtend"\nDIR = "/opt"\nDIR += "/x"\nx = f"{y}"\n'), [['UNIT', 'dtend']]);
    assert.deepEqual(
      variables('Perl', 'my $unit = "dtend"; # x\nmy $a = "$b/c";\nmy $to = "/x";\nGetOptions("to=s" => \\$to);\nmy $none = "";\n'),
      [['unit', 'dtend']],
    );
  });

  it('is never silent about the rest', () => {
    const { steps, commands } = codeEffects(parseCode('posix.stat("/")\n', 'Lua'));
    assert.deepEqual(
      [steps.map(({ kind, why }) => [kind, why]), commands],
      [[['unknown', 'what the rest of this program in Lua does']], 1],
    );
  });
});
