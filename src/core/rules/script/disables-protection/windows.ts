/** A protection that is switched on or off. */
export interface Turned {
  readonly what: string;
  readonly isOn: boolean;
}

/** What commands of Windows switch: the program in small letters, and the whole command as it is written. */
export function ofWindows(program: string, written: string): Turned | undefined {
  const switched = (what: string, off: RegExp, on: RegExp): Turned | undefined =>
    off.test(written) ? { what, isOn: false } : on.test(written) ? { what, isOn: true } : undefined;
  switch (program.replace(/\.exe$/, '')) {
    case 'set-netfirewallprofile':
      return switched('the firewall', /-Enabled[\s:]+(?:\$?False|0)\b/i, /-Enabled[\s:]+(?:\$?True|1)\b/i);
    case 'netsh':
      return switched(
        'the firewall',
        /\bstate\s+off\b|\bopmode\s+(?:mode\s*=\s*)?disable\b/i,
        /\bstate\s+on\b|\bopmode\s+(?:mode\s*=\s*)?enable\b/i,
      );
    case 'set-mppreference':
      return switched('Windows Defender', /-Disable\w+[\s:]+(?:\$?True|1)\b/i, /-Disable\w+[\s:]+(?:\$?False|0)\b/i);
    case 'bcdedit':
      return switched(
        'the check of signatures of drivers',
        /\b(?:nointegritychecks|testsigning)\s+(?:on|yes|true|1)\b/i,
        /\b(?:nointegritychecks|testsigning)\s+(?:off|no|false|0)\b/i,
      );
    case 'manage-bde':
    case 'disable-bitlocker':
      return switched('BitLocker', /^\s*disable-bitlocker\b|\s-off\b/i, /\s-on\b/i);
    case 'auditpol':
      return switched('the audit log', /\/(?:clear|remove)\b|:disable\b/i, /:enable\b/i);
    case 'reg':
    case 'set-itemproperty':
    case 'new-itemproperty':
    case 'sp':
      return ofRegistry(written, switched);
    default:
      return undefined;
  }
}

/** Values of the registry that stand for a protection. */
const registry: readonly (readonly [name: RegExp, what: string, offIf: '0' | '1'])[] = [
  [
    /\bDisable(?:AntiSpyware|AntiVirus|RealtimeMonitoring|BehaviorMonitoring|OnAccessProtection|IOAVProtection)\b/i,
    'Windows Defender',
    '1',
  ],
  [/\bEnableLUA\b/i, 'the control of user accounts', '0'],
  [/\bEnableFirewall\b/i, 'the firewall', '0'],
  [/\bEnableSmartScreen\b|\bSmartScreenEnabled\b/i, 'SmartScreen', '0'],
];

function ofRegistry(written: string, switched: (what: string, off: RegExp, on: RegExp) => Turned | undefined): Turned | undefined {
  const found = registry.find(([name]) => name.test(written));
  if (!found || /^\s*reg\s+(?:delete|query)\b/i.test(written)) return undefined;
  const [, what, offIf] = found;
  const to = (value: string): RegExp => new RegExp(String.raw`(?:/d|-Value)[\s:]+["']?(?:0x0*)?${value}\b`, 'i');
  return switched(what, to(offIf), to(offIf === '1' ? '0' : '1'));
}
