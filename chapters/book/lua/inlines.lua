-- inlines.lua — passe 2, dans le fil du texte : nombres, renvois, équations.

local files = require 'files'
local french = require 'french'
local syntax = require 'syntax'
local terms = require 'terms'

local inlines = {}

-- --- Nombres ---------------------------------------------------------------

-- Ce qu'écrit report.h à la place d'un nombre : un lecteur peut choisir des
-- réglages qui font diverger le calcul.
local DIVERGED = { ['.nan'] = 'NaN', ['.inf'] = '∞', ['-.inf'] = '−∞' }

-- Le nombre que demande « {{key:spec}} », mis en morceaux ; ou nil, la faute
-- étant dite.
local function lookup(this, inside)
  local token = '{{' .. inside .. '}}'
  local key, spec = inside:match('^([%w_.]+):?(.*)$')
  if not key then
    this.diagnostics:error(token, 'nombre mal écrit : %s', token)
    return nil
  end
  this.used_keys[key] = true
  local value = this.results[key]
  if not value then
    this.diagnostics:error(token, 'clef inconnue : « %s » n’est pas dans '
      .. '%s/results.yaml', key, this.build)
    return nil
  end
  if this.results.reader and DIVERGED[value] then
    return { text = DIVERGED[value] }
  end
  local number, reason = french.number(value, spec ~= '' and spec or nil)
  if not number then
    this.diagnostics:error(token, '%s : la valeur %s', token, reason)
  end
  return number
end

-- Remplace les nombres d'une chaîne ; convert les met en forme.
function inlines.substitute(this, text, convert)
  return (text:gsub('{{([%w_.]+:?[%w.%%+]*)}}', function(inside)
    local number = lookup(this, inside)
    return number and convert(number) or ''
  end))
end

local function numbers(this, element)
  if not element.text:find('{{', 1, true) then
    return nil
  end
  local result, rest = pandoc.List {}, element.text
  while true do
    local before, inside, after = rest:match('^(.-){{(.-)}}(.*)$')
    if not before then
      break
    end
    if before ~= '' then
      result:insert(pandoc.Str(before))
    end
    local number = lookup(this, inside)
    result:extend(number and french.inlines(number) or {})
    rest = after
  end
  if rest:find('{{', 1, true) then
    this.diagnostics:error(rest, 'nombre mal écrit : pas d’espace entre '
      .. '{{ et }}')
  end
  if rest ~= '' then
    result:insert(pandoc.Str(rest))
  end
  return result
end

-- --- Renvois ---------------------------------------------------------------

-- L'entrée d'une étiquette, ou nil, la faute étant dite à la place de `token`.
function inlines.resolve(this, label, token)
  local record = this.labels[label]
  this.used_labels[label] = true
  if not record then
    this.diagnostics:error(token, 'étiquette inconnue : %s', token)
  end
  return record
end

-- « éq. (16.2) », ou « (16.2) » quand le nom vient d'être dit.
function inlines.reference_text(record, capital, bare)
  local number = record.kind == 'eq' and '(' .. record.number .. ')'
    or record.number
  if bare then
    return number
  end
  local noun = syntax.nouns[record.kind]
  if capital then
    noun = pandoc.text.upper(pandoc.text.sub(noun, 1, 1))
      .. pandoc.text.sub(noun, 2)
  end
  return noun .. '\u{A0}' .. number
end

local function separator(i, count)
  if i == 1 then
    return {}
  elseif i == count then
    return { pandoc.Space(), pandoc.Str 'et', pandoc.Space() }
  end
  return { pandoc.Str ',', pandoc.Space() }
end

