// The script of the matrix's page, bundled to dist/matrix-page.js. Everything of packages and inventories comes as text and is put there as text.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { tableStates } from '../src/core/report/matrix-table';
import { stateMarks } from '../src/core/report/words';

// @ts-expect-error a function of webviews
const host = acquireVsCodeApi();

/** Pixels: rows and columns are all alike, so a place is told without measuring. */
const size = { row: 42, head: 66, group: 22, column: 170, fixed: 360, worded: 240, least: 150 };

const at = (id) => document.getElementById(id);
const make = (className, ...content) => {
  const element = document.createElement('div');
  element.className = className;
  element.append(...content);
  return element;
};
const grid = at('grid');
const saved = host.getState() ?? {};
const chosen = {
  filter: saved.filter ?? '',
  problems: saved.problems,
  environment: saved.environment ?? '',
  sort: saved.sort ?? 'order',
  down: saved.down ?? false,
};
/** The cell that the keyboard is at: row -1 is the head, column -2 the dependency, -1 its state. */
const active = { row: 0, column: -2 };
let table;
/** Places of the rows and columns that are shown. */
let rows = [];
let columns = [];

const stateAt = (cell) => cell % tableStates.length;
const versionAt = (cell) => table.versions[Math.floor(cell / tableStates.length)];
const filled = (template, ...values) => template.replace(/\{(\d)\}/g, (_, place) => values[Number(place)]);

/** Pixels of what stays at the left: where there is little room, the hosts need it more. */
const fixedWidth = () => Math.max(size.least, Math.min(size.fixed, Math.round(grid.clientWidth * 0.5)));

const scrolling = {
  getScrollElement: () => grid,
  observeElementRect,
  observeElementOffset,
  scrollToFn: elementScroll,
  onChange: () => draw(),
};
const down = new Virtualizer({
  ...scrolling,
  count: 0,
  estimateSize: () => size.row,
  overscan: 6,
  paddingStart: size.head,
  scrollPaddingStart: size.head,
});
const across = new Virtualizer({ ...scrolling, count: 0, horizontal: true, estimateSize: () => size.column, overscan: 2 });
down._didMount();
across._didMount();

function arrange() {
  const fixed = fixedWidth();
  down.setOptions({ ...down.options, count: rows.length });
  across.setOptions({ ...across.options, count: columns.length, paddingStart: fixed, scrollPaddingStart: fixed });
  down.measure();
  across.measure();
  down._willUpdate();
  across._willUpdate();
  drawAnew();
}

/** What is chosen, applied to the table. */
function choose() {
  const { words } = table;
  const wanted = chosen.filter.trim().toLowerCase();
  columns = table.columns
    .map((_, place) => place)
    .filter((place) => !chosen.environment || table.columns[place].environment === chosen.environment);
  const isWanted = ({ dependency, required, from, cells }) =>
    !wanted ||
    dependency.toLowerCase().includes(wanted) ||
    required.toLowerCase().includes(wanted) ||
    from.toLowerCase().includes(wanted) ||
    columns.some((place) => versionAt(cells[place]).toLowerCase().includes(wanted));
  const problems = new Set(words.problems);
  const isProblem = (row) => !row.optional && problems.has(tableStates.indexOf(row.state));
  rows = table.rows
    .map((_, place) => place)
    .filter((place) => isWanted(table.rows[place]) && (!chosen.problems || isProblem(table.rows[place])));
  rows.sort(byChoice());
  at('count').textContent = filled(words.count, rows.length.toLocaleString(), table.rows.length.toLocaleString());
  const nothing =
    table.rows.length === 0 ? words.noDependencies : rows.length === 0 ? words.noMatch : table.columns.length === 0 ? words.noHosts : '';
  at('none').textContent = nothing;
  at('none').hidden = nothing === '';
  grid.hidden = rows.length === 0;
  grid.setAttribute('aria-rowcount', String(rows.length + 1));
  grid.setAttribute('aria-colcount', String(columns.length + 2));
  active.row = Math.min(active.row, rows.length - 1);
  active.column = Math.min(active.column, columns.length - 1);
  host.setState(chosen);
  arrange();
}

