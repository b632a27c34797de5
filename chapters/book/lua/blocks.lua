-- blocks.lua — passe 2, les blocs : figures, listings, tableaux, boîtes.

local files = require 'files'
local french = require 'french'
local handout = require 'handout'
local index = require 'index'
local inlines = require 'inlines'
local listing = require 'listing'
local page = require 'page'
local syntax = require 'syntax'
local terms = require 'terms'

local blocks = {}

-- --- Ce que la page sait ---------------------------------------------------

-- Les étiquettes de la page, et celles des autres chapitres.
local function load_labels(this, found)
  this.labels = {}
  for path in this.labels_list:gmatch('%S+') do
    for _, record in ipairs(files.table(path) or {}) do
      record.chapter = tonumber(record.chapter)
      if record.chapter ~= this.number then
        this.labels[record.label] = record
      end
    end
  end
  for _, record in ipairs(found.records) do
    local other = this.labels[record.label]
    if other and other.chapter == this.number then
      this.diagnostics:error(record.line,
        'étiquette définie deux fois : %s', record.label)
    elseif other then
      this.diagnostics:error(record.line,
        'étiquette déjà prise par le chapitre %d : %s', other.chapter,
        record.label)
    end
    this.labels[record.label] = record
  end
end

-- Si le fichier manque, on le dit une fois, non pour chaque clef.
local anything = setmetatable({}, { __index = function() return '1' end })

local function load_results(this)
  local path = this.build .. '/results.yaml'
  this.results, this.result_keys = files.results(path)
  if not this.results then
    if this.number then
      this.diagnostics:error(nil, 'résultats introuvables : %s', path)
    end
    this.results = this.number and anything or {}
    this.result_keys = {}
  end
end

-- Les lignes d'une table de preuves : toutes, et la dernière de chaque
-- étiquette ; nil, la faute étant dite, si la table manque.
local function load_proofs(this, name, title)
  local path = this.build .. '/' .. name
  local rows = this.number and files.table(path)
  if this.number and not rows then
    this.unverified = true
    this.diagnostics:error(nil, '%s introuvable : %s', title, path)
  end
  local last = {}
  for _, row in ipairs(rows or {}) do
    last[row.label] = row
    if row.verdict ~= 'juste' then
      this.diagnostics:error('#' .. row.label, '%s : verdict « %s » (%s)',
        row.label, row.verdict, row.detail or '')
    end
  end
  return rows or {}, last
end

-- Ce que les tests du chapitre ont établi, et les équations exécutées.
local function load_verification(this)
  this.verification, this.tested = load_proofs(this, 'verification.tsv',
    'vérification')
  this.execution, this.executed = load_proofs(this, 'execution.tsv',
    'exécution')
end

local function load_bibliography(this)
  this.bibliography_path = 'chapters/book/references.bib'
  this.bibliography = {}
  local text = files.read(this.bibliography_path) or ''
  for key in text:gmatch('@%a+{([^,%s]+),') do
    this.bibliography[key] = true
  end
end

local function load(this, found)
  this.output = page.output()
  this.used_keys, this.used_labels = {}, {}
  load_labels(this, found)
  load_results(this)
  load_verification(this)
  load_bibliography(this)
end

-- --- Paragraphes -----------------------------------------------------------

local function is_lower(text)
  local first = pandoc.text.sub(text, 1, 1)
  return first ~= pandoc.text.upper(first)
end

-- La phrase d'avant l'équation continue-t-elle dans ce paragraphe ?
local function continues(block, equation)
  local first = block.t == 'Para' and block.content[1]
  if not first then
    return false
  elseif first.t == 'Str' then
    return is_lower(first.text)
  end
  local tex = equation.tex:gsub('%s*\\end{%w+}%s*$', '')
  return first.t == 'Math' and not tex:match('%.%s*$')
end

local function join(previous, block)
  previous.content:insert(pandoc.SoftBreak())
  previous.content:extend(block.content)
end

