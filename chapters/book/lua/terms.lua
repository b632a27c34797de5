-- terms.lua — l'index des termes.
--
-- Là où le texte définit un terme : [rétropropagation]{.term en="backpropagation"},
-- avec name="…" si l'index l'écrit autrement. Le même terme peut l'être dans
-- plusieurs chapitres.

local files = require 'files'

local terms = {}

function terms.is_term(span)
  return span.classes:includes('term')
end

-- Le nom d'un terme, son ancre dans ce chapitre.
function terms.read(span, this)
  local name = span.attributes.name or pandoc.utils.stringify(span.content)
  return {
    name = name, en = span.attributes.en or '', chapter = this.number,
    anchor = string.format('term:%s-%s', this.number or '',
      (name:gsub('[^%w]', '-'))),
  }
end

local PLAIN = {
  ['à'] = 'a', ['â'] = 'a', ['ä'] = 'a', ['ç'] = 'c', ['é'] = 'e', ['è'] = 'e',
  ['ê'] = 'e', ['ë'] = 'e', ['î'] = 'i', ['ï'] = 'i', ['ô'] = 'o', ['ö'] = 'o',
  ['ù'] = 'u', ['û'] = 'u', ['ü'] = 'u', ['œ'] = 'oe', ['É'] = 'e', ['À'] = 'a',
  ['ℓ'] = 'l',
}

-- L'ordre du dictionnaire : ni accents, ni majuscules, ni ponctuation.
local function order(name)
  local plain = name:gsub(utf8.charpattern, PLAIN):lower()
  return plain:gsub('[^%w]', '') .. '\0' .. name
end

-- Les termes de tout le livre, dans l'ordre, chacun avec ses ancres.
function terms.all(this)
  local by_name, list = {}, {}
  for path in this.labels_list:gmatch('%S+') do
    local rows = files.table((path:gsub('references%.tsv$', 'terms.tsv')))
    for _, row in ipairs(rows or {}) do
      local entry = by_name[row.name]
      if not entry then
        entry = { name = row.name, en = row.en, anchors = {} }
        by_name[row.name] = entry
        list[#list + 1] = entry
      elseif entry.en ~= row.en then
        this.diagnostics:error(nil, 'le terme « %s » a deux noms anglais : '
          .. '%s, %s', row.name, entry.en, row.en)
      end
      entry.anchors[#entry.anchors + 1] = row.anchor
    end
  end
  table.sort(list, function(a, b) return order(a.name) < order(b.name) end)
  return list
end

return terms