function byChoice() {
  const turn = chosen.down ? -1 : 1;
  const names = new Intl.Collator();
  const stateOf = (place) => tableStates.indexOf(table.rows[place].state);
  const by = {
    order: (a, b) => a - b,
    name: (a, b) => names.compare(table.rows[a].dependency, table.rows[b].dependency),
    state: (a, b) => stateOf(a) - stateOf(b),
  };
  const column = Number(chosen.sort);
  const cellOf = (place) => table.rows[place].cells[column];
  const byColumn = (a, b) => stateAt(cellOf(a)) - stateAt(cellOf(b)) || names.compare(versionAt(cellOf(a)), versionAt(cellOf(b)));
  const compare = by[chosen.sort] ?? byColumn;
  return (a, b) => turn * compare(a, b) || a - b;
}

function sortBy(wanted) {
  // A third time leads back to the manifest's order.
  if (chosen.sort !== wanted) Object.assign(chosen, { sort: wanted, down: false });
  else if (!chosen.down) chosen.down = true;
  else Object.assign(chosen, { sort: 'order', down: false });
  choose();
}

const sortOf = (wanted) => (chosen.sort === wanted ? (chosen.down ? 'descending' : 'ascending') : 'none');
const arrow = (wanted) => ({ ascending: ' ↑', descending: ' ↓', none: '' })[sortOf(wanted)];

/** `place`: of what it is, for those who do not see where it stands. */
function cellElement(role, className, row, column, one, two, place = '') {
  const unseen = document.createElement('span');
  unseen.className = 'unseen';
  unseen.textContent = place;
  const element = make(className, unseen, make('one', one), make('two', two));
  element.setAttribute('role', role);
  element.setAttribute('aria-colindex', String(column + 3));
  element.title = `${place}${[one, two]
    .map((part) => part.title ?? part)
    .filter(Boolean)
    .join(' ')}`;
  element.id = `c${row}_${column}`;
  element.dataset.row = String(row);
  element.dataset.column = String(column);
  return element;
}

/** A sign, and what it is of. */
const signed = (state, text) => {
  const glyph = document.createElement('span');
  glyph.className = 'glyph';
  glyph.textContent = stateMarks[state];
  glyph.setAttribute('aria-hidden', 'true');
  const word = document.createElement('span');
  word.className = 'word';
  word.textContent = text;
  const both = document.createElement('span');
  both.append(glyph, word);
  both.title = text;
  return both;
};

function placed(element, left, width, height) {
  Object.assign(element.style, { left: `${left}px`, top: '0', width: `${width}px`, height: `${height}px` });
  return element;
}

/** What stays at the left; without room for the word, a state is its sign. */
function fixedElement(width, height, name, state) {
  const element = make(`fixed${width < size.worded ? ' narrow' : ''}`, name, state);
  Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  return element;
}

const isFirst = (place) => place === 0 || table.columns[columns[place]].environment !== table.columns[columns[place - 1]].environment;

function headElement(width, fixed) {
  const { words, environment } = table;
  const head = make('head');
  head.setAttribute('role', 'row');
  head.setAttribute('aria-rowindex', '1');
  Object.assign(head.style, { width: `${width}px`, height: `${size.head}px` });
  const name = cellElement('columnheader', 'part', -1, -2, words.dependency + arrow('name'), words.required);
  const word = document.createElement('span');
  word.className = 'word';
  word.textContent = environment;
  word.title = environment;
  const state = cellElement('columnheader', 'part', -1, -1, word, '');
  state.firstElementChild.append(arrow('state'));
  name.setAttribute('aria-sort', sortOf('name'));
  state.setAttribute('aria-sort', sortOf('state'));
  head.append(fixedElement(fixed, size.head, name, state), ...groupElements(fixed));
  return head;
}

