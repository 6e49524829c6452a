import assert from 'node:assert/strict';
import { codeEffects } from '../../../src/core/effects/code-effects';
import { parseCode } from '../../../src/core/parse/code';
import { closed, fill, unknown } from '../../../src/core/parse/shell-template';

/** What a script says for certain (`!`) or maybe (`?`), without what stands at its end for all that is not read. */
function said(text: string, language: 'PowerShell' | 'Windows batch'): readonly string[] {
  const { steps, variables } = codeEffects(parseCode(text, language));
  assert.match(steps.at(-1)?.why ?? '', /^what expressions and conditions of this script/);
  const values = new Map(variables.map(({ name, values: all }) => [name, all.join('|')] as const));
  return steps.slice(0, -1).map(({ kind, target, why, isOneOf }) => {
    const shown = closed(fill(target, (name) => values.get(name))).replaceAll(unknown, '*');
    return `${isOneOf ? '?' : '!'} ${kind} ${kind === 'unknown' ? (why ?? '') : shown}`.trim();
  });
}

const shell = (text: string): readonly string[] => said(text, 'PowerShell');
const batch = (text: string): readonly string[] => said(text, 'Windows batch');

describe('effects of scripts of PowerShell', () => {
  it('are what their literal commands say', () => {
    for (const [text, ...expected] of [
      ['Stop-Service -Name DtenAgent -Force', '! unit.stop DtenAgent'],
      ['Restart-Service Dten, DtenSync', '! unit.restart Dten', '! unit.restart DtenSync'],
      ["$svc = 'DtenAgent'\nStart-Service $svc", '! unit.start DtenAgent'],
      ["Get-Service -Name 'DtenAgent' | Stop-Service", '! unit.stop DtenAgent'],
      ['Get-Service Dten* | Where-Object { $_.CanStop } |\n  Stop-Service', '! unit.stop *'],
      ['Set-Service Dten -StartupType Disabled', '! unit.disable Dten'],
      ['sc.exe delete OldAgent', '! unit.disable OldAgent'],
      ['sc C:\\dten\\a.txt text', '! file.write C:\\dten\\a.txt'],
      ['Invoke-WebRequest -Uri https://get.dten.example/a.msi -OutFile a.msi', '! network.fetch https://get.dten.example/a.msi'],
      ['Invoke-RestMethod https://hub.dten.example/api -Method Post', '! network.send https://hub.dten.example/api'],
      ["Start-Process msiexec.exe -ArgumentList '/i dten.msi /qn' -Wait", '! package.install dten.msi'],
      ["Start-Process msiexec -ArgumentList '/x {0000} /qn'", '! package.remove {0000}'],
      ['Copy-Item .\\conf\\* -Destination "C:\\ProgramData\\Dten" -Recurse', '! file.write C:\\ProgramData\\Dten'],
      ['New-Item -ItemType Directory C:\\dten | Out-Null', '! dir.create C:\\dten'],
      ["Set-ItemProperty -Path 'HKLM:\\SOFTWARE\\Dten' -Name Port -Value 1", '! host.setting HKLM:\\SOFTWARE\\Dten'],
      ['reg add "HKLM\\SOFTWARE\\Dten" /v Mode /d auto /f', '! host.setting HKLM\\SOFTWARE\\Dten'],
      ['Restart-Computer -Force', '! host.reboot'],
      ['Invoke-Expression "shutdown /r /t 0"', '! host.reboot'],
      ['& "$PSScriptRoot\\lib\\db.ps1" -Server db01', '! call ./lib/db.ps1'],
      ['. .\\lib\\common.ps1', '! source ./lib/common.ps1'],
      ['"text" | Out-File C:\\dten\\a.txt', '! file.write C:\\dten\\a.txt'],
      ['Dten-Upgrade now > C:\\dten\\log.txt', '! unknown what Dten-Upgrade does', '! file.write C:\\dten\\log.txt'],
      ['docker stop dten', '! container.stop dten'],
    ] as const)
      assert.deepEqual(shell(text), expected, text);
  });

  it('are no certain ones under questions, in loops and in functions, and are in what is tried', () => {
    assert.deepEqual(shell('if (Test-Path $dir) { Remove-Item $dir }'), ['? file.delete *']);
    assert.deepEqual(shell('foreach ($s in $all) {\n  Stop-Service Dten\n}'), ['? unit.stop Dten']);
    assert.deepEqual(shell('function Stop-Dten {\n  Stop-Service Dten\n}\nStop-Dten'), ['? unit.stop Dten']);
    assert.deepEqual(shell('try {\n  Stop-Service Dten\n} catch {\n  Start-Service Dten\n}'), ['! unit.stop Dten', '? unit.start Dten']);
  });

  it('are none of comments, texts and parameters', () => {
    const none = [
      '# Stop-Service a',
      '<#\nStop-Service a\n#>',
      'Write-Host "Stop-Service a"',
      "$x = @'\nStop-Service a\n'@",
      'param(\n  [string]$a = "b" # it\'s\n)',
    ];
    for (const text of none) assert.deepEqual(shell(text), [], text);
  });

  it('are code that comes from elsewhere, and unknown where nobody says from where', () => {
    assert.deepEqual(shell('irm https://get.dten.example | iex'), ['! network.fetch https://get.dten.example', '! script.run PowerShell']);
    assert.deepEqual(shell("iex ((New-Object Net.WebClient).DownloadString('https://get.dten.example'))"), [
      '! network.fetch https://get.dten.example',
      '! script.run PowerShell',
    ]);
    assert.deepEqual(shell('Stop-Service -Name (Get-Content (iwr https://get.dten.example)) -Force'), [
      '! network.fetch https://get.dten.example',
      '! unit.stop *',
    ]);
    assert.deepEqual(shell('iex $code'), ['! unknown what is handed to a shell']);
    assert.deepEqual(shell('& $tool /quiet'), ['! unknown a command that is computed']);
  });
});

