import type { EffectKind } from './effect';

/** Languages of programs that stand in a command line. */
export type OneLiner = 'Python' | 'Perl' | 'PHP' | 'Ruby' | 'JavaScript' | 'Lua';

/** `run`: a command is started; `code`: a program that stands somewhere else, or is put together while it runs. */
export type Doing = EffectKind | 'run' | 'code';

export interface CallMeaning {
  readonly kind: Doing;
  /** Which argument says what it is done to; `from`: this one and all behind it; `none`: no argument does. */
  readonly target: number | { readonly from: number } | 'none';
}

type Row = readonly [kind: Doing, target: CallMeaning['target'], names: string];

const all = { from: 0 } as const;
const behindMode = { from: 1 } as const;
const behindOwner = { from: 2 } as const;

/** What calls do, by the names that programs have for them once what they import is known. A name that begins with a dot is of whatever has it. */
const rows: Readonly<Record<OneLiner, readonly Row[]>> = {
  Python: [
    [
      'run',
      0,
      'os.system os.popen os.startfile subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen subprocess.getoutput subprocess.getstatusoutput pty.spawn check_call check_output',
    ],
    ['run', all, 'os.execl os.execlp'],
    ['run', 1, 'os.execv os.execvp os.execve os.spawnv os.spawnvp'],
    ['code', 'none', 'exec eval compile execfile runpy.run_path runpy.run_module importlib.import_module ctypes.CDLL'],
    ['file.delete', 0, 'os.remove os.unlink os.rmdir os.removedirs shutil.rmtree'],
    ['dir.create', 0, 'os.mkdir os.makedirs'],
    ['file.move', 1, 'os.rename os.renames os.replace shutil.move'],
    ['file.write', 1, 'shutil.copy shutil.copy2 shutil.copyfile shutil.copytree'],
    ['file.edit', 0, 'os.truncate fileinput.input'],
    ['file.link', 1, 'os.symlink os.link'],
    ['file.mode', 0, 'os.chmod os.lchmod'],
    ['file.owner', 0, 'os.chown os.lchown shutil.chown'],
    ['archive.extract', 1, 'shutil.unpack_archive'],
    ['archive.extract', 'none', '.extractall'],
    ['process.kill', 'none', 'os.kill os.killpg'],
    ['host.reboot', 'none', 'os.reboot'],
    [
      'network.fetch',
      0,
      'urllib.request.urlopen urllib.request.urlretrieve urllib.urlretrieve urlopen urlretrieve requests.get requests.head httpx.get',
    ],
    ['network.send', 0, 'requests.post requests.put requests.patch requests.delete httpx.post httpx.put httpx.patch httpx.delete'],
    ['network.send', 'none', '.sendall .sendto .sendmail .send_message'],
    ['prompt', 'none', 'input raw_input getpass.getpass'],
  ],
  Perl: [
    ['run', all, 'system exec'],
    ['code', 'none', 'do require eval'],
    ['file.delete', all, 'unlink rmdir rmtree remove_tree'],
    ['dir.create', 0, 'mkdir'],
    ['dir.create', all, 'make_path mkpath'],
    ['file.move', 1, 'rename move mv'],
    ['file.write', 1, 'copy cp'],
    ['file.link', 1, 'symlink link'],
    ['file.mode', behindMode, 'chmod'],
    ['file.owner', behindOwner, 'chown'],
    ['file.edit', 0, 'truncate'],
    ['process.kill', 'none', 'kill'],
    ['network.fetch', 0, 'getstore mirror'],
    ['network.send', 0, '.post .put .delete'],
  ],
  PHP: [
    ['run', 0, 'system exec shell_exec passthru popen proc_open pcntl_exec'],
    ['code', 'none', 'eval include include_once require require_once'],
    ['file.delete', 0, 'unlink rmdir'],
    ['dir.create', 0, 'mkdir'],
    ['file.move', 1, 'rename move_uploaded_file'],
    ['file.write', 1, 'copy'],
    ['file.write', 0, 'file_put_contents touch'],
    ['file.link', 1, 'symlink link'],
    ['file.mode', 0, 'chmod'],
    ['file.owner', 0, 'chown chgrp'],
    ['process.kill', 'none', 'posix_kill'],
    ['network.fetch', 0, 'file_get_contents'],
    ['network.fetch', 'none', 'stream_context_create'],
    ['network.send', 'none', 'curl_exec'],
    ['network.session', 'none', 'fsockopen stream_socket_client'],
    ['message.send', 0, 'mail'],
    ['prompt', 'none', 'readline'],
  ],
  Ruby: [
    ['run', all, 'system exec spawn IO.popen Process.spawn Open3.capture2 Open3.capture2e Open3.capture3 Open3.popen3 Kernel.system'],
    ['code', 'none', 'eval instance_eval class_eval load require_relative'],
    ['file.delete', all, 'File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink'],
    [
      'file.delete',
      0,
      'FileUtils.rm FileUtils.rm_f FileUtils.rm_r FileUtils.rm_rf FileUtils.rmdir FileUtils.rmtree FileUtils.remove FileUtils.remove_dir FileUtils.remove_entry FileUtils.remove_entry_secure FileUtils.safe_unlink rm rm_f rm_r rm_rf rmtree',
    ],
    ['dir.create', 0, 'Dir.mkdir FileUtils.mkdir FileUtils.mkdir_p FileUtils.makedirs FileUtils.mkpath mkdir mkdir_p'],
    ['file.move', 1, 'File.rename FileUtils.mv FileUtils.move mv'],
    [
      'file.write',
      1,
      'FileUtils.cp FileUtils.cp_r FileUtils.copy FileUtils.copy_file FileUtils.copy_entry FileUtils.install IO.copy_stream cp cp_r',
    ],
    ['file.write', 0, 'File.write IO.write File.binwrite IO.binwrite FileUtils.touch'],
    ['file.link', 1, 'File.symlink File.link FileUtils.ln FileUtils.ln_s FileUtils.ln_sf FileUtils.symlink'],
    ['file.mode', behindMode, 'File.chmod FileUtils.chmod FileUtils.chmod_R'],
    ['file.owner', behindOwner, 'File.chown FileUtils.chown FileUtils.chown_R'],
    ['file.edit', 0, 'File.truncate'],
    ['process.kill', 'none', 'Process.kill'],
    ['network.fetch', 'none', 'URI.open Net::HTTP.get Net::HTTP.get_response'],
    ['network.send', 'none', 'Net::HTTP.post Net::HTTP.post_form Net::HTTP::Post.new Net::HTTP::Put.new Net::HTTP::Delete.new'],
    ['network.session', 'none', 'TCPSocket.new TCPSocket.open Socket.tcp'],
  ],
  JavaScript: [
    ['run', 0, 'execSync execFileSync spawnSync spawn execFile exec fork .execSync .execFileSync .spawnSync .spawn .execFile'],
    ['code', 'none', 'eval Function vm.runInThisContext vm.runInNewContext'],
    ['file.delete', 0, '.unlink .unlinkSync .rm .rmSync .rmdir .rmdirSync unlinkSync rmSync rmdirSync Deno.remove Deno.removeSync'],
    ['dir.create', 0, '.mkdir .mkdirSync mkdirSync'],
    ['file.move', 1, '.rename .renameSync renameSync'],
    ['file.write', 1, '.copyFile .copyFileSync .cp .cpSync copyFileSync cpSync'],
    ['file.write', 0, '.writeFile .writeFileSync writeFileSync .createWriteStream'],
    ['file.append', 0, '.appendFile .appendFileSync appendFileSync'],
    ['file.link', 1, '.symlink .symlinkSync .link .linkSync symlinkSync'],
    ['file.mode', 0, '.chmod .chmodSync chmodSync'],
    ['file.owner', 0, '.chown .chownSync .lchownSync chownSync'],
    ['file.edit', 0, '.truncate .truncateSync truncateSync'],
    ['process.kill', 'none', 'process.kill'],
    ['network.fetch', 0, 'fetch .get .request'],
    ['network.send', 0, 'axios.post axios.put axios.delete'],
    ['network.session', 'none', 'net.connect net.createConnection'],
  ],
  Lua: [
    ['run', 0, 'os.execute io.popen'],
    ['code', 'none', 'dofile load loadstring loadfile'],
    ['file.delete', 0, 'os.remove lfs.rmdir'],
    ['file.move', 1, 'os.rename'],
    ['dir.create', 0, 'lfs.mkdir'],
    ['file.link', 1, 'lfs.link'],
  ],
};

const meaningsOf = (of: readonly Row[]): ReadonlyMap<string, CallMeaning> =>
  new Map(of.flatMap(([kind, target, names]) => names.split(' ').map((name): [string, CallMeaning] => [name, { kind, target }])));

/** Names of one language to what they do. */
export const callsOf: Readonly<Record<OneLiner, ReadonlyMap<string, CallMeaning>>> = {
  Python: meaningsOf(rows.Python),
  Perl: meaningsOf(rows.Perl),
  PHP: meaningsOf(rows.PHP),
  Ruby: meaningsOf(rows.Ruby),
  JavaScript: meaningsOf(rows.JavaScript),
  Lua: meaningsOf(rows.Lua),
};