function hostElement({ index, start }) {
  const place = columns[index];
  const column = table.columns[place];
  const className = `cell${isFirst(index) ? ' first' : ''}`;
  const name = column.host + arrow(String(place));
  const element = cellElement('columnheader', className, -1, index, name, column.age, `${column.environment}, `);
  element.setAttribute('aria-sort', sortOf(String(place)));
  placed(element, start, size.column, size.head - size.group).style.top = `${size.group}px`;
  return element;
}

/** The environments above their hosts; their words stay in sight for as long as one of the hosts does. */
function groupElements(fixed) {
  const groups = [];
  for (let place = 0; place < columns.length; place++) {
    if (isFirst(place)) groups.push({ name: table.columns[columns[place]].environment, from: place, count: 0 });
    groups[groups.length - 1].count++;
  }
  return groups.map(({ name, from, count }) => {
    const words = document.createElement('span');
    words.textContent = name;
    words.style.left = `${fixed}px`;
    const group = placed(make('group', words), fixed + from * size.column, count * size.column, size.group);
    group.setAttribute('aria-hidden', 'true');
    return group;
  });
}

function rowElement({ index, start }, width, fixed) {
  const { words, environment } = table;
  const row = table.rows[rows[index]];
  const element = make('row');
  element.setAttribute('role', 'row');
  element.setAttribute('aria-rowindex', String(index + 2));
  Object.assign(element.style, { top: `${start}px`, width: `${width}px`, height: `${size.row}px` });
  const required = [row.required || words.any, row.optional ? words.optional : '', row.from].filter(Boolean).join(', ');
  const word = words.states[tableStates.indexOf(row.state)];
  const name = cellElement('rowheader', 'part', index, -2, row.dependency, required);
  const state = cellElement('gridcell', `part ${row.state}`, index, -1, signed(row.state, word), '', `${environment}: `);
  element.append(fixedElement(fixed, size.row - 1, name, state));
  return element;
}

function stateElement(rowIndex, { index, start }) {
  const { words } = table;
  const row = table.rows[rows[rowIndex]];
  const cell = row.cells[columns[index]];
  const own = tableStates[stateAt(cell)];
  const { host: hostName, environment } = table.columns[columns[index]];
  const said = words.states[stateAt(cell)];
  const version = versionAt(cell);
  const place = `${row.dependency}, ${environment} ${hostName}: `;
  const [one, two] = version ? [signed(own, version), said] : [signed(own, said), ''];
  const className = `cell ${own}${isFirst(index) ? ' first' : ''}`;
  return placed(cellElement('gridcell', className, rowIndex, index, one, two, place), start, size.column, size.row - 1);
}

/** What is in the page, by index; none of it is made twice while it stays in sight. */
let drawn;

/** Everything anew: other rows, columns, order or sizes. */
function drawAnew() {
  const fixed = fixedWidth();
  const width = Math.max(across.getTotalSize(), fixed);
  const head = headElement(width, fixed);
  const canvas = make('canvas', head);
  canvas.setAttribute('role', 'presentation');
  Object.assign(canvas.style, { width: `${width}px`, height: `${down.getTotalSize()}px` });
  drawn = { canvas, head, hosts: new Map(), rows: new Map(), fixed, width };
  grid.replaceChildren(canvas);
  draw();
}

/** Takes out what is out of sight, and puts in what has come into it. */
function follow(kept, items, parent, create, elementOf = (made) => made) {
  const wanted = new Set(items.map(({ index }) => index));
  for (const [index, made] of kept) {
    if (wanted.has(index)) continue;
    elementOf(made).remove();
    kept.delete(index);
  }
  const fresh = items.filter(({ index }) => !kept.has(index));
  for (const item of fresh) kept.set(item.index, create(item));
  parent.append(...fresh.map(({ index }) => elementOf(kept.get(index))));
}

