// The script of the Package Overview's page. Everything of the package comes as text and is put there as text.
(() => {
  // @ts-expect-error a function of webviews
  const host = acquireVsCodeApi();
  const saved = host.getState() ?? { open: [] };
  /** Folders that are open, so that the page looks the same when it is shown again. */
  const open = new Set(saved.open);
  /** Lists that wait for their rows, by folder. */
  const waiting = new Map();
  /** Where what was found in a file or folder is told, by path. */
  const foundCells = new Map();

  const at = (id) => document.getElementById(id);
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const hidden = (element) => (element.setAttribute('aria-hidden', 'true'), element);
  const link = (text, asked) => {
    const button = make('button', 'link', text);
    button.addEventListener('click', () => host.postMessage(asked));
    return button;
  };

  /** One outline for each severity and verdict, so that colour is not what tells them apart. */
  const outlines = {
    blocker: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM3.5 7h9v2h-9z',
    error: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5.4 4.2 8 6.8l2.6-2.6 1.2 1.2L9.2 8l2.6 2.6-1.2 1.2L8 9.2l-2.6 2.6-1.2-1.2L6.8 8 4.2 5.4z',
    warning: 'M8 1 .5 15h15zM7.1 6h1.8v4.5H7.1zM7.1 11.7h1.8v1.8H7.1z',
    info: 'M2 1h12v14H2zM7.1 3.6h1.8v1.8H7.1zM7.1 6.8h1.8v5.6H7.1z',
    ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11.5 3.6 8.1l1.2-1.2L7 9.1l4.2-4.2 1.2 1.2z',
    unknown:
      'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7.1 11h1.8v1.8H7.1zM5.2 6.2C5.2 4.4 6.4 3.3 8 3.3s2.8 1 2.8 2.5c0 2-1.9 2-1.9 3.9H7.1c0-2.7 1.8-2.6 1.8-3.8 0-.6-.4-.9-.9-.9-.6 0-1 .4-1 1.2z',
  };
  const sign = (name) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('class', `sign sign-${name}`);
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', outlines[name]);
    path.setAttribute('fill-rule', 'evenodd');
    svg.append(path);
    return hidden(svg);
  };
  /** A bar of parts; `whole` counts fill its width. */
  const stack = (counts, whole) => {
    const bar = hidden(make('span', 'bar'));
    for (const { severity, count } of counts) {
      const part = make('i', `part-${severity}`);
      part.style.width = `${(count / whole) * 100}%`;
      bar.append(part);
    }
    return bar;
  };
  const sum = (counts) => counts.reduce((total, { count }) => total + count, 0);

  // What lies where

  const ask = (folder, list) => {
    waiting.set(folder, list);
    host.postMessage({ type: 'children', folder });
  };
  const labelled = (className, label, ...content) => {
    const cell = make('span', className);
    cell.append(make('span', 'unseen', `${label}: `), ...content);
    return cell;
  };
  const columns = [...document.querySelectorAll('.columns span')].map(({ textContent }) => textContent);
  const cells = (row, name) => {
    const label = make('span', 'name');
    label.append(name);
    const found = make('span', 'found');
    foundCells.set(row.path, found);
    const part = hidden(make('span', 'bar'));
    const filled = make('i');
    filled.style.width = `${row.part * 100}%`;
    part.append(filled);
    return [label, found, labelled('size', columns[2], row.size, part), labelled('packed', columns[3], row.packed)];
  };
  const fileItem = (row) => {
    const item = make('li', 'row');
    item.append(...cells(row, link(row.name, { type: 'open', path: row.path })));
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
  let all = 0;
  const showFound = ({ found }) => {
    for (const [path, counts] of found) {
      const cell = foundCells.get(path);
      if (!cell) continue;
      const words = make('span', 'numbers');
      for (const { severity, count, words: said } of counts) {
        const number = make('span', 'number');
        number.title = said;
        number.append(sign(severity), hidden(make('span', '', String(count))), make('span', 'unseen', `${said} `));
        words.append(number);
      }
      cell.replaceChildren(...(counts.length === 0 ? [] : [words, stack(counts, Math.max(all, 1))]));
    }
  };
  const askFound = (paths) => {
    if (paths.length > 0) host.postMessage({ type: 'found', paths });
  };

  // The review

  const verdictSigns = { go: 'ok', conditions: 'warning', 'no-go': 'blocker', 'cannot-judge': 'unknown', failed: 'error' };
  let shownReview = '';
  const showReview = ({ review }) => {
    if (JSON.stringify(review) === shownReview) return;
    shownReview = JSON.stringify(review);
    const { state, headline, notes, counts, riskHeading, risk, gapsHeading, gaps, topHeading, top } = review;
    at('verdict').className = `verdict-${state}`;
    at('headline').replaceChildren(...(verdictSigns[state] ? [sign(verdictSigns[state])] : []), headline);
    at('notes').replaceChildren(...notes.map((note) => make('p', 'quiet', note)));
    all = sum(counts);
    const legend = make('ul', 'legend');
    for (const { severity, words } of counts) {
      const item = make('li');
      item.append(sign(severity), words);
      legend.append(item);
    }
    at('severities').replaceChildren(...(counts.length === 0 ? [] : [stack(counts, all), legend]));
    const list = make('ul', 'items');
    for (const { id, message, place } of top) {
      const item = make('li');
      const words = make('div');
      words.append(link(message, { type: 'finding', id }), make('div', 'quiet', place));
      item.append(sign(review.topSeverity), words);
      list.append(item);
    }
    at('top').replaceChildren(...(top.length === 0 ? [] : [make('h2', '', topHeading), list]));
    const axes = risk.map(({ axis, reasons }) => {
      const details = make('details');
      const why = make('ul');
      why.append(...reasons.map((reason) => make('li', '', reason)));
      details.append(make('summary', '', axis), why);
      return reasons.length === 0 ? make('p', 'quiet', axis) : details;
    });
    at('risk').replaceChildren(...(risk.length === 0 ? [] : [make('h2', '', riskHeading), ...axes]));
    const open = make('ul');
    open.append(...gaps.map((gap) => make('li', '', gap)));
    at('gaps').replaceChildren(...(gaps.length === 0 ? [] : [make('h2', '', gapsHeading), open]));
    for (const button of document.querySelectorAll('[data-states]')) button.hidden = !button.dataset.states.split(' ').includes(state);
    askFound([...foundCells.keys()]);
  };

  const showItems = ({ id, items, none }) => {
    if (items.length === 0) return at(id).replaceChildren(make('p', 'quiet', none));
    const list = make('ul', 'items');
    for (const { title, detail, mark } of items) {
      const item = make('li');
      const words = make('div');
      words.append(make('div', '', title), make('div', 'quiet', detail));
      item.append(sign(mark), words);
      list.append(item);
    }
    return at(id).replaceChildren(list);
  };

  window.addEventListener('message', ({ data }) => {
    if (data.type === 'review' && at('verdict')) showReview(data);
    if (data.type === 'found') showFound(data);
    if (data.type === 'items') showItems(data);
    if (data.type === 'fact') {
      for (const label of document.querySelectorAll('#identity dt'))
        if (label.textContent === data.label) label.nextElementSibling.textContent = data.value;
    }
    if (data.type === 'rows') {
      waiting.get(data.folder)?.replaceChildren(...data.rows.map((row) => (row.kind === 'folder' ? folderItem(row) : fileItem(row))));
      askFound(data.rows.map(({ path }) => path));
    }
  });
  for (const button of document.querySelectorAll('[data-asks]'))
    button.addEventListener('click', () => host.postMessage({ type: button.dataset.asks }));
  if (at('rows')) ask('', at('rows'));
  host.postMessage({ type: 'ready' });
})();
