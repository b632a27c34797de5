-- page.lua — d'une page à ses mots : ni maths, ni code, ni renvois, ni ouvrages.
--
--   pandoc -t plain --wrap=none -L chapters/book/spell/page.lua PAGE.md

local function silent()
  return {}
end

local function add(list, text)
  if text then
    list:insert(pandoc.Para(pandoc.Str(text)))
  end
end

-- Ce qui s'imprime et n'est pas dans le corps du texte : attributs, en-tête.
local function apart(doc)
  local list = pandoc.List {}
  doc:walk {
    Image = function(image) add(list, image.attributes.alt) end,
    Div = function(div) add(list, div.attributes.title) end,
    CodeBlock = function(block) add(list, block.attributes.caption) end,
  }
  for _, value in pairs(doc.meta) do
    local kind = pandoc.utils.type(value)
    if kind == 'Blocks' then
      list:extend(value)
    elseif kind == 'Inlines' then
      list:insert(pandoc.Para(value))
    end
  end
  return list
end

local function foreign(element)
  return element.attributes.lang == 'en' and {} or nil
end

function Pandoc(doc)
  doc.blocks:extend(apart(doc))
  return doc:walk { Div = foreign, Span = foreign }:walk {
    Math = silent, Code = silent, CodeBlock = silent, RawInline = silent,
    RawBlock = silent, Cite = silent,
  }
end