local function references(this, element)
  local result, previous = pandoc.List {}, nil
  for i, citation in ipairs(element.citations) do
    local kind, label, capital = syntax.label(citation.id)
    local record = kind and inlines.resolve(this, label, '@' .. citation.id)
    if record then
      local bare = previous and previous.kind == kind
        and previous.chapter == record.chapter
      result:extend(separator(i, #element.citations))
      result:insert(this.output.reference(record, this,
        inlines.reference_text(record, capital, bare)))
      previous = record
    end
  end
  return result
end

-- Une citation est un renvoi dans le cahier, ou un ouvrage à connaître.
local function cite(this, element)
  local internal = 0
  for _, citation in ipairs(element.citations) do
    if syntax.label(citation.id) then
      internal = internal + 1
    elseif not (citation.id == '*' or this.bibliography[citation.id]) then
      this.diagnostics:error('@' .. citation.id,
        'référence inconnue : @%s n’est pas dans %s', citation.id,
        this.bibliography_path)
    else
      this.cites = true
    end
  end
  if internal == 0 then
    return nil
  end
  if internal < #element.citations then
    this.diagnostics:error('@' .. element.citations[1].id,
      'un renvoi et un ouvrage dans les mêmes crochets')
  end
  return references(this, element)
end

-- --- Équations -------------------------------------------------------------

-- Les attributs qui ne vont pas, ou pas ensemble.
local function check_attributes(this, equation)
  local function wrong(...)
    this.diagnostics:error('#' .. equation.label, ...)
  end
  if equation.strange then
    wrong('attribut inattendu : %s (il y a .definition, .prose, '
      .. 'case="…", reason="…")', equation.strange)
  end
  if equation.prose and equation.definition then
    wrong('.definition et .prose s’excluent')
  end
  if equation.prose and not (equation.reason or ''):match('%S') then
    wrong('équation .prose sans raison : écrire reason="…"')
  elseif equation.reason and not equation.prose then
    wrong('reason="…" ne va qu’avec .prose')
  end
  if equation.prose and equation.case then
    wrong('case="…" ne va pas avec .prose : rien ne s’exécute')
  end
end

-- Une équation numérotée s'exécute, telle qu'elle est imprimée ; ou bien elle
-- est une définition ; ou bien elle est .prose, et un test porte son étiquette.
local function check_equation(this, equation)
  local token, label = '#' .. equation.label, equation.label
  local tested, executed = this.tested[label], this.executed[label]
  if this.unverified then
    return
  elseif equation.status == 'definition' then
    if tested then
      this.diagnostics:warning(token, '%s est une définition, et elle est '
        .. 'prouvée : ôter .definition', label)
    end
  elseif equation.status == 'prose' and not tested then
    this.diagnostics:error(token, 'équation sans preuve : %s est .prose, et '
      .. 'n’a pas de ligne dans %s/verification.tsv', label, this.build)
  elseif equation.status == 'proved' and not executed then
    this.diagnostics:error(token, 'équation sans preuve : %s n’a pas de ligne '
      .. 'dans %s/execution.tsv', label, this.build)
  end
end

local function equation(this, found)
  local record = this.labels[found.label]
  if not (found.label:match('^eq:[%w.-]+$') and record) then
    this.diagnostics:error('#' .. found.label, 'étiquette mal écrite : %s '
      .. '(eq: puis lettres, chiffres, point, tiret)', found.label)
    return pandoc.Str ''
  end
  check_attributes(this, found)
  check_equation(this, found)
  return this.output.equation(record, found.tex)
end

-- Les équations d'une liste, puis les espaces insécables.
local function typeset(this, list)
  local result, i = pandoc.List {}, 1
  while i <= #list do
    local found = syntax.equation(list, i)
    if found and found.label then
      result:insert(equation(this, found))
      if found.rest ~= '' then
        result:insert(pandoc.Str(found.rest))
      end
      i = found.last
    else
      result:insert(list[i])
    end
    i = i + 1
  end
  return french.spacing(result)
end

-- --- Figures ---------------------------------------------------------------

local function image(this, element)
  local token = '](' .. element.src .. ')'
  local alt = element.attributes.alt
  if not element.identifier:match('^fig:[%w.-]+$') then
    this.diagnostics:error(token, 'figure sans étiquette : écrire '
      .. '![légende](%s){#fig:nom alt="…"}', element.src)
  end
  if not alt or alt == '' then
    this.diagnostics:error(token, 'figure sans texte de remplacement : '
      .. 'alt="…" manque à %s', element.src)
  end
  if not files.exists(this.directory .. '/' .. element.src .. '.gp') then
    this.diagnostics:error(token, 'figure introuvable : %s/%s.gp',
      this.directory, element.src)
  end
  element.attributes.alt =
    inlines.substitute(this, alt or '', french.plain)
  return element
end

-- --- Le tout ---------------------------------------------------------------

-- Le parcours du fil du texte : d'abord les éléments, puis les listes.
function inlines.render(doc, this)
  return doc:walk {
    Str = function(element) return numbers(this, element) end,
    Math = function(element)
      element.text = inlines.substitute(this, element.text, french.tex)
      return element
    end,
    Cite = function(element) return cite(this, element) end,
    Code = function(element)
      return this.output.inline_code(
        inlines.substitute(this, element.text, french.plain))
    end,
    Image = function(element) return image(this, element) end,
    Span = function(element)
      return terms.is_term(element)
        and this.output.term(terms.read(element, this).anchor, element.content)
    end,
  }:walk {
    Inlines = function(list) return typeset(this, list) end,
  }
end

return inlines