-- Une équation appartient au paragraphe qui l'annonce, et la phrase qui la
-- suit aussi : ni blanc avant, ni alinéa après.
local function merge(list)
  local result, equation = pandoc.List {}, nil
  for _, block in ipairs(list) do
    local only = syntax.only_equations(block)
    local previous = result[#result]
    if previous and previous.t == 'Para' and not syntax.figure(previous)
      and (only or (equation and continues(block, equation))) then
      join(previous, block)
    else
      result:insert(block)
    end
    equation = only
  end
  return result
end

-- Un paragraphe qui garde une équation sans numéro, ou une figure égarée.
local function check_paragraph(this, block)
  if block.t ~= 'Para' then
    return
  end
  for _, element in ipairs(block.content) do
    if syntax.is_display(element) then
      this.diagnostics:warning(element.text:match('%S[^\n]*'),
        'équation sans numéro : écrire {#eq:nom} à sa suite')
    elseif element.t == 'Image' and #block.content > 1 then
      this.diagnostics:error('](' .. element.src .. ')',
        'figure dans un paragraphe : la laisser seule entre deux blancs')
    end
  end
end

-- --- Notation --------------------------------------------------------------

-- Les blocs de notation quittent le fil du texte pour le tableau des preuves.
-- Un cas sert à une équation au moins, et toute équation en a un qui existe.
local function set_notation_apart(doc, this, found)
  local used = {}
  for _, record in ipairs(found.records) do
    used[record.case or ''] = true
    if record.case and not found.cases[record.case] then
      this.diagnostics:error(record.line, 'cas inconnu : « %s » n’a pas de '
        .. 'bloc {.notation case="%s"}', record.case, record.case)
    end
  end
  for case, line in pairs(found.cases) do
    if case ~= '' and not used[case] then
      this.diagnostics:warning(line, 'cas inutilisé : aucune équation n’a '
        .. 'case="%s"', case)
    end
  end
  this.notation = found.notation
  return doc:walk {
    CodeBlock = function(block)
      return syntax.is_notation(block) and {} or nil
    end,
  }
end

-- --- Listings --------------------------------------------------------------

-- Remplace @eq:x dans un commentaire par « éq. (16.2) ».
local function comment_references(this, line, block)
  return (line.text:gsub('@(%a+:[%w.-]*%w)', function(id)
    local kind, label, capital = syntax.label(id)
    if not kind then
      return nil
    end
    local record = this.labels[label]
    this.used_labels[label] = true
    if not record then
      this.diagnostics:error('#' .. block.identifier,
        'étiquette inconnue : @%s, en commentaire dans %s:%d', id,
        block.attributes.source, line.number)
      return nil
    end
    return (inlines.reference_text(record, capital):gsub('\u{A0}', ' '))
  end))
end

local function prepare_line(this, line, block)
  line.text = line.text:gsub('\t', '    ')
  line.text = comment_references(this, line, block)
  local width = listing.width(line.text)
  if width > listing.columns then
    this.diagnostics:error('#' .. block.identifier,
      '%s:%d : ligne de %d colonnes, %d au plus dans un listing',
      block.attributes.source, line.number, width, listing.columns)
  end
end

-- Les lignes d'un listing étiqueté, ou nil, la faute étant dite.
local function listing_lines(this, block)
  local source, region = block.attributes.source, block.attributes.region
  local token = '#' .. block.identifier
  if not (source and region and block.identifier:match('^lst:[%w.-]+$')) then
    this.diagnostics:error(token, 'listing incomplet : '
      .. 'écrire {.c #lst:nom source="…" region="…"}')
    return nil
  end
  local lines, reason = listing.extract(source, region)
  if not lines then
    this.diagnostics:error(token, '%s', reason)
    return nil
  end
  for _, line in ipairs(lines) do
    prepare_line(this, line, block)
  end
  return listing.tokenize(lines, 'c')
end

local function caption_inlines(text)
  local block = text and pandoc.read(text, 'markdown').blocks[1]
  return block and french.spacing(block.content) or pandoc.List {}
end

-- Un bloc de code ordinaire, sans numéro.
local function plain_code(this, block)
  local lines = {}
  for i, text in ipairs(files.split_lines(block.text)) do
    lines[i] = { number = i, text = text }
    if listing.width(text) > listing.columns then
      this.diagnostics:error(text, 'ligne de %d colonnes, %d au plus',
        listing.width(text), listing.columns)
    end
  end
  return this.output.code(listing.tokenize(lines, block.classes[1]))
end

local function code(this, block)
  if not syntax.is_listing(block) then
    return plain_code(this, block)
  end
  local lines = listing_lines(this, block)
  return lines and this.output.listing(this.labels[block.identifier], lines,
    block.attributes.source, caption_inlines(block.attributes.caption))
end

-- --- Boîtes ----------------------------------------------------------------

local BOXES = {
  answer = true, question = true, report = true, erratum = true,
  reader = true, terms = true,
  exercise = true, solution = true, verification = true, refs = true,
}

-- Une question se cite : des guillemets autour de ses paragraphes.
local function quote(list)
  local first, last = list[1], list[#list]
  if first and first.t == 'Para' and last.t == 'Para'
    and not pandoc.utils.stringify(first):match('^«') then
    first.content:insert(1, pandoc.Str '«\u{202F}')
    last.content:insert(pandoc.Str '\u{202F}»')
  end
end

-- ::: {.exercise judge="16"} : l'exercice 16 s'écrit en C. La boîte dit où et
-- comment ; puis, hors de l'édition de l'étudiant, montre une réponse fausse et ce
-- que le juge en a dit, en C et en formule, tout cela fait par make dans
-- build/exercise.
local function asked(div)
  local id = div.attributes.judge
  local letter = id:match('%a')
  local text = string.format('À écrire dans `exercise%s.c`, que `make '
    .. 'exercise%s` crée et juge ; `make hint%s` donne un indice.',
    letter and '-' .. letter or '', id, id)
  div.content:extend(pandoc.read(text, 'markdown').blocks)
  return id, letter
end

local function said(div, title, ...)
  div.content:insert(pandoc.Para(pandoc.Inlines(title)))
  for _, block in ipairs { ... } do
    div.content:insert(block)
  end
end

local function judged(this, div)
  local id, letter = asked(div)
  local base = 'build/exercise/' .. id
  local code, verdict = files.read(base .. '.c'), files.read(base .. '.txt')
  if not (code and verdict) then
    this.diagnostics:error('judge="' .. id, 'exercice inconnu : %s', id)
    return
  end
  code = ('\n' .. code):gsub('\n    ', '\n'):sub(2)
  said(div, 'Une réponse fausse, et ce qu’en dit le juge :',
    pandoc.CodeBlock(code, { class = 'c' }),
    pandoc.CodeBlock('$ make exercise' .. id .. '\n' .. verdict))
  local formula = files.read(string.format('build/exercise/formula%02d.txt',
    this.number))
  if formula and not letter then
    said(div, 'Ou sans C, la formule seule :', pandoc.CodeBlock(formula))
  end
end

-- Les réponses d'un exercice quittent sa boîte pour la fin du chapitre.
local function set_apart(this, exercise)
  exercise.content = exercise.content:filter(function(block)
    if block.t ~= 'Div' or block.classes[1] ~= 'solution' then
      return true
    end
    block.attributes.number = exercise.attributes.number
    this.solutions:insert(block)
    return false
  end)
end

local function box(this, div)
  local class = div.classes[1]
  if not BOXES[class] then
    this.diagnostics:error('::: ' .. tostring(class or ''),
      'boîte inconnue : ::: %s', tostring(class or ''))
    return nil
  end
  this.seen[class] = (this.seen[class] or 0) + 1
  if class == 'terms' then
    return this.output.terms(terms.all(this))
  elseif class == 'verification' then
    return this.output.verification(this)
  elseif class == 'exercise' then
    div.attributes.number = string.format('%s.%d', this.number or '',
      this.seen.exercise)
    set_apart(this, div)
  elseif class == 'erratum' or class == 'solution' or class == 'refs' then
    return nil
  elseif class == 'question' then
    quote(div.content)
  end
  return this.output.box(class, div)
end

local function check_rooms(this)
  if (this.seen.solution or 0) > #this.solutions then
    this.diagnostics:error('::: solution', 'une boîte ::: solution va dans '
      .. 'une boîte ::: exercise')
  end
  for _, room in ipairs { 'question', 'answer', 'verification' } do
    if this.seen[room] ~= 1 then
      this.diagnostics:error(nil, 'il faut une boîte ::: %s, il y en a %d',
        room, this.seen[room] or 0)
    end
  end
end

-- --- Titres ----------------------------------------------------------------

local function header(this, element)
  if element.level == 1 then
    this.diagnostics:error('# ' .. pandoc.utils.stringify(element.content),
      'titre de niveau 1 : le titre d’un chapitre est dans son en-tête')
  elseif element.level > 2 or not this.number then
    element.classes:insert('unnumbered')
  end
  return element
end

-- Le titre, la partie, la question, qui viennent de l'en-tête YAML.
-- Les réglages que le lecteur a changés, s'il y en a : les phrases, elles, n'ont
-- pas changé.
local READER = 'Les nombres, les tableaux et les figures de ces pages viennent '
  .. 'de vos réglages. Les phrases, et les conclusions vérifiées, ont été '
  .. 'écrites pour ceux du cahier : à vous de voir si elles valent encore.'
local READER_DATA = 'Les points sont les vôtres. À chaque tirage, les deux '
  .. 'tiers, pris au hasard, servent à apprendre, le reste à juger ; chaque '
  .. 'colonne est centrée et réduite par la moyenne et l’écart type des points '
  .. 'qui servent à apprendre. Ce qui est dit du '
  .. 'meilleur classifieur, et du bruit, ne vaut que pour les deux cercles.'

local function reader_notice(this)
  local settings = this.results.reader
  if not this.number or this.results == anything or not settings then
    return pandoc.List {}
  end
  local list = pandoc.List { pandoc.Para(pandoc.List { pandoc.Code(settings) }),
    pandoc.Para(pandoc.Inlines(READER)) }
  if settings:match('%-%-data ') then
    list:insert(pandoc.Para(pandoc.Inlines(READER_DATA)))
  end
  return pandoc.List { pandoc.Div(list, pandoc.Attr('', { 'reader' })) }
end

local function opening(doc, this)
  local meta, list = doc.meta, pandoc.List {}
  if not meta.title then
    this.diagnostics:error(nil, 'l’en-tête n’a pas de title')
  end
  list:extend(this.output.opening(this, meta))
  if meta.question then
    list:insert(pandoc.Div(pandoc.utils.type(meta.question) == 'Blocks'
      and meta.question or { pandoc.Para(meta.question) },
      pandoc.Attr('', { 'question' })))
  end
  list:extend(reader_notice(this))
  return list
end

-- --- Ce qui ne sert pas ----------------------------------------------------

local SUMMARY = {
  mean = true, half_width = true, deviation = true, low = true, high = true,
  n = true,
}

-- Les six nombres d'un résumé comptent pour un.
local function family(key)
  local stem, last = key:match('^(.*)%.([%w_]+)$')
  return last and SUMMARY[last] and stem or key
end

local function unused_keys(this)
  local used = {}
  for key in pairs(this.used_keys) do
    used[family(key)] = true
  end
  for _, key in ipairs(this.result_keys) do
    if not used[family(key)] and not key:match('^check%.')
      and key ~= this.requires and key ~= 'reader' then
      used[family(key)] = true
      this.diagnostics:warning(nil, 'résultat inutilisé : %s (%s)', key,
        this.build .. '/results.yaml')
    end
  end
end

-- Ce que citent les autres chapitres compte aussi.
local function load_uses(this)
  for path in this.labels_list:gmatch('%S+') do
    local uses = files.lines((path:gsub('references%.tsv$', 'uses.txt')))
    for _, label in ipairs(uses or {}) do
      this.used_labels[label] = true
    end
  end
end

-- Une équation doit avoir une étiquette, un listing aussi : rien n'oblige à les
-- citer.
local MENTIONED = { fig = true, sec = true, tab = true }

local function unused_labels(this, found)
  load_uses(this)
  for _, record in ipairs(found.records) do
    if MENTIONED[record.kind] and not this.used_labels[record.label] then
      this.diagnostics:warning('#' .. record.label,
        'étiquette inutilisée : %s', record.label)
    end
  end
end

local function orphan_rows(this)
  local said = {}
  for _, row in ipairs(this.verification) do
    if row.label:match('^eq:') and not said[row.label]
      and (this.labels[row.label] or {}).chapter ~= this.number then
      said[row.label] = true
      this.diagnostics:error(nil, 'preuve sans équation : %s, dans '
        .. '%s/verification.tsv', row.label, this.build)
    end
  end
end

-- --- Le tout ---------------------------------------------------------------

-- Les données que le chapitre exige manquent-elles ?
local function is_missing(doc, this)
  local requires = doc.meta.requires
    and pandoc.utils.stringify(doc.meta.requires)
  if requires and not this.results[requires] then
    this.diagnostics:error('requires', 'clef inconnue : « %s » n’est pas dans '
      .. '%s/results.yaml', requires, this.build)
  end
  this.requires = requires
  return requires and this.results[requires] == '0'
end

-- Le chapitre se réduit alors à sa question et à l'explication ; ses
-- étiquettes y mènent toutes.
local function missing(doc, this, found)
  local text = doc.meta.missing
  if not text then
    this.diagnostics:error('requires', 'l’en-tête n’a pas de missing')
    text = pandoc.List {}
  end
  doc.blocks = opening(doc, this)
  doc.blocks:insert(this.output.anchors(found.records))
  doc.blocks:extend(pandoc.utils.type(text) == 'Blocks' and text
    or { pandoc.Para(text) })
end

local function walk_blocks(doc, this)
  for _, block in ipairs(doc.blocks) do
    check_paragraph(this, block)
  end
  return doc:walk {
    Para = function(block)
      local image = syntax.figure(block)
      return image and this.output.figure(this.labels[image.identifier], image,
        this)
    end,
    CodeBlock = function(block) return code(this, block) end,
    Table = function(block)
      local label = syntax.table_label(block)
      return this.output.table(block, label and this.labels[label],
        syntax.table_caption(block))
    end,
    Header = function(element) return header(this, element) end,
    Div = function(div) return box(this, div) end,
  }
end

-- Ce que make a fait pour les exercices, dans leurs boîtes.
local function with_runs(doc, show)
  return doc:walk {
    Div = function(div)
      if div.attributes.judge then
        show(div)
        return div
      end
    end,
  }
end

function blocks.render(doc, this)
  local found = index.collect(doc, this)
  load(this, found)
  for _, token in ipairs(found.open) do
    this.diagnostics:error(token, 'accolade sans fin : %s … }', token)
  end
  this.seen, this.solutions = {}, pandoc.List {}
  local absent = is_missing(doc, this)
  if absent then
    missing(doc, this, found)
  else
    doc = with_runs(set_notation_apart(doc, this, found), function(div)
      judged(this, div)
    end)
    doc = doc:walk { Blocks = merge }
    doc.blocks = opening(doc, this) .. doc.blocks
  end
  doc = walk_blocks(inlines.render(doc, this), this)
  if this.cites then
    doc.blocks:insert(pandoc.Div({}, pandoc.Attr('refs')))
  end
  if #this.solutions > 0 then
    doc.blocks:extend(this.output.answers(this.solutions))
  end
  if this.number and not absent then
    check_rooms(this)
    orphan_rows(this)
    unused_keys(this)
    unused_labels(this, found)
  end
  return doc
end

-- L'édition de l'étudiant : ni réponses, ni preuves.
function blocks.handout(doc, this)
  local found = index.collect(doc, this)
  load(this, found)
  this.solutions = pandoc.List {}
  this.seen = {}
  if is_missing(doc, this) then
    missing(doc, this, found)
  else
    doc.blocks = opening(doc, this)
      .. handout.blocks(with_runs(doc, asked))
  end
  return walk_blocks(inlines.render(doc, this), this)
end

return blocks
