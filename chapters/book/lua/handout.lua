-- handout.lua — l'édition de l'étudiant : d'un chapitre, la question, ce qui est
-- donné, ce qui est à démontrer, les figures et les exercices, et de la place
-- pour répondre.

local syntax = require 'syntax'

local handout = {}

local function blank(title, height)
  return pandoc.RawBlock('latex',
    string.format('\\blankbox{%s}{%s}', title, height))
end

local function heading(title)
  return pandoc.RawBlock('latex',
    string.format('\\section*{%s}', title))
end

-- --- Équations -------------------------------------------------------------

local RELATIONS = { '=', '<', '>', '\\leq', '\\geq', '\\iff', '\\to' }

-- Une relation commence-t-elle en at, hors de toute accolade ?
local function relation_at(tex, at)
  for _, relation in ipairs(RELATIONS) do
    local next = tex:sub(at + #relation, at + #relation)
    if tex:sub(at, at + #relation - 1) == relation
      and not (relation:match('%a$') and next:match('%a')) then
      return relation
    end
  end
end

-- Le premier membre de la formule, et sa première relation.
local function first_side(tex)
  local text = tex:gsub('\\begin{aligned}', ''):gsub('\\end{aligned}', '')
  local depth = 0
  for at = 1, #text do
    local c = text:sub(at, at)
    depth = depth + (c == '{' and 1 or c == '}' and -1 or 0)
    local relation = depth == 0 and relation_at(text, at)
    if relation then
      return text:sub(1, at - 1):gsub('&', ' '):match('^%s*(.-)%s*$'), relation
    end
  end
end

-- Tout, d'une définition ; du reste, le premier membre seulement.
local function cut(tex, status)
  local side, relation = first_side(tex)
  if status == 'definition' or not side or side:match('\\left')
    and not side:match('\\right') then
    return tex
  end
  return side .. ' ' .. relation .. ' \\blankside'
end

-- Les équations du chapitre, chacune un paragraphe : celles que l'on donne,
-- celles qui sont à démontrer.
local function equations(doc)
  local given, asked = pandoc.List {}, pandoc.List {}
  doc:walk {
    Inlines = function(list)
      local i = 1
      while i <= #list do
        local found = syntax.equation(list, i)
        if found and found.label then
          local math = list[i]:clone()
          math.text = cut(found.tex, found.status)
          local para = pandoc.List { math }
          for k = i + 1, found.last do
            para:insert(list[k])
          end
          local to = found.status == 'definition' and given or asked
          to:insert(pandoc.Para(para))
          i = found.last
        end
        i = i + 1
      end
    end,
  }
  return given, asked
end

-- --- Figures et exercices --------------------------------------------------

local function figures(doc)
  local list = pandoc.List {}
  doc:walk {
    Para = function(block)
      if syntax.figure(block) then
        list:insert(block)
        list:insert(blank('Que montre-t-elle ?', '2.2cm'))
      end
    end,
  }
  return list
end

local function exercises(doc)
  local list = pandoc.List {}
  for _, block in ipairs(doc.blocks) do
    if block.t == 'Div' and block.classes:includes('exercise') then
      local copy = block:clone()
      copy.content = copy.content:filter(function(inner)
        return not (inner.t == 'Div' and inner.classes:includes('solution'))
      end)
      list:insert(copy)
      list:insert(blank('Votre réponse', '5cm'))
    end
  end
  return list
end

-- --- Le tout ---------------------------------------------------------------

local function room(list, title, content)
  if #content > 0 then
    list:insert(heading(title))
    list:extend(content)
  end
end

-- Les blocs du chapitre, pour l'étudiant.
function handout.blocks(doc)
  local list = pandoc.List { blank('En bref : votre réponse, en deux ou trois '
    .. 'phrases', '3.6cm') }
  local given, asked = equations(doc)
  room(list, 'Ce qui est donné', given)
  room(list, 'À démontrer', asked)
  room(list, 'L’expérience', figures(doc))
  room(list, 'Exercices', exercises(doc))
  return list
end

return handout
