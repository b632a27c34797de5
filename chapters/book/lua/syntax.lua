-- syntax.lua — reconnaître les constructions du cahier dans ce que pandoc lit.

local syntax = {}

-- Les genres d'étiquettes, et le nom que le texte leur donne.
syntax.nouns = {
  ch = 'chapitre', sec = 'section', eq = 'éq.', fig = 'figure',
  lst = 'listing', tab = 'tableau',
}

-- « eq:grad-Wy » → « eq », « eq:grad-Wy » ; « Eq:… » dit une majuscule.
function syntax.label(id)
  local kind, name = id:match('^(%a+):(.+)$')
  local lower = kind and kind:sub(1, 1):lower() .. kind:sub(2)
  if not (lower and syntax.nouns[lower]) then
    return nil
  end
  return lower, lower .. ':' .. name, lower ~= kind
end

function syntax.is_blank(element)
  return element.t == 'Space' or element.t == 'SoftBreak'
end

local function is_display(element)
  return element and element.t == 'Math' and element.mathtype == 'DisplayMath'
end
syntax.is_display = is_display

-- --- Les attributs d'une équation ------------------------------------------

-- Un élément tel qu'on l'a écrit : pandoc a changé les guillemets droits.
local function written(element)
  if element.t == 'Quoted' then
    return '"' .. pandoc.utils.stringify(element.content) .. '"'
  elseif element.t == 'Str' then
    return (element.text:gsub('“', '"'):gsub('”', '"'))
  end
  return syntax.is_blank(element) and ' ' or pandoc.utils.stringify(element)
end

-- Ce que contient l'accolade qui ouvre text, et ce qui la suit ; nil si elle
-- n'est pas fermée. Entre guillemets, une accolade ne ferme rien.
local function braces(text)
  local from = 1
  while true do
    local at = text:find('["}]', from)
    if not at then
      return nil
    elseif text:sub(at, at) == '}' then
      return text:sub(2, at - 1), text:sub(at + 1)
    end
    local close = text:find('"', at + 1, true)
    if not close then
      return nil
    end
    from = close + 1
  end
end

-- Les attributs « {#eq:x .definition} » écrits à partir de inlines[i] : leur
-- texte, l'indice du dernier élément, et ce qui suit l'accolade. Si elle n'est
-- pas fermée : nil, puis deux fois rien, et ce qui l'ouvre.
local function attributes(inlines, i)
  while inlines[i] and syntax.is_blank(inlines[i]) do
    i = i + 1
  end
  local text = ''
  if not (inlines[i] and inlines[i].t == 'Str'
    and inlines[i].text:match('^{#')) then
    return nil
  end
  for k = i, #inlines do
    text = text .. written(inlines[k])
    local inside, rest = braces(text)
    if inside then
      return inside, k, rest
    elseif is_display(inlines[k + 1]) then
      break
    end
  end
  return nil, nil, nil, inlines[i].text
end

-- L'attribut qui ouvre le texte : son nom, sa valeur, puis ce qui le suit.
local ATTRIBUTES = {
  '^(%.[%w-]+)()%s*(.*)$',
  '^(%w+)="([^"]*)"%s*(.*)$',
  '^(%w+)=([^%s"]+)%s*(.*)$',
}
local KNOWN = {
  ['.definition'] = 'definition', ['.prose'] = 'prose', case = 'case',
  reason = 'reason',
}

-- Range dans equation ce que disent les attributs ; le premier que l'on ne
-- connaît pas est dans strange.
local function read(equation, text)
  while text ~= '' do
    local name, value, rest
    for _, pattern in ipairs(ATTRIBUTES) do
      if not name then
        name, value, rest = text:match(pattern)
      end
    end
    local key = KNOWN[name]
    if not key or equation[key] then
      equation.strange = text:match('^%S+')
      return
    end
    equation[key], text = value, rest
  end
end

-- L'équation qui commence à inlines[i], ou nil. Sans étiquette, label est nil.
function syntax.equation(inlines, i)
  if not is_display(inlines[i]) then
    return nil
  end
  local inside, last, rest, open = attributes(inlines, i + 1)
  local equation = {
    tex = inlines[i].text:match('^%s*(.-)%s*$'),
    label = inside and inside:match('^#(%S+)'),
    last = last or i,
    rest = rest or '',
    open = open,
  }
  read(equation, inside and inside:match('^#%S+%s*(.*)$') or '')
  equation.status = equation.prose and 'prose'
    or equation.definition and 'definition' or 'proved'
  return equation
end

-- Le paragraphe n'est-il fait que d'équations ? Rend la dernière.
function syntax.only_equations(block)
  if block.t ~= 'Para' then
    return nil
  end
  local i, found = 1, nil
  while i <= #block.content do
    local equation = syntax.equation(block.content, i)
    if equation then
      found, i = equation, equation.last
    elseif not syntax.is_blank(block.content[i]) then
      return nil
    end
    i = i + 1
  end
  return found
end

-- L'image d'un paragraphe qui est une figure, ou nil.
function syntax.figure(block)
  local first = (block.t == 'Para' or block.t == 'Plain') and block.content[1]
  return first and #block.content == 1 and first.t == 'Image' and first or nil
end

-- L'étiquette qui termine la légende d'un tableau.
function syntax.table_label(table)
  local last = table.caption.long[#table.caption.long]
  local tail = last and last.content[#last.content]
  return tail and tail.t == 'Str' and tail.text:match('^{#(%S+)}$') or nil
end

-- La légende du tableau, sans l'étiquette.
function syntax.table_caption(table)
  local last = table.caption.long[#table.caption.long]
  local inlines = last and last.content:clone() or pandoc.List {}
  if syntax.table_label(table) then
    inlines:remove()
    if #inlines > 0 and syntax.is_blank(inlines[#inlines]) then
      inlines:remove()
    end
  end
  return inlines
end

-- Un bloc dont chaque ligne dit ce que veut dire un symbole.
function syntax.is_notation(block)
  return block.t == 'CodeBlock' and block.classes[1] == 'notation'
end

-- L'extrait de code C que demande un bloc : est-ce un listing ?
function syntax.is_listing(block)
  return block.attributes.source ~= nil or block.identifier:match('^lst:')
end

return syntax
