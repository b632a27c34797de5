-- latex.lua — tout ce qui est propre à LaTeX. Les commandes et environnements
-- sont dans preamble.tex.

local french = require 'french'
local listing = require 'listing'

local latex = {}

local ESCAPES = {
  ['\\'] = '\\textbackslash{}', ['{'] = '\\{', ['}'] = '\\}', ['$'] = '\\$',
  ['&'] = '\\&', ['#'] = '\\#', ['%'] = '\\%', ['_'] = '\\_',
  ['^'] = '\\textasciicircum{}', ['~'] = '\\textasciitilde{}',
}

local function escape(text)
  return (text:gsub('[\\{}$&#%%_^~]', ESCAPES)
    :gsub('\u{A0}', '~'):gsub('\u{202F}', '\\,'))
end

-- DejaVu Sans Mono n'a pas ces signes ; DejaVu Sans a les deux premiers.
local function escape_code(text)
  return (escape(text):gsub('ℓ', '\\borrowed{ℓ}')
    :gsub('⟺', '\\borrowed{⟺}'):gsub('𝟏', '\\textbf{1}'))
end

local function inline(...)
  return pandoc.RawInline('latex', string.format(...))
end

local function raw(...)
  return pandoc.RawBlock('latex', string.format(...))
end

-- Des éléments pandoc entre deux bouts de LaTeX.
local function wrapped(before, content, after)
  local list = pandoc.List { pandoc.RawInline('latex', before) }
  list:extend(content)
  list:insert(pandoc.RawInline('latex', after))
  return list
end

-- --- Dans le fil du texte --------------------------------------------------

function latex.reference(record, this, text)
  if record.chapter == this.number and record.kind ~= 'ch' then
    return inline('\\hyperlink{%s}{%s}', record.label, escape(text))
  end
  local macro = record.kind == 'ch' and 'chapterref' or 'elsewhere'
  return inline('\\%s{%d}{%s}{%s}', macro, record.chapter, record.label,
    escape(text))
end

function latex.term(anchor, content)
  return wrapped(string.format('\\term{%s}{', anchor), content, '}')
end

-- L'index : un terme, son nom anglais, ses pages.
function latex.terms(list)
  local content = pandoc.List { raw('\\begin{termindex}') }
  for _, entry in ipairs(list) do
    local pages = {}
    for i, anchor in ipairs(entry.anchors) do
      pages[i] = string.format('\\termpage{%s}', anchor)
    end
    content:insert(raw('\\termentry{%s}{%s}{%s}', escape(entry.name),
      escape(entry.en), table.concat(pages, ', ')))
  end
  content:insert(raw('\\end{termindex}'))
  return content
end

function latex.equation(record, tex)
  return inline('\\begin{equation}\\eqnumber{%s}{%s}{%s}\n%s\n\\end{equation}',
    record.number, record.label, record.status, tex)
end

-- Un nom ou un chemin trop long se coupe après « _ » ou « / ».
function latex.inline_code(text)
  local breakable = escape_code(text):gsub('\\_', '\\_\\allowbreak{}')
    :gsub('/', '/\\allowbreak{}')
  return inline('\\texttt{%s}', breakable)
end

-- --- Figures, listings -----------------------------------------------------

function latex.figure(record, image, this)
  if not record then
    return nil
  end
  return pandoc.Plain(wrapped(
    string.format('%% %s\n\\begin{bookfigure}{%s}{%s}{%s/%s.pdf}{',
      image.attributes.alt:gsub('\n', ' '), record.number, record.label,
      this.folder, image.src),
    image.caption, '}\\end{bookfigure}'))
end

local function code_token(token)
  local text = escape_code(token.text):gsub(' ', '\\ ')
  if token.class == 'plain' then
    return text
  end
  return string.format('\\code%s{%s}', token.class, text)
end

