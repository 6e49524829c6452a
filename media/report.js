// The report needs no script to be read: here places become links, and findings can be filtered.
(() => {
  const editor = acquireVsCodeApi();
  const open = (place) => editor.postMessage({ type: 'open', at: place.textContent });
  for (const place of document.querySelectorAll('code.at')) {
    place.setAttribute('role', 'link');
    place.setAttribute('tabindex', '0');
  }
  document.addEventListener('click', ({ target }) => {
    const place = target.closest('code.at');
    if (place) open(place);
  });
  document.addEventListener('keydown', (event) => {
    const place = event.target.closest('code.at');
    if (place && event.key === 'Enter') open(place);
  });
  document.getElementById('save').addEventListener('click', () => editor.postMessage({ type: 'save' }));

  const items = [...document.querySelectorAll('.findings > li')].map((item) => {
    const heading = item.parentElement.previousElementSibling?.previousElementSibling;
    return {
      item,
      text: `${heading?.textContent ?? ''} ${item.parentElement.previousElementSibling?.textContent ?? ''} ${item.textContent}`.toLowerCase(),
    };
  });
  const filter = document.getElementById('filter');
  filter.form.addEventListener('submit', (event) => event.preventDefault());
  filter.addEventListener('input', () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { item, text } of items) {
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) count++;
    }
    for (const list of document.querySelectorAll('.findings')) {
      const empty = ![...list.children].some((item) => !item.hidden);
      for (const part of [list, list.previousElementSibling, list.previousElementSibling?.previousElementSibling])
        if (part) part.hidden = empty;
    }
    document.getElementById('found').textContent = words.length === 0 ? '' : `${count} / ${items.length}`;
  });
})();
