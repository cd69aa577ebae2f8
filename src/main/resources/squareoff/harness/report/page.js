'use strict';
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const make = (name, text = '', properties = {}) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(text);
    return element;
  };
  const sections = all('.benchmark');

  // Sorting: numbers by value, others by their text; what is no number comes last.
  const FACTORS = { ns: 1e-9, 'µs': 1e-6, ms: 1e-3, k: 1e3, M: 1e6, G: 1e9 };
  const valueOf = (cell) => {
    if (cell.dataset.value) return Number(cell.dataset.value);
    const parts = /^(-?[\d.]+(?:e[-+]?\d+)?)\s*(ns|µs|ms|[kMG](?=ops))?/.exec(cell.textContent);
    return parts ? Number(parts[1]) * (FACTORS[parts[2]] ?? 1) : NaN;
  };
  const compare = (number, a, b, sign) => {
    if (!number) return sign * a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
    const x = valueOf(a);
    const y = valueOf(b);
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : sign * (x - y);
  };
  const makeSortable = (table) => {
    const headers = all('thead th', table);
    headers.forEach((header, column) => {
      const button = make('button', '', { type: 'button', title: 'Sort by this column' });
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const up = header.getAttribute('aria-sort') !== 'ascending';
        headers.forEach((other) => other.removeAttribute('aria-sort'));
        header.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const number = header.classList.contains('number');
        const rows = all('tbody tr', table);
        rows.sort((a, b) => compare(number, a.cells[column], b.cells[column], up ? 1 : -1));
        table.tBodies[0].append(...rows);
      });
    });
  };
  all('table.rows').forEach(makeSortable);

  // Filtering: all words, and the chosen value of every parameter that the row's table has.
  const parametersOf = (section) => all('thead th', section.querySelector('table.rows'))
    .map((header) => header.dataset.parameter);
  const rows = sections.flatMap((section) => {
    const names = parametersOf(section);
    const heading = section.querySelector('h2').textContent;
    return all('table.rows tbody tr', section).map((row) => {
      const parameters = new Map();
      names.forEach((name, i) => name !== undefined && parameters.set(name, row.cells[i].textContent));
      const pairs = Array.from(parameters, ([name, value]) => `${name}=${value}`).join(' ');
      return { row, section, parameters, text: `${heading} ${row.textContent} ${pairs}`.toLowerCase() };
    });
  });
  const behind = new Map();
  all('[data-row]').forEach((element) => {
    const id = element.dataset.row;
    if (!behind.has(id)) behind.set(id, []);
    behind.get(id).push(element);
  });
  const choices = new Map();
  rows.forEach(({ parameters }) => parameters.forEach((value, name) => {
    if (!choices.has(name)) choices.set(name, new Set());
    choices.get(name).add(value);
  }));
  const text = make('input', '', { type: 'search', id: 'filter', placeholder: 'words, or name=value' });
  const found = make('output', '', { htmlFor: 'filter' });
  const selects = new Map();
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = Array.from(selects).filter(([, select]) => select.value !== '');
    let shown = 0;
    rows.forEach((item) => {
      const fits = words.every((word) => item.text.includes(word))
        && chosen.every(([name, select]) => item.parameters.get(name) === select.selectedOptions[0].textContent);
      item.row.hidden = !fits;
      (behind.get(item.row.id) ?? []).forEach((element) => {
        if (element.tagName === 'TR') element.hidden = !fits;
        else element.classList.toggle('out', !fits);
      });
      shown += fits ? 1 : 0;
    });
    sections.forEach((section) => {
      const own = rows.filter((item) => item.section === section);
      section.hidden = own.length > 0 && own.every((item) => item.row.hidden);
    });
    found.textContent = shown === rows.length ? '' : `${shown} of ${rows.length} rows`;
  };
  const tools = document.getElementById('tools');
  if (rows.length > 1) {
    const label = make('label', 'Filter');
    label.append(text);
    tools.append(label);
    choices.forEach((values, name) => {
      if (values.size < 2 || values.size > 40 || selects.size === 6) return;
      const select = make('select', '', { ariaLabel: name });
      select.append(make('option', 'any', { value: '' }));
      values.forEach((value) => select.append(make('option', value, { value: '=' })));
      select.addEventListener('change', filter);
      selects.set(name, select);
      const named = make('label', name);
      named.append(select);
      tools.append(named);
    });
    tools.append(found);
    text.addEventListener('input', filter);
    tools.hidden = false;
  }

  // Axes.
  all('.chart').forEach((chart) => {
    const plots = all('.plot', chart);
    if (plots.length < 2) return;
    const button = make('button', '', { type: 'button', className: 'switch' });
    const other = () => plots.find((plot) => plot.hidden);
    const name = () => { button.textContent = `Show ${other().dataset.axis} axes`; };
    button.addEventListener('click', () => {
      plots.forEach((plot) => { plot.hidden = !plot.hidden; });
      name();
    });
    name();
    chart.append(button);
  });

  // Copying. Pages opened as files may lack the clipboard's interface.
  const copy = async (pre) => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      return true;
    } catch {
      pre.closest('details').open = true;
      getSelection().selectAllChildren(pre);
      return document.execCommand('copy');
    }
  };
  all('details.source').forEach((details) => {
    const button = make('button', 'Copy as Markdown', { type: 'button', className: 'copy' });
    button.addEventListener('click', async () => {
      const done = await copy(details.querySelector('pre'));
      button.textContent = done ? 'Copied' : 'Selected: copy it with the keyboard';
      setTimeout(() => { button.textContent = 'Copy as Markdown'; }, 2000);
    });
    details.before(button);
  });

  // What is folded away is printed too.
  addEventListener('beforeprint', () => all('details:not(.source)').forEach((details) => {
    details.dataset.was = details.open;
    details.open = true;
  }));
  addEventListener('afterprint', () => all('details[data-was]').forEach((details) => {
    details.open = details.dataset.was === 'true';
  }));
})();