let asked = 0;
/** At most once a frame, however often scrolling asks for it. */
function draw() {
  if (!drawn || asked) return;
  asked = requestAnimationFrame(() => {
    asked = 0;
    const items = across.getVirtualItems();
    follow(drawn.hosts, items, drawn.head, hostElement);
    const made = (item) => ({ element: rowElement(item, drawn.width, drawn.fixed), cells: new Map() });
    follow(drawn.rows, down.getVirtualItems(), drawn.canvas, made, ({ element }) => element);
    for (const [index, { element, cells }] of drawn.rows) follow(cells, items, element, (item) => stateElement(index, item));
    const id = `c${active.row}_${active.column}`;
    grid.querySelector('.active')?.classList.remove('active');
    at(id)?.classList.add('active');
    grid.setAttribute('aria-activedescendant', id);
  });
}

function open(row, column) {
  if (row < 0) sortBy(column === -2 ? 'name' : column === -1 ? 'state' : String(columns[column]));
  else if (column < 0) host.postMessage({ type: 'dependency', row: rows[row] });
  else host.postMessage({ type: 'cell', row: rows[row], column: columns[column] });
}

function moveTo(row, column) {
  active.row = Math.max(-1, Math.min(rows.length - 1, row));
  active.column = Math.max(-2, Math.min(columns.length - 1, column));
  if (active.row >= 0) down.scrollToIndex(active.row);
  if (active.column >= 0) across.scrollToIndex(active.column);
  draw();
}

grid.addEventListener('click', ({ target }) => {
  const cell = target instanceof Element ? target.closest('[data-row]') : undefined;
  if (!(cell instanceof HTMLElement)) return;
  Object.assign(active, { row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
  draw();
  open(active.row, active.column);
});
grid.addEventListener('keydown', (event) => {
  const page = Math.max(1, Math.floor((grid.clientHeight - size.head) / size.row) - 1);
  const { row, column } = active;
  const all = event.ctrlKey || event.metaKey;
  const moves = {
    ArrowDown: () => moveTo(row + 1, column),
    ArrowUp: () => moveTo(row - 1, column),
    ArrowRight: () => moveTo(row, column + 1),
    ArrowLeft: () => moveTo(row, column - 1),
    PageDown: () => moveTo(row + page, column),
    PageUp: () => moveTo(Math.max(0, row - page), column),
    Home: () => moveTo(all ? 0 : row, -2),
    End: () => moveTo(all ? rows.length - 1 : row, columns.length - 1),
    Enter: () => open(row, column),
    ' ': () => open(row, column),
  };
  if (!Object.hasOwn(moves, event.key)) return;
  event.preventDefault();
  moves[event.key]();
});

at('filters').addEventListener('submit', (event) => event.preventDefault());
at('filter').addEventListener('input', ({ target }) => {
  chosen.filter = target.value;
  choose();
});
at('problems').addEventListener('change', ({ target }) => {
  chosen.problems = target.checked;
  choose();
});
at('environment').addEventListener('change', ({ target }) => {
  chosen.environment = target.value;
  choose();
});
for (const button of document.querySelectorAll('button[data-asks]'))
  button.addEventListener('click', () => host.postMessage({ type: button.dataset.asks }));

function take(told) {
  table = told;
  const count = table.columns.length;
  for (const [place, row] of table.rows.entries()) row.cells = table.cells.subarray(place * count, (place + 1) * count);
  const { words } = table;
  const names = [...new Set(table.columns.map(({ environment }) => environment))];
  if (!names.includes(chosen.environment)) chosen.environment = '';
  if (Number(chosen.sort) >= table.columns.length) chosen.sort = 'order';
  const options = ['', ...names].map((name) => {
    const option = document.createElement('option');
    option.value = name;
    option.textContent = name || words.all;
    return option;
  });
  at('environment').replaceChildren(...options);
  at('environment').value = chosen.environment;
  at('filter').value = chosen.filter;
  at('problems').checked = chosen.problems ?? false;
  choose();
}
window.addEventListener('message', ({ data }) => {
  if (data.type === 'table') take(data);
});
window.addEventListener('resize', () => table && arrange());
host.postMessage({ type: 'ready' });
