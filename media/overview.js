// The script of the Package Overview's page. Everything of the package comes as text and is put there as text.
(() => {
  // @ts-expect-error a function of webviews
  const host = acquireVsCodeApi();
  const saved = host.getState() ?? { open: [] };
  /** Folders that are open, so that the page looks the same when it is shown again. */
  const open = new Set(saved.open);
  /** Lists that wait for their rows, by folder. */
  const waiting = new Map();

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const ask = (folder, list) => {
    waiting.set(folder, list);
    host.postMessage({ type: 'children', folder });
  };

  const cells = (row, name) => {
    const label = make('span', 'name');
    label.append(name);
    const ratio = make('span', 'ratio');
    const bar = make('span', 'bar');
    const filled = make('i');
    filled.style.width = `${row.part * 100}%`;
    bar.append(filled);
    bar.setAttribute('aria-hidden', 'true');
    ratio.append(bar, make('span', '', row.ratio));
    return [label, make('span', '', row.size), make('span', '', row.packed), ratio];
  };

  const fileItem = (row) => {
    const item = make('li', 'row');
    const link = make('a', '', row.name);
    link.href = '#';
    link.addEventListener('click', (event) => {
      event.preventDefault();
      host.postMessage({ type: 'open', path: row.path });
    });
    item.append(...cells(row, link));
    return item;
  };

  const folderItem = (row) => {
    const item = make('li');
    const details = make('details');
    const summary = make('summary', 'row');
    const list = make('ul');
    summary.append(...cells(row, row.name));
    details.append(summary, list);
    details.addEventListener('toggle', () => {
      if (details.open) open.add(row.path);
      else open.delete(row.path);
      host.setState({ open: [...open] });
      if (details.open && list.childElementCount === 0) ask(row.path, list);
    });
    details.open = open.has(row.path);
    item.append(details);
    return item;
  };

  const marks = { ok: '✓', warning: '⚠', unknown: '?' };
  const items = ({ id, items: all, none }) => {
    const place = document.getElementById(id);
    if (all.length === 0) return place.replaceChildren(make('p', 'none', none));
    const list = make('ul', 'items');
    for (const { title, detail, mark } of all) {
      const item = make('li');
      const sign = make('span', `mark-${mark}`, marks[mark]);
      sign.setAttribute('aria-hidden', 'true');
      const words = make('div');
      words.append(make('div', '', title), make('div', 'detail', detail));
      item.append(sign, words);
      list.append(item);
    }
    return place.replaceChildren(list);
  };

  window.addEventListener('message', ({ data }) => {
    if (data.type === 'items') items(data);
    if (data.type === 'fact') {
      for (const label of document.querySelectorAll('#identity dt'))
        if (label.textContent === data.label) label.nextElementSibling.textContent = data.value;
    }
    if (data.type === 'rows')
      waiting.get(data.folder)?.replaceChildren(...data.rows.map((row) => (row.kind === 'folder' ? folderItem(row) : fileItem(row))));
  });

  const columns = make('div', 'columns');
  columns.setAttribute('aria-hidden', 'true');
  columns.append(document.getElementById('columns').content.cloneNode(true));
  const root = make('ul');
  document.getElementById('content').append(columns, root);
  document.getElementById('review').addEventListener('click', () => host.postMessage({ type: 'review' }));
  ask('', root);
  host.postMessage({ type: 'ready' });
})();
