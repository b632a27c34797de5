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

-- Les attributs « {#eq:x .definition} » écrits à partir de inlines[i] : leur
-- texte, l'indice du dernier élément, et ce qui suit l'accolade.
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
    text = text .. (inlines[k].t == 'Str' and inlines[k].text or ' ')
    local inside, rest = text:match('^{(.-)}(.*)$')
    if inside then
      return inside, k, rest
    end
  end
end

-- L'équation qui commence à inlines[i], ou nil. Sans étiquette, label est nil.
function syntax.equation(inlines, i)
  if not is_display(inlines[i]) then
    return nil
  end
  local inside, last, rest = attributes(inlines, i + 1)
  return {
    tex = inlines[i].text:match('^%s*(.-)%s*$'),
    label = inside and inside:match('^#(%S+)'),
    definition = inside ~= nil and inside:match('%.definition') ~= nil,
    last = last or i,
    rest = rest or '',
  }
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

-- L'extrait de code C que demande un bloc : est-ce un listing ?
function syntax.is_listing(block)
  return block.attributes.source ~= nil or block.identifier:match('^lst:')
end

return syntax
