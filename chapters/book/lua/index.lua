-- index.lua — passe 1 : numéroter les étiquettes, dire les dépendances.

local files = require 'files'
local syntax = require 'syntax'
local terms = require 'terms'

local index = {}

-- Un inventaire vide de la page.
local function inventory(this)
  return {
    page = this, records = {}, counts = {}, figures = {}, sources = {},
    uses = {}, lines = {}, notation = {}, cases = {}, open = {},
    terms = {},
  }
end

-- Le numéro suivant du genre donné, « 16.2 ».
local function next_number(found, kind)
  found.counts[kind] = (found.counts[kind] or 0) + 1
  return string.format('%d.%d', found.page.number or 0, found.counts[kind])
end

local function record(found, kind, label, number, more)
  local diagnostics = found.page.diagnostics
  local entry = { kind = kind, label = label, number = number,
    chapter = found.page.number }
  for key, value in pairs(more or {}) do
    entry[key] = value
  end
  local last = found.lines[label]
  entry.line = diagnostics:find('#' .. label, last and last + 1) or last or 1
  found.lines[label] = entry.line
  found.records[#found.records + 1] = entry
end

local function header(found, element)
  if element.level ~= 2 or element.classes:includes('unnumbered') then
    return
  end
  local number = next_number(found, 'sec')
  if element.identifier:match('^sec:') then
    record(found, 'sec', element.identifier, number,
      { title = pandoc.utils.stringify(element.content) })
  end
end

local function equations(found, inlines)
  for i = 1, #inlines do
    local equation = syntax.equation(inlines, i)
    if equation and equation.open then
      found.open[#found.open + 1] = equation.open
    elseif equation and equation.label then
      record(found, 'eq', equation.label, next_number(found, 'eq'), {
        status = equation.status, case = equation.case,
        reason = equation.reason, tex = equation.tex:gsub('%s+', ' '),
      })
    end
  end
end

local function image(found, element)
  found.figures[#found.figures + 1] = element.src
  if element.identifier ~= '' then
    record(found, 'fig', element.identifier, next_number(found, 'fig'),
      { title = pandoc.utils.stringify(element.caption) })
  end
end

-- La ligne de la source où commence le texte d'un bloc de notation : ces blocs
-- viennent dans l'ordre.
local function first_line(found, element)
  local lines = found.page.diagnostics.lines
  local first = element.text:match('^%s*([^\n]-)%s*\n')
    or element.text:match('^%s*(.-)%s*$')
  for i = (found.notation_line or 0) + 1, #lines - 1 do
    if lines[i]:match('^%s*[`~][`~][`~].*notation')
      and lines[i + 1]:match('^%s*(.-)%s*$') == first then
      return i + 1
    end
  end
  return 1
end

-- Une ligne de notation par ligne, hors les commentaires.
local function notation(found, element)
  local case, line = element.attributes.case or '', first_line(found, element)
  local name = element.attributes.name or case
  for i, text in ipairs(files.split_lines(element.text)) do
    found.notation_line = line + i - 1
    text = text:match('^%s*(.-)%s*$')
    if text ~= '' and not text:match('^#') then
      found.cases[case] = found.cases[case] or found.notation_line
      found.notation[#found.notation + 1] = { kind = 'notation',
        line = found.notation_line, case = case, name = name, text = text }
    end
  end
end

-- « follows: [14, 15] », dans l'en-tête : les chapitres dont la notation vaut
-- aussi dans celui-ci.
local function follows(found, meta)
  local list = pandoc.utils.type(meta) == 'List' and meta or { meta }
  for _, item in ipairs(list) do
    local text = pandoc.utils.stringify(item)
    found.notation[#found.notation + 1] = { kind = 'follows', case = '',
      line = found.page.diagnostics:find('follows:') or 1, text = text }
  end
end

local function code(found, element)
  if syntax.is_notation(element) then
    notation(found, element)
  end
  if not syntax.is_listing(element) then
    return
  end
  found.sources[#found.sources + 1] = element.attributes.source
  if element.identifier ~= '' then
    record(found, 'lst', element.identifier, next_number(found, 'lst'),
      { title = element.attributes.source })
  end
end

local function tables(found, element)
  local label = syntax.table_label(element)
  if label then
    record(found, 'tab', label, next_number(found, 'tab'),
      { title = pandoc.utils.stringify(syntax.table_caption(element)) })
  end
end

local function citation(found, element)
  for _, item in ipairs(element.citations) do
    local _, label = syntax.label(item.id)
    if label then
      found.uses[label] = true
    end
  end
end

-- Un terme a son nom anglais, et n'est défini qu'une fois par chapitre.
local function term(found, span)
  if not terms.is_term(span) then
    return
  end
  local entry, diagnostics = terms.read(span, found.page),
    found.page.diagnostics
  if entry.en == '' then
    diagnostics:error('.term', 'terme sans en="…" : %s', entry.name)
  elseif found.terms[entry.anchor] then
    diagnostics:error('.term', 'terme défini deux fois : %s', entry.name)
  end
  found.terms[entry.anchor] = true
  found.terms[#found.terms + 1] = entry
end

-- Une fonction de parcours : visite sans rien changer.
local function visitor(found, visit)
  return function(element)
    visit(found, element)
  end
end

-- Tout ce que la page étiquette et cite.
function index.collect(doc, this)
  local found = inventory(this)
  if this.number then
    local title = pandoc.utils.stringify(doc.meta.title or '')
    local number = tostring(this.number)
    record(found, 'ch', 'ch:' .. number, number, { title = title })
    record(found, 'ch', 'ch:' .. this.slug, number, { title = title })
  end
  if doc.meta.follows then
    follows(found, doc.meta.follows)
  end
  doc:walk {
    Header = visitor(found, header),
    Inlines = visitor(found, equations),
    Image = visitor(found, image),
    CodeBlock = visitor(found, code),
    Table = visitor(found, tables),
    Cite = visitor(found, citation),
    Span = visitor(found, term),
  }
  return found
end

local function rows(records, columns)
  local lines = { table.concat(columns, '\t') }
  for _, entry in ipairs(records) do
    local cells = {}
    for _, column in ipairs(columns) do
      cells[#cells + 1] = tostring(entry[column] or ''):gsub('[\t\n]', ' ')
    end
    lines[#lines + 1] = table.concat(cells, '\t')
  end
  return table.concat(lines, '\n') .. '\n'
end

local function sorted(set)
  local list = {}
  for key in pairs(set) do
    list[#list + 1] = key
  end
  table.sort(list)
  return list
end

-- Les règles de make. Une source C disparue ne doit pas arrêter make avant
-- que le rendu n'ait dit où elle manque.
local function rules(found)
  local this, set = found.page, {}
  for _, source in ipairs(found.sources) do
    set[source] = true
  end
  local sources = sorted(set)
  local lines = {
    string.format('%s/body.tex: %s', this.build, table.concat({
      this.build .. '/results.yaml', this.build .. '/verification.tsv',
      this.build .. '/execution.tsv', table.unpack(sources) }, ' ')),
  }
  for _, name in ipairs(found.figures) do
    if files.exists(this.directory .. '/' .. name .. '.gp') then
      lines[#lines + 1] = string.format('%s.pdf build/book.pdf: %s/%s.pdf',
        this.build, this.folder, name)
    end
  end
  for _, source in ipairs(sources) do
    lines[#lines + 1] = source .. ':'
  end
  return table.concat(lines, '\n') .. '\n'
end

function index.write(doc, this)
  local found = index.collect(doc, this)
  files.write_if_changed(this.build .. '/labels.tsv', rows(found.records,
    { 'kind', 'label', 'number', 'line', 'status', 'title', 'tex', 'case',
      'reason' }))
  files.write_if_changed(this.build .. '/notation.tsv', rows(found.notation,
    { 'kind', 'line', 'case', 'text' }))
  files.write_if_changed(this.build .. '/references.tsv', rows(found.records,
    { 'kind', 'label', 'number', 'chapter', 'title' }))
  files.write_if_changed(this.build .. '/terms.tsv', rows(found.terms,
    { 'name', 'en', 'chapter', 'anchor' }))
  files.write_if_changed(this.build .. '/uses.txt',
    table.concat(sorted(found.uses), '\n') .. '\n')
  files.write(this.build .. '/pages.d', rules(found))
end

return index