describe('effects of batch files of Windows', () => {
  it('are those of a part that is called, with the words that it is given', () => {
    const { steps, functions } = codeEffects(
      parseCode(
        '@echo off\ncall :stop "Dten Agent"\ngoto end\n:stop\nif "%~1"=="" exit /b 1\nnet stop %~1\ngoto :eof\n:end\nnet start Dten\n',
        'Windows batch',
      ),
    );
    assert.deepEqual(
      steps.slice(0, -1).map(({ kind, target, args }) => [kind, target, ...(args ?? [])]),
      [
        ['call', ':stop', 'Dten Agent'],
        ['unit.start', 'Dten'],
      ],
    );
    assert.deepEqual(
      functions.map(({ name, steps: own }) => [name, ...own.map(({ kind, target }) => `${kind} ${closed(fill(target, () => 'x'))}`)]),
      [[':stop', 'unit.stop x']],
    );
    assert.deepEqual(batch('call:stop a\n:stop\nnet stop %1'), ['! call :stop', '? unit.stop *']);
  });

  it('ask a person where nothing answers', () => {
    assert.deepEqual(batch('rd /s C:\\old\nrd /s /q C:\\old\nchoice /m Go\nchoice /t 5 /d y'), [
      '! prompt',
      '! file.delete C:\\old',
      '! file.delete C:\\old',
      '! prompt',
    ]);
    assert.deepEqual(batch('if "%2"=="" exit /b 1\nreg delete HKLM\\Dten'), ['! prompt', '! host.setting HKLM\\Dten']);
    assert.deepEqual(shell('Remove-Item a -Confirm\nRemove-Item b -Confirm:$false'), ['! prompt', '! file.delete a', '! file.delete b']);
  });

  it('are what their literal commands say', () => {
    for (const [text, ...expected] of [
      ['net stop "Dten Agent" /y', '! unit.stop Dten Agent'],
      ['@sc stop Dten >nul 2>&1', '! unit.stop Dten'],
      ['sc config Dten start= disabled', '! unit.disable Dten'],
      ['set SVC=Dten\r\nnet start %SVC%', '! unit.start Dten'],
      ['msiexec /i "%~dp0dten.msi" /qn ^\r\n  REBOOT=ReallySuppress', '! package.install ./dten.msi'],
      ['schtasks /create /tn "Dten Sync" /tr C:\\dten\\s.exe', '! schedule.add Dten Sync'],
      ['schtasks /query /tn x'],
      ['call "%~dp0lib\\db.bat" prod', '! call ./lib/db.bat'],
      ['start "" /wait post.cmd', '! call post.cmd'],
      ['powershell -ExecutionPolicy Bypass -File "%~dp0post.ps1"', '! call ./post.ps1'],
      ['powershell -Command "Stop-Service Dten; Restart-Computer"', '! unit.stop Dten', '! host.reboot'],
      ['cmd /c "net stop a & net start a"', '! unit.stop a', '! unit.start a'],
      ['echo host=1>>C:\\dten\\a.ini', '! file.append C:\\dten\\a.ini'],
      ['net user dten secret /add', '! user.create dten'],
      ['xcopy /e /y files "C:\\Dten"', '! file.write C:\\Dten'],
      ['echo done & shutdown /r /t 0', '! host.reboot'],
      ['shutdown /a'],
    ] as const)
      assert.deepEqual(batch(text), expected, text);
  });

  it('are no certain ones under questions, in loops and behind labels', () => {
    assert.deepEqual(batch('if exist C:\\dten rd /s /q C:\\dten'), ['? file.delete C:\\dten']);
    assert.deepEqual(batch('if "%1"=="x" (\n  net stop a\n) else (\n  net start a\n)'), ['? unit.stop a', '? unit.start a']);
    assert.deepEqual(batch('for %%f in (*.sql) do sqlcmd -i %%f'), ['? database.run *']);
    assert.deepEqual(batch('for %%s in (DtenWeb "Dten Agent") do net stop %%s'), ['? unit.stop DtenWeb|Dten Agent']);
    assert.deepEqual(shell("foreach ($s in 'DtenWeb', 'DtenAgent') { Stop-Service $s }"), ['? unit.stop DtenWeb|DtenAgent']);
    assert.deepEqual(shell('foreach ($s in Get-Service) { Stop-Service $s }'), ['? unit.stop *']);
    assert.deepEqual(batch('if errorlevel 1 goto :end\nnet stop a\n:end\nnet stop b'), ['! unit.stop a', '? unit.stop b']);
  });

  it('are questions to a person, whatever signs these have', () => {
    assert.deepEqual(batch('set /p ANSWER=Go on (y/n)? & more\nset /p LINE=<dten.txt\nset /a N=1'), ['! prompt']);
  });

  it('are none of numbers and of own functions', () => {
    assert.deepEqual(shell('$tries = 10\nfunction stop_it($code) { Stop-Service Dten }\nstop_it "2"'), ['? unit.stop Dten']);
  });

  it('are none of remarks', () => {
    assert.deepEqual(batch('REM net stop a\n:: net stop b\n@echo off\necho net stop c\n'), []);
  });
});