local function code_lines(lines)
  local result = {}
  for _, line in ipairs(lines) do
    local tokens = {}
    for i, token in ipairs(line.tokens) do
      tokens[i] = code_token(token)
    end
    result[#result + 1] = string.format('\\codeline{%d}{%s}%s', line.number,
      table.concat(tokens), #tokens == 0 and '\\codebreak' or '')
  end
  return table.concat(result, '\n')
end

local function line_range(lines)
  local first, last = lines[1].number, lines[#lines].number
  return first == last and 'ligne~' .. first
    or string.format('lignes~%d–%d', first, last)
end

function latex.listing(record, lines, source, caption)
  return {
    pandoc.Plain(wrapped(
      string.format('\\coderoom{%d}\\begin{codelisting}{%s}{%s}{', #lines,
        record.number, record.label),
      caption, string.format('}{\\texttt{%s}, %s}', escape(source),
        line_range(lines)))),
    raw('%s\n\\end{codelisting}', code_lines(lines)),
  }
end

function latex.code(lines)
  return raw('\\begin{plaincode}\n%s\n\\end{plaincode}', code_lines(lines))
end

-- --- Tableaux --------------------------------------------------------------

local ALIGNMENTS = {
  AlignLeft = 'l', AlignRight = 'r', AlignCenter = 'c', AlignDefault = 'l',
}
local WRAPPED = {
  AlignLeft = 'L', AlignRight = 'R', AlignCenter = 'C', AlignDefault = 'L',
}
local WIDE, NARROW_COLUMN, LONG = 78, 16, 24

-- Une commande compte pour un signe, les accolades pour rien.
local function math_width(math)
  local signs = math.text:gsub('\\[%a]+', 'x'):gsub('[{}^_%s\\,]', '')
  return pandoc.Str(signs)
end

-- Du code, déjà mis en LaTeX : ses commandes n'ont pas de largeur.
local function raw_width(raw)
  local signs = raw.text:gsub('\\allowbreak{}', ''):gsub('\\text%a*', '')
    :gsub('\\(%A)', '%1'):gsub('[{}]', '')
  return pandoc.Str(signs)
end

local function cell_width(cell)
  local plain = pandoc.Div(cell.contents):walk { Math = math_width,
    RawInline = raw_width }
  return utf8.len(pandoc.utils.stringify(plain)) or 0
end

local function all_rows(element)
  local rows = pandoc.List {}
  rows:extend(element.head.rows)
  for _, body in ipairs(element.bodies) do
    rows:extend(body.head)
    rows:extend(body.body)
  end
  return rows
end

-- Un tableau qui tient, un tableau large, un tableau qui passe les pages.
local TABLES = {
  plain = { '\\begin{booktable}{%s}', '\\end{booktable}' },
  wide = { '\\begin{widebooktable}{%s}', '\\end{widebooktable}' },
  long = {
    '{\\tablesetup\\begin{xltabular}{\\linewidth}{@{}%s@{}}',
    '\\end{xltabular}}',
  },
}

-- La plus grande largeur de chaque colonne, en caractères.
local function column_widths(element)
  local widths = {}
  for _, row in ipairs(all_rows(element)) do
    for i, cell in ipairs(row.cells) do
      widths[i] = math.max(widths[i] or 0, cell_width(cell))
    end
  end
  return widths
end

local function sum(list)
  local total = 0
  for _, value in ipairs(list) do
    total = total + value
  end
  return total
end

-- Colonnes naturelles si tout tient ; sinon les larges se partagent la place.
local function column_spec(element, widths, wide)
  local spec, shared, count = {}, 0, 0
  for _, width in ipairs(widths) do
    if width > NARROW_COLUMN then
      shared, count = shared + math.sqrt(width), count + 1
    end
  end
  for i, column in ipairs(element.colspecs) do
    local alignment = column[1]
    if wide and widths[i] > NARROW_COLUMN then
      spec[i] = string.format('%s{%.3f}', WRAPPED[alignment],
        count * math.sqrt(widths[i]) / shared)
    else
      spec[i] = ALIGNMENTS[alignment]
    end
  end
  return table.concat(spec)
end

local function row_inlines(row)
  local result = pandoc.List {}
  for i, cell in ipairs(row.cells) do
    if i > 1 then
      result:insert(inline(' & '))
    end
    result:extend(pandoc.utils.blocks_to_inlines(cell.contents))
  end
  result:insert(inline(' \\\\\n'))
  return result
end

local function body_inlines(element, long)
  local result = pandoc.List {}
  result:insert(inline('\\toprule\n'))
  for _, row in ipairs(element.head.rows) do
    result:extend(row_inlines(row))
  end
  result:insert(inline(long and '\\midrule\\endhead\n' or '\\midrule\n'))
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      result:extend(row_inlines(row))
    end
  end
  result:insert(inline('\\bottomrule\n'))
  return result
end

function latex.table(element, record, caption)
  local widths = column_widths(element)
  local wide = sum(widths) + 3 * #widths > WIDE
  local long = #all_rows(element) > LONG
  local spec = column_spec(element, widths, wide)
  local before, after = table.unpack(TABLES[long and 'long'
    or wide and 'wide' or 'plain'])
  local content = wrapped(before:format(spec), body_inlines(element, long),
    after)
  if record then
    content = wrapped(string.format('\\begin{captioned}{%s}{%s}{',
      record.number, record.label), caption, '}') .. content
    content:insert(inline('\\end{captioned}'))
  end
  return pandoc.Plain(content)
end

-- --- Boîtes ----------------------------------------------------------------

function latex.box(class, div)
  local content = pandoc.List {}
  local title = div.attributes.title
  local head = title and pandoc.read(title, 'markdown').blocks[1].content
    or pandoc.List {}
  if class == 'exercise' then
    content:insert(pandoc.Plain(wrapped(
      string.format('\\begin{exercise}%s{%s}{', div.attributes.judge
        and '[breakable, open]' or '', div.attributes.number),
      french.spacing(head), '}')))
  else
    content:insert(raw('\\begin{%s}', class))
  end
  content:extend(div.content)
  content:insert(raw('\\end{%s}', class))
  return content
end

-- Les réponses aux exercices, à la fin du chapitre.
function latex.answers(solutions)
  local content = pandoc.List { raw('\\begin{answers}') }
  for _, div in ipairs(solutions) do
    div.content[1].content:insert(1, inline('\\answerhead{%s}',
      div.attributes.number))
    content:extend(div.content)
  end
  content:insert(raw('\\end{answers}'))
  return content
end

-- Après citeproc : les errata et la liste des ouvrages.
function latex.finish_div(div)
  if div.classes:includes('erratum') then
    div.content[1].content:insert(1, inline('\\erratumhead{}'))
    return div.content
  elseif div.identifier == 'refs' or div.identifier:match('%-refs$') then
    local content = pandoc.List { raw('\\begin{bookreferences}') }
    for _, entry in ipairs(div.content) do
      content:insert(raw('\\reference{%s}', entry.identifier))
      content:extend(entry.content)
    end
    content:insert(raw('\\end{bookreferences}'))
    return content
  end
end

-- Le livre les rassemble : un \errataentry{16}{…} pour chacun.
function latex.errata(divs, this)
  local lines = {}
  for _, div in ipairs(divs) do
    local body = pandoc.write(pandoc.Pandoc(div.content), 'latex-smart')
    lines[#lines + 1] = string.format('\\errataentry{%d}{%%\n%s}\n',
      this.number, body:gsub('%s+$', ''))
  end
  return table.concat(lines)
end

-- --- Vérification ----------------------------------------------------------

local function scientific(text)
  if not text or text == '' then
    return '—'
  end
  return '$' .. french.tex(french.number(text, '.2g')) .. '$'
end

local function count(text)
  return '$' .. french.tex(french.number(text, 'd')) .. '$'
end

-- « pas complexe (ε S) » : la formule entre $. « exécutée, 3 signes = ».
local function method(row)
  local text = escape(row.method):gsub('%(ε S%)', '($\\varepsilon S$)')
  if row.equals then
    text = string.format('%s, %s~signe%s~$=$', text, row.equals,
      tonumber(row.equals) > 1 and 's' or '')
  end
  return text
end

local function verification_row(row, record, first)
  local place = first and string.format('\\proofrow{%s}{%s}', row.label,
    record.number) or ''
  return string.format('%s & %s & %s & %s & %s & \\verdict', place,
    method(row), count(row.cases), scientific(row.worst),
    scientific(row.tolerance))
end

-- Les équations, dans l'ordre de leurs numéros ; ce qui est exécuté d'abord.
local function equation_rows(this)
  local rows = {}
  for _, list in ipairs { this.execution, this.verification } do
    for _, row in ipairs(list) do
      local record = this.labels[row.label]
      if row.label:match('^eq:') and record then
        rows[#rows + 1] = { row = row, record = record, order = #rows }
      end
    end
  end
  local function rank(entry)
    return tonumber(entry.record.number:match('%.(%d+)$')) or 0
  end
  table.sort(rows, function(a, b)
    return rank(a) < rank(b) or (rank(a) == rank(b) and a.order < b.order)
  end)
  return rows
end

-- Le tableau passe les pages, mais ni après deux lignes, ni avant les deux
-- dernières, ni entre les lignes d'une même équation.
local function equation_table(this)
  local rows, lines = equation_rows(this), {}
  for i, entry in ipairs(rows) do
    local before, after = rows[i - 1], rows[i + 1]
    local tied = i < 3 or i > #rows - 2
      or after.record == entry.record
    lines[i] = verification_row(entry.row, entry.record,
      not before or before.record ~= entry.record)
      .. (tied and '\\\\*' or '\\\\')
  end
  local frame = TABLES.long
  return #lines > 0 and raw('%s\\proofhead\\endhead\n%s\n\\bottomrule\n%s',
    frame[1]:format('lXrrrl'), table.concat(lines, '\n'), frame[2])
end

-- « ce qu'en disent les chapitres 14 et 15 », ou rien.
local function followed(this)
  local numbers, list = {}, pandoc.List {}
  for _, line in ipairs(this.notation) do
    if line.kind == 'follows' then
      numbers[#numbers + 1] = line.text
    end
  end
  for i, number in ipairs(numbers) do
    local record = this.labels['ch:' .. (tonumber(number) or '')]
    list:insert(inline('%s', i == 1 and (#numbers == 1
      and 'ce qu’en dit le chapitre~' or 'ce qu’en disent les chapitres~')
      or i < #numbers and ', ' or ' et~'))
    list:insert(record and latex.reference(record, this, record.number)
      or inline('%s', escape(number)))
  end
  return list
end

-- Les textes, deux par ligne quand ils y tiennent.
local HALF = 45

local function in_pairs(texts)
  local lines, i = {}, 1
  while i <= #texts do
    local text, after = texts[i], texts[i + 1]
    if listing.width(text) > HALF then
      lines[#lines + 1] = string.format('\\notationlong{%s}',
        escape_code(text))
      i = i + 1
    else
      local both = after and listing.width(after) <= HALF
      lines[#lines + 1] = string.format('\\notationpair{%s}{%s}',
        escape_code(text), both and escape_code(after) or '')
      i = i + (both and 2 or 1)
    end
  end
  return table.concat(lines, '\n')
end

-- Les lignes de notation d'un cas.
local function notation_lines(this, case)
  local texts = {}
  for _, line in ipairs(this.notation) do
    if line.kind == 'notation' and line.case == case then
      texts[#texts + 1] = line.text
    end
  end
  return #texts > 0 and raw('\\begin{notationlines}\n%s\n'
    .. '\\end{notationlines}', in_pairs(texts))
end

-- Ce que veulent dire les symboles du chapitre, puis ceux de chaque cas.
local function notation(this)
  local content = pandoc.List {}
  local lines, seen = notation_lines(this, ''), { [''] = true }
  if #this.notation == 0 then
    return content
  end
  local others = followed(this)
  content:insert(pandoc.Plain(wrapped('\\begin{notation}Ce que le programme '
    .. 'sait des symboles' .. (#others == 0 and '' or lines and ', outre '
    or ' est '), others, lines and '~:' or '.')))
  if lines then
    content:insert(lines)
  end
  for _, line in ipairs(this.notation) do
    if not seen[line.case] then
      seen[line.case] = true
      content:insert(raw('\\notationcase{%s}', escape(line.name)))
      content:insert(notation_lines(this, line.case))
    end
  end
  content:insert(raw('\\end{notation}'))
  return content
end

local function rounded(text)
  return french.tex(french.number(text, '.4g'))
end

-- « 0.94 dans [0.9 ; inf] » → « 0{,}94 \geq 0{,}9 ».
local function bounds(detail)
  local value, low, high = detail:match('^(%S+) dans %[(%S+) ; (%S+)%]$')
  if not value then
    return escape(french.sentence(detail))
  elseif low == high then
    return string.format('$= %s$', rounded(value))
  elseif low == '-inf' then
    return string.format('$%s \\leq %s$', rounded(value), rounded(high))
  elseif high == 'inf' then
    return string.format('$%s \\geq %s$', rounded(value), rounded(low))
  end
  return string.format('$%s \\leq %s \\leq %s$', rounded(low), rounded(value),
    rounded(high))
end

local function claim_facts(row)
  if (row.worst or '') ~= '' and (row.tolerance or '') ~= '' then
    if tonumber(row.worst) == 0 then
      return method(row) .. ', écart nul'
    end
    return string.format('%s, $%s \\leq %s$', method(row),
      french.tex(french.number(row.worst, '.2g')),
      french.tex(french.number(row.tolerance, '.2g')))
  elseif row.method == 'borne' then
    return bounds(row.detail or '')
  end
  return string.format('%s, %s~cas', method(row), count(row.cases))
end

-- La phrase, puis ce qui la tient.
local function claim(row)
  local phrase = row.label:match('^prop:%s*(.*)$')
  local content = pandoc.read(phrase, 'markdown').blocks[1].content
  return pandoc.Plain(wrapped('\\claim{', french.spacing(content),
    string.format('}{%s}', claim_facts(row))))
end

function latex.verification(this)
  local content = pandoc.List { raw('\\hypertarget{%sverification}{}',
    this.prefix) }
  local equations = equation_table(this)
  if equations then
    content:insert(equations)
  end
  content:extend(notation(this))
  local claims = pandoc.List {}
  for _, row in ipairs(this.verification) do
    if row.label:match('^prop:') then
      claims:insert(claim(row))
    end
  end
  if #claims > 0 then
    content:insert(raw('\\begin{claims}'))
    content:extend(claims)
    content:insert(raw('\\end{claims}'))
  end
  return content
end

-- --- Ouverture -------------------------------------------------------------

-- Le titre en texte nu sert aux signets et aux métadonnées.
function latex.opening(this, meta)
  local title = meta.title or pandoc.List {}
  local plain = escape(pandoc.utils.stringify(meta.short or title))
  local command = this.number
    and string.format('\\openchapter{%d}{%s}{%s}{%s}{', this.number, this.slug,
      escape(pandoc.utils.stringify(meta.part or '')),
      escape(pandoc.utils.stringify(meta.section or '')))
    or '\\openpage{'
  return { pandoc.Plain(wrapped(command, title, '}{' .. plain .. '}')) }
end

function latex.anchors(records)
  local anchors = {}
  for i, record in ipairs(records) do
    anchors[i] = record.kind ~= 'ch'
      and string.format('\\hypertarget{%s}{}', record.label) or ''
  end
  return raw('%s', table.concat(anchors))
end

return latex
